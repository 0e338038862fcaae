//! The sections of a person.

use byline_testkit::{ItemKind, TestApp, Visibility};

fn keyword(word: &str) -> String {
    format!(r#"{{"content":"{word}"}}"#)
}

/// P13, P14
#[tokio::test]
async fn p13_p14_lists_leave_out_what_single_reads_refuse() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let open = ada.item(ItemKind::Keyword, &keyword("engines")).add().await;
    let limited = ada.item(ItemKind::Keyword, &keyword("poetry")).limited().add().await;
    let private = ada.item(ItemKind::Keyword, &keyword("gambling")).private().add().await;
    let list = ada.public("/keywords").await.json();
    let words: Vec<_> = list["keyword"].as_array().unwrap().iter().map(|it| it["content"].clone()).collect();
    assert_eq!(words, ["engines"]);
    assert_eq!(ada.public(&format!("/keywords/{open}")).await.json()["content"], "engines");
    assert_eq!(ada.public(&format!("/keywords/{limited}")).await.outcome(), (403, 9039));
    assert_eq!(ada.public(&format!("/keywords/{private}")).await.outcome(), (403, 9039));
}

/// P17
#[tokio::test]
async fn p17_a_put_code_of_letters_is_a_bad_argument() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    for list in ["keywords", "other-names", "researcher-urls", "address", "external-identifiers"] {
        assert_eq!(ada.public(&format!("/{list}/abc")).await.outcome(), (400, 9006), "{list}");
        let unknown = app.get_json(&format!("/pub/v3.0/nobody/{list}/abc")).await;
        assert_eq!(unknown.outcome(), (400, 9006), "before the record is looked at");
    }
}

#[tokio::test]
async fn put_codes_have_several_spellings() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let code = ada.item(ItemKind::Keyword, &keyword("engines")).add().await;
    for spelling in [format!("{code}"), format!("+{code}"), format!("000{code}")] {
        assert_eq!(ada.public(&format!("/keywords/{spelling}")).await.status, 200, "{spelling}");
    }
    for spelling in [format!("-{code}"), "99999999999999999999".to_owned(), format!("{code}.0")] {
        assert_eq!(ada.public(&format!("/keywords/{spelling}")).await.outcome(), (400, 9006), "{spelling}");
    }
}

/// P18, P19
#[tokio::test]
async fn p18_p19_a_biography_is_missing_or_hidden() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    assert_eq!(ada.public("/biography").await.outcome(), (404, 9041));
    let body = r#"{"content":"Wrote programs."}"#;
    ada.item(ItemKind::Biography, body).private().add().await;
    assert_eq!(ada.public("/biography").await.outcome(), (403, 9039));
    assert_eq!(ada.public("/person").await.json()["biography"], serde_json::Value::Null);
    ada.item(ItemKind::Biography, body).add().await;
    assert_eq!(ada.public("/biography").await.json()["content"], "Wrote programs.");
}

/// REG-24, P20
#[tokio::test]
async fn p20_a_private_name_is_null() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    assert_eq!(ada.public("/person").await.json()["name"]["given-names"]["value"], "ada");
    ada.name("ada", Visibility::Private).await;
    let person = ada.public("/person").await;
    assert_eq!(person.status, 200);
    assert_eq!(person.json()["name"], serde_json::Value::Null);
    assert!(!person.text().contains("\"ada\""));
}

#[tokio::test]
async fn addresses_of_the_lists_and_their_roots() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    for (path, root) in [
        ("person", "person:person"),
        ("personal-details", "personal-details:personal-details"),
        ("other-names", "other-name:other-names"),
        ("researcher-urls", "researcher-url:researcher-urls"),
        ("address", "address:addresses"),
        ("email", "email:emails"),
        ("external-identifiers", "external-identifier:external-identifiers"),
        ("keywords", "keyword:keywords"),
    ] {
        let answer = app.get(&format!("/pub/v3.0/{ada}/{path}")).await;
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.text().contains(&format!("<{root} ")), "{path}: {}", answer.text());
    }
    for path in ["name", "emails", "keyword", "addresses", "email/1", "biography/1", "preferences", "history"] {
        assert_eq!(ada.public(&format!("/{path}")).await.outcome(), (404, 9001), "{path}");
    }
}
