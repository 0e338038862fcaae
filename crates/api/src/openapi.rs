//! `/openapi.json`: the addresses for tools. The document is kept by hand; a test compares it with the routes.

use byline_http::{Api, Origins};

const TEMPLATE: &str = include_str!("openapi.json");

/// The document with the addresses of this deployment.
pub fn document(origins: &Origins) -> String {
    let [public, member] = Api::ALL.map(|api| origins.api(api));
    TEMPLATE.replace("{public}", &public).replace("{member}", &member).replace("{registry}", origins.base())
}
