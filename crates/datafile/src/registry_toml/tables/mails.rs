//! `[[mails]]`.

use byline_store::Mail;

use crate::registry_toml::columns::{Form, checked, moment, table, text};

table! {
    /// Mails that wait to be sent. They come into a registry that is filled for the first time.
    Mails: Mail {
        /// The address.
        to: header(false),
        /// What it is about.
        subject: header(true),
        /// What it says.
        text: text(),
        /// The same for programs that show HTML.
        html: text(),
        /// When it was written.
        created: moment(),
    }
    reads { Ok(Mail::new(&to, &subject, text.into(), html.into(), created)) }
    writes Mail { to, subject, text, html, created, .. } => (to, subject, text, html, created);
}

/// Addresses and subjects become headers.
fn header(may_be_empty: bool) -> impl Form<Value = Box<str>> {
    checked("one line of text", r"^[^\x00-\x1f\x7f-\x9f]*$", move |text| match text {
        _ if text.contains(char::is_control) => Err("has control characters".to_owned()),
        _ if text.trim().is_empty() && !may_be_empty => Err("must not be empty".to_owned()),
        _ => Ok(()),
    })
}
