//! `byline import`: data files into a registry.

use std::sync::Arc;

use anyhow::Context;
use byline_accounts::Hashing;
use byline_datafile::import::{ImportError, ImportOptions, ImportReport, check_declarations, import};
use byline_datafile::organizations::{OrganizationOptions, OrganizationReport, import_organizations};
use byline_model::env::Clock;
use byline_store::AccountStore;
use indicatif::HumanCount;

use crate::arguments::{ImportArguments, StoreArguments};
use crate::commands::progress::{Refusals, Shown};
use crate::commands::{Outcome, counted};
use crate::config::Settings;
use crate::environment::{Stopwatch, SystemClock, SystemEntropy};
use crate::home::{Home, Purpose};

/// Remembers, beside the database, how far an import came.
const STATE: &str = "import.state";

/// As shells put it: 128 and the number of SIGINT.
const STOPPED: i32 = 130;

/// The settings of the registry that a command is about.
pub fn settings(arguments: &StoreArguments) -> anyhow::Result<Settings> {
    Ok(Settings::load(arguments)?)
}

pub fn run(arguments: &ImportArguments) -> anyhow::Result<Outcome> {
    let settings = settings(&arguments.store)?;
    for path in arguments.paths.iter().chain(&arguments.organizations) {
        std::fs::metadata(path).with_context(|| format!("cannot read {}", path.display()))?;
    }
    // What is wrong with a file written by hand is told before anything is made.
    check_declarations(&arguments.paths, SystemClock.now())?;
    let home = Home::of(&settings)?;
    let state = home.folder()?.file(STATE);
    if arguments.restart && state.exists() {
        std::fs::remove_file(&state).with_context(|| format!("cannot remove {}", state.display()))?;
    }
    // Whoever goes on wants what the earlier run refused, too.
    let refusals = arguments.refused.as_deref().map(|path| Refusals::open(path, state.exists())).transpose()?;
    let shown = Arc::new(Shown::new(refusals));
    let mut options = ImportOptions::new(SystemClock.now());
    options.base_url = settings.base_url.as_ref().map(|it| it.as_str().into());
    options.resume = Some(state.clone());
    options.replace = arguments.replace;
    options.strict = arguments.strict;
    options.hash_password = Some(Arc::new(|password| Hashing::default().phc(password, &SystemEntropy)));
    if let Some(workers) = arguments.workers {
        options.workers = workers.0;
    }
    let watch = Stopwatch::start();
    let named = OrganizationOptions { now: SystemClock.now(), strict: arguments.strict };
    let progress = Arc::clone(&shown);
    let work = |store: Arc<dyn AccountStore>| async move {
        let organizations = match arguments.organizations.as_slice() {
            [] => None,
            files => Some(import_organizations(store.clone(), files.to_vec(), named, progress.clone()).await?),
        };
        let documents = match arguments.paths.as_slice() {
            [] => None,
            paths => Some(import(store.clone(), paths.to_vec(), options, progress.clone()).await?),
        };
        Ok((organizations, documents))
    };
    let reports = home.run(Purpose::Filling, None, |store| async {
        tokio::select! {
            reports = work(store) => Ok(reports),
            stopped = tokio::signal::ctrl_c() => stop(&shown, stopped),
        }
    });
    shown.finish();
    let (organizations, documents) = match reports? {
        Err(error @ ImportError::Registry(_)) => return Err(error.into()),
        other => other.context("the import broke off; run the same command again to go on where it was")?,
    };
    // It came to its end: the next import of the same files is a new one.
    match std::fs::remove_file(&state) {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => tracing::warn!("{} stays: {error}", state.display()),
    }
    organizations.iter().for_each(summarise_organizations);
    documents.iter().for_each(|report| summarise(report, &watch));
    let refused = organizations.map_or(0, |it| it.refused) + documents.map_or(0, |it| it.refused);
    Ok(if refused == 0 { Outcome::Done } else { Outcome::Incomplete })
}

/// What was committed is safe, and what was not is nowhere: there is nothing to wait for.
fn stop(shown: &Shown, asked: std::io::Result<()>) -> ! {
    shown.finish();
    match asked {
        Ok(()) => say!("stopped; run the same command again to go on from here"),
        Err(error) => crate::out::complain(&format!("stopped, as signals cannot be heard: {error}")),
    }
    std::process::exit(STOPPED);
}

fn summarise_organizations(report: &OrganizationReport) {
    let OrganizationReport { records, new, changed, unknown, refused, dropped, .. } = report;
    let (records, new, changed) = (counted(*records, "record"), HumanCount(*new), HumanCount(*changed));
    say!("read {records} of organisations: {new} new, {changed} changed");
    for (count, what) in [
        (unknown, "passed over what is said of organisations that are not here:"),
        (dropped, "left out parts of organisations that came in:"),
        (refused, "refused records of organisations:"),
    ] {
        if *count > 0 {
            say!("{what} {}", HumanCount(*count));
        }
    }
}

fn summarise(report: &ImportReport, watch: &Stopwatch) {
    let ImportReport { documents, items, records, new_records, clients, tokens, consents, .. } = report;
    let ImportReport { notifications, webhooks, group_ids, organizations, refused, .. } = report;
    let seconds = watch.elapsed().as_secs_f64();
    say!("imported {} with {} in {seconds:.1} s", counted(*documents, "document"), counted(*items, "item"));
    say!("the registry has {}, {new_records} of them new", counted(*records, "record"));
    for (count, what) in [
        (clients, "client"),
        (tokens, "token"),
        (consents, "consent"),
        (notifications, "notification"),
        (webhooks, "webhook"),
        (group_ids, "group id"),
        (organizations, "organisation"),
    ] {
        if *count > 0 {
            say!("imported {}", counted(*count, what));
        }
    }
    if report.dropped > 0 {
        say!("left out {} of documents that came in", counted(report.dropped, "part"));
    }
    if *refused > 0 {
        say!("refused {}", counted(*refused, "document"));
    }
}
