//! Clients of the sandbox, with their secrets.

use byline_datafile::registry_toml::{ClientEntry, client_from_json};
use byline_members::ClientError;
use byline_model::ClientId;
use byline_model::client::Client;
use byline_store::Walk;
use serde_json::{Value, json};

use super::input::Input;
use super::refusal::Refusal;
use super::state::Sandbox;

pub async fn list(sandbox: &Sandbox) -> Result<Vec<Value>, Refusal> {
    let (members, mut walk, mut clients) = (sandbox.members(), Walk::by(500), Vec::new());
    while let Some(stretch) = walk.stretch() {
        let found = walk.on(members.clients(stretch).await?);
        clients.extend(found.iter().map(|client| describe(client, sandbox.known().secret(&client.id))));
    }
    Ok(clients)
}

/// # Errors
/// 404 when there is no such client.
pub async fn one(sandbox: &Sandbox, id: &str) -> Result<Value, Refusal> {
    let id = parsed(id)?;
    let client = sandbox.members().client(&id).await?;
    let secret = sandbox.known().secret(&id);
    Ok(describe(&client, secret))
}

/// # Errors
/// 404 when there is no such client.
pub async fn delete(sandbox: &Sandbox, id: &str) -> Result<(), Refusal> {
    let id = parsed(id)?;
    sandbox.members().delete_client(&id).await?;
    sandbox.known().remember_secret(id, None);
    Ok(())
}

impl From<ClientError> for Refusal {
    fn from(error: ClientError) -> Self {
        match error {
            ClientError::NoSuchClient(_) => Refusal::not_found("there is no such client"),
            ClientError::NoSuchOwner(_) => Refusal::bad("owner", error.to_string()),
            ClientError::NoSuchPartner { position, .. } => {
                Refusal::bad(format!("obo_whitelist[{position}]"), error.to_string())
            }
            ClientError::Store(error) => error.into(),
            wrong => Refusal::bad("", wrong.to_string()),
        }
    }
}

fn parsed(id: &str) -> Result<ClientId, Refusal> {
    id.parse().map_err(|error| Refusal::bad("id", format!("{id}: {error}")))
}

/// The keys of `registry.toml`; the secret in plain where somebody said it.
fn describe(client: &Client, secret: Option<Box<str>>) -> Value {
    let redirects: Vec<Value> = client
        .redirect_uris
        .iter()
        .map(|it| json!({ "uri": it.uri, "type": it.kind, "scopes": it.scopes, "retired": it.retired }))
        .collect();
    let whitelist: Vec<&str> = client.obo_whitelist.iter().map(ClientId::as_str).collect();
    json!({
        "id": client.id.as_str(),
        "secret": secret,
        "name": client.name,
        "type": client.client_type.as_str(),
        "application": client.application.as_str(),
        "state": client.state.as_str(),
        "description": client.description,
        "website": client.website,
        "redirect_uris": redirects,
        "extra_scopes": client.extra_scopes,
        "obo_enabled": client.obo_enabled,
        "obo_whitelist": whitelist,
        "user_obo_enabled": client.user_obo_enabled,
        "persistent_tokens": client.persistent_tokens,
        "strict": client.strict,
        "switches": client.switches.iter().map(|it| it.as_str()).collect::<Vec<_>>(),
        "webhooks": !client.webhooks.off,
        "webhook_body": client.webhooks.body.as_str(),
        "webhook_secret": client.webhooks.secret.as_ref().map(|it| it.expose()),
        "owner": client.owner.map(|it| it.to_string()),
    })
}

/// Creates or replaces a client; says whether it was created.
pub async fn put(sandbox: &Sandbox, id: &str, input: Input) -> Result<(bool, Value), Refusal> {
    let id = parsed(id)?;
    let mut keys = input.into_keys();
    match keys.insert("id".to_owned(), id.as_str().into()) {
        Some(said) if said != id.as_str() => return Err(Refusal::bad("id", "differs from the id in the address")),
        Some(_) | None => {}
    }
    let entry = client_from_json(&Value::Object(keys));
    let ClientEntry { client, secret } = entry.map_err(|it| Refusal::bad(it.path(), it.message()))?;
    let answer = describe(&client, secret.clone());
    let is_new = sandbox.members().put_client(client).await?;
    sandbox.known().remember_secret(id, secret);
    Ok((is_new, answer))
}
