//! What holds for every valid document: both syntaxes and the stored form keep all of it.

use byline_formats::{Layout, check, json, read_body, write_body, xml};
use byline_model::ItemKind;
use byline_model::document::{Object, Value};
use byline_model::shape::Hosts;
use byline_model::shapes::{self, roots::ROOTS, roots::Root};
use proptest::prelude::*;
use proptest::sample::select;

use crate::generate::{self, Tape};
use crate::support::{cases, in_body};

/// A root element and a valid object of its shape.
fn document() -> impl Strategy<Value = (&'static Root, Object<'static>)> {
    let roots: Vec<&'static Root> = ROOTS.iter().collect();
    (select(roots), prop::collection::vec(any::<u32>(), 0..600))
        .prop_map(|(root, tape)| (root, generate::object(root.shape, &mut Tape::new(&tape))))
}

/// An item in the full shape of its kind.
fn item() -> impl Strategy<Value = (ItemKind, Object<'static>)> {
    (select(&ItemKind::ALL[..]), prop::collection::vec(any::<u32>(), 0..300))
        .prop_map(|(kind, tape)| (kind, generate::object(shapes::of(kind).full, &mut Tape::new(&tape))))
}

fn print_xml(root: &Root, object: &Object<'_>) -> String {
    String::from_utf8(xml::write(root, object)).expect("we print UTF-8")
}

fn print_json(object: &Object<'_>, layout: Layout) -> String {
    String::from_utf8(json::write(object, layout)).expect("we print UTF-8")
}

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn a_generated_document_is_valid((_, object) in document()) {
        prop_assert_eq!(check(&object, &Hosts::default()), Ok(()));
    }

    #[test]
    fn xml_keeps_every_document((root, object) in document()) {
        let printed = print_xml(root, &object);
        let (_, back) = xml::read(&printed, root.kind, &Hosts::default()).map_err(|it| TestCaseError::fail(format!("{it}\n{printed}")))?;
        prop_assert_eq!(&back, &object);
        prop_assert_eq!(print_xml(root, &back), printed);
    }

    #[test]
    fn json_keeps_every_document((root, object) in document(), spaced in any::<bool>()) {
        let layout = if spaced { Layout::Spaced } else { Layout::Compact };
        let printed = print_json(&object, layout);
        let back = json::read(&printed, root.shape, &Hosts::default()).map_err(|it| TestCaseError::fail(format!("{it}\n{printed}")))?;
        prop_assert_eq!(&back, &object);
        prop_assert_eq!(print_json(&back, layout), printed);
    }

    #[test]
    fn a_document_survives_both_conversions((root, object) in document()) {
        let xml_text = print_xml(root, &object);
        let (_, from_xml) = xml::read(&xml_text, root.kind, &Hosts::default()).expect("our own XML");
        let json_text = print_json(&from_xml, Layout::Compact);
        let from_json = json::read(&json_text, root.shape, &Hosts::default()).expect("our own JSON");
        prop_assert_eq!(print_xml(root, &from_json), xml_text);
    }

    #[test]
    fn the_body_keeps_the_own_fields_of_every_item((kind, object) in item()) {
        let shapes = shapes::of(kind);
        let body = write_body(&object);
        let own = in_body(object);
        prop_assert_eq!(&read_body(&body, shapes.full).expect("our own body"), &own);
        // A summary is a view of the body: what it shows, the whole item has.
        let summary = read_body(&body, shapes.summary).expect("our own body");
        let again = write_body(&summary);
        let back = read_body(&again, shapes.full).expect("our own body");
        prop_assert!(is_part(&back.into(), &own.into()), "the summary {again} says more than {body}");
    }
}

/// Whether nothing stands in `part` that is not in `whole`.
fn is_part(part: &Value<'_>, whole: &Value<'_>) -> bool {
    match (part, whole) {
        (Value::Null, _) => true,
        (Value::Object(part), Value::Object(whole)) => {
            part.slots().iter().zip(whole.slots()).all(|(part, whole)| is_part(part, whole))
        }
        (Value::List(part), Value::List(whole)) => {
            part.len() == whole.len() && part.iter().zip(whole).all(|(part, whole)| is_part(part, whole))
        }
        (part, whole) => part == whole,
    }
}
