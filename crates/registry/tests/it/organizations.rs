//! Organisations are found while their name is typed.

use byline_model::{ItemKind, OrcidId, RecordHead};
use byline_registry::{Lookup, LookupFor};
use byline_store::{
    Change, ChangeSet, NameKind, Organization, OrganizationDetails, OrganizationId, OrganizationName,
    OrganizationStatus, Stretch, Walk,
};

use crate::support::{App, NOW, item};

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

/// REG-35
#[tokio::test]
async fn whoever_only_names_one_is_shown_the_entry_of_ror() {
    let app = app().await;
    let naming = async |text| found(&app, text, LookupFor::Naming).await;
    let of_all = ["Fjord Research Council", "Fjord Fund", "Fjordland University", "Fjordland University Library"];
    assert_eq!(naming("fjord").await[..4], of_all);

    // ROR says that the fund is what the other vocabulary calls a council; the library says that it is the university.
    let id = |source: &str, identifier: &str| OrganizationId {
        source: source.into(),
        identifier: identifier.into(),
        preferred: false,
    };
    let mut fund = organization("ROR", "https://ror.org/03vek6s52", "Fjord Fund", "FF", &["funder"], 3);
    fund.details.ids = vec![id("FUNDREF", "501100000780"), id("WIKIDATA", "Q1"), id("ISNI", "7315")];
    let mut library = organization("RINGGOLD", "7315", "Fjordland University Library", "FUL", &[], 1);
    library.details.ids = vec![id("ROR", FJORD)];
    put(&app, [fund.clone(), library.clone()]).await;
    assert_eq!(naming("fjord").await, ["Fjord Fund", "Fjordland University", "Fjordland Årsskole"]);
    assert_eq!(naming("fjord research council").await, ["Fjord Fund"]);
    assert_eq!(naming(FUND).await, ["Fjord Fund"]);
    assert_eq!(found(&app, "fjord research council", LookupFor::Membership).await, ["Fjord Research Council"]);

    // What is taken back holds no more, and one that ROR took back is not shown.
    fund.details.ids.clear();
    put(&app, [fund]).await;
    assert_eq!(naming("fjord research council").await, ["Fjord Research Council"]);
    let mut university = organization("ROR", FJORD, "Fjordland University", "", &["education"], 7);
    university.details.status = OrganizationStatus::Obsolete;
    put(&app, [university]).await;
    assert_eq!(naming("fjordland university").await, ["Fjordland University Library"]);
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

/// Somebody who works there.
fn works_at(number: u64, organization: &Organization) -> Vec<Change> {
    let owner = OrcidId::from_base(900_900_000_001_000 + number).expect("fifteen digits");
    let body = serde_json::json!({"organization": {"name": &organization.name, "disambiguated-organization": {
        "disambiguated-organization-identifier": &organization.identifier, "disambiguation-source": &organization.source,
    }}});
    let item = Box::new(item(ItemKind::Employment, 1000 + number, &body.to_string()));
    vec![Change::PutRecord(Box::new(RecordHead::new(owner, NOW))), Change::PutItem { owner, item }]
}

#[tokio::test]
async fn those_that_are_named_more_often_come_first() {
    let app = app().await;
    assert_eq!(found(&app, "fjord", LookupFor::Affiliation).await, ["Fjord Fund", "Fjordland University"]);
    let fund = app.store.organization("ROR", "https://ror.org/03vek6s52").await.unwrap().unwrap();
    let university = app.store.organization("ROR", FJORD).await.unwrap().unwrap();
    let mut set = ChangeSet::new(NOW);
    set.changes.extend((0..5).flat_map(|number| works_at(number, &university)));
    set.changes.extend(works_at(9, &fund));
    app.store.commit(set).await.unwrap();

    let (mut walk, mut changed) = (Walk::by(2), Vec::new());
    while let Some(stretch) = walk.stretch() {
        changed.extend(walk.on(app.registry.recount_organizations(stretch).await.unwrap()));
    }
    // Of the others, one is named by nobody as before, and legal entities are not counted.
    assert_eq!(changed.len(), 4);
    app.registry.put_popularity(&changed).await.unwrap();
    let popularity = async |source: &str, identifier: &str| {
        app.store.organization(source, identifier).await.unwrap().unwrap().details.popularity
    };
    assert_eq!((popularity("ROR", FJORD).await, popularity("ROR", &fund.identifier).await), (4, 1), "about five");
    assert_eq!(popularity("FUNDREF", FUND).await, 0);
    assert_eq!(found(&app, "fjordl", LookupFor::Membership).await[0], "Fjordland University");

    let again = app.registry.recount_organizations(Stretch::first(100)).await.unwrap();
    assert_eq!((again.rows, again.next), (vec![], None), "what is as it was is not written");
}
