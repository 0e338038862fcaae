//! WF-07: a library lists theses, degrees, and who supervised them.
//!
//! Step 6 is step 1 again, or [`crate::wf02_agency`] for people who never came.

use byline_testkit::ItemKind;
use serde_json::{Value, json};

use crate::blocks::consent::{came_back, exchange, question};
use crate::blocks::{add, asked, consents, grants_quietly, noticed, written};
use crate::documents::{affiliation, date, id, with, work};
use crate::scene::{Client, Desk, PASSWORD, Person, Scene, text};
use crate::wire::Syntax;

fn thesis(title: &str, mark: &str, supervisor: &Person) -> Value {
    let mut author = json!({ "credit-name": { "value": "Ines Holm" } });
    author["contributor-attributes"] = json!({ "contributor-sequence": "first", "contributor-role": "author" });
    let role = "http://credit.niso.org/contributor-roles/supervision/";
    let mut second = json!({ "credit-name": { "value": "S. Okafor" } });
    second["contributor-orcid"] =
        json!({ "uri": format!("https://orcid.org/{}", supervisor.orcid), "path": supervisor.orcid });
    second["contributor-attributes"] = json!({ "contributor-sequence": "additional", "contributor-role": role });
    let mut thesis = work("dissertation-thesis", title, &[id("handle", &format!("20.5555/thesis-{mark}"), "self")]);
    thesis["journal-title"] = json!({ "value": "Alderwick University" });
    thesis["contributors"] = json!({ "contributor": [author, second] });
    thesis
}

/// 1: many candidates come without a record, and get one on the way.
async fn registers(scene: &Scene, library: &Client) -> (Person, String) {
    let candidate = Person {
        orcid: String::new(),
        email: "ines.holm@uni.example".into(),
        password: PASSWORD.into(),
        visibility: "public",
    };
    let url = question(scene, library, "/activities/update /read-limited", "thesis", &[("show_login", "false")]);
    let told = json!({ "url": url, "given_names": "Ines", "family_name": "Holm" });
    let answer = scene.tell("register", &candidate, told).await;
    asked(library, &answer);
    let code = came_back(library, &answer, "thesis");
    let token = exchange(scene, library, &code).await.expect(200).json();
    assert_eq!(token["name"], "Ines Holm");
    (Person { orcid: text(&token, "orcid"), ..candidate }, text(&token, "access_token"))
}

/// WF-07
#[tokio::test]
async fn a_library_lists_theses() {
    let Some(scene) = Scene::start("a_library_lists_theses").await else { return };
    let library = scene.member("UNI", "Alderwick Library").await;
    let other = scene.member("OTHER", "Elsewhere").await;
    let (candidate, token) = registers(&scene, &library).await;
    let foreign = grants_quietly(&scene, &other, &candidate, "/activities/update").await;
    // 2: whoever supervises signs in too; no iD is typed.
    let supervisor = scene.person("Selma", "public").await;
    let identity = consents(&scene, &library, &supervisor, "openid").await;
    assert!(identity.id_token.is_some());
    // 5
    let consented = consents(&scene, &library, &supervisor, "/activities/update /read-limited").await;

    for syntax in Syntax::BOTH {
        let mark = syntax.mark();
        let desk = Desk { scene: &scene, client: &library, person: &candidate, token: token.clone(), syntax };
        let stranger = Desk { client: &other, token: foreign.access.clone(), ..desk.clone() };
        // 3
        let sent = thesis("Fog", mark, &supervisor);
        let stored = written(&desk, &stranger, ItemKind::Work, &sent, &thesis("On fog", mark, &supervisor)).await;
        let read = desk.read(&stored.path).await;
        assert_eq!(read["contributors"]["contributor"][1]["contributor-orcid"]["path"], supervisor.orcid);
        // 4
        let degree = |role: &str| with(affiliation(role, mark), "/end-date", date("2024"));
        written(&desk, &stranger, ItemKind::Education, &degree("PhD"), &degree("PhD, with honours")).await;
        // 5
        let students = Desk { person: &supervisor, token: consented.access.clone(), ..desk.clone() };
        let title = format!("The thesis in {mark}");
        let publication =
            work("supervised-student-publication", &title, &[id("handle", &format!("20.5555/thesis-{mark}"), "self")]);
        add(&students, ItemKind::Work, &publication).await;
        noticed(&scene, &supervisor, &library, &[format!("Work {title} (added)")]).await;
    }
    noticed(&scene, &candidate, &library, &["Work On fog (".into(), "Education Alderwick University (".into()]).await;
    scene.end().await;
}
