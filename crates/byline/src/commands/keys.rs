//! `byline keys`: what signs identity tokens.

use std::sync::Arc;

use byline_model::env::Clock;
use byline_oauth::{Authority, Policy};
use byline_store::AccountStore;
use serde_json::json;

use crate::arguments::{KeysArguments, KeysCommand};
use crate::commands::Outcome;
use crate::commands::client::{existing, on};
use crate::environment::{SystemClock, SystemEntropy};
use crate::out;

pub fn run(arguments: &KeysArguments) -> anyhow::Result<Outcome> {
    match &arguments.command {
        KeysCommand::List { store, json } => on(&existing(store)?, |store| list(store, *json)),
        KeysCommand::Rotate { store } => on(&existing(store)?, rotate),
    }?;
    Ok(Outcome::Done)
}

/// Keys do not know for whom they sign.
fn authority(store: Arc<dyn AccountStore>) -> Arc<Authority> {
    Authority::new(store, Arc::new(SystemEntropy), "", Policy::default())
}

async fn list(store: Arc<dyn AccountStore>, as_json: bool) -> anyhow::Result<()> {
    let keys = authority(store).known_keys(SystemClock.now()).await?;
    if as_json {
        let rows: Vec<_> = keys
            .iter()
            .map(|it| {
                json!({
                    "kid": it.kid,
                    "stage": it.stage.as_str(),
                    "created": it.created.to_string(),
                    "signs_from": it.signs_from.to_string(),
                })
            })
            .collect();
        return out::line(&serde_json::to_string_pretty(&rows)?);
    }
    if keys.is_empty() {
        say!("there are no keys yet: the server makes the first when it starts");
    }
    for key in keys {
        out::line(&format!("{:<40} {:<10} {}", key.kid, key.stage.as_str(), key.signs_from))?;
    }
    Ok(())
}

async fn rotate(store: Arc<dyn AccountStore>) -> anyhow::Result<()> {
    let (authority, now) = (authority(store), SystemClock.now());
    // A registry that never ran has its first key now, and not one that signs a day from now.
    authority.jwks(now).await?;
    let before = authority.known_keys(now).await?.len();
    authority.rotate_keys(now).await?;
    let keys = authority.known_keys(now).await?;
    let new = keys.first().filter(|_| keys.len() == before + 1);
    let new = new.ok_or_else(|| anyhow::anyhow!("the new key is not the newest; is the clock right?"))?;
    out::line(&json!({ "kid": new.kid, "signs_from": new.signs_from.to_string() }).to_string())
}
