//! Where the new token is to be used: `resource` and `audience` (RFC 8693 §2.1, RFC 8707 §2). Tokens count at all of this
//! registry and nowhere else, so that the two are checked and change nothing.

use url::Url;

use super::super::Request;
use crate::error::TokenError;

/// The name of the published service's only resource.
const ORCID: &str = "orcid";

/// # Errors
/// `invalid_target` for one that is not of this registry. An identity token is for a client to read, so that its audience
/// may be the client itself.
pub(super) fn check(request: &Request<'_>, to_access: bool) -> Result<(), TokenError> {
    let issuer = request.authority.issuer();
    if let Some(foreign) = request.form.all("resource").find(|it| !is_ours(issuer, it.trim())) {
        return Err(TokenError::target(format!("The resource {foreign} is not known here")));
    }
    let known = |name: &str| {
        let own = !to_access && name == request.client.id.as_str();
        own || name == ORCID || is_ours(issuer, name)
    };
    match request.form.all("audience").find(|it| !known(it.trim())) {
        Some(foreign) => Err(TokenError::target(format!("The audience {foreign} is not known here"))),
        None => Ok(()),
    }
}

/// The registry, one of its APIs on hosts of their own, or anything below.
fn is_ours(issuer: &str, text: &str) -> bool {
    let (Ok(ours), Ok(asked)) = (Url::parse(issuer), Url::parse(text)) else { return false };
    let place = |url: &Url| (url.scheme().to_owned(), url.port_or_known_default());
    let host = asked.host_str().unwrap_or_default();
    let host = host.strip_prefix("pub.").or_else(|| host.strip_prefix("api.")).unwrap_or(host);
    // RFC 8707 §2: no fragment.
    asked.fragment().is_none()
        && place(&ours) == place(&asked)
        && (ours.host_str() == asked.host_str() || ours.host_str() == Some(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_registry_are_ours() {
        for ours in
            ["https://reg.example", "https://reg.example/", "https://api.reg.example/v3.0", "https://pub.reg.example"]
        {
            assert!(is_ours("https://reg.example", ours), "{ours}");
        }
        for foreign in [
            "",
            "orcid",
            "http://reg.example",
            "https://reg.example:444",
            "https://www.reg.example",
            "https://api.pub.reg.example",
            "https://reg.example.evil.test",
            "https://reg.example@evil.test",
            "https://api.reg.example/#x",
            "urn:reg.example",
        ] {
            assert!(!is_ours("https://reg.example", foreign), "{foreign}");
        }
        assert!(is_ours("http://127.0.0.1:8080", "http://127.0.0.1:8080/api/v3.0"));
    }
}
