//! What requests are counted as.

use super::Rate;

/// Requests that are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Pages and documents that are looked at.
    Read,
    /// Forms behind which a password is hashed: signing in, registering, a new password.
    Password,
    /// Forms that send a mail to whoever is named.
    Mail,
    /// Registrations, and answers that say that an address is taken.
    Register,
    /// Attempts to register with one e-mail address, wherever they come from.
    SameEmail,
    /// Other forms.
    Submit,
    /// What clients ask people, and the answers.
    Authorize,
    /// The token and revocation endpoints.
    Token,
    /// The introspection and user-info endpoints.
    Introspect,
    /// Calls of one client that proved who it is, wherever they come from.
    Client,
}

impl Class {
    pub const ALL: [Class; 10] = [
        Class::Read,
        Class::Password,
        Class::Mail,
        Class::Register,
        Class::SameEmail,
        Class::Submit,
        Class::Authorize,
        Class::Token,
        Class::Introspect,
        Class::Client,
    ];
}

/// The rate of each class; one without a rate is not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rates([Option<Rate>; Class::ALL.len()]);

impl Rates {
    /// Nothing is counted.
    pub const fn off() -> Self {
        Rates([None; Class::ALL.len()])
    }

    pub const fn get(&self, class: Class) -> Option<Rate> {
        self.0[class as usize]
    }

    pub const fn set(&mut self, class: Class, rate: Option<Rate>) {
        self.0[class as usize] = rate;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_its_own_place() {
        for (place, class) in Class::ALL.into_iter().enumerate() {
            assert_eq!(class as usize, place);
            assert!(Rates::off().get(class).is_none());
        }
    }
}
