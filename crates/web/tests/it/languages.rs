//! In which language somebody is answered, and that every page speaks every language.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use byline_i18n::{Locale, Texts};
use byline_testkit::{ClientType, ItemKind, OrcidId, PutCode, RecordState};

use crate::inbox;
use crate::support::{Answer, Browser, CALLBACK, PASSWORD, Pages, escape};

const EMAIL: &str = "ada@example.org";
const COOKIE: &str = "locale_v3";

fn language(answer: &Answer) -> &str {
    let (_, rest) = answer
        .body
        .split_once("<html lang=\"")
        .unwrap_or_else(|| panic!("no page: {} {}", answer.status, answer.location()));
    let (language, _) = rest.split_once('"').expect("attributes end");
    assert_eq!(answer.header("content-language"), language);
    assert!(answer.header("vary").contains("Accept-Language, Cookie"), "{}", answer.header("vary"));
    language
}

fn direction(answer: &Answer) -> &str {
    let (_, rest) = answer.body.split_once(" dir=\"").expect("a page");
    rest.split('"').next().expect("attributes end")
}

async fn preference(pages: &Pages, orcid: OrcidId) -> String {
    pages.app.store.head(orcid).await.expect("a store").expect("a record").locale.to_string()
}

fn ask(client: &str, more: &str) -> String {
    let redirect = escape(CALLBACK);
    format!(
        "/oauth/authorize?client_id={client}&response_type=code&scope=%2Fread-limited&redirect_uri={redirect}{more}"
    )
}

#[tokio::test]
async fn the_browser_says_what_it_likes_best() {
    let pages = Pages::start().await;
    let mut ada = pages.browser();
    for (accept, spoken) in [
        ("", "en"),
        ("de", "de"),
        ("nl, de;q=0.3, fr;q=0.7, en;q=0.5", "fr"),
        ("zh-Hant-HK, en;q=0.5", "zh-TW"),
        ("nl, sv;q=0.5", "en"),
        ("de;q=0", "en"),
    ] {
        ada.accept_language = accept;
        for path in ["/", "/signin", "/nowhere"] {
            assert_eq!(language(&ada.get(path).await), spoken, "{accept} at {path}");
        }
    }
    assert!(ada.cookies.keys().all(|name| name != COOKIE), "nothing was chosen");
}

/// REG-87
#[tokio::test]
async fn a_choice_stays_and_counts_for_more_than_the_browser() {
    let pages = Pages::start().await;
    let mut ada = pages.browser();
    ada.accept_language = "fr";
    let page = ada.get("/signin?lang=ar").await;
    assert_eq!((language(&page), direction(&page)), ("ar", "rtl"));
    let mut set = page.headers.get_all("set-cookie").iter().map(|it| it.to_str().expect("ASCII"));
    let set = set.find(|line| line.starts_with(COOKIE)).expect("the choice is kept");
    assert_eq!(set, "locale_v3=ar; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=31536000");
    let page = ada.get("/").await;
    assert_eq!((language(&page), direction(&page)), ("ar", "rtl"));
    assert_eq!(ada.get("/?lang=zh_CN").await.header("content-language"), "zh-CN");
    assert_eq!(direction(&ada.get("/").await), "ltr");
    assert_eq!(ada.cookies[COOKIE], "zh_CN");
    // What is no language of ours changes nothing.
    assert_eq!(language(&ada.get("/?lang=tlh").await), "zh-CN");
    assert_eq!(ada.cookies[COOKIE], "zh_CN");
    let mut eve = pages.browser();
    eve.cookies.insert(COOKIE.to_owned(), "<script>".to_owned());
    assert_eq!(language(&eve.get("/").await), "en");
}

/// Sends the list of languages in the footer.
async fn choose(browser: &mut Browser<'_>, page: &Answer, locale: &str) -> Answer {
    let (_, form) = page.body.split_once("<form class=\"languages\"").expect("a list of languages");
    let (form, _) = form.split_once("</form>").expect("forms end");
    let value = |name: &str| {
        let (_, rest) = form.split_once(&format!("name=\"{name}\" value=\""))?;
        Some(rest.split('"').next()?.replace("&#38;", "&"))
    };
    let to = value("to").expect("where to");
    assert_eq!(form.matches("<option").count(), Locale::ALL.len());
    match value("csrf") {
        Some(csrf) => {
            assert!(form.contains("method=\"post\""));
            browser.post("/language", &[("csrf", &csrf), ("to", &to), ("lang", locale)]).await
        }
        None => {
            assert!(form.contains("method=\"get\""));
            browser.get(&format!("/language?to={}&lang={locale}", escape(&to))).await
        }
    }
}

#[tokio::test]
async fn the_list_in_the_footer_leads_back_to_the_same_page() {
    let pages = Pages::start().await;
    let client = pages.client(ClientType::PremiumUpdater).await;
    let request = ask(client.id.as_str(), "&state=a%20b%26c&lang=fr");
    let mut ada = pages.browser();
    let page = ada.get(&request).await;
    assert_eq!(language(&page), "fr");
    let back = choose(&mut ada, &page, "ja").await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    // The request that waits comes along, but for the language that it asked for.
    let (_, waiting) = request.split_once('?').expect("a query");
    assert_eq!(back.location(), format!("/signin?oauth&{}", waiting.replace("&lang=fr", "")));
    let page = ada.get(back.location()).await;
    assert_eq!(language(&page), "ja");
    assert!(page.body.contains("Quill &#38; Lantern Press"));

    // A form that was refused is a page, too.
    let refused = ada.submit(&page, &[("username", EMAIL), ("password", "wrong")]).await;
    assert_eq!((refused.status, language(&refused)), (StatusCode::UNPROCESSABLE_ENTITY, "ja"));
    let back = choose(&mut ada, &refused, "de").await;
    assert!(back.location().starts_with("/signin?oauth&client_id="), "{}", back.location());
    assert_eq!(language(&ada.get(back.location()).await), "de");

    for elsewhere in ["https://evil.example/", "//evil.example", "/\\evil.example"] {
        let back = ada.get(&format!("/language?lang=en&to={}", escape(elsewhere))).await;
        assert_eq!(back.location(), "/", "{elsewhere}");
    }
    let forged = ada.post("/language", &[("lang", "it"), ("to", "/")]).await;
    assert_eq!((forged.location(), forged.headers.get("set-cookie")), ("/", None));
}

#[tokio::test]
async fn who_is_signed_in_reads_what_the_record_prefers_and_changes_it() {
    let pages = Pages::start().await;
    let orcid = pages.register(EMAIL).await;
    pages.app.accounts.set_locale(orcid, Locale::Pl, pages.app.now()).await.expect("a store");
    let mut ada = pages.browser();
    ada.accept_language = "fr";
    ada.sign_in(EMAIL, PASSWORD).await;
    let page = ada.get("/my-orcid").await;
    assert_eq!(language(&page), "pl");
    assert_eq!(language(&ada.get("/nowhere").await), "pl");

    // A look in another language changes nothing; a choice does.
    assert_eq!(language(&ada.get("/my-orcid?lang=cs").await), "cs");
    assert_eq!(preference(&pages, orcid).await, "pl");
    let back = choose(&mut ada, &page, "ko").await;
    assert_eq!(back.location(), "/my-orcid");
    assert_eq!((language(&ada.get("/my-orcid").await), preference(&pages, orcid).await.as_str()), ("ko", "ko"));
}

#[tokio::test]
async fn an_authorization_request_chooses_the_language_and_the_preference() {
    let pages = Pages::start().await;
    let orcid = pages.register(EMAIL).await;
    let client = pages.client(ClientType::PremiumUpdater).await;
    let request = ask(client.id.as_str(), "&lang=es");
    let mut ada = pages.browser();
    let page = ada.get(&request).await;
    assert_eq!(language(&page), "es");
    assert_eq!(preference(&pages, orcid).await, "en", "nobody is signed in yet");
    ada.submit(&page, &[("username", EMAIL), ("password", PASSWORD)]).await;
    let page = ada.get(&request).await;
    assert_eq!((language(&page), page.form().0.as_str()), ("es", "/oauth/authorize"));
    assert!(page.text().contains("Leer lo que comparte con las partes de confianza"), "{}", page.text());
    assert_eq!(preference(&pages, orcid).await, "es");
    // A request that is refused changes nothing.
    ada.get(&request.replace("lang=es", "lang=tr").replace("response_type=code&", "")).await;
    assert_eq!(preference(&pages, orcid).await, "es");
}

#[tokio::test]
async fn another_language_is_no_other_request_to_whoever_just_signed_in_for_it() {
    let pages = Pages::start().await;
    pages.register(EMAIL).await;
    let client = pages.client(ClientType::PremiumUpdater).await;
    let request = ask(client.id.as_str(), "&prompt=login&lang=es");
    let mut ada = pages.browser();
    let page = ada.get(&request).await;
    ada.submit(&page, &[("username", EMAIL), ("password", PASSWORD)]).await;
    let consent = ada.get(&request).await;
    let back = choose(&mut ada, &consent, "it").await;
    let consent = ada.get(back.location()).await;
    assert_eq!((language(&consent), consent.form().0.as_str()), ("it", "/oauth/authorize"));
    assert!(ada.submit(&consent, &[("decision", "allow")]).await.parameter("code").is_some());
}

#[tokio::test]
async fn who_registers_gets_a_record_and_a_mail_in_the_language_of_the_page() {
    let pages = Pages::start().await;
    let client = pages.client(ClientType::PremiumUpdater).await;
    let mut ada = pages.browser();
    let page = ada.get(&ask(client.id.as_str(), "&show_login=false&lang=de")).await;
    assert_eq!((language(&page), page.form().0.as_str()), ("de", "/register"));
    let fields = [
        ("given_names", "Ada"),
        ("email", EMAIL),
        ("email_again", EMAIL),
        ("password", PASSWORD),
        ("password_again", PASSWORD),
        ("visibility", "limited"),
        ("terms", "yes"),
    ];
    let refused = ada.submit(&page, &fields).await;
    assert!(refused.text().contains("Ohne diese Zustimmung gibt es keine iD."), "{}", refused.text());
    let done = ada.submit(&page, &[&fields[..], &[("processing", "yes")]].concat()).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let orcid = pages.app.store.find_by_email(EMAIL).await.expect("a store").expect("somebody");
    assert_eq!(preference(&pages, orcid).await, "de");
    let mail = pages.mail(EMAIL).await;
    assert_eq!(&*mail.subject, "Willkommen bei Ihrem neuen Datensatz");
    assert!(mail.html.contains("<div lang=\"de\" dir=\"ltr\">"));

    // The link in it brings its language along, to whatever browser it is opened in.
    let link = mail.text.split_whitespace().find(|word| word.contains("/verify-email/")).expect("a link");
    let path = link.split_once("reg.example").expect("an address here").1;
    let mut phone = pages.browser();
    phone.accept_language = "ru";
    let question = phone.get(path).await;
    assert_eq!(language(&question), "de");
    let answer = phone.submit(&question, &[]).await;
    assert_eq!(answer.location(), "/signin?notice=verified");
    let page = phone.get(answer.location()).await;
    assert_eq!(language(&page), "de");
    assert!(page.text().contains("Die Adresse ist bestätigt."));
}

#[tokio::test]
async fn mails_are_in_the_language_of_the_record_and_else_of_the_page() {
    let pages = Pages::start().await;
    let orcid = pages.register(EMAIL).await;
    pages.app.accounts.set_locale(orcid, Locale::Ar, pages.app.now()).await.expect("a store");
    for (address, locale) in [(EMAIL, Locale::Ar), ("nobody@example.org", Locale::It)] {
        let mut somebody = pages.browser();
        let page = somebody.get("/reset-password?lang=it").await;
        let sent = somebody.submit(&page, &[("email", address)]).await;
        assert_eq!((sent.status, language(&sent)), (StatusCode::OK, "it"));
        let key = if locale == Locale::Ar { "mail-reset.subject" } else { "mail-nobody.subject" };
        assert_eq!(*pages.mail(address).await.subject, *Texts::of(locale).text(key));
    }
    assert!(pages.mail(EMAIL).await.html.starts_with("<div lang=\"ar\" dir=\"rtl\">"));
}

#[tokio::test]
async fn a_public_page_is_kept_for_each_language_and_for_everybody() {
    let pages = Pages::start().await;
    let ada = pages.record().await;
    let get = |language: &'static str, tag: String| {
        let request = Request::get(format!("/{ada}")).header("accept-language", language).header("if-none-match", tag);
        pages.send(request.body(Body::empty()).expect("a well-formed request"))
    };
    let (german, french) = (get("de", String::new()).await, get("fr", String::new()).await);
    assert_eq!((language(&german), language(&french)), ("de", "fr"));
    assert_eq!(german.header("vary"), "Accept, Accept-Language, Cookie, Accept-Encoding");
    assert!(german.headers.get("set-cookie").is_none() && !german.body.contains("csrf"));
    let tag = german.header("etag").to_owned();
    assert_ne!(tag, french.header("etag"));
    assert_eq!(get("de", tag.clone()).await.status, StatusCode::NOT_MODIFIED);
    assert_eq!(get("fr", tag.clone()).await.status, StatusCode::OK);
    let head = Request::head(format!("/{ada}")).header("accept-language", "de");
    let head = pages.send(head.body(Body::empty()).expect("a well-formed request")).await;
    assert_eq!((head.header("etag"), head.body.as_str()), (tag.as_str(), ""));
}

/// Every page there is, as it looks to this browser. `orcid` is a full record, the visitor's own.
async fn tour(
    pages: &Pages,
    locale: Locale,
    orcid: OrcidId,
    states: &[OrcidId],
    client: &str,
) -> Vec<(String, Answer)> {
    let mut seen = Vec::new();
    let mut somebody = pages.browser();
    somebody.cookies.insert(COOKIE.to_owned(), locale.as_str().to_owned());
    let mut paths: Vec<String> = [
        "/",
        "/orcid-search/search?searchQuery=ada",
        "/orcid-search/search?lastName=nobody&otherFields=true",
        "/orcid-search/search?searchQuery=0009-9000-0000-0011",
        "/signin",
        "/register",
        "/reset-password",
        "/reset-password?x=y",
        "/2fa-signin",
        "/nowhere",
    ]
    .map(str::to_owned)
    .to_vec();
    paths.extend(
        ["/verify-email/x", "/reset-password-email/x", "/0009-9000-0000-0213", "/oauth/authorize"].map(str::to_owned),
    );
    paths.extend(["verified", "sent", "password", "removed", "signed-out"].map(|it| format!("/signin?notice={it}")));
    paths.extend(states.iter().chain([&orcid]).map(|it| format!("/{it}")));
    paths.extend([format!("/{orcid}?works=2"), ask(client, ""), ask(client, "&show_login=false")]);
    for path in paths {
        let answer = somebody.get(&path).await;
        seen.push((path, answer));
    }
    let page = somebody.get("/signin").await;
    seen.push(("wrong".into(), somebody.submit(&page, &[("username", EMAIL), ("password", "wrong")]).await));
    let page = somebody.get("/register").await;
    seen.push(("problems".into(), somebody.submit(&page, &[("password", "1"), ("more_email_1", "x")]).await));
    let twin = [
        ("given_names", "Ada"),
        ("family_name", "Lovelace"),
        ("email", "twin@example.org"),
        ("email_again", "twin@example.org"),
        ("password", PASSWORD),
        ("password_again", PASSWORD),
        ("visibility", "limited"),
        ("terms", "yes"),
        ("processing", "yes"),
    ];
    seen.push(("twin".into(), somebody.submit(&page, &twin).await));
    seen.push(("foreign".into(), somebody.post_from("/signin", &[], Some("https://evil.example")).await));
    let page = somebody.get("/reset-password").await;
    seen.push(("reset".into(), somebody.submit(&page, &[("email", "nobody@example.org")]).await));

    somebody.sign_in(EMAIL, PASSWORD).await;
    for path in [
        "/my-orcid",
        "/inbox",
        "/inbox?archived",
        "/inbox/1",
        "/inbox/2",
        "/inbox/3",
        "/trusted-parties",
        "/developer-tools/webhooks",
        "/signout",
        &ask(client, "&prompt=confirm"),
        &format!("/trusted-parties/remove?client={client}"),
    ] {
        seen.push((path.to_owned(), somebody.get(path).await));
    }
    seen
}

/// An element that holds the name of a message, where its words should be.
fn unsaid(body: &str) -> Option<&str> {
    let texts = body.split('>').skip(1).filter_map(|piece| Some(piece.split_once('<')?.0.trim()));
    let mut names =
        texts.filter(|text| text.contains('-') && text.bytes().all(|it| it.is_ascii_lowercase() || it == b'-'));
    names.next()
}

#[tokio::test]
async fn every_page_speaks_every_language() {
    let pages = Pages::start().await;
    let orcid = pages.register(EMAIL).await;
    let ada = pages.app.existing(orcid);
    crate::webhooks::owned_with_calls(&pages.app, "Tides", orcid, "https://tides.example/").await;
    let (client, hub) = (pages.client(ClientType::PremiumUpdater).await, pages.app.member("Hub").await);
    ada.item(ItemKind::OtherName, r#"{"content":"A. A. L."}"#).add().await;
    ada.item(ItemKind::Biography, r#"{"content":"Writes notes."}"#).add().await;
    ada.item(ItemKind::Keyword, r#"{"content":"engines"}"#).by(&hub).add().await;
    ada.item(ItemKind::Address, r#"{"country":{"value":"GB"}}"#).add().await;
    ada.item(ItemKind::ResearcherUrl, r#"{"url-name":"Home","url":"https://ada.example/"}"#).add().await;
    ada.item(ItemKind::ExternalIdentifier, r#"{"external-id-type":"Loop","external-id-value":"1"}"#).add().await;
    for number in 0..60 {
        ada.work_related(&format!("Work {number}"), &[("issn", "1234-5678", "part-of")]).by(&hub).add().await;
    }
    ada.work("Notes", &[("doi", "10.5555/n.1")]).add().await;
    ada.work("Notes again", &[("doi", "10.5555/n.1")]).by(&hub).add().await;
    for kind in [ItemKind::Employment, ItemKind::Education, ItemKind::Service, ItemKind::Distinction] {
        ada.affiliation(kind, "Analytical Engines").add().await;
    }
    client.new_token("/read-limited").of(orcid).issue().await;
    hub.new_token("/read-limited").of(orcid).on_behalf_of(&client).issue().await;
    inbox::fill(&pages, orcid, &client).await;
    // Those that are opened below: the first to do so reads them.
    for number in [1, 2, 3] {
        let put_code = PutCode::new(number).expect("a small number");
        pages.app.registry.open_notification(orcid, put_code).await.expect("the store answers");
    }
    let mut states = Vec::new();
    for state in [
        RecordState::Locked,
        RecordState::Deactivated,
        RecordState::Unclaimed,
        RecordState::Deprecated { primary: orcid },
    ] {
        let record = pages.record().await;
        let mut head = (*pages.app.store.head(record.orcid).await.expect("a store").expect("a record")).clone();
        head.state = state;
        pages.app.commit([byline_store::Change::PutRecord(Box::new(head))]).await;
        states.push(record.orcid);
    }
    let english = tour(&pages, Locale::En, orcid, &states, client.id.as_str()).await;
    assert!(english.len() > 35);
    for locale in Locale::ALL {
        let theirs = tour(&pages, locale, orcid, &states, client.id.as_str()).await;
        for ((path, page), (_, original)) in theirs.iter().zip(&english) {
            assert_eq!(page.status, original.status, "{locale} {path}");
            assert_eq!(language(page), locale.tag(), "{locale} {path}");
            assert_eq!(direction(page), locale.direction().as_str(), "{locale} {path}");
            assert_eq!(unsaid(&page.body), None, "{locale} {path}");
            assert!(
                !page.body.contains("{$") && !page.body.contains("{ $"),
                "{locale} {path}: something is not filled in"
            );
            // The same elements in the same order, so no text broke the markup.
            let bare = |body: &str| {
                body.split('<')
                    .skip(1)
                    .filter_map(|it| it.split(['>', ' ']).next().map(str::to_owned))
                    .collect::<Vec<_>>()
            };
            let (mut ours, mut first) = (bare(&page.body), bare(&original.body));
            ours.sort_unstable();
            first.sort_unstable();
            assert_eq!(ours, first, "{locale} {path}");
            assert_eq!(page.text() == original.text(), locale == Locale::En, "{locale} {path}");
        }
    }
}
