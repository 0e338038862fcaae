//! `byline backup` and `byline restore`.

use std::path::PathBuf;

use clap::Args;

use super::StoreArguments;

/// Back up a registry into one file, also while the server runs
///
/// The backup is of one moment: everything that was acknowledged before it began is in it. It has the whole database, and
/// with it the keys that sign identity tokens and seal cursors, so that tokens, sessions and cursors from before count in a
/// registry that is restored. It is checked before it gets its name, compressed, and for its owner alone: keep it like the
/// registry itself. Not in it are the index of the search, which is made anew, and your settings, certificates and the
/// password for mail.
///
/// It needs as much room as the database has for as long as it takes. A file that is there is not replaced. An archive of
/// tar and zstd: `zstd -d < FILE | tar -tv` lists it.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  byline backup --data registry/ byline-$(date +%F).bak
  byline backup --data registry/ - | tee one.bak > two.bak
Then `byline restore FILE --check` says whether a file is whole.")]
pub struct BackupArguments {
    #[command(flatten)]
    pub store: StoreArguments,

    /// The file to write; - is standard output
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    /// Folder for the copy that is compressed [default: that of FILE, or where the system has temporary files]
    #[arg(long, value_name = "DIR")]
    pub scratch: Option<PathBuf>,

    /// Replace a file that is there, once the new one is whole
    #[arg(long)]
    pub force: bool,
}

/// Put a backup in place, in a folder that holds nothing
///
/// The backup is looked through before anything of it gets its name: each part has a checksum, and the database is checked
/// once it is written. What is damaged is named with its place, and nothing is left behind then. Put-codes and places in the
/// change log go on far after those of the backup, as some may have been handed out since.
///
/// Exits with 0 when the backup is whole (and in place), with 1 when it is not.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  byline restore byline.bak --to restored/
  byline restore byline.bak --check          # is it whole?
  cat byline.bak | byline restore - --to other/")]
pub struct RestoreArguments {
    /// The backup; - is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    /// The folder of the registry: a new one, or one that is empty
    #[arg(long, value_name = "DIR", required_unless_present = "check")]
    pub to: Option<PathBuf>,

    /// Only say whether it is whole, and what it is of
    #[arg(long, conflicts_with = "to")]
    pub check: bool,
}
