//! Clients that are made, changed and removed, over a store.

use std::time::Duration;

use byline_members::{ClientChange, ClientError, NewClient, WebhookKey, Which};
use byline_model::ClientId;
use byline_model::client::{Application, ClientState, ClientType, Switch};
use byline_store::Stretch;
use byline_testkit::TestApp;

fn new(name: &str) -> NewClient {
    NewClient {
        name: name.into(),
        client_type: ClientType::Updater,
        application: Application::Server,
        description: "What it is for".into(),
        website: "https://app.test".into(),
        redirect_uris: vec![" https://app.test/cb ".into()],
        strict: true,
        obo_enabled: false,
        switches: [Switch::AmrArray].into(),
    }
}

fn nobody() -> ClientId {
    "APP-NOBODYNOBODY0000".parse().expect("an id")
}

/// MEM-04
#[tokio::test]
async fn a_client_is_kept_as_it_was_described_and_its_secret_as_a_hash() {
    let app = TestApp::start().await;
    let made = app.members.create_client(new("A")).await.unwrap();
    let kept = app.members.client(&made.id).await.unwrap();
    assert_eq!((&*kept.name, kept.client_type, kept.strict), ("A", ClientType::Updater, true));
    assert_eq!(&*kept.redirect_uris[0].uri, "https://app.test/cb");
    assert_eq!((&*kept.redirect_uris[0].kind, kept.created), ("default", Some(app.now())));
    let secret = made.secret.expect("a server keeps secrets");
    assert_eq!((kept.secrets.len(), kept.secrets[0].hash), (1, secret.hash()));
    assert!(kept.switches.contains(&Switch::AmrArray));
    let other = app.members.create_client(new("B")).await.unwrap();
    assert_ne!(made.id, other.id);
}

#[tokio::test]
async fn who_can_keep_no_secret_gets_none() {
    let app = TestApp::start().await;
    for application in Application::ALL {
        let client_type = ClientType::PublicClient;
        let made = app.members.create_client(NewClient { application, client_type, ..new("A") }).await.unwrap();
        let rotated = app.members.rotate_secret(&made.id, Duration::ZERO).await;
        assert_eq!(made.secret.is_some(), application.keeps_secrets());
        match rotated {
            Ok(_) => assert!(application.keeps_secrets()),
            Err(ClientError::KeepsNoSecret { .. }) => assert!(!application.keeps_secrets()),
            Err(error) => panic!("{error}"),
        }
    }
}

#[tokio::test]
async fn what_can_be_no_client_is_not_made() {
    let app = TestApp::start().await;
    let nameless = app.members.create_client(new("  ")).await.unwrap_err();
    assert!(matches!(nameless, ClientError::NoName), "{nameless}");
    // In characters, as people count.
    let longest = "é".repeat(255);
    let made = app.members.create_client(new(&longest)).await.unwrap();
    app.members.delete_client(&made.id).await.unwrap();
    let long = app.members.create_client(new(&format!("{longest}é"))).await.unwrap_err();
    assert_eq!(long.to_string(), "the name of a client has 255 characters at most, and this one has 256");
    let redirect_uris = vec!["https://app.test/cb".into(), "nonsense".into()];
    let lost = app.members.create_client(NewClient { redirect_uris, ..new("A") }).await.unwrap_err();
    assert!(matches!(&lost, ClientError::Redirect { address, .. } if address == "nonsense"), "{lost}");
    for client_type in ClientType::ALL {
        for application in Application::ALL {
            let made = app.members.create_client(NewClient { application, client_type, ..new("A") }).await;
            let possible = application == Application::Server || client_type == ClientType::PublicClient;
            match made {
                Ok(made) => app.members.delete_client(&made.id).await.unwrap(),
                Err(error) => assert!(matches!(error, ClientError::NeedsSecret { .. }) && !possible, "{error}"),
            }
        }
    }
    assert!(app.members.clients(Stretch::first(1)).await.unwrap().rows.is_empty());
}

/// MEM-07
#[tokio::test]
async fn all_are_changed_or_none() {
    let app = TestApp::start().await;
    let (a, b) =
        (app.members.create_client(new("A")).await.unwrap(), app.members.create_client(new("B")).await.unwrap());
    let change = ClientChange { state: Some(ClientState::Deactivated), ..ClientChange::default() };
    let with_nobody = Which::These(vec![a.id.clone(), nobody()]);
    let refused = app.members.change_clients(&with_nobody, &change).await.unwrap_err();
    assert!(matches!(refused, ClientError::NoSuchClient(id) if id == nobody()));
    assert_eq!(app.members.client(&a.id).await.unwrap().state, ClientState::Active);

    let done = app.members.change_clients(&Which::All, &change).await.unwrap();
    assert_eq!((done.meant, done.changed), (2, 2));
    assert_eq!(app.members.client(&b.id).await.unwrap().state, ClientState::Deactivated);
    let again = app.members.change_clients(&Which::All, &change).await.unwrap();
    assert_eq!((again.meant, again.changed), (2, 0), "what is so already is not written");
}

#[tokio::test]
async fn what_is_not_named_stays() {
    let app = TestApp::start().await;
    let made = app.members.create_client(new("A")).await.unwrap();
    let before = app.members.client(&made.id).await.unwrap();
    let only = Which::These(vec![made.id.clone()]);
    let key = ClientChange {
        webhook_key: Some(WebhookKey::New),
        switch_on: [Switch::Implicit, Switch::AmrArray].into(),
        switch_off: [Switch::AmrArray].into(),
        ..ClientChange::default()
    };
    let done = app.members.change_clients(&only, &key).await.unwrap();
    let [(id, shown)] = &done.new_keys[..] else { panic!("one key was made: {done:?}") };
    let after = app.members.client(&made.id).await.unwrap();
    assert_eq!((id, Some(shown)), (&made.id, after.webhooks.secret.as_ref()));
    assert_eq!(after.switches, [Switch::Implicit].into());
    let mut same = byline_model::client::Client::clone(&after);
    (same.switches, same.webhooks) = (before.switches.clone(), before.webhooks.clone());
    assert_eq!(same, *before);

    let none = ClientChange { webhook_key: Some(WebhookKey::Nothing), ..ClientChange::default() };
    app.members.change_clients(&only, &none).await.unwrap();
    assert_eq!(app.members.client(&made.id).await.unwrap().webhooks.secret, None);
}

#[tokio::test]
async fn one_put_in_place_of_another_is_as_old() {
    let app = TestApp::start().await;
    let made = app.members.create_client(new("A")).await.unwrap();
    let before = app.members.client(&made.id).await.unwrap();
    let next = byline_model::client::Client {
        name: "B".into(),
        created: None,
        ..byline_model::client::Client::clone(&before)
    };
    assert!(!app.members.put_client(next).await.unwrap(), "it was there");
    let after = app.members.client(&made.id).await.unwrap();
    assert_eq!((&*after.name, after.created), ("B", before.created));
    app.members.delete_client(&made.id).await.unwrap();
    assert!(matches!(app.members.delete_client(&made.id).await, Err(ClientError::NoSuchClient(_))));
}
