//! Looking changes nothing: neither GET nor HEAD, whoever sends it, but where it is listed here.

use axum::http::StatusCode;
use byline_store::{Change, MessageKind, Notification, NotificationChange, NotificationContent};
use byline_testkit::{ClientType, PutCode, Source};

use crate::support::{CALLBACK, PASSWORD, Pages, escape};

const EMAIL: &str = "ada@example.org";

/// What is done by GET because the published interfaces say so; by HEAD nothing is, ever.
const DONE_BY_GET: [&str; 4] = [
    // A code for who has granted as much before, and the language that the request names.
    "/oauth/authorize",
    // Opened, and so read.
    "/inbox/{put_code}",
    // For clients of old, where that is switched on.
    "/signout",
    // With `logUserOut=true`.
    "/userStatus.json",
];

/// D-51
#[tokio::test]
async fn looking_changes_nothing_but_what_is_listed() {
    let pages = Pages::with(|site| site.legacy_sign_in = true).await;
    let orcid = pages.register(EMAIL).await;
    let client = pages.client(ClientType::PremiumUpdater).await;
    client.new_token("/read-limited").of(orcid).issue().await;
    pages.app.accounts.request_reset(EMAIL, byline_model::Locale::En, pages.app.now()).await.expect("a store");
    let put_code = PutCode::new(pages.app.store.lease_put_codes(1).await.expect("a store").start).expect("a number");
    let content = NotificationContent::Message { kind: MessageKind::Custom, subject: "s".into(), text: "t".into() };
    let notification = Notification {
        put_code,
        person: orcid,
        content,
        source: Source::client(client.id.clone()),
        created: pages.app.now(),
        sent: None,
        read: None,
        actioned: None,
        archived: None,
    };
    pages.app.commit([Change::Notification(NotificationChange::Put(Box::new(notification)))]).await;
    let request = format!(
        "client_id={}&response_type=code&scope=%2Fread-limited&redirect_uri={}&lang=fr",
        client.id,
        escape(CALLBACK)
    );
    // Made when it is first asked for, by whatever.
    pages.get("/oauth/jwks").await;
    let (verify, reset) = (pages.link(EMAIL, "verify-email").await, pages.link(EMAIL, "reset-password-email").await);
    let path_of = |address: &str| match address {
        "/verify-email/{secret}" => verify.clone(),
        "/reset-password-email/{secret}" => reset.clone(),
        other => {
            let path = other.replace("{orcid}", &orcid.to_string()).replace("{put_code}", &put_code.to_string());
            path.replace("{kind}", "work")
        }
    };
    let mut changed = Vec::new();
    assert!(pages.addresses.len() > 25, "{:?}", pages.addresses);
    for address in &pages.addresses {
        let path = path_of(address);
        let queries = [
            "".to_owned(),
            request.clone(),
            format!("oauth&{request}"),
            "lang=de&logUserOut=true".to_owned(),
            format!("client={}", client.id),
        ];
        for (query, signed_in, head) in
            queries.iter().flat_map(|it| [(it, true, true), (it, false, true), (it, true, false), (it, false, false)])
        {
            let mut browser = pages.browser();
            if signed_in {
                browser.sign_in(EMAIL, PASSWORD).await;
            }
            let before = pages.app.dump().await;
            let path = if query.is_empty() { path.clone() } else { format!("{path}?{query}") };
            let answer = if head { browser.head(&path).await } else { browser.get(&path).await };
            assert!(!answer.status.is_server_error(), "{path}: {}", answer.status);
            assert!(!head || !answer.headers.contains_key("set-cookie"), "{path} sets a cookie by HEAD");
            if before == pages.app.dump().await {
                continue;
            }
            assert!(
                !head && DONE_BY_GET.contains(address),
                "{path} changes something (head: {head}, signed in: {signed_in})"
            );
            if !changed.contains(address) {
                changed.push(*address);
            }
        }
    }
    changed.sort_unstable();
    let mut listed = DONE_BY_GET;
    listed.sort_unstable();
    assert_eq!(changed, listed, "what is listed does happen");
}

/// D-51
#[tokio::test]
async fn no_program_that_looks_into_mails_confirms_an_address() {
    let pages = Pages::start().await;
    let orcid = pages.register(EMAIL).await;
    let path = pages.link(EMAIL, "verify-email").await;
    let verified = async || pages.app.accounts.has_verified_email(orcid).await.expect("a store");
    let mut scanner = pages.browser();
    for _ in 0..2 {
        assert_eq!(scanner.head(&path).await.status, StatusCode::OK);
        assert_eq!(scanner.get(&path).await.status, StatusCode::OK);
        assert!(!verified().await);
    }
    let mut ada = pages.browser();
    let page = ada.get(&path).await;
    assert!(page.text().contains(EMAIL) && page.text().contains(&orcid.to_string()), "{}", page.text());
    assert_eq!(ada.submit(&page, &[]).await.location(), "/signin?notice=verified");
    assert!(verified().await);
    // Once more, or by a program: it is done already.
    let again = [ada.submit(&page, &[]).await, ada.get(&path).await];
    for again in again {
        assert_eq!(again.status, StatusCode::OK);
        assert!(again.text().contains("Done already"), "{}", again.text());
    }
    ada.sign_in(EMAIL, PASSWORD).await;
    assert!(ada.get(&path).await.text().contains("Done already"));
    pages.register("bob@example.org").await;
    let mut bob = pages.browser();
    bob.sign_in("bob@example.org", PASSWORD).await;
    assert_eq!(bob.get(&path).await.status, StatusCode::FORBIDDEN, "it is for somebody else");
}
