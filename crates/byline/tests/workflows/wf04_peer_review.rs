//! WF-04: a review platform thanks reviewers.
//!
//! Not yet: owners who hide or delete reviews (steps 12, 13).

use byline_testkit::ItemKind;
use serde_json::{Value, json};

use crate::blocks::{
    add, consents, credentials, deleted, grants_quietly, noticed, refused, stands_on_page, unknown_token, written,
};
use crate::documents::{date, funder, id, ids, with};
use crate::scene::{Client, Desk, Scene};
use crate::wire::{Answer, Syntax};

/// A platform's dealings with groups: no record takes part.
struct Groups<'s> {
    scene: &'s Scene,
    token: String,
    syntax: Syntax,
}

impl Groups<'_> {
    async fn call(&self, method: &str, path: &str, document: Option<&Value>) -> Answer {
        self.send(method, path, document.map(|it| self.syntax.print("group-id-record", it))).await
    }

    async fn send(&self, method: &str, path: &str, body: Option<String>) -> Answer {
        let path = format!("/api/v3.0/group-id-record{path}");
        self.scene.call(method, &path, Some(&self.token), self.syntax, body).await
    }

    async fn look_for(&self, id: &str) -> Answer {
        let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("group-id", id).finish();
        self.call("GET", &format!("?{query}"), None).await.expect(200)
    }

    async fn find(&self, id: &str) -> Value {
        self.look_for(id).await.document()
    }
}

fn group(id: &str) -> Value {
    json!({ "name": "Fog reviews", "group-id": id, "description": "Reviews of fog", "type": "journal" })
}

fn review(group: &str, mark: &str) -> Value {
    json!({
        "reviewer-role": "reviewer",
        "review-identifiers": ids(&[id("source-work-id", mark, "self")]),
        "review-url": { "value": "https://example.org/reviews" },
        "review-type": "review",
        "review-completion-date": date("2024"),
        "review-group-id": group,
        "subject-external-identifier": id("doi", "10.5555/flows.subject", "self"),
        "subject-container-name": { "value": "Annals of Lighthouse Studies" },
        "subject-type": "journal-article",
        "subject-name": { "title": { "value": "Fog signals" } },
        "convening-organization": funder(),
    })
}

/// Numbers of well-known serials: one that is looked for first, one that is added first, one that is reviewed for first.
fn serials(syntax: Syntax) -> [&'static str; 3] {
    match syntax {
        Syntax::Json => ["0028-0836", "0036-8075", "0092-8674"],
        Syntax::Xml => ["0027-8424", "0031-9007", "0098-7484"],
    }
}

/// What the third of them is called.
fn titled(serial: &str) -> &'static str {
    if serial == "0092-8674" { "Cell" } else { "JAMA" }
}

/// WF-04
#[tokio::test]
async fn a_platform_records_reviews() {
    let Some(scene) = Scene::start("a_platform_records_reviews").await else { return };
    let platform = scene.member("REVW", "Review Beacon").await;
    let (funder, other) = (scene.member("FUND", "Meridian Panels").await, scene.member("OTHER", "Elsewhere").await);
    // 1
    let token = credentials(&scene, &platform, "/group-id-record/update").await;
    for (name, visibility) in [("Open", "public"), ("Trusting", "limited"), ("Closed", "private")] {
        let reviewer = scene.person(name, visibility).await;
        // 6
        let granted = consents(&scene, &platform, &reviewer, "/activities/update").await;
        let foreign = grants_quietly(&scene, &other, &reviewer, "/activities/update").await;
        let of_funder = grants_quietly(&scene, &funder, &reviewer, "/activities/update").await;
        for syntax in Syntax::BOTH {
            let groups = Groups { scene: &scene, token: token.clone(), syntax };
            let own = format!("orcid-generated:fog-{}-{name}", syntax.mark());
            let code = makes_groups(&groups, &own, visibility == "public").await;
            let desk =
                Desk { scene: &scene, client: &platform, person: &reviewer, token: granted.access.clone(), syntax };
            let stranger = Desk { client: &other, token: foreign.access.clone(), ..desk.clone() };
            records(&desk, &stranger, &own).await;
            // 15
            refused(&groups.call("DELETE", &format!("/{code}"), None).await, 9040);
            panels(&Desk { client: &funder, token: of_funder.access.clone(), ..desk.clone() }).await;
        }
        if visibility == "public" {
            let path = format!("/{}", reviewer.orcid);
            scene.tell("open", &reviewer, json!({ "path": path, "look": "workflow-reviews" })).await;
        }
        noticed(&scene, &reviewer, &platform, &["Peer review".into(), "(added)".into(), "(removed)".into()]).await;
    }
    ends_unused(&scene, &platform, &other, &token).await;
    scene.end().await;
}

/// 2 to 5.
async fn makes_groups(groups: &Groups<'_>, own: &str, first: bool) -> u64 {
    let [looked, added, _] = serials(groups.syntax);
    let found = groups.find(&format!("issn:{looked}")).await;
    assert_eq!((&found["group-id"], &found["type"]), (&json!(format!("issn:{looked}")), &json!("journal")), "{found}");
    // A document in which nothing is, which the schema of groups has no place for.
    let nothing = groups.look_for("orcid-generated:nobody-knows").await.body;
    assert!(!nothing.contains("nobody-knows") && !nothing.contains("put-code=\""), "{nothing}");

    let made = groups.call("POST", "", Some(&group(own))).await;
    let code = made.put_code();
    assert_eq!(groups.find(&own.to_uppercase().replace("ORCID-GENERATED", "orcid-generated")).await["put-code"], code);
    refused(&groups.call("POST", "", Some(&group(own))).await, 9025);
    if first {
        // A serial's group is the registry's: who asks for it has made it, and is told that it is there.
        refused(&groups.call("POST", "", Some(&group(&format!("issn:{added}")))).await, 9025);
        let made = groups.look_for(&format!("issn:{added}")).await;
        assert_ne!(made.document()["name"], "Fog reviews", "{made:?}");
        assert!(!made.body.contains("APP-"), "no client is its source: {made:?}");
    }
    let sound = groups.syntax.print("group-id-record", &group("orcid-generated:fog"));
    let bad = groups.send("POST", "", Some(sound.replace("orcid-generated:", "fog:"))).await;
    refused(&bad, if groups.syntax == Syntax::Json { 9047 } else { 9012 });
    refused(&groups.call("POST", "", Some(&group("issn:9999-9999"))).await, 9053);
    code
}

/// 7 to 11.
async fn records(desk: &Desk<'_>, stranger: &Desk<'_>, own: &str) {
    let mark = desk.syntax.mark();
    let first = review(own, &format!("{mark}-1"));
    let stored = written(
        desk,
        stranger,
        ItemKind::PeerReview,
        &first,
        &with(first.clone(), "/review-completion-date", date("2025")),
    )
    .await;
    // 8
    let mut anonymous = review(own, &format!("{mark}-2"));
    for key in
        ["/subject-external-identifier", "/subject-container-name", "/subject-type", "/subject-name", "/review-url"]
    {
        anonymous = with(anonymous, key, Value::Null);
    }
    let hidden = add(desk, ItemKind::PeerReview, &anonymous).await;
    // 9
    let post = async |group: &str, code: u16| {
        refused(&desk.post("/peer-review", "peer-review", &review(group, &format!("{mark}-x"))).await, code)
    };
    post("orcid-generated:nobody-knows", 9020).await;
    post("issn:9999-9999", 9053).await;
    let [_, _, serial] = serials(desk.syntax);
    let of_serial = add(desk, ItemKind::PeerReview, &review(&format!("issn:{serial}"), &format!("{mark}-3"))).await;
    let group = desk.read(&of_serial.path).await["review-group-id"].clone();
    assert_eq!(group, format!("issn:{serial}"));
    // 11: a second round for the same article, and another article.
    add(desk, ItemKind::PeerReview, &review(own, &format!("{mark}-4"))).await;
    let other =
        with(review(own, &format!("{mark}-5")), "/subject-external-identifier/external-id-value", json!("10.5/b"));
    add(desk, ItemKind::PeerReview, &other).await;
    if desk.person.visibility == "public" {
        let page = desk.scene.page(desk.person).await;
        let counts = "4 reviews <span aria-hidden=\"true\">·</span> 2 publications</span>";
        let own = format!("<h3>Fog reviews</h3> <span class=\"muted\">{counts}");
        for heading in [own, format!("<h3>{}</h3>", titled(serial))] {
            assert!(page.contains(&heading), "{heading}: {page}");
        }
        let entry = stands_on_page(desk.scene, desk.person, &hidden).await.expect("it is there");
        assert!(!entry.contains("Fog signals") && !entry.contains("10.5555/flows.subject"), "{entry}");
    }
    deleted(desk, &stored).await;
    let reviews = desk.read("/peer-reviews").await;
    assert!(reviews.to_string().contains(&format!("\"put-code\":{}", hidden.code)), "the group stays in use");
}

/// 14
async fn panels(desk: &Desk<'_>) {
    let mut panel = review("fundref:999900000001", &format!("panel-{}", desk.syntax.mark()));
    panel["subject-type"] = json!("grant");
    panel["review-type"] = json!("evaluation");
    let stored = add(desk, ItemKind::PeerReview, &panel).await;
    assert_eq!(desk.read(&stored.path).await["subject-type"], "grant");
    if desk.person.visibility == "public" {
        let page = desk.scene.page(desk.person).await;
        let (_, head) = page.split_once("<h3>Meridian Science Fund panels</h3>").expect("the funder's group");
        let head = head.split("</summary>").next().unwrap_or_default();
        assert!(head.ends_with("1 grant</span>"), "{head}");
    }
}

/// Groups that nobody uses go, by the hand that made them.
async fn ends_unused(scene: &Scene, platform: &Client, other: &Client, token: &str) {
    for syntax in Syntax::BOTH {
        let groups = Groups { scene, token: token.to_owned(), syntax };
        let foreign = Groups { scene, token: credentials(scene, other, "/group-id-record/update").await, syntax };
        let id = format!("orcid-generated:unused-{}", syntax.mark());
        let code = groups.call("POST", "", Some(&group(&id))).await.put_code();
        let path = format!("/{code}");
        let renamed = with(with(group(&id), "/name", json!("Haze reviews")), "/put-code", json!(code));
        refused(&foreign.call("PUT", &path, Some(&renamed)).await, 9010);
        refused(&foreign.call("DELETE", &path, None).await, 9010);
        let changed = groups.call("PUT", &path, Some(&renamed)).await.expect(200);
        assert_eq!(changed.document()["name"], "Haze reviews");
        // Sources of groups are told in XML alone.
        assert_eq!(changed.body.contains(&platform.id), syntax == Syntax::Xml, "{changed:?}");
        groups.call("DELETE", &path, None).await.expect(204);
        refused(&groups.call("GET", &path, None).await, 9026);
        let reader = Groups { scene, token: credentials(scene, other, "/group-id-record/read").await, syntax };
        refused(&reader.call("POST", "", Some(&group(&id))).await, 9038);
        unknown_token(&Groups { scene, token: "no-such-token".into(), syntax }.call("GET", "", None).await);
    }
}
