//! `byline generate`: a registry of people who do not exist.

use std::fs::File;
use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use byline_datafile::generate::{Destination, Figure, GenerateOptions, Made, Report, generate};
use byline_model::env::Clock;
use byline_synthetic::{Plan, Settings};
use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use serde_json::json;

use crate::arguments::{GenerateArguments, Mix, Share};
use crate::commands::import::settings as settings_of;
use crate::commands::{Outcome, counted, explain};
use crate::environment::{Stopwatch, SystemClock};
use crate::home::{Home, Purpose};
use crate::{out, runtime};

/// Hidden items for each public one in a registry (`platform` 9.1).
const HIDDEN: f64 = 0.3;
/// Between two lines where there is no bar.
const PAUSE: Duration = Duration::from_secs(30);

pub fn run(arguments: &GenerateArguments) -> anyhow::Result<Outcome> {
    let home = home(arguments)?;
    let hidden = arguments.hidden.map_or(if home.is_some() { HIDDEN } else { 0.0 }, |Share(share)| share);
    let settings = Settings {
        seed: arguments.seed,
        as_of: arguments.as_of.0,
        mix: match arguments.mix {
            Mix::Registry => byline_synthetic::Mix::Registry,
            Mix::Kept => byline_synthetic::Mix::Kept,
        },
        hidden,
    };
    let plan = match Plan::new(settings) {
        Ok(plan) => Arc::new(plan),
        Err(problem) => {
            explain(&anyhow::Error::from(problem).context("--as-of"));
            return Ok(Outcome::Misused);
        }
    };
    let people = arguments.people.0 as u64;
    let mut options = GenerateOptions::new(people, SystemClock.now());
    options.people = arguments.from..arguments.from.saturating_add(people);
    options.base_url = arguments.base_url.trim_end_matches('/').into();
    if let Some(workers) = arguments.workers {
        options.workers = workers.0;
    }
    // Before anything is made: a run may take an hour.
    let report_file = arguments.report.as_deref().map(|path| out::file(path, arguments.force)).transpose()?;
    let watch = Stopwatch::start();
    let shown = Arc::new(Shown::new(people));
    let (made, report) = runtime::block_on(None, async {
        let destination = destination(arguments, home.as_ref()).await?;
        let progress = {
            let shown = Arc::clone(&shown);
            move |more| shown.advanced(more)
        };
        let made = generate(plan, destination, options, Arc::new(progress)).await;
        shown.bar.finish_and_clear();
        made.context("the run broke off")
    })??;
    summarise(&made, watch);
    if let Some(file) = report_file {
        write(file, &made, &report, arguments)?;
    }
    Ok(judge(&report))
}

/// The registry to fill, if that is what was asked for.
fn home(arguments: &GenerateArguments) -> anyhow::Result<Option<Home>> {
    let settings = settings_of(&arguments.store)?;
    let named = settings.data.is_some() || settings.database.address.is_some();
    (named && arguments.out.is_none()).then(|| Home::of(&settings)).transpose()
}

async fn destination(arguments: &GenerateArguments, home: Option<&Home>) -> anyhow::Result<Destination> {
    if let Some(home) = home {
        let store = home.open(Purpose::Filling).await?;
        let there = store.count_records().await?;
        anyhow::ensure!(
            there == 0 || arguments.from > 0,
            "there are {} records in the registry already: invented people belong in one of their own",
            HumanCount(there)
        );
        return Ok(Destination::Store(store));
    }
    let Some(folder) = &arguments.out else { return Ok(Destination::Nowhere) };
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let (activities, replace) = (!arguments.only_summaries, arguments.force);
    Ok(Destination::Files { folder: folder.clone(), activities, replace })
}

/// How far it is, on standard error: a bar for people, a line now and then for everybody else.
struct Shown {
    bar: ProgressBar,
    said: std::sync::Mutex<Stopwatch>,
}

impl Shown {
    fn new(people: u64) -> Self {
        use std::io::IsTerminal;
        let bar = match std::io::stderr().is_terminal() && !crate::out::is_for_machines() {
            true => ProgressBar::new(people),
            false => ProgressBar::hidden(),
        };
        bar.set_length(people);
        let template = "{human_pos} of {human_len} people [{bar:24}] {per_sec}, {eta} left";
        bar.set_style(ProgressStyle::with_template(template).expect("the template is well formed"));
        Shown { bar, said: std::sync::Mutex::new(Stopwatch::start()) }
    }

    fn advanced(&self, more: u64) {
        self.bar.inc(more);
        let mut said = self.said.lock().expect("nobody panics while holding it");
        if self.bar.is_hidden() && said.elapsed() >= PAUSE {
            *said = Stopwatch::start();
            say!("{} of {} people", HumanCount(self.bar.position()), HumanCount(self.bar.length().unwrap_or_default()));
        }
    }
}

fn summarise(made: &Made, watch: Stopwatch) {
    let seconds = watch.elapsed().as_secs_f64();
    let Made { people, items, permissions, webhooks, .. } = made;
    say!(
        "made {} with {}, {} and {} in {seconds:.1} s ({:.0} people/s)",
        counted(*people, "person"),
        counted(*items, "item"),
        counted(*permissions, "permission"),
        counted(*webhooks, "webhook"),
        *people as f64 / seconds.max(1e-3)
    );
}

fn judge(report: &Report) -> Outcome {
    if report.figures.is_empty() {
        return Outcome::Done;
    }
    let outside: Vec<&Figure> = report.outside().collect();
    for Figure { section, name, target, found, low, high, .. } in &outside {
        let end = |it: &Option<f64>| it.map_or_else(|| "…".to_owned(), |it| format!("{it:.6}"));
        say!("{section}: {name}: {found:.6} instead of {target}, which may be {} to {}", end(low), end(high));
    }
    say!("{} of {} figures are where they should be", report.figures.len() - outside.len(), report.figures.len());
    if outside.is_empty() { Outcome::Done } else { Outcome::Incomplete }
}

fn write(mut file: File, made: &Made, report: &Report, arguments: &GenerateArguments) -> anyhow::Result<()> {
    let text = json!({
        "people": made.people,
        "from": arguments.from,
        "seed": arguments.seed,
        "as_of": arguments.as_of.to_string(),
        "items": made.items,
        "permissions": made.permissions,
        "webhooks": made.webhooks,
        "documents": made.documents,
        "bytes": made.bytes,
        "median_items": made.median_items,
        "median_bytes": made.median_bytes,
        "figures": report.figures,
    });
    writeln!(file, "{text:#}").context("cannot write the report")
}
