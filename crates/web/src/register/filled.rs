//! The form as it was filled in: for the page, and for who decides.

use byline_accounts::Registration;
use byline_model::{ClientId, Locale, Visibility};
use byline_oauth::{Form, Prefill};

/// The fields of additional addresses, which may stay empty.
pub(super) const MORE_EMAILS: [&str; 2] = ["more_email_1", "more_email_2"];

/// What the form holds already; passwords are never sent back.
#[derive(Default)]
pub(super) struct Filled {
    pub(super) given_names: String,
    pub(super) family_name: String,
    pub(super) email: String,
    pub(super) email_again: String,
    pub(super) more_emails: [String; MORE_EMAILS.len()],
    pub(super) visibility: String,
    pub(super) terms: bool,
    pub(super) processing: bool,
    pub(super) tips: bool,
}

impl Filled {
    pub(super) fn of(form: &Form) -> Self {
        let text = |name| form.get(name).unwrap_or_default().to_owned();
        let ticked = |name| form.get(name).is_some();
        Filled {
            given_names: text("given_names"),
            family_name: text("family_name"),
            email: text("email"),
            email_again: text("email_again"),
            more_emails: MORE_EMAILS.map(text),
            visibility: text("visibility"),
            terms: ticked("terms"),
            processing: ticked("processing"),
            tips: ticked("tips"),
        }
    }

    /// What the client knows about the person.
    pub(super) fn by(prefill: &Prefill) -> Self {
        let text = |it: &Option<Box<str>>| it.as_deref().unwrap_or_default().to_owned();
        Filled {
            given_names: text(&prefill.given_names),
            family_name: text(&prefill.family_names),
            email: text(&prefill.email),
            ..Filled::default()
        }
    }

    /// The additional fields with their names, for the page.
    pub(super) fn more(&self) -> impl Iterator<Item = (usize, &'static str, &String)> {
        MORE_EMAILS.into_iter().zip(&self.more_emails).zip(2..).map(|((name, value), number)| (number, name, value))
    }

    pub(super) fn has_more(&self) -> bool {
        self.more_emails.iter().any(|it| !it.trim().is_empty())
    }
}

pub(super) fn registration(
    form: &Form,
    locale: Locale,
    referred_by: Option<ClientId>,
    address: Option<&str>,
) -> Registration {
    let text = |name| form.get(name).unwrap_or_default().to_owned();
    Registration {
        given_names: text("given_names"),
        family_name: text("family_name"),
        email: text("email"),
        email_again: text("email_again"),
        more_emails: MORE_EMAILS.map(text).to_vec(),
        password: text("password"),
        password_again: text("password_again"),
        default_visibility: form.get("visibility").and_then(|it| it.parse::<Visibility>().ok()),
        terms: form.get("terms").is_some(),
        processing: form.get("processing").is_some(),
        tips: form.get("tips").is_some(),
        locale,
        referred_by,
        address: address.map(str::to_owned),
    }
}
