//! What all pages share: header, footer, and what stands in the head.

use crate::{WebState, assets};

/// The frame around a page, for `base.html`.
pub(crate) struct Layout {
    pub(crate) site: String,
    pub(crate) style: &'static str,
    pub(crate) mark: &'static str,
    pub(crate) sandbox: bool,
    pub(crate) indexed: bool,
}

impl Layout {
    /// The frame of a page that search engines leave out.
    pub(crate) fn new(state: &WebState) -> Self {
        Layout {
            site: state.site.name.to_string(),
            style: assets::style(),
            mark: assets::mark(),
            sandbox: state.site.sandbox,
            indexed: false,
        }
    }

    /// Search engines may list the page, where the deployment lets them.
    pub(crate) fn indexed(self, state: &WebState, yes: bool) -> Self {
        Layout { indexed: yes && state.site.indexed, ..self }
    }
}
