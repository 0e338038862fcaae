//! Organisations are found while their name is typed.

use byline_registry::{Lookup, LookupFor};
use byline_store::{
    Change, ChangeSet, NameKind, Organization, OrganizationDetails, OrganizationName, OrganizationStatus,
};

use crate::support::{App, NOW};

/// One of a vocabulary, with another name, types and how often it is named.
fn organization(
    source: &str,
    identifier: &str,
    name: &str,
    other: &str,
    types: &[&str],
    popularity: u64,
) -> Organization {
    let other = OrganizationName { value: other.into(), kind: NameKind::Alias, language: None };
    let details = OrganizationDetails {
        names: vec![other],
        types: types.iter().map(|it| (*it).into()).collect(),
        popularity,
        ..OrganizationDetails::default()
    };
    Organization {
        source: source.into(),
        identifier: identifier.into(),
        name: name.into(),
        details,
        ..Organization::default()
    }
}

const FJORD: &str = "https://ror.org/02mhbdp94";
const FUND: &str = "http://dx.doi.org/10.13039/501100000780";

async fn app() -> App {
    let app = App::with(Vec::new()).await;
    put(
        &app,
        [
            organization("ROR", FJORD, "Fjordland University", "Universitetet i Fjordland", &["education"], 7),
            organization("ROR", "https://ror.org/03vek6s52", "Fjord Fund", "FF", &["funder"], 3),
            organization("FUNDREF", FUND, "Fjord Research Council", "Fjordforsk", &[], 9),
            organization("RINGGOLD", "7315", "Fjordland University Library", "FUL", &[], 1),
            organization("GRID", "grid.455335.1", "Fjordland Årsskole", "", &[], 0),
            organization("LEI", "5493000IBP32UQZ0KL24", "Fjordland Instruments", "", &[], 0),
        ],
    )
    .await;
    app
}

async fn put<const N: usize>(app: &App, organizations: [Organization; N]) {
    let changes = ChangeSet {
        changes: organizations.map(|it| Change::PutOrganization(Box::new(it))).into(),
        ..ChangeSet::new(NOW)
    };
    app.store.commit(changes).await.unwrap();
}

async fn found(app: &App, text: &str, purpose: LookupFor) -> Vec<String> {
    let rows = app.registry.organizations_like(Lookup { text, purpose, most: 5 }).await.unwrap();
    rows.into_iter().map(|it| it.name.into()).collect()
}

/// REG-35
#[tokio::test]
async fn each_purpose_has_its_organisations() {
    let app = app().await;
    assert_eq!(found(&app, "fjord", LookupFor::Affiliation).await, ["Fjord Fund", "Fjordland University"]);
    assert_eq!(found(&app, "fjord", LookupFor::Funding).await, ["Fjord Research Council", "Fjord Fund"]);
    assert_eq!(found(&app, "fjord", LookupFor::Membership).await.len(), 5);
    assert_eq!(found(&app, "arss", LookupFor::Membership).await, ["Fjordland Årsskole"]);
    assert_eq!(found(&app, "universitetet i f", LookupFor::Affiliation).await, ["Fjordland University"]);
    assert_eq!(found(&app, " ", LookupFor::Membership).await, [""; 0]);
}

#[tokio::test]
async fn an_identifier_finds_its_own_in_any_form() {
    let app = app().await;
    for text in [FJORD, "ror.org/02mhbdp94", " 02MHBDP94 "] {
        assert_eq!(found(&app, text, LookupFor::Affiliation).await, ["Fjordland University"], "{text}");
    }
    for text in [FUND, "https://doi.org/10.13039/501100000780", "10.13039/501100000780"] {
        assert_eq!(found(&app, text, LookupFor::Funding).await, ["Fjord Research Council"], "{text}");
    }
    assert_eq!(found(&app, "7315", LookupFor::Membership).await, ["Fjordland University Library"]);
    assert_eq!(found(&app, "grid.455335.1", LookupFor::Membership).await, ["Fjordland Årsskole"]);
    let company = "5493000ibp32uqz0kl24";
    assert_eq!(found(&app, company, LookupFor::Membership).await, ["Fjordland Instruments"]);
    assert_eq!(found(&app, "fjordland instruments", LookupFor::Membership).await, [""; 0]);
    assert_eq!(found(&app, FUND, LookupFor::Affiliation).await, [""; 0]);
}

#[tokio::test]
async fn what_a_commit_changed_is_found_by_who_asks_after_it() {
    let app = app().await;
    assert_eq!(found(&app, "fjordland", LookupFor::Affiliation).await, ["Fjordland University"]);
    let mut renamed = organization("ROR", FJORD, "Skerry University", "", &["education"], 7);
    put(&app, [renamed.clone()]).await;
    assert_eq!(found(&app, "fjordland", LookupFor::Affiliation).await, [""; 0]);
    assert_eq!(found(&app, "skerry", LookupFor::Affiliation).await, ["Skerry University"]);

    renamed.details.status = OrganizationStatus::Inactive;
    put(&app, [renamed.clone()]).await;
    assert_eq!(found(&app, "skerry", LookupFor::Affiliation).await, ["Skerry University"], "people worked there");
    renamed.details.status = OrganizationStatus::Obsolete;
    put(&app, [renamed]).await;
    assert_eq!(found(&app, "skerry", LookupFor::Affiliation).await, [""; 0]);
    assert_eq!(found(&app, FJORD, LookupFor::Affiliation).await, [""; 0]);
}
