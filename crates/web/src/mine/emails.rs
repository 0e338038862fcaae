//! The addresses of a record, on its owner's page (`registry` 7).

use axum::extract::State;
use axum::response::Response;
use byline_accounts::{EmailError, MOST_EMAILS};
use byline_model::document::{Object, Value};
use byline_model::{OrcidId, Visibility};
use byline_pages::{Problems, SignedIn, Submitted, error, see_other};

use super::own::LEVELS;
use super::{SIGN_IN, page, unusable};
use crate::WebState;

/// An address as its owner sees it.
pub(crate) struct Email {
    pub(crate) address: String,
    pub(crate) verified: bool,
    pub(crate) primary: bool,
    visibility: Option<Visibility>,
}

impl Email {
    /// All of a person, in their order.
    pub(super) fn all(person: &Object<'_>) -> Vec<Email> {
        let list = person.object("emails").map_or(&[][..], |list| list.list("email"));
        let emails = list.iter().filter_map(Value::as_object).map(|it| Email {
            address: it.text("email").unwrap_or_default().to_owned(),
            verified: it.get("verified").as_flag() == Some(true),
            primary: it.get("primary").as_flag() == Some(true),
            visibility: it.text("visibility").and_then(|it| it.parse().ok()),
        });
        emails.collect()
    }

    pub(crate) fn is_for(&self, level: &Visibility) -> bool {
        self.visibility == Some(*level)
    }
}

/// Who may change the addresses: their owner alone, and nobody who acts for them.
fn owner(signed_in: &SignedIn) -> Option<OrcidId> {
    signed_in.acting_for.is_none().then_some(signed_in.person)
}

/// `POST /my-orcid/emails`: one more.
pub(crate) async fn add(State(state): State<WebState>, submitted: Submitted) -> Response {
    let Some(signed_in) = submitted.visitor.signed_in() else { return see_other(SIGN_IN) };
    let Some(owner) = owner(signed_in) else { return see_other("/my-orcid#emails") };
    let typed = submitted.form.get("email").unwrap_or_default();
    let outcome = state.accounts().add_email(owner, typed.trim(), state.now()).await;
    answer(&state, &submitted, outcome, "/my-orcid?notice=sent#emails").await
}

/// `POST /my-orcid/emails/primary`
pub(crate) async fn prefer(State(state): State<WebState>, submitted: Submitted) -> Response {
    let Some(signed_in) = submitted.visitor.signed_in() else { return see_other(SIGN_IN) };
    let Some(owner) = owner(signed_in) else { return see_other("/my-orcid#emails") };
    let outcome = state.accounts().make_primary(owner, address(&submitted), state.now()).await;
    answer(&state, &submitted, outcome, "/my-orcid?notice=saved#emails").await
}

/// `POST /my-orcid/emails/remove`
pub(crate) async fn remove(State(state): State<WebState>, submitted: Submitted) -> Response {
    let Some(signed_in) = submitted.visitor.signed_in() else { return see_other(SIGN_IN) };
    let Some(owner) = owner(signed_in) else { return see_other("/my-orcid#emails") };
    let outcome = state.accounts().remove_email(owner, address(&submitted), state.now()).await;
    answer(&state, &submitted, outcome, "/my-orcid?notice=saved#emails").await
}

/// `POST /my-orcid/emails/visibility`
pub(crate) async fn show(State(state): State<WebState>, submitted: Submitted) -> Response {
    let Some(signed_in) = submitted.visitor.signed_in() else { return see_other(SIGN_IN) };
    let Some(owner) = owner(signed_in) else { return see_other("/my-orcid#emails") };
    let Some(level) = level(&submitted) else {
        return error::no_such_page(&state, &submitted.visitor.language);
    };
    let outcome = state.accounts().show_email(owner, address(&submitted), level, state.now()).await;
    answer(&state, &submitted, outcome, "/my-orcid?notice=saved#emails").await
}

/// `POST /my-orcid/default-visibility`: who sees what is new from now on.
pub(crate) async fn show_new(State(state): State<WebState>, submitted: Submitted) -> Response {
    let Some(signed_in) = submitted.visitor.signed_in() else { return see_other(SIGN_IN) };
    let Some(level) = level(&submitted) else {
        return error::no_such_page(&state, &submitted.visitor.language);
    };
    match state.registry().show_new_items(signed_in.person, signed_in.record(), level).await {
        Ok(()) => see_other("/my-orcid?notice=saved#new-items"),
        Err(refusal) => unusable(&state, &submitted.visitor, &refusal),
    }
}

/// One of those that pages offer.
fn level(submitted: &Submitted) -> Option<Visibility> {
    let level = submitted.form.get("level")?.parse().ok()?;
    LEVELS.iter().any(|(it, ..)| *it == level).then_some(level)
}

fn address(submitted: &Submitted) -> &str {
    submitted.form.get("address").unwrap_or_default()
}

async fn answer(state: &WebState, submitted: &Submitted, outcome: Result<(), EmailError>, there: &str) -> Response {
    let Submitted { form, visitor } = submitted;
    let texts = visitor.language.texts;
    let problem = match outcome {
        Ok(()) => return see_other(there),
        // Done in another tab, or by a button that is no longer there.
        Err(EmailError::NoSuchEmail | EmailError::Primary | EmailError::NotConfirmed) => {
            return see_other("/my-orcid?notice=gone#emails");
        }
        Err(EmailError::Unusable) => return see_other("/my-orcid"),
        Err(EmailError::Store(error)) => return error::broken(state, &visitor.language, &error),
        Err(EmailError::Invalid) => texts.text("email-invalid").into_owned(),
        Err(EmailError::Taken) => texts.text("email-taken").into_owned(),
        Err(EmailError::Full) => texts.say("fault-full").count("count", MOST_EMAILS).to_string(),
        Err(EmailError::TooManyMails) => texts.text("email-too-many-mails").into_owned(),
    };
    let problems = Problems::none().with("email", problem);
    page(state, visitor, "", (problems, form.get("email").unwrap_or_default())).await
}
