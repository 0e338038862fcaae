//! Links that prove an e-mail address (`registry` 7).

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use byline_accounts::LinkError;
use byline_pages::{Confirm, Language, Markup, Submitted, Visitor, error, see_other};

use crate::WebState;

/// `GET /verify-email/{secret}`: asks, as programs that look into mails follow links, too (`decisions` 51).
pub(crate) async fn ask(State(state): State<WebState>, Path(secret): Path<String>, visitor: Visitor) -> Response {
    let person = visitor.signed_in().map(|it| it.person);
    let texts = visitor.language.texts;
    match state.accounts().address_to_verify(&secret, person, state.now()).await {
        Ok(found) => Confirm {
            title: texts.text("verify-question").into_owned(),
            text: vec![
                Markup::of(texts, "verify-text")
                    .name("address", &found.address)
                    .plain("orcid", found.person.to_string())
                    .into(),
            ],
            action: format!("/verify-email/{secret}").into(),
            button: texts.text("verify-button"),
            back: "/",
            hidden: Vec::new(),
        }
        .show(&state, &visitor),
        Err(error) => bad_link(&state, &visitor.language, &error),
    }
}

/// `POST /verify-email/{secret}`
pub(crate) async fn verify(
    State(state): State<WebState>,
    Path(secret): Path<String>,
    submitted: Submitted,
) -> Response {
    let person = submitted.visitor.signed_in().map(|it| it.person);
    match state.accounts().verify_email(&secret, person, state.now()).await {
        Ok(_) if person.is_some() => see_other("/my-orcid?notice=verified"),
        Ok(_) => see_other("/signin?notice=verified"),
        Err(error) => bad_link(&state, &submitted.visitor.language, &error),
    }
}

/// `POST /verify-email`: another mail with a link.
pub(crate) async fn send_again(State(state): State<WebState>, submitted: Submitted) -> Response {
    let Some(signed_in) = submitted.visitor.signed_in() else { return see_other("/signin?next=%2Fmy-orcid") };
    let address = submitted.form.get("address").unwrap_or_default();
    match state.accounts().send_verification(signed_in.person, address, state.now()).await {
        Ok(()) => see_other("/my-orcid?notice=sent"),
        Err(error) => error::broken(&state, &submitted.visitor.language, &error),
    }
}

/// What to say about a link that does not work.
pub(crate) fn bad_link(state: &WebState, language: &Language, error: &LinkError) -> Response {
    let (status, key) = match error {
        LinkError::Invalid => (StatusCode::NOT_FOUND, "link-invalid"),
        LinkError::Expired => (StatusCode::GONE, "link-expired"),
        // Mostly to who followed it twice, or whose mail program did.
        LinkError::Used => (StatusCode::OK, "link-used"),
        LinkError::WrongUser => (StatusCode::FORBIDDEN, "link-wrong-user"),
        LinkError::Store(error) => return error::broken(state, language, error),
    };
    let text = Markup::of(language.texts, key);
    error::page_leading_to(state, language, status, text, ("/my-orcid", "go-record"))
}
