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
    check(ItemKind::Work, document, &Situation { present: None, hosts: Hosts::default() })
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
    let limited = Situation { present: Some(Visibility::Limited), hosts: Hosts::default() };
    let with = |given: Option<&'static str>| work().with("put-code", 5).with("visibility", given);
    for given in [None, Some("limited")] {
        assert_eq!(check(ItemKind::Work, &with(given), &limited), Ok(()));
    }
    let breach = check(ItemKind::Work, &with(Some("public")), &limited).unwrap_err();
    assert_eq!(breach.rule, Rule::VisibilityChanged);
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
