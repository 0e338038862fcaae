//! `byline webhooks`: who is called, and what became of it.

use byline_model::Timestamp;
use byline_model::env::Clock;
use byline_store::Walk;
use byline_store::webhooks::{Schedule, Webhook};
use byline_store_sqlite::WebhookDesk;
use serde_json::json;

use crate::arguments::{StoreArguments, WebhookArguments, WebhookCommand};
use crate::commands::import::settings;
use crate::commands::{Outcome, counted};
use crate::data::Folder;
use crate::environment::SystemClock;
use crate::out;

/// Read at a time.
const PAGE: usize = 1000;

pub fn run(arguments: &WebhookArguments) -> anyhow::Result<Outcome> {
    match &arguments.command {
        WebhookCommand::List { store, all, json } => list(&desk(store)?, *all, *json),
        WebhookCommand::Retry { store, ids, all } => retry(&desk(store)?, ids, *all),
    }
}

fn desk(arguments: &StoreArguments) -> anyhow::Result<WebhookDesk> {
    Folder::existing(settings(arguments)?.data()?)?.webhooks()
}

fn list(desk: &WebhookDesk, all: bool, as_json: bool) -> anyhow::Result<Outcome> {
    let (mut shown, mut count, mut given_up) = (Vec::new(), 0, 0);
    each(desk, |hook| {
        count += 1;
        given_up += usize::from(matches!(hook.schedule, Schedule::GivenUp(_)));
        if all || hook.schedule != Schedule::Idle {
            match as_json {
                true => shown.push(described(&hook)),
                false => out::line(&line(&hook))?,
            }
        }
        Ok(())
    })?;
    if as_json {
        out::line(&serde_json::to_string_pretty(&shown)?)?;
    }
    say!("{count} webhooks, {given_up} given up");
    Ok(Outcome::Done)
}

fn each(desk: &WebhookDesk, mut see: impl FnMut(Webhook) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let mut walk = Walk::by(PAGE);
    while let Some(stretch) = walk.stretch() {
        walk.on(desk.list(stretch)?).into_iter().try_for_each(&mut see)?;
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

fn retry(desk: &WebhookDesk, ids: &[u64], all: bool) -> anyhow::Result<Outcome> {
    let now = SystemClock.now();
    let mut wanted = ids.to_vec();
    if all {
        each(desk, |hook| {
            wanted.extend((hook.schedule != Schedule::Idle).then_some(hook.id));
            Ok(())
        })?;
    }
    let (mut due, mut outcome) = (0, Outcome::Done);
    for id in wanted {
        match desk.retry(id, now)? {
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
