//! `byline search`: who is found, and why.

use std::sync::Arc;

use byline_model::env::Clock;
use byline_registry::{Explained, Findings, FoundPerson, Inquiry, SearchError, explain};
use byline_store::AccountStore;
use serde_json::json;

use crate::arguments::SearchArguments;
use crate::commands::import::settings;
use crate::commands::reindex::registry;
use crate::commands::{Outcome, counted};
use crate::data::Folder;
use crate::environment::SystemClock;
use crate::home::{Home, Purpose};
use crate::out;

/// Who was found, and what is told of those who are listed.
type Found = (Findings, Vec<FoundPerson>);

pub fn run(arguments: &SearchArguments) -> anyhow::Result<Outcome> {
    let settings = settings(&arguments.store)?;
    let params = params(arguments);
    let explained = arguments.explain.then(|| explain(&params, SystemClock.now())).transpose()?;
    if let Some(explained) = explained.as_ref().filter(|_| !arguments.json) {
        explain_to_people(explained)?;
    }
    let found = match (&settings.data, &settings.database.address, arguments.explain) {
        (None, None, true) => None,
        _ => {
            let home = Home::existing(&settings)?;
            let folder = home.folder()?;
            Some(home.run(Purpose::Serving, None, |store| search(arguments, folder, store))?)
        }
    };
    if arguments.json {
        out::line(&serde_json::to_string_pretty(&described(explained.as_ref(), found.as_ref()))?)?;
    } else if let Some((findings, people)) = &found {
        for person in people {
            out::line(&line(person))?;
        }
        say!("{} found", counted(findings.total, "person"));
    }
    Ok(Outcome::Done)
}

/// Those of the request that this stands for.
fn params(arguments: &SearchArguments) -> Vec<(&str, &str)> {
    let more = arguments.params.iter().map(|it| (&*it.name, &*it.value));
    [("q", &*arguments.query)].into_iter().chain(more).collect()
}

async fn search(arguments: &SearchArguments, folder: &Folder, store: Arc<dyn AccountStore>) -> anyhow::Result<Found> {
    let registry = registry(store);
    if !registry.peek(&folder.index()).await? {
        say!("there is no index, so all records are read first: `byline reindex` makes one");
    }
    let (params, rows) = (params(arguments), arguments.rows.0);
    let inquiry = Inquiry { params: &params, start: arguments.start, rows, ..Inquiry::default() };
    let findings = registry.search(&inquiry).await.map_err(|error| match error {
        SearchError::Query(error) => anyhow::Error::from(error).context("this is no query"),
        error => error.into(),
    })?;
    let people = registry.found_people(&findings.found).await?;
    Ok((findings, people))
}

fn explain_to_people(explained: &Explained) -> anyhow::Result<()> {
    out::line(&format!("query   {}", explained.query))?;
    out::line(&format!("plan    {}", explained.plan))?;
    explained.filter.iter().try_for_each(|filter| out::line(&format!("filter  {filter}")))
}

fn described(explained: Option<&Explained>, found: Option<&Found>) -> serde_json::Value {
    let mut object = serde_json::Map::new();
    if let Some(Explained { query, plan, filter }) = explained {
        object.insert("query".into(), json!(query));
        object.insert("plan".into(), json!(plan));
        object.insert("filter".into(), json!(filter));
    }
    if let Some((findings, people)) = found {
        let row = |person: &FoundPerson| json!({"orcid": person.orcid.to_string(), "name": name(person)});
        object.insert("num-found".into(), json!(findings.total));
        object.insert("result".into(), people.iter().map(row).collect());
    }
    object.into()
}

fn line(person: &FoundPerson) -> String {
    format!("{}  {}", person.orcid, name(person).as_deref().unwrap_or("(no public name)"))
}

fn name(person: &FoundPerson) -> Option<String> {
    let parts = [&person.given_names, &person.family_name];
    let full: Vec<&str> = parts.into_iter().flatten().map(|part| &**part).collect();
    person.credit_name.clone().or_else(|| (!full.is_empty()).then(|| full.join(" ")))
}
