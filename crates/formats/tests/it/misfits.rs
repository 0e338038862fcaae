//! Everything that the schema refuses in a tree, at once and with the way to each.

use byline_formats::{How, check, misfits};
use byline_model::document::{Object, Value};
use byline_model::rules::Step;
use byline_model::shape::Hosts;
use byline_model::shapes;

fn places(object: &Object<'_>) -> Vec<(String, How)> {
    let joined = |steps: &[Step]| {
        let parts = steps.iter().map(|step| match step {
            Step::Key(key) => (*key).to_owned(),
            Step::Index(index) => index.to_string(),
        });
        parts.collect::<Vec<_>>().join("/")
    };
    misfits(object, &Hosts::default()).into_iter().map(|it| (joined(&it.steps), it.how)).collect()
}

#[test]
fn all_are_told_in_the_order_of_the_document() {
    let date = Object::new(&shapes::FUZZY_DATE).with("year", "24").with("month", "May");
    let id = Object::new(&shapes::EXTERNAL_ID).with("external-id-type", " ");
    let ids = Object::new(&shapes::EXTERNAL_IDS).with("external-id", vec![Value::Object(id)]);
    let work = Object::new(&shapes::WORK)
        .with("title", Object::new(&shapes::FULL_TITLE).with("subtitle", "x".repeat(1001)))
        .with("type", "hologram")
        .with("publication-date", date)
        .with("external-ids", ids);
    let expected = [
        ("title/title", How::Missing),
        ("title/subtitle", How::TooLong { most: 1000 }),
        ("type", How::Unlisted),
        ("publication-date/year", How::OutOf { low: 1900, high: 2100 }),
        ("publication-date/month", How::Malformed),
        ("external-ids/external-id/0/external-id-type", How::Blank),
        ("external-ids/external-id/0/external-id-value", How::Missing),
    ];
    assert_eq!(places(&work), expected.map(|(place, how)| (place.to_owned(), how)));
}

#[test]
fn what_does_not_go_together_is_at_the_object_itself() {
    let date = Object::new(&shapes::FUZZY_DATE).with("year", "2024").with("day", "01");
    let title = Object::new(&shapes::FULL_TITLE).with("title", "Fog");
    let work = Object::new(&shapes::WORK).with("title", title).with("type", "book").with("publication-date", date);
    assert_eq!(places(&work), [("publication-date".to_owned(), How::Together("a day needs a month"))]);
}

/// Whoever says everything and whoever stops at the first agree on whether there is anything.
#[test]
fn nothing_is_wrong_with_what_the_check_takes() {
    let title = |text: &'static str| Object::new(&shapes::FULL_TITLE).with("title", text);
    let work = |title: Object<'static>| Object::new(&shapes::WORK).with("title", title).with("type", "book");
    for document in [work(title("Fog")), work(title(" ")), Object::new(&shapes::WORK), Object::new(&shapes::KEYWORD)] {
        let hosts = Hosts::default();
        assert_eq!(check(&document, &hosts).is_ok(), misfits(&document, &hosts).is_empty(), "{document:?}");
    }
}
