//! New passwords.

use std::sync::atomic::Ordering;

use byline_accounts::{LinkError, NewPasswordError, PasswordProblem};
use byline_i18n::Texts;
use byline_model::{Locale, RecordState};

use crate::support::{EMAIL, PASSWORD, World};
#[cfg(debug_assertions)]
use crate::support::{HASH, form};

const NEW: &str = "difference engine 2";

async fn asked(world: &World) -> String {
    world.accounts.request_reset(EMAIL, Locale::Fr, world.now()).await.unwrap();
    world.link(EMAIL, "reset-password-email").await
}

async fn reset(world: &World, secret: &str, code: Option<&str>) -> Result<byline_model::OrcidId, NewPasswordError> {
    world.accounts.reset_password(secret, NEW, NEW, code, world.now()).await
}

/// REG-16
#[tokio::test]
async fn a_link_sets_a_new_password_once() {
    let world = World::new();
    let ada = world.ada().await;
    let secret = asked(&world).await;
    let form = world.accounts.reset_form(&secret, world.now()).await.unwrap();
    assert_eq!((form.person, form.second_factor), (ada.orcid, false));
    assert_eq!(reset(&world, &secret, None).await.unwrap(), ada.orcid);
    assert!(!world.opens(EMAIL, PASSWORD).await && world.opens(EMAIL, NEW).await);
    assert!(world.accounts.session(ada.session.id.expose(), world.now()).await.unwrap().is_none(), "all sessions end");
    let subject = Texts::of(Locale::De).text("mail-password-changed.subject");
    assert_eq!(*world.mails(EMAIL).await.last().unwrap().subject, *subject);
    let again = reset(&world, &secret, None).await;
    assert!(matches!(again, Err(NewPasswordError::Link(LinkError::Used))));
}

#[tokio::test]
async fn only_the_newest_link_is_good_for_four_hours() {
    let world = World::new();
    world.ada().await;
    let [old, new] = [asked(&world).await, asked(&world).await];
    assert!(matches!(reset(&world, &old, None).await, Err(NewPasswordError::Link(LinkError::Invalid))));
    world.pass(240 * 60 - 1);
    assert!(world.accounts.reset_form(&new, world.now()).await.is_ok());
    world.pass(1);
    assert!(matches!(reset(&world, &new, None).await, Err(NewPasswordError::Link(LinkError::Expired))));
    let verification = {
        let mails = world.mails(EMAIL).await;
        mails[0].text.split("verify-email/").nth(1).unwrap().trim().to_owned()
    };
    let wrong_kind = reset(&world, &verification, None).await;
    assert!(matches!(wrong_kind, Err(NewPasswordError::Link(LinkError::Invalid))));
}

#[tokio::test]
async fn the_new_password_follows_the_rules() {
    let world = World::new();
    world.ada().await;
    let secret = asked(&world).await;
    let refused = world.accounts.reset_password(&secret, "ada@example.org1", "x", None, world.now()).await;
    let Err(NewPasswordError::Password(problems)) = refused else { panic!("{refused:?}") };
    assert_eq!(problems, [PasswordProblem::ContainsEmail, PasswordProblem::Differ]);
    assert!(reset(&world, &secret, None).await.is_ok(), "the link was not used up");
}

#[tokio::test]
async fn every_address_gets_the_same_answer_and_a_mail() {
    let world = World::new();
    let ada = world.ada().await;
    world.accounts.request_reset("nobody@example.org", Locale::Fr, world.now()).await.unwrap();
    let mail = &world.mails("nobody@example.org").await[0];
    // Nobody's language: that of the page.
    assert_eq!(*mail.subject, *Texts::of(Locale::Fr).text("mail-nobody.subject"));
    assert!(!mail.text.contains("reset-password"));
    world.set_state(ada.orcid, RecordState::Locked).await;
    world.accounts.request_reset(EMAIL, Locale::Fr, world.now()).await.unwrap();
    assert!(!world.mails(EMAIL).await.last().unwrap().text.contains("reset-password"));
    world.accounts.request_reset("nonsense", Locale::Fr, world.now()).await.unwrap();
    for _ in 0..9 {
        world.accounts.request_reset("nobody@example.org", Locale::Fr, world.now()).await.unwrap();
    }
    assert_eq!(world.mails("nobody@example.org").await.len(), 5, "nobody is flooded");
}

/// Nobody's address has no stored form that a mail could go to (`decisions` 50): what was typed is told that it is
/// nobody's (`registry` 6.7), and no more. However it is written it is one address, and gets no more mails than one.
#[tokio::test]
async fn a_mail_to_nobody_holds_nothing_of_anybody() {
    let world = World::new();
    let ada = world.ada().await;
    let spellings = ["Nobody@Example.org", "nobody@example.org", "NOBODY@EXAMPLE.ORG", " nobody@example.org "];
    for asked in spellings.iter().cycle().take(12) {
        world.accounts.request_reset(asked, Locale::En, world.now()).await.unwrap();
        world.accounts.remind_of_id(asked, Locale::En, world.now()).await.unwrap();
    }
    let mails = world.mails("nobody@example.org").await;
    assert_eq!(mails.len(), 5, "one address, one limit");
    let known = ada.orcid.to_string();
    for mail in &mails {
        for part in [&mail.subject, &mail.text, &mail.html] {
            let hidden = ["/reset-password", "/verify-email", "ada", &known];
            assert!(hidden.iter().all(|it| !part.to_lowercase().contains(it)), "{part}");
        }
    }
}

/// No hash is asked for, whoever has the address: both are answered as soon.
#[cfg(debug_assertions)]
#[test]
fn a_mail_to_nobody_costs_what_one_to_somebody_does() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let _entered = runtime.enter();
    let world = World::new();
    runtime.block_on(world.ada());
    let spent = |address: &str| {
        let asked = || runtime.block_on(world.accounts.request_reset(address, Locale::En, world.now()));
        let (done, spent) = byline_model::effort::of(asked);
        done.unwrap();
        spent / HASH
    };
    assert_eq!((spent(EMAIL), spent("nobody@example.org")), (0, 0));
    let registered = || runtime.block_on(world.accounts.register(&form("grace@example.org"), world.now()));
    let (done, spent) = byline_model::effort::of(registered);
    assert!(done.is_ok() && spent / HASH == 1, "hashes are counted");
}

/// REG-17
#[tokio::test]
async fn a_forgotten_id_is_mailed() {
    let world = World::new();
    let ada = world.ada().await;
    world.accounts.remind_of_id(" Ada@Example.org", Locale::Fr, world.now()).await.unwrap();
    assert!(world.mails(EMAIL).await.last().unwrap().text.contains(&ada.orcid.to_string()));
    world.accounts.remind_of_id("nobody@example.org", Locale::Fr, world.now()).await.unwrap();
    assert_eq!(world.mails("nobody@example.org").await.len(), 1);
}

#[tokio::test]
async fn a_new_password_opens_a_closed_account() {
    let world = World::new();
    world.ada().await;
    for _ in 0..11 {
        assert!(!world.opens(EMAIL, "wrong password 1").await);
    }
    let secret = asked(&world).await;
    reset(&world, &secret, None).await.unwrap();
    assert!(world.opens(EMAIL, NEW).await);
}

#[tokio::test]
async fn with_a_second_factor_the_link_is_not_enough() {
    let world = World::new();
    world.ada().await;
    world.codes.0.store(true, Ordering::SeqCst);
    let secret = asked(&world).await;
    assert!(world.accounts.reset_form(&secret, world.now()).await.unwrap().second_factor);
    for code in [None, Some("000000")] {
        assert!(matches!(reset(&world, &secret, code).await, Err(NewPasswordError::BadCode)));
    }
    assert!(reset(&world, &secret, Some("123456")).await.is_ok());
}

#[tokio::test]
async fn changing_the_password_ends_the_other_sessions() {
    let world = World::new();
    let ada = world.ada().await;
    let mine = ada.session.id.expose();
    let other = match world.sign_in(EMAIL, PASSWORD).await {
        byline_accounts::SignIn::SignedIn(session) => session.id.expose().to_owned(),
        other => panic!("{other:?}"),
    };
    let change = |current: &'static str, new: &'static str| {
        let world = &world;
        let mine = mine.to_owned();
        async move { world.accounts.change_password(&mine, (current, new, new), None, world.now()).await }
    };
    assert!(matches!(change("wrong password 1", NEW).await, Err(NewPasswordError::WrongPassword)));
    assert!(matches!(change(PASSWORD, "short1").await, Err(NewPasswordError::Password(_))));
    change(PASSWORD, NEW).await.unwrap();
    assert!(world.accounts.session(mine, world.now()).await.unwrap().is_some());
    assert!(world.accounts.session(&other, world.now()).await.unwrap().is_none());
    assert!(world.opens(EMAIL, NEW).await);
}
