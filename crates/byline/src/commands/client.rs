//! `byline client`: API clients of a registry that keeps its data.

use std::sync::Arc;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use byline_datafile::registry_toml::client_from_json;
use byline_model::ClientId;
use byline_model::client::{Client, ClientSecret, SecretHash, Switch, WebhookSecret};
use byline_model::env::{Clock, Entropy};
use byline_oauth::Secret;
use byline_store::{Change, ChangeSet, Guard, Store};
use byline_store_sqlite::{Options, SqliteStore};
use serde_json::json;

use crate::arguments::{ClientArguments, ClientCommand, ClientCreateArguments, ClientSetArguments, StoreArguments};
use crate::commands::Outcome;
use crate::commands::import::settings;
use crate::config::values::Span;
use crate::data::Folder;
use crate::environment::{SystemClock, SystemEntropy};
use crate::{out, runtime};

pub fn run(arguments: &ClientArguments) -> anyhow::Result<Outcome> {
    match &arguments.command {
        ClientCommand::Create(arguments) => {
            let folder = Folder::create(settings(&arguments.store)?.data()?)?;
            on(&folder, |store| create(store, arguments))
        }
        ClientCommand::Set(arguments) => on(&existing(&arguments.store)?, |store| set(store, arguments)),
        ClientCommand::List { store, json } => on(&existing(store)?, |store| list(store, *json)),
        ClientCommand::RotateSecret { store, id, keep_old } => {
            on(&existing(store)?, |store| rotate(store, id, *keep_old))
        }
    }?;
    Ok(Outcome::Done)
}

pub fn existing(arguments: &StoreArguments) -> anyhow::Result<Folder> {
    Folder::existing(settings(arguments)?.data()?)
}

/// Opens the registry for one piece of work, and closes it before anything is reported.
pub fn on<F>(folder: &Folder, work: impl FnOnce(Arc<SqliteStore>) -> F) -> anyhow::Result<()>
where
    F: Future<Output = anyhow::Result<()>>,
{
    let store = folder.open(Options::small())?;
    runtime::block_on(Some(1), work(store))?
}

async fn create(store: Arc<SqliteStore>, arguments: &ClientCreateArguments) -> anyhow::Result<()> {
    let id = new_id();
    let secret = arguments.application.keeps_secrets().then(|| Secret::uuid(&SystemEntropy));
    let secret = secret.as_ref().map(Secret::expose);
    // The same rules as for clients in files.
    let entry = client_from_json(json!({
        "id": id.as_str(),
        "name": arguments.name,
        "type": arguments.client_type.as_str(),
        "description": arguments.description,
        "website": arguments.website,
        "application": arguments.application.as_str(),
        "secret": secret,
        "redirect_uris": arguments.redirect_uris,
        "strict": arguments.strict,
        "obo_enabled": arguments.obo,
        "switches": arguments.switches,
    }))?;
    let now = SystemClock.now();
    let client = Client { created: Some(now), ..entry.client };
    let changes = ChangeSet::new(now).guard(Guard::NoClient(id.clone())).with(Change::PutClient(Box::new(client)));
    store.commit(changes).await?;
    let made = match secret {
        Some(secret) => json!({ "id": id.as_str(), "secret": secret }),
        None => json!({ "id": id.as_str() }),
    };
    out::line(&made.to_string())
}

/// `APP-` and sixteen letters or digits (`common-3.0.xsd client-path`), 80 random bits.
fn new_id() -> ClientId {
    const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut bytes = [0; 16];
    SystemEntropy.fill(&mut bytes);
    let tail: String = bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect();
    format!("APP-{tail}").parse().expect("sixteen letters or digits make a client id")
}

async fn set(store: Arc<SqliteStore>, arguments: &ClientSetArguments) -> anyhow::Result<()> {
    let clients = match arguments.all {
        true => store.clients().await?,
        false => {
            let mut clients = Vec::new();
            for id in &arguments.ids {
                clients.push(store.client(id).await?.ok_or_else(|| anyhow::anyhow!("there is no client {id}"))?);
            }
            clients
        }
    };
    let (mut changes, mut made) = (ChangeSet::new(SystemClock.now()), Vec::new());
    for client in &clients {
        let changed = changed(client, arguments)?;
        if changed.webhooks.secret != client.webhooks.secret
            && arguments.webhook_secret.as_deref() == Some(NEW)
            && let Some(secret) = &changed.webhooks.secret
        {
            made.push(json!({ "id": client.id.as_str(), "webhook_secret": secret.expose() }).to_string());
        }
        if changed != **client {
            changes = changes.with(Change::PutClient(Box::new(changed)));
        }
    }
    let count = changes.changes.len();
    // All of them, or none.
    store.commit(changes).await?;
    made.iter().try_for_each(|line| out::line(line))?;
    out::complain(&format!("{count} of {} changed", clients.len()));
    Ok(())
}

/// The client as the arguments want it, by the same rules as in files.
fn changed(client: &Client, arguments: &ClientSetArguments) -> anyhow::Result<Client> {
    let checked = client_from_json(json!({
        "id": client.id.as_str(),
        "name": arguments.name.as_deref().unwrap_or(&client.name),
        "type": client.client_type.as_str(),
        "application": client.application.as_str(),
        "state": arguments.state.as_deref().unwrap_or(client.state.as_str()),
        "description": arguments.description.as_deref().unwrap_or(&client.description),
        "website": arguments.website.as_deref().unwrap_or(&client.website),
        "redirect_uris": arguments.redirect_uris,
        "webhooks": arguments.webhooks.unwrap_or(!client.webhooks.off),
        "webhook_body": arguments.webhook_body.as_deref().unwrap_or(client.webhooks.body.as_str()),
        "webhook_secret": webhook_secret(client, arguments.webhook_secret.as_deref()),
    }))?
    .client;
    let named = |names: &[String]| names.iter().filter_map(|it| it.parse::<Switch>().ok()).collect::<Vec<_>>();
    let mut client = Client {
        name: checked.name,
        description: checked.description,
        website: checked.website,
        state: checked.state,
        webhooks: checked.webhooks,
        strict: arguments.strict.unwrap_or(client.strict),
        obo_enabled: arguments.obo.unwrap_or(client.obo_enabled),
        ..client.clone()
    };
    if !arguments.redirect_uris.is_empty() {
        client.redirect_uris = checked.redirect_uris;
    }
    client.switches.extend(named(&arguments.switch_on));
    for off in named(&arguments.switch_off) {
        client.switches.remove(&off);
    }
    Ok(client)
}

/// In place of a secret: one that is made.
const NEW: &str = "new";

fn webhook_secret(client: &Client, wanted: Option<&str>) -> Option<String> {
    match wanted {
        Some("none") => None,
        Some(NEW) => {
            let mut key = [0; 32];
            SystemEntropy.fill(&mut key);
            Some(format!("{}{}", WebhookSecret::PREFIX, BASE64_STANDARD.encode(key)))
        }
        Some(secret) => Some(secret.to_owned()),
        None => client.webhooks.secret.as_ref().map(|it| it.expose().to_owned()),
    }
}

async fn list(store: Arc<SqliteStore>, as_json: bool) -> anyhow::Result<()> {
    let clients = store.clients().await?;
    if as_json {
        let rows: Vec<_> = clients
            .iter()
            .map(|it| {
                json!({
                    "id": it.id.as_str(),
                    "type": it.client_type.as_str(),
                    "application": it.application.as_str(),
                    "state": it.state.as_str(),
                    "name": it.name,
                    "strict": it.strict,
                    "webhooks": !it.webhooks.off,
                    "webhook_body": it.webhooks.body.as_str(),
                    "webhooks_signed": it.webhooks.secret.is_some(),
                    "switches": it.switches.iter().map(|it| it.as_str()).collect::<Vec<_>>(),
                    "created": it.created.map(|at| at.to_string()),
                })
            })
            .collect();
        return out::line(&serde_json::to_string_pretty(&rows)?);
    }
    for client in clients {
        let Client { id, client_type, state, name, .. } = &*client;
        out::line(&format!("{id:<20} {:<15} {:<11} {name}", client_type.as_str(), state.as_str()))?;
    }
    Ok(())
}

async fn rotate(store: Arc<SqliteStore>, id: &ClientId, keep_old: Span) -> anyhow::Result<()> {
    let before = store.client(id).await?.ok_or_else(|| anyhow::anyhow!("there is no client {id}"))?;
    if !before.application.keeps_secrets() {
        anyhow::bail!("{id} is a {} application, which cannot keep a secret", before.application.as_str());
    }
    let secret = Secret::uuid(&SystemEntropy);
    let now = SystemClock.now();
    let mut client = Client::clone(&before);
    let ends = now.plus_seconds(i64::try_from(keep_old.0.as_secs()).unwrap_or(i64::MAX));
    client.secrets = rotated(&before.secrets, secret.hash(), ends, !keep_old.0.is_zero());
    store.commit(ChangeSet::new(now).with(Change::PutClient(Box::new(client)))).await?;
    out::line(&json!({ "id": id.as_str(), "secret": secret.expose() }).to_string())
}

/// The new secret, and of those before the newest until its end: two are valid at most.
fn rotated(before: &[ClientSecret], new: SecretHash, ends: byline_model::Timestamp, keep: bool) -> Vec<ClientSecret> {
    let mut secrets = vec![ClientSecret { hash: new, ends: None }];
    let newest = before.iter().find(|it| it.ends.is_none()).filter(|_| keep);
    secrets.extend(newest.map(|it| ClientSecret { hash: it.hash, ends: Some(ends) }));
    secrets
}

#[cfg(test)]
mod tests {
    use super::*;
    use byline_model::Timestamp;

    #[test]
    fn at_most_two_secrets_are_valid() {
        let hash = |byte| SecretHash([byte; 32]);
        let ends = Timestamp::from_millis(1000);
        let first = rotated(&[], hash(1), ends, true);
        let second = rotated(&first, hash(2), ends, true);
        let third = rotated(&second, hash(3), ends, true);
        assert_eq!(
            third,
            [ClientSecret { hash: hash(3), ends: None }, ClientSecret { hash: hash(2), ends: Some(ends) }]
        );
        assert_eq!(rotated(&third, hash(4), ends, false), [ClientSecret { hash: hash(4), ends: None }]);
    }

    #[test]
    fn ids_are_well_formed() {
        assert_ne!(new_id(), new_id());
    }
}
