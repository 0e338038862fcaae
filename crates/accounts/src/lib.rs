//! Accounts: registering, signing in, sessions, proving addresses, new passwords.
//!
//! No HTTP here: surfaces read forms and cookies, call [`Accounts`] and show what comes back.
//!
//! | method of [`Accounts`] | serves |
//! | --- | --- |
//! | `check_registration`, `register` → [`Registered`] or [`RegistrationError`] | `/register` |
//! | `register_unless_here` → [`Outcome`] with [`Candidate`]s, `register_after_all` | the same with the question whether they are here already |
//! | `lost_addresses`, `replace_lost_address` | `/my-orcid` |
//! | `add_email`, `remove_email`, `make_primary`, `show_email` | addresses at `/my-orcid` |
//! | `keep_form`, `kept_form` | forms of a record that outlived their session |
//! | `address_to_verify`, `verify_email`, `send_verification`, `has_verified_email` | `/verify-email/{secret}` |
//! | `sign_in` → [`SignIn`], `give_second_factor` → [`SecondStep`] | `/signin`, `/2fa-signin` |
//! | `session` → [`Session`](byline_store::Session), `sign_out`, `sign_out_elsewhere` | every page; `/signout` |
//! | `request_reset`, `remind_of_id` | `/reset-password` |
//! | `reset_form`, `reset_password` | `/reset-password-email/{secret}` |
//! | `change_password` | `/account` |
//! | `locale`, `set_locale` | every page; `/language`, `lang` of `/oauth/authorize` |
//!
//! * Cookies hold [`NewSession::id`]; only its hash is kept, and every sign-in has a new one.
//! * Nobody learns whether somebody is there: unknown names get the same answers for the same work.
//! * Passwords are Argon2id, hashed off the serving threads and one at a time per core.
//! * Mails are written to the outbox in the commit that gives the reason for them; whoever sends them reads
//!   [`AccountStore::claim_mails`](byline_store::AccountStore::claim_mails).
//! * [`SecondFactor`] is where one-time codes come in.

mod addresses;
mod duplicates;
mod emails;
mod identifier;
mod kept;
mod languages;
mod links;
mod lockout;
mod messages;
mod mint;
mod own_emails;
mod password;
mod pending;
mod quota;
mod recovery;
mod registration;
mod second_factor;
mod secret;
mod service;
mod sessions;
mod sign_in;
mod verification;

pub use addresses::AddressError;
pub use duplicates::Candidate;
pub use identifier::written_orcid;
pub use links::LinkError;
pub use lockout::{Lockout, LockoutMode};
pub use mint::{IdBlock, InvalidIdBlock};
pub use own_emails::{EmailError, MOST_EMAILS};
pub use password::{Hashing, InvalidHash, PasswordProblem, check_hash, problems as password_problems};
pub use recovery::{NewPasswordError, ResetForm};
pub use registration::{Outcome, Registered, Registration, RegistrationError, RegistrationProblem};
pub use second_factor::{NoSecondFactor, SecondFactor};
pub use secret::Secret;
pub use service::{Accounts, Settings};
pub use sessions::NewSession;
pub use sign_in::{SecondStep, SignIn};
pub use verification::ToVerify;
