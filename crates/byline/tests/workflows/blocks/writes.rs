//! B7: what holds for every item that a client writes, whatever it is.

use std::time::Duration;

use byline_testkit::ItemKind;
use serde_json::{Value, json};

use super::{credentials, refused, unknown_token};
use crate::documents::{address, contains, with};
use crate::scene::{Client, Desk, Person, Scene};

/// An item that a client wrote.
#[derive(Clone, Debug)]
pub struct Stored {
    pub kind: ItemKind,
    pub code: u64,
    /// Below the record.
    pub path: String,
}

/// Adds an item.
pub async fn add(desk: &Desk<'_>, kind: ItemKind, document: &Value) -> Stored {
    let answer = desk.post(&address(kind), kind.spec().singular, document).await;
    let code = answer.put_code();
    let path = format!("/{}/{code}", kind.spec().item_path);
    assert_eq!(answer.header("location"), Some(&*desk.url(&path)), "{answer:?}");
    Stored { kind, code, path }
}

fn modified(document: &Value) -> i64 {
    document["last-modified-date"]["value"].as_i64().unwrap_or_else(|| panic!("no date in {document}"))
}

async fn record_modified(desk: &Desk<'_>) -> i64 {
    modified(&desk.read("/record").await["history"])
}

/// Adds an item, replaces it by `changed`, and makes every check of the block on the way. `stranger` is another client
/// that may write to the record.
pub async fn written(desk: &Desk<'_>, stranger: &Desk<'_>, kind: ItemKind, sent: &Value, changed: &Value) -> Stored {
    let before = record_modified(desk).await;
    let stored = add(desk, kind, sent).await;
    let item = desk.read(&stored.path).await;
    is_as_sent(desk, &stored, &item, sent);
    assert!(record_modified(desk).await > before, "the record changed");
    let list = desk.read(&format!("/{}", kind.spec().list_path)).await;
    assert!(modified(&list) >= modified(&item), "{list}");
    not_again(desk, &stored, sent).await;
    not_for_everybody(desk, stranger, &stored, changed).await;
    is_replaced(desk, &stored, &item, changed).await;
    is_seen(desk, &stored).await;
    stored
}

fn is_as_sent(desk: &Desk<'_>, stored: &Stored, item: &Value, sent: &Value) {
    assert!(contains(item, sent), "sent {sent}\nread {item}");
    assert_eq!(item["put-code"], stored.code);
    assert_eq!(item["path"], format!("/{}{}", desk.person.orcid, stored.path));
    assert_eq!(item["visibility"], desk.person.visibility, "the holder's default");
    assert_eq!(item["created-date"], item["last-modified-date"]);
    is_by(item, desk.client);
}

fn is_by(item: &Value, client: &Client) {
    let source = &item["source"];
    assert_eq!(source["source-client-id"]["path"], client.id, "{item}");
    assert_eq!(source["source-name"]["value"], client.name, "{item}");
    assert_eq!(source["source-orcid"], Value::Null, "{item}");
}

/// The same identifier twice, or a put-code of one's own.
async fn not_again(desk: &Desk<'_>, stored: &Stored, sent: &Value) {
    let (path, kind) = (address(stored.kind), stored.kind.spec().singular);
    let again = desk.post(&path, kind, sent).await;
    let code = if stored.kind.is_person() { 9030 } else { 9021 };
    assert!(refused(&again, code).contains(&stored.code.to_string()), "it names the item: {again:?}");
    let link = format!("<{}>; rel=\"duplicate\"", desk.url(&stored.path));
    assert_eq!(again.header("link"), Some(&*link));
    refused(&desk.post(&path, kind, &with(sent.clone(), "/put-code", json!(stored.code))).await, 9024);
}

async fn not_for_everybody(desk: &Desk<'_>, stranger: &Desk<'_>, stored: &Stored, changed: &Value) {
    let (path, kind) = (address(stored.kind), stored.kind.spec().singular);
    let whole = with(changed.clone(), "/put-code", json!(stored.code));
    refused(&stranger.put(&stored.path, kind, &whole).await, 9010);
    refused(&stranger.delete(&stored.path).await, 9010);
    let token = credentials(desk.scene, desk.client, "/read-public").await;
    let reader = Desk { token, ..desk.clone() };
    refused(&reader.post(&path, kind, changed).await, 9038);
    let nobody = Desk { token: "11111111-2222-4333-8444-555555555555".into(), ..desk.clone() };
    unknown_token(&nobody.post(&path, kind, changed).await);
}

async fn is_replaced(desk: &Desk<'_>, stored: &Stored, before: &Value, changed: &Value) {
    let kind = stored.kind.spec().singular;
    let whole = with(changed.clone(), "/put-code", json!(stored.code));
    let other = with(changed.clone(), "/put-code", json!(stored.code + 1));
    refused(&desk.put(&stored.path, kind, &other).await, 9019);
    let visibility = if desk.person.visibility == "limited" { "private" } else { "limited" };
    let elsewhere = with(whole.clone(), "/visibility", json!(visibility));
    refused(&desk.put(&stored.path, kind, &elsewhere).await, 9035);
    let answer = desk.put(&stored.path, kind, &whole).await.expect(200).document();
    let now = desk.read(&stored.path).await;
    assert_eq!(answer["path"], Value::Null, "the answer to a PUT has no path");
    let without_path = |document: &Value| with(document.clone(), "/path", Value::Null);
    assert_eq!(without_path(&answer), without_path(&now));
    assert!(contains(&now, &whole), "sent {whole}\nread {now}");
    for key in ["created-date", "source", "visibility", "path"] {
        assert_eq!(now[key], before[key], "{key}");
    }
    assert!(modified(&now) > modified(before));
    if stored.kind == ItemKind::Work {
        desk.put(&stored.path, kind, &whole).await.expect(200);
        assert_eq!(desk.read(&stored.path).await, now, "nothing changed, so no date does");
    }
}

/// What is public is public, and nothing else.
async fn is_seen(desk: &Desk<'_>, stored: &Stored) {
    let public = desk.scene.public(desk.person, &stored.path, desk.syntax).await;
    let list = desk.scene.public(desk.person, &format!("/{}", stored.kind.spec().list_path), desk.syntax).await;
    let listed = list.expect(200).document().to_string().contains(&format!("\"put-code\":{}", stored.code));
    assert_eq!(listed, desk.person.visibility == "public");
    if listed {
        assert_eq!(public.expect(200).document()["put-code"], stored.code);
        let entry = stands_on_page(desk.scene, desk.person, stored).await.expect("it is on the page");
        let name = desk.client.name.replace('&', "&#38;");
        let validated = entry.contains("<span class=\"badge good\">") && entry.contains(" Validated</span>");
        assert!(entry.contains(&name) && validated, "{entry}");
    } else {
        refused(&public, 9039);
        assert_eq!(stands_on_page(desk.scene, desk.person, stored).await, None);
    }
}

/// What the page of the record says of an item.
pub async fn stands_on_page(scene: &Scene, person: &Person, stored: &Stored) -> Option<String> {
    let page = scene.page(person).await;
    let anchor = format!("id=\"{}-{}\"", stored.kind.spec().singular, stored.code);
    let (_, rest) = page.split_once(&anchor)?;
    rest.split("</article>").next().map(str::to_owned)
}

/// Deletes an item, which is then gone for everybody.
pub async fn deleted(desk: &Desk<'_>, stored: &Stored) {
    desk.delete(&stored.path).await.expect(204);
    refused(&desk.get(&stored.path).await, 9016);
    refused(&desk.delete(&stored.path).await, 9016);
    refused(&desk.scene.public(desk.person, &stored.path, desk.syntax).await, 9016);
    assert_eq!(stands_on_page(desk.scene, desk.person, stored).await, None);
}

/// Longer than any follower of the change log takes; only a failing test waits for it.
const PATIENCE: Duration = Duration::from_secs(40);

/// The holder's inbox tells of all this, in the words of the page: `Work Fog signals (added)`. What happens to an item
/// twice is told once, unless the first was read meanwhile: of items with a history `Work Fog signals (` is said enough.
pub async fn noticed(scene: &Scene, person: &Person, client: &Client, expected: &[String]) {
    let subject = format!("{} changed your record", client.name);
    let found = tokio::time::timeout(PATIENCE, async {
        loop {
            let texts = scene.tell("messages", person, json!({ "subject": subject })).await;
            let said = texts.to_string().replace("\\n", " ");
            if expected.iter().all(|it| said.contains(it)) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    });
    if found.await.is_err() {
        let texts = scene.tell("messages", person, json!({ "subject": subject })).await;
        panic!("expected {expected:?} in {texts:#}");
    }
}
