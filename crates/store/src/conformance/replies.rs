//! What clients and people were answered: each their own, under keys of their own, for a day.

use byline_model::{Agent, ClientId};

use super::samples::{self, orcid, record};
use super::{Harness, assert_conflict, commit, put};
use crate::{Change, ChangeSet, Guard, Reply};

fn reply(outcome: &str) -> Reply {
    Reply { fingerprint: 7, outcome: outcome.into() }
}

fn keep(to: &Agent, key: &str, outcome: &str) -> Change {
    Change::PutReply { to: to.clone(), key: key.into(), reply: reply(outcome) }
}

pub async fn replies_belong_to_who_was_answered(harness: &dyn Harness) {
    let store = harness.open().await;
    let person = orcid(1);
    // A client of the old form looks like a person, and is none.
    let twin: ClientId = person.to_string().parse().expect("old clients have this form");
    let agents = [Agent::Person(person), Agent::Client(twin), Agent::Client(samples::client_id(1))];
    for (number, agent) in agents.iter().enumerate() {
        put(&*store, [keep(agent, "key", &number.to_string())]).await;
    }
    for (number, agent) in agents.iter().enumerate() {
        let found = store.reply(agent, "key").await.unwrap();
        assert_eq!(found, Some(reply(&number.to_string())), "{agent:?}");
        assert_eq!(store.reply(agent, "another").await.unwrap(), None);
    }
}

pub async fn a_reply_takes_the_place_of_the_one_before(harness: &dyn Harness) {
    let store = harness.open().await;
    let person = Agent::Person(orcid(1));
    let unanswered = || Guard::NoReply { to: person.clone(), key: "key".into() };
    commit(&*store, [unanswered()], [keep(&person, "key", "first")]).await.unwrap();
    assert_conflict(commit(&*store, [unanswered()], [keep(&person, "key", "second")]).await);
    assert_eq!(store.reply(&person, "key").await.unwrap(), Some(reply("first")));
    put(&*store, [keep(&person, "key", "third")]).await;
    assert_eq!(store.reply(&person, "key").await.unwrap(), Some(reply("third")));
}

pub async fn replies_go_with_the_record_of_who_was_answered(harness: &dyn Harness) {
    let store = harness.open().await;
    put(&*store, [record(1), record(2)]).await;
    let (gone, stays, client) =
        (Agent::Person(orcid(1)), Agent::Person(orcid(2)), Agent::Client(samples::client_id(1)));
    put(&*store, [&gone, &stays, &client].map(|it| keep(it, "key", "said"))).await;
    put(&*store, [Change::DeleteRecord(orcid(1))]).await;
    assert_eq!(store.reply(&gone, "key").await.unwrap(), None);
    for other in [stays, client] {
        assert_eq!(store.reply(&other, "key").await.unwrap(), Some(reply("said")), "{other:?}");
    }
}

pub async fn replies_of_yesterday_are_forgotten(harness: &dyn Harness) {
    let store = harness.open().await;
    let (person, client) = (Agent::Person(orcid(1)), Agent::Client(samples::client_id(1)));
    put(&*store, [keep(&person, "key", "old")]).await;
    let later = samples::NOW.plus_seconds(24 * 3600 + 1);
    store.commit(ChangeSet::new(later).with(keep(&client, "key", "new"))).await.unwrap();
    assert_eq!(store.reply(&person, "key").await.unwrap(), None);
    assert_eq!(store.reply(&client, "key").await.unwrap(), Some(reply("new")));
}
