//! The server is killed while members write: nothing that was acknowledged is missing, no put-code is given twice, and
//! whoever waits for changes is told of the last one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use byline_testkit::{Receiver, Reply};
use serde_json::{Value, json};

use crate::mail_server::eventually;
use crate::support::{Running, byline, run, text};

pub const CLIENT: &str = "APP-DRILL00000000001";
pub const PEOPLE: [&str; 4] =
    ["0009-9000-0000-0010", "0009-9000-0000-0029", "0009-9000-0000-0037", "0009-9000-0000-0045"];
const WRITERS_EACH: usize = 2;

/// A registry with a client that may do everything, and some people.
pub fn prepare(folder: &Path) {
    let mut file = format!(
        "[[clients]]\nid = \"{CLIENT}\"\nname = \"Drill\"\ntype = \"premium-updater\"\nsecret = \"drill-secret\"\n\
         webhook_body = \"json\"\nwebhook_secret = \"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\"\n\n\
         [[tokens]]\nvalue = \"hooks\"\nclient = \"{CLIENT}\"\nscopes = [\"/webhook\"]\n\n"
    );
    for (number, orcid) in PEOPLE.iter().enumerate() {
        file += &format!(
            "[[people]]\norcid = \"{orcid}\"\n\n[[tokens]]\nvalue = \"writes-{number}\"\nclient = \"{CLIENT}\"\n\
             person = \"{orcid}\"\nscopes = [\"/activities/update\", \"/read-limited\"]\n\n"
        );
    }
    let fixtures = folder.join("fixtures");
    std::fs::create_dir_all(&fixtures).unwrap();
    std::fs::write(fixtures.join("registry.toml"), file).unwrap();
    let imported = run(["import".as_ref(), "--data".as_ref(), data(folder).as_os_str(), fixtures.as_os_str()]);
    assert!(imported.status.success(), "{}", text(&imported.stderr));
}

pub fn data(folder: &Path) -> std::path::PathBuf {
    folder.join("data")
}

pub fn serve(folder: &Path) -> Running {
    let mut command = byline();
    command.args(["serve", "--listen", "127.0.0.1:0", "--webhook-port", "any", "--webhook-network", "127.0.0.0/8"]);
    Running::start(command.arg("--data").arg(data(folder)))
}

fn hook(receiver: &Receiver, number: usize) -> String {
    receiver.url(&format!("/{number}"))
}

pub async fn register(registry: &Running, receiver: &Receiver) {
    for (number, orcid) in PEOPLE.iter().enumerate() {
        let uri = hook(receiver, number).replace(':', "%3A").replace('/', "%2F");
        let url = registry.url(&format!("/api/{orcid}/webhook/{uri}"));
        let answer = reqwest::Client::new().put(url).bearer_auth("hooks").send().await.expect("it answers");
        assert_eq!(answer.status(), 201);
    }
}

pub fn work(number: u64) -> Value {
    let id = json!({
        "external-id-type": "doi", "external-id-value": format!("10.5555/drill.{number}"),
        "external-id-relationship": "self",
    });
    json!({
        "title": { "title": { "value": format!("Work {number}") } }, "type": "journal-article",
        "external-ids": { "external-id": [id] },
    })
}

/// Between two works of a writer: a record has room for ten thousand, and a fast machine would fill it.
const PAUSE: Duration = Duration::from_millis(20);

/// What was acknowledged: the put-codes of each person.
type Acknowledged = Arc<Mutex<BTreeMap<usize, Vec<u64>>>>;

/// Adds a work; returns its put-code, or nothing when the server is gone.
async fn post(client: &reqwest::Client, base: &str, person: usize, number: u64) -> Option<u64> {
    let url = format!("{base}/api/v3.0/{}/work", PEOPLE[person]);
    let request = client.post(url).bearer_auth(format!("writes-{person}")).json(&work(number));
    let answer = request.header("accept", "application/json").send().await.ok()?;
    assert_eq!(answer.status(), 201, "{:?}", answer.text().await);
    let location = answer.headers()["location"].to_str().unwrap();
    Some(location.rsplit('/').next().unwrap().parse().unwrap())
}

/// Writes until it is told to stop, or the server is gone.
async fn write(base: String, person: usize, next: Arc<AtomicU64>, stop: Arc<AtomicBool>, acknowledged: Acknowledged) {
    let client = reqwest::Client::new();
    while !stop.load(Ordering::SeqCst) {
        let number = next.fetch_add(1, Ordering::SeqCst);
        let Some(code) = post(&client, &base, person, number).await else { return };
        acknowledged.lock().unwrap().entry(person).or_default().push(code);
        tokio::time::sleep(PAUSE).await;
    }
}

async fn stored(registry: &Running, person: usize) -> BTreeSet<u64> {
    let works = registry.json(&format!("/pub/v3.0/{}/works", PEOPLE[person])).await;
    let groups = works["group"].as_array().expect("groups").iter();
    let works = groups.flat_map(|group| group["work-summary"].as_array().expect("works"));
    works.map(|work| work["put-code"].as_u64().expect("a number")).collect()
}

/// The feed as it is in the end: the newest entry of each record, and those of items by put-code. Places are those in the
/// feed, since cursors say nothing.
struct Feed {
    places: BTreeMap<String, usize>,
    newest: BTreeMap<String, usize>,
    codes: BTreeMap<u64, usize>,
}

async fn feed(registry: &Running) -> Feed {
    let (mut places, mut newest, mut codes) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let mut after = "0".to_owned();
    loop {
        let page = registry.json(&format!("/pub/sync/changes?after={after}&limit=1000")).await;
        for change in page["changes"].as_array().expect("changes") {
            let place = places.len();
            places.insert(change["cursor"].as_str().unwrap().to_owned(), place);
            newest.insert(change["orcid"].as_str().unwrap().to_owned(), place);
            if let Some(code) = change["put-code"].as_u64() {
                codes.insert(code, place);
            }
        }
        after = page["cursor"].as_str().unwrap().to_owned();
        if page["more"] == json!(false) {
            return Feed { places, newest, codes };
        }
    }
}

impl Feed {
    /// The newest change that each receiver was told of.
    fn heard(&self, receiver: &Receiver) -> BTreeMap<String, usize> {
        let mut heard: BTreeMap<String, usize> = BTreeMap::new();
        for call in receiver.received() {
            let body: Value = serde_json::from_str(&call.body).expect("JSON");
            let orcid = body["data"]["orcid"].as_str().unwrap().to_owned();
            let place = self.places[body["data"]["cursor"].as_str().unwrap()];
            let before = heard.insert(orcid.clone(), place);
            assert!(before.is_none_or(|before| before <= place), "calls about {orcid} overtook each other");
        }
        heard
    }

    fn everybody_heard(&self, receiver: &Receiver) -> bool {
        let heard = self.heard(receiver);
        heard.iter().filter(|(orcid, place)| self.newest[*orcid] <= **place).count() == PEOPLE.len()
    }
}

/// After how many writes the server is killed: numbers that look random and are the same in each run. Writes are counted,
/// since machines are busy.
fn moment(round: u64) -> usize {
    let mixed = (round + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
    5 + (mixed % 60) as usize
}

fn count(acknowledged: &Acknowledged) -> usize {
    acknowledged.lock().unwrap().values().map(Vec::len).sum()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_while_members_write_it_loses_nothing_that_it_acknowledged() {
    let rounds = if std::env::var_os("BYLINE_LONG").is_some() { 50 } else { 5 };
    let folder = tempfile::tempdir().unwrap();
    prepare(folder.path());
    let receiver = Receiver::start().await;
    let mut registry = serve(folder.path());
    register(&registry, &receiver).await;
    let (next, acknowledged) = (Arc::new(AtomicU64::new(0)), Acknowledged::default());
    for round in 0..rounds {
        // One of them hangs and one fails for a while: the others are told all the same.
        receiver.answer("/0", if round % 2 == 0 { Reply::Hang } else { Reply::Status(204) });
        let (stop, before) = (Arc::new(AtomicBool::new(false)), count(&acknowledged));
        let writers: Vec<_> = (0..PEOPLE.len() * WRITERS_EACH)
            .map(|number| {
                let (next, stop, acknowledged) = (Arc::clone(&next), Arc::clone(&stop), Arc::clone(&acknowledged));
                tokio::spawn(write(registry.url(""), number % PEOPLE.len(), next, stop, acknowledged))
            })
            .collect();
        eventually(async || (count(&acknowledged) >= before + moment(round)).then_some(())).await;
        drop(registry);
        stop.store(true, Ordering::SeqCst);
        for writer in writers {
            writer.await.unwrap();
        }
        registry = serve(folder.path());
    }
    receiver.answer("/0", Reply::Status(204));

    let acknowledged = acknowledged.lock().unwrap().clone();
    let total: usize = acknowledged.values().map(Vec::len).sum();
    let mut all = BTreeSet::new();
    for (person, codes) in &acknowledged {
        let stored = stored(&registry, *person).await;
        for code in codes {
            assert!(stored.contains(code), "{code} was acknowledged and is missing");
            assert!(all.insert(*code), "{code} was given twice");
        }
    }
    let feed = feed(&registry).await;
    assert!(all.iter().all(|code| feed.codes.contains_key(code)), "a write without its entry in the feed");
    eventually(async || feed.everybody_heard(&receiver).then_some(())).await;
    println!("{total} writes were acknowledged in {rounds} rounds, {} calls arrived", receiver.received().len());
}

/// PLAT-3.3
/// Whoever waits for a call about each write before the next is told each time, however much others write meanwhile. How
/// soon is measured by `cargo xtask bench`.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_follow_while_others_go_on_writing() {
    const WRITES: u64 = 10;
    let folder = tempfile::tempdir().unwrap();
    prepare(folder.path());
    let receiver = Receiver::start().await;
    let registry = serve(folder.path());
    register(&registry, &receiver).await;
    let (next, acknowledged) = (Arc::new(AtomicU64::new(WRITES)), Acknowledged::default());
    let stop = Arc::new(AtomicBool::new(false));
    let others: Vec<_> = (1..PEOPLE.len())
        .map(|person| {
            let (next, stop, acknowledged) = (Arc::clone(&next), Arc::clone(&stop), Arc::clone(&acknowledged));
            tokio::spawn(write(registry.url(""), person, next, stop, acknowledged))
        })
        .collect();
    let (client, base) = (reqwest::Client::new(), registry.url(""));
    for number in 0..WRITES {
        let (told, written) = (receiver.count("/0"), count(&acknowledged));
        post(&client, &base, 0, number).await.expect("the server is there");
        eventually(async || (receiver.count("/0") > told).then_some(())).await;
        eventually(async || (count(&acknowledged) > written).then_some(())).await;
    }
    stop.store(true, Ordering::SeqCst);
    for other in others {
        other.await.unwrap();
    }
    let feed = feed(&registry).await;
    eventually(async || feed.everybody_heard(&receiver).then_some(())).await;
}
