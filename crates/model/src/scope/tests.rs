use super::*;
use crate::kind::ScopeFamily;

fn set(names: &str) -> ScopeSet {
    let (list, unknown) = ScopeList::parse(names);
    assert!(unknown.is_empty(), "{unknown:?}");
    list.set()
}

const PATENTS: &str = "/orcid-patents/create /orcid-patents/update /orcid-patents/read-limited";
const ACTIVITIES_READ: &str = "/activities/read-limited /orcid-works/read-limited /affiliations/read-limited \
    /funding/read-limited /peer-review/read-limited /orcid-patents/read-limited /read-public";
const PERSON_READ: &str = "/person/read-limited /orcid-bio/read-limited /read-public";
const ACTIVITIES_WRITE: &str = "/activities/update /orcid-works/create /orcid-works/update /affiliations/create \
    /affiliations/update /funding/create /funding/update /peer-review/create /peer-review/update \
    /orcid-patents/create /orcid-patents/update /read-public";
const PERSON_WRITE: &str = "/person/update /orcid-bio/update /orcid-bio/external-identifiers/create /read-public";

/// D-05
#[test]
fn each_scope_covers_what_the_table_says() {
    let read_limited = format!("/read-limited {ACTIVITIES_READ} {PERSON_READ}");
    let read_profile = format!("/orcid-profile/read-limited {read_limited}");
    let create_profile = format!(
        "/orcid-profile/create /authenticate openid {read_profile} {ACTIVITIES_WRITE} {PERSON_WRITE} \
         /group-id-record/read /group-id-record/update"
    );
    let alone = "/read-public /group-id-record/read /webhook /basic-notification /identifier-types/create \
                 /member-list/read /member-list/write /member-list/full-access /orcid-internal \
                 /orcid-internal/person/last_modified";
    let with_public = "/authenticate /email/read-private /orcid-bio/read-limited /orcid-bio/external-identifiers/create \
                       /affiliations/create /affiliations/update /affiliations/read-limited /funding/create \
                       /funding/update /funding/read-limited /orcid-works/create /orcid-works/update \
                       /orcid-works/read-limited /peer-review/create /peer-review/update /peer-review/read-limited";
    let mut rows = vec![
        ("openid", "openid /authenticate /read-public".to_owned()),
        ("/read-limited", read_limited),
        ("/activities/read-limited", ACTIVITIES_READ.to_owned()),
        ("/person/read-limited", PERSON_READ.to_owned()),
        ("/activities/update", ACTIVITIES_WRITE.to_owned()),
        ("/person/update", PERSON_WRITE.to_owned()),
        ("/orcid-profile/read-limited", read_profile),
        ("/orcid-bio/update", "/orcid-bio/update /orcid-bio/external-identifiers/create /read-public".to_owned()),
        ("/orcid-profile/create", create_profile),
        ("/group-id-record/update", "/group-id-record/update /group-id-record/read".to_owned()),
        ("/premium-notification", "/premium-notification /basic-notification".to_owned()),
    ];
    rows.extend(alone.split_whitespace().map(|name| (name, name.to_owned())));
    rows.extend(
        with_public.split_whitespace().chain(PATENTS.split_whitespace()).map(|it| (it, format!("{it} /read-public"))),
    );

    assert_eq!(rows.len(), Scope::ALL.len(), "a row for each scope");
    for (name, covered) in rows {
        let scope: Scope = name.parse().expect("a scope");
        assert_eq!(scope.covers(), set(&covered), "{name}");
    }
}

#[test]
fn legs_and_classes_are_those_of_the_table() {
    let names = |choose: &dyn Fn(&ScopeSpec) -> bool| -> ScopeSet {
        Scope::ALL.into_iter().filter(|it| choose(it.spec())).collect()
    };
    let two = "/orcid-profile/create /read-public /webhook /premium-notification /group-id-record/read \
               /group-id-record/update /member-list/read /member-list/write /member-list/full-access";
    assert_eq!(names(&|it| it.legs == Legs::Two), set(two));
    assert_eq!(names(&|it| it.legs == Legs::Internal), set("/orcid-internal /orcid-internal/person/last_modified"));
    assert_eq!(names(&|it| it.legs == Legs::None), set("/basic-notification /identifier-types/create"));
    let write = "/activities/update /person/update /orcid-bio/update /orcid-bio/external-identifiers/create \
                 /affiliations/create /affiliations/update /funding/create /funding/update /orcid-works/create \
                 /orcid-works/update /orcid-patents/create /orcid-patents/update";
    assert_eq!(names(&|it| it.class == Some(Class::Write)), set(write));
    let read = format!("openid /read-limited {ACTIVITIES_READ} {PERSON_READ} /orcid-profile/read-limited");
    assert_eq!(names(&|it| it.class == Some(Class::Read)), set(&read).without(set("/read-public")));
    let staff = "/premium-notification /email/read-private /orcid-internal /orcid-internal/person/last_modified \
                 /member-list/read /member-list/write /member-list/full-access /identifier-types/create";
    assert_eq!(names(&|it| it.staff_only), set(staff));
    let superseded = format!(
        "{PATENTS} /orcid-profile/read-limited /orcid-bio/read-limited /orcid-bio/update \
         /orcid-bio/external-identifiers/create /affiliations/create /affiliations/update /affiliations/read-limited \
         /funding/create /funding/update /funding/read-limited /orcid-works/create /orcid-works/update \
         /orcid-works/read-limited /orcid-profile/create"
    );
    assert_eq!(names(&|it| it.superseded), set(&superseded));
}

#[test]
fn rows_stand_in_the_order_of_the_scopes() {
    for (at, scope) in Scope::ALL.into_iter().enumerate() {
        assert_eq!(scope as usize, at);
        assert_eq!(scope.as_str().parse(), Ok(scope));
        assert_eq!(scope.spec().words.is_some(), scope.needs_person(), "{scope}");
    }
    // The name of a variant is its path in words, so a row in the wrong place would show.
    for scope in Scope::ALL {
        let words = scope.as_str().replace(['/', '-', '_'], "");
        assert_eq!(format!("{scope:?}").to_lowercase(), words);
    }
}

#[test]
fn identity_comes_from_three_scopes_only() {
    let identity: ScopeSet = Scope::ALL.into_iter().filter(|it| it.covers().contains(Scope::Authenticate)).collect();
    assert_eq!(identity, set("/authenticate openid /orcid-profile/create"));
    assert!(!Scope::OrcidProfileCreate.covers().contains(Scope::EmailReadPrivate));
    assert!(!Scope::OrcidWorksUpdate.covers().contains(Scope::OrcidWorksCreate));
}

#[test]
fn client_types_hold_what_the_table_says() {
    let public = set("/authenticate /read-public openid");
    let updater =
        set("/affiliations/create /affiliations/update /affiliations/read-limited /funding/create /funding/update \
         /funding/read-limited /orcid-works/create /orcid-works/update /orcid-works/read-limited /peer-review/create \
         /peer-review/update /peer-review/read-limited /orcid-bio/external-identifiers/create /orcid-bio/read-limited \
         /orcid-bio/update /person/update /person/read-limited /activities/update /activities/read-limited \
         /read-limited /orcid-profile/read-limited /authenticate openid /read-public /group-id-record/read \
         /group-id-record/update");
    let creator = updater.union(set(PATENTS)).with(Scope::OrcidProfileCreate);
    assert_eq!(Scope::automatic(ClientType::PublicClient), public);
    assert_eq!(Scope::automatic(ClientType::Updater), updater);
    assert_eq!(Scope::automatic(ClientType::Creator), creator);
    assert_eq!(Scope::automatic(ClientType::PremiumUpdater), updater.with(Scope::Webhook));
    assert_eq!(Scope::automatic(ClientType::PremiumCreator), creator.with(Scope::Webhook));
    for client_type in ClientType::ALL {
        assert!(Scope::automatic(client_type).iter().all(|it| !it.spec().staff_only));
    }
}

#[test]
fn operations_ask_for_the_scopes_of_their_section() {
    let families = [
        (ScopeFamily::Person, "/orcid-bio/read-limited", "/orcid-bio/update", "/orcid-bio/update"),
        (
            ScopeFamily::ExternalIdentifiers,
            "/orcid-bio/read-limited",
            "/orcid-bio/external-identifiers/create",
            "/orcid-bio/external-identifiers/create",
        ),
        (ScopeFamily::Email, "/orcid-bio/read-limited", "", ""),
        (
            ScopeFamily::Affiliations,
            "/affiliations/read-limited",
            "/affiliations/create /affiliations/update",
            "/affiliations/update",
        ),
        (ScopeFamily::Funding, "/funding/read-limited", "/funding/create /funding/update", "/funding/update"),
        (
            ScopeFamily::PeerReview,
            "/peer-review/read-limited",
            "/peer-review/create /peer-review/update",
            "/peer-review/update",
        ),
        (
            ScopeFamily::Works,
            "/orcid-works/read-limited",
            "/orcid-works/create /orcid-works/update",
            "/orcid-works/update",
        ),
    ];
    for (family, read, create, update) in families {
        assert_eq!(ScopeSet::of(scopes_for(family, Access::ReadLimited)), set(read), "{family:?}");
        assert_eq!(ScopeSet::of(scopes_for(family, Access::Create)), set(create), "{family:?}");
        assert_eq!(ScopeSet::of(scopes_for(family, Access::Update)), set(update), "{family:?}");
        let delete = if family == ScopeFamily::ExternalIdentifiers { "/orcid-bio/update" } else { update };
        assert_eq!(ScopeSet::of(scopes_for(family, Access::Delete)), set(delete), "{family:?}");
    }
}

#[test]
fn wide_scopes_permit_what_they_cover_and_no_more() {
    let wide = set("/activities/update");
    assert!(wide.permits(ScopeFamily::Works, Access::Create));
    assert!(wide.permits(ScopeFamily::Affiliations, Access::Delete));
    assert!(!wide.permits(ScopeFamily::Works, Access::ReadLimited));
    assert!(!wide.permits(ScopeFamily::Person, Access::Update));
    assert!(wide.permits_scope(required::SEARCH));
    assert!(!wide.permits_scope(required::USER_INFO));
    assert!(set("/orcid-works/update").permits(ScopeFamily::Works, Access::Create));
    assert!(!set("/orcid-works/create").permits(ScopeFamily::Works, Access::Update));
    assert!(set("/person/update").permits(ScopeFamily::ExternalIdentifiers, Access::Create));
    assert!(!set("/orcid-bio/external-identifiers/create").permits(ScopeFamily::ExternalIdentifiers, Access::Delete));
    assert!(set("/read-limited").permits(ScopeFamily::Email, Access::ReadLimited));
    for access in [Access::Create, Access::Update, Access::Delete] {
        let everything: ScopeSet = Scope::ALL.into_iter().collect();
        assert!(!everything.permits(ScopeFamily::Email, access));
    }
}

#[test]
fn a_parameter_is_read_in_its_order_and_each_value_once() {
    let (list, unknown) = ScopeList::parse(" /read-limited+openid\n/read-limited  profile /nonsense ");
    assert_eq!(list.to_string(), "/read-limited openid");
    assert_eq!(unknown, ["profile", "/nonsense"]);
    assert!(IGNORED_AT_AUTHORIZE.contains(&unknown[0]));
    assert_eq!(ScopeList::parse("").0.to_string(), "");
    assert_eq!(ScopeList::parse(&modernize("/orcid-grants/create")).0.to_string(), "/funding/create");
}

#[test]
fn stored_names_that_are_no_scope_are_skipped() {
    assert_eq!(ScopeSet::from_names(["openid", "/withdrawn"]), set("openid"));
    assert_eq!(format!("{:?}", set("openid /webhook")), r#"{"openid", "/webhook"}"#);
}

#[test]
fn sets_follow_the_rules_of_sets() {
    let mut some = set("openid /webhook");
    assert!(some.contains_all(set("/webhook")) && !set("/webhook").contains_all(some));
    assert_eq!(some.without(set("openid")), set("/webhook"));
    assert_eq!(some.intersection(set("openid /read-limited")), set("openid"));
    some.insert(Scope::ReadPublic);
    assert_eq!((some.len(), ScopeSet::EMPTY.len()), (3, 0));
    assert_eq!(some.iter().next(), Some(Scope::ReadPublic));
}
