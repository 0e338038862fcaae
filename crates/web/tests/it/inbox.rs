//! The inbox, as its owner uses it.

use axum::http::StatusCode;
use byline_model::{ItemKind, Source};
use byline_registry::inbox::{
    Amendment, MessageKind, Notification, NotificationContent, Operation, PermissionRequest, RequestItem,
};
use byline_store::{Change, NotificationChange};
use byline_testkit::{ClientType, OrcidId, PutCode, TestClient};

use crate::support::{Answer, CALLBACK, PASSWORD, Pages, escape};

const EMAIL: &str = "ada@example.org";

fn request(uri: &str, subject: &str) -> NotificationContent {
    let item = RequestItem {
        put_code: None,
        item_type: "work".into(),
        name: "On <Tides>".into(),
        external_id: Some(byline_store::RequestId {
            id_type: "doi".into(),
            value: "10.1/tides".into(),
            url: None,
            relationship: Some("self".into()),
        }),
    };
    NotificationContent::Permission(PermissionRequest {
        subject: subject.into(),
        intro: "We have\nan article of yours.".into(),
        authorization_url: uri.into(),
        items: vec![item],
    })
}

fn authorize(client: &TestClient<'_>) -> String {
    let (scope, redirect) = (escape("/activities/update"), escape(CALLBACK));
    format!(
        "https://reg.example/oauth/authorize?client_id={}&response_type=code&scope={scope}&redirect_uri={redirect}",
        client.id
    )
}

async fn put(pages: &Pages, person: OrcidId, number: u64, source: Source, content: NotificationContent) {
    let notification = Notification {
        put_code: PutCode::new(number).expect("a small number"),
        person,
        source,
        created: pages.app.now().plus_seconds(i64::try_from(number).expect("a small number")),
        sent: None,
        read: None,
        actioned: None,
        archived: None,
        content,
    };
    pages.app.commit([Change::Notification(NotificationChange::Put(Box::new(notification)))]).await;
}

async fn kept(pages: &Pages, number: u64) -> Notification {
    let put_code = PutCode::new(number).expect("a small number");
    pages.app.store.notification(put_code).await.expect("the store answers").expect("it is there")
}

/// One of each kind: changes, a request, messages.
pub async fn fill(pages: &Pages, orcid: OrcidId, client: &TestClient<'_>) {
    let by_client = Source::client(client.id.clone());
    let amendment = |kind, operation, name: Option<&str>| Amendment {
        kind,
        put_code: PutCode::SINGLE,
        name: name.map(Into::into),
        operation,
    };
    let changes = vec![
        amendment(ItemKind::Work, Operation::Created, Some("A <b>bold</b> title")),
        amendment(ItemKind::Employment, Operation::Updated, Some("Alderwick University")),
        amendment(ItemKind::Funding, Operation::Deleted, None),
    ];
    put(pages, orcid, 1, by_client.clone(), NotificationContent::Amended { changes, more: 1234 }).await;
    put(pages, orcid, 2, by_client, request(&authorize(client), "May we add <it>?")).await;
    let tip = |kind| NotificationContent::Message { kind, subject: "Hello".into(), text: "First\nSecond".into() };
    for (number, kind) in (3..).zip(MessageKind::ALL) {
        put(pages, orcid, number, Source::default(), tip(kind)).await;
    }
}

/// The link to the inbox, as the header has it.
fn link(page: &Answer) -> String {
    let (_, rest) = page.body.split_once("<a href=\"/inbox\">").expect("every page of somebody has it");
    rest.split("</a>").next().expect("links end").replace("<span class=\"unseen\">", "").replace("</span>", "")
}

#[tokio::test]
async fn an_inbox_is_for_who_is_signed_in() {
    let pages = Pages::start().await;
    let mut nobody = pages.browser();
    for path in ["/inbox", "/inbox/1"] {
        assert_eq!(nobody.get(path).await.location(), "/signin?next=%2Finbox", "{path}");
    }
    let orcid = pages.register(EMAIL).await;
    let other = pages.register("bob@example.org").await;
    put(&pages, other, 7, Source::default(), request("https://x.example/", "Not for Ada")).await;
    let mut ada = pages.browser();
    ada.sign_in(EMAIL, PASSWORD).await;
    assert_eq!(ada.get("/inbox/7").await.status, StatusCode::NOT_FOUND);
    assert_eq!(ada.get("/inbox/x").await.status, StatusCode::NOT_FOUND);
    let page = ada.get("/inbox").await;
    assert!(page.text().contains("There is nothing in your inbox."), "{}", page.text());
    assert_eq!(link(&page), "Inbox");
    put(&pages, orcid, 8, Source::default(), request("https://x.example/", "For Ada")).await;
    let list = ada.get("/inbox").await;
    let (_, fields) = list.form();
    let csrf = &fields.iter().find(|(name, _)| name == "csrf").expect("a token").1;
    assert_eq!(ada.post("/inbox/archive", &[("item", "8")]).await.location(), "/inbox?notice=outlived");
    assert_eq!(kept(&pages, 8).await.archived, None);
    ada.post("/inbox/archive", &[("csrf", csrf), ("item", "7"), ("item", "8")]).await;
    assert_eq!((kept(&pages, 7).await.archived, kept(&pages, 8).await.archived.is_some()), (None, true));
    assert_eq!(kept(&pages, 7).await.read, None, "looking at what is somebody else's marks nothing");
}

/// REG-83
#[tokio::test]
async fn every_kind_is_shown_and_read_by_opening() {
    let pages = Pages::start().await;
    let orcid = pages.register(EMAIL).await;
    let client = pages.client(ClientType::PremiumUpdater).await;
    fill(&pages, orcid, &client).await;
    let mut ada = pages.browser();
    ada.sign_in(EMAIL, PASSWORD).await;
    let list = ada.get("/inbox").await;
    assert_eq!(link(&list), "Inbox (unread: 6)");
    insta::assert_snapshot!("inbox_list", list.text());
    let shown = [ada.get("/inbox/1").await, ada.get("/inbox/2").await, ada.get("/inbox/6").await];
    insta::assert_snapshot!("inbox_pages", shown.iter().map(Answer::text).collect::<Vec<_>>().join("\n----\n"));
    assert_eq!(link(&shown[2]), "Inbox (unread: 3)", "the one that is shown is read");
    assert!(kept(&pages, 1).await.read.is_some() && kept(&pages, 3).await.read.is_none());
}

#[tokio::test]
async fn what_was_dealt_with_is_archived() {
    let pages = Pages::start().await;
    let orcid = pages.register(EMAIL).await;
    for number in 1..=12 {
        let hello = format!("Message {number}");
        let text = NotificationContent::Message {
            kind: MessageKind::Custom,
            subject: hello.as_str().into(),
            text: "Hi".into(),
        };
        put(&pages, orcid, number, Source::default(), text).await;
    }
    let mut ada = pages.browser();
    ada.sign_in(EMAIL, PASSWORD).await;
    let page = ada.get("/inbox?page=2").await;
    assert!(page.text().contains("11–12 of 12"), "{}", page.text());
    assert_eq!(ada.get("/inbox?page=3").await.location(), "/inbox?page=2");
    let done = ada.submit(&page, &[("item", "1")]).await;
    assert_eq!(done.location(), "/inbox?notice=archived");
    let page = ada.get("/inbox?notice=archived").await;
    assert!(page.text().contains("Archived.") && page.text().contains("1–10 of 11"), "{}", page.text());
    ada.submit(&page, &[("which", "page")]).await;
    let page = ada.get("/inbox").await;
    assert_eq!(link(&page), "Inbox (unread: 1)");
    assert!(page.text().contains("Message 2") && !page.text().contains("Message 3"), "{}", page.text());
    let single = ada.get("/inbox/2").await;
    assert_eq!(ada.submit(&single, &[]).await.location(), "/inbox?notice=archived");
    assert!(ada.get("/inbox/2").await.text().contains("Archived on "));
    let archived = ada.get("/inbox?archived&page=2").await;
    assert!(archived.text().contains("Message 1") && archived.text().contains("11–12 of 12"), "{}", archived.text());
    assert_eq!(ada.submit(&page, &[]).await.location(), "/inbox", "nothing was chosen");
}

#[tokio::test]
async fn consent_answers_a_request() {
    let pages = Pages::start().await;
    let orcid = pages.register(EMAIL).await;
    let client = pages.client(ClientType::PremiumUpdater).await;
    let source = Source::client(client.id.clone());
    put(&pages, orcid, 1, source.clone(), request(&authorize(&client), "May we?")).await;
    put(&pages, orcid, 2, source, request(&authorize(&client), "May we again?")).await;
    let mut ada = pages.browser();
    ada.sign_in(EMAIL, PASSWORD).await;
    let page = ada.get("/inbox/1").await;
    let (_, rest) = page.body.split_once("<a class=\"button\" href=\"").expect("a way to grant");
    let way = rest.split('"').next().expect("attributes end").replace("&#38;", "&");
    let consent = ada.get(&way).await;
    assert!(consent.text().contains("asks for access to your record"), "{}", consent.text());
    assert_eq!(kept(&pages, 1).await.actioned, None, "nothing is decided yet");
    let answer = ada.submit(&consent, &[("decision", "allow")]).await;
    assert!(answer.location().starts_with(CALLBACK), "{}", answer.location());
    for number in [1, 2] {
        let now = kept(&pages, number).await;
        assert!(now.actioned.is_some() && now.read.is_some(), "{number}: both ask for the same");
    }
    let page = ada.get("/inbox/1").await;
    assert!(
        page.text().contains("You allowed this on ") && !page.body.contains("/oauth/authorize?"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn a_request_that_leads_elsewhere_says_where() {
    let pages = Pages::start().await;
    let orcid = pages.register(EMAIL).await;
    let client = pages.client(ClientType::PremiumUpdater).await;
    let source = Source::client(client.id.clone());
    put(&pages, orcid, 1, source.clone(), request("https://press.example/connect?a=1&b=2", "May we?")).await;
    put(&pages, orcid, 2, source, request("javascript:alert(1)", "May we?")).await;
    let mut ada = pages.browser();
    ada.sign_in(EMAIL, PASSWORD).await;
    let page = ada.get("/inbox/1").await;
    assert!(page.text().contains("Continue at press.example"), "{}", page.text());
    let href = "href=\"https://press.example/connect?a=1&#38;b=2\" rel=\"noreferrer nofollow\"";
    assert!(page.body.contains(href), "{}", page.body);
    assert!(!ada.get("/inbox/2").await.body.contains("javascript:"));
}
