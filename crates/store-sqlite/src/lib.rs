//! The SQLite adapter: a deployment in one file.
//!
//! * One process per database: [`lock`] keeps a second one out, because heads, clients and tokens are kept in memory;
//!   mails and webhooks alone may be looked at from another ([`Inspection`]), and all of it copied ([`backup`]).
//! * One thread writes for everyone ([`writer`]): all waiting change sets share one transaction and one fsync; where one of
//!   them fails, they begin again with a savepoint each. An answer is sent after the commit, and after [`cache`] forgot what it changed.
//! * Whole records are read on a few threads with connections of their own ([`readers`]), single rows inline.
//! * SQL names its parameters `$1..$n`, first used in ascending order, so that the texts suit other engines too.

mod accounts;
#[cfg(test)]
mod added;
mod addresses;
pub mod backup;
mod cache;
mod change;
mod checkpoint;
mod connection;
mod decode;
mod effects;
mod failure;
mod grants;
#[cfg(test)]
mod growth;
mod guards;
mod identities;
mod inspection;
mod journal;
mod leases;
mod lists;
mod lock;
mod mails;
mod migrate;
mod names;
mod notifications;
#[cfg(any(test, feature = "older"))]
pub mod older;
mod options;
mod permissions;
#[cfg(test)]
mod plans;
mod query;
mod read;
mod readers;
mod replies;
mod review_groups;
mod statements;
mod store;
mod throwaway;
#[cfg(test)]
mod together;
mod usage;
mod webhooks;
mod writer;

pub use inspection::Inspection;
pub use options::Options;
pub use store::SqliteStore;
