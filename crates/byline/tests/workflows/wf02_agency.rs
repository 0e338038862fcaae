//! WF-02 B: a registration agency asks by the inbox, then keeps adding.
//!
//! Not yet: mails about requests; what an owner deletes staying away (step 8, optional); owners who delete items.

use byline_testkit::ItemKind;
use serde_json::{Value, json};

use crate::blocks::consent::{came_back, exchange};
use crate::blocks::{add, asked, credentials, grants_quietly, noticed, refused, unknown_token, written};
use crate::documents::{doi, id, work};
use crate::scene::{Client, Desk, Person, Scene, text};
use crate::wire::{Answer, Syntax};

const TITLE: &str = "Tide tables";

fn request(agency: &Client, subject: &str, mark: &str) -> Value {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("client_id", &*agency.id), ("response_type", "code"), ("scope", "/activities/update")])
        .extend_pairs([("redirect_uri", &*agency.redirect), ("state", subject)])
        .finish();
    json!({
        "notification-type": "permission",
        "authorization-url": { "path": format!("/oauth/authorize?{query}") },
        "notification-subject": subject,
        "notification-intro": "A publisher named you as the author of this.",
        "items": { "item": [{
            "item-type": "work", "item-name": TITLE, "external-id": id("doi", &doi(&format!("agency.{mark}")), "self"),
        }] },
    })
}

/// The agency's own requests: a desk without a person's token.
async fn asks(desk: &Desk<'_>, subject: &str) -> String {
    let sent = request(desk.client, subject, desk.syntax.mark());
    let code = desk.post("/notification-permission", "notification", &sent).await.put_code();
    let path = format!("/notification-permission/{code}");
    let read = desk.read(&path).await;
    assert_eq!(read["notification-subject"], subject);
    let uri = text(&read["authorization-url"], "uri");
    assert!(uri.starts_with(&desk.scene.sandbox.url("/oauth/authorize?")), "{uri}");
    for key in ["read-date", "actioned-date", "archived-date"] {
        assert_eq!(read[key], Value::Null, "{key}");
    }
    path
}

/// WF-02
#[tokio::test]
async fn an_agency_asks_by_the_inbox() {
    let Some(scene) = Scene::start("an_agency_asks_by_the_inbox").await else { return };
    let extra = json!({ "extra_scopes": ["/premium-notification"] });
    let agency = scene.client("AGENCY", "Coastal DOI", "premium-updater", extra.clone()).await;
    let other = scene.client("OTHER", "Elsewhere", "premium-updater", extra).await;
    // 1, 2
    let token = credentials(&scene, &agency, "/premium-notification").await;
    let foreign = credentials(&scene, &other, "/premium-notification").await;
    for syntax in Syntax::BOTH {
        let (author, busy) = (
            &scene.person(&format!("Author{}", syntax.mark()), "public").await,
            &scene.person(&format!("Busy{}", syntax.mark()), "public").await,
        );
        let scene = &scene;
        let desk = Desk { scene, client: &agency, person: author, token: token.clone(), syntax };
        let granted = is_granted(&desk).await;
        keeps_adding(&Desk { token: granted, ..desk.clone() }, &other).await;
        is_refused(&Desk { person: busy, ..desk.clone() }).await;
        takes_back(&desk, &Desk { client: &other, token: foreign.clone(), ..desk.clone() }).await;
    }
    scene.end().await;
}

/// 3, 4: it is in the inbox with its item, unread, and leads to the agency's question.
async fn is_granted(desk: &Desk<'_>) -> String {
    let (scene, author, agency) = (desk.scene, desk.person, desk.client);
    let subject = "Your new article";
    let path = asks(desk, subject).await;
    let seen = scene.tell("open", author, json!({ "path": "/inbox", "look": "workflow-inbox" })).await;
    assert!(text(&seen, "text").contains(subject), "{seen}");
    assert!(text(&seen, "header").contains("1"), "one is unread: {seen}");
    let told = json!({ "role": "link", "name": subject, "look": "workflow-request" });
    let message = text(&scene.tell("press", author, told).await, "text");
    assert!(message.contains(TITLE) && message.contains(&doi(&format!("agency.{}", desk.syntax.mark()))), "{message}");
    assert_ne!(desk.read(&path).await["read-date"], Value::Null);

    let answer = scene.tell("grant", author, json!({ "name": "See what is asked, and decide" })).await;
    asked(agency, &answer);
    let code = came_back(agency, &answer, subject);
    let token = exchange(scene, agency, &code).await.expect(200).json();
    assert_eq!(token["orcid"], author.orcid);
    assert_ne!(desk.read(&path).await["actioned-date"], Value::Null);
    assert!(scene.finds(author, "/inbox", subject).await.contains(subject));
    assert!(scene.presses(author, "link", subject).await.contains("You allowed this on"));
    // 7: what was read cannot be taken back.
    refused(&desk.delete(&path).await, 9009);
    text(&token, "access_token")
}

/// 5, 9: works follow without another question, until the author takes the permission back.
async fn keeps_adding(desk: &Desk<'_>, other: &Client) {
    let (scene, author) = (desk.scene, desk.person);
    let foreign = grants_quietly(scene, other, author, "/activities/update").await;
    let stranger = Desk { client: other, token: foreign.access, ..desk.clone() };
    let paper = |title: &str, part: &str| {
        work("journal-article", title, &[id("doi", &doi(&format!("agency.{part}{}", desk.syntax.mark())), "self")])
    };
    let first = written(desk, &stranger, ItemKind::Work, &paper(TITLE, ""), &paper("Tide tables, corrected", "")).await;
    add(desk, ItemKind::Work, &paper("Currents", "2.")).await;
    noticed(scene, author, desk.client, &["Work Tide tables, corrected (".into(), "Work Currents (added)".into()])
        .await;

    let own = scene.tell("open", author, json!({ "path": "/trusted-parties" })).await;
    assert!(text(&own, "text").contains(&desk.client.name), "{own}");
    scene.opens(author, &format!("/trusted-parties/remove?client={}", desk.client.id)).await;
    assert!(scene.presses(author, "button", "Remove").await.contains("The permission is taken back."));
    let late: Answer = desk.post("/work", "work", &paper("Late", "3.")).await;
    unknown_token(&late);
    unknown_token(&desk.get(&first.path).await);
    // What is there may still be cleaned up by who wrote it.
    desk.delete(&first.path).await.expect(204);
}

/// 6: somebody else says no by putting it away.
async fn is_refused(desk: &Desk<'_>) {
    let subject = "About your data";
    let path = asks(desk, subject).await;
    desk.scene.finds(desk.person, "/inbox", subject).await;
    desk.scene.presses(desk.person, "link", subject).await;
    let inbox = desk.scene.presses(desk.person, "button", "Archive without allowing").await;
    assert!(!inbox.contains(subject), "{inbox}");
    let read = desk.read(&path).await;
    assert_ne!(read["archived-date"], Value::Null, "{read}");
    assert_eq!(read["actioned-date"], Value::Null, "{read}");
    assert!(!desk.scene.opens(desk.person, "/trusted-parties").await.contains(&desk.client.name));
}

/// 7: what nobody read can be taken back, by who sent it.
async fn takes_back(desk: &Desk<'_>, stranger: &Desk<'_>) {
    let path = asks(desk, "Sent by mistake").await;
    refused(&stranger.get(&path).await, 9004);
    refused(&stranger.delete(&path).await, 9010);
    let archived = desk.delete(&path).await.expect(200).document();
    assert_ne!(archived["archived-date"], Value::Null, "{archived}");
    refused(&desk.delete("/notification-permission/9000000000").await, 9029);
    refused(&desk.get("/notification-permission/9000000000").await, 9029);
    let person: &Person = desk.person;
    assert!(!desk.scene.opens(person, "/inbox").await.contains("Sent by mistake"));
}
