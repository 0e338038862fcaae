//! Shapes: what each document is made of, as data.
//!
//! A [`Shape`] lists the fields of one object in the order of the wire; the same order serves XML elements and JSON
//! keys. One table per document drives the XML reader, the JSON reader, both printers, the schema check and the stored
//! form of items, so the five cannot disagree. The tables themselves are in [`crate::shapes`].
//!
//! Origin of the rules: the v3.0 XSDs and the JSON binding described in `model`, sections 1 to 5.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use crate::document::Object;
use crate::enums::Enumeration;

/// One object: an element with children in XML, an object in JSON.
#[derive(Debug)]
pub struct Shape {
    /// For messages, and the element name where the shape is a member of a choice: `employment-summary`.
    pub name: &'static str,
    pub fields: &'static [Field],
    /// A condition on several fields at once (an XSD choice, "day needs month"); says what is wrong.
    pub check: Option<Condition>,
    /// What printers write around each field, put together on first use.
    pub texts: Texts,
}

/// What is worked out of a shape on first use; see [`Shape::texts`] and [`Shape::stored_keys`].
#[derive(Debug, Default)]
pub struct Texts(OnceLock<Prepared>);

#[derive(Debug)]
struct Prepared {
    fields: Box<[FieldText]>,
    /// `,"key":null` of all fields that JSON has, in their order.
    nulls: Box<str>,
    stored: Box<[StoredKey]>,
}

/// A key that stored bodies have.
#[derive(Debug)]
pub struct StoredKey {
    /// `"key":`
    pub text: Box<str>,
    /// Of the field in the shape.
    pub position: usize,
    fingerprint: u64,
}

impl Texts {
    /// Empty: they are put together the first time that the shape is printed.
    pub const fn new() -> Self {
        Texts(OnceLock::new())
    }
}

/// What stands around the value of one field: printing is mostly copying these.
#[derive(Debug)]
pub struct FieldText {
    /// `,"key":`, and `{"value":` where a wrapper follows.
    pub key: Box<str>,
    /// Where `,"key":null` stands in [`Shape::nulls`]; empty for a field that JSON does not have.
    pub null: Range<usize>,
    /// `"key" : `
    pub spaced_key: Box<str>,
    /// `<prefix:name` for elements, ` name="` for attributes
    pub open: Box<str>,
    /// `</prefix:name>` and a line break
    pub close: Box<str>,
}

impl FieldText {
    fn of(field: &Field, nulls: &mut String) -> Self {
        let key = field.key;
        let start = nulls.len();
        if field.in_json() {
            nulls.push_str(&format!(",\"{key}\":null"));
        }
        let wrapper = if field.is_wrapped() && !field.is_list() { "{\"value\":" } else { "" };
        let (open, close) = match field.place {
            Place::Element(ns, name) | Place::Inside(ns, _, name) => tags(ns, name),
            Place::Attribute(name) => (format!(" {name}=\""), String::new()),
            Place::XmlAttribute(name) => (format!(" xml:{name}=\""), String::new()),
            Place::Choice(_) | Place::Text | Place::JsonOnly => (String::new(), String::new()),
        };
        FieldText {
            key: format!(",\"{key}\":{wrapper}").into(),
            null: start..nulls.len(),
            spaced_key: format!("\"{key}\" : ").into(),
            open: open.into(),
            close: close.into(),
        }
    }
}

/// The start of a start tag, and an end tag with its line break.
pub fn tags(ns: Ns, name: &str) -> (String, String) {
    (format!("<{}:{name}", ns.0), format!("</{}:{name}>\n", ns.0))
}

/// A number that few keys share: their first eight bytes and their length.
fn fingerprint(key: &[u8]) -> u64 {
    let first = match key.first_chunk::<8>() {
        Some(first) => *first,
        None => std::array::from_fn(|index| key.get(index).copied().unwrap_or_default()),
    };
    u64::from_le_bytes(first) ^ (key.len() as u64).rotate_right(8)
}

/// Whether an object holds together; the reason if it does not.
pub type Condition = fn(&Object<'_>) -> Result<(), &'static str>;

/// Shapes are compared by identity: each is one static.
impl PartialEq for Shape {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// One field of a shape.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The JSON key.
    pub key: &'static str,
    pub place: Place,
    pub content: Content,
    pub occurs: Occurs,
    pub role: Role,
    /// The key under which an item's full shape keeps the value, where a summary calls it otherwise.
    pub stored: &'static str,
    /// XML may have it behind all other fields as well, where its XSD has it and the published service does not.
    pub late: bool,
}

/// Where a field stands in XML.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// A child element.
    Element(Ns, &'static str),
    /// Child elements inside a wrapper that JSON does not have (`resource-items`).
    Inside(Ns, &'static str, &'static str),
    /// Child elements named by their shape, each in its own namespace; JSON wraps each in an object with that one key
    /// (`summaries`, `bulk`).
    Choice(&'static [(Ns, &'static Shape)]),
    Attribute(&'static str),
    /// `xml:` attribute.
    XmlAttribute(&'static str),
    /// The text of the element itself.
    Text,
    /// A JSON key without a counterpart in XML (`source` of a name).
    JsonOnly,
}

/// What a field holds.
#[derive(Clone, Copy, Debug)]
pub enum Content {
    /// A plain string in JSON.
    Text(&'static Rule),
    /// `{"value": "…"}` in JSON; `plain` ones may be written as a bare string too.
    Wrapped {
        rule: &'static Rule,
        plain: bool,
    },
    Number,
    /// A number that JSON writes as a string (`display-index` of activities).
    NumberText,
    Flag,
    /// `{"value": epoch milliseconds}` in JSON.
    Time,
    /// A bare number of epoch milliseconds in JSON (notifications).
    BareTime,
    /// An enumeration whose literals differ: XML, JSON.
    Literal(&'static [(&'static str, &'static str)]),
    Object(&'static Shape),
}

/// How often a field occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occurs {
    Optional,
    Required,
    /// A list; the largest number of members, 0 for any. JSON writes an empty one as `[]`.
    Many {
        min: usize,
        max: usize,
    },
    /// A list that an XML element without members leaves unset: `null` in JSON, while `[]` stays `[]`.
    ManyOrAbsent,
    /// A list that JSON writes as `null` when it is empty.
    ManyOrNull,
}

/// What the registry itself has to say about a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Content: stored with the item.
    Own,
    Created,
    Modified,
    Source,
    PutCode,
    Path,
    Visibility,
    DisplayIndex,
    /// Worked out on reading (`external-id-normalized`).
    Computed,
    /// Only in XML (the dates of a group id).
    XmlOnly,
    /// Allowed by the XSD, ignored, and written by nobody (`visibility` of a work's country).
    Ignored,
}

/// What a text must satisfy.
#[derive(Debug)]
pub struct Rule {
    /// The XSD type, for messages.
    pub name: &'static str,
    /// In characters; 0 for none.
    pub max: usize,
    /// At least one character that is no blank.
    pub non_blank: bool,
    /// White space at both ends is nothing, and is not kept.
    pub trims: bool,
    pub check: Check,
}

/// A condition on a text beyond its length.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    None,
    Pattern(fn(&str, &Hosts<'_>) -> bool),
    /// A whole number in this range, both ends included; white space around is allowed and kept.
    Integer(i64, i64),
    /// One of a list. `in_xsd`: the XSD names the values. `bound`: reading itself fails on others, else the schema
    /// check does.
    OneOf {
        list: &'static Enumeration,
        in_xsd: bool,
        bound: bool,
    },
    /// Like `OneOf`, and an empty element means this value (`citation-type`).
    OneOfOr {
        list: &'static Enumeration,
        default: &'static str,
    },
}

/// Whose URIs count as well formed where the XSD asks for an orcid.org URI: those, and the deployment's own
/// (`decisions` 2).
#[derive(Clone, Copy, Debug, Default)]
pub struct Hosts<'a> {
    /// `https://reg.example`, without a slash at the end.
    pub base_url: Option<&'a str>,
    /// Those of other registries, of which a document is taken as it is: what is written to this one names none.
    pub others: &'a [Box<str>],
}

impl<'a> Hosts<'a> {
    /// This deployment alone.
    pub const fn of(base_url: Option<&'a str>) -> Self {
        Hosts { base_url, others: &[] }
    }
}

/// The namespaces `http://www.orcid.org/ns/…`; the prefix is the last segment.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Ns(pub &'static str);

impl Ns {
    /// What every namespace starts with.
    pub const BASE: &'static str = "http://www.orcid.org/ns/";

    /// The prefix of what the published schemas do not have, which is in a namespace of its own.
    pub const OWN: &'static str = "byline";
    const OWN_URI: &'static str = "urn:byline:search";

    /// Its URI.
    pub fn uri(self) -> Cow<'static, str> {
        if self.0 == Self::OWN { Self::OWN_URI.into() } else { format!("{}{}", Self::BASE, self.0).into() }
    }

    /// Whether `uri` is this namespace.
    pub fn is(self, uri: &str) -> bool {
        uri.strip_prefix(Self::BASE) == Some(self.0)
    }
}

impl Shape {
    /// The fixed texts of the fields, in their order.
    pub fn texts(&self) -> &[FieldText] {
        &self.prepared().fields
    }

    /// `,"key":null` of all fields that JSON has; a [`FieldText`] knows which part is its own.
    pub fn nulls(&self) -> &str {
        &self.prepared().nulls
    }

    /// The keys that stored bodies have, in the order of the fields.
    pub fn stored_keys(&self) -> &[StoredKey] {
        &self.prepared().stored
    }

    /// Which of the stored keys this is.
    pub fn stored_key(&self, key: &[u8]) -> Option<usize> {
        let wanted = fingerprint(key);
        let is = |it: &StoredKey| it.fingerprint == wanted && self.fields[it.position].stored.as_bytes() == key;
        self.stored_keys().iter().position(is)
    }

    fn prepared(&self) -> &Prepared {
        self.texts.0.get_or_init(|| {
            let mut nulls = String::new();
            let fields = self.fields.iter().map(|field| FieldText::of(field, &mut nulls)).collect();
            let stored = self.fields.iter().enumerate().filter(|(_, field)| field.in_body());
            let stored = stored.map(|(position, field)| StoredKey {
                text: format!("\"{}\":", field.stored).into(),
                position,
                fingerprint: fingerprint(field.stored.as_bytes()),
            });
            Prepared { fields, nulls: nulls.into(), stored: stored.collect() }
        })
    }

    /// The position of a key, to be used with [`Object::slot`].
    pub fn position(&self, key: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.key == key)
    }
}

impl Field {
    /// An optional child element, JSON key and element name alike.
    pub const fn element(ns: Ns, key: &'static str, content: Content) -> Self {
        Field {
            key,
            place: Place::Element(ns, key),
            content,
            occurs: Occurs::Optional,
            role: Role::Own,
            stored: key,
            late: false,
        }
    }

    /// An optional attribute of the element in XML, and a key of the object in JSON, named alike.
    pub const fn attribute(key: &'static str, content: Content, role: Role) -> Self {
        Field { place: Place::Attribute(key), role, ..Field::element(Ns(""), key, content) }
    }

    /// The text of the element, under this key in JSON.
    pub const fn text(key: &'static str, content: Content) -> Self {
        Field { place: Place::Text, ..Field::element(Ns(""), key, content) }.required()
    }

    /// Also behind all others in XML.
    pub const fn late(self) -> Self {
        Field { late: true, ..self }
    }

    /// The same field, without which a document is refused.
    pub const fn required(self) -> Self {
        Field { occurs: Occurs::Required, ..self }
    }

    /// A list of any length, which JSON writes as `[]` when it is empty.
    pub const fn many(self) -> Self {
        Field { occurs: Occurs::Many { min: 0, max: 0 }, ..self }
    }

    /// A list with at least `min` members and at most `max`; 0 for any number.
    pub const fn between(self, min: usize, max: usize) -> Self {
        Field { occurs: Occurs::Many { min, max }, ..self }
    }

    /// A list that is `null` in JSON when the XML element was empty, and `[]` when a list was given.
    pub const fn many_or_absent(self) -> Self {
        Field { occurs: Occurs::ManyOrAbsent, ..self }
    }

    /// A list that JSON writes as `null` when it is empty.
    pub const fn many_or_null(self) -> Self {
        Field { occurs: Occurs::ManyOrNull, ..self }
    }

    /// The same field, about which the registry itself has something to say.
    pub const fn role(self, role: Role) -> Self {
        Field { role, ..self }
    }

    /// The same field of a summary, whose value an item's full shape keeps under another key.
    pub const fn stored_as(self, stored: &'static str) -> Self {
        Field { stored, ..self }
    }

    /// The element's name where it is not the JSON key.
    pub const fn named(self, ns: Ns, name: &'static str) -> Self {
        Field { place: Place::Element(ns, name), ..self }
    }

    /// Whether it holds several values, however JSON writes none of them.
    pub const fn is_list(&self) -> bool {
        matches!(self.occurs, Occurs::Many { .. } | Occurs::ManyOrAbsent | Occurs::ManyOrNull)
    }

    /// Whether JSON has `{"value": …}` around a value.
    pub const fn is_wrapped(&self) -> bool {
        matches!(self.content, Content::Wrapped { .. } | Content::Time)
    }

    /// Whether JSON has the key.
    pub const fn in_json(&self) -> bool {
        !matches!(self.role, Role::XmlOnly | Role::Ignored)
    }

    /// Whether an item's stored body has the key.
    pub const fn in_body(&self) -> bool {
        matches!(self.role, Role::Own)
    }
}

impl Rule {
    /// Any text.
    pub const fn any(name: &'static str) -> Self {
        Rule { name, max: 0, non_blank: false, trims: false, check: Check::None }
    }

    /// Any text of at most `max` characters, also an empty one.
    pub const fn up_to(name: &'static str, max: usize) -> Self {
        Rule { max, ..Rule::any(name) }
    }

    /// At least one character that is no blank, and at most `max` characters; 0 for any number.
    pub const fn non_blank(name: &'static str, max: usize) -> Self {
        Rule { max, non_blank: true, ..Rule::any(name) }
    }

    /// A whole number from `low` to `high`, both included, written in decimal.
    pub const fn integer(name: &'static str, low: i64, high: i64) -> Self {
        Rule { check: Check::Integer(low, high), ..Rule::any(name) }
    }

    /// A text that a function finds well formed; it is told whose URIs count as our own.
    pub const fn pattern(name: &'static str, check: fn(&str, &Hosts<'_>) -> bool) -> Self {
        Rule { check: Check::Pattern(check), ..Rule::any(name) }
    }

    /// A list that is plain text in the XSD: reading fails on other values.
    pub const fn one_of(name: &'static str, list: &'static Enumeration) -> Self {
        Rule { check: Check::OneOf { list, in_xsd: false, bound: true }, ..Rule::any(name) }
    }
}
