//! Where forms that come too late lead back to (`decisions` 53).

use byline_oauth::Form;
use byline_pages::notice::OUTLIVED;
use byline_pages::{Next, Site, language};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// The page that a form of this address is on. All of them only ask, and none does anything when it is looked at.
pub(crate) fn way_back(site: &Site, path: &str, form: &Form) -> String {
    let next = || Next::of(form.get("oauth"), form.get("next"));
    match path {
        "/signin" | "/2fa-signin" | "/register" | "/reset-password" => next().on(path, OUTLIVED),
        "/register/confirm" => next().on("/register", OUTLIVED),
        "/inbox/archive" => Next::Home.on("/inbox", OUTLIVED),
        "/trusted-parties/remove" => {
            let client = form.get("client").unwrap_or_default();
            format!("{path}?notice={OUTLIVED}&client={}", utf8_percent_encode(client, NON_ALPHANUMERIC))
        }
        "/language" => language::back(form.get("to")),
        // Old clients end the session by looking at the page.
        "/signout" if !site.legacy_sign_in => Next::Home.on(path, OUTLIVED),
        // A link of a mail.
        _ if path.starts_with("/verify-email/") || path.starts_with("/reset-password-email/") => {
            Next::Home.on(path, OUTLIVED)
        }
        _ => Next::Home.on("/my-orcid", OUTLIVED),
    }
}
