//! What the pages of every surface share: their frame, forms, language, cookies and words for what went wrong.
//!
//! * Every page is made on the server and works without scripts; none is sent, and the policy of every answer forbids
//!   them ([`security`]). One style sheet, its address carries its hash ([`assets`]).
//! * Text is escaped where it is printed, because records are kept as they were sent (`decisions` 6); messages are filled
//!   in by [`Markup`] alone.
//! * Every word comes from the catalogues of `i18n`, in the language of the visitor ([`language`]).
//! * A form is believed when it is ours ([`forms`]); whoever sends one is sent on with 303.
//!
//! A surface has [`Pages`] in its state (`AsRef<Pages>`), has one layer put [`security::put`] and [`language::Choice`] around its
//! routes, and finds the templates of this crate beside its own (`askama.toml`).

pub mod assets;
pub mod cookies;
mod dates;
pub mod error;
pub mod forms;
pub mod labels;
pub mod language;
mod layout;
mod links;
mod markup;
pub mod notice;
mod page;
mod paging;
pub mod security;
mod site;
mod visitor;

use std::sync::Arc;

use axum::http::HeaderMap;
use byline_accounts::Accounts;
use byline_model::env::Entropy;
use byline_model::{Locale, Timestamp};
use byline_oauth::Form;
use byline_registry::Registry;

pub use cookies::{Cookie, Jar};
pub use dates::{Date, day_and_time};
pub use error::see_other;
pub use forms::{Next, Problems, Sent, Submitted};
pub use language::Language;
pub use layout::Layout;
pub use links::{made_address, web_address};
pub use markup::{Markup, Said};
pub use page::{Confirm, html};
pub use paging::Pager;
pub use site::Site;
pub use visitor::{SignedIn, Visitor, name};

/// What the pages of a surface need. One per process; cheap to clone.
#[derive(Clone)]
pub struct Pages(Arc<Inner>);

struct Inner {
    registry: Arc<Registry>,
    accounts: Arc<Accounts>,
    entropy: Arc<dyn Entropy>,
    site: Site,
    jar: Jar,
    surface: Surface,
}

/// What only the surface knows.
#[derive(Clone, Copy, Debug)]
pub struct Surface {
    /// The language that a browser asks for in the headers of its request.
    pub accepted: fn(&HeaderMap) -> Option<Locale>,
    /// The page that a form sent to this address is on, where whoever sent it too late is led back to (`decisions` 53).
    /// All of them only ask, and none does anything when it is looked at.
    pub way_back: fn(&Site, &str, &Form) -> String,
}

impl Pages {
    pub fn new(
        registry: Arc<Registry>,
        accounts: Arc<Accounts>,
        entropy: Arc<dyn Entropy>,
        site: Site,
        surface: Surface,
    ) -> Self {
        let jar = Jar::new(registry.urls().base());
        Pages(Arc::new(Inner { registry, accounts, entropy, site, jar, surface }))
    }

    pub fn registry(&self) -> &Registry {
        &self.0.registry
    }

    pub fn accounts(&self) -> &Accounts {
        &self.0.accounts
    }

    pub fn entropy(&self) -> &dyn Entropy {
        &*self.0.entropy
    }

    pub fn site(&self) -> &Site {
        &self.0.site
    }

    pub fn jar(&self) -> Jar {
        self.0.jar
    }

    pub fn surface(&self) -> &Surface {
        &self.0.surface
    }

    pub fn now(&self) -> Timestamp {
        self.0.registry.clock().now()
    }
}

impl AsRef<Pages> for Pages {
    fn as_ref(&self) -> &Pages {
        self
    }
}
