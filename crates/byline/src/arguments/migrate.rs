//! `byline migrate`.

use clap::Args;

use super::StoreArguments;

/// Bring the tables of a database up to date, and do nothing else
///
/// The server does this by itself when it starts. On PostgreSQL this is for when the user of the nodes may not change tables:
/// run it as their owner, before nodes of a newer version start. One process at a time changes them, and the others
/// wait for it; nodes of the version before go on meanwhile. There is no way back but a backup.
#[derive(Args, Debug)]
#[command(after_help = "\
Example:
  byline migrate --data registry/")]
pub struct MigrateArguments {
    #[command(flatten)]
    pub store: StoreArguments,
}
