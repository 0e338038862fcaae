//! From the outbox to a mail server.

mod address;
mod failure;
mod hold;
mod letter;
mod pace;
mod relay;
mod sender;
mod session;

pub use address::{Address, InvalidAddress, shortened};
pub use failure::Failure;
pub use letter::Letterhead;
pub use pace::Pace;
pub use relay::{Login, Relay, Security, UnusableRelay};
pub use sender::Sender;
pub use session::{Session, Taken};
