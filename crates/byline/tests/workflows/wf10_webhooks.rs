//! WF-10: a research information system waits for changes instead of asking for them.
//!
//! Owners' own changes are what pages offer them today: a new address confirmed. That calls end after twenty-five failures
//! is tested where they are made; who runs a registry lists them by `byline webhooks`. Not yet: owners who edit items
//! (step 3) or deactivate their record (step 12).

use std::time::Duration;

use byline_testkit::{ItemKind, Reply};
use serde_json::{Value, json};

use crate::blocks::consent::{ask_credentials, came_back, exchange, question};
use crate::blocks::{add, credentials, grants_quietly, refused};
use crate::documents::{affiliation, date, with};
use crate::scene::{Client, Desk, PASSWORD, Person, Scene, text};
use crate::wire::{Answer, Syntax};

/// What one client waits for at one address.
struct Hook<'s> {
    scene: &'s Scene,
    person: &'s Person,
    token: String,
    uri: String,
    syntax: Syntax,
}

impl<'s> Hook<'s> {
    async fn new(desk: &Desk<'s>, client: &Client, name: &str) -> Self {
        let (scene, person, syntax) = (desk.scene, desk.person, desk.syntax);
        let uri = scene.receiver.url(&format!("/{name}/{}?of=them", syntax.mark()));
        Hook { scene, person, token: credentials(scene, client, "/webhook").await, uri, syntax }
    }

    async fn call(&self, method: &str) -> Answer {
        let uri: String = url::form_urlencoded::byte_serialize(self.uri.as_bytes()).collect();
        let path = format!("/api/{}/webhook/{uri}", self.person.orcid);
        self.scene.call(method, &path, Some(&self.token), self.syntax, None).await
    }

    /// The path of the receiver.
    fn path(&self) -> String {
        url::Url::parse(&self.uri).expect("an address").path().to_owned()
    }

    async fn arrived(&self, count: usize) {
        self.scene.receiver.wait_for_path(&self.path(), count).await;
    }

    fn count(&self) -> usize {
        self.scene.receiver.count(&self.path())
    }
}

/// WF-10
#[tokio::test]
async fn a_system_hears_of_changes() {
    let Some(scene) = Scene::start("a_system_hears_of_changes").await else { return };
    let developer = scene.person("Dev", "public").await;
    let owned = json!({ "owner": developer.orcid });
    let system = scene.client("UNI", "Alderwick Research Office", "premium-updater", owned).await;
    let repository = scene.member("REPO", "Open Harbour").await;
    let basic = scene.client("FUND", "Meridian Grants", "updater", json!({})).await;
    // 1
    let refusal = ask_credentials(&scene, &basic, "/webhook").await;
    assert_eq!((refusal.status, text(&refusal.json(), "error")), (400, "invalid_scope".into()));
    let (person, token) = comes(&scene, &system).await;
    for syntax in Syntax::BOTH {
        let desk = Desk { scene: &scene, client: &system, person: &person, token: token.clone(), syntax };
        hears(&desk, &repository).await;
    }
    let desk = Desk { scene: &scene, client: &system, person: &person, token, syntax: Syntax::Json };
    hears_the_owner(&desk).await;
    is_patient(&desk, &repository).await;
    // 6: whoever looks after the client sees what became of its calls.
    let told = json!({ "path": "/developer-tools/webhooks", "until": "429", "look": "workflow-calls" });
    let calls = text(&scene.tell("open", &developer, told).await, "text");
    assert!(calls.contains("500") && calls.contains("/broken/json"), "{calls}");
    assert!(!calls.contains("/witness/json"), "those of another client: {calls}");
    scene.end().await;
}

/// Somebody new agrees, whose address is not confirmed yet.
async fn comes(scene: &Scene, system: &Client) -> (Person, String) {
    let email = "noor@uni.example".to_owned();
    let person = Person { orcid: String::new(), email, password: PASSWORD.into(), visibility: "public" };
    let url = question(scene, system, "/read-limited /activities/update", "hooks", &[("show_login", "false")]);
    let told = json!({ "url": url, "given_names": "Noor", "family_name": "Bakker" });
    let answer = scene.tell("register", &person, told).await;
    let code = came_back(system, &answer, "hooks");
    let token = exchange(scene, system, &code).await.expect(200).json();
    (Person { orcid: text(&token, "orcid"), ..person }, text(&token, "access_token"))
}

async fn modified(desk: &Desk<'_>) -> i64 {
    let record = desk.read("/record").await;
    record["history"]["last-modified-date"]["value"].as_i64().unwrap_or_else(|| panic!("no date: {record}"))
}

async fn hears(desk: &Desk<'_>, repository: &Client) {
    let (scene, syntax) = (desk.scene, desk.syntax);
    let own = Hook::new(desk, desk.client, "system").await;
    let theirs = Hook::new(desk, repository, "repository").await;
    // 2, 8
    for hook in [&own, &theirs] {
        let created = hook.call("PUT").await.expect(201);
        let location = created.header("location").expect("an address");
        assert!(location.starts_with(&scene.sandbox.url("/api/")), "{location}");
        hook.call("PUT").await.expect(204);
    }
    // 3, 5: a call says that there is something new, the record says what.
    let before = modified(desk).await;
    let mark = format!("hook-{}", syntax.mark());
    let stored = add(desk, ItemKind::Employment, &affiliation("Keeper", &mark)).await;
    for hook in [&own, &theirs] {
        hook.arrived(1).await;
    }
    let calls = scene.receiver.received();
    let call = calls.iter().find(|it| it.path.starts_with(&own.path())).expect("it arrived");
    assert_eq!((&*call.method, &*call.body), ("POST", ""));
    assert!(call.path.ends_with("?of=them"), "{call:?}");
    assert!(modified(desk).await > before);
    // 4: several changes may be one call, and one follows the last of them.
    for year in 2010..2020 {
        let document = with(affiliation("Keeper", &mark), "/start-date", date(&year.to_string()));
        let whole = with(document, "/put-code", json!(stored.code));
        desk.put(&stored.path, "employment", &whole).await.expect(200);
    }
    own.arrived(2).await;
    let calls = settled(&own).await;
    assert!((2..=11).contains(&calls), "{calls}");
    desk.delete(&stored.path).await.expect(204);
    own.arrived(calls + 1).await;
    // 10
    let foreign = Hook { token: theirs.token.clone(), uri: own.uri.clone(), ..own };
    refused(&foreign.call("DELETE").await, 9014);
    // 9
    let own = Hook::new(desk, desk.client, "system").await;
    for hook in [&own, &theirs] {
        hook.call("DELETE").await.expect(204);
        refused(&hook.call("DELETE").await, 9028);
    }
    // 13
    for uri in ["http://10.0.0.1/hook", "http://169.254.169.254/latest", "ftp://system.example/", "mailto:a@b.example"]
    {
        let hook = Hook { uri: uri.into(), ..Hook::new(desk, desk.client, "x").await };
        refused(&hook.call("PUT").await, 9012);
    }
}

/// How many calls there are once what happened so far was told.
async fn settled(hook: &Hook<'_>) -> usize {
    let mut last = 0;
    while last == 0 || hook.count() != last {
        last = hook.count();
        // Several times as long as changes are gathered.
        tokio::time::sleep(Duration::from_millis(800)).await;
    }
    last
}

/// 3, 11: the owner confirms an address that nobody else sees: a change, of which the system sees nothing but that it was.
async fn hears_the_owner(desk: &Desk<'_>) {
    let (scene, person) = (desk.scene, desk.person);
    let hook = Hook::new(desk, desk.client, "owner").await;
    hook.call("PUT").await.expect(201);
    let before = desk.read("/person").await;
    let mails = scene.sandbox.json(&format!("/__sandbox/mail?to={}", person.email)).await;
    let mail = text(&mails[0], "text");
    let link = mail.split_whitespace().find(|it| it.contains("/verify-email/")).expect("a link");
    let path = link.strip_prefix(&scene.sandbox.url("")).expect("one of this registry");
    assert!(scene.opens(person, path).await.contains("Is this your address?"));
    assert!(scene.presses(person, "button", "Confirm the address").await.contains("The address is confirmed"));
    hook.arrived(1).await;
    assert_eq!(desk.read("/person").await, before);
    hook.call("DELETE").await.expect(204);
}

/// 6, 7: who cannot hear is called again, later each time; who hears too much is left alone, others are not.
async fn is_patient(desk: &Desk<'_>, repository: &Client) {
    let scene = desk.scene;
    let (broken, witness) =
        (Hook::new(desk, desk.client, "broken").await, Hook::new(desk, repository, "witness").await);
    for hook in [&broken, &witness] {
        hook.call("PUT").await.expect(201);
    }
    scene.receiver.answer(&broken.path(), Reply::Status(500));
    let mut told = 0;
    let mut changes = async |desk: &Desk<'_>| {
        told += 1;
        add(desk, ItemKind::Employment, &affiliation("Keeper", &format!("patient-{told}"))).await;
        witness.arrived(told).await;
    };
    changes(desk).await;
    broken.arrived(1).await;
    failed(desk, &broken, 1).await;
    scene.advance(601).await;
    broken.arrived(2).await;
    failed(desk, &broken, 2).await;
    // Ten minutes are not enough any more; what is new does not hurry it either.
    scene.advance(601).await;
    changes(desk).await;
    assert_eq!(broken.count(), 2);
    scene.receiver.answer(&broken.path(), Reply::Status(429));
    scene.advance(601).await;
    broken.arrived(3).await;
    failed(desk, &broken, 3).await;

    // The same client's other registration, of somebody else, waits too.
    let other = scene.person("Quiet", "public").await;
    let token = grants_quietly(scene, repository, &other, "/activities/update").await.access;
    let theirs = Desk { person: &other, client: repository, token, ..desk.clone() };
    let (waiting, witness) =
        (Hook::new(&theirs, desk.client, "waiting").await, Hook::new(&theirs, repository, "seen").await);
    for hook in [&waiting, &witness] {
        hook.call("PUT").await.expect(201);
    }
    add(&theirs, ItemKind::Employment, &affiliation("Keeper", "quiet")).await;
    witness.arrived(1).await;
    assert_eq!(waiting.count(), 0);
    scene.advance(301).await;
    waiting.arrived(1).await;
}

/// Waits until it is written down that so many calls failed.
async fn failed(desk: &Desk<'_>, hook: &Hook<'_>, count: usize) {
    loop {
        let calls = desk.scene.sandbox.json("/__sandbox/webhooks").await;
        let of_hook = |it: &&Value| it["uri"] == hook.uri && it["status"] != 204;
        if calls.as_array().expect("a list").iter().filter(of_hook).count() >= count {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
