//! The language of a record.

use byline_accounts::Registration;
use byline_i18n::Texts;
use byline_model::{ItemKind, Locale, RecordState};
use byline_store::Store;

use crate::support::{EMAIL, PASSWORD, World, form};

#[tokio::test]
async fn a_preference_is_noted_once_and_counts_as_a_change_of_the_record() {
    let world = World::new();
    let ada = world.ada().await.orcid;
    assert_eq!(world.accounts.locale(ada).await.unwrap(), Locale::De);
    let before = world.store.head(ada).await.unwrap().unwrap();
    world.pass(60);
    world.accounts.set_locale(ada, Locale::ZhTw, world.now()).await.unwrap();
    let after = world.store.head(ada).await.unwrap().unwrap();
    assert_eq!((&*after.locale, after.history.modified), ("zh_TW", Some(world.now())));
    assert!(after.version > before.version);
    world.pass(60);
    world.accounts.set_locale(ada, Locale::ZhTw, world.now()).await.unwrap();
    assert_eq!(world.store.head(ada).await.unwrap().unwrap().version, after.version, "it was that already");
    assert!(world.opens(EMAIL, PASSWORD).await, "nothing else has changed");
}

/// A clock that is put back takes back no moment that readers have seen: of the record, and of what changed in it.
#[tokio::test]
async fn last_modifications_do_not_go_back_with_the_clock() {
    for change in ["language", "address"] {
        let world = World::new();
        let ada = world.ada().await.orcid;
        let link = world.link(EMAIL, "verify-email").await;
        let modified = async || {
            let record = world.store.head(ada).await.unwrap().unwrap().history.modified;
            let address = world.items(ada, ItemKind::Email).await[0].modified;
            (record, address)
        };
        let before = modified().await;
        assert_eq!(before, (Some(world.now()), Some(world.now())));
        world.pass(-3600);
        match change {
            "language" => world.accounts.set_locale(ada, Locale::Fr, world.now()).await.unwrap(),
            _ => assert_eq!(world.accounts.verify_email(&link, None, world.now()).await.unwrap(), ada),
        }
        assert_eq!(modified().await, before, "{change}");
        // Once the clock has caught up it goes on.
        world.pass(2 * 3600);
        world.accounts.set_locale(ada, Locale::Tr, world.now()).await.unwrap();
        assert_eq!(modified().await, (Some(world.now()), before.1), "{change}");
    }
}

#[tokio::test]
async fn closed_records_stay_as_they_are() {
    let world = World::new();
    let ada = world.ada().await.orcid;
    for state in [RecordState::Locked, RecordState::Deactivated] {
        world.set_state(ada, state).await;
        world.accounts.set_locale(ada, Locale::Fr, world.now()).await.unwrap();
        assert_eq!(world.accounts.locale(ada).await.unwrap(), Locale::De);
    }
}

#[tokio::test]
async fn every_language_has_its_mails() {
    for locale in Locale::ALL {
        let world = World::new();
        let form = Registration { locale, ..form(EMAIL) };
        let orcid = world.accounts.register(&form, world.now()).await.unwrap().orcid;
        world.accounts.request_reset(EMAIL, Locale::En, world.now()).await.unwrap();
        world.accounts.remind_of_id(EMAIL, Locale::En, world.now()).await.unwrap();
        let mails = world.mails(EMAIL).await;
        let keys = ["mail-welcome", "mail-reset", "mail-your-id"];
        assert_eq!(mails.len(), keys.len());
        for (mail, key) in mails.iter().zip(keys) {
            assert_eq!(*mail.subject, *Texts::of(locale).text(&format!("{key}.subject")), "{locale}");
            assert!(mail.text.contains(&orcid.to_string()) && !mail.text.contains('{'), "{locale}: {}", mail.text);
            let frame = format!("<div lang=\"{}\" dir=\"{}\">", locale.tag(), locale.direction().as_str());
            assert!(mail.html.starts_with(&frame), "{locale}");
        }
        // A paragraph is one in every language: the address follows the last.
        let paragraphs = |text: &str| text.trim().split("\n\n").count();
        assert_eq!(paragraphs(&mails[0].text), 3, "{locale}: {}", mails[0].text);
        assert!(mails[0].text.contains(&format!("?lang={locale}\n")));
    }
}
