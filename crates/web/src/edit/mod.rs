//! `/my-orcid/{kind}/add`, `/my-orcid/{kind}/{put_code}/edit`: what an owner writes by hand (`registry` 8, 10 to 13).
//!
//! One form for all kinds: its rows are a table ([`sheets`]), what may stand in them is said by shapes and rules. Whatever is
//! wrong is said at once, and everything that was typed comes back, also to who was signed out meanwhile.

mod filled;
mod late;
mod lookup;
mod places;
mod sheets;
mod view;

use askama::Template;
use axum::extract::{OriginalUri, Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use byline_model::document::Object;
use byline_model::{ItemKind, PutCode, Timestamp, shapes};
use byline_oauth::Form;
use byline_pages::{Layout, Problems, Sent, SignedIn, Submitted, Visitor, error, forms, html, see_other};
use byline_registry::{Fault, Manner, Permit, RecordError};

use self::filled::Filled;
use self::lookup::Found;
use self::sheets::{Sheet, Widget};
use self::view::{Control, Maker, Row};
use crate::WebState;
use crate::mine::acts::{once, unusable};
use crate::mine::own::LEVELS;

/// A form that is shown.
#[derive(Template)]
#[template(path = "edit/form.html")]
struct FormPage {
    layout: Layout,
    title: String,
    action: String,
    /// Where it leads who does not save.
    back: String,
    op: String,
    seen: String,
    /// Whose record it is for: what was typed for one is not shown to another.
    record: String,
    problems: Problems,
    rows: Vec<Row>,
    visibility: String,
}

/// Two versions of an item, one of which is to be chosen.
#[derive(Template)]
#[template(path = "edit/conflict.html")]
struct ConflictPage {
    layout: Layout,
    action: String,
    back: String,
    /// Everything that was typed.
    hidden: Vec<(String, String)>,
    seen: String,
    differences: Vec<Difference>,
}

struct Difference {
    label: String,
    mine: String,
    theirs: String,
}

/// A form that somebody works on.
struct Desk<'s> {
    state: &'s WebState,
    visitor: &'s Visitor,
    signed_in: &'s SignedIn,
    kind: ItemKind,
    sheet: &'static Sheet,
    /// Of the item that is changed.
    code: Option<PutCode>,
}

type Outcome<T> = Result<T, Box<Response>>;

/// `GET /my-orcid/{kind}/add`
pub(crate) async fn add(
    State(state): State<WebState>,
    Path(kind): Path<String>,
    OriginalUri(uri): OriginalUri,
    RawQuery(query): RawQuery,
    visitor: Visitor,
) -> Response {
    let Some(signed_in) = visitor.signed_in() else { return late::sign_in(uri.path(), query.as_deref()) };
    let desk = Desk::new((&state, &visitor, signed_in), &kind, None);
    answer(async { desk?.show(&query.unwrap_or_default()).await }.await)
}

/// `GET /my-orcid/{kind}/{put_code}/edit`
pub(crate) async fn edit(
    State(state): State<WebState>,
    Path((kind, code)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
    RawQuery(query): RawQuery,
    visitor: Visitor,
) -> Response {
    let Some(signed_in) = visitor.signed_in() else { return late::sign_in(uri.path(), query.as_deref()) };
    let desk = Desk::new((&state, &visitor, signed_in), &kind, Some(&code));
    answer(async { desk?.show(&query.unwrap_or_default()).await }.await)
}

/// `POST /my-orcid/{kind}/add`
pub(crate) async fn added(
    State(state): State<WebState>,
    Path(kind): Path<String>,
    OriginalUri(uri): OriginalUri,
    sent: Sent,
) -> Response {
    posted(&state, (&kind, None), uri.path(), sent).await
}

/// `POST /my-orcid/{kind}/{put_code}/edit`
pub(crate) async fn edited(
    State(state): State<WebState>,
    Path((kind, code)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
    sent: Sent,
) -> Response {
    posted(&state, (&kind, Some(&code)), uri.path(), sent).await
}

async fn posted(state: &WebState, (kind, code): (&str, Option<&str>), path: &str, sent: Sent) -> Response {
    let Sent { submitted: Submitted { form, visitor }, current } = sent;
    let Some(signed_in) = visitor.signed_in().filter(|_| current) else {
        return late::keep(state, &visitor, path, &form).await;
    };
    let desk = Desk::new((state, &visitor, signed_in), kind, code);
    answer(async { desk?.take(&form).await }.await)
}

fn answer(outcome: Outcome<Response>) -> Response {
    outcome.unwrap_or_else(|refusal| *refusal)
}

impl<'s> Desk<'s> {
    fn new(
        (state, visitor, signed_in): (&'s WebState, &'s Visitor, &'s SignedIn),
        kind: &str,
        code: Option<&str>,
    ) -> Outcome<Self> {
        let missing = || error::no_such_page(state, &visitor.language);
        let kind = ItemKind::from_singular(kind).ok_or_else(missing)?;
        let sheet = Sheet::of(kind).ok_or_else(missing)?;
        let code = code.map(str::parse).transpose().map_err(|_| missing())?;
        // There is one at most, at a number that is known.
        let code = if kind.is_single() { Some(PutCode::SINGLE) } else { code };
        Ok(Desk { state, visitor, signed_in, kind, sheet, code })
    }

    async fn permit(&self, code: Option<PutCode>) -> Outcome<Permit> {
        let (person, owner) = (self.signed_in.person, self.signed_in.record());
        let permit = self.state.registry().permit_person(person, owner, self.kind, code).await;
        permit.map_err(|refusal| unusable(self.state, self.visitor, &refusal).into())
    }

    /// Until an address is confirmed only names can be edited (`registry` 7).
    async fn is_confirmed(&self) -> Outcome<()> {
        match self.state.accounts().has_verified_email(self.signed_in.record()).await {
            Ok(has_one) if has_one || self.kind == ItemKind::Name => Ok(()),
            Ok(_) => {
                let language = &self.visitor.language;
                let text = byline_pages::Markup::of(language.texts, "form-unconfirmed");
                let status = StatusCode::FORBIDDEN;
                Err(error::page_leading_to(self.state, language, status, text, ("/my-orcid#emails", "go-record"))
                    .into())
            }
            Err(error) => Err(error::broken(self.state, &self.visitor.language, &error).into()),
        }
    }

    /// The form, with what there is, with a copy, or with what was typed before.
    async fn show(&self, query: &str) -> Outcome<Response> {
        self.is_confirmed().await?;
        let query = Form::parse(query);
        let copied = query.get("copy").and_then(|it| it.parse().ok()).filter(|_| self.code.is_none());
        let permit = self.permit(self.code.or(copied)).await?;
        let mut filled = self.present(&permit, copied.is_some())?;
        if let Some(key) = query.get("kept") {
            let kept = late::kept(self.state, self.visitor, key).await?;
            // Never to another than it was typed by (`decisions` 53).
            let own = kept.filter(|kept| kept.get("record") == self.signed_in.record().to_string());
            filled = own.unwrap_or(filled);
        }
        Ok(self.page(&filled, Problems::none(), None, StatusCode::OK))
    }

    /// What the fields begin with.
    fn present(&self, permit: &Permit, is_copy: bool) -> Outcome<Filled> {
        let standing = permit.standing().map_err(|error| unusable(self.state, self.visitor, &error))?;
        let mut filled = match &standing {
            Some(standing) => Filled::of_document(self.sheet, &standing.document),
            None if self.code.is_none() || self.kind.is_single() => self.empty(),
            None => return Err(error::no_such_page(self.state, &self.visitor.language).into()),
        };
        match standing.filter(|_| !is_copy) {
            Some(standing) if !standing.is_own => {
                let code = self.code.unwrap_or(PutCode::SINGLE);
                return Err(see_other(&format!("/my-orcid/{}/add?copy={code}", self.kind)).into());
            }
            Some(standing) => {
                filled.set("visibility", standing.visibility.as_str());
                filled.set("seen", moment(standing.modified));
            }
            None => filled.set("visibility", permit.default_visibility().as_str()),
        }
        Ok(filled)
    }

    /// Of works, whoever adds one is the first who took part.
    fn empty(&self) -> Filled {
        let mut filled = Filled::default();
        if self.kind == ItemKind::Work {
            filled.set("contributors.contributor", "1");
            filled.set("contributors.contributor.0.credit-name", &*self.signed_in.name);
            filled.set("contributors.contributor.0.contributor-orcid", self.signed_in.record().to_string());
        }
        filled
    }

    /// What is to be done with what was typed.
    async fn take(&self, form: &Form) -> Outcome<Response> {
        self.is_confirmed().await?;
        let mut filled = Filled::of_form(form);
        let (verb, at) = form.get("do").and_then(|it| it.split_once(':')).unwrap_or_default();
        for input in self.sheet.inputs {
            match (verb, input.widget) {
                ("add", Widget::Repeat { most, .. }) if at == input.at => filled.add_row(at, most),
                ("drop", Widget::Repeat { most, .. }) => {
                    let row = at.strip_prefix(input.at).and_then(|it| it.strip_prefix('.')?.parse().ok());
                    let Some(row) = row else { continue };
                    filled.drop_row(input.at, row, most);
                }
                ("change", Widget::Organization(_)) if at == input.at => lookup::forget(at, &mut filled),
                ("find", Widget::Organization(purpose)) if at == input.at => {
                    let found = Found::by_name(self.state.registry(), (at, purpose), &filled).await;
                    let found = found.map_err(|error| unusable(self.state, self.visitor, &error))?;
                    return Ok(self.page(&filled, Problems::none(), Some(&found), StatusCode::OK));
                }
                _ => continue,
            }
            return Ok(self.page(&filled, Problems::none(), None, StatusCode::OK));
        }
        if verb == "again" {
            return Ok(self.page(&filled, Problems::none(), None, StatusCode::OK));
        }
        self.save(form, filled).await
    }

    async fn save(&self, form: &Form, mut filled: Filled) -> Outcome<Response> {
        let registry = self.state.registry();
        filled.compact(self.sheet);
        for input in self.sheet.inputs {
            if let Widget::Organization(purpose) = input.widget {
                let chosen = lookup::choose(registry, (input.at, purpose), &mut filled).await;
                chosen.map_err(|error| unusable(self.state, self.visitor, &error))?;
            }
        }
        let permit = self.permit(self.code).await?;
        let document = self.document(&permit, &filled)?;
        let faults = registry.faults(&permit, &document);
        let problems = places::problems(self.visitor.language.texts, self.sheet, &filled, &faults);
        if !problems.is_empty() {
            return Ok(self.page(&filled, problems, None, StatusCode::UNPROCESSABLE_ENTITY));
        }
        let seen = filled.get("seen").parse().ok().map(Timestamp::from_millis);
        let saved = match self.code {
            Some(code) => registry.change(permit, &document, seen).await.map(|()| code),
            None => {
                let manner = Manner { once: once(&format!("add {}", self.kind), form), ..Manner::default() };
                registry.add(permit, document, &manner).await.map(|code| code.unwrap_or(PutCode::SINGLE))
            }
        };
        match saved {
            Ok(code) => Ok(see_other(&format!("/my-orcid?notice=saved#{}-{code}", self.kind))),
            Err(RecordError::Changed) => self.conflict(&filled).await,
            Err(RecordError::Invalid(breach)) => {
                let faults = [Fault::Breach(*breach)];
                let problems = places::problems(self.visitor.language.texts, self.sheet, &filled, &faults);
                Ok(self.page(&filled, problems, None, StatusCode::UNPROCESSABLE_ENTITY))
            }
            Err(RecordError::Full { most, .. }) => {
                let text = self.visitor.language.texts.say("fault-full").count("count", most as usize).to_string();
                Ok(self.page(&filled, Problems::whole(text), None, StatusCode::UNPROCESSABLE_ENTITY))
            }
            Err(refusal) => Err(unusable(self.state, self.visitor, &refusal).into()),
        }
    }

    /// The document that is typed onto what there is.
    fn document(&self, permit: &Permit, filled: &Filled) -> Outcome<Object<'static>> {
        let standing = permit.standing().map_err(|error| unusable(self.state, self.visitor, &error))?;
        let present = standing.map_or_else(|| Object::new(shapes::of(self.kind).full), |it| it.document);
        let mut document = filled.onto(self.sheet, &present, self.state.registry().urls().base());
        // Without a choice it is shown as it was, or as what is new.
        let chosen = Some(filled.get("visibility")).filter(|it| !it.is_empty());
        document.set("visibility", chosen.map(str::to_owned));
        Ok(document)
    }

    /// Two tabs changed one item: both versions, and the choice.
    async fn conflict(&self, filled: &Filled) -> Outcome<Response> {
        let permit = self.permit(self.code).await?;
        let standing = permit.standing().map_err(|error| unusable(self.state, self.visitor, &error))?;
        let Some(standing) = standing else { return Err(see_other("/my-orcid?notice=gone#main").into()) };
        let theirs = Filled::of_document(self.sheet, &standing.document);
        let texts = self.visitor.language.texts;
        let places = places::of(self.sheet, filled).into_iter().chain(places::of(self.sheet, &theirs));
        let mut differences: Vec<Difference> = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        for place in places {
            let (mine, other) = (filled.get(&place.id).trim(), theirs.get(&place.id).trim());
            if mine != other && !seen.contains(&place.id) {
                let label = texts.text(place.label).into_owned();
                differences.push(Difference { label, mine: mine.to_owned(), theirs: other.to_owned() });
                seen.push(place.id);
            }
        }
        let hidden = filled.iter().filter(|(name, _)| !matches!(*name, "csrf" | "seen" | "do"));
        let page = ConflictPage {
            layout: self.layout(),
            action: self.action(),
            back: self.back(),
            hidden: hidden.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            seen: moment(standing.modified),
            differences,
        };
        Ok(self.visitor.finish(self.state, html(&self.visitor.language, StatusCode::CONFLICT, &page)))
    }

    fn page(&self, filled: &Filled, problems: Problems, found: Option<&Found>, status: StatusCode) -> Response {
        let texts = self.visitor.language.texts;
        let rows = Maker { texts, filled, problems: &problems, found }.rows(self.sheet);
        let title = if self.code.is_some() { "form-edit" } else { "form-add" };
        let kind = texts.text(&format!("kind-{}", self.kind));
        let page = FormPage {
            layout: self.layout(),
            title: texts.say(title).with("kind", kind).to_string(),
            action: self.action(),
            back: self.back(),
            op: match filled.get("op") {
                "" => forms::unguessable(self.state.pages().entropy()),
                op => op.to_owned(),
            },
            seen: filled.get("seen").to_owned(),
            record: self.signed_in.record().to_string(),
            problems,
            rows,
            visibility: filled.get("visibility").to_owned(),
        };
        self.visitor.finish(self.state, html(&self.visitor.language, status, &page))
    }

    fn layout(&self) -> Layout {
        Layout::new(self.state, &self.visitor.language.at(self.action())).of(self.state, self.visitor)
    }

    fn action(&self) -> String {
        match self.code {
            Some(code) => format!("/my-orcid/{}/{code}/edit", self.kind),
            None => format!("/my-orcid/{}/add", self.kind),
        }
    }

    fn back(&self) -> String {
        match self.code {
            Some(code) => format!("/my-orcid#{}-{code}", self.kind),
            None => "/my-orcid".to_owned(),
        }
    }
}

fn moment(modified: Option<Timestamp>) -> String {
    modified.map(|it| it.millis().to_string()).unwrap_or_default()
}
