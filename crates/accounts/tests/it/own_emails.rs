//! What people do with the addresses of their record.

use byline_accounts::{EmailError, MOST_EMAILS};
use byline_model::{ItemKind, OrcidId, Visibility};
use byline_store::{Action, JournalOf, JournalStore, KindRange, Period, Store, whole};

use crate::support::{EMAIL, World};

const SECOND: &str = "ada@work.example";

/// Address, verified, primary, visibility.
async fn emails(world: &World, owner: OrcidId) -> Vec<(String, bool, bool, Visibility)> {
    let items = world.store.snapshot(owner, KindRange::one(ItemKind::Email)).await.unwrap().unwrap().items;
    let flag = |body: &str, key: &str| body.contains(&format!("\"{key}\":true"));
    let read = |it: byline_model::Item| {
        let address = it.body.split("\"email\":\"").nth(1).and_then(|it| it.split('"').next()).unwrap().to_owned();
        (address, flag(&it.body, "verified"), flag(&it.body, "primary"), it.visibility)
    };
    items.into_iter().map(read).collect()
}

/// REG-21
#[tokio::test]
async fn an_address_is_added_proved_made_primary_and_another_removed() {
    let world = World::new();
    let ada = world.ada().await.orcid;
    let (accounts, now) = (&world.accounts, world.now());
    accounts.add_email(ada, SECOND, now).await.unwrap();
    assert_eq!(emails(&world, ada).await[1], (SECOND.into(), false, false, Visibility::Private));
    let proof = world.link(SECOND, "verify-email").await;
    accounts.verify_email(&proof, None, now).await.unwrap();
    assert!(matches!(accounts.remove_email(ada, EMAIL, now).await, Err(EmailError::Primary)));
    accounts.make_primary(ada, SECOND, now).await.unwrap();
    let primary: Vec<bool> = emails(&world, ada).await.iter().map(|it| it.2).collect();
    assert_eq!(primary, [false, true]);
    accounts.remove_email(ada, EMAIL, now).await.unwrap();
    assert_eq!(emails(&world, ada).await.len(), 1);
    assert_eq!(world.store.find_by_email(EMAIL).await.unwrap(), None, "somebody else may have it");
    let journal = whole(|it| world.store.journal(JournalOf::Person(ada), Period::default(), it)).await.unwrap();
    for action in [Action::ItemsAdded, Action::ItemsChanged, Action::ItemsRemoved] {
        assert!(journal.iter().any(|it| it.deed.action == action), "{action:?}");
    }
}

#[tokio::test]
async fn those_who_were_proved_are_told_what_changed() {
    let world = World::new();
    let ada = world.ada().await.orcid;
    let now = world.now();
    let proof = world.link(EMAIL, "verify-email").await;
    world.accounts.verify_email(&proof, None, now).await.unwrap();
    let before = world.mails(EMAIL).await.len();
    world.accounts.add_email(ada, SECOND, now).await.unwrap();
    let mails = world.mails(EMAIL).await;
    assert_eq!(mails.len(), before + 1);
    let told = &mails.last().unwrap().text;
    assert!(told.contains(EMAIL) && told.contains(SECOND), "{told}");
    world.accounts.remove_email(ada, SECOND, now).await.unwrap();
    let told = world.mails(EMAIL).await.pop().unwrap();
    assert!(!told.text.contains(SECOND), "{}", told.text);
    assert_eq!(world.mails(SECOND).await.len(), 1, "the link alone: it was never proved");
}

#[tokio::test]
async fn only_proved_addresses_are_shown() {
    let world = World::new();
    let ada = world.ada().await.orcid;
    let (accounts, now) = (&world.accounts, world.now());
    let refused = accounts.show_email(ada, EMAIL, Visibility::Public, now).await;
    assert!(matches!(refused, Err(EmailError::NotConfirmed)));
    let proof = world.link(EMAIL, "verify-email").await;
    accounts.verify_email(&proof, None, now).await.unwrap();
    for level in [Visibility::Public, Visibility::Public, Visibility::Limited, Visibility::Private] {
        // However it is written.
        accounts.show_email(ada, &EMAIL.to_uppercase(), level, now).await.unwrap();
        assert_eq!(emails(&world, ada).await[0].3, level);
    }
}

#[tokio::test]
async fn what_cannot_be_added_is_refused() {
    let world = World::new();
    let ada = world.ada().await.orcid;
    let (accounts, now) = (&world.accounts, world.now());
    assert!(matches!(accounts.add_email(ada, "nonsense", now).await, Err(EmailError::Invalid)));
    assert!(matches!(accounts.add_email(ada, &EMAIL.to_uppercase(), now).await, Err(EmailError::Taken)));
    for nobodys in ["nobody@example.org", "nonsense"] {
        assert!(matches!(accounts.remove_email(ada, nobodys, now).await, Err(EmailError::NoSuchEmail)));
        assert!(matches!(accounts.make_primary(ada, nobodys, now).await, Err(EmailError::NoSuchEmail)));
        let shown = accounts.show_email(ada, nobodys, Visibility::Private, now).await;
        assert!(matches!(shown, Err(EmailError::NoSuchEmail)));
    }
    for number in 1..MOST_EMAILS {
        accounts.add_email(ada, &format!("ada{number}@example.org"), now).await.unwrap();
    }
    assert!(matches!(accounts.add_email(ada, "ada99@example.org", now).await, Err(EmailError::Full)));
    assert_eq!(emails(&world, ada).await.len(), MOST_EMAILS);
}

#[tokio::test]
async fn an_address_gets_so_many_mails_and_no_more() {
    let world = World::new();
    let ada = world.ada().await.orcid;
    let (accounts, now) = (&world.accounts, world.now());
    let most = accounts.settings().mails_per_hour;
    for _ in 0..most {
        accounts.add_email(ada, SECOND, now).await.unwrap();
        accounts.remove_email(ada, SECOND, now).await.unwrap();
    }
    assert!(matches!(accounts.add_email(ada, SECOND, now).await, Err(EmailError::TooManyMails)));
    assert_eq!(world.mails(SECOND).await.len(), most as usize);
}
