//! `byline reindex`.

use clap::Args;

use super::StoreArguments;

/// Make the index of the search anew
///
/// The server makes and keeps the index by itself. This makes it before the server is there, after a large import, or when
/// a disk has damaged it. The index that is there answers again should this be broken off; run the same command again, and it
/// goes on where it was. No server may run on the folder meanwhile.
#[derive(Args, Debug)]
#[command(after_help = "\
Example:
  byline reindex --data registry/")]
pub struct ReindexArguments {
    #[command(flatten)]
    pub store: StoreArguments,
}
