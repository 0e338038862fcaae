//! Files that settings name, and that cannot be used.

use std::fmt;

use byline_settings::{Given, Scope, load};

use super::Settings;

/// Which setting names a file that cannot be used, and why it cannot.
#[derive(Debug)]
pub struct Unusable {
    /// As the settings file calls it: `tls.cert`.
    key: &'static str,
    why: anyhow::Error,
}

impl Unusable {
    /// To be put behind the reason: `.map_err(Unusable::at("tls.cert"))`.
    pub fn at(key: &'static str) -> impl Fn(anyhow::Error) -> Unusable {
        move |why| Unusable { key, why }
    }

    /// The same with who has set it: where in the settings file, by which flag or variable.
    pub fn set_by<S: Scope<Rows = Settings>>(self, given: &Given<S>) -> anyhow::Error {
        let Unusable { key, why } = self;
        // They were right a moment ago.
        let place = load(given).ok().and_then(|loaded| loaded.place(key));
        match place {
            Some(place) => why.context(format!("{place}: {key}")),
            None => why.context(key),
        }
    }
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {:#}", self.key, self.why)
    }
}
