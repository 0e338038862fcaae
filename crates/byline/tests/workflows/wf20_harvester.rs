//! WF-20: somebody without a token reads and searches what is public.

use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::support::{AMELIE, Running};
use crate::wire::{Answer, Syntax};

/// Whoever has a command line and nothing else.
struct Harvester {
    registry: Running,
    http: reqwest::Client,
}

impl Harvester {
    fn of(arguments: &[&str]) -> Self {
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client");
        Harvester { registry: Running::sandbox(arguments), http }
    }

    async fn ask(&self, method: &str, path: &str, params: &[(&str, &str)], accept: &str) -> Answer {
        let request = self.http.request(method.parse().expect("a method"), self.registry.url(path));
        let answer = request.query(params).header("accept", accept).send().await.expect("it answers");
        Answer::read(answer, &self.registry.url("")).await
    }

    async fn search(&self, params: &[(&str, &str)]) -> Value {
        self.ask("GET", "/pub/v3.0/search", params, "application/json").await.expect(200).json()
    }

    /// Whether somebody is among those who are found.
    async fn finds(&self, query: &str, orcid: &str) -> bool {
        let found = self.search(&[("q", query)]).await;
        let results = found["result"].as_array().cloned().unwrap_or_default();
        results.iter().any(|it| it["orcid-identifier"]["path"] == orcid)
    }
}

/// WF-20
#[tokio::test]
async fn anybody_reads_and_searches_what_is_public() {
    let harvester = Harvester::of(&[]);
    reads(&harvester).await;
    searches(&harvester).await;
    sees_changes(&harvester).await;
    is_limited().await;
}

/// 1, 8, 9
async fn reads(harvester: &Harvester) {
    let record = format!("/pub/v3.0/{AMELIE}/record");
    let [json, xml] = [
        harvester.ask("GET", &record, &[], Syntax::Json.media_type()).await.expect(200).document(),
        harvester.ask("GET", &record, &[], Syntax::Xml.media_type()).await.expect(200).document(),
    ];
    assert_eq!(json["orcid-identifier"], xml["orcid-identifier"]);
    assert!(!json.to_string().contains("\"limited\"") && !json.to_string().contains("\"private\""));
    let person = format!("/{AMELIE}");
    assert!(harvester.ask("GET", &person, &[], "text/html").await.expect(200).body.contains("<html"));
    for accept in ["application/xml", "application/vnd.orcid+json", "application/ld+json", "text/turtle"] {
        let away = harvester.ask("GET", &person, &[], accept).await.expect(302);
        let to = away.header("location").expect("an address").to_owned();
        assert!(to.starts_with(&harvester.registry.url("/pub/")), "{to}");
    }
    let head = harvester.ask("HEAD", &person, &[], "text/html").await.expect(200);
    assert!(head.header("link").is_some_and(|it| it.contains("rel=\"describedby\"")), "{head:?}");
    for path in [&*record, "/pub/v3.0/search?q=optics", "/pub/v3.0/expanded-search?q=optics"] {
        let head = harvester.ask("HEAD", path, &[], "application/json").await.expect(200);
        assert_eq!((&*head.body, head.header("content-type")), ("", Some("application/json;charset=UTF-8")));
    }
}

/// 2, 3, 4, 5
async fn searches(harvester: &Harvester) {
    let found = harvester.search(&[("q", "family-name:Dubois"), ("start", "0"), ("rows", "200")]).await;
    assert_eq!(found["num-found"], 1);
    let hit = found["result"][0].as_object().expect("a hit");
    assert_eq!(hit.keys().collect::<Vec<_>>(), ["orcid-identifier"]);
    let expanded = [("q", "family-name:Dubois")];
    let expanded = harvester.ask("GET", "/pub/v3.0/expanded-search", &expanded, "application/json").await.expect(200);
    let person = &expanded.json()["expanded-result"][0];
    assert_eq!((&person["given-names"], &person["family-names"]), (&json!("Amélie"), &json!("Dubois-Nguyễn")));
    assert!(person["institution-name"].as_array().expect("a list").contains(&json!("Université de la Brume")));
    let deep = [("q", "*:*"), ("start", "10001")];
    let deep = harvester.ask("GET", "/pub/v3.0/search", &deep, "application/json").await.expect(400);
    assert_eq!(deep.json()["error-code"], 9043);
    for query in [
        "affiliation-org-name:\"Université de la Brume\"",
        "ror-org-id:\"https://ror.org/0brme7103\"",
        "doi-self:\"10.5555/demo.1.1\"",
        "email:amelie@brume.example.org",
        "email:*@brume.example.org",
        "profile-last-modified-date:[2000-01-01T00:00:00Z TO NOW]",
        "keyword:lighthouses",
        "orcid:0009-9000-0000-0010",
    ] {
        assert!(harvester.finds(query, AMELIE).await, "{query}");
    }
    for query in ["grid-org-id:grid.0000.0", "ringgold-org-id:0", "keyword:nothing"] {
        assert!(!harvester.finds(query, AMELIE).await, "{query}");
    }
}

/// 6
async fn sees_changes(harvester: &Harvester) {
    let token = json!({
        "value": "editor", "client": "APP-DEMOUPDATER00001", "orcid": AMELIE,
        "scopes": ["/person/update", "/read-limited"],
    });
    assert_eq!(harvester.registry.post("/__sandbox/tokens", token).await.0, 201);
    assert!(!harvester.finds("keyword:zymurgy", AMELIE).await);
    let keywords = harvester.registry.url(&format!("/api/v3.0/{AMELIE}/keywords"));
    let request = harvester.http.post(keywords).bearer_auth("editor").json(&json!({ "content": "zymurgy" }));
    let added = request.send().await.expect("it answers");
    assert_eq!(added.status(), 201);
    assert!(harvester.finds("keyword:zymurgy", AMELIE).await, "at once");
    let location = added.headers()["location"].to_str().expect("an address").to_owned();
    let removed = harvester.http.delete(location).bearer_auth("editor").send().await.expect("it answers");
    assert_eq!(removed.status(), 204);
    assert!(!harvester.finds("keyword:zymurgy", AMELIE).await, "at once");
}

/// 7
async fn is_limited() {
    let slow = Harvester::of(&["--api-limits", "on", "--api-public-rate", "1/s:1"]);
    // All at once, however slow this machine is.
    let burst = (0..20).map(|number| {
        let path = if number % 2 == 0 { "/pub/v3.0/search" } else { "/pub/v3.0/expanded-search" };
        slow.ask("GET", path, &[("q", "x")], "application/json")
    });
    let statuses: Vec<u16> = join_all(burst).await.iter().map(|answer| answer.status).collect();
    assert!(statuses.contains(&200) && statuses.contains(&503), "{statuses:?}");
    let few = Harvester::of(&["--api-limits", "on", "--api-anonymous-per-day", "4"]);
    let mut statuses = Vec::new();
    for path in ["search?q=x", "expanded-search?q=x", &format!("{AMELIE}/record"), "search?q=x"] {
        statuses.push(few.ask("GET", &format!("/pub/v3.0/{path}"), &[], "application/json").await.status);
    }
    assert_eq!(statuses, [200, 200, 200, 429], "searches count as other reads do");
}
