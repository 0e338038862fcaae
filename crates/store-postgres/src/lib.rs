//! The PostgreSQL adapter: a deployment of any number of processes on one database.
//!
//! * A commit is one transaction, in two turns mostly ([`change`]): its locks are taken first, all at once and in order
//!   ([`locks`]), so that transactions that have nothing to do with each other go on side by side. PostgreSQL shares the
//!   waits for the disk among them.
//! * What is read is one statement, so that it is of one moment ([`read`]). Nothing is kept in memory, since others write.
//! * The change log has no counter, and its readers skip nothing ([`change_log`]).
//! * Tables, what leads their keys, and what other engines would do otherwise: `docs/decisions/0045-postgresql.md`.

mod accounts;
mod address;
mod bell;
mod change;
mod change_log;
mod decode;
mod failure;
mod foreseen;
mod grants;
mod guards;
mod heard;
mod journal;
mod lists;
mod locks;
mod mails;
mod migrate;
mod notifications;
mod numbers;
mod options;
mod permissions;
mod pool;
mod query;
mod read;
mod record;
mod replies;
#[cfg(any(test, feature = "server"))]
pub mod server;
mod store;
#[cfg(test)]
mod tests;
mod tls;
mod webhooks;

pub use address::{Address, InvalidAddress};
pub use options::Options;
pub use store::PostgresStore;
