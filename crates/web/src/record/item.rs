//! `GET /{iD}/work/{put-code}`, and likewise for every other activity: the page of one entry.

use std::borrow::Cow;
use std::collections::HashMap;

use askama::Template;
use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use byline_model::{ItemKind, OrcidId, PutCode};
use byline_pages::{Language, Layout, Visitor, error, html};
use byline_registry::{RecordError, Single, Viewer};

use super::accept::{self, Wanted};
use super::activities::{Entry, Reading};
use super::details::Room;
use super::{answer, section, states};
use crate::WebState;

#[derive(Template)]
#[template(path = "record/item.html")]
struct ItemPage {
    layout: Layout,
    entry: Entry,
    /// What sort of entry it is.
    label: Cow<'static, str>,
    /// Its own address.
    uri: String,
    /// The address of the person's iD.
    person: String,
    /// The person's name, or the iD where that is not public.
    owner: String,
    /// Where it stands on the record.
    back: String,
}

/// `GET /{iD}/{kind}/{put-code}`
pub(crate) async fn show(
    State(state): State<WebState>,
    Path((orcid, kind, code)): Path<(String, String, String)>,
    OriginalUri(uri): OriginalUri,
    request: HeaderMap,
    visitor: Visitor,
) -> Response {
    let kind = ItemKind::from_item_path(&kind).filter(|kind| kind.is_activity());
    let (Ok(orcid), Some(kind), Ok(code)) = (orcid.parse::<OrcidId>(), kind, code.parse::<PutCode>()) else {
        return error::no_such_page(&state, &visitor.language);
    };
    let mut response = match accept::wanted(&request) {
        Wanted::Data => super::to_data(&state, &visitor.language, &format!("/v3.0{}", uri.path())),
        Wanted::Page => page(&state, orcid, (kind, code), &request, &visitor).await,
    };
    super::vary_by_form(response.headers_mut());
    response
}

/// `POST` there: nothing is sent to any address that is shaped like this and has no route of its own.
pub(crate) async fn nothing(State(state): State<WebState>, language: Language) -> Response {
    error::no_such_page(&state, &language)
}

async fn page(
    state: &WebState,
    orcid: OrcidId,
    item: (ItemKind, PutCode),
    request: &HeaderMap,
    visitor: &Visitor,
) -> Response {
    let shown = state.registry().single_for(&Viewer::Public, orcid, item, |single| {
        let page = ItemPage::new(state, visitor, orcid, item, single.get());
        html(&visitor.language, StatusCode::OK, &page)
    });
    match shown.await {
        Ok(response) => answer::page(state, request, visitor, response).await,
        Err(error) => explain(state, &visitor.language, orcid, &error),
    }
}

/// An entry that is not public is as if it were not there.
fn explain(state: &WebState, language: &Language, orcid: OrcidId, error: &RecordError) -> Response {
    match error {
        RecordError::NoSuchItem | RecordError::OtherKind | RecordError::NotPublic | RecordError::Private => {
            error::page(state, language, StatusCode::NOT_FOUND, "error-no-entry")
        }
        other => states::explain(state, language, orcid, other),
    }
}

impl ItemPage {
    fn new(
        state: &WebState,
        visitor: &Visitor,
        orcid: OrcidId,
        (kind, code): (ItemKind, PutCode),
        single: &Single<'_>,
    ) -> Self {
        let layout = Layout::new(state, &visitor.language).of(state, visitor);
        let texts = layout.texts;
        let whole = HashMap::from([(code, single.whole.clone())]);
        let entry = Entry::of(
            Reading { texts, orcid: Some(orcid), whole: Some(&whole), room: Room::Page },
            kind,
            &single.summary,
        );
        let person = state.registry().urls().person(orcid);
        ItemPage {
            label: texts.text(&format!("kind-{}", kind.spec().singular)),
            uri: format!("{}/{orcid}/{}/{code}", state.registry().urls().base(), kind.spec().item_path),
            back: format!("/{orcid}#{}", section::slug_of(kind)),
            owner: single.owner.clone().unwrap_or_else(|| orcid.to_string()),
            layout,
            entry,
            person,
        }
    }
}
