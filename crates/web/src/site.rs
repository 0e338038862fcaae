//! What a deployment says about itself.

/// Settings of the pages.
#[derive(Clone, Debug)]
pub struct Site {
    /// The name in titles and mails.
    pub name: Box<str>,
    /// Base URL of the public API, without a slash at the end: where requests for data are sent.
    pub public_api: Box<str>,
    /// Whether every page says that nothing here is real.
    pub sandbox: bool,
    /// Whether search engines may list pages at all.
    pub indexed: bool,
}

impl Site {
    /// A registry whose APIs live under its own address (`decisions` 31).
    pub fn single_origin(base: &str) -> Self {
        Site {
            name: "Byline".into(),
            public_api: format!("{}/pub", base.trim_end_matches('/')).into(),
            sandbox: false,
            indexed: true,
        }
    }
}
