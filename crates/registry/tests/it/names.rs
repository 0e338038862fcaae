//! Names of sources and contributors are those of today, as far as they are public.

use byline_formats::Edition;
use byline_model::client::{Client, ClientType};
use byline_model::{ItemKind, OrcidId, PutCode, RecordHead, Source, Visibility};
use byline_registry::{RecordError, Section};
use byline_store::{Change, ChangeSet};

use crate::support::{App, NOW, item, work};

fn name(body: &str, visibility: Visibility) -> byline_model::Item {
    byline_model::Item { visibility, ..item(ItemKind::Name, 0, body) }
}

#[tokio::test]
async fn the_owner_as_source_goes_by_the_public_name() {
    let names = [
        (r#"{"given-names":{"value":"Ada"},"family-name":{"value":"King"}}"#, Visibility::Public, Some("Ada King")),
        (r#"{"given-names":{"value":"Ada"},"credit-name":"A. K."}"#, Visibility::Public, Some("A. K.")),
        (r#"{"given-names":{"value":"Ada"}}"#, Visibility::Limited, None),
    ];
    for (body, visibility, expected) in names {
        let app = App::with(vec![name(body, visibility)]).await;
        let mut own = work(1, "T", &[]);
        own.source = Source::person(app.ada);
        app.put(own).await;
        for section in [
            Section::Item(ItemKind::Work, PutCode::new(1).expect("small")),
            Section::Summary(ItemKind::Work, PutCode::new(1).expect("small")),
        ] {
            let read = app.read(section).await;
            assert_eq!(read.at(&["source", "source-name"]).as_text(), expected);
            assert_eq!(read.at(&["source", "source-orcid", "host"]).as_text(), Some("reg.example"));
        }
    }
}

/// Of somebody of whom nothing but items was imported, these tell the name; once the record has one, it decides.
#[tokio::test]
async fn an_owner_without_a_name_goes_by_the_imported_one() {
    let own = |app: &App| {
        let mut own = work(1, "T", &[]);
        own.source = Source { author_name: Some("Ada K.".into()), ..Source::person(app.ada) };
        own
    };
    let sections = [
        Section::Item(ItemKind::Work, PutCode::new(1).expect("small")),
        Section::Summary(ItemKind::Work, PutCode::new(1).expect("small")),
        Section::List(ItemKind::Work),
        Section::Activities,
        Section::Record,
    ];
    for (visibility, expected) in
        [(None, "Ada K."), (Some(Visibility::Public), "Ada"), (Some(Visibility::Private), "null")]
    {
        let names = visibility.map(|visibility| name(r#"{"given-names":{"value":"Ada"}}"#, visibility));
        let app = App::with(names.into_iter().collect()).await;
        app.put(own(&app)).await;
        for section in &sections {
            let json = app.json(section.clone(), Edition::newest()).await.to_string();
            let shown = match expected {
                "null" => r#""source-name":null"#.to_owned(),
                name => format!(r#""source-name":{{"value":"{name}"}}"#),
            };
            assert!(json.contains(&shown), "{section:?} {visibility:?}: {json}");
            assert_eq!(json.contains("Ada K."), visibility.is_none(), "{section:?} {visibility:?}");
        }
    }
}

/// An iD that was given by its address alone (`model` 2.2).
#[tokio::test]
async fn contributors_given_by_address_have_path_and_host() {
    let body = |id: &str| {
        format!(
            r#"{{"title":{{"title":"T"}},"type":"book","contributors":{{"contributor":[{{"contributor-orcid":{id}}}]}}}}"#
        )
    };
    for (id, expected) in [
        (
            r#"{"uri":"https://orcid.org/0000-0002-1825-0097"}"#,
            [Some("https://orcid.org/0000-0002-1825-0097"), Some("0000-0002-1825-0097"), Some("orcid.org")],
        ),
        (
            r#"{"uri":"http://sandbox.orcid.org/client/APP-0123456789ABCDEF/"}"#,
            [
                Some("http://sandbox.orcid.org/client/APP-0123456789ABCDEF/"),
                Some("APP-0123456789ABCDEF"),
                Some("sandbox.orcid.org"),
            ],
        ),
        (r#"{"path":"0000-0002-1825-0097"}"#, [None, Some("0000-0002-1825-0097"), None]),
        (r#"{"uri":"https://orcid.org/a","path":"b"}"#, [Some("https://orcid.org/a"), Some("b"), None]),
        (r#"{"uri":"nowhere"}"#, [Some("nowhere"), None, Some("nowhere")]),
    ] {
        let app = App::with(vec![item(ItemKind::Work, 1, &body(id))]).await;
        let section = Section::Item(ItemKind::Work, PutCode::new(1).expect("small"));
        let read = app.json(section, Edition::newest()).await;
        let shown = &read["contributors"]["contributor"][0]["contributor-orcid"];
        assert_eq!(["uri", "path", "host"].map(|key| shown[key].as_str()), expected, "{id}");
    }
}

/// What others published is served as it came (`decisions` 41).
#[tokio::test]
async fn dates_outside_the_calendar_are_served_as_they_came() {
    for (stored, shown) in [("00", "00"), ("13", "13"), ("", ""), (" ", " "), ("x", "x"), ("3", "03"), (" 3 ", "03")] {
        let body = format!(
            r#"{{"title":{{"title":"T"}},"type":"book","publication-date":{{"year":"0","month":"{stored}","day":"{stored}"}}}}"#
        );
        let app = App::with(vec![item(ItemKind::Work, 1, &body)]).await;
        for section in [Section::List(ItemKind::Work), Section::Item(ItemKind::Work, PutCode::new(1).expect("small"))] {
            let json = app.json(section, Edition::newest()).await.to_string();
            let date = format!(
                r#""publication-date":{{"day":{{"value":"{shown}"}},"month":{{"value":"{shown}"}},"year":{{"value":"0"}}}}"#
            );
            assert!(json.contains(&date), "{json}");
        }
    }
}

#[tokio::test]
async fn a_client_goes_by_its_name_of_today_and_an_unknown_one_by_the_imported_name() {
    let app = App::with(Vec::new()).await;
    let id = "APP-0000000000000001".parse().expect("a client id");
    let mut theirs = work(1, "T", &[]);
    theirs.source = Source { author_name: Some("Old name".into()), ..Source::client(id) };
    app.put(theirs).await;
    let section = Section::Item(ItemKind::Work, PutCode::new(1).expect("small"));
    let shown = |work: byline_model::document::Object<'static>| {
        work.at(&["source", "source-name"]).as_text().map(str::to_owned)
    };
    assert_eq!(shown(app.read(section.clone()).await).as_deref(), Some("Old name"));
    for today in ["First", "Second"] {
        let client = Client::new("APP-0000000000000001".parse().expect("a client id"), today, ClientType::Updater);
        app.store.commit(ChangeSet::new(NOW).with(Change::PutClient(Box::new(client)))).await.expect("a commit");
        assert_eq!(shown(app.read(section.clone()).await).as_deref(), Some(today));
    }
}

#[tokio::test]
async fn a_registered_contributor_of_a_funding_appears_under_the_public_name_without_address() {
    let grace = OrcidId::from_base(900_900_000_000_002).expect("fifteen digits");
    let contributor = |orcid: &str| {
        format!(
            r#"{{"contributor-orcid":{{"uri":"https://reg.example/{orcid}","path":"{orcid}"}},"credit-name":"As sent","contributor-email":"a@b.org"}}"#
        )
    };
    let body = format!(
        r#"{{"type":"grant","title":{{"title":"G"}},"contributors":{{"contributor":[{},{}]}},"organization":{{"name":"O","address":{{}}}}}}"#,
        contributor(&grace.to_string()),
        contributor("0009-9999-9999-9990"),
    );
    let app = App::with(vec![item(ItemKind::Funding, 1, &body)]).await;
    let section = Section::Item(ItemKind::Funding, PutCode::new(1).expect("small"));
    for (visibility, expected) in [(Visibility::Public, "Grace Hopper"), (Visibility::Private, "")] {
        let own = name(r#"{"given-names":{"value":"Grace"},"family-name":{"value":"Hopper"}}"#, visibility);
        let changes = ChangeSet::new(NOW)
            .with(Change::PutRecord(Box::new(RecordHead::new(grace, NOW))))
            .with(Change::PutItem { owner: grace, item: Box::new(own) });
        app.store.commit(changes).await.expect("a commit");
        let funding = app.read(section.clone()).await;
        let list = funding.object("contributors").expect("contributors").list("contributor");
        let first = list[0].as_object().expect("a contributor");
        assert_eq!(first.text("credit-name"), Some(expected));
        assert!(first.get("contributor-email").is_null());
        assert_eq!(list[1].as_object().and_then(|it| it.text("credit-name")), Some("As sent"));
    }
}

#[tokio::test]
async fn single_items_say_why_they_are_not_served() {
    let app = App::with(vec![item(ItemKind::Education, 7, r#"{"organization":{"name":"O","address":{}}}"#)]).await;
    let code = PutCode::new(7).expect("small");
    assert!(matches!(app.try_read(Section::Item(ItemKind::Employment, code)).await, Err(RecordError::OtherKind)));
    assert!(matches!(app.try_read(Section::Item(ItemKind::Work, code)).await, Err(RecordError::NoSuchItem)));
    assert!(matches!(app.try_read(Section::Biography).await, Err(RecordError::NoBiography)));
    let codes = "1,".repeat(101);
    let bulk = Section::Bulk(ItemKind::Work, codes.into());
    assert!(matches!(app.try_read(bulk).await, Err(RecordError::TooManyPutCodes { given: 101, .. })));
}

#[tokio::test]
async fn a_bulk_read_answers_in_place_and_names_unknown_codes_last() {
    let mut hidden = work(2, "B", &[]);
    hidden.visibility = Visibility::Private;
    let app = App::with(vec![work(1, "A", &[]), hidden, work(3, "C", &[])]).await;
    let bulk = app.read(Section::Bulk(ItemKind::Work, "3,2,9,1,1,".into())).await;
    let seen: Vec<i64> = bulk
        .list("bulk")
        .iter()
        .filter_map(|it| it.as_object())
        .map(|it| it.get("put-code").as_number().or(it.get("error-code").as_number()).expect("a work or an error"))
        .collect();
    assert_eq!(seen, [1, 9039, 3, 9034, 9034]);
}
