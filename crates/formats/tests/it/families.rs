//! Rules that hold wherever a kind of field stands: every root, every version, both syntaxes.

use byline_formats::{Edition, Layout, ReadErrorKind, Syntax, json, xml};
use byline_model::ItemKind;
use byline_model::document::{Object, Value};
use byline_model::shape::{Check, Content, Field, Hosts, Place, Shape};
use byline_model::shapes::roots::Root;
use serde_json::{Value as Json, json};

use crate::generate::{self, Tape};

fn editions() -> [&'static Edition; 3] {
    [Edition::newest(), Edition::v2_1(), Edition::v2_0()]
}

/// Documents of every kind of every version, with all that they can have.
fn documents() -> impl Iterator<Item = (&'static Edition, &'static Root, Object<'static>)> {
    let all = editions().into_iter().flat_map(|edition| edition.roots().iter().map(move |root| (edition, root)));
    all.flat_map(|(edition, root)| {
        (0..6).map(move |seed| (edition, root, generate::object(root.shape, &mut Tape::seeded(seed))))
    })
}

fn read(edition: &Edition, root: &Root, json: &Json) -> Result<Object<'static>, byline_formats::ReadError> {
    let text = json.to_string();
    edition.read(Syntax::Json, &text, root.kind, &Hosts::default()).map(Object::into_owned)
}

fn as_json(object: &Object<'_>) -> Json {
    serde_json::from_slice(&json::write(object, Layout::Compact)).expect("JSON")
}

/// Changes every array of a document.
fn arrays(json: &mut Json, change: &mut dyn FnMut(&mut Vec<Json>)) {
    match json {
        Json::Array(members) => {
            members.iter_mut().for_each(|member| arrays(member, change));
            change(members);
        }
        Json::Object(map) => map.values_mut().for_each(|value| arrays(value, change)),
        _ => {}
    }
}

#[test]
fn nulls_in_lists_are_as_if_they_were_not_there() {
    let mut lists = 0;
    for (edition, root, object) in documents() {
        let whole = as_json(&object);
        let Ok(expected) = read(edition, root, &whole) else { panic!("{} {}", edition.name(), root.kind) };
        let mut padded = whole.clone();
        arrays(&mut padded, &mut |members| {
            lists += 1;
            members.insert(members.len() / 2, Json::Null);
            members.insert(0, Json::Null);
            members.push(Json::Null);
        });
        assert_eq!(read(edition, root, &padded).as_ref(), Ok(&expected), "{} {}", edition.name(), root.kind);
    }
    assert!(lists > 500, "{lists}");
}

/// The paths to every field for which this holds, with a document around each.
fn fields(
    shape: &'static Shape,
    wanted: &dyn Fn(&Field) -> bool,
    around: &dyn Fn(Json) -> Json,
    found: &mut Vec<(String, Json)>,
    value: &Json,
    depth: usize,
) {
    for field in shape.fields.iter().filter(|field| field.in_json()) {
        let wrap = |inner: Json| {
            let inner = if field.is_list() { json!([inner]) } else { inner };
            around(json!({ field.key: inner }))
        };
        if wanted(field) {
            found.push((format!("{}/{}", shape.name, field.key), wrap(value.clone())));
        }
        if depth == 0 {
            continue;
        }
        match (field.place, field.content) {
            (Place::Choice(choices), _) => choices.iter().for_each(|(_, inner)| {
                fields(inner, wanted, &|it| wrap(json!({ inner.name: it })), found, value, depth - 1);
            }),
            (_, Content::Object(inner)) => fields(inner, wanted, &wrap, found, value, depth - 1),
            _ => {}
        }
    }
}

/// Every place of a field like this in every kind of document, filled with a value: none may be read.
fn never(what: &str, wanted: &dyn Fn(&Field) -> bool, values: &[Json], kind: ReadErrorKind) {
    let mut tried = 0;
    for edition in editions() {
        for root in edition.roots() {
            for value in values {
                let mut found = Vec::new();
                fields(root.shape, wanted, &|it| it, &mut found, value, 3);
                for (place, document) in found {
                    tried += 1;
                    let error = read(edition, root, &document).expect_err(&format!("{what} {place}: {document}"));
                    assert_eq!(error.kind, kind, "{what} {place}: {error}");
                }
            }
        }
    }
    assert!(tried > 20, "{what}: {tried}");
}

#[test]
fn moments_are_whole_milliseconds_of_64_bits() {
    let numbers = [json!(1.5), json!(9_223_372_036_854_775_808_u64), json!(1e30), json!(-1e19)];
    let wrapped: Vec<_> = numbers.iter().map(|number| json!({ "value": number })).collect();
    never("time", &|field| matches!(field.content, Content::Time), &wrapped, ReadErrorKind::Binding);
    never("moment", &|field| matches!(field.content, Content::BareTime), &numbers, ReadErrorKind::Binding);
}

#[test]
fn numbers_have_64_bits_and_their_texts_no_fraction() {
    let values = [json!("1.5"), json!("1e3"), json!("x"), json!(1e30), json!(9_223_372_036_854_775_808_u64)];
    let is_number = |field: &Field| matches!(field.content, Content::Number | Content::NumberText);
    never("number", &is_number, &values, ReadErrorKind::Binding);
}

#[test]
fn a_number_is_no_address_and_no_title() {
    let is_text = |field: &Field| match field.content {
        Content::Wrapped { rule, .. } => !matches!(rule.check, Check::Integer(..)),
        _ => false,
    };
    never("text", &is_text, &[json!(2012), json!(1.5), json!(true)], ReadErrorKind::Binding);
}

#[test]
fn years_months_and_days_may_stand_bare() {
    let document = json!({"title": {"title": "T"}, "type": "book",
        "publication-date": {"year": 2012, "month": 3, "day": {"value": 4}}});
    let work = read(Edition::newest(), Root::of_kind("work").unwrap(), &document).unwrap();
    let date = work.object("publication-date").unwrap();
    assert_eq!(["year", "month", "day"].map(|key| date.text(key)), [Some("2012"), Some("3"), Some("4")]);
}

/// After nulls are gone, a list must still be as long as its schema wants it.
#[test]
fn a_list_of_nulls_is_an_empty_list() {
    let hosts = |members: Json| {
        json!({"proposal": {"title": {"title": "T"}, "hosts": {"organization": members}, "external-ids": {}},
            "resource-item": [{"resource-name": "R", "resource-type": "services", "hosts": {"organization": []},
                "external-ids": {}}]})
    };
    let root = Root::of_kind("research-resource").unwrap();
    for members in [json!([null]), json!([null, null]), json!([])] {
        let error = read(Edition::newest(), root, &hosts(members)).unwrap_err();
        assert_eq!(error.kind, ReadErrorKind::Schema, "{error}");
        assert!(error.reason.contains("at least 1"), "{error}");
    }
    for (bulk, count) in [(r#"{"bulk":[null]}"#, 0), (r#"{"bulk":[null,{"work":{"nothing":1}},null]}"#, 1)] {
        let entries = byline_formats::read_bulk(Edition::newest(), Syntax::Json, bulk, 100, &Hosts::default());
        assert_eq!(entries.map(|entries| entries.len()).ok(), Some(count), "{bulk}");
    }
}

/// Every address of a document, changed.
fn addresses(object: &mut Object<'static>, text: &'static str) -> usize {
    let shape = object.shape();
    let mut changed = 0;
    for (field, slot) in shape.fields.iter().zip(object.slots_mut()) {
        let is_uri = match field.content {
            Content::Text(rule) | Content::Wrapped { rule, .. } => rule.name == "xs:anyURI",
            _ => false,
        };
        match slot {
            Value::Text(address) if is_uri => {
                *address = text.into();
                changed += 1;
            }
            Value::Object(inner) => changed += addresses(inner, text),
            Value::List(members) => {
                for member in members {
                    if let Value::Object(inner) = member {
                        changed += addresses(inner, text);
                    }
                }
            }
            _ => {}
        }
    }
    changed
}

#[test]
fn every_address_is_a_uri() {
    let mut tried = 0;
    for (edition, root, object) in documents() {
        for (text, fits) in [("%", false), ("::", false), ("http://[bad", false), ("a b {}^", true), ("", true)] {
            let mut object = object.clone();
            if addresses(&mut object, text) == 0 {
                continue;
            }
            tried += 1;
            let error = read(edition, root, &as_json(&object)).err();
            let refused = error.as_ref().is_some_and(|error| error.reason.starts_with("xs:anyURI"));
            assert!(refused != fits && (refused || error.is_none()), "{} {text:?}: {error:?}", root.kind);
            let printed = String::from_utf8(xml::write(root, &object)).expect("UTF-8");
            let error = edition.read(Syntax::Xml, &printed, root.kind, &Hosts::default()).err();
            assert_eq!(error.is_none(), fits, "{} {text:?}: {error:?}", root.kind);
        }
    }
    assert!(tried > 200, "{tried}");
}

/// One summary of a kind in the list of another, in both syntaxes.
#[test]
fn lists_hold_summaries_of_their_own_kind() {
    let kinds: Vec<_> = ItemKind::activities().filter(|kind| kind.is_affiliation()).collect();
    for list in &kinds {
        for kind in &kinds {
            let list = Root::of_kind(list.spec().plural).unwrap();
            let (single, is_same) = (kind.spec().singular, kind.spec().plural == list.kind);
            let document = json!({"affiliation-group": [{"external-ids": {}, "summaries": [
                {format!("{single}-summary"): {"put-code": 1}}]}]});
            assert_eq!(read(Edition::newest(), list, &document).is_ok(), is_same, "{} {single}", list.kind);
            let text = format!(
                "<activities:{0} xmlns:activities=\"http://www.orcid.org/ns/activities\" \
                 xmlns:common=\"http://www.orcid.org/ns/common\" xmlns:{single}=\"http://www.orcid.org/ns/{single}\">\
                 <activities:affiliation-group><common:external-ids/><{single}:{single}-summary put-code=\"1\"/>\
                 </activities:affiliation-group></activities:{0}>",
                list.element
            );
            assert_eq!(xml::read(&text, list.kind, &Hosts::default()).is_ok(), is_same, "{} {single}", list.kind);
        }
    }
}

#[test]
fn languages_of_titles_are_of_the_list() {
    let title = |code: &str| json!({"title": "T", "translated-title": {"value": "t", "language-code": code}});
    for edition in editions() {
        for (kind, document) in
            [("work", json!({"title": title("xx-yy"), "type": "book"})), ("funding", json!({"title": title("zz")}))]
        {
            let error = read(edition, edition.root(kind).unwrap(), &document).unwrap_err();
            assert_eq!(error.kind, ReadErrorKind::Binding, "{error}");
            assert!(error.path.ends_with("language-code"), "{error}");
        }
        let known = json!({"title": title("zh_CN"), "type": "book"});
        read(edition, edition.root("work").unwrap(), &known).unwrap();
    }
}

/// In the order of the XSD as in the one that is served; anywhere else it is refused.
#[test]
fn domains_of_a_record_summary_stand_in_either_place() {
    let root = Root::of_kind("record-summary").unwrap();
    let domains = "<email-domains><count>0</count></email-domains>";
    let counts = |name: &str| {
        format!("<{name}><self-asserted-count>0</self-asserted-count><validated-count>0</validated-count></{name}>")
    };
    let education = "<education-qualifications><count>0</count></education-qualifications>";
    let document = |parts: &[&str]| {
        let own = "<c:orcid-identifier xmlns:c=\"http://www.orcid.org/ns/common\"><c:path>0000-0002-1825-0097</c:path>\
                   </c:orcid-identifier>";
        format!("<record-summary xmlns=\"http://www.orcid.org/ns/summary\">{own}{}</record-summary>", parts.concat())
    };
    let resources = counts("research-resources");
    let served = document(&[domains, education, &resources]);
    let by_xsd = document(&[education, &resources, domains]);
    let read = |text: &str| xml::read(text, root.kind, &Hosts::default()).map(|(_, object)| object.into_owned());
    let expected = read(&served).unwrap();
    assert!(expected.object("email-domains").is_some());
    assert_eq!(read(&by_xsd), Ok(expected));
    for wrong in [
        vec![education, domains, &*resources],
        vec![domains, education, &*resources, domains],
        vec![education, &*resources, domains, domains],
        vec![education, &*resources, domains, education],
    ] {
        read(&document(&wrong)).unwrap_err();
    }
}

/// XML 1.0 §2.2, by themselves and by number.
#[test]
fn what_is_no_character_of_xml_is_malformed() {
    let keyword = |before: &str, content: &str| {
        format!("{before}<keyword xmlns=\"http://www.orcid.org/ns/keyword\">{content}</keyword>")
    };
    let read = |text: &str| xml::read_any(text, &Hosts::default()).map(drop);
    for code in [0, 1, 8, 0xB, 0xC, 0xE, 0x1F, 0xD800, 0xDBFF, 0xDFFF, 0xFFFE, 0xFFFF, 0x11_0000, u32::MAX] {
        for reference in [format!("&#{code};"), format!("&#x{code:X};"), format!("&#x0000{code:x};")] {
            for content in [
                format!("<content>a{reference}</content>"),
                format!("<content>a</content>{reference}"),
                format!("<!-- x --><![CDATA[ ]]><content>{reference}</content>"),
            ] {
                let error = read(&keyword("", &content)).expect_err(&content);
                assert_eq!(error.kind, ReadErrorKind::Malformed, "{content}: {error}");
            }
            let path = format!("<keyword xmlns=\"http://www.orcid.org/ns/keyword\" path=\"{reference}\"/>");
            assert_eq!(read(&path).unwrap_err().kind, ReadErrorKind::Malformed);
            // Where it is no reference.
            for content in [
                format!("<!-- {reference} --><content>a</content>"),
                format!("<content>a<![CDATA[{reference}]]></content>"),
            ] {
                read(&keyword("", &content)).expect(&content);
            }
            read(&keyword(&format!("<?x {reference}?>"), "<content>a</content>")).expect(&reference);
        }
        let Some(literal) = char::from_u32(code) else { continue };
        for (before, content) in [
            ("", format!("<content>{literal}</content>")),
            ("", format!("<content><![CDATA[{literal}]]></content>")),
            ("", format!("<!--{literal}--><content>a</content>")),
            ("<?x y?>", format!("<?x {literal}?><content>a</content>")),
            ("", format!("<content>a</content>{literal}")),
        ] {
            let error = read(&keyword(before, &content)).expect_err(&format!("{content:?}"));
            assert_eq!(error.kind, ReadErrorKind::Malformed, "{content:?}: {error}");
        }
    }
    for number in ["9", "xA", "13", "x20", "xD7FF", "xE000", "65533", "x10000", "x10FFFF"] {
        let text = keyword("", &format!("<content>a&#{number};</content>"));
        read(&text).unwrap_or_else(|error| panic!("{number}: {error}"));
    }
}

/// A padded amount is an amount; other texts keep their blanks.
#[test]
fn amounts_lose_the_blanks_around_them() {
    let document = |value: Json| {
        json!({"type": "grant", "amount": {"value": value, "currency-code": "USD"},
        "organization": {"name": " U ", "address": {}}})
    };
    let root = Root::of_kind("funding").unwrap();
    for value in [json!(" 1000\n"), json!("1000"), json!(1000)] {
        let funding = read(Edition::newest(), root, &document(value)).unwrap();
        assert_eq!(funding.at(&["amount", "value"]), &Value::from("1000"));
        assert_eq!(funding.at(&["organization", "name"]), &Value::from(" U "));
    }
}

/// D-43
/// What 2.x cannot say it neither shows nor takes away (`decisions` 43).
#[test]
fn identifiers_of_later_relationships_are_hidden_from_2_x_and_stay() {
    let id = |value: &str, relationship: Option<&str>| json!({"external-id-type": "doi", "external-id-value": value, "external-id-relationship": relationship});
    let ids = json!({"external-id": [id("10.1/a", Some("version-of")), id("10.1/b", Some("self")),
        id("10.1/c", Some("funded-by")), id("10.1/d", Some("part-of")), id("10.1/e", None)]});
    let work = json!({"title": {"title": "T"}, "type": "book", "external-ids": ids});
    let newest = Root::of_kind("work").unwrap();
    let hosts = Hosts::default();
    let original = read(Edition::newest(), newest, &work).unwrap();
    let values = |object: &Object<'_>| -> Vec<String> {
        let ids = object.object("external-ids").map_or(&[][..], |ids| ids.list("external-id"));
        ids.iter().map(|id| id.as_object().unwrap().text("external-id-value").unwrap()[5..].to_owned()).collect()
    };
    for edition in [Edition::v2_1(), Edition::v2_0()] {
        let shown = edition.down("work", original.clone(), &hosts);
        assert_eq!(values(&shown), ["b", "d", "e"]);
        assert_eq!(edition.put("work", shown.clone(), original.clone(), &hosts), original);
        let mut sent = as_json(&shown);
        sent["external-ids"]["external-id"].as_array_mut().unwrap().remove(0);
        sent["external-ids"]["external-id"].as_array_mut().unwrap().push(id("10.1/f", Some("SELF")));
        let sent = read(edition, edition.root("work").unwrap(), &sent).unwrap();
        let held = edition.put("work", sent.clone(), original.clone(), &hosts);
        let mut kept = values(&held);
        kept.sort();
        assert_eq!(kept, ["a", "c", "d", "e", "f"]);
        assert_eq!(values(&edition.down("work", held, &hosts)), values(&sent));
        for none in [Json::Null, json!({"external-id": []})] {
            let mut bare = as_json(&shown);
            bare["external-ids"] = none;
            let bare = read(edition, edition.root("work").unwrap(), &bare).unwrap();
            assert_eq!(values(&edition.put("work", bare, original.clone(), &hosts)), ["a", "c"]);
        }
    }
}

/// D-47
/// Whatever XML has for it: an element without members, and none where JSON has a list of its own. Identifiers alone are
/// told apart, as the published examples do.
#[test]
fn lists_without_members_are_empty_in_json_and_not_null() {
    let work = |inside: &str| {
        let namespaces = r#"xmlns:work="http://www.orcid.org/ns/work" xmlns:common="http://www.orcid.org/ns/common""#;
        let title = "<work:title><common:title>T</common:title></work:title><work:type>book</work:type>";
        format!("<work:work {namespaces}>{title}{inside}</work:work>")
    };
    let keywords = r#"<k:keywords path="/0000-0002-1825-0097/keywords" xmlns:k="http://www.orcid.org/ns/keyword"/>"#;
    let works = r#"<a:works path="/0000-0002-1825-0097/works" xmlns:a="http://www.orcid.org/ns/activities"/>"#;
    for (kind, text, place, expected) in [
        ("keywords", keywords.to_owned(), "/keyword", json!([])),
        ("works", works.to_owned(), "/group", json!([])),
        ("work", work("<work:contributors/>"), "/contributors/contributor", json!([])),
        ("work", work("<common:external-ids/>"), "/external-ids/external-id", Json::Null),
    ] {
        let (_, object) = xml::read(&text, kind, &Hosts::default()).unwrap_or_else(|error| panic!("{error}: {text}"));
        assert_eq!(as_json(&object).pointer(place), Some(&expected), "{text}");
    }
    let sent = json!({"title": {"title": {"value": "T"}}, "type": "book", "external-ids": {"external-id": []}});
    let kept = read(Edition::newest(), Root::of_kind("work").unwrap(), &sent).expect("a work");
    assert_eq!(as_json(&kept).pointer("/external-ids/external-id"), Some(&json!([])));
}
