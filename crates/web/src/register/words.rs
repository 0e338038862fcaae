//! What is said about a form that is not complete.

use byline_accounts::{PasswordProblem, RegistrationProblem};
use byline_model::RecordState;

use super::filled::MORE_EMAILS;
use crate::forms::Problems;

/// Each problem at its field.
pub(super) fn of(problems: &[RegistrationProblem]) -> Problems {
    problems.iter().fold(Problems::none(), |all, problem| {
        let (field, text) = words(problem);
        all.with(field, text)
    })
}

/// The field, and what to say about it.
fn words(problem: &RegistrationProblem) -> (&'static str, String) {
    let (field, text) = match problem {
        RegistrationProblem::GivenNamesMissing => ("given_names", "Please give a name."),
        RegistrationProblem::GivenNamesTooLong => ("given_names", "A name has fewer than 100 characters."),
        RegistrationProblem::FamilyNameTooLong => ("family_name", "A name has fewer than 100 characters."),
        RegistrationProblem::EmailInvalid { more } => {
            (email_field(*more), "An e-mail address looks like name@example.org.")
        }
        RegistrationProblem::EmailRepeated { more } => (email_field(Some(*more)), "The same address is there twice."),
        RegistrationProblem::EmailsDiffer => ("email_again", "The two addresses are not the same."),
        RegistrationProblem::EmailTaken { more, by } => (email_field(*more), taken(*by)),
        RegistrationProblem::Password(PasswordProblem::Differ) => {
            ("password_again", "The two passwords are not the same.")
        }
        RegistrationProblem::Password(problem) => return ("password", sentence(&problem.to_string())),
        RegistrationProblem::VisibilityMissing => ("visibility", "Please choose who may see new items."),
        RegistrationProblem::TermsNotAccepted => ("terms", "Without the terms there is no iD."),
        RegistrationProblem::ProcessingNotAccepted => ("processing", "Without this agreement there is no iD."),
    };
    (field, text.to_owned())
}

/// The field of the primary address, or of one of the others.
fn email_field(more: Option<usize>) -> &'static str {
    more.and_then(|place| MORE_EMAILS.get(place).copied()).unwrap_or("email")
}

/// What to do about an address that belongs to a record already (`registry` 5.3).
fn taken(by: RecordState) -> &'static str {
    match by {
        RecordState::Active | RecordState::Locked | RecordState::Deprecated { .. } => {
            "There is an iD with this address already. Sign in with it, or ask for a new password."
        }
        RecordState::Unclaimed => {
            "An organisation reserved an iD for this address. Look for the mail that invites you to take it over."
        }
        RecordState::Deactivated => "The iD with this address was deactivated.",
    }
}

/// Words of other crates, as a sentence.
pub(crate) fn sentence(text: &str) -> String {
    let mut rest = text.chars();
    let start: String = rest.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{start}{}.", rest.as_str())
}
