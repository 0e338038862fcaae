//! What an owner does to an item from their page: decide who sees it, remove it, let it lead, put it elsewhere, and take any
//! of that back (`registry` 9 to 11).

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use byline_model::{ItemKind, PutCode, Visibility};
use byline_oauth::Form;
use byline_pages::{Next, SignedIn, Submitted, Visitor, error, see_other};
use byline_registry::{Manner, Once, Permit, RecordError};

use super::SIGN_IN;
use super::own::is_sorted_by_hand;
use crate::WebState;

/// The path of an item: its kind and its put-code.
pub(crate) type ItemPath = Path<(String, String)>;

/// What a form is about, and who sent it.
struct Aim<'s> {
    state: &'s WebState,
    submitted: &'s Submitted,
    signed_in: &'s SignedIn,
    kind: ItemKind,
    code: PutCode,
    manner: Manner,
}

impl<'s> Aim<'s> {
    fn of(
        state: &'s WebState,
        submitted: &'s Submitted,
        (kind, code): &(String, String),
        deed: &str,
    ) -> Result<Self, Box<Response>> {
        let Some(signed_in) = submitted.visitor.signed_in() else { return Err(see_other(SIGN_IN).into()) };
        let parsed = ItemKind::from_singular(kind).zip(code.parse().ok());
        let Some((kind, code)) = parsed else {
            return Err(error::no_such_page(state, &submitted.visitor.language).into());
        };
        let once = once(&format!("{deed} {kind} {code}"), &submitted.form);
        Ok(Aim { state, submitted, signed_in, kind, code, manner: Manner { once, ..Manner::default() } })
    }

    /// Does it, if it may be done, and says where to go then.
    async fn act<F>(&self, deed: impl FnOnce(Permit) -> F) -> Response
    where
        F: Future<Output = Result<(), RecordError>>,
    {
        let (person, owner) = (self.signed_in.person, self.signed_in.record());
        self.answer(match self.state.registry().permit_person(person, owner, self.kind, None).await {
            Ok(permit) => deed(permit).await,
            Err(refusal) => Err(refusal),
        })
    }

    /// Back to the page, and there to the item.
    fn answer(&self, outcome: Result<(), RecordError>) -> Response {
        let back = Back::of(&self.submitted.form);
        match outcome {
            Ok(()) => {
                let key = self.manner.once.as_ref().map(|once| &*once.key);
                see_other(&back.with(key.map(|key| ("done", key)), &format!("{}-{}", self.kind, self.code)))
            }
            Err(RecordError::NoSuchItem | RecordError::Changed) => {
                see_other(&back.with(Some(("notice", "gone")), "main"))
            }
            Err(refusal) => unusable(self.state, &self.submitted.visitor, &refusal),
        }
    }

    fn no_such_page(&self) -> Response {
        error::no_such_page(self.state, &self.submitted.visitor.language)
    }
}

/// The page that a form stood on.
pub(super) struct Back(String);

impl Back {
    pub(super) fn of(form: &Form) -> Back {
        match Next::of(None, form.get("back")) {
            Next::Path(path)
                if path == "/my-orcid" || path.starts_with("/my-orcid?") || path.starts_with("/my-orcid/") =>
            {
                Back(path)
            }
            _ => Back("/my-orcid".to_owned()),
        }
    }

    /// Without what it said on top before.
    pub(super) fn with(&self, more: Option<(&str, &str)>, anchor: &str) -> String {
        let (path, query) = self.0.split_once('?').unwrap_or((&self.0, ""));
        let kept = Form::parse(query);
        let kept = kept.iter().filter(|(name, _)| !matches!(*name, "done" | "notice" | "lang"));
        let query = kept.chain(more).collect::<Form>().to_query();
        if query.is_empty() { format!("{path}#{anchor}") } else { format!("{path}?{query}#{anchor}") }
    }
}

/// The key of a request: of the page that it was sent from, and of what it asks for, so that another button on the same page
/// is another request.
pub(crate) fn once(what: &str, form: &Form) -> Option<Once> {
    let page = form.get("op").filter(|it| it.len() == 32 && it.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    let mut all = what.to_owned();
    for (name, value) in form.iter().filter(|(name, _)| *name != "csrf") {
        all.push('\n');
        all.push_str(name);
        all.push('\0');
        all.push_str(value);
    }
    let fingerprint = xxhash_rust::xxh3::xxh3_64(all.as_bytes());
    Some(Once { key: format!("{page}-{fingerprint:016x}").into(), fingerprint: 0 })
}

/// `POST /my-orcid/{kind}/{put_code}/visibility`: shows it to these and nobody else.
pub(crate) async fn show(State(state): State<WebState>, Path(item): ItemPath, submitted: Submitted) -> Response {
    let aim = match Aim::of(&state, &submitted, &item, "show") {
        Ok(aim) => aim,
        Err(response) => return *response,
    };
    let level = submitted.form.get("level").and_then(|it| it.parse::<Visibility>().ok());
    let Some(level) = level.filter(|it| super::own::LEVELS.iter().any(|(level, ..)| level == it)) else {
        return aim.no_such_page();
    };
    let codes = [aim.code];
    aim.act(|permit| state.registry().show(permit, &codes, level, &aim.manner)).await
}

/// `POST /my-orcid/{kind}/{put_code}/remove`: takes it off the record, whoever added it.
pub(crate) async fn remove(State(state): State<WebState>, Path(item): ItemPath, submitted: Submitted) -> Response {
    let aim = match Aim::of(&state, &submitted, &item, "remove") {
        Ok(aim) => aim,
        Err(response) => return *response,
    };
    // A record has a name, whatever it is.
    if aim.kind == ItemKind::Name {
        return aim.no_such_page();
    }
    let codes = [aim.code];
    aim.act(|permit| state.registry().remove_these(permit, &codes, &aim.manner)).await
}

/// `POST /my-orcid/{kind}/{put_code}/prefer`: lets it lead among its versions.
pub(crate) async fn prefer(State(state): State<WebState>, Path(item): ItemPath, submitted: Submitted) -> Response {
    let aim = match Aim::of(&state, &submitted, &item, "prefer") {
        Ok(aim) => aim,
        Err(response) => return *response,
    };
    aim.act(|permit| state.registry().prefer(permit, aim.code, &aim.manner)).await
}

/// `POST /my-orcid/{kind}/{put_code}/move`: puts it before another of its list, or behind all.
pub(crate) async fn put_elsewhere(
    State(state): State<WebState>,
    Path(item): ItemPath,
    submitted: Submitted,
) -> Response {
    let aim = match Aim::of(&state, &submitted, &item, "move") {
        Ok(aim) => aim,
        Err(response) => return *response,
    };
    let before = match submitted.form.get("before") {
        Some("") => Some(None),
        Some(code) => code.parse().ok().map(Some),
        None => None,
    };
    let Some(before) = before.filter(|_| is_sorted_by_hand(aim.kind)) else { return aim.no_such_page() };
    aim.act(|permit| state.registry().put_before(permit, aim.code, before, &aim.manner)).await
}

/// `POST /my-orcid/undo`: takes back what a request did.
pub(crate) async fn undo(State(state): State<WebState>, submitted: Submitted) -> Response {
    let Some(signed_in) = submitted.visitor.signed_in() else { return see_other(SIGN_IN) };
    let key = submitted.form.get("key").unwrap_or_default();
    let back = Back::of(&submitted.form);
    match state.registry().undo(signed_in.person, signed_in.record(), key).await {
        Ok(()) => see_other(&back.with(Some(("notice", "undone")), "main")),
        Err(
            RecordError::NothingToUndo
            | RecordError::Changed
            | RecordError::Duplicate { .. }
            | RecordError::Full { .. },
        ) => see_other(&back.with(Some(("notice", "undo-late")), "main")),
        Err(refusal) => unusable(&state, &submitted.visitor, &refusal),
    }
}

/// What to say of a record that cannot be edited, or of a store that does not answer.
pub(crate) fn unusable(state: &WebState, visitor: &Visitor, refusal: &RecordError) -> Response {
    match refusal {
        RecordError::Locked
        | RecordError::Deactivated
        | RecordError::Deprecated { .. }
        | RecordError::Unclaimed
        | RecordError::NoSuchRecord => error::page(state, &visitor.language, StatusCode::FORBIDDEN, "error-not-edited"),
        RecordError::NotTheOwners(_) | RecordError::NotTheSource | RecordError::NoSuchItem | RecordError::OtherKind => {
            error::no_such_page(state, &visitor.language)
        }
        refusal => error::broken(state, &visitor.language, refusal),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_button_of_a_page_is_a_request_of_its_own() {
        let form = |more: &str| Form::parse(&format!("csrf=x&op={}&{more}", "a".repeat(32)));
        let key = |what: &str, more: &str| once(what, &form(more)).expect("a page").key;
        assert_eq!(key("show work 1", "level=public"), key("show work 1", "level=public"));
        assert_ne!(key("show work 1", "level=public"), key("show work 1", "level=private"));
        assert_ne!(key("show work 1", "level=public"), key("show work 2", "level=public"));
        assert_eq!(once("show", &Form::parse("op=short")).map(|it| it.key), None);
    }

    #[test]
    fn back_is_a_page_of_ones_own_without_what_it_said() {
        let back = |path: &str| Back::of(&Form::default().with("back", path)).with(Some(("done", "k")), "work-1");
        assert_eq!(back("/my-orcid?works=2&done=old&notice=x&lang=de"), "/my-orcid?works=2&done=k#work-1");
        for elsewhere in ["https://evil.example/my-orcid", "//evil.example", "/inbox", "/my-orcidx", ""] {
            assert_eq!(back(elsewhere), "/my-orcid?done=k#work-1", "{elsewhere}");
        }
    }
}
