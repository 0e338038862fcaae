use super::*;
use crate::document::Value;
use crate::shapes;

fn id(name: &'static str, relationship: &'static str) -> Value<'static> {
    let id = Object::new(&shapes::EXTERNAL_ID)
        .with("external-id-type", name)
        .with("external-id-value", "10.1/a")
        .with("external-id-relationship", relationship);
    Value::Object(id)
}

fn ids(members: Vec<Value<'static>>) -> Object<'static> {
    Object::new(&shapes::EXTERNAL_IDS).with("external-id", members)
}

fn work() -> Object<'static> {
    Object::new(&shapes::WORK)
        .with("title", Object::new(&shapes::FULL_TITLE).with("title", "Ants"))
        .with("type", "journal-article")
        .with("external-ids", ids(vec![id("doi", "self")]))
}

fn check_new(document: &Object<'_>) -> Result<(), Breach> {
    check(ItemKind::Work, document, &Situation { present: None, hosts: Hosts::default(), asks: &Asks::OF_CLIENTS })
}

#[test]
fn a_sound_work_passes() {
    assert_eq!(check_new(&work()), Ok(()));
}

#[test]
fn places_are_named_in_both_syntaxes() {
    let breach = check_new(&work().with("external-ids", ids(vec![id("doi", "self"), id("doii", "self")]))).unwrap_err();
    assert_eq!(breach.rule, Rule::ExternalId);
    assert_eq!(breach.at.json_pointer(), "/external-ids/external-id/1/external-id-type");
    assert_eq!(breach.at.xpath(), "/work:work/common:external-ids/common:external-id[2]/common:external-id-type");
    let breach = check_new(&work().with("put-code", 5)).unwrap_err();
    assert_eq!(
        (breach.at.json_pointer(), breach.at.xpath()),
        ("/put-code".to_owned(), "/work:work/@put-code".to_owned())
    );
}

#[test]
fn the_first_rule_in_the_published_order_is_told() {
    let date = |year, month, day| {
        let date = Object::new(&shapes::FUZZY_DATE);
        date.with("year", year).with("month", month).with("day", day)
    };
    for (document, rule) in [
        (work().with("title", Value::Null).with("type", Value::Null), Rule::Title),
        (work().with("type", Value::Null).with("external-ids", Value::Null), Rule::Enumeration),
        (work().with("publication-date", date("2020", Some("02"), Some("30"))), Rule::Date),
        (work().with("publication-date", date("2020", Some("3"), None)), Rule::Date),
        (work().with("publication-date", date("2019", Some("02"), Some("29"))), Rule::Date),
        (work().with("external-ids", Value::Null), Rule::ExternalId),
        (work().with("external-ids", ids(vec![id("doi", "part-of")])), Rule::ExternalId),
        (work().with("external-ids", ids(vec![id("isbn", "funded-by")])), Rule::Content),
        (work().with("language-code", "zz"), Rule::Enumeration),
    ] {
        assert_eq!(check_new(&document).map_err(|breach| breach.rule), Err(rule), "{document:?}");
    }
    assert_eq!(check_new(&work().with("publication-date", date("2020", Some("02"), Some("29")))), Ok(()));
}

#[test]
fn visibility_is_the_owners() {
    let limited = Situation { present: Some(Visibility::Limited), hosts: Hosts::default(), asks: &Asks::OF_CLIENTS };
    let with = |given: Option<&'static str>| work().with("put-code", 5).with("visibility", given);
    for given in [None, Some("limited")] {
        assert_eq!(check(ItemKind::Work, &with(given), &limited), Ok(()));
    }
    let breach = check(ItemKind::Work, &with(Some("public")), &limited).unwrap_err();
    assert_eq!(breach.rule, Rule::VisibilityChanged);
}

fn check_own(kind: ItemKind, document: &Object<'_>) -> Result<(), Rule> {
    let situation = Situation { present: Some(Visibility::Limited), hosts: Hosts::default(), asks: &Asks::OF_OWNERS };
    check(kind, document, &situation).map_err(|breach| breach.rule)
}

fn dated(kind: ItemKind, start: [Option<&'static str>; 2], end: [Option<&'static str>; 2]) -> Object<'static> {
    let date = |[year, month]: [Option<&'static str>; 2]| {
        Object::new(&shapes::FUZZY_DATE).with("year", year).with("month", month)
    };
    let address = Object::new(&shapes::ORGANIZATION_ADDRESS).with("city", "Mill").with("country", "FR");
    let organization = Object::new(&shapes::ORGANIZATION).with("name", "The mill").with("address", address);
    Object::new(shapes::of(kind).full)
        .with("organization", organization)
        .with("start-date", date(start))
        .with("end-date", date(end))
}

/// In what owners may do what clients may not, and the other way round; what is not here is asked of both.
#[test]
fn less_is_asked_of_owners() {
    let client = |kind, document: &Object<'_>| {
        let situation =
            Situation { present: Some(Visibility::Limited), hosts: Hosts::default(), asks: &Asks::OF_CLIENTS };
        check(kind, document, &situation).map_err(|breach| breach.rule)
    };
    let year = |year| [Some(year), None];
    let both = [
        (ItemKind::Work, work().with("external-ids", Value::Null), Rule::ExternalId),
        (ItemKind::Work, work().with("external-ids", ids(vec![id("doi", "part-of")])), Rule::ExternalId),
        (ItemKind::Work, work().with("visibility", "public"), Rule::VisibilityChanged),
        (ItemKind::Employment, dated(ItemKind::Employment, year("2001"), year("2002")), Rule::OrganizationId),
        (ItemKind::Service, dated(ItemKind::Service, year("2001"), year("2002")), Rule::OrganizationOrExternalId),
    ];
    for (kind, document, rule) in both {
        assert_eq!(client(kind, &document), Err(rule), "{document:?}");
        assert_eq!(check_own(kind, &document), Ok(()), "{document:?}");
    }
    let may = [Some("2020"), Some("05")];
    assert_eq!(check_own(ItemKind::Employment, &dated(ItemKind::Employment, may, year("2020"))), Ok(()));
    assert_eq!(check_own(ItemKind::Employment, &dated(ItemKind::Employment, year("2020"), may)), Ok(()));
    assert_eq!(check_own(ItemKind::Employment, &dated(ItemKind::Employment, may, year("2019"))), Err(Rule::Order));
    for (kind, document, rule) in [
        (ItemKind::Work, work().with("title", Value::Null), Rule::Title),
        (ItemKind::Work, work().with("external-ids", ids(vec![id("doi", "version-of")])), Rule::ExternalId),
        (ItemKind::Work, work().with("external-ids", ids(vec![id("isbn", "funded-by")])), Rule::Content),
    ] {
        assert_eq!(check_own(kind, &document), Err(rule), "{document:?}");
    }
    let keyword = |length: usize| Object::new(&shapes::KEYWORD).with("content", "k".repeat(length));
    assert_eq!(client(ItemKind::Keyword, &keyword(101)), Ok(()));
    assert_eq!(check_own(ItemKind::Keyword, &keyword(100)), Ok(()));
    assert_eq!(check_own(ItemKind::Keyword, &keyword(101)), Err(Rule::Content));
}

#[test]
fn names_have_given_names() {
    let name = |given: Option<&'static str>| Object::new(&shapes::NAME).with("given-names", given);
    assert_eq!(check_own(ItemKind::Name, &name(Some("Ada"))), Ok(()));
    assert_eq!(check_own(ItemKind::Name, &name(None)), Err(Rule::Content));
    assert_eq!(check_own(ItemKind::Name, &name(Some(" "))), Err(Rule::Content));
    let long = |key| name(Some("Ada")).with(key, "a".repeat(100));
    for key in ["given-names", "family-name", "credit-name"] {
        assert_eq!(check_own(ItemKind::Name, &long(key)), Err(Rule::Content), "{key}");
    }
    let biography = |length: usize| Object::new(&shapes::BIOGRAPHY).with("content", "b".repeat(length));
    assert_eq!(check_own(ItemKind::Biography, &biography(5000)), Ok(()));
    assert_eq!(check_own(ItemKind::Biography, &biography(5001)), Err(Rule::Content));
}

#[test]
fn lists_spell_their_values_in_one_way() {
    let attributes = Object::new(&shapes::WORK_CONTRIBUTOR_ATTRIBUTES).with("contributor-role", "AUTHOR");
    let contributor = Object::new(&shapes::WORK_CONTRIBUTOR).with("contributor-attributes", attributes);
    let contributors = Object::new(&shapes::WORK_CONTRIBUTORS).with("contributor", vec![contributor.into()]);
    let mut document = work().with("type", "dataset").with("contributors", contributors);
    as_written(&mut document);
    assert_eq!(document.text("type"), Some("data-set"));
    let contributors = document.object("contributors").unwrap().list("contributor");
    let attributes = contributors[0].as_object().unwrap().object("contributor-attributes").unwrap();
    assert_eq!(attributes.text("contributor-role"), Some("author"));
}
