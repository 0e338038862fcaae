//! Registering.

use byline_accounts::{IdBlock, PasswordProblem, Registration, RegistrationError, RegistrationProblem as P, Settings};
use byline_model::record::CreationMethod;
use byline_model::{ItemKind, OrcidId, RecordState, Visibility};
use byline_store::{AccountStore as _, Store as _, Stretch};

use crate::support::{BASE, EMAIL, PASSWORD, World, cheap, form};

fn problems(result: Result<byline_accounts::Registered, RegistrationError>) -> Vec<P> {
    match result {
        Err(RegistrationError::Problems(problems)) => problems,
        other => panic!("problems were expected, got {other:?}"),
    }
}

/// REG-02
#[tokio::test]
async fn a_new_person_has_a_record_an_account_and_a_session() {
    let world = World::new();
    let ada = world.ada().await;
    assert!(OrcidId::TEST_BLOCK.contains(&ada.orcid.base()));

    let head = world.store.head(ada.orcid).await.unwrap().unwrap();
    assert_eq!((head.state, head.default_visibility, &*head.locale), (RecordState::Active, Visibility::Limited, "de"));
    assert!(head.history.claimed);
    assert_eq!(head.history.creation_method, Some(CreationMethod::Direct));
    assert_eq!(head.history.submitted, Some(world.now()));

    let name = &world.items(ada.orcid, ItemKind::Name).await[0];
    assert_eq!(name.visibility, Visibility::Public);
    assert_eq!(&*name.body, r#"{"given-names":{"value":"Ada"},"family-name":{"value":"Lovelace"}}"#);
    let email = &world.items(ada.orcid, ItemKind::Email).await[0];
    assert_eq!(email.visibility, Visibility::Private);
    assert_eq!(&*email.body, r#"{"email":"ada@example.org","verified":false,"primary":true}"#);

    let account = world.store.account(ada.orcid).await.unwrap().unwrap();
    assert_eq!(account.terms_accepted, Some(world.now()));
    assert_eq!(account.registered_from.as_deref(), Some("192.0.2.1"));
    assert!(account.password.as_deref().unwrap().starts_with("$argon2id$"));

    let session = world.accounts.session(ada.session.id.expose(), world.now()).await.unwrap().unwrap();
    assert_eq!(session.person, ada.orcid);
    assert!(world.opens(EMAIL, PASSWORD).await);
}

/// REG-21, D-22
#[tokio::test]
async fn each_address_gets_its_mail_in_the_same_commit() {
    let world = World::new();
    let more_emails = vec!["lovelace@example.com".into(), "  ".into()];
    let ada = world.accounts.register(&Registration { more_emails, ..form(EMAIL) }, world.now()).await.unwrap();
    let welcome = &world.mails(EMAIL).await[0];
    assert!(welcome.text.contains(&format!("{BASE}/{}", ada.orcid)));
    assert_eq!(welcome.created, world.now());
    assert_eq!(world.mails("lovelace@example.com").await.len(), 1);
    let secret = world.link("lovelace@example.com", "verify-email").await;
    assert_ne!(secret, world.link(EMAIL, "verify-email").await);
    assert_eq!(world.items(ada.orcid, ItemKind::Email).await.len(), 2);
    assert_eq!(world.store.unsent_mails(Stretch::first(1)).await.unwrap().rows.len(), 1);
    assert_eq!(world.store.unsent_mails(Stretch::first(9)).await.unwrap().rows.len(), 2);
}

#[tokio::test]
async fn everything_that_is_wrong_is_said_at_once() {
    let world = World::new();
    let empty = problems(world.accounts.register(&Registration::default(), world.now()).await);
    use PasswordProblem::{NoDigit, NoLetterOrSymbol, TooShort};
    assert_eq!(
        empty,
        [
            P::GivenNamesMissing,
            P::EmailInvalid { more: None },
            P::Password(TooShort),
            P::Password(NoDigit),
            P::Password(NoLetterOrSymbol),
            P::VisibilityMissing,
            P::TermsNotAccepted,
            P::ProcessingNotAccepted,
        ]
    );
    let wrong = Registration {
        given_names: "x".repeat(100),
        family_name: "x".repeat(100),
        email_again: "other@example.org".into(),
        more_emails: vec!["nonsense".into(), "ADA@example.org".into()],
        password: "ada@example.org 1".into(),
        default_visibility: Some(Visibility::RegisteredOnly),
        ..form(EMAIL)
    };
    assert_eq!(
        problems(world.accounts.register(&wrong, world.now()).await),
        [
            P::GivenNamesTooLong,
            P::FamilyNameTooLong,
            P::EmailsDiffer,
            P::EmailInvalid { more: Some(0) },
            P::EmailRepeated { more: 1 },
            P::Password(PasswordProblem::ContainsEmail),
            P::Password(PasswordProblem::Differ),
            P::VisibilityMissing,
        ]
    );
    assert_eq!(world.store.count_records().await.unwrap(), 0);
    let long = Registration { given_names: "ä".repeat(99), family_name: String::new(), ..form(EMAIL) };
    assert!(world.accounts.register(&long, world.now()).await.is_ok());
}

#[tokio::test]
async fn an_address_that_is_taken_says_by_what() {
    let world = World::new();
    let ada = world.ada().await;
    let again = problems(world.accounts.register(&form("ADA@Example.org"), world.now()).await);
    assert_eq!(again, [P::EmailTaken { more: None, by: RecordState::Active }]);
    world.set_state(ada.orcid, RecordState::Unclaimed).await;
    let more = Registration { more_emails: vec![EMAIL.into()], ..form("new@example.org") };
    let again = problems(world.accounts.register(&more, world.now()).await);
    assert_eq!(again, [P::EmailTaken { more: Some(0), by: RecordState::Unclaimed }]);
}

#[tokio::test]
async fn whoever_comes_from_a_client_is_noted() {
    let world = World::new();
    let client = "APP-0123456789ABCDEF".parse().unwrap();
    let referred = Registration { referred_by: Some(client), ..form(EMAIL) };
    let ada = world.accounts.register(&referred, world.now()).await.unwrap();
    let head = world.store.head(ada.orcid).await.unwrap().unwrap();
    assert_eq!(head.history.creation_method, Some(CreationMethod::MemberReferred));
    let account = world.store.account(ada.orcid).await.unwrap().unwrap();
    assert_eq!(account.referred_by, referred.referred_by);
}

#[tokio::test]
async fn ids_that_are_taken_are_drawn_again() {
    let ids = IdBlock::new(990_000_000_000..=990_000_000_003).unwrap();
    let world = World::with(Settings { ids, ..cheap() });
    let mut seen = Vec::new();
    for number in 0..4 {
        let registered = world.accounts.register(&form(&format!("p{number}@example.org")), world.now()).await.unwrap();
        assert!(!seen.contains(&registered.orcid));
        seen.push(registered.orcid);
    }
    let full = world.accounts.register(&form("late@example.org"), world.now()).await;
    assert!(matches!(full, Err(RegistrationError::Store(_))), "{full:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_with_one_address_one_is_registered() {
    let world = std::sync::Arc::new(World::new());
    let tasks: Vec<_> = (0..6)
        .map(|_| {
            let world = world.clone();
            tokio::spawn(async move { world.accounts.register(&form(EMAIL), world.now()).await.is_ok() })
        })
        .collect();
    let mut registered = 0;
    for task in tasks {
        registered += usize::from(task.await.unwrap());
    }
    assert_eq!((registered, world.store.count_records().await.unwrap()), (1, 1));
}
