//! What people read: the texts of pages and mails in every interface language, with plurals, numbers and dates.
//!
//! * One folder of Fluent files per language (`locales/`), compiled in. A language is parsed when it is first spoken,
//!   so a registry that is only read in English holds English alone.
//! * [`Texts`] is a language to speak. A message that it lacks is said in English, and logged; tests hold every language
//!   to having all of them, with the same arguments.
//! * Messages hold no markup and need no escaping; what is put into them does, and that is for who puts it there.
//! * Names of countries and patterns of dates are CLDR's (`cldr.mjs`).

mod catalogue;
mod numbers;
mod phrase;
mod texts;

pub use byline_model::Locale;
pub use phrase::Phrase;
pub use texts::{Day, Texts};

#[cfg(test)]
mod tests;
