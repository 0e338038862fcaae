//! Where a scenario plays: a sandbox of its own, its clients and people, a browser, and the web server of the clients.

use byline_testkit::{Receiver, Reply};
use reqwest::redirect::Policy;
use serde_json::{Value, json};
use tokio::sync::Mutex;

use crate::support::{AMELIE, Running, skip};
use crate::walker::Walker;
use crate::wire::{Answer, Syntax};

pub struct Scene {
    pub sandbox: Running,
    pub http: reqwest::Client,
    /// Where people come back to, and where webhooks lead.
    pub receiver: Receiver,
    walker: Mutex<Walker>,
}

/// Somebody with a record, and what is new there is seen by whom.
#[derive(Clone, Debug)]
pub struct Person {
    pub orcid: String,
    pub email: String,
    pub password: String,
    pub visibility: &'static str,
}

#[derive(Clone, Debug)]
pub struct Client {
    pub id: String,
    pub name: String,
    pub secret: String,
    pub redirect: String,
}

/// The person whose record has everything, all of it public.
pub fn amelie() -> Person {
    Person {
        orcid: AMELIE.into(),
        email: "amelie@brume.example.org".into(),
        password: PASSWORD.into(),
        visibility: "public",
    }
}

pub const PASSWORD: &str = "sandbox-Passw0rd";

impl Scene {
    /// `None`, and said so, where there is no browser.
    pub async fn start(name: &str) -> Option<Self> {
        let sandbox = Running::sandbox::<[&str; 0]>([]);
        let http = reqwest::Client::builder().redirect(Policy::none()).build().expect("a client");
        let Some(walker) = Walker::start(&sandbox.url("")).await else {
            skip(name, "no browser or no JavaScript packages; `cargo xtask test` gets them");
            return None;
        };
        Some(Scene { sandbox, http, receiver: Receiver::start().await, walker: Mutex::new(walker) })
    }

    /// Somebody with a verified address and nothing else.
    pub async fn person(&self, name: &str, visibility: &'static str) -> Person {
        let email = format!("{}@uni.example", name.to_lowercase());
        let body = json!({
            "given_names": name, "family_name": "Okafor", "email": email, "password": PASSWORD,
            "default_visibility": visibility,
        });
        let (status, person) = self.sandbox.post("/__sandbox/people", body).await;
        assert_eq!(status, 201, "{person}");
        let orcid = person["orcid"].as_str().expect("an iD").to_owned();
        Person { orcid, email, password: PASSWORD.into(), visibility }
    }

    /// The client of a member; `more` are keys of `registry.toml`.
    pub async fn client(&self, tag: &str, name: &str, kind: &str, more: Value) -> Client {
        let id = format!("APP-{tag:0<16}");
        let path = format!("/back/{tag}");
        self.receiver.answer(&path, Reply::Status(200));
        let client =
            Client { secret: format!("secret-of-{id}"), name: name.into(), redirect: self.receiver.url(&path), id };
        let mut body = json!({
            "name": name, "type": kind, "secret": client.secret, "redirect_uris": [client.redirect],
            "description": "Takes part", "website": "https://member.example/",
        });
        for (key, value) in more.as_object().expect("keys") {
            body[key] = value.clone();
        }
        let url = self.sandbox.url(&format!("/__sandbox/clients/{}", client.id));
        self.answer(self.http.put(url).json(&body)).await.expect(201);
        client
    }

    pub async fn member(&self, tag: &str, name: &str) -> Client {
        self.client(tag, name, "premium-updater", json!({})).await
    }

    pub async fn answer(&self, request: reqwest::RequestBuilder) -> Answer {
        Answer::read(request.send().await.expect("it answers"), &self.sandbox.url("")).await
    }

    /// A call of an API by its whole path.
    pub async fn call(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
        syntax: Syntax,
        body: Option<String>,
    ) -> Answer {
        let request = self.http.request(method.parse().expect("a method"), self.sandbox.url(path));
        let request = request.header("accept", syntax.media_type());
        let request = token.into_iter().fold(request, |request, token| request.bearer_auth(token));
        let request = body
            .into_iter()
            .fold(request, |request, body| request.header("content-type", syntax.media_type()).body(body));
        self.answer(request).await
    }

    /// What anybody reads of a record.
    pub async fn public(&self, person: &Person, path: &str, syntax: Syntax) -> Answer {
        self.call("GET", &format!("/pub/v3.0/{}{path}", person.orcid), None, syntax, None).await
    }

    /// The page of a record, for anybody.
    pub async fn page(&self, person: &Person) -> String {
        let request = self.http.get(self.sandbox.url(&format!("/{}", person.orcid)));
        self.answer(request.header("accept", "text/html").header("accept-language", "en")).await.expect(200).body
    }

    pub async fn advance(&self, seconds: u64) {
        let (status, _) = self.sandbox.post("/__sandbox/clock", json!({ "advance_seconds": seconds })).await;
        assert_eq!(status, 200);
    }
}

/// What people do, in a browser.
impl Scene {
    pub async fn tell(&self, verb: &str, who: &Person, told: Value) -> Value {
        self.walker.lock().await.tell(verb, who, told).await
    }

    /// What a page says.
    pub async fn opens(&self, who: &Person, path: &str) -> String {
        text(&self.tell("open", who, json!({ "path": path })).await, "text")
    }

    /// What a page says as soon as it says `until`.
    pub async fn finds(&self, who: &Person, path: &str, until: &str) -> String {
        text(&self.tell("open", who, json!({ "path": path, "until": until })).await, "text")
    }

    pub async fn presses(&self, who: &Person, role: &str, name: &str) -> String {
        text(&self.tell("press", who, json!({ "role": role, "name": name })).await, "text")
    }

    /// Nothing was refused by the policies of the pages.
    pub async fn end(self) {
        let refusals = self.tell("refusals", &amelie(), json!({})).await;
        assert_eq!(refusals, json!([]));
    }
}

#[track_caller]
pub fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_else(|| panic!("no {key} in {value}")).to_owned()
}

/// A client at work on a record, in one syntax.
#[derive(Clone)]
pub struct Desk<'s> {
    pub scene: &'s Scene,
    pub client: &'s Client,
    pub person: &'s Person,
    pub token: String,
    pub syntax: Syntax,
}

impl Desk<'_> {
    fn path(&self, path: &str) -> String {
        format!("/api/v3.0/{}{path}", self.person.orcid)
    }

    async fn call(&self, method: &str, path: &str, body: Option<String>) -> Answer {
        self.scene.call(method, &self.path(path), Some(&self.token), self.syntax, body).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.call("GET", path, None).await
    }

    /// What is there, in JSON.
    pub async fn read(&self, path: &str) -> Value {
        self.get(path).await.expect(200).document()
    }

    /// Sends a document of this kind.
    pub async fn post(&self, path: &str, kind: &str, document: &Value) -> Answer {
        self.post_text(path, self.syntax.print(kind, document)).await
    }

    /// Sends whatever this is.
    pub async fn post_text(&self, path: &str, body: String) -> Answer {
        self.call("POST", path, Some(body)).await
    }

    pub async fn put(&self, path: &str, kind: &str, document: &Value) -> Answer {
        self.call("PUT", path, Some(self.syntax.print(kind, document))).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.call("DELETE", path, None).await
    }

    pub fn url(&self, path: &str) -> String {
        self.scene.sandbox.url(&self.path(path))
    }
}
