//! What can be done, as rows of a table.

use std::str::FromStr;

/// What somebody did. A new one is a variant here and its row in [`Action::spec`]; whatever reads, prints or forgets
/// entries goes by the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    // ----- people and their accounts
    SignedIn,
    SignInFailed,
    SignedOut,
    SignedOutElsewhere,
    Registered,
    AddressVerified,
    AddressReplaced,
    PasswordResetAsked,
    PasswordReset,
    PasswordChanged,
    LanguageChanged,
    DefaultVisibilityChanged,
    // ----- permissions
    Granted,
    Refused,
    Revoked,
    TokenRevoked,
    ReuseStopped,
    PermissionAsked,
    RequestWithdrawn,
    RequestAnswered,
    NotificationsPutAway,
    // ----- what records and groups hold, and who is told
    ItemsAdded,
    ItemsChanged,
    ItemsRemoved,
    ItemsPutBack,
    GroupAdded,
    GroupChanged,
    GroupRemoved,
    WebhookRegistered,
    WebhookRemoved,
    // ----- administration
    ClientCreated,
    ClientChanged,
    SecretReplaced,
    ClientRemoved,
    KeysRotated,
    PersonCreated,
    PersonRemoved,
    TokenMade,
    #[cfg(test)]
    Tested,
}

/// For how long entries stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    Days(u32),
    ForGood,
}

/// Of what sort the matter of a deed is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Nothing,
    Items,
    Scopes,
    PutCode,
    Key,
}

/// What is to be known of an action.
#[derive(Clone, Copy, Debug)]
pub struct ActionSpec {
    /// How stores have it: a number that no other action ever had.
    pub code: u16,
    /// What commands and their output call it.
    pub name: &'static str,
    pub about: About,
    pub kept: Kept,
    /// Of those who run a registry: it keeps its iDs when a record is erased.
    pub staff: bool,
    /// A sentence about `{actor}`, `{person}`, `{client}` and `{matter}`.
    pub says: &'static str,
}

/// Against abuse: as long as somebody may come and ask.
const QUARTER: Kept = Kept::Days(90);
/// A year, and time to look back on it.
const YEAR: Kept = Kept::Days(400);
/// What disputes about records and permissions are about.
const DECADE: Kept = Kept::Days(3653);

impl ActionSpec {
    const fn new(code: u16, name: &'static str, kept: Kept, says: &'static str) -> Self {
        ActionSpec { code, name, about: About::Nothing, kept, staff: false, says }
    }

    const fn about(self, about: About) -> Self {
        ActionSpec { about, ..self }
    }

    /// Kept for good.
    const fn staff(code: u16, name: &'static str, says: &'static str) -> Self {
        ActionSpec { staff: true, ..ActionSpec::new(code, name, Kept::ForGood, says) }
    }
}

impl Action {
    pub const ALL: &'static [Action] = &[
        Self::SignedIn,
        Self::SignInFailed,
        Self::SignedOut,
        Self::SignedOutElsewhere,
        Self::Registered,
        Self::AddressVerified,
        Self::AddressReplaced,
        Self::PasswordResetAsked,
        Self::PasswordReset,
        Self::PasswordChanged,
        Self::LanguageChanged,
        Self::DefaultVisibilityChanged,
        Self::Granted,
        Self::Refused,
        Self::Revoked,
        Self::TokenRevoked,
        Self::ReuseStopped,
        Self::PermissionAsked,
        Self::RequestWithdrawn,
        Self::RequestAnswered,
        Self::NotificationsPutAway,
        Self::ItemsAdded,
        Self::ItemsChanged,
        Self::ItemsRemoved,
        Self::ItemsPutBack,
        Self::GroupAdded,
        Self::GroupChanged,
        Self::GroupRemoved,
        Self::WebhookRegistered,
        Self::WebhookRemoved,
        Self::ClientCreated,
        Self::ClientChanged,
        Self::SecretReplaced,
        Self::ClientRemoved,
        Self::KeysRotated,
        Self::PersonCreated,
        Self::PersonRemoved,
        Self::TokenMade,
        #[cfg(test)]
        Self::Tested,
    ];

    pub const fn spec(self) -> ActionSpec {
        type Row = ActionSpec;
        match self {
            Self::SignedIn => Row::new(1, "signed-in", YEAR, "{actor} signed in"),
            Self::SignInFailed => Row::new(2, "sign-in-failed", QUARTER, "{actor} could not sign in as {person}"),
            Self::SignedOut => Row::new(3, "signed-out", YEAR, "{actor} signed out"),
            Self::SignedOutElsewhere => {
                Row::new(4, "signed-out-elsewhere", YEAR, "{actor} ended all other sessions of theirs")
            }
            Self::Registered => Row::new(5, "registered", DECADE, "{actor} registered"),
            Self::AddressVerified => Row::new(6, "address-verified", DECADE, "{actor} verified an address"),
            Self::AddressReplaced => {
                Row::new(7, "address-replaced", DECADE, "{actor} replaced an address that turned out to be another's")
            }
            Self::PasswordResetAsked => {
                Row::new(8, "password-reset-asked", QUARTER, "{actor} asked for a new password of {person}")
            }
            Self::PasswordReset => Row::new(9, "password-reset", YEAR, "{actor} chose a new password by a link"),
            Self::PasswordChanged => Row::new(10, "password-changed", YEAR, "{actor} changed their password"),
            Self::LanguageChanged => Row::new(11, "language-changed", YEAR, "{actor} chose another language"),
            Self::DefaultVisibilityChanged => Row::new(
                12,
                "default-visibility-changed",
                YEAR,
                "{actor} chose who sees what is new on the record of {person}",
            ),

            Self::Granted => Row::new(20, "granted", DECADE, "{actor} granted {client} {matter}").about(About::Scopes),
            Self::Refused => Row::new(21, "refused", YEAR, "{actor} refused {client} {matter}").about(About::Scopes),
            Self::Revoked => Row::new(22, "revoked", DECADE, "{actor} took all permissions away from {client}"),
            Self::TokenRevoked => Row::new(23, "token-revoked", DECADE, "{actor} gave back a permission of {person}"),
            Self::ReuseStopped => Row::new(
                24,
                "reuse-stopped",
                DECADE,
                "{actor} ended a permission of {person} for {client} that came twice",
            ),
            Self::PermissionAsked => Row::new(
                25,
                "permission-asked",
                YEAR,
                "{actor} asked {person} for a permission by notification {matter}",
            )
            .about(About::PutCode),
            Self::RequestWithdrawn => {
                Row::new(26, "request-withdrawn", YEAR, "{actor} withdrew notification {matter} to {person}")
                    .about(About::PutCode)
            }
            Self::RequestAnswered => Row::new(
                27,
                "request-answered",
                YEAR,
                "{actor} gave the permission that notification {matter} of {client} asked for",
            )
            .about(About::PutCode),
            Self::NotificationsPutAway => {
                Row::new(28, "notifications-put-away", YEAR, "{actor} put away notifications")
            }

            Self::ItemsAdded => {
                Row::new(40, "items-added", DECADE, "{actor} added {matter} to {person}").about(About::Items)
            }
            Self::ItemsChanged => {
                Row::new(41, "items-changed", DECADE, "{actor} changed {matter} of {person}").about(About::Items)
            }
            Self::ItemsRemoved => {
                Row::new(42, "items-removed", DECADE, "{actor} removed {matter} from {person}").about(About::Items)
            }
            Self::ItemsPutBack => {
                Row::new(48, "items-put-back", DECADE, "{actor} took back what was done to {matter} of {person}")
                    .about(About::Items)
            }
            Self::GroupAdded => {
                Row::new(43, "group-added", DECADE, "{actor} added group {matter}").about(About::PutCode)
            }
            Self::GroupChanged => {
                Row::new(44, "group-changed", DECADE, "{actor} changed group {matter}").about(About::PutCode)
            }
            Self::GroupRemoved => {
                Row::new(45, "group-removed", DECADE, "{actor} removed group {matter}").about(About::PutCode)
            }
            Self::WebhookRegistered => {
                Row::new(46, "webhook-registered", YEAR, "{actor} asked to be called about {person}")
            }
            Self::WebhookRemoved => {
                Row::new(47, "webhook-removed", YEAR, "{actor} asked to be called about {person} no more")
            }

            Self::ClientCreated => Row::staff(60, "client-created", "{actor} created {client}"),
            Self::ClientChanged => Row::staff(61, "client-changed", "{actor} changed {client}"),
            Self::SecretReplaced => Row::staff(62, "secret-replaced", "{actor} gave {client} a new secret"),
            Self::ClientRemoved => Row::staff(63, "client-removed", "{actor} removed {client}"),
            Self::KeysRotated => Row::staff(64, "keys-rotated", "{actor} made signing key {matter}").about(About::Key),
            Self::PersonCreated => Row::staff(65, "person-created", "{actor} created {person}"),
            Self::PersonRemoved => Row::staff(66, "person-removed", "{actor} removed {person}"),
            Self::TokenMade => Row::staff(67, "token-made", "{actor} made a token of {client} for {person}: {matter}")
                .about(About::Scopes),
            // What adding one takes, see CONTRIBUTING.
            #[cfg(test)]
            Self::Tested => Row::new(u16::MAX, "tested", Kept::Days(1), "{actor} tested"),
        }
    }

    /// The action that stores have under this number.
    pub fn from_code(code: u16) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.spec().code == code)
    }
}

/// A text that names no action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such action")]
pub struct UnknownAction;

impl FromStr for Action {
    type Err = UnknownAction;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.iter().copied().find(|it| it.spec().name == text).ok_or(UnknownAction)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::{Actor, Deed};

    #[test]
    fn each_action_has_a_number_a_name_and_a_sentence_of_its_own() {
        let all = Action::ALL;
        assert_eq!(all.iter().map(|it| it.spec().code).collect::<BTreeSet<_>>().len(), all.len());
        assert_eq!(all.iter().map(|it| it.spec().says).collect::<BTreeSet<_>>().len(), all.len());
        for action in all {
            let spec = action.spec();
            assert_eq!(Action::from_code(spec.code), Some(*action));
            assert_eq!(spec.name.parse(), Ok(*action));
            assert!(spec.says.starts_with("{actor} "), "{}", spec.says);
            assert_eq!(spec.says.contains("{matter}"), spec.about != About::Nothing, "{}", spec.says);
            assert_eq!(spec.staff, spec.kept == Kept::ForGood, "{}", spec.name);
        }
        assert_eq!("".parse::<Action>(), Err(UnknownAction));
    }

    /// A variant that is not in the list would never be forgotten, printed or found: variants are numbered in order.
    #[test]
    fn the_list_has_all_of_them() {
        assert!(Action::ALL.iter().enumerate().all(|(place, it)| *it as usize == place));
        assert_eq!(Action::Tested as usize + 1, Action::ALL.len());
    }

    /// The pattern of CONTRIBUTING: the variant, its row, its place in the list, and no more.
    #[test]
    fn a_new_action_is_found_printed_and_forgotten_like_the_others() {
        let deed = Deed::new("tested".parse().unwrap(), Actor::Operator);
        assert_eq!((deed.sentence(), deed.action.spec().kept), ("operator tested".to_owned(), Kept::Days(1)));
    }
}
