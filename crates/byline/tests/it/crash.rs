//! Killing the server while members write: whatever was acknowledged is there afterwards, no put-code comes twice,
//! whoever waits for changes is told of the last one, and the journal has each write and no other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex};

use byline_testkit::Receiver;
use serde_json::{Value, json};

use crate::mail_server::eventually;
use crate::support::{Running, byline, text};

const CLIENT: &str = "APP-DEMOPREMIUMUPD01";
const RECORDS: usize = 6;
const WRITERS: usize = 8;

/// A record, what may write to it, and where its changes are told.
#[derive(Clone)]
struct Grant {
    orcid: String,
    token: String,
    hook: String,
}

/// What the server acknowledged.
#[derive(Default)]
struct Ledger {
    /// Works that have to be there, by record.
    works: BTreeMap<String, BTreeSet<u64>>,
    /// Works that must not be there any more.
    deleted: BTreeSet<(String, u64)>,
    /// A delete that was sent and not answered: either is right.
    open: BTreeSet<(String, u64)>,
    put_codes: BTreeSet<u64>,
    /// How often each record's hook had been called before the last write that was acknowledged was sent.
    calls: BTreeMap<String, usize>,
    writes: usize,
}

async fn prepare(folder: &Path, receiver: &Receiver) -> Vec<Grant> {
    let sandbox = Running::sandbox([Path::new("--data"), folder]);
    let (status, hooks) = sandbox.post("/__sandbox/tokens", json!({"client": CLIENT, "scopes": ["/webhook"]})).await;
    assert_eq!(status, 201, "{hooks}");
    let mut grants = Vec::new();
    for number in 0..RECORDS {
        let (status, person) = sandbox.post("/__sandbox/people", json!({"given_names": format!("Ada {number}")})).await;
        assert_eq!(status, 201, "{person}");
        let orcid = person["orcid"].as_str().expect("an iD").to_owned();
        let wanted = json!({"client": CLIENT, "orcid": orcid, "scopes": ["/activities/update", "/read-limited"]});
        let (status, token) = sandbox.post("/__sandbox/tokens", wanted).await;
        assert_eq!(status, 201, "{token}");
        let hook = format!("/{orcid}");
        let uri = receiver.url(&hook).replace(':', "%3A").replace('/', "%2F");
        let registered = reqwest::Client::new()
            .put(sandbox.url(&format!("/api/{orcid}/webhook/{uri}")))
            .bearer_auth(hooks["access_token"].as_str().expect("a token"))
            .send()
            .await
            .expect("it answers");
        assert_eq!(registered.status(), 201);
        grants.push(Grant { orcid, token: token["access_token"].as_str().expect("a token").to_owned(), hook });
    }
    grants
}

fn serve(folder: &Path) -> Running {
    let mut command = byline();
    command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(folder);
    command.args(["--webhook-network", "127.0.0.0/8", "--webhook-port", "any"]);
    Running::start(&mut command)
}

fn work(mark: &str) -> Value {
    json!({
        "title": {"title": {"value": "Ants under fire"}},
        "type": "journal-article",
        "external-ids": {"external-id": [{
            "external-id-type": "doi", "external-id-value": format!("10.5555/{mark}"), "external-id-relationship": "self",
        }]},
    })
}

/// How many works were added and removed by the words of the journal.
fn told(folder: &Path, grant: &Grant) -> [usize; 2] {
    ["items-added", "items-removed"].map(|action| {
        let wanted = ["--person", &*grant.orcid, "--action", action, "--limit", "1000000", "--json"];
        let output = byline().arg("journal").arg("--data").arg(folder).args(wanted).output().expect("it starts");
        assert!(output.status.success(), "{output:?}");
        text(&output.stdout).lines().count()
    })
}

/// Writes until the server is gone.
async fn write(
    api: String,
    grants: Vec<Grant>,
    writer: usize,
    round: usize,
    receiver: Arc<Receiver>,
    ledger: Arc<Mutex<Ledger>>,
) {
    let client = reqwest::Client::new();
    for number in 0.. {
        let grant = &grants[(writer + number) % grants.len()];
        let calls = receiver.count(&grant.hook);
        let own = format!("{api}/{}", grant.orcid);
        if number % 5 == 4 {
            let code = ledger.lock().unwrap().works.get_mut(&grant.orcid).and_then(BTreeSet::pop_first);
            let Some(code) = code else { continue };
            let key = (grant.orcid.clone(), code);
            ledger.lock().unwrap().open.insert(key.clone());
            let sent = client.delete(format!("{own}/work/{code}")).bearer_auth(&grant.token).send().await;
            let Ok(answer) = sent else { return };
            assert_eq!(answer.status(), 204, "{code}");
            let mut ledger = ledger.lock().unwrap();
            ledger.open.remove(&key);
            ledger.deleted.insert(key);
            acknowledged(&mut ledger, grant, calls);
            continue;
        }
        let body = work(&format!("{round}.{writer}.{number}"));
        let sent = client.post(format!("{own}/work")).bearer_auth(&grant.token).json(&body).send().await;
        let Ok(answer) = sent else { return };
        assert_eq!(answer.status(), 201);
        let location = answer.headers()["location"].to_str().expect("a text").to_owned();
        let code: u64 = location.rsplit('/').next().and_then(|code| code.parse().ok()).expect("a put-code");
        let mut ledger = ledger.lock().unwrap();
        assert!(ledger.put_codes.insert(code), "put-code {code} was handed out twice");
        ledger.works.entry(grant.orcid.clone()).or_default().insert(code);
        acknowledged(&mut ledger, grant, calls);
    }
}

fn acknowledged(ledger: &mut Ledger, grant: &Grant, calls: usize) {
    ledger.writes += 1;
    let last = ledger.calls.entry(grant.orcid.clone()).or_default();
    *last = calls.max(*last);
}

async fn works(server: &Running, grant: &Grant) -> BTreeSet<u64> {
    let request = reqwest::Client::new().get(server.url(&format!("/api/v3.0/{}/works", grant.orcid)));
    let answer =
        request.bearer_auth(&grant.token).header("accept", "application/json").send().await.expect("it answers");
    let works: Value = answer.json().await.expect("the answer is JSON");
    let groups = works["group"].as_array().expect("groups").iter();
    groups.map(|group| group["work-summary"][0]["put-code"].as_u64().expect("a put-code")).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_the_death_of_the_server() {
    let rounds = if std::env::var_os("BYLINE_LONG").is_some() { 50 } else { 5 };
    let folder = tempfile::tempdir().expect("a folder");
    let receiver = Arc::new(Receiver::start().await);
    let grants = prepare(folder.path(), &receiver).await;
    let ledger = Arc::new(Mutex::new(Ledger::default()));
    for round in 0..rounds {
        let server = serve(folder.path());
        let mut writers = tokio::task::JoinSet::new();
        for writer in 0..WRITERS {
            let (api, grants) = (server.url("/api/v3.0"), grants.clone());
            writers.spawn(write(api, grants, writer, round, Arc::clone(&receiver), Arc::clone(&ledger)));
        }
        // Spread over the life of a server, the first moments among them. In writes, since machines are busy.
        let until = ledger.lock().unwrap().writes + 1 + round * 37 % 90;
        eventually(async || (ledger.lock().unwrap().writes >= until).then_some(())).await;
        drop(server); // SIGKILL
        while let Some(ended) = writers.join_next().await {
            ended.expect("writers end with the server");
        }
    }
    let server = serve(folder.path());
    let ledger = std::mem::take(&mut *ledger.lock().unwrap());
    for grant in &grants {
        let there = works(&server, grant).await;
        let expected = ledger.works.get(&grant.orcid).cloned().unwrap_or_default();
        let lost: Vec<_> = expected.difference(&there).collect();
        assert!(lost.is_empty(), "{} lost {lost:?}", grant.orcid);
        let back: Vec<_> =
            there.iter().filter(|code| ledger.deleted.contains(&(grant.orcid.clone(), **code))).collect();
        assert!(back.is_empty(), "{} has again {back:?}", grant.orcid);
        // Of what was not acknowledged either both are there or neither is.
        let [added, removed] = told(folder.path(), grant);
        assert_eq!(added - removed, there.len(), "{}: {added} added, {removed} removed", grant.orcid);
        if let Some(before) = ledger.calls.get(&grant.orcid) {
            eventually(async || (receiver.count(&grant.hook) > *before).then_some(())).await;
        }
    }
    println!("{} acknowledged writes in {rounds} rounds, none lost", ledger.writes);
    assert!(ledger.writes >= rounds, "only {} writes in {rounds} rounds", ledger.writes);
}
