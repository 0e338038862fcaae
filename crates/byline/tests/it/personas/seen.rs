//! What others see of a person.

use serde_json::{Value, json};

use crate::support::{Running, UPDATER};

/// So many works are read in full: those of a person with thousands are alike.
const IN_FULL: usize = 20;

pub struct Seen {
    /// Of the public API, for the record.
    pub status: u16,
    pub location: String,
    pub record: Value,
    /// The record, as a client sees it that may read what is for trusted parties.
    pub trusted: Value,
    /// Full works, of the public API.
    pub works: Vec<Value>,
}

impl std::fmt::Debug for Seen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let short = |value: &Value| value.to_string().chars().take(2000).collect::<String>();
        write!(f, "{} {}\n{}\n{}", self.status, self.location, short(&self.record), short(&json!(self.works)))
    }
}

impl Seen {
    pub async fn of(sandbox: &Running, orcid: &str) -> Self {
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let read = async |path: String, token: Option<&str>| {
            let request = client.get(sandbox.url(&path)).header("accept", "application/json");
            let response = token.into_iter().fold(request, |request, it| request.bearer_auth(it)).send().await.unwrap();
            let location = response.headers().get("location").map_or("", |it| it.to_str().unwrap()).to_owned();
            (response.status().as_u16(), location, response.json::<Value>().await.unwrap())
        };
        let (status, location, record) = read(format!("/pub/v3.0/{orcid}/record"), None).await;
        let asked = json!({ "client": UPDATER, "orcid": orcid, "scopes": ["/read-limited"] });
        let (_, token) = sandbox.post("/__sandbox/tokens", asked).await;
        let trusted = match token["access_token"].as_str() {
            Some(token) => read(format!("/api/v3.0/{orcid}/record"), Some(token)).await.2,
            None => Value::Null,
        };
        let mut seen = Seen { status, location, record, trusted, works: Vec::new() };
        let codes: Vec<_> = seen.summaries().iter().take(IN_FULL).map(|it| it["put-code"].to_string()).collect();
        if !codes.is_empty() {
            let bulk = read(format!("/pub/v3.0/{orcid}/works/{}", codes.join(",")), None).await.2;
            seen.works = bulk["bulk"].as_array().unwrap().iter().map(|it| it["work"].clone()).collect();
        }
        seen
    }

    /// A place in the record, by JSON pointer.
    pub fn at(&self, pointer: &str) -> &Value {
        self.record.pointer(pointer).unwrap_or(&Value::Null)
    }

    pub fn text(&self, pointer: &str) -> &str {
        self.at(pointer).as_str().unwrap_or_default()
    }

    /// One of `given-names`, `family-name`, `credit-name`; empty when it is null.
    pub fn name(&self, part: &str) -> &str {
        self.text(&format!("/person/name/{part}/value"))
    }

    pub fn refused(&self, status: u16, code: u16) -> bool {
        self.status == status && self.record["error-code"] == code
    }

    pub fn groups(&self, section: &str) -> &[Value] {
        let section = self.at(&format!("/activities-summary/{section}"));
        let groups = section.get("group").or_else(|| section.get("affiliation-group"));
        groups.and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    /// The works of all groups.
    pub fn summaries(&self) -> Vec<&Value> {
        self.groups("works").iter().flat_map(|group| group["work-summary"].as_array().unwrap()).collect()
    }

    pub fn titles(&self) -> Vec<&str> {
        self.summaries().iter().map(|it| it["title"]["title"]["value"].as_str().unwrap()).collect()
    }

    /// Values of the identifiers of works.
    pub fn identifiers(&self) -> Vec<&Value> {
        let lists = self.summaries().into_iter().filter_map(|it| it["external-ids"]["external-id"].as_array());
        lists.flatten().collect()
    }

    /// The addresses that the public sees.
    pub fn emails(&self) -> &[Value] {
        self.list("/person/emails/email")
    }

    pub fn list(&self, pointer: &str) -> &[Value] {
        self.at(pointer).as_array().map_or(&[], Vec::as_slice)
    }

    pub fn contents(&self, pointer: &str) -> Vec<&str> {
        self.list(pointer).iter().map(|it| it["content"].as_str().unwrap()).collect()
    }

    /// Whether every section is empty, for the public or for whom the owner trusts.
    pub fn is_empty(&self) -> bool {
        self.at("/person/name").is_null()
            && self.emails().is_empty()
            && self.summaries().is_empty()
            && self.groups("employments").is_empty()
    }
}
