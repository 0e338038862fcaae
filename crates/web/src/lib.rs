//! The pages: what people see of a registry, and the addresses that browsers visit on the way through OAuth.
//!
//! * Every page is made on the server and works without scripts; none is sent, and the policy of every answer forbids
//!   them ([`security`]). One style sheet, its address carries its hash ([`assets`]).
//! * Pages show what `registry` lets the visitor see and nothing else; text is escaped where it is printed, because
//!   records are kept as they were sent (`decisions` 6).
//! * What is decided about sign-in, consent and tokens is in `accounts` and `oauth`; here it gets its words and forms.
//! * Every word comes from the catalogues of `i18n`, in the language of the visitor ([`language`]).
//! * A form is believed when it is ours ([`forms`]); whoever sends one is sent on with 303.

mod assets;
mod authorize;
pub mod calls;
mod cookies;
mod cors;
mod error;
mod forms;
mod home;
mod inbox;
mod labels;
mod language;
mod layout;
mod legacy;
mod limits;
pub mod listing;
pub mod mailbox;
mod markup;
mod mine;
mod notice;
mod oauth;
mod page;
mod record;
mod register;
mod reset;
mod second_factor;
mod security;
mod signin;
mod signout;
mod site;
mod state;
mod status;
mod trusted;
mod verify;
mod visitor;
mod webhooks;

use axum::Router;
use axum::middleware;
use axum::routing::{get, post};
use byline_http::Class;

use self::limits::Routes;
pub use site::Site;
pub use state::WebState;

/// The addresses that are served, as patterns: for tests that go through all of them.
pub fn addresses(state: WebState) -> Vec<&'static str> {
    routes(state).paths()
}

fn routes(state: WebState) -> Routes {
    let legacy_sign_in = state.site.legacy_sign_in;
    let mut routes = Routes::new(state)
        .route(Class::Read, "/", get(home::home))
        .route(Class::Read, "/find", get(home::find))
        .route(Class::Read, "/{orcid}", get(record::show))
        .route(Class::Read, assets::ROUTE, get(assets::serve))
        .route(Class::Submit, "/language", get(language::choose).post(language::prefer));
    routes = oauth::routes(people(routes));
    if legacy_sign_in { legacy::routes(routes) } else { routes }
}

/// Everything the registry host serves to browsers. Unknown addresses get a page that says so.
pub fn router(state: WebState) -> Router {
    routes(state.clone())
        .finish()
        .fallback(error::not_found)
        .method_not_allowed_fallback(error::method_not_allowed)
        .layer(middleware::from_fn_with_state(state.clone(), cors::headers))
        .layer(middleware::from_fn_with_state(state.clone(), security::headers))
        .layer(middleware::from_fn_with_state(state.clone(), language::remember))
        .with_state(state)
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
        .route(Class::Read, "/inbox", get(inbox::list))
        .route(Class::Read, "/inbox/{put_code}", get(inbox::open))
        .route(Class::Submit, "/inbox/archive", post(inbox::archive))
        .route(Class::Read, "/trusted-parties", get(trusted::list))
        .route(Class::Read, "/developer-tools/webhooks", get(webhooks::list))
        .route(Class::Submit, "/trusted-parties/remove", get(trusted::ask).post(trusted::remove))
        .route(Class::Read, "/userStatus.json", get(status::status).options(oauth::preflight))
        .route(Class::Authorize, "/oauth/authorize", get(authorize::ask).post(authorize::posted))
}
