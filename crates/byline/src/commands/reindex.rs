//! `byline reindex`: makes the index of the search.

use std::io::IsTerminal;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::Context;
use byline_registry::{Indexer, KeepViews, Registry, Urls};
use byline_store::AccountStore;
use indicatif::{HumanCount, ProgressBar, ProgressStyle};

use crate::arguments::ReindexArguments;
use crate::commands::import::settings;
use crate::commands::{Outcome, counted};
use crate::config::Settings;
use crate::data::Folder;
use crate::environment::{Stopwatch, SystemClock};
use crate::home::{Home, Purpose};

/// Between two lines where there is no bar.
const PAUSE: Duration = Duration::from_secs(30);

pub fn run(arguments: &ReindexArguments) -> anyhow::Result<Outcome> {
    let settings = settings(&arguments.store)?;
    let home = Home::existing(&settings)?;
    let folder = home.folder()?;
    home.run(Purpose::Serving, None, |store| make(&settings, folder, store))?;
    Ok(Outcome::Done)
}

async fn make(settings: &Settings, folder: &Folder, store: Arc<dyn AccountStore>) -> anyhow::Result<()> {
    let registry = Arc::new(registry(store));
    let indexer = Indexer::new(registry, folder.index(), settings.search.memory());
    let shown = Shown::new();
    let last = Mutex::new(0);
    let made = |done, all| {
        *last.lock().expect("nobody panics while holding it") = done;
        shown.show(done, all);
    };
    let made = indexer.make(&made).await;
    shown.bar.finish_and_clear();
    made.context("the index is not whole; the same command goes on where it was")?;
    let records = *last.lock().expect("nobody panics while holding it");
    say!("the index is whole: {}", counted(records, "record"));
    Ok(())
}

/// Of a store that nobody else has.
pub fn registry(store: Arc<dyn AccountStore>) -> Registry {
    Registry::new(store, Arc::new(SystemClock), Urls::new(""), KeepViews::Off)
}

struct Shown {
    bar: ProgressBar,
    said: Mutex<Stopwatch>,
}

impl Shown {
    fn new() -> Self {
        let bar = match std::io::stderr().is_terminal() && !crate::out::is_for_machines() {
            true => ProgressBar::no_length(),
            false => ProgressBar::hidden(),
        };
        let style = ProgressStyle::with_template("[{bar:24}] {human_pos}/{human_len} records, {per_sec}, {eta} left");
        bar.set_style(style.expect("the template is well formed"));
        Shown { bar, said: Mutex::new(Stopwatch::start()) }
    }

    fn show(&self, done: u64, all: u64) {
        self.bar.set_length(all.max(done));
        self.bar.set_position(done);
        let mut said = self.said.lock().expect("nobody panics while holding it");
        if self.bar.is_hidden() && said.elapsed() >= PAUSE {
            *said = Stopwatch::start();
            say!("{} of {}", HumanCount(done), counted(all, "record"));
        }
    }
}
