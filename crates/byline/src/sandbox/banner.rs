//! What people see when a sandbox starts: where it is, who is in it, what to try.

use std::fmt::Write;

use serde_json::json;

use super::people::Person;
use super::state::Sandbox;
use super::{clients, people};
use crate::commands::counted;
use crate::config::values::BaseUrl;
use crate::out;

/// So many people and clients are introduced; the addresses below list them all.
const INTRODUCED: usize = 3;

pub async fn print(sandbox: &Sandbox, base_url: &BaseUrl) -> anyhow::Result<()> {
    let people = people::list(sandbox).await.map_err(|_| anyhow::anyhow!("the people cannot be listed"))?;
    let clients = clients::list(sandbox).await.map_err(|_| anyhow::anyhow!("the clients cannot be listed"))?;
    if out::is_for_machines() {
        // Where it is, and where the rest can be asked for: passwords are for eyes.
        let base = base_url.as_str();
        let mail = format!("{base}/__sandbox/mail");
        let fields = json!({ "base_url": base, "people": people.len(), "clients": clients.len(), "mail": mail });
        out::event("INFO", "a sandbox: nothing in here is real", fields);
        return Ok(());
    }
    say!("{}", text(base_url.as_str(), &people, &clients)?);
    Ok(())
}

fn text(base: &str, people: &[Person], clients: &[serde_json::Value]) -> Result<String, std::fmt::Error> {
    let mut out = String::new();
    writeln!(
        out,
        "\nByline sandbox: {}, {}, nothing in here is real\n",
        counted(people.len() as u64, "person"),
        counted(clients.len() as u64, "client")
    )?;
    writeln!(out, "  public API   {base}/pub/v3.0/")?;
    writeln!(out, "  member API   {base}/api/v3.0/")?;
    writeln!(out, "  OAuth        {base}/oauth/token")?;
    writeln!(out, "  pages        {base}/")?;
    writeln!(out, "  sandbox      {base}/__sandbox/  people, clients, requests, mail, webhooks\n")?;
    for person in people.iter().filter(|it| it.state == "active").take(INTRODUCED) {
        let name = person.name.as_deref().unwrap_or_default();
        write!(out, "  {}  {name}", person.orcid)?;
        if let (Some(email), Some(password)) = (&person.email, &person.password) {
            write!(out, "  {email}  {password}")?;
        }
        writeln!(out)?;
    }
    let usable = || clients.iter().filter(|it| it["state"] == "active" && it["secret"].is_string());
    for client in usable().take(INTRODUCED) {
        let text = |key: &str| client[key].as_str().unwrap_or_default();
        writeln!(out, "  {}  {} ({})  {}", text("id"), text("name"), text("type"), text("secret"))?;
    }
    let orcid = people.iter().find(|it| it.state == "active").map_or("{iD}", |it| it.orcid.as_str());
    let client = usable().find(|it| it["type"] == "updater").and_then(|it| it["id"].as_str()).unwrap_or("{client}");
    write!(
        out,
        "
  curl {base}/__sandbox/people
  curl -H 'Accept: application/json' {base}/pub/v3.0/{orcid}/record
  curl {base}/__sandbox/tokens -d '{{\"client\":\"{client}\",\"orcid\":\"{orcid}\",\"scopes\":[\"/read-limited\"]}}'
"
    )?;
    Ok(out)
}
