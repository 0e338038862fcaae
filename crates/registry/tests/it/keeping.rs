//! Kept answers are never served after a change.

use byline_model::{ItemKind, Visibility};
use byline_registry::{Form, KeepViews, Section, Viewer};

use crate::support::{App, item};

async fn body(app: &App) -> String {
    let section = Section::List(ItemKind::Keyword);
    let answer = app.registry.render(&Viewer::Public, app.ada, &section, Form::Json).await.expect("an answer");
    String::from_utf8(answer.body.to_vec()).expect("UTF-8")
}

/// REG-30
#[tokio::test]
async fn hiding_an_item_counts_for_the_next_read_however_answers_are_kept() {
    for keep in [KeepViews::Off, KeepViews::Store, KeepViews::DEFAULT] {
        let app = App::keeping(vec![item(ItemKind::Keyword, 1, r#"{"content":"secret"}"#)], keep).await;
        for round in 0..20 {
            for _ in 0..3 {
                assert!(body(&app).await.contains("secret"), "{keep:?}, round {round}");
            }
            let mut hidden = item(ItemKind::Keyword, 1, r#"{"content":"secret"}"#);
            hidden.visibility = Visibility::Limited;
            app.put(hidden).await;
            assert!(!body(&app).await.contains("secret"), "{keep:?}, round {round}");
            app.put(item(ItemKind::Keyword, 1, r#"{"content":"secret"}"#)).await;
        }
    }
}

#[tokio::test]
async fn each_form_has_a_hash_of_its_own_and_the_same_answer_the_same() {
    let app = App::keeping(vec![item(ItemKind::Keyword, 1, r#"{"content":"k"}"#)], KeepViews::DEFAULT).await;
    let section = Section::Record;
    let mut hashes = Vec::new();
    for form in [Form::Xml, Form::Json, Form::SpacedJson] {
        let first = app.registry.render(&Viewer::Public, app.ada, &section, form).await.expect("an answer");
        let second = app.registry.render(&Viewer::Public, app.ada, &section, form).await.expect("an answer");
        assert_eq!((first.hash, &first.body), (second.hash, &second.body));
        hashes.push(first.hash);
    }
    hashes.sort_unstable();
    hashes.dedup();
    assert_eq!(hashes.len(), 3);
}

#[tokio::test]
async fn an_answer_of_many_megabytes_is_kept_too() {
    let long = "x".repeat(100_000);
    let keyword = |code| item(ItemKind::Keyword, code, &format!(r#"{{"content":"{long}"}}"#));
    let app = App::keeping((1..=300).map(keyword).collect(), KeepViews::DEFAULT).await;
    let render = || app.registry.render(&Viewer::Public, app.ada, &Section::Record, Form::Json);
    let (first, second) = (render().await.expect("an answer"), render().await.expect("an answer"));
    assert!(first.body.len() > 30_000_000);
    assert!(std::sync::Arc::ptr_eq(&first, &second), "the second answer was made anew");
}
