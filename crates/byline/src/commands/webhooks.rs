//! `byline webhooks`: who is called, and what became of it.

use byline_model::Timestamp;
use byline_model::env::Clock;
use byline_store::Walk;
use byline_store::webhooks::{Schedule, Webhook};
use serde_json::json;

use crate::arguments::{StoreArguments, WebhookArguments, WebhookCommand};
use crate::beside::Beside;
use crate::commands::import::settings;
use crate::commands::{Outcome, counted};
use crate::environment::SystemClock;
use crate::home::Home;
use crate::out;

/// Read at a time.
const PAGE: usize = 1000;

pub fn run(arguments: &WebhookArguments) -> anyhow::Result<Outcome> {
    match &arguments.command {
        WebhookCommand::List { store, all, json } => home(store)?.beside(|registry| list(registry, *all, *json)),
        WebhookCommand::Retry { store, ids, all } => home(store)?.beside(|registry| retry(registry, ids, *all)),
    }
}

fn home(arguments: &StoreArguments) -> anyhow::Result<Home> {
    Home::existing(&settings(arguments)?)
}

async fn list(registry: Beside, all: bool, as_json: bool) -> anyhow::Result<Outcome> {
    let (mut shown, mut count, mut given_up) = (Vec::new(), 0, 0);
    each(&registry, |hook| {
        count += 1;
        given_up += usize::from(matches!(hook.schedule, Schedule::GivenUp(_)));
        if all || hook.schedule != Schedule::Idle {
            match as_json {
                true => shown.push(described(&hook)),
                false => out::line(&line(&hook))?,
            }
        }
        Ok(())
    })
    .await?;
    if as_json {
        out::line(&serde_json::to_string_pretty(&shown)?)?;
    }
    say!("{count} webhooks, {given_up} given up");
    Ok(Outcome::Done)
}

async fn each(registry: &Beside, mut see: impl FnMut(Webhook) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let mut walk = Walk::by(PAGE);
    while let Some(stretch) = walk.stretch() {
        walk.on(registry.webhooks(stretch).await?).into_iter().try_for_each(&mut see)?;
    }
    Ok(())
}

fn state(hook: &Webhook) -> (&'static str, Option<Timestamp>) {
    match hook.schedule {
        Schedule::Idle => ("idle", None),
        Schedule::Due(at) => ("due", Some(at)),
        Schedule::GivenUp(at) => ("given-up", Some(at)),
    }
}

fn line(hook: &Webhook) -> String {
    let Webhook { id, client, orcid, uri, failures, .. } = hook;
    let noun = if *failures == 1 { "failure" } else { "failures" };
    format!("{id:<6} {:<8} {failures:>2} {noun:<8} {client} {orcid} {uri}", state(hook).0)
}

fn described(hook: &Webhook) -> serde_json::Value {
    let (state, at) = state(hook);
    json!({
        "id": hook.id,
        "client": hook.client.to_string(),
        "orcid": hook.orcid.to_string(),
        "uri": hook.uri,
        "state": state,
        "at": at.map(|at| at.to_string()),
        "failures": hook.failures,
        "sent": hook.sent.map(|at| at.to_string()),
        "created": hook.created.to_string(),
    })
}

async fn retry(registry: Beside, ids: &[u64], all: bool) -> anyhow::Result<Outcome> {
    let now = SystemClock.now();
    let mut wanted = ids.to_vec();
    if all {
        each(&registry, |hook| {
            wanted.extend((hook.schedule != Schedule::Idle).then_some(hook.id));
            Ok(())
        })
        .await?;
    }
    let (mut due, mut outcome) = (0, Outcome::Done);
    for id in wanted {
        match registry.retry_webhook(id, now).await? {
            true => due += 1,
            false => {
                say!("byline: there is no webhook {id} that is owed a call");
                outcome = Outcome::Incomplete;
            }
        }
    }
    match due {
        0 => say!("nothing to retry"),
        due => say!("{} will be called within a second, or once the server runs", counted(due, "webhook")),
    }
    Ok(outcome)
}
