//! The pages: what people see of a registry, and the addresses that browsers visit on the way through OAuth.
//!
//! * Pages show what `registry` lets the visitor see and nothing else.
//! * What is decided about sign-in, consent and tokens is in `accounts` and `oauth`; here it gets its words and forms.
//! * What all pages share, of whichever surface, is in `byline_pages`: frame, forms, language, policy.
//!
//! Pages for an audience are together: of a [`record`] for everybody, [`mine`] for who is signed in, of the [`site`],
//! and of a [`sandbox`] for whoever develops against it. The others are steps of signing in and of OAuth.

mod authorize;
mod cookies;
mod cors;
mod edit;
mod late;
mod legacy;
mod limits;
mod mine;
mod oauth;
mod record;
mod register;
mod reset;
pub mod sandbox;
mod second_factor;
mod signin;
mod signout;
mod site;
mod state;
mod status;
mod verify;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{get, post};
use byline_http::{Class, headers};
use byline_pages::{assets, language, security};

use self::limits::Routes;
pub use byline_pages::Site;
pub use state::WebState;

/// The addresses that are served, as patterns: for tests that go through all of them.
pub fn addresses(state: WebState) -> Vec<&'static str> {
    routes(state).paths()
}

fn routes(state: WebState) -> Routes {
    let legacy_sign_in = state.site().legacy_sign_in;
    let mut routes = Routes::new(state)
        .route(Class::Read, "/", get(site::home::home))
        .route(Class::Read, "/find", get(site::search::find))
        .route(Class::Read, "/orcid-search/search", get(site::search::search))
        .route(Class::Read, "/{orcid}", get(record::show))
        .route(Class::Read, "/{orcid}/{kind}/{put_code}", get(record::item::show).post(record::item::nothing))
        .route(Class::Read, "/{orcid}/linkset", get(record::linkset::show))
        .route(Class::Read, "/{orcid}/badge", get(record::badge::show))
        .route(Class::Read, "/{orcid}/qr-code.svg", get(record::qr::svg))
        .route(Class::Read, "/{orcid}/qr-code.png", get(record::qr::png))
        .route(Class::Read, "/robots.txt", get(site::files::robots))
        .route(Class::Read, "/favicon.ico", get(site::files::favicon))
        .route(Class::Read, "/badge.svg", get(site::files::badge))
        .route(Class::Read, assets::ROUTE, get(site::files::asset))
        .route(Class::Submit, "/language", get(site::language::choose).post(site::language::prefer));
    routes = oauth::routes(people(routes));
    if legacy_sign_in { legacy::routes(routes) } else { routes }
}

/// Everything the registry host serves to browsers. Unknown addresses get a page that says so.
pub fn router(state: WebState) -> Router {
    routes(state.clone())
        .finish()
        .fallback(site::unknown::not_found)
        .method_not_allowed_fallback(site::unknown::method_not_allowed)
        .layer(middleware::from_fn_with_state(state.clone(), around))
        .with_state(state)
}

/// What every answer says besides, whoever gives it. One layer, as each costs a few boxes for each request.
async fn around(State(state): State<WebState>, request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let openness = cors::Openness::of(&request);
    let choice = language::Choice::of(state.pages(), &request);
    let mut response = next.run(request).await;
    openness.put(&state, &mut response).await;
    choice.put(state.pages(), response.headers_mut());
    security::put(state.pages(), &method, response.headers_mut());
    headers::put_retry(response.status(), response.headers_mut());
    response
}

/// What people do about themselves.
fn people(routes: Routes) -> Routes {
    routes
        .route(Class::Password, "/signin", get(signin::form).post(signin::sign_in))
        .route(Class::Read, "/login", get(signin::form))
        .route(Class::Password, "/2fa-signin", get(second_factor::form).post(second_factor::give))
        .route(Class::Submit, "/signout", get(signout::ask).post(signout::sign_out))
        .route(Class::Password, "/register", get(register::form).post(register::register))
        .route(Class::Submit, "/register/confirm", get(register::begin_again).post(register::confirm))
        .route(Class::Mail, "/verify-email", post(verify::send_again))
        .route(Class::Submit, "/verify-email/{secret}", get(verify::ask).post(verify::verify))
        .route(Class::Mail, "/reset-password", get(reset::form).post(reset::request))
        .route(
            Class::Password,
            "/reset-password-email/{secret}",
            get(reset::new_password_form).post(reset::new_password),
        )
        .route(Class::Read, "/my-orcid", get(mine::show))
        .route(Class::Mail, "/my-orcid/address", post(mine::replace_address))
        .route(Class::Submit, "/my-orcid/{kind}/add", get(edit::add).post(edit::added))
        .route(Class::Submit, "/my-orcid/{kind}/{put_code}/edit", get(edit::edit).post(edit::edited))
        .route(Class::Mail, "/my-orcid/emails", post(mine::emails::add))
        .route(Class::Mail, "/my-orcid/emails/primary", post(mine::emails::prefer))
        .route(Class::Submit, "/my-orcid/emails/remove", post(mine::emails::remove))
        .route(Class::Submit, "/my-orcid/emails/visibility", post(mine::emails::show))
        .route(Class::Submit, "/my-orcid/default-visibility", post(mine::emails::show_new))
        .route(Class::Submit, "/my-orcid/works", get(mine::works::list).post(mine::works::change))
        .route(Class::Submit, "/my-orcid/undo", post(mine::acts::undo))
        .route(Class::Submit, "/my-orcid/{kind}/{put_code}/visibility", post(mine::acts::show))
        .route(Class::Submit, "/my-orcid/{kind}/{put_code}/remove", post(mine::acts::remove))
        .route(Class::Submit, "/my-orcid/{kind}/{put_code}/prefer", post(mine::acts::prefer))
        .route(Class::Submit, "/my-orcid/{kind}/{put_code}/move", post(mine::acts::put_elsewhere))
        .route(Class::Read, "/inbox", get(mine::inbox::list))
        .route(Class::Read, "/inbox/{put_code}", get(mine::inbox::open))
        .route(Class::Submit, "/inbox/archive", post(mine::inbox::archive))
        .route(Class::Read, "/trusted-parties", get(mine::trusted::list))
        .route(Class::Read, "/developer-tools/webhooks", get(mine::webhooks::list))
        .route(Class::Submit, "/trusted-parties/remove", get(mine::trusted::ask).post(mine::trusted::remove))
        .route(Class::Read, "/userStatus.json", get(status::status).options(oauth::preflight))
        .route(Class::Read, "/webStatus.json", get(status::health))
        .route(Class::Read, "/tomcatUp.json", get(status::alive))
        .route(Class::Authorize, "/oauth/authorize", get(authorize::ask).post(authorize::posted))
}
