//! What people, clients and those who run a registry do is in the journal, each action of the table by a request that
//! does it.

use std::collections::BTreeSet;
use std::time::Duration;

use byline_members::{ClientChange, NewClient, Which};
use byline_model::client::{Application, ClientType};
use byline_store::{Action, Actor, JournalEntry, JournalOf, Matter, Period, whole};
use byline_testkit::{OrcidId, TestResponse};
use serde_json::{Value, json};

use crate::addresses;
use crate::support::{CALLBACK, PASSWORD, Pages, escape};

const ADA: &str = "ada@example.org";
const GRACE: &str = "grace@example.org";
const NEW_PASSWORD: &str = "engine no. 2";

/// What no deployment of the test kit can do, and where it is tried.
const ELSEWHERE: &[(Action, &str)] =
    &[(Action::PersonRemoved, "byline/tests/it/journal.rs"), (Action::TokenMade, "byline/tests/it/journal.rs")];

async fn journal(pages: &Pages, of: JournalOf) -> Vec<JournalEntry> {
    whole(|it| pages.app.store.journal(of.clone(), Period::default(), it)).await.expect("the store answers")
}

async fn done(pages: &Pages) -> BTreeSet<Action> {
    journal(pages, JournalOf::All).await.into_iter().map(|it| it.deed.action).collect()
}

/// D-58
#[tokio::test]
async fn each_action_is_written_by_a_request_that_does_it() {
    let pages = Pages::start().await;
    let ada = people(&pages).await;
    permissions(&pages, ada).await;
    records(&pages, ada).await;
    administration(&pages).await;
    let mut found = done(&pages).await;
    found.extend(done(&addresses::whoever_lost_an_address_gave_another().await).await);
    found.extend(ELSEWHERE.iter().map(|(action, _)| *action));
    let missing: Vec<_> = Action::ALL.iter().filter(|it| !found.contains(it)).collect();
    assert!(missing.is_empty(), "nothing here does {missing:?}");
    holds_no_secrets(&pages, ada).await;
}

/// Ada registers by the page, signs in and out, and proves who she is.
async fn people(pages: &Pages) -> OrcidId {
    pages.register(GRACE).await;
    let mut browser = pages.browser();
    let page = browser.get("/register").await;
    let fields = [
        ("given_names", "Augusta"),
        ("email", ADA),
        ("email_again", ADA),
        ("password", PASSWORD),
        ("password_again", PASSWORD),
        ("visibility", "limited"),
        ("terms", "yes"),
        ("processing", "yes"),
    ];
    assert_eq!(browser.submit(&page, &fields).await.location(), "/my-orcid");
    let ada = pages.app.store.find_by_email(ADA).await.expect("a store").expect("Ada");
    let page = browser.get(&pages.link(ADA, "verify-email").await).await;
    browser.submit(&page, &[]).await;
    let page = browser.get("/my-orcid").await;
    browser.post("/language", &[("csrf", &csrf(&page)), ("lang", "de")]).await;
    browser.post("/signout", &[("csrf", &csrf(&page))]).await;
    browser.sign_in(ADA, "a wrong one").await;
    let page = browser.get("/reset-password").await;
    browser.submit(&page, &[("email", ADA), ("wanted", "password")]).await;
    let page = browser.get(&pages.link(ADA, "reset-password-email").await).await;
    browser.submit(&page, &[("password", NEW_PASSWORD), ("password_again", NEW_PASSWORD)]).await;
    browser.sign_in(ADA, NEW_PASSWORD).await;
    pages.browser().sign_in(ADA, NEW_PASSWORD).await;
    // What she does to her record is told, and so is that she takes it back.
    let page = browser.get("/my-orcid/keyword/add").await;
    browser.submit(&page, &[("content", "fog")]).await;
    let page = browser.get("/my-orcid").await;
    let (_, path) = page.body.split_once("action=\"/my-orcid/keyword/").expect("a keyword");
    let path = format!("/my-orcid/keyword/{}/remove", path.split('/').next().unwrap_or_default());
    let op = "0123456789abcdef".repeat(2);
    let removed = browser.post(&path, &[("csrf", &csrf(&page)), ("op", &op)]).await;
    let key = removed.parameter("done").and_then(|it| it.split('#').next()).expect("it was done").to_owned();
    browser.post("/my-orcid/undo", &[("csrf", &csrf(&page)), ("key", &key)]).await;
    browser.post("/my-orcid/default-visibility", &[("csrf", &csrf(&page)), ("level", "private")]).await;
    // No page does these yet.
    let id = browser.cookies.values().max_by_key(|it| it.len()).expect("a session").clone();
    let (accounts, now) = (&pages.app.accounts, pages.app.now());
    accounts.sign_out_elsewhere(ada, &id, now).await.expect("the store answers");
    let session = match accounts.sign_in(ADA, NEW_PASSWORD, None, now).await.expect("the store answers") {
        byline_accounts::SignIn::SignedIn(session) => session,
        other => panic!("{other:?}"),
    };
    let passwords = (NEW_PASSWORD, PASSWORD, PASSWORD);
    accounts.change_password(session.id.expose(), passwords, None, now).await.expect("a good password");
    let own: Vec<_> = journal(pages, JournalOf::Person(ada)).await.into_iter().map(|it| it.deed).collect();
    let failed = own.iter().find(|it| it.action == Action::SignInFailed).expect("it is about her");
    assert_eq!((&failed.actor, failed.person, failed.reason.as_deref()), (&Actor::Nobody, Some(ada), Some("password")));
    let registered = own.iter().find(|it| it.action == Action::Registered).expect("she did");
    assert_eq!((&registered.actor, registered.person), (&Actor::Person(ada), None));
    ada
}

fn csrf(page: &crate::support::Answer) -> String {
    let (_, rest) = page.body.split_once("name=\"csrf\" value=\"").expect("a form");
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// A client asks, is refused and granted, uses its code twice, gives back what it has, and is removed.
async fn permissions(pages: &Pages, ada: OrcidId) {
    let client = pages.client(ClientType::PremiumUpdater).await;
    let ask = format!(
        "/oauth/authorize?client_id={}&response_type=code&scope={}&redirect_uri={}",
        client.id,
        escape("/read-limited /activities/update"),
        escape(CALLBACK)
    );
    let premium = client.credentials("/premium-notification").await;
    let request = json!({
        "notification-type": "permission",
        "authorization-url": {"path": ask},
        "notification-subject": "May we?",
        "notification-intro": "An article of yours",
        "items": {"item": [{"item-type": "work", "item-name": "Tides"}]},
    });
    let path = format!("/api/v3.0/{ada}/notification-permission");
    let first = api(pages, "POST", &path, &premium, &request).await;
    assert_eq!(first.status, 201, "{}", first.text());
    let code = put_code(&first);
    assert_eq!(api(pages, "DELETE", &format!("{path}/{code}"), &premium, &Value::Null).await.status, 200);
    let open = put_code(&api(pages, "POST", &path, &premium, &request).await).to_string();
    let mut told = Vec::new();

    let mut browser = pages.browser();
    browser.sign_in(ADA, PASSWORD).await;
    let before = journal(pages, JournalOf::All).await.len();
    let page = browser.get(&ask).await;
    browser.submit(&page, &[("decision", "deny")]).await;
    let answer = browser.submit(&page, &[("decision", "allow")]).await;
    let code = answer.parameter("code").expect("a code").to_owned();
    let since: Vec<_> = journal(pages, JournalOf::All).await.into_iter().map(|it| it.deed).collect();
    let since = &since[..since.len() - before];
    let actions: Vec<_> = since.iter().rev().map(|it| it.action).collect();
    assert_eq!(actions, [Action::Refused, Action::Granted, Action::RequestAnswered]);
    for deed in &since[1..] {
        assert_eq!((&deed.actor, &deed.client), (&Actor::Person(ada), &Some(client.id.clone())));
        assert_eq!(deed.matter, Some(Matter::Scopes("/read-limited /activities/update".into())));
    }
    let id = [("client_id", client.id.as_str()), ("client_secret", &*client.secret)];
    let exchange = async |code: &str| {
        let form = [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", CALLBACK)];
        pages.app.request("POST", "/oauth/token").form(&[&form[..], &id].concat()).send().await
    };
    assert_eq!(exchange(&code).await.status, 200);
    // What was granted is not granted again when the client asks once more.
    let again = browser.get(&ask).await.parameter("code").expect("a code").to_owned();
    let written = async || journal(pages, JournalOf::All).await.len();
    assert_eq!(written().await - before, 3);
    let token = exchange(&again).await.json();
    let given = token["access_token"].as_str().expect("a token");
    for (time, entries) in [(1, 4), (2, 4), (3, 4)] {
        assert_eq!(exchange(&code).await.status, 400);
        assert_eq!(written().await - before, entries, "what it was used for is stopped once, not {time} times");
    }
    let before = written().await;
    let give_back =
        async || pages.browser().post("/oauth/revoke", &[&[("token", given)][..], &id].concat()).await.status;
    let (first, second, third) = tokio::join!(give_back(), give_back(), give_back());
    assert_eq!([first, second, third].map(|it| it.as_u16()), [200; 3]);
    assert_eq!(written().await - before, 1, "nothing is given back twice");

    let csrf = csrf(&browser.get("/inbox").await);
    for _ in 0..2 {
        let before = journal(pages, JournalOf::All).await.len();
        browser.post("/inbox/archive", &[("csrf", &csrf), ("item", &open)]).await;
        browser.post("/trusted-parties/remove", &[("csrf", &csrf), ("client", client.id.as_str())]).await;
        told.push(journal(pages, JournalOf::All).await.len() - before);
    }
    assert_eq!(told, [2, 0], "what is put away, and who is not trusted, stays so");
}

fn work(title: &str) -> Value {
    json!({
        "title": {"title": {"value": title}},
        "type": "journal-article",
        "external-ids": {"external-id": [{
            "external-id-type": "doi", "external-id-value": format!("10.5555/{title}"), "external-id-relationship": "self",
        }]},
    })
}

async fn api(pages: &Pages, method: &str, path: &str, token: &str, body: &Value) -> TestResponse {
    let request = pages.app.request(method, path).accept("application/json").bearer(token);
    let request = if body.is_null() { request } else { request.body("application/json", body.to_string()) };
    request.send().await
}

fn put_code(answer: &TestResponse) -> u64 {
    answer.location().rsplit('/').next().and_then(|it| it.parse().ok()).unwrap_or_else(|| panic!("{}", answer.text()))
}

/// A client writes for another, one entry for each request, and has itself called.
async fn records(pages: &Pages, ada: OrcidId) {
    let (member, origin) = (pages.app.member("Agency").await, pages.app.member("University").await);
    let record = pages.app.existing(ada);
    let scopes = member.new_token("/activities/update").of(ada).on_behalf_of(&origin);
    let token = scopes.issue().await;
    let works = format!("/api/v3.0/{ada}/work");
    let one = api(pages, "POST", &works, &token, &work("a")).await;
    assert_eq!(one.status, 201, "{}", one.text());
    let many = json!({"bulk": [{"work": work("b")}, {"work": work("c")}, {"work": work("a")}]});
    assert_eq!(api(pages, "POST", &format!("{works}s"), &token, &many).await.status, 200);
    let code = put_code(&one);
    let mut changed = work("d");
    changed["put-code"] = code.into();
    assert_eq!(api(pages, "PUT", &format!("{works}/{code}"), &token, &changed).await.status, 200);
    assert_eq!(api(pages, "DELETE", &format!("{works}/{code}"), &token, &Value::Null).await.status, 204);
    // Refused: nothing was done.
    api(pages, "POST", &works, &token, &work("b")).await;
    let written = journal(pages, JournalOf::Client(member.id.clone())).await;
    let told: Vec<_> = written
        .iter()
        .rev()
        .map(|it| (it.deed.action, it.deed.matter.as_ref().map(ToString::to_string).unwrap_or_default()))
        .collect();
    let entry = |action, matter: &str| (action, matter.to_owned());
    let expected = [
        entry(Action::ItemsAdded, "1 work"),
        entry(Action::ItemsAdded, "2 work"),
        entry(Action::ItemsChanged, "1 work"),
        entry(Action::ItemsRemoved, "1 work"),
    ];
    assert_eq!(told, expected);
    for JournalEntry { deed, .. } in &written {
        assert_eq!((deed.person, &deed.client), (Some(record.orcid), &Some(origin.id.clone())));
    }
    let groups = member.credentials("/group-id-record/update").await;
    let group = |code: Option<u64>| json!({"put-code": code, "name": "Tides", "group-id": "orcid-generated:tides", "description": "About", "type": "journal"});
    let path = "/api/v3.0/group-id-record";
    let code = put_code(&api(pages, "POST", path, &groups, &group(None)).await);
    let at = format!("{path}/{code}");
    assert_eq!(api(pages, "PUT", &at, &groups, &group(Some(code))).await.status, 200);
    assert_eq!(api(pages, "DELETE", &at, &groups, &Value::Null).await.status, 204);
    let hooks = member.credentials("/webhook").await;
    let path = format!("/api/{ada}/webhook/https%3A%2F%2Fa.example%2Fhook");
    assert_eq!(api(pages, "PUT", &path, &hooks, &Value::Null).await.status, 201);
    assert_eq!(api(pages, "DELETE", &path, &hooks, &Value::Null).await.status, 204);
}

async fn administration(pages: &Pages) {
    let (members, app) = (&pages.app.members, &pages.app);
    let new = NewClient {
        name: "Press".into(),
        client_type: ClientType::Updater,
        application: Application::Server,
        description: String::new(),
        website: String::new(),
        redirect_uris: vec![CALLBACK.into()],
        strict: false,
        obo_enabled: false,
        switches: BTreeSet::new(),
    };
    let id = members.create_client(new).await.expect("a client").id;
    let change = ClientChange { name: Some("Press and Sons".into()), ..ClientChange::default() };
    members.change_clients(&Which::These(vec![id.clone()]), &change).await.expect("it is there");
    // What changes nothing is no deed.
    members.change_clients(&Which::These(vec![id.clone()]), &change).await.expect("it is there");
    members.rotate_secret(&id, Duration::ZERO).await.expect("it is there");
    members.delete_client(&id).await.expect("it is there");
    let told: Vec<_> = journal(pages, JournalOf::Client(id)).await.iter().rev().map(|it| it.deed.action).collect();
    assert_eq!(told, [Action::ClientCreated, Action::ClientChanged, Action::SecretReplaced, Action::ClientRemoved]);
    app.authority.rotate_keys(app.now()).await.expect("the store answers");
    let form = byline_accounts::Registration {
        given_names: "Mary".into(),
        email: "mary@example.org".into(),
        email_again: "mary@example.org".into(),
        password: PASSWORD.into(),
        password_again: PASSWORD.into(),
        default_visibility: Some(byline_testkit::Visibility::Public),
        terms: true,
        processing: true,
        ..byline_accounts::Registration::default()
    };
    let mary = app.accounts.create(&form, app.now()).await.expect("a complete form");
    let told: Vec<_> = journal(pages, JournalOf::Person(mary)).await.iter().map(|it| it.deed.action).collect();
    assert_eq!(told, [Action::PersonCreated], "nobody signed in or out");
}

/// Nothing that somebody typed, and no secret, is in any entry.
async fn holds_no_secrets(pages: &Pages, ada: OrcidId) {
    let all = journal(pages, JournalOf::All).await;
    assert!(all.iter().any(|it| it.deed.actor == Actor::Person(ada)));
    let said: String = all.iter().map(|it| format!("{} {:?}\n", it.deed.sentence(), it.deed)).collect();
    for secret in ["@", "example", PASSWORD, NEW_PASSWORD, "argon2", "10.5555", "Tides", "Press", "May we"] {
        assert!(!said.contains(secret), "{secret} is in {said}");
    }
}
