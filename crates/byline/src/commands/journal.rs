//! `byline journal`: what people and clients did.

use byline_store::{Deed, JournalEntry, JournalOf, JournalPlace, Matter, Period, Stretch};
use serde_json::json;

use crate::arguments::JournalArguments;
use crate::beside::Beside;
use crate::commands::Outcome;
use crate::commands::import::settings;
use crate::home::Home;
use crate::out;

/// Entries that are read at a time.
const READ: usize = 1000;

pub fn run(arguments: &JournalArguments) -> anyhow::Result<Outcome> {
    Home::existing(&settings(&arguments.store)?)?.beside(|registry| show(registry, arguments))?;
    Ok(Outcome::Done)
}

async fn show(registry: Beside, arguments: &JournalArguments) -> anyhow::Result<()> {
    let period = Period { since: arguments.since, until: arguments.until };
    let start = arguments.before.map(|it| JournalPlace { at: it.at, number: it.number });
    let (mut stretch, mut shown, mut last) = (Some(Stretch::after(start, READ)), 0, None);
    while let Some(wanted) = stretch {
        let page = registry.journal(narrowest(arguments), period, wanted).await?;
        for entry in page.rows.iter().filter(|it| is_wanted(&it.deed, arguments)) {
            if let Some(JournalPlace { number, at }) = last.filter(|_| shown == arguments.limit.0) {
                say!("there is more: --before {number}@{at}");
                return Ok(());
            }
            out::line(&if arguments.json { line_of_json(entry) } else { line(entry) })?;
            (shown, last) = (shown + 1, Some(entry.place()));
        }
        stretch = page.next.map(|place| Stretch::after(place, READ));
    }
    Ok(())
}

/// The list that has everything that is wanted, and the least else.
fn narrowest(arguments: &JournalArguments) -> JournalOf {
    let JournalArguments { person, client, actor, action, .. } = arguments;
    (person.map(JournalOf::Person))
        .or_else(|| client.clone().map(JournalOf::Client))
        .or_else(|| actor.clone().map(JournalOf::Actor))
        .or_else(|| action.map(JournalOf::Action))
        .unwrap_or(JournalOf::All)
}

fn is_wanted(deed: &Deed, arguments: &JournalArguments) -> bool {
    let client = arguments.client.as_ref();
    client.is_none_or(|it| deed.concerns_client(it))
        && arguments.actor.as_ref().is_none_or(|it| deed.actor == *it)
        && arguments.action.is_none_or(|it| deed.action == it)
}

fn line(entry: &JournalEntry) -> String {
    format!("{:>8}  {}  {}", entry.number, entry.at, entry.deed.sentence())
}

fn line_of_json(entry: &JournalEntry) -> String {
    let JournalEntry { number, at, deed } = entry;
    json!({
        "number": number,
        "at": at.to_string(),
        "action": deed.action.spec().name,
        "actor": deed.actor.to_string(),
        "person": deed.person.map(|it| it.to_string()),
        "client": deed.client.as_ref().map(ToString::to_string),
        "matter": deed.matter.as_ref().map(Matter::to_string),
        "reason": deed.reason,
    })
    .to_string()
}
