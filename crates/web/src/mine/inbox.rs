//! `/inbox`: what clients and the registry have to say to somebody (`registry` 18.2).

use std::borrow::Cow;

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use byline_i18n::Texts;
use byline_model::{PutCode, Timestamp, external_id};
use byline_oauth::Form;
use byline_pages::{Date, Layout, Markup, Said, Submitted, Visitor, error, html, labels, see_other, web_address};
use byline_registry::inbox::{
    Amendment, Entry, Grant, MessageKind, NotificationContent, Operation, PermissionRequest, RequestItem, Shelf,
};

use crate::WebState;

/// On a page (`registry` 18.2).
const PAGE: usize = 10;
const SIGN_IN: &str = "/signin?next=%2Finbox";

#[derive(Template)]
#[template(path = "mine/inbox.html")]
struct InboxList {
    layout: Layout,
    archived: bool,
    lines: Vec<Line>,
    range: Range,
}

/// One notification in the list.
struct Line {
    put_code: String,
    subject: String,
    facts: Said,
    sender: Said,
    unread: bool,
}

/// Which part of the list is shown, and the way to the others.
struct Range {
    page: usize,
    first: usize,
    last: usize,
    total: usize,
    /// For those who read.
    said: Said,
}

#[derive(Template)]
#[template(path = "mine/notification.html")]
struct NotificationPage {
    layout: Layout,
    put_code: String,
    subject: String,
    facts: Said,
    sender: Said,
    archived: Option<Said>,
    body: Body,
}

/// What a notification says below its head.
enum Body {
    Request(Request),
    Changes { list: Vec<Change>, more: Option<Said> },
    Text(String),
}

struct Request {
    intro: String,
    items: Vec<Item>,
    granted: Option<Said>,
    grant: Option<Way>,
}

enum Way {
    Here(String),
    Elsewhere { uri: String, button: Said, hint: Said },
}

struct Item {
    kind: String,
    name: String,
    identifier: Option<Said>,
}

struct Change {
    kind: String,
    name: Option<String>,
    operation: Cow<'static, str>,
}

/// `GET /inbox`
pub(crate) async fn list(State(state): State<WebState>, RawQuery(query): RawQuery, visitor: Visitor) -> Response {
    let Some(signed_in) = visitor.signed_in() else { return see_other(SIGN_IN) };
    let query = query.unwrap_or_default();
    let form = Form::parse(&query);
    let archived = form.get("archived").is_some();
    let shelf = if archived { Shelf::Archived } else { Shelf::Current };
    let page = form.get("page").and_then(|it| it.parse().ok()).unwrap_or(1).clamp(1, 1_000_000);
    let found = match state.registry().inbox(signed_in.record(), shelf, page, PAGE).await {
        Ok(found) => found,
        Err(error) => return error::broken(&state, &visitor.language, &error),
    };
    let total = usize::try_from(found.total).unwrap_or(usize::MAX);
    if found.entries.is_empty() && page > 1 {
        return see_other(&address(archived, total.div_ceil(PAGE).max(1)));
    }
    let texts = visitor.language.texts;
    let page = InboxList {
        layout: Layout::new(&state, &visitor.language).of(&state, &visitor),
        archived,
        lines: found.entries.iter().map(|it| Line::of(&state, texts, it)).collect(),
        range: Range::of(texts, page, found.entries.len(), total),
    };
    visitor.finish(&state, html(&visitor.language, StatusCode::OK, &page))
}

/// `GET /inbox/{put-code}`: opened, and so read; who asks for the head alone has read nothing.
pub(crate) async fn open(
    State(state): State<WebState>,
    Path(put_code): Path<String>,
    method: Method,
    visitor: Visitor,
) -> Response {
    let Some(signed_in) = visitor.signed_in() else { return see_other(SIGN_IN) };
    let Ok(put_code) = put_code.parse::<PutCode>() else { return error::no_such_page(&state, &visitor.language) };
    let entry = match method {
        Method::HEAD => state.registry().look_at_notification(signed_in.record(), put_code).await,
        _ => state.registry().open_notification(signed_in.record(), put_code).await,
    };
    let entry = match entry {
        Ok(Some(entry)) => entry,
        Ok(None) => return error::no_such_page(&state, &visitor.language),
        Err(error) => return error::broken(&state, &visitor.language, &error),
    };
    let mut layout = Layout::new(&state, &visitor.language).of(&state, &visitor);
    if let Err(error) = layout.count_again(&state, signed_in.record()).await {
        return error::broken(&state, &visitor.language, &error);
    }
    let texts = visitor.language.texts;
    let page = NotificationPage {
        layout,
        put_code: put_code.to_string(),
        subject: subject(texts, &entry),
        facts: facts(texts, &entry),
        sender: sender(&state, texts, &entry),
        archived: entry.notification.archived.map(|at| on(texts, "inbox-archived-on", at)),
        body: Body::of(&state, texts, &entry),
    };
    visitor.finish(&state, html(&visitor.language, StatusCode::OK, &page))
}

/// `POST /inbox/archive`: one, those that were chosen, or all on the page.
pub(crate) async fn archive(State(state): State<WebState>, submitted: Submitted) -> Response {
    let Some(signed_in) = submitted.visitor.signed_in() else { return see_other(SIGN_IN) };
    let form = &submitted.form;
    let which = if form.get("which") == Some("page") { "on-page" } else { "item" };
    let chosen = form.iter().filter(|(name, _)| *name == which).filter_map(|(_, value)| value.parse().ok());
    let chosen: Vec<PutCode> = chosen.take(PAGE).collect();
    match state.registry().archive(signed_in.record(), &chosen).await {
        Ok(()) if chosen.is_empty() => see_other("/inbox"),
        Ok(()) => see_other("/inbox?notice=archived"),
        Err(error) => error::broken(&state, &submitted.visitor.language, &error),
    }
}

fn address(archived: bool, page: usize) -> String {
    match archived {
        true => format!("/inbox?archived&page={page}"),
        false => format!("/inbox?page={page}"),
    }
}

impl Range {
    fn of(texts: Texts, page: usize, shown: usize, total: usize) -> Range {
        let before = (page - 1) * PAGE;
        let (first, last) = (before + 1, before + shown);
        let said = Markup::of(texts, "pager-range").count("first", first).count("last", last).count("total", total);
        Range { page, first, last, total, said: said.into() }
    }

    fn is_needed(&self) -> bool {
        self.total > PAGE
    }

    fn previous(&self, archived: &bool) -> Option<String> {
        (self.first > 1).then(|| address(*archived, self.page - 1))
    }

    fn next(&self, archived: &bool) -> Option<String> {
        (self.last < self.total).then(|| address(*archived, self.page + 1))
    }
}

impl Line {
    fn of(state: &WebState, texts: Texts, entry: &Entry) -> Line {
        Line {
            put_code: entry.notification.put_code.to_string(),
            subject: subject(texts, entry),
            facts: facts(texts, entry),
            sender: sender(state, texts, entry),
            unread: entry.notification.read.is_none(),
        }
    }
}

/// A text, as it is escaped later.
fn subject(texts: Texts, entry: &Entry) -> String {
    match &entry.notification.content {
        NotificationContent::Permission(request) => request.subject.to_string(),
        NotificationContent::Message { subject, .. } => subject.to_string(),
        NotificationContent::Amended { .. } => {
            let name = entry.sender.as_deref().unwrap_or_default();
            texts.say("inbox-amended-subject").with("name", name).to_string()
        }
    }
}

/// The registry itself sends in its own name.
fn sender(state: &WebState, texts: Texts, entry: &Entry) -> Said {
    let name = entry.sender.as_deref().unwrap_or(&state.site().name);
    Markup::of(texts, "inbox-from").name("name", name).into()
}

fn facts(texts: Texts, entry: &Entry) -> Said {
    let kind = texts.text(match &entry.notification.content {
        NotificationContent::Permission(_) => "inbox-permission",
        NotificationContent::Amended { .. } => "inbox-amended",
        NotificationContent::Message { kind: MessageKind::Administrative, .. } => "inbox-administrative",
        NotificationContent::Message { kind: MessageKind::Custom, .. } => "inbox-custom",
        NotificationContent::Message { kind: MessageKind::ServiceAnnouncement, .. } => "inbox-announcement",
        NotificationContent::Message { kind: MessageKind::Tip, .. } => "inbox-tip",
    });
    let day = Date::day(texts, entry.notification.created);
    Markup::of(texts, "inbox-of").plain("kind", kind).date("date", &day).into()
}

fn on(texts: Texts, key: &str, at: Timestamp) -> Said {
    Markup::of(texts, key).date("date", &Date::day(texts, at)).into()
}

impl Body {
    fn of(state: &WebState, texts: Texts, entry: &Entry) -> Body {
        match &entry.notification.content {
            NotificationContent::Permission(request) => Body::Request(Request::of(state, texts, entry, request)),
            NotificationContent::Amended { changes, more } => Body::Changes {
                list: changes.iter().map(|it| Change::of(texts, it)).collect(),
                more: usize::try_from(*more)
                    .ok()
                    .filter(|more| *more > 0)
                    .map(|more| Markup::of(texts, "inbox-more").count("count", more).into()),
            },
            NotificationContent::Message { text, .. } => Body::Text(text.to_string()),
        }
    }
}

impl Request {
    fn of(state: &WebState, texts: Texts, entry: &Entry, request: &PermissionRequest) -> Request {
        let name = entry.sender.as_deref().unwrap_or_default();
        let way = |grant| match grant {
            Grant::Here(query) => Way::Here(format!("/oauth/authorize?{query}")),
            Grant::Elsewhere { uri, host } => Way::Elsewhere {
                uri,
                button: Markup::of(texts, "inbox-grant-elsewhere").name("host", &host).into(),
                hint: Markup::of(texts, "inbox-grant-elsewhere-hint").name("name", name).into(),
            },
        };
        let actioned = entry.notification.actioned;
        let open = actioned.is_none() && entry.notification.archived.is_none();
        Request {
            intro: request.intro.to_string(),
            items: request.items.iter().map(|it| Item::of(texts, it)).collect(),
            granted: actioned.map(|at| on(texts, "inbox-granted-on", at)),
            grant: Some(())
                .filter(|()| open)
                .and_then(|()| state.registry().grant(&request.authorization_url))
                .map(way),
        }
    }
}

impl Item {
    fn of(texts: Texts, item: &RequestItem) -> Item {
        let identifier = item.external_id.as_ref().map(|id| {
            let label = labels::identifier_type(texts, &id.id_type);
            let made = || external_id::normalized_url(&id.id_type, &id.value).as_deref().and_then(web_address);
            let link = id.url.as_deref().and_then(web_address).or_else(made);
            let said = Markup::of(texts, "identifier").plain("type", label);
            match link {
                Some(link) => said.link_to("value", &link, &id.value),
                None => said.name("value", &id.value),
            }
            .into()
        });
        Item { kind: labels::name(texts, "kind", &item.item_type), name: item.name.to_string(), identifier }
    }
}

impl Change {
    fn of(texts: Texts, amendment: &Amendment) -> Change {
        Change {
            kind: labels::name(texts, "kind", amendment.kind.spec().singular),
            name: amendment.name.as_deref().map(str::to_owned),
            operation: texts.text(match amendment.operation {
                Operation::Created => "inbox-created",
                Operation::Updated => "inbox-updated",
                Operation::Deleted => "inbox-deleted",
            }),
        }
    }
}

impl NotificationPage {
    /// Whether something is asked that nobody has answered.
    fn asks(&self) -> bool {
        matches!(&self.body, Body::Request(Request { grant: Some(_), .. }))
    }
}
