//! What a deployment says about itself.

/// Settings of the pages.
#[derive(Clone, Debug)]
pub struct Site {
    /// The name in titles.
    pub name: Box<str>,
    /// Base URL of the public API, without a slash at the end: where requests for data are sent.
    pub public_api: Box<str>,
    /// Whether every page says that nothing here is real.
    pub sandbox: bool,
    /// Whether search engines may list pages at all.
    pub indexed: bool,
    /// Whether an authorization request may name who agrees (`login_as`): for sandboxes alone (`decisions` 33).
    pub login_as: bool,
    /// Whether the sign-in calls of old clients exist (`decisions` 40).
    pub legacy_sign_in: bool,
    /// Who registers in fewer seconds is asked to look over the form; 0: nobody is.
    pub registration_seconds: i64,
}

impl Site {
    /// A registry whose APIs live under its own address (`decisions` 31).
    pub fn single_origin(base: &str) -> Self {
        Site {
            name: "Byline".into(),
            public_api: format!("{}/pub", base.trim_end_matches('/')).into(),
            sandbox: false,
            indexed: true,
            login_as: false,
            legacy_sign_in: false,
            registration_seconds: 2,
        }
    }
}
