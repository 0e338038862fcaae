//! The pages over a deployment of the test kit, without a network.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use byline_accounts::Registration;
use byline_http::{Limits, Rates, TrustedProxies};
use byline_model::client::{Application, Client, RedirectUri};
use byline_store::{Mail, whole};
use byline_testkit::{ClientType, OrcidId, TestApp, TestClient, TestRecord, Visibility};
use byline_web::{Site, WebState};
use tower::ServiceExt;

pub const BASE: &str = "https://reg.example";
pub const CALLBACK: &str = "https://app.test/cb";
/// The type of an icon that browsers look for.
const ICON: &str = "image/vnd.microsoft.icon";
pub const PASSWORD: &str = "engine no. 1";

/// A deployment with pages.
pub struct Pages {
    pub app: TestApp,
    /// The patterns of all that is served.
    pub addresses: Vec<&'static str>,
    router: Router,
}

/// Somebody with a browser: keeps cookies, and fills in the forms it is shown.
pub struct Browser<'p> {
    pages: &'p Pages,
    pub cookies: BTreeMap<String, String>,
    /// What the browser says about languages.
    pub accept_language: &'static str,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Pages {
    pub async fn start() -> Pages {
        Pages::with(|_| ()).await
    }

    /// With other settings.
    pub async fn with(change: impl FnOnce(&mut Site)) -> Pages {
        Pages::limited(Rates::off(), change).await
    }

    /// With limits, behind a proxy at 10.0.0.1.
    pub async fn limited(rates: Rates, change: impl FnOnce(&mut Site)) -> Pages {
        Pages::of(TestApp::setup().base_url(BASE).start().await, rates, change)
    }

    /// Over a database that an older version left.
    pub async fn over(image: Vec<u8>) -> Pages {
        Pages::of(TestApp::setup().base_url(BASE).over(image).start().await, Rates::off(), |_| ())
    }

    /// On a database on a server; `None` where there is none.
    pub async fn on_postgres(test: &str) -> Option<Pages> {
        let setup = TestApp::setup().base_url(BASE).on_postgres(test).await?;
        Some(Pages::of(setup.start().await, Rates::off(), |_| ()))
    }

    /// The pages of another process on the same store.
    pub async fn beside(&self) -> Pages {
        Pages::of(TestApp::setup().base_url(BASE).beside(&self.app).start().await, Rates::off(), |_| ())
    }

    fn of(app: TestApp, rates: Rates, change: impl FnOnce(&mut Site)) -> Pages {
        // Tests type faster than anybody, on a clock that stands still.
        let mut site = Site { registration_seconds: 0, ..Site::single_origin(BASE) };
        change(&mut site);
        let (authority, accounts) = (app.authority.clone(), app.accounts.clone());
        let state =
            WebState::new(app.registry.clone(), authority, accounts, app.members.clone(), app.entropy.clone(), site);
        let proxies = TrustedProxies::parse(["10.0.0.1"]).expect("an address");
        let addresses = byline_web::addresses(state.clone());
        let router = byline_web::router(state.trusting(proxies).limiting(Arc::new(Limits::new(rates))));
        Pages { app, addresses, router }
    }

    /// Somebody who is not known yet.
    pub fn browser(&self) -> Browser<'_> {
        Browser { pages: self, cookies: BTreeMap::new(), accept_language: "" }
    }

    /// A client that comes back to `https://app.test/cb`.
    pub async fn client(&self, client_type: ClientType) -> TestClient<'_> {
        let redirect = RedirectUri { uri: CALLBACK.into(), kind: "default".into(), scopes: Vec::new(), retired: false };
        self.app.client_with("Quill & Lantern Press", client_type, |client| client.redirect_uris.push(redirect)).await
    }

    /// The same without a secret.
    pub async fn open_client(&self, application: Application) -> TestClient<'_> {
        let redirect = RedirectUri { uri: CALLBACK.into(), kind: "default".into(), scopes: Vec::new(), retired: false };
        let open = |client: &mut Client| {
            client.redirect_uris.push(redirect);
            client.application = application;
            client.secrets.clear();
        };
        self.app.client_with("A page", ClientType::PublicClient, open).await
    }

    /// Registers somebody; the record's iD.
    pub async fn register(&self, email: &str) -> OrcidId {
        let form = Registration {
            given_names: "Ada".into(),
            family_name: "Lovelace".into(),
            email: email.into(),
            email_again: email.into(),
            password: PASSWORD.into(),
            password_again: PASSWORD.into(),
            default_visibility: Some(Visibility::Public),
            terms: true,
            processing: true,
            ..Registration::default()
        };
        self.app.accounts.register(&form, self.app.now()).await.expect("a complete form").orcid
    }

    /// The newest link of this kind that was mailed to an address, as a path without a query.
    pub async fn link(&self, to: &str, kind: &str) -> String {
        let mails = whole(|it| self.app.outbox.mails(Some(to), it)).await.expect("the store answers");
        let start = format!("{BASE}/{kind}/");
        let secret = |text: &str| Some(text.split_once(&start)?.1.split(['?', '\n']).next()?.to_owned());
        let secret = mails.iter().rev().find_map(|mail| secret(&mail.text)).expect("a mail with such a link");
        format!("/{kind}/{secret}")
    }

    /// The newest mail to an address.
    pub async fn mail(&self, to: &str) -> Mail {
        whole(|it| self.app.outbox.mails(Some(to), it)).await.expect("the store answers").pop().expect("a mail")
    }

    pub async fn record(&self) -> TestRecord<'_> {
        self.app.record("Ada").await
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.expect("routers do not fail");
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("a body in memory");
        // Pixels say nothing here.
        let pixels = parts.headers.get(header::CONTENT_TYPE).is_some_and(|it| it == "image/png" || it == ICON);
        let body = if pixels { Vec::new() } else { body.to_vec() };
        let body = String::from_utf8(body).expect("pages are UTF-8");
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// The head of an answer, and its bytes as they were sent.
    pub async fn bytes(&self, request: Request<Body>) -> (HeaderMap, Vec<u8>) {
        let response = self.router.clone().oneshot(request).await.expect("routers do not fail");
        let (parts, body) = response.into_parts();
        (parts.headers, to_bytes(body, usize::MAX).await.expect("a body in memory").to_vec())
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.get_as(path, "text/html").await
    }

    pub async fn get_as(&self, path: &str, accept: &str) -> Answer {
        let request = Request::get(path).header(header::ACCEPT, accept).body(Body::empty());
        self.send(request.expect("a well-formed request")).await
    }
}

impl Browser<'_> {
    /// The same browser before another process.
    pub fn at(self, pages: &Pages) -> Browser<'_> {
        let Browser { pages: _, cookies, accept_language } = self;
        Browser { pages, cookies, accept_language }
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path)).await
    }

    /// A request for the head alone, as programs that look into mails send.
    pub async fn head(&mut self, path: &str) -> Answer {
        self.send(Request::head(path)).await
    }

    async fn send(&mut self, request: axum::http::request::Builder) -> Answer {
        self.send_with(request, Body::empty()).await
    }

    async fn send_with(&mut self, request: axum::http::request::Builder, body: Body) -> Answer {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request.header(header::ACCEPT, "text/html").header(header::COOKIE, cookies.join("; "));
        let request = request.header(header::ACCEPT_LANGUAGE, self.accept_language);
        let answer = self.pages.send(request.body(body).expect("a well-formed request")).await;
        for line in answer.headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().expect("ASCII");
            let (name, rest) = line.split_once('=').expect("a name and a value");
            match rest.split(';').next().unwrap_or_default() {
                "" => self.cookies.remove(name),
                value => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        answer
    }

    /// Posts these fields as they are.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_from(path, fields, None).await
    }

    /// The same, from a page of this origin.
    pub async fn post_from(&mut self, path: &str, fields: &[(&str, &str)], origin: Option<&str>) -> Answer {
        let body = fields.iter().map(|(name, value)| format!("{name}={}", escape(value))).collect::<Vec<_>>().join("&");
        let mut request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(origin) = origin {
            request = request.header(header::ORIGIN, origin);
        }
        self.send_with(request, Body::from(body)).await
    }

    /// Sends the main form of a page, with its hidden fields and these.
    pub async fn submit(&mut self, page: &Answer, fields: &[(&str, &str)]) -> Answer {
        let (action, hidden) = page.form();
        let hidden: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.post(&action, &[&hidden, fields].concat()).await
    }

    /// Signs in by the page.
    pub async fn sign_in(&mut self, name: &str, password: &str) -> Answer {
        let page = self.get("/signin").await;
        self.submit(&page, &[("username", name), ("password", password)]).await
    }
}

pub fn escape(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

impl Answer {
    /// Address and hidden fields of the form in the main part.
    pub fn form(&self) -> (String, Vec<(String, String)>) {
        let (_, main) = self.body.split_once("<main").expect("a main part");
        let (_, form) = main.split_once("<form").expect("a form");
        let (form, _) = form.split_once("</form>").expect("forms end");
        let attribute = |tag: &str, name: &str| {
            let (_, rest) = tag.split_once(&format!("{name}=\""))?;
            Some(rest.split('"').next()?.replace("&#38;", "&").replace("&#34;", "\"").replace("&amp;", "&"))
        };
        let hidden = form.split("<input type=\"hidden\"").skip(1);
        let hidden = hidden.filter_map(|tag| Some((attribute(tag, "name")?, attribute(tag, "value")?)));
        (attribute(form, "action").expect("an address"), hidden.collect())
    }

    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// A parameter of the address that the browser is sent to, as it stands there.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let (_, query) = self.location().split_once(['?', '#'])?;
        query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("ASCII"))
    }

    /// What the page says, without the markup: one line for each stretch of text in `main`.
    pub fn text(&self) -> String {
        let main = self.body.split_once("<main").and_then(|(_, rest)| rest.split_once("</main>")).map(|(main, _)| main);
        let mut lines: Vec<String> = Vec::new();
        for piece in main.expect("a page has a main part").split('<').skip(1) {
            let (tag, text) = piece.split_once('>').expect("tags end");
            let inline =
                ["a", "/a", "bdi", "/bdi", "span", "/span", "time", "/time", "br", "h3", "/h3", "strong", "/strong"];
            let joins = inline.contains(&tag.split_whitespace().next().unwrap_or_default());
            match lines.last_mut() {
                Some(last) if joins => last.push_str(text),
                _ => lines.push(text.to_owned()),
            }
        }
        let squeezed = lines.iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        squeezed.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }
}
