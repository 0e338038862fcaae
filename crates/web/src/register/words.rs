//! What is said about a form that is not complete.

use byline_accounts::{PasswordProblem, RegistrationProblem};
use byline_i18n::Texts;
use byline_model::RecordState;
use byline_pages::Problems;

use super::filled::MORE_EMAILS;

/// Each problem at its field.
pub(super) fn of(texts: Texts, problems: &[RegistrationProblem]) -> Problems {
    problems.iter().fold(Problems::none(), |all, problem| {
        let (field, key) = words(problem);
        all.with(field, texts.text(key))
    })
}

/// The field, and what to say about it.
fn words(problem: &RegistrationProblem) -> (&'static str, &'static str) {
    match problem {
        RegistrationProblem::GivenNamesMissing => ("given_names", "given-names-missing"),
        RegistrationProblem::GivenNamesTooLong => ("given_names", "name-too-long"),
        RegistrationProblem::FamilyNameTooLong => ("family_name", "name-too-long"),
        RegistrationProblem::EmailInvalid { more } => (email_field(*more), "email-invalid"),
        RegistrationProblem::EmailRepeated { more } => (email_field(Some(*more)), "email-repeated"),
        RegistrationProblem::EmailsDiffer => ("email_again", "emails-differ"),
        RegistrationProblem::EmailTaken { more, by } => (email_field(*more), taken(*by)),
        RegistrationProblem::Password(problem @ PasswordProblem::Differ) => {
            ("password_again", password_problem(*problem))
        }
        RegistrationProblem::Password(problem) => ("password", password_problem(*problem)),
        RegistrationProblem::VisibilityMissing => ("visibility", "visibility-missing"),
        RegistrationProblem::TermsNotAccepted => ("terms", "terms-missing"),
        RegistrationProblem::ProcessingNotAccepted => ("processing", "processing-missing"),
    }
}

/// The field of the primary address, or of one of the others.
fn email_field(more: Option<usize>) -> &'static str {
    more.and_then(|place| MORE_EMAILS.get(place).copied()).unwrap_or("email")
}

/// What to do about an address that belongs to a record already (`registry` 5.3).
fn taken(by: RecordState) -> &'static str {
    match by {
        RecordState::Active | RecordState::Locked | RecordState::Deprecated { .. } => "email-taken",
        RecordState::Unclaimed => "email-reserved",
        RecordState::Deactivated => "email-deactivated",
    }
}

/// What to say about a new password.
pub(crate) fn password_problem(problem: PasswordProblem) -> &'static str {
    match problem {
        PasswordProblem::TooShort => "password-too-short",
        PasswordProblem::TooLong => "password-too-long",
        PasswordProblem::NoDigit => "password-no-digit",
        PasswordProblem::NoLetterOrSymbol => "password-no-letter",
        PasswordProblem::ContainsEmail => "password-contains-email",
        PasswordProblem::Common => "password-common",
        PasswordProblem::Differ => "passwords-differ",
    }
}
