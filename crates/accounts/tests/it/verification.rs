//! Proving addresses.

use byline_accounts::LinkError;
use byline_model::{ItemKind, OrcidId};

use crate::support::{EMAIL, World};

/// REG-21
#[tokio::test]
async fn a_link_proves_the_address_once() {
    let world = World::new();
    let ada = world.ada().await;
    assert!(!world.accounts.has_verified_email(ada.orcid).await.unwrap());
    let secret = world.link(EMAIL, "verify-email").await;
    world.pass(60);
    let person = world.accounts.verify_email(&secret, Some(ada.orcid), world.now()).await.unwrap();
    assert_eq!(person, ada.orcid);
    assert!(world.accounts.has_verified_email(ada.orcid).await.unwrap());
    let item = &world.items(ada.orcid, ItemKind::Email).await[0];
    assert_eq!(&*item.body, r#"{"email":"ada@example.org","verified":true,"primary":true}"#);
    assert_eq!(item.modified, Some(world.now()));
    let again = world.accounts.verify_email(&secret, None, world.now()).await;
    assert!(matches!(again, Err(LinkError::Used)));
}

#[tokio::test]
async fn only_the_newest_link_is_good_and_not_for_ever() {
    let world = World::new();
    let ada = world.ada().await;
    let old = world.link(EMAIL, "verify-email").await;
    world.accounts.send_verification(ada.orcid, EMAIL, world.now()).await.unwrap();
    let new = world.link(EMAIL, "verify-email").await;
    let result = world.accounts.verify_email(&old, None, world.now()).await;
    assert!(matches!(result, Err(LinkError::Invalid)));
    assert!(matches!(world.accounts.verify_email("x", None, world.now()).await, Err(LinkError::Invalid)));
    world.pass(world.accounts.settings().verification_seconds);
    let result = world.accounts.verify_email(&new, None, world.now()).await;
    assert!(matches!(result, Err(LinkError::Expired)));
}

#[tokio::test]
async fn a_link_is_of_no_use_to_others() {
    let world = World::new();
    let ada = world.ada().await;
    let secret = world.link(EMAIL, "verify-email").await;
    let other = OrcidId::from_base(ada.orcid.base() - 1).unwrap();
    let result = world.accounts.verify_email(&secret, Some(other), world.now()).await;
    assert!(matches!(result, Err(LinkError::WrongUser)));
    assert!(world.accounts.verify_email(&secret, None, world.now()).await.is_ok());
}

#[tokio::test]
async fn links_are_sent_again_for_own_unproven_addresses_now_and_then() {
    let world = World::new();
    let ada = world.ada().await;
    world.accounts.send_verification(ada.orcid, "other@example.org", world.now()).await.unwrap();
    assert!(world.mails("other@example.org").await.is_empty());
    for _ in 0..9 {
        world.accounts.send_verification(ada.orcid, "ADA@example.org", world.now()).await.unwrap();
    }
    let most = 1 + usize::try_from(world.accounts.settings().mails_per_hour).unwrap();
    assert_eq!(world.mails(EMAIL).await.len(), most, "and the welcome");
    world.pass(3600);
    world.accounts.send_verification(ada.orcid, EMAIL, world.now()).await.unwrap();
    assert_eq!(world.mails(EMAIL).await.len(), most + 1);
    let secret = world.link(EMAIL, "verify-email").await;
    world.accounts.verify_email(&secret, None, world.now()).await.unwrap();
    world.accounts.send_verification(ada.orcid, EMAIL, world.now()).await.unwrap();
    assert_eq!(world.mails(EMAIL).await.len(), most + 1, "it is proven");
}
