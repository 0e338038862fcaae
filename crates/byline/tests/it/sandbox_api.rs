//! `/__sandbox/` (`decisions` 32, 34).

use serde_json::{Value, json};

use crate::mail_server::{Browser, eventually};
use crate::support::{AMELIE, Running, UPDATER, byline, text};

fn sandbox() -> Running {
    Running::sandbox::<[&str; 0]>([])
}

/// D-32
#[tokio::test]
async fn health_counts() {
    let sandbox = sandbox();
    let health = sandbox.json("/__sandbox/health").await;
    assert_eq!(health["status"], "ok");
    assert_eq!(health["people"], json!(sandbox.json("/__sandbox/people").await.as_array().unwrap().len()));
    assert_eq!(health["clients"], json!(sandbox.json("/__sandbox/clients").await.as_array().unwrap().len()));
}

/// D-32
#[tokio::test]
async fn people_and_clients_are_introduced_with_what_signs_them_in() {
    let sandbox = sandbox();
    let people = sandbox.json("/__sandbox/people").await;
    let amelie = people.as_array().unwrap().iter().find(|it| it["orcid"] == AMELIE).unwrap();
    assert_eq!(amelie["email"], "amelie@brume.example.org");
    assert_eq!(amelie["password"], "sandbox-Passw0rd");
    assert_eq!(amelie["state"], "active");
    assert!(amelie["name"].as_str().is_some_and(|name| !name.is_empty()));
    assert!(amelie["about"].is_string());
    let clients = sandbox.json("/__sandbox/clients").await;
    let updater = clients.as_array().unwrap().iter().find(|it| it["id"] == UPDATER).unwrap();
    assert_eq!(updater["secret"], "021bdb7a-17c5-52b5-8a88-e37a9bc05f11");
    assert_eq!(updater["type"], "updater");
}

/// D-32
#[tokio::test]
async fn a_token_is_good_for_what_it_says() {
    let sandbox = sandbox();
    let (status, token) = sandbox
        .post("/__sandbox/tokens", json!({ "client": UPDATER, "orcid": AMELIE, "scopes": ["/read-limited"] }))
        .await;
    assert_eq!(status, 201, "{token}");
    assert_eq!(token["orcid"], AMELIE);
    assert_eq!(token["scope"], "/read-limited");
    let read = |value: String| {
        let request = reqwest::Client::new().get(sandbox.url(&format!("/api/v3.0/{AMELIE}/email")));
        request.header("accept", "application/json").bearer_auth(value).send()
    };
    let response = read(token["access_token"].as_str().unwrap().to_owned()).await.unwrap();
    assert_eq!(response.status(), 200);
    let emails: Value = response.json().await.unwrap();
    assert!(emails["email"].as_array().unwrap().len() > 1, "limited ones too: {emails}");

    let body =
        json!({ "client": UPDATER, "orcid": AMELIE, "scopes": ["/read-limited"], "value": "mine", "revoked": true });
    assert_eq!(sandbox.post("/__sandbox/tokens", body).await.0, 201);
    assert_eq!(read("mine".to_owned()).await.unwrap().status(), 401);
}

/// Nobody looks for the reason of a 401 in the client when its token was made a moment ago.
#[tokio::test]
async fn clients_that_may_do_nothing_get_no_tokens() {
    let sandbox = sandbox();
    let mut client = sandbox.json(&format!("/__sandbox/clients/{UPDATER}")).await;
    for state in ["deactivated", "locked"] {
        client["state"] = json!(state);
        let address = sandbox.url(&format!("/__sandbox/clients/{UPDATER}"));
        let put = reqwest::Client::new().put(address).json(&client).send().await.unwrap();
        assert_eq!(put.status(), 200, "{}", put.text().await.unwrap());
        let body = json!({ "client": UPDATER, "scopes": ["/read-public"] });
        let (status, refusal) = sandbox.post("/__sandbox/tokens", body).await;
        assert_eq!((status, &refusal["path"]), (400, &json!("client")), "{refusal}");
        assert!(refusal["message"].as_str().unwrap().contains(state), "{refusal}");
    }
}

#[tokio::test]
async fn a_token_ends_when_the_clock_is_moved_past_it() {
    let sandbox = sandbox();
    let body = json!({ "client": UPDATER, "scopes": ["/read-public"], "value": "short", "expires_in": 3600 });
    assert_eq!(sandbox.post("/__sandbox/tokens", body).await.0, 201);
    let read = || {
        let request = reqwest::Client::new().get(sandbox.url(&format!("/api/v3.0/{AMELIE}/record")));
        request.header("accept", "application/json").bearer_auth("short").send()
    };
    assert_eq!(read().await.unwrap().status(), 200);
    assert_eq!(sandbox.post("/__sandbox/clock", json!({ "advance_seconds": 3601 })).await.0, 200);
    assert_eq!(read().await.unwrap().status(), 401);
}

/// D-34
#[tokio::test]
async fn the_clock_starts_where_it_is_told_and_reset_returns_there() {
    let sandbox = Running::sandbox(["--at", "2031-05-06T07:08:09Z"]);
    let (_, moved) = sandbox.post("/__sandbox/clock", json!({ "advance_seconds": 86_400 })).await;
    assert!(moved["now"].as_str().unwrap().starts_with("2031-05-07T07:0"), "{moved}");
    assert_eq!(sandbox.post("/__sandbox/reset", json!({})).await.0, 200);
    let (_, now) = sandbox.post("/__sandbox/clock", json!({ "advance_seconds": 0 })).await;
    assert!(now["now"].as_str().unwrap().starts_with("2031-05-06T07:0"), "{now}");
}

#[tokio::test]
async fn a_reset_that_fails_changes_nothing() {
    let fixtures = tempfile::tempdir().unwrap();
    let toml = "[[people]]\norcid = \"0009-9000-0000-9998\"\nabout = \"Alone.\"\npassword = \"x\"\n";
    std::fs::write(fixtures.path().join("registry.toml"), toml).unwrap();
    let at = ["--at", "2031-05-06T07:08:09Z", "--fixtures", fixtures.path().to_str().unwrap()];
    let sandbox = Running::sandbox(at);
    sandbox.post("/__sandbox/clock", json!({ "advance_seconds": 86_400 })).await;
    let (_, person) = sandbox.post("/__sandbox/people", json!({ "given_names": "Ada" })).await;
    fixtures.close().unwrap();
    let (status, told) = sandbox.post("/__sandbox/reset", json!({})).await;
    assert_eq!(status, 500, "{told}");
    assert!(told["message"].as_str().unwrap().contains("registry.toml"), "{told}");
    let (_, now) = sandbox.post("/__sandbox/clock", json!({ "advance_seconds": 0 })).await;
    assert!(now["now"].as_str().unwrap().starts_with("2031-05-07T07:0"), "{now}");
    let path = format!("/pub/v3.0/{}/person", person["orcid"].as_str().unwrap());
    assert_eq!(sandbox.get(&path, "application/json").await.status(), 200);
}

#[tokio::test]
async fn somebody_new_can_be_read_and_removed() {
    let sandbox = sandbox();
    let (status, person) =
        sandbox.post("/__sandbox/people", json!({ "given_names": "Nadia", "family_name": "Probe" })).await;
    assert_eq!(status, 201, "{person}");
    assert_eq!(person["name"], "Nadia Probe");
    let orcid = person["orcid"].as_str().unwrap();
    assert!(orcid.starts_with("0009-9"), "of the test block: {orcid}");
    let name = sandbox.json(&format!("/pub/v3.0/{orcid}/person")).await;
    assert_eq!(name["name"]["family-name"]["value"], "Probe");

    let path = format!("/__sandbox/people/{orcid}");
    let delete = || reqwest::Client::new().delete(sandbox.url(&path)).send();
    assert_eq!(delete().await.unwrap().status(), 204);
    assert_eq!(delete().await.unwrap().status(), 404);
    assert_eq!(sandbox.get(&format!("/pub/v3.0/{orcid}/person"), "application/json").await.status(), 404);
}

/// MEM-12
#[tokio::test]
async fn a_client_is_put_by_the_keys_of_the_file() {
    let sandbox = sandbox();
    let put = |body: Value| {
        reqwest::Client::new().put(sandbox.url("/__sandbox/clients/APP-TESTTESTTEST0001")).json(&body).send()
    };
    let body = json!({ "name": "Probe", "type": "updater", "secret": "s", "redirect_uris": ["http://127.0.0.1:1/cb"] });
    assert_eq!(put(body.clone()).await.unwrap().status(), 201);
    assert_eq!(put(body).await.unwrap().status(), 200);
    let clients = sandbox.json("/__sandbox/clients").await;
    let client = clients.as_array().unwrap().iter().find(|it| it["id"] == "APP-TESTTESTTEST0001").unwrap();
    assert_eq!(client["secret"], "s");
    assert_eq!(client["redirect_uris"][0]["type"], "default");

    let probe = |key: &str, value: Value| {
        let mut body = json!({ "name": "Probe", "type": "updater" });
        body[key] = value;
        body
    };
    // Whoever is named has to be there, the client itself, too.
    for (key, value, path) in [
        ("name", json!("x".repeat(256)), "name"),
        ("type", json!("boss"), "type"),
        ("application", json!("browser"), "application"),
        ("owner", json!("0009-9000-0000-9998"), "owner"),
        ("owner", json!("0009-9000-0000-0011"), "owner"),
        ("obo_whitelist", json!([UPDATER, "APP-0000000000000000"]), "obo_whitelist[1]"),
    ] {
        let refused = put(probe(key, value)).await.unwrap();
        assert_eq!(refused.status(), 400, "{key}");
        assert_eq!(refused.json::<Value>().await.unwrap()["path"], path);
    }
    for (key, value) in [("owner", json!(AMELIE)), ("obo_whitelist", json!([UPDATER, "APP-TESTTESTTEST0001"]))] {
        let kept: Value = put(probe(key, value.clone())).await.unwrap().json().await.unwrap();
        assert_eq!(kept[key], value);
    }
}

#[tokio::test]
async fn reset_forgets_everything_since_the_start() {
    let sandbox = sandbox();
    let before = sandbox.json("/__sandbox/health").await;
    let (_, person) = sandbox.post("/__sandbox/people", json!({})).await;
    let amelie = sandbox.url(&format!("/__sandbox/people/{AMELIE}"));
    assert_eq!(reqwest::Client::new().delete(amelie).send().await.unwrap().status(), 204);
    let (status, after) = sandbox.post("/__sandbox/reset", json!(null)).await;
    assert_eq!((status, after), (200, before));
    assert_eq!(sandbox.get(&format!("/v3.0/{AMELIE}/person"), "application/json").await.status(), 200);
    let orcid = person["orcid"].as_str().unwrap();
    assert_eq!(sandbox.get(&format!("/v3.0/{orcid}/person"), "application/json").await.status(), 404);
}

/// D-32
#[tokio::test]
async fn bad_input_names_the_key() {
    let sandbox = sandbox();
    for (path, body, key) in [
        ("tokens", json!({}), "client"),
        ("tokens", json!({ "client": UPDATER }), "scopes"),
        ("tokens", json!({ "client": UPDATER, "scopes": ["/read-public", "/all"] }), "scopes[1]"),
        ("tokens", json!({ "client": "APP-0000000000000000", "scopes": ["/read-public"] }), "client"),
        ("tokens", json!({ "client": UPDATER, "scopes": ["/read-public"], "scope": 1 }), "scope"),
        ("tokens", json!({ "client": UPDATER, "scopes": ["/read-public"], "expires_in": -1 }), "expires_in"),
        ("tokens", json!({ "client": UPDATER, "scopes": ["/read-public"], "expires_in": 1.5 }), "expires_in"),
        ("people", json!({ "orcid": "0009-9000-0000-0011" }), "orcid"),
        ("people", json!({ "orcid": AMELIE }), "orcid"),
        ("people", json!({ "email": "Amelie@Brume.example.org" }), "email"),
        ("people", json!({ "state": "asleep" }), "state"),
        ("people", json!({ "default_visibility": "some" }), "default_visibility"),
        ("clock", json!({ "advance_seconds": -1 }), "advance_seconds"),
        ("clock", json!([]), ""),
    ] {
        let (status, refusal) = sandbox.post(&format!("/__sandbox/{path}"), body.clone()).await;
        assert_eq!((status, &refusal["path"]), (400, &json!(key)), "{body}: {refusal}");
        assert!(refusal["error"].is_string() && refusal["message"].is_string(), "{refusal}");
    }
}

/// D-32
#[tokio::test]
async fn pages_of_other_origins_are_kept_out() {
    let sandbox = sandbox();
    let post =
        |origin: String| reqwest::Client::new().post(sandbox.url("/__sandbox/reset")).header("origin", origin).send();
    assert_eq!(post("https://evil.example".into()).await.unwrap().status(), 403);
    assert_eq!(post(sandbox.url("")).await.unwrap().status(), 200);
}

/// D-32
#[tokio::test]
async fn names_that_are_not_ours_are_kept_out() {
    let sandbox = Running::sandbox(["--base-url", "http://reg.test:8080", "--sandbox-host", "byline"]);
    let address = format!("http://{}", sandbox.address());
    let ask = async |host: &str, site: &str| {
        let request = reqwest::Client::new().get(format!("{address}/__sandbox/health"));
        request.header("host", host).header("sec-fetch-site", site).send().await.unwrap().status().as_u16()
    };
    for host in ["localhost:1", "127.0.0.1", "reg.test", "pub.reg.test:8080", "api.reg.test", "byline", "x.localhost"] {
        assert_eq!(ask(host, "same-origin").await, 200, "{host}");
        assert_eq!(ask(host, "cross-site").await, 403, "{host}");
    }
    for host in ["evil.test", "xreg.test", "www.reg.test", "192.0.2.1"] {
        assert_eq!(ask(host, "none").await, 403, "{host}");
    }
    // The registry itself goes by any name.
    let page = reqwest::Client::new().get(format!("{address}/ping")).header("host", "evil.test").send().await.unwrap();
    assert_eq!(page.status(), 200);
}

/// D-32
#[tokio::test]
async fn single_people_and_clients_are_there_and_go() {
    let sandbox = sandbox();
    let person = sandbox.json(&format!("/__sandbox/people/{AMELIE}")).await;
    let all = sandbox.json("/__sandbox/people").await;
    assert!(all.as_array().unwrap().contains(&person), "{person}");
    let client = sandbox.json(&format!("/__sandbox/clients/{UPDATER}")).await;
    let all = sandbox.json("/__sandbox/clients").await;
    assert!(all.as_array().unwrap().contains(&client), "{client}");
    let delete =
        async |path: &str| reqwest::Client::new().delete(sandbox.url(path)).send().await.unwrap().status().as_u16();
    let path = format!("/__sandbox/clients/{UPDATER}");
    assert_eq!((delete(&path).await, delete(&path).await), (204, 404));
    assert_eq!(sandbox.get(&path, "application/json").await.status(), 404);
    for (path, status) in [
        ("/__sandbox/people/0009-9000-0000-9998", 404),
        ("/__sandbox/people/0009-9000-0000-0011", 400),
        ("/__sandbox/clients/APP-0000000000000000", 404),
        ("/__sandbox/nothing", 404),
        ("/__sandbox/people/x/y", 404),
    ] {
        let answer = sandbox.get(path, "application/json").await;
        assert_eq!(answer.status(), status, "{path}");
        let refusal: Value = answer.json().await.unwrap();
        assert_eq!(refusal.as_object().unwrap().keys().collect::<Vec<_>>(), ["error", "message", "path"]);
    }
}

/// D-32
#[tokio::test]
async fn what_was_asked_is_shown_newest_first() {
    let sandbox = sandbox();
    let client = reqwest::Client::new();
    let form = client.post(sandbox.url("/oauth/token?probe=1")).form(&[("client_id", "APP-WRONG")]);
    let refused = form.send().await.unwrap().status().as_u16();
    let read = client.get(sandbox.url(&format!("/pub/v3.0/{AMELIE}/person"))).bearer_auth("nonsense");
    assert_eq!(read.send().await.unwrap().status(), 401);
    // What browsers load beside each page says nothing of a client.
    let page = sandbox.get("/signin?beside", "text/html").await.text().await.unwrap();
    let assets = page.split('"').filter(|it| it.starts_with("/assets/")).chain(["/favicon.ico", "/assets/none.css"]);
    let assets: Vec<&str> = assets.collect();
    assert!(assets.len() > 3, "{page}");
    for asset in assets {
        sandbox.get(asset, "*/*").await;
    }
    let asked = sandbox.json("/__sandbox/requests").await;
    let all = asked.as_array().unwrap();
    let [page, newest, oldest] = &all[..] else { panic!("three, and none of this API: {asked}") };
    assert_eq!(page["query"], "beside");
    let keys: Vec<&String> = newest.as_object().unwrap().keys().collect();
    let expected = ["at", "body", "body_bytes", "headers", "id", "method", "millis", "path", "query", "status"];
    assert_eq!(keys, expected);
    assert_eq!((&newest["method"], &newest["path"]), (&json!("GET"), &json!(format!("/pub/v3.0/{AMELIE}/person"))));
    assert_eq!((&newest["headers"]["authorization"], &newest["status"]), (&json!("Bearer nonsense"), &json!(401)));
    assert_eq!((&oldest["query"], &oldest["body"]), (&json!("probe=1"), &json!("client_id=APP-WRONG")));
    assert_eq!(oldest["status"], refused);
    assert_eq!(sandbox.post("/__sandbox/reset", json!(null)).await.0, 200);
    assert_eq!(sandbox.json("/__sandbox/requests").await, json!([]));
}

/// D-32
#[tokio::test]
async fn browsers_get_pages_and_programs_json() {
    let sandbox = sandbox();
    let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    let media_type = |it: &reqwest::Response| it.headers()["content-type"].to_str().unwrap().to_owned();
    let places = ["people", "clients", "requests", "health", "mail", "webhooks"].map(|it| format!("/__sandbox/{it}"));
    let single = [format!("/__sandbox/people/{AMELIE}"), format!("/__sandbox/clients/{UPDATER}")];
    for path in places.iter().chain(&single) {
        let page = sandbox.get(path, browser).await;
        assert_eq!((page.status().as_u16(), &*media_type(&page)), (200, "text/html; charset=utf-8"), "{path}");
        for accept in ["*/*", "application/json"] {
            let answer = sandbox.get(path, accept).await;
            assert_eq!((answer.status().as_u16(), &*media_type(&answer)), (200, "application/json"), "{path}");
        }
    }
    // People look at its root first, whatever they ask for.
    for (path, accept) in [("/__sandbox/", "*/*"), ("/__sandbox", browser)] {
        let page = sandbox.get(path, accept).await;
        assert_eq!(media_type(&page), "text/html; charset=utf-8");
        assert!(page.text().await.unwrap().contains("/__sandbox/people/{iD}"));
    }
    let list = sandbox.json("/__sandbox/").await;
    assert!(list.as_array().unwrap().iter().any(|it| it["address"] == "/__sandbox/reset" && it["method"] == "POST"));
}

/// Whatever is answered.
#[tokio::test]
async fn every_answer_is_for_nobody_else() {
    let sandbox = sandbox();
    let client = reqwest::Client::new();
    let mut seen = std::collections::BTreeSet::new();
    for method in ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        for path in
            ["", "health", "people", "people/x", "clients/x", "tokens", "clock", "requests", "mail", "mail/9", "no"]
        {
            for accept in ["application/json", "text/html"] {
                let request = client.request(method.parse().unwrap(), sandbox.url(&format!("/__sandbox/{path}")));
                let answer = request.header("accept", accept).send().await.unwrap();
                let header = |name: &str| answer.headers().get(name).map_or("", |it| it.to_str().unwrap());
                assert_eq!(header("x-content-type-options"), "nosniff", "{method} {path}");
                assert_eq!(
                    (header("cache-control"), header("x-frame-options")),
                    ("no-store", "DENY"),
                    "{method} {path}"
                );
                assert!(header("content-security-policy").starts_with("default-src 'none'"), "{method} {path}");
                assert_eq!(header("access-control-allow-origin"), "", "{method} {path}");
                assert_eq!(answer.status() == 405, !header("allow").is_empty(), "{method} {path}");
                seen.insert(answer.status().as_u16());
            }
        }
    }
    assert!([200, 201, 400, 404, 405].iter().all(|it| seen.contains(it)), "{seen:?}");
}

/// D-32
#[tokio::test]
async fn mail_is_json_for_programs_and_pages_for_people() {
    let sandbox = sandbox();
    let mut browser = Browser::new(&sandbox);
    let empty = browser.get("/__sandbox/mail").await;
    assert!(empty.body.contains("No mail was written yet"), "{}", empty.body);
    browser.asks_for_a_mail("amelie@brume.example.org").await;
    browser.asks_for_a_mail("nobody@brume.example.org").await;
    let mails = eventually(async || {
        let mails = sandbox.json("/__sandbox/mail").await;
        Some(mails).filter(|it| it.as_array().is_some_and(|it| it.len() == 2))
    });
    let mails = mails.await;
    let keys: Vec<&String> = mails[0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["html", "id", "sent", "subject", "text", "to"], "`decisions` 32, no more and no less");
    let one = sandbox.json("/__sandbox/mail?to=AMELIE@brume.example.org").await;
    assert_eq!((one.as_array().unwrap().len(), &one[0]), (1, &mails[0]));
    assert_eq!(sandbox.get("/__sandbox/mail", "*/*").await.headers()["content-type"], "application/json");

    let page = sandbox.get("/__sandbox/mail", "text/html,application/xhtml+xml,*/*;q=0.8").await;
    assert_eq!(page.headers()["content-type"], "text/html; charset=utf-8");
    let policy = page.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'; style-src 'self'") && !policy.contains("unsafe"), "{policy}");
    let body = page.text().await.unwrap();
    let place = |id: &Value| body.find(&format!("href=\"/__sandbox/mail/{id}\"")).expect("a link to the mail");
    assert!(place(&mails[1]["id"]) < place(&mails[0]["id"]), "newest first");
    let filtered = browser.get("/__sandbox/mail?to=amelie%40brume.example.org").await.body;
    assert!(filtered.contains("amelie@brume.example.org") && !filtered.contains("nobody@"), "{filtered}");
    let all = browser.get("/__sandbox/mail?to=").await.body;
    assert!(all.contains("nobody@"), "an empty field is no filter: {all}");

    let shown = browser.get(&format!("/__sandbox/mail/{}", mails[0]["id"])).await.body;
    let link = format!("<a href=\"{}", sandbox.url("/reset-password-email/"));
    let (secret, _) = shown.split_once(&link).expect("the link can be clicked").1.split_once('"').unwrap();
    let form = browser.get(&format!("/reset-password-email/{secret}")).await;
    assert!(form.status == 200 && form.body.contains("name=\"password_again\""), "{}", form.body);
    assert!(shown.contains("sandbox=\"allow-top-navigation-by-user-activation\" srcdoc="), "{shown}");
    assert_eq!(browser.get("/__sandbox/mail/99").await.status, 404);
}

#[tokio::test]
async fn a_seed_makes_tokens_the_same_in_each_run() {
    let draw = || async {
        let sandbox = Running::sandbox(["--seed", "7"]);
        let body = json!({ "client": UPDATER, "scopes": ["/read-public"] });
        sandbox.post("/__sandbox/tokens", body).await.1["access_token"].clone()
    };
    assert_eq!(draw().await, draw().await);
}

/// D-37
#[tokio::test]
async fn every_sandbox_signs_with_the_same_key() {
    let keys = async || sandbox().json("/oauth/jwks").await;
    let first = keys().await;
    assert!(first["keys"].as_array().is_some_and(|it| it.len() == 1), "{first}");
    assert_eq!(keys().await, first);
}

#[tokio::test]
async fn a_folder_keeps_what_was_written_until_a_reset() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("state");
    let start = || Running::sandbox(["--data".as_ref(), data.as_os_str()]);
    let sandbox = start();
    let people = sandbox.json("/__sandbox/health").await["people"].as_u64().unwrap();
    sandbox.post("/__sandbox/people", json!({})).await;
    sandbox.terminate();
    assert!(sandbox.wait().0);
    let sandbox = start();
    assert_eq!(sandbox.json("/__sandbox/health").await["people"], people + 1);
    assert_eq!(sandbox.post("/__sandbox/reset", json!({})).await.1["people"], people);
    assert_eq!(sandbox.get(&format!("/v3.0/{AMELIE}/record"), "application/json").await.status(), 200);
    // What is written after a reset is kept like what was written before.
    sandbox.post("/__sandbox/people", json!({})).await;
    sandbox.post("/__sandbox/people", json!({})).await;
    sandbox.terminate();
    assert!(sandbox.wait().0);
    assert_eq!(start().json("/__sandbox/health").await["people"], people + 2);
}

#[tokio::test]
async fn fixtures_of_ones_own_take_the_place_of_the_demo() {
    let folder = tempfile::tempdir().unwrap();
    let toml = "[[people]]\norcid = \"0009-9000-0000-9998\"\nabout = \"Alone.\"\npassword = \"x\"\n";
    std::fs::write(folder.path().join("registry.toml"), toml).unwrap();
    let sandbox = Running::sandbox(["--fixtures".as_ref(), folder.path().as_os_str()]);
    let people = sandbox.json("/__sandbox/people").await;
    assert_eq!(people.as_array().unwrap().len(), 1, "{people}");
    assert_eq!(people[0]["about"], "Alone.");
}

#[test]
fn a_mistake_in_fixtures_is_told_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("registry.toml"), "[[people]]\norcid = \"0009-9000-0000-0011\"\n").unwrap();
    let output =
        byline().args(["sandbox", "--listen", "127.0.0.1:0", "--fixtures"]).arg(folder.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("registry.toml:2:"), "{}", text(&output.stderr));
    assert!(output.stdout.is_empty());
}

#[test]
fn fixtures_that_are_refused_are_counted_in_the_ready_line_and_fatal_when_strict() {
    let folder = tempfile::tempdir().unwrap();
    let fixtures = folder.path().join("fixtures");
    std::fs::create_dir_all(fixtures.join("summaries/010")).unwrap();
    let toml = "[[people]]\norcid = \"0009-9000-0000-0010\"\n";
    std::fs::write(fixtures.join("registry.toml"), toml).unwrap();
    let arguments = |more: &[&str]| {
        let mut all = vec!["--fixtures".to_owned(), fixtures.display().to_string()];
        all.extend(more.iter().map(|it| (*it).to_owned()));
        all
    };
    let fine = Running::sandbox(arguments(&["--strict"]));
    assert!(fine.ready.get("refused").is_none(), "{}", fine.ready);
    std::fs::write(fixtures.join("summaries/010/0009-9000-0000-0010.xml"), "<oops").unwrap();
    std::fs::write(fixtures.join("summaries/010/0009-9000-0000-0029.json"), "{").unwrap();
    let lenient = Running::sandbox(arguments(&[]));
    assert_eq!(lenient.ready["refused"], 2, "{}", lenient.ready);
    let output = crate::support::byline()
        .args(["sandbox", "--listen", "127.0.0.1:0"])
        .args(arguments(&["--strict"]))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("2 fixtures were refused") && told.contains("left out: "), "{told}");
}
