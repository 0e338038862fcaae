//! `/my-orcid`: the record of whoever is signed in, to be edited; and what else they can do here.

pub(crate) mod acts;
mod done;
pub(crate) mod emails;
pub(crate) mod inbox;
pub(crate) mod own;
mod sections;
pub(crate) mod trusted;
pub(crate) mod webhooks;
pub(crate) mod works;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use byline_accounts::AddressError;
use byline_model::Visibility;
use byline_model::document::Object;
use byline_pages::{Layout, Problems, SignedIn, Submitted, Visitor, error, forms, html, see_other};
use byline_registry::{Done, RecordError, Section, Viewer};

use self::acts::unusable;
use self::done::DoneNotice;
use self::emails::Email;
use self::own::{Body, LEVELS};
use self::sections::OwnSection;
use crate::WebState;
use crate::record::activities::{ReviewGroups, has_reviews};
use crate::record::asked::WORKS;

#[derive(Template)]
#[template(path = "mine/mine.html")]
struct MinePage {
    layout: Layout,
    name: String,
    orcid: String,
    uri: String,
    /// Of this page: the same form of it, sent twice, is one request.
    op: String,
    done: Option<DoneNotice>,
    sections: Vec<OwnSection>,
    emails: Vec<Email>,
    /// Whether the addresses can be changed: not by who acts for somebody.
    is_owner: bool,
    /// Who sees what is new.
    new_items: Visibility,
    /// Addresses that are another record's by now.
    lost: Vec<String>,
    problems: Problems,
    /// What was typed into the field for another.
    typed: String,
    /// Whether there are applications whose calls can be looked at.
    has_clients: bool,
}

const SIGN_IN: &str = "/signin?next=%2Fmy-orcid";

/// `GET /my-orcid`
pub(crate) async fn show(State(state): State<WebState>, RawQuery(query): RawQuery, visitor: Visitor) -> Response {
    page(&state, &visitor, &query.unwrap_or_default(), (Problems::none(), "")).await
}

/// `POST /my-orcid/address`: another address in place of one that is another record's by now (`decisions` 61).
pub(crate) async fn replace_address(State(state): State<WebState>, submitted: Submitted) -> Response {
    let Submitted { form, visitor } = &submitted;
    let Some(signed_in) = visitor.signed_in() else { return see_other(SIGN_IN) };
    let typed = form.get("email").unwrap_or_default();
    let problem = match state.accounts().replace_lost_address(signed_in.record(), typed, state.now()).await {
        Ok(()) => return see_other("/my-orcid?notice=sent"),
        Err(AddressError::NotAsked) => return see_other("/my-orcid"),
        Err(AddressError::Invalid) => "email-invalid",
        Err(AddressError::Taken) => "email-taken",
        Err(AddressError::Store(error)) => return error::broken(&state, &visitor.language, &error),
    };
    let problems = Problems::none().with("email", visitor.language.texts.text(problem));
    page(&state, visitor, "", (problems, typed)).await
}

async fn page(state: &WebState, visitor: &Visitor, query: &str, refused: (Problems, &str)) -> Response {
    let Some(signed_in) = visitor.signed_in() else { return see_other(SIGN_IN) };
    let status = if refused.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let done = match done::of(state.registry(), signed_in, query).await {
        Ok(done) => done,
        Err(error) => return error::broken(state, &visitor.language, &error),
    };
    let beside = match Beside::read(state, visitor, signed_in).await {
        Ok(beside) => beside,
        Err(response) => return response,
    };
    let orcid = signed_in.record();
    let registry = state.registry();
    let (owner, whole) = (Viewer::Owner(orcid), Section::Record);
    let shown = registry.read_for(&owner, orcid, &whole, |record| async {
        let record = record.into_inner();
        let reviews = match has_reviews(&record) {
            true => registry.review_groups(orcid).await?,
            false => ReviewGroups::new(),
        };
        let asked = Asked { query, done, refused };
        let page = MinePage::new(state, (visitor, signed_in), (&record, &reviews), asked, beside);
        Ok::<_, RecordError>(html(&visitor.language, status, &page))
    });
    match shown.await {
        Ok(Ok(response)) => visitor.finish(state, response),
        Ok(Err(refusal)) | Err(refusal) => unusable(state, visitor, &refusal),
    }
}

/// What the page shows that is no part of the record.
struct Beside {
    /// Addresses that are another record's by now.
    lost: Vec<String>,
    /// Whether there are applications whose calls can be looked at.
    has_clients: bool,
    new_items: Visibility,
}

impl Beside {
    async fn read(state: &WebState, visitor: &Visitor, signed_in: &SignedIn) -> Result<Beside, Response> {
        let has_clients = match state.members().owns_clients(signed_in.person).await {
            Ok(has_clients) => has_clients,
            Err(error) => return Err(error::broken(state, &visitor.language, &error)),
        };
        let new_items = match state.registry().shows_new_items_to(signed_in.record()).await {
            Ok(level) => level,
            Err(refusal) => return Err(unusable(state, visitor, &refusal)),
        };
        match state.accounts().lost_addresses(signed_in.record()).await {
            Ok(lost) => Ok(Beside { lost: lost.into_iter().map(String::from).collect(), has_clients, new_items }),
            Err(error) => Err(error::broken(state, &visitor.language, &error)),
        }
    }
}

/// What the page answers to.
struct Asked<'q> {
    query: &'q str,
    done: Option<(String, Done)>,
    /// What is wrong with the address that was typed, and that.
    refused: (Problems, &'q str),
}

impl MinePage {
    fn new(
        state: &WebState,
        (visitor, signed_in): (&Visitor, &SignedIn),
        (record, reviews): (&Object<'_>, &ReviewGroups),
        asked: Asked<'_>,
        beside: Beside,
    ) -> MinePage {
        let orcid = signed_in.record();
        let texts = visitor.language.texts;
        let sections = sections::all(texts, orcid, (record, reviews), asked.query);
        let here = match asked.query {
            "" => "/my-orcid".to_owned(),
            query => format!("/my-orcid?{query}"),
        };
        MinePage {
            layout: Layout::new(state, &visitor.language.at(here)).of(state, visitor),
            name: signed_in.name.clone(),
            orcid: orcid.to_string(),
            uri: state.registry().urls().person(orcid),
            op: forms::unguessable(state.pages().entropy()),
            done: asked
                .done
                .map(|(key, done)| DoneNotice::new(texts, key, &done, sections.iter().flat_map(OwnSection::cards))),
            emails: record.object("person").map(Email::all).unwrap_or_default(),
            sections,
            is_owner: signed_in.acting_for.is_none(),
            new_items: beside.new_items,
            lost: beside.lost,
            problems: asked.refused.0,
            typed: asked.refused.1.to_owned(),
            has_clients: beside.has_clients,
        }
    }
}
