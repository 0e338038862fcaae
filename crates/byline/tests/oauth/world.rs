//! A sandbox with the clients of the published cases, and a browser to meet it with.

use std::collections::HashMap;
use std::path::PathBuf;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use reqwest::header::{HeaderMap, LOCATION, SET_COOKIE};
use serde_json::{Value, json};

use crate::support::{AMELIE, Running, byline};

/// The user U of the cases: everything on this record is public.
pub const U: &str = AMELIE;
pub const U_EMAIL: &str = "amelie@brume.example.org";
pub const PASSWORD: &str = "sandbox-Passw0rd";
/// Somebody whose name is private.
pub const PRIVATE: &str = "0009-9000-0000-0117";
pub const LOCKED: &str = "0009-9000-0000-015X";
pub const DEPRECATED: &str = "0009-9000-0000-0176";

pub const A: &str = "APP-CASECASECASE000A";
pub const B: &str = "APP-CASECASECASE000B";
pub const C: &str = "APP-CASECASECASE000C";
pub const P: &str = "APP-CASECASECASE000P";
pub const CALLBACK: &str = "https://app.test/cb";
pub const EXCHANGE: &str = "urn:ietf:params:oauth:grant-type:token-exchange";
pub const ID_TOKEN: &str = "urn:ietf:params:oauth:token-type:id_token";
pub const ACCESS_TOKEN: &str = "urn:ietf:params:oauth:token-type:access_token";

pub fn secret(client: &str) -> String {
    format!("secret-of-{client}")
}

/// An answer that was read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|it| it.to_str().expect("a text"))
    }

    pub fn location(&self) -> &str {
        self.headers.get(LOCATION).unwrap_or_else(|| panic!("no redirect: {self:?}")).to_str().expect("a text")
    }

    /// The parameters of the redirect, from query and fragment alike.
    pub fn parameters(&self) -> HashMap<String, String> {
        let url = url::Url::parse(self.location()).expect("an address");
        let fragment = url.fragment().unwrap_or_default().to_owned();
        let of_fragment = url::form_urlencoded::parse(fragment.as_bytes()).into_owned();
        url.query_pairs().into_owned().chain(of_fragment.collect::<Vec<_>>()).collect()
    }

    /// Status, `error` and `error_description` of an OAuth refusal.
    pub fn refusal(&self) -> (u16, String, String) {
        let body = self.json();
        let text = |key: &str| body[key].as_str().unwrap_or_default().to_owned();
        (self.status, text("error"), text("error_description"))
    }

    /// The value of a hidden field of the form in the page.
    pub fn field(&self, name: &str) -> String {
        let start = format!("name=\"{name}\" value=\"");
        let (_, rest) = self.body.split_once(&start).unwrap_or_else(|| panic!("no field {name}: {}", self.body));
        let value = rest.split('"').next().unwrap_or_default();
        value.replace("&#38;", "&").replace("&amp;", "&").replace("&#61;", "=").replace("&#34;", "\"")
    }

    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{self:?}");
        self
    }
}

/// The host that a sandbox with TLS is.
pub const SECURE_HOST: &str = "registry.test";

/// A certificate for [`SECURE_HOST`] and its two APIs, and the authority it is by.
pub struct Certificates(tempfile::TempDir);

impl Certificates {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let hosts = ["", "pub.", "api."].map(|prefix| format!("{prefix}{SECURE_HOST}"));
        let mut command = byline();
        command.arg("dev-ca").args(hosts.iter().flat_map(|host| ["--host", host])).arg("--out").arg(folder.path());
        let made = command.output().expect("it starts");
        assert!(made.status.success(), "{made:?}");
        Certificates(folder)
    }

    /// The file with the authority's certificate.
    pub fn authority(&self) -> PathBuf {
        self.0.path().join("ca.pem")
    }

    pub fn sandbox(&self) -> Running {
        let mut arguments = vec!["--base-url".into(), format!("https://{SECURE_HOST}").into()];
        for (name, file) in [("--tls-cert", "server.pem"), ("--tls-key", "server-key.pem")] {
            arguments.extend([name.into(), self.0.path().join(file).into_os_string()]);
        }
        Running::sandbox(arguments)
    }

    /// Trusts the authority, and finds the host where `sandbox` listens.
    pub fn client(&self, sandbox: &Running) -> reqwest::Client {
        let pem = std::fs::read(self.authority()).expect("it was written");
        let authority = reqwest::Certificate::from_pem(&pem).expect("a certificate");
        let address = sandbox.address().parse().expect("an address");
        let builder = reqwest::Client::builder().tls_certs_only([authority]).resolve(SECURE_HOST, address);
        builder.redirect(reqwest::redirect::Policy::none()).build().expect("a client")
    }
}

pub struct World {
    pub sandbox: Running,
    pub http: reqwest::Client,
}

impl World {
    pub async fn new() -> World {
        World::of(Running::sandbox::<[&str; 0]>([])).await
    }

    pub async fn of(sandbox: Running) -> World {
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client");
        World::met_by(sandbox, http).await
    }

    /// With TLS.
    pub async fn secure(certificates: &Certificates) -> World {
        let sandbox = certificates.sandbox();
        let http = certificates.client(&sandbox);
        World::met_by(sandbox, http).await
    }

    async fn met_by(sandbox: Running, http: reqwest::Client) -> World {
        let world = World { sandbox, http };
        world.put_client(A, json!({ "type": "updater" })).await;
        world.put_client(B, json!({ "type": "premium-updater", "obo_enabled": true })).await;
        world.put_client(C, json!({ "type": "updater", "obo_enabled": true })).await;
        world.put_client(P, json!({ "type": "public-client" })).await;
        world
    }

    /// Creates or replaces a client; `more` are keys of `registry.toml`.
    pub async fn put_client(&self, id: &str, more: Value) {
        let mut body = json!({
            "name": format!("Client {}", &id[id.len() - 1..]),
            "description": "Of the cases",
            "website": "https://app.test/",
            "secret": secret(id),
            "redirect_uris": [CALLBACK],
        });
        for (key, value) in more.as_object().expect("keys") {
            body[key] = value.clone();
        }
        let request = self.http.put(self.sandbox.url(&format!("/__sandbox/clients/{id}"))).json(&body);
        let answer = self.send(request).await;
        assert!(answer.status == 200 || answer.status == 201, "{answer:?}");
    }

    pub async fn send(&self, request: reqwest::RequestBuilder) -> Answer {
        let response = request.send().await.expect("it answers");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Answer { status, headers, body: response.text().await.expect("a text") }
    }

    pub fn request(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        self.http.request(method.parse().expect("a method"), self.sandbox.url(path))
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request("GET", path)).await
    }

    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.send(self.request("POST", path).form(form)).await
    }

    /// The token endpoint, with the client's own credentials.
    pub async fn token(&self, client: &str, grant: &str, more: &[(&str, &str)]) -> Answer {
        self.as_client(client, "/oauth/token", &[&[("grant_type", grant)], more].concat()).await
    }

    /// A form with the client's own credentials in it.
    pub async fn as_client(&self, client: &str, path: &str, form: &[(&str, &str)]) -> Answer {
        let secret = secret(client);
        self.post(path, &[&[("client_id", client), ("client_secret", &secret)], form].concat()).await
    }

    /// An authorization request; what is in `more` replaces the usual, and without a value removes it.
    pub fn authorize_path(&self, client: &str, scope: &str, more: &[(&str, &str)]) -> String {
        let usual = [("client_id", client), ("response_type", "code"), ("scope", scope), ("redirect_uri", CALLBACK)];
        let kept = usual.into_iter().filter(|(name, _)| more.iter().all(|(other, _)| name != other));
        let given = more.iter().copied().filter(|(_, value)| !value.is_empty());
        let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(kept.chain(given)).finish();
        format!("/oauth/authorize?{query}")
    }

    pub async fn authorize(&self, client: &str, scope: &str, more: &[(&str, &str)]) -> Answer {
        self.get(&self.authorize_path(client, scope, more)).await
    }

    /// The same, asked for as JSON.
    pub async fn authorize_json(&self, client: &str, scope: &str, more: &[(&str, &str)]) -> Answer {
        let request = self.request("GET", &self.authorize_path(client, scope, more));
        self.send(request.header("accept", "application/json")).await
    }

    /// A code that `person` agreed to.
    pub async fn code(&self, client: &str, person: &str, scope: &str) -> String {
        let answer = self.authorize(client, scope, &[("login_as", person), ("nonce", "n-0S6")]).await.expect(302);
        answer.parameters().remove("code").unwrap_or_else(|| panic!("no code: {answer:?}"))
    }

    /// The token answer after U agreed.
    pub async fn granted(&self, client: &str, scope: &str) -> Value {
        let code = self.code(client, U, scope).await;
        let form = [("code", &*code), ("redirect_uri", CALLBACK)];
        self.token(client, "authorization_code", &form).await.expect(200).json()
    }

    /// `actor` exchanges an identity token.
    pub async fn exchange(&self, actor: &str, id_token: &str, more: &[(&str, &str)]) -> Answer {
        let form =
            [("subject_token", id_token), ("subject_token_type", ID_TOKEN), ("requested_token_type", ACCESS_TOKEN)];
        self.token(actor, EXCHANGE, &[&form, more].concat()).await
    }

    /// `client` exchanges its access token for an identity token.
    pub async fn turn_back(&self, client: &str, token: &str) -> Answer {
        let form = [("subject_token", token), ("subject_token_type", ACCESS_TOKEN), ("requested_token_type", ID_TOKEN)];
        self.token(client, EXCHANGE, &form).await
    }

    /// What the member API says to a read of U's e-mail addresses with this token.
    pub async fn status_of(&self, token: &str) -> u16 {
        self.api("/api", U, Some(token)).await.status
    }

    /// A read of a record's e-mail addresses.
    pub async fn api(&self, prefix: &str, person: &str, token: Option<&str>) -> Answer {
        let request =
            self.request("GET", &format!("{prefix}/v3.0/{person}/email")).header("accept", "application/json");
        self.send(token.into_iter().fold(request, |request, token| request.bearer_auth(token))).await
    }

    pub async fn user_info(&self, token: &str) -> Answer {
        self.send(self.request("GET", "/oauth/userinfo").bearer_auth(token)).await
    }

    /// Introspection of a token by the client it belongs to.
    pub async fn introspect(&self, client: &str, token: &str) -> Value {
        self.as_client(client, "/oauth/introspect", &[("token", token)]).await.expect(200).json()
    }

    pub async fn advance(&self, seconds: u64) {
        let (status, _) = self.sandbox.post("/__sandbox/clock", json!({ "advance_seconds": seconds })).await;
        assert_eq!(status, 200);
    }

    /// A token from nowhere, with keys of `POST /__sandbox/tokens`.
    pub async fn mint(&self, body: Value) -> String {
        let (status, token) = self.sandbox.post("/__sandbox/tokens", body).await;
        assert_eq!(status, 201, "{token}");
        token["access_token"].as_str().expect("a token").to_owned()
    }
}

/// Somebody's browser: it keeps cookies, and follows redirects only when told.
pub struct Browser<'a> {
    pub world: &'a World,
    pub cookies: HashMap<String, String>,
}

impl<'a> Browser<'a> {
    pub fn new(world: &'a World) -> Self {
        Browser { world, cookies: HashMap::new() }
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        let request = self.world.request("GET", path).header("accept", "text/html");
        self.send(request).await
    }

    pub async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let request = self.world.request("POST", path).form(form).header("accept", "text/html");
        self.send(request).await
    }

    pub async fn send(&mut self, request: reqwest::RequestBuilder) -> Answer {
        let line: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let answer = self.world.send(request.header("cookie", line.join("; "))).await;
        for cookie in answer.headers.get_all(SET_COOKIE) {
            let cookie = cookie.to_str().expect("a text");
            let (name, value) = cookie.split(';').next().and_then(|it| it.split_once('=')).expect("a cookie");
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    pub async fn sign_in(&mut self, name: &str, password: &str) -> Answer {
        let page = self.get("/signin").await.expect(200);
        self.give_credentials(&page, name, password).await
    }

    /// Fills in a sign-in form.
    pub async fn give_credentials(&mut self, page: &Answer, name: &str, password: &str) -> Answer {
        let (csrf, oauth, next) = (page.field("csrf"), page.field("oauth"), page.field("next"));
        let form = [("csrf", &*csrf), ("oauth", &oauth), ("next", &next), ("username", name), ("password", password)];
        self.post("/signin", &form).await
    }

    /// A browser in which U is signed in.
    pub async fn of_u(world: &'a World) -> Self {
        let mut browser = Browser::new(world);
        browser.sign_in(U_EMAIL, PASSWORD).await.expect(303);
        browser
    }

    pub async fn authorize(&mut self, client: &str, scope: &str, more: &[(&str, &str)]) -> Answer {
        self.get(&self.world.authorize_path(client, scope, more)).await
    }

    /// Answers a consent page: `allow` or `deny`.
    pub async fn decide(&mut self, page: &Answer, decision: &str) -> Answer {
        let (csrf, request) = (page.field("csrf"), page.field("request"));
        self.post("/oauth/authorize", &[("csrf", &*csrf), ("request", &request), ("decision", decision)]).await
    }
}

pub fn is_consent(page: &Answer) -> bool {
    page.status == 200 && page.body.contains("name=\"decision\"")
}

pub fn is_sign_in(page: &Answer) -> bool {
    page.status == 200 && page.body.contains("action=\"/signin\"")
}

/// The claims of a JWT, unverified.
pub fn claims(token: &str) -> Value {
    part(token, 1)
}

/// The header of a JWT.
pub fn jwt_header(token: &str) -> Value {
    part(token, 0)
}

fn part(token: &str, at: usize) -> Value {
    let part = token.split('.').nth(at).expect("three parts");
    serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(part).expect("base64url")).expect("JSON")
}

/// Whether a key of the set signed it.
pub fn is_signed(token: &str, jwks: &Value) -> bool {
    use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};
    let (message, signature) = token.rsplit_once('.').expect("three parts");
    let decode = |text: &str| BASE64_URL_SAFE_NO_PAD.decode(text).expect("base64url");
    let kid = &jwt_header(token)["kid"];
    let key = jwks["keys"].as_array().expect("keys").iter().find(|it| it["kid"] == *kid).expect("the key is there");
    let text = |name: &str| decode(key[name].as_str().expect("a text"));
    let key = RsaPublicKeyComponents { n: text("n"), e: text("e") };
    key.verify(&RSA_PKCS1_2048_8192_SHA256, message.as_bytes(), &decode(signature)).is_ok()
}

/// `at_hash` of an access token, and the S256 challenge of a verifier: the same function over different lengths.
pub fn sha256_base64(text: &str, bytes: usize) -> String {
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, text.as_bytes());
    BASE64_URL_SAFE_NO_PAD.encode(&digest.as_ref()[..bytes])
}

pub fn text<'a>(body: &'a Value, key: &str) -> &'a str {
    body[key].as_str().unwrap_or_else(|| panic!("no {key} in {body}"))
}
