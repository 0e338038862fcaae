//! Owners edit their record, with forms and buttons alone.

use axum::http::StatusCode;
use byline_model::{Item, ItemKind, Source};
use byline_store::{KindRange, OrganizationDetails};
use byline_testkit::{ClientType, OrcidId, PutCode, Visibility};

use crate::support::{Answer, Browser, PASSWORD, Pages};

const EMAIL: &str = "ada@example.org";

/// Ada, at home, with an address that is confirmed.
pub async fn ada(pages: &Pages) -> (OrcidId, Browser<'_>) {
    let orcid = pages.register(EMAIL).await;
    let mut browser = pages.browser();
    let page = browser.get(&pages.link(EMAIL, "verify-email").await).await;
    browser.submit(&page, &[]).await;
    browser.sign_in(EMAIL, PASSWORD).await;
    (orcid, browser)
}

pub async fn items(pages: &Pages, orcid: OrcidId, kind: ItemKind) -> Vec<Item> {
    pages.app.store.snapshot(orcid, KindRange::one(kind)).await.expect("a store").expect("a record").items
}

/// Adds an item by its form; its put-code.
async fn add(browser: &mut Browser<'_>, kind: &str, fields: &[(&str, &str)]) -> String {
    let page = browser.get(&format!("/my-orcid/{kind}/add")).await;
    // Rows are counted in a hidden field, which a button would have changed.
    let (action, hidden) = page.form();
    let kept = hidden.iter().filter(|(name, _)| !fields.iter().any(|(field, _)| field == name));
    let kept: Vec<(&str, &str)> = kept.map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let saved = browser.post(&action, &[&kept, fields].concat()).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{kind}: {}", saved.body);
    let (_, anchor) = saved.location().split_once('#').expect("a place");
    anchor.rsplit('-').next().expect("a put-code").to_owned()
}

/// Presses a button of an item.
async fn press(browser: &mut Browser<'_>, path: &str, more: &[(&str, &str)]) -> Answer {
    let page = browser.get("/my-orcid").await;
    let (csrf, op) = (field(&page, "csrf"), field(&page, "op"));
    browser.post(path, &[&[("csrf", &*csrf), ("op", &op), ("back", "/my-orcid")], more].concat()).await
}

pub fn field(page: &Answer, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    let (_, rest) = page.body.split_once(&start).unwrap_or_else(|| panic!("no {name} in {}", page.body));
    rest.split('"').next().unwrap_or_default().to_owned()
}

pub async fn public(pages: &Pages, orcid: OrcidId, section: &str) -> String {
    let answer = pages.app.get_json(&format!("/pub/v3.0/{orcid}/{section}")).await;
    answer.text().to_owned()
}

/// REG-25
#[tokio::test]
async fn lists_of_the_person_are_written_and_public_at_once() {
    let pages = Pages::start().await;
    let (orcid, mut browser) = ada(&pages).await;
    add(&mut browser, "keyword", &[("content", "fog")]).await;
    add(&mut browser, "other-name", &[("content", "A. A. L.")]).await;
    add(&mut browser, "researcher-url", &[("url", "fog.example/ada")]).await;
    add(&mut browser, "address", &[("country.value", "FR")]).await;
    let saved = {
        let page = browser.get("/my-orcid/biography/add").await;
        browser.submit(&page, &[("content", "First line.\r\nSecond.")]).await
    };
    assert_eq!(saved.location(), "/my-orcid?notice=saved#biography-0");
    let person = public(&pages, orcid, "person").await;
    for text in ["fog", "A. A. L.", "https://fog.example/ada", "\"FR\"", "First line.\\nSecond."] {
        assert!(person.contains(text), "{text}: {person}");
    }
    assert!(person.contains(&format!("\"path\":\"{orcid}\"")), "she is the source");
    let page = browser.get("/my-orcid").await.text();
    for text in ["fog", "A. A. L.", "France", "Second.", "Self-asserted"] {
        assert!(page.contains(text), "{text}: {page}");
    }
}

/// REG-24
#[tokio::test]
async fn a_name_is_changed() {
    let pages = Pages::start().await;
    let (orcid, mut browser) = ada(&pages).await;
    let page = browser.get("/my-orcid/name/0/edit").await;
    assert!(page.body.contains("value=\"Lovelace\""), "{}", page.body);
    let fields = [("given-names", "Augusta"), ("family-name", "King"), ("credit-name", "A. King")];
    browser.submit(&page, &[&fields[..], &[("visibility", "public")]].concat()).await;
    let person = public(&pages, orcid, "person").await;
    assert!(person.contains("Augusta") && person.contains("A. King"), "{person}");
    assert!(browser.get("/my-orcid").await.text().contains("A. King (Augusta King)"));
    let page = browser.get("/my-orcid/name/0/edit").await;
    let refused = browser.submit(&page, &[("given-names", " "), ("family-name", "x")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("Given names: fill this in."), "{}", refused.text());
}

const WORK: [(&str, &str); 13] = [
    ("type", "journal-article"),
    ("title.title", "How far does a lamp reach?"),
    ("journal-title", "Annals of Fog"),
    ("publication-date.year", "2024"),
    ("publication-date.month", "05"),
    ("external-ids.external-id", "1"),
    ("external-ids.external-id.0.external-id-type", "doi"),
    ("external-ids.external-id.0.external-id-value", "10.5555/lamp"),
    ("external-ids.external-id.0.external-id-relationship", "self"),
    ("contributors.contributor", "1"),
    ("contributors.contributor.0.credit-name", "Ada"),
    ("contributors.contributor.0.contributor-attributes.contributor-role", "author"),
    ("visibility", "public"),
];

fn without<'a>(fields: &[(&'a str, &'a str)], name: &str) -> Vec<(&'a str, &'a str)> {
    fields.iter().copied().filter(|(it, _)| *it != name).collect()
}

/// REG-37
#[tokio::test]
async fn a_work_is_written_with_everything() {
    let pages = Pages::start().await;
    let (orcid, mut browser) = ada(&pages).await;
    let page = browser.get("/my-orcid/work/add").await;
    assert!(page.body.contains("value=\"Ada Lovelace\""), "who adds it took part");
    let csrf = [("csrf", field(&page, "csrf")), ("op", field(&page, "op"))];
    let csrf = csrf.iter().map(|(name, value)| (*name, value.as_str()));
    let fields: Vec<(&str, &str)> = csrf.chain(WORK).collect();
    // Sent twice, as by whoever presses twice.
    let first = browser.post("/my-orcid/work/add", &fields).await;
    let second = browser.post("/my-orcid/work/add", &fields).await;
    assert_eq!((first.status, first.location()), (StatusCode::SEE_OTHER, second.location()));
    let works = items(&pages, orcid, ItemKind::Work).await;
    assert_eq!((works.len(), &works[0].source), (1, &Source::person(orcid)));
    let code = works[0].put_code;
    let work = public(&pages, orcid, &format!("work/{code}")).await;
    for text in ["How far does a lamp reach?", "Annals of Fog", "10.5555/lamp", "\"value\":\"2024\"", "\"credit-name\""]
    {
        assert!(work.contains(text), "{text}: {work}");
    }
    let edited = browser.get(&format!("/my-orcid/work/{code}/edit")).await;
    for text in ["value=\"Annals of Fog\"", "value=\"10.5555/lamp\"", "<option value=\"05\" selected>"] {
        assert!(edited.body.contains(text), "{text}");
    }
}

/// REG-37
#[tokio::test]
async fn everything_that_is_wrong_is_said_at_once_and_comes_back() {
    let pages = Pages::start().await;
    let (orcid, mut browser) = ada(&pages).await;
    let page = browser.get("/my-orcid/work/add").await;
    let long = "x".repeat(5001);
    let refused = browser
        .submit(
            &page,
            &[
                ("title.title", ""),
                ("title.subtitle", "kept <as typed>"),
                ("publication-date.year", "24"),
                ("url", "javascript:alert(1)"),
                ("short-description", &long),
                ("contributors.contributor", "1"),
                ("contributors.contributor.0.contributor-orcid", "0000-0000-0000-0000"),
                ("language-code", "klingon"),
            ],
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = refused.text();
    for problem in [
        "Type: fill this in.",
        "Title: fill this in.",
        "Publication date: enter a year from 1900 to 2100.",
        "Web address: enter an address like",
        "Description: at most 5,000 characters.",
        "iD: check this iD for a typing error.",
        "Language of the work: choose from the list.",
    ] {
        assert!(text.contains(problem), "{problem}: {text}");
    }
    assert!(refused.body.contains("href=\"#title.title\"") && refused.body.contains("id=\"title.title\""));
    assert!(refused.body.contains("aria-describedby=\"title.title-error\""), "{}", refused.body);
    assert!(refused.body.contains("kept &#60;as typed&#62;") && refused.body.contains(&long));
    assert!(items(&pages, orcid, ItemKind::Work).await.is_empty());
}

/// REG-32, REG-35
#[tokio::test]
async fn an_organisation_is_looked_up_or_kept_as_typed() {
    let pages = Pages::start().await;
    let (orcid, mut browser) = ada(&pages).await;
    let known = byline_store::Organization {
        source: "ROR".into(),
        identifier: "https://ror.org/05gq02987".into(),
        name: "Quill University".into(),
        city: Some("Mill".into()),
        region: None,
        country: Some("FR".into()),
        details: OrganizationDetails::default(),
    };
    pages.app.commit([byline_store::Change::PutOrganization(Box::new(known))]).await;
    let page = browser.get("/my-orcid/employment/add").await;
    let found = browser
        .submit(&page, &[("organization.name", "quill"), ("role-title", "Reader"), ("do", "find:organization")])
        .await;
    assert_eq!(found.status, StatusCode::OK);
    assert!(found.text().contains("Quill University, Mill, France"), "{}", found.text());
    assert!(found.body.contains("value=\"Reader\""), "what was typed is there");
    let pick = "ROR https://ror.org/05gq02987";
    let fields = [("organization.name", "quill"), ("organization.pick", pick), ("start-date.year", "2020")];
    assert_eq!(browser.submit(&found, &fields).await.status, StatusCode::SEE_OTHER);
    let body = items(&pages, orcid, ItemKind::Employment).await.remove(0).body;
    assert!(body.contains("Quill University") && body.contains("05gq02987") && body.contains("Mill"), "{body}");
    // As it is called, without an identifier: an employment says where.
    let refused = {
        let page = browser.get("/my-orcid/employment/add").await;
        browser.submit(&page, &[("organization.name", "The mill")]).await
    };
    assert!(refused.text().contains("Town: fill this in."), "{}", refused.text());
    let place = [
        ("organization.name", "The mill"),
        ("organization.address.city", "Mill"),
        ("organization.address.country", "FR"),
    ];
    add(&mut browser, "employment", &place).await;
    add(&mut browser, "membership", &[("organization.name", "The society")]).await;
    assert_eq!(items(&pages, orcid, ItemKind::Employment).await.len(), 2);
    // Dates the wrong way round.
    let page = browser.get("/my-orcid/service/add").await;
    let fields = [("organization.name", "The mill"), ("start-date.year", "2020"), ("end-date.year", "2019")];
    let refused = browser.submit(&page, &fields).await;
    assert!(refused.text().contains("the start is after the end"), "{}", refused.text());
}

/// REG-36
#[tokio::test]
async fn a_funding_is_written() {
    let pages = Pages::start().await;
    let (orcid, mut browser) = ada(&pages).await;
    let fields = [
        ("type", "grant"),
        ("title.title", "Fog and light"),
        ("organization.name", "The trust"),
        ("organization.address.city", "Mill"),
        ("organization.address.country", "FR"),
        ("amount.value", "12500.50"),
        ("amount.currency-code", "EUR"),
    ];
    let page = browser.get("/my-orcid/funding/add").await;
    let refused = browser.submit(&page, &without(&fields, "amount.currency-code")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text());
    let code = add(&mut browser, "funding", &fields).await;
    let funding = public(&pages, orcid, &format!("funding/{code}")).await;
    assert!(funding.contains("12500.50") && funding.contains("Fog and light"), "{funding}");
}

#[tokio::test]
async fn rows_are_added_and_dropped_before_saving() {
    let pages = Pages::start().await;
    let (_, mut browser) = ada(&pages).await;
    let page = browser.get("/my-orcid/work/add").await;
    let more = browser.submit(&page, &[("title.title", "Fog"), ("do", "add:external-ids.external-id")]).await;
    assert_eq!(more.status, StatusCode::OK);
    assert!(more.text().contains("Identifier 1") && more.body.contains("value=\"Fog\""), "{}", more.text());
    let less = browser.submit(&more, &[("title.title", "Fog"), ("do", "drop:external-ids.external-id.0")]).await;
    assert!(!less.text().contains("Identifier 1"), "{}", less.text());
    let unknown = browser.submit(&more, &[("do", "add:nothing")]).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY, "it is sent as it is");
}

/// REG-30
#[tokio::test]
async fn who_sees_an_item_is_one_press_and_can_be_undone() {
    let pages = Pages::start().await;
    let (orcid, mut browser) = ada(&pages).await;
    let code = add(&mut browser, "keyword", &[("content", "fog")]).await;
    let path = format!("/my-orcid/keyword/{code}");
    let hidden = press(&mut browser, &format!("{path}/visibility"), &[("level", "private")]).await;
    assert_eq!(hidden.status, StatusCode::SEE_OTHER);
    assert!(hidden.location().ends_with(&format!("#keyword-{code}")), "{}", hidden.location());
    assert!(!public(&pages, orcid, "keywords").await.contains("fog"), "at once");
    let (back, _) = hidden.location().split_once('#').expect("a place");
    let page = browser.get(back).await;
    assert!(page.text().contains("Who can see “fog”: Only me"), "{}", page.text());
    let key = field(&page, "key");
    let fields = [("csrf", field(&page, "csrf")), ("key", key)];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(browser.post("/my-orcid/undo", &fields).await.location(), "/my-orcid?notice=undone#main");
    assert!(public(&pages, orcid, "keywords").await.contains("fog"));
    let strange = press(&mut browser, &format!("{path}/visibility"), &[("level", "registered-only")]).await;
    assert_eq!(strange.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_was_removed_comes_back_whole() {
    let pages = Pages::start().await;
    let (orcid, mut browser) = ada(&pages).await;
    let client = pages.client(ClientType::PremiumUpdater).await;
    let code = pages.app.store.lease_put_codes(1).await.expect("a store").start;
    let item = Item {
        kind: ItemKind::Work,
        put_code: PutCode::new(code).expect("a number"),
        visibility: Visibility::Public,
        source: Source::client(client.id.clone()),
        created: Some(pages.app.now()),
        modified: Some(pages.app.now()),
        display_index: 1,
        body: r#"{"title":{"title":"Rain"},"type":"book"}"#.into(),
    };
    pages.app.commit([byline_store::Change::PutItem { owner: orcid, item: Box::new(item.clone()) }]).await;
    let page = browser.get("/my-orcid").await;
    assert!(page.text().contains("Copy and edit Rain") && !page.text().contains("Edit Rain"), "{}", page.text());
    let removed = press(&mut browser, &format!("/my-orcid/work/{code}/remove"), &[]).await;
    assert!(items(&pages, orcid, ItemKind::Work).await.is_empty());
    let page = browser.get(removed.location().split('#').next().expect("a path")).await;
    assert!(page.text().contains("“Rain” removed."), "{}", page.text());
    let again = press(&mut browser, &format!("/my-orcid/work/{code}/remove"), &[]).await;
    assert_eq!(again.location(), "/my-orcid?notice=gone#main");
    let fields = [("csrf", field(&page, "csrf")), ("key", field(&page, "key"))];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.post("/my-orcid/undo", &fields).await;
    let back = items(&pages, orcid, ItemKind::Work).await.remove(0);
    assert_eq!((back.put_code, back.source, back.body), (item.put_code, item.source, item.body));
}

/// REG-49
#[tokio::test]
async fn a_copy_of_what_another_added_is_ones_own() {
    let pages = Pages::start().await;
    let (orcid, mut browser) = ada(&pages).await;
    let client = pages.client(ClientType::PremiumUpdater).await;
    let body = r#"{"title":{"title":"Rain"},"type":"book","external-ids":{"external-id":[{"external-id-type":"doi","external-id-value":"10.5/r","external-id-relationship":"self"}]}}"#;
    let code = pages.app.store.lease_put_codes(1).await.expect("a store").start;
    let item = Item {
        kind: ItemKind::Work,
        put_code: PutCode::new(code).expect("a number"),
        visibility: Visibility::Public,
        source: Source::client(client.id.clone()),
        created: Some(pages.app.now()),
        modified: Some(pages.app.now()),
        display_index: 1,
        body: body.into(),
    };
    pages.app.commit([byline_store::Change::PutItem { owner: orcid, item: Box::new(item) }]).await;
    let led = browser.get(&format!("/my-orcid/work/{code}/edit")).await;
    assert_eq!(led.location(), format!("/my-orcid/work/add?copy={code}"));
    let page = browser.get(led.location()).await;
    assert!(page.body.contains("value=\"Rain\"") && page.body.contains("value=\"10.5/r\""));
    let fields = without(&WORK, "title.title");
    let fields = [&fields[..], &[("title.title", "Rain, again")]].concat();
    assert_eq!(browser.submit(&page, &fields).await.status, StatusCode::SEE_OTHER);
    let works = items(&pages, orcid, ItemKind::Work).await;
    assert_eq!(works.len(), 2);
    assert!(works.iter().any(|it| it.source == Source::person(orcid) && it.body.contains("Rain, again")));
}

/// REG-48
#[tokio::test]
async fn the_owner_lets_a_version_lead_and_sorts_lists() {
    let pages = Pages::start().await;
    let (orcid, mut browser) = ada(&pages).await;
    let first = add(&mut browser, "work", &WORK).await;
    let second = add(&mut browser, "work", &without(&WORK, "journal-title")).await;
    let leads = async || {
        let works = public(&pages, orcid, "works").await;
        let place =
            |code: &str| works.find(&format!("\"put-code\":{code},")).unwrap_or_else(|| panic!("{code} in {works}"));
        place(&second) < place(&first)
    };
    assert!(!leads().await, "the first came first");
    let preferred = press(&mut browser, &format!("/my-orcid/work/{second}/prefer"), &[]).await;
    assert!(preferred.location().contains("done="), "{} {}", preferred.status, preferred.location());
    assert!(leads().await, "{}", public(&pages, orcid, "works").await);
    let fog = add(&mut browser, "keyword", &[("content", "fog")]).await;
    let rain = add(&mut browser, "keyword", &[("content", "rain")]).await;
    let moved = press(&mut browser, &format!("/my-orcid/keyword/{rain}/move"), &[("before", &fog)]).await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER);
    let keywords = public(&pages, orcid, "keywords").await;
    assert!(keywords.find("rain") < keywords.find("fog"), "{keywords}");
    let unsorted = press(&mut browser, &format!("/my-orcid/work/{first}/move"), &[("before", "")]).await;
    assert_eq!(unsorted.status, StatusCode::NOT_FOUND, "works go by date");
}

#[tokio::test]
async fn of_two_tabs_the_second_is_asked() {
    let pages = Pages::start().await;
    let (orcid, mut browser) = ada(&pages).await;
    let code = add(&mut browser, "keyword", &[("content", "fog")]).await;
    let path = format!("/my-orcid/keyword/{code}/edit");
    let (one, two) = (browser.get(&path).await, browser.get(&path).await);
    let fields = |text| [("content", text), ("visibility", "public")];
    assert_eq!(browser.submit(&one, &fields("rain")).await.status, StatusCode::SEE_OTHER);
    // The same twice is no conflict.
    assert_eq!(browser.submit(&one, &fields("rain")).await.status, StatusCode::SEE_OTHER);
    let asked = browser.submit(&two, &fields("snow")).await;
    assert_eq!(asked.status, StatusCode::CONFLICT);
    assert!(asked.text().contains("snow") && asked.text().contains("rain"), "{}", asked.text());
    let word = async || items(&pages, orcid, ItemKind::Keyword).await.remove(0).body.to_string();
    assert!(word().await.contains("rain"));
    let again = browser.submit(&asked, &[("do", "again:")]).await;
    assert!(again.status == StatusCode::OK && again.body.contains("value=\"snow\""), "{}", again.body);
    assert_eq!(browser.submit(&asked, &[]).await.status, StatusCode::SEE_OTHER);
    assert!(word().await.contains("snow"), "who insists gets their way");
}

/// D-53
#[tokio::test]
async fn whoever_was_signed_out_meanwhile_finds_what_they_typed() {
    let pages = Pages::start().await;
    let (orcid, mut browser) = ada(&pages).await;
    let page = browser.get("/my-orcid/keyword/add").await;
    browser.cookies.retain(|name, _| !name.contains("session"));
    let led = browser.submit(&page, &[("content", "fog & rain"), ("visibility", "limited")]).await;
    assert!(led.location().starts_with("/signin?notice=outlived&next="), "{}", led.location());
    assert!(items(&pages, orcid, ItemKind::Keyword).await.is_empty());
    let there = led.location().to_owned();
    // Somebody else at the same browser sees nothing of it.
    pages.register("bob@example.org").await;
    let mut bob = pages.browser();
    let sign_in = bob.get(&there).await;
    let next = bob.submit(&sign_in, &[("username", "bob@example.org"), ("password", PASSWORD)]).await;
    assert!(!bob.get(next.location()).await.body.contains("fog"));
    let sign_in = browser.get(&there).await;
    let next = browser.submit(&sign_in, &[("username", EMAIL), ("password", PASSWORD)]).await;
    let form = browser.get(next.location()).await;
    assert!(form.body.contains("value=\"fog &#38; rain\""), "{}", form.body);
    let fields = [("content", "fog & rain"), ("visibility", "limited")];
    assert_eq!(browser.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(items(&pages, orcid, ItemKind::Keyword).await[0].visibility, Visibility::Limited);
}

#[tokio::test]
async fn what_is_not_ones_own_to_write_has_no_form() {
    let pages = Pages::start().await;
    let (orcid, mut browser) = ada(&pages).await;
    for path in
        ["peer-review/add", "email/add", "external-identifier/add", "nothing/add", "work/99/edit", "work/x/edit"]
    {
        assert_eq!(browser.get(&format!("/my-orcid/{path}")).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for path in ["name/0/remove", "work/x/remove", "email/1/remove", "keyword/1/move"] {
        let answer = press(&mut browser, &format!("/my-orcid/{path}"), &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    // Until an address is confirmed.
    pages.register("bob@example.org").await;
    let mut bob = pages.browser();
    bob.sign_in("bob@example.org", PASSWORD).await;
    assert_eq!(bob.get("/my-orcid/work/add").await.status, StatusCode::FORBIDDEN);
    assert_eq!(bob.get("/my-orcid/name/0/edit").await.status, StatusCode::OK);
    let page = bob.get("/my-orcid/name/0/edit").await;
    let fields = [("csrf", field(&page, "csrf")), ("content", "fog".to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(bob.post("/my-orcid/keyword/add", &fields).await.status, StatusCode::FORBIDDEN);
    // Nobody at all.
    let mut nobody = pages.browser();
    assert_eq!(nobody.get("/my-orcid/work/add").await.location(), "/signin?next=%2Fmy%2Dorcid%2Fwork%2Fadd");
    // A record that is locked stays as it is.
    let code = add(&mut browser, "keyword", &[("content", "fog")]).await;
    let mut head = (*pages.app.store.head(orcid).await.expect("a store").expect("a record")).clone();
    let csrf = field(&browser.get("/my-orcid").await, "csrf");
    head.state = byline_testkit::RecordState::Locked;
    pages.app.commit([byline_store::Change::PutRecord(Box::new(head))]).await;
    browser.post(&format!("/my-orcid/keyword/{code}/remove"), &[("csrf", &csrf)]).await;
    assert_eq!(items(&pages, orcid, ItemKind::Keyword).await.len(), 1);
    assert_ne!(browser.get("/my-orcid/keyword/add").await.status, StatusCode::OK);
}

/// REG-21
#[tokio::test]
async fn addresses_are_added_shown_and_removed() {
    let pages = Pages::start().await;
    let (orcid, mut browser) = ada(&pages).await;
    let page = browser.get("/my-orcid").await;
    let csrf = field(&page, "csrf");
    let mut post = async |path: &str, more: &[(&str, &str)]| {
        browser.post(&format!("/my-orcid/emails{path}"), &[&[("csrf", &*csrf)], more].concat()).await
    };
    let second = "ada@work.example";
    assert_eq!(post("", &[("email", second)]).await.location(), "/my-orcid?notice=sent#emails");
    let refused = post("", &[("email", "nonsense")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("value=\"nonsense\"") && refused.body.contains("href=\"#email\""));
    let early = post("/visibility", &[("address", second), ("level", "public")]).await;
    assert_eq!(early.location(), "/my-orcid?notice=gone#emails", "it is not confirmed");
    post("/visibility", &[("address", EMAIL), ("level", "public")]).await;
    assert!(public(&pages, orcid, "email").await.contains(EMAIL));
    post("/primary", &[("address", second)]).await;
    post("/remove", &[("address", EMAIL)]).await;
    let emails = items(&pages, orcid, ItemKind::Email).await;
    assert!(emails.len() == 1 && emails[0].body.contains(second), "{emails:?}");
}

/// REG-88
#[tokio::test]
async fn who_sees_what_is_new_is_chosen() {
    let pages = Pages::start().await;
    let (orcid, mut browser) = ada(&pages).await;
    let before = add(&mut browser, "keyword", &[("content", "fog"), ("visibility", "public")]).await;
    let csrf = field(&browser.get("/my-orcid").await, "csrf");
    let chosen = browser.post("/my-orcid/default-visibility", &[("csrf", &csrf), ("level", "limited")]).await;
    assert_eq!(chosen.location(), "/my-orcid?notice=saved#new-items");
    let page = browser.get("/my-orcid/keyword/add").await;
    assert!(page.body.contains("value=\"limited\" checked"), "{}", page.body);
    let keywords = items(&pages, orcid, ItemKind::Keyword).await;
    assert_eq!(keywords[0].put_code.to_string(), before);
    assert_eq!(keywords[0].visibility, Visibility::Public, "what is there stays");
}
