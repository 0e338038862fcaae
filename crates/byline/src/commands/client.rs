//! `byline client`: API clients of a registry that keeps its data.

use std::sync::Arc;

use byline_datafile::registry_toml::{client_to_json, client_to_toml};
use byline_members::{ClientChange, Created, Members, NewClient, Which};
use byline_model::ClientId;
use byline_model::client::{Client, Switch};
use byline_settings::Span;
use byline_store::{AccountStore, Walk};
use serde_json::json;

use crate::arguments::{ClientArguments, ClientCommand, ClientCreateArguments, ClientSetArguments, StoreArguments};
use crate::commands::import::settings;
use crate::commands::{Outcome, explain};
use crate::environment::{SystemClock, SystemEntropy};
use crate::home::{Home, Purpose};
use crate::out;

pub fn run(arguments: &ClientArguments) -> anyhow::Result<Outcome> {
    match &arguments.command {
        ClientCommand::Create(arguments) if !arguments.application.suits(arguments.client_type) => {
            let kind = arguments.application.as_str();
            explain(&anyhow::anyhow!("--application {kind}: only a client of --type public-client may have no secret"));
            return Ok(Outcome::Misused);
        }
        ClientCommand::Create(arguments) => {
            let settings = settings(&arguments.store)?;
            let home = Home::of(&settings)?;
            if home.is_new() {
                // Who mistyped the folder should see it.
                say!("there was no registry in {}: a new one is made", home.folder()?.path().display());
            }
            on(&home, |store| create(members(store), arguments))
        }
        ClientCommand::Set(arguments) if change(arguments) == ClientChange::default() => {
            explain(&anyhow::anyhow!("nothing to change was named; `byline client set --help` lists what there is"));
            return Ok(Outcome::Misused);
        }
        ClientCommand::Set(arguments) => on(&existing(&arguments.store)?, |store| set(members(store), arguments)),
        ClientCommand::List { store, json } => on(&existing(store)?, |store| list(members(store), *json)),
        ClientCommand::Show { store, id, json } => on(&existing(store)?, |store| show(members(store), id, *json)),
        ClientCommand::RotateSecret { store, id, keep_old } => {
            on(&existing(store)?, |store| rotate(members(store), id, *keep_old))
        }
    }?;
    Ok(Outcome::Done)
}

fn members(store: Arc<dyn AccountStore>) -> Members {
    Members::new(store, Arc::new(SystemClock), Arc::new(SystemEntropy))
}

pub fn existing(arguments: &StoreArguments) -> anyhow::Result<Home> {
    Home::existing(&settings(arguments)?)
}

/// Opens the registry for one piece of work, and closes it before anything is reported.
pub fn on<F>(home: &Home, work: impl FnOnce(Arc<dyn AccountStore>) -> F) -> anyhow::Result<()>
where
    F: Future<Output = anyhow::Result<()>>,
{
    home.run(Purpose::Little, Some(1), work)
}

async fn create(members: Members, arguments: &ClientCreateArguments) -> anyhow::Result<()> {
    let new = NewClient {
        name: arguments.name.clone(),
        client_type: arguments.client_type,
        application: arguments.application,
        description: arguments.description.clone(),
        website: arguments.website.clone(),
        redirect_uris: arguments.redirect_uris.clone(),
        strict: arguments.strict,
        obo_enabled: arguments.obo,
        switches: switches(&arguments.switches),
    };
    let Created { id, secret } = members.create_client(new).await?;
    let made = match secret {
        Some(secret) => json!({ "id": id.as_str(), "secret": secret.expose() }),
        None => json!({ "id": id.as_str() }),
    };
    out::line(&made.to_string())
}

/// The names were looked at when the arguments were read.
fn switches<'a, S: FromIterator<Switch>>(names: impl IntoIterator<Item = &'a String>) -> S {
    names.into_iter().filter_map(|it| it.parse().ok()).collect()
}

fn change(arguments: &ClientSetArguments) -> ClientChange {
    ClientChange {
        name: arguments.name.clone(),
        description: arguments.description.clone(),
        website: arguments.website.clone(),
        state: arguments.state,
        redirect_uris: arguments.redirect_uris.clone(),
        strict: arguments.strict,
        obo_enabled: arguments.obo,
        webhooks: arguments.webhooks,
        webhook_body: arguments.webhook_body,
        webhook_key: arguments.webhook_secret.clone(),
        switch_on: switches(&arguments.switch_on),
        switch_off: switches(&arguments.switch_off),
    }
}

async fn set(members: Members, arguments: &ClientSetArguments) -> anyhow::Result<()> {
    let which = if arguments.all { Which::All } else { Which::These(arguments.ids.clone()) };
    // All of them, or none.
    let done = members.change_clients(&which, &change(arguments)).await?;
    for (id, key) in &done.new_keys {
        out::line(&json!({ "id": id.as_str(), "webhook_secret": key.expose() }).to_string())?;
    }
    out::complain(&format!("{} of {} changed", done.changed, done.meant));
    Ok(())
}

async fn list(members: Members, as_json: bool) -> anyhow::Result<()> {
    let (mut walk, mut rows) = (Walk::by(500), Vec::new());
    while let Some(stretch) = walk.stretch() {
        for client in walk.on(members.clients(stretch).await?) {
            if as_json {
                rows.push(described(&client));
            } else {
                let Client { id, client_type, state, name, .. } = &*client;
                out::line(&format!("{id:<20} {:<15} {:<11} {name}", client_type.as_str(), state.as_str()))?;
            }
        }
    }
    if as_json { out::line(&serde_json::to_string_pretty(&rows)?) } else { Ok(()) }
}

/// As `registry.toml` has it, which knows everything about a client.
async fn show(members: Members, id: &ClientId, as_json: bool) -> anyhow::Result<()> {
    let client = Client::clone(&*members.client(id).await?);
    if as_json {
        return out::line(&serde_json::to_string_pretty(&client_to_json(client))?);
    }
    out::line(client_to_toml(client).trim_end())
}

fn described(client: &Client) -> serde_json::Value {
    json!({
        "id": client.id.as_str(),
        "type": client.client_type.as_str(),
        "application": client.application.as_str(),
        "state": client.state.as_str(),
        "name": client.name,
        "strict": client.strict,
        "webhooks": !client.webhooks.off,
        "webhook_body": client.webhooks.body.as_str(),
        "webhooks_signed": client.webhooks.secret.is_some(),
        "switches": client.switches.iter().map(|it| it.as_str()).collect::<Vec<_>>(),
        "created": client.created.map(|at| at.to_string()),
    })
}

async fn rotate(members: Members, id: &ClientId, keep_old: Span) -> anyhow::Result<()> {
    let secret = members.rotate_secret(id, keep_old.0).await?;
    out::line(&json!({ "id": id.as_str(), "secret": secret.expose() }).to_string())
}
