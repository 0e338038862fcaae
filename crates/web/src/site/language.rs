//! The list of languages in the footer.

use axum::extract::{RawQuery, State};
use axum::http::header;
use axum::response::Response;
use byline_model::Locale;
use byline_oauth::Form;
use byline_pages::language::back;
use byline_pages::{Cookie, Submitted, error, see_other};

use crate::WebState;

/// `GET /language?lang=&to=`: the list in the footer, on pages for whoever is not signed in: some of them are the same
/// for everybody, so that their forms have no token. [`Choice`](byline_pages::language::Choice) keeps it.
pub(crate) async fn choose(RawQuery(query): RawQuery) -> Response {
    see_other(&back(Form::parse(&query.unwrap_or_default()).get("to")))
}

/// `POST /language`: the same for who is signed in, and gets mails in that language from now on, too.
pub(crate) async fn prefer(State(state): State<WebState>, submitted: Submitted) -> Response {
    let Submitted { form, visitor } = &submitted;
    let mut response = see_other(&back(form.get("to")));
    let Some(locale) = form.get("lang").and_then(Locale::closest) else { return response };
    if let Some(signed_in) = visitor.signed_in()
        && let Err(error) = state.accounts().set_locale(signed_in.person, locale, state.now()).await
    {
        return error::broken(&state, &visitor.language, &error);
    }
    response.headers_mut().append(header::SET_COOKIE, state.jar().set(Cookie::LANGUAGE, locale.as_str()));
    response
}
