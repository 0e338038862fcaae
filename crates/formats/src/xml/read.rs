//! The XML reader: a shape-driven walk over a namespace-aware tree. Most documents need no tree and are read in one go
//! (`direct.rs`).
//!
//! Strict as the XSDs: order, namespaces, unknown elements and attributes, simple types. DTDs are refused, and with
//! them every entity attack; what a tree would cost beyond its size is refused before there is one (`bounds.rs`).

use std::borrow::Cow;
use std::collections::HashMap;

use byline_model::document::{Object, Value};
use byline_model::effort;
use byline_model::shape::{Content, Field, Hosts, Ns, Place, Role, Shape};
use byline_model::shapes::roots::{ROOTS, Root};
use roxmltree::{Document, Node, NodeType, ParsingOptions};

use super::bounds::{self, Places};
use super::value::{self, push};
use super::{chars, direct};
use crate::check::{complete, shorten};
use crate::extent::{self, Extent, Room};
use crate::{BulkEntry, Position, ReadError, ReadErrorKind};

/// More nodes than any record has; a bound on memory, not a rule. A tree has room for one behind each `<`, and for an
/// attribute before each `=`, before it is built.
const NODES_LIMIT: usize = 8_000_000;
pub(crate) const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
pub(crate) const XML_NS: &str = "http://www.w3.org/XML/1998/namespace";

/// Reads a document of any kind; the root element says which.
///
/// # Errors
/// [`ReadErrorKind::Malformed`] when it is not well-formed or has a DTD, else what the walk found.
pub fn read_any<'a>(text: &'a str, hosts: &Hosts<'_>) -> Result<(&'static Root, Object<'a>), ReadError> {
    read_any_of(ROOTS, text, hosts)
}

/// As [`read_any`], of these kinds; where one element has two shapes the first that fits counts.
///
/// # Errors
/// As [`read_any`].
pub fn read_any_of<'a>(
    roots: &'static [Root],
    text: &'a str,
    hosts: &Hosts<'_>,
) -> Result<(&'static Root, Object<'a>), ReadError> {
    match direct::read(Extent::Kept, roots, text, |_| true, hosts) {
        Some(read) => Ok(read),
        None => any_by_tree(roots, text, hosts),
    }
}

pub(super) fn any_by_tree<'a>(
    roots: &'static [Root],
    text: &'a str,
    hosts: &Hosts<'_>,
) -> Result<(&'static Root, Object<'a>), ReadError> {
    let document = parse_known(Extent::Kept, text, roots)?;
    let node = document.root_element();
    let (uri, name) = expanded(node);
    let mut first_error = None;
    for root in roots.iter().filter(|root| root.is(uri, name)) {
        match read_root(Extent::Kept, &document, root.shape, hosts) {
            Ok(object) => return Ok((root, object)),
            Err(error) => first_error = first_error.or(Some(error)),
        }
    }
    Err(first_error.unwrap_or_else(|| unknown_root(&document, node)))
}

/// Reads a document of one kind.
///
/// # Errors
/// As [`read_any`]; [`ReadErrorKind::WrongDocument`] when the root element is that of another kind.
pub fn read<'a>(text: &'a str, kind: &str, hosts: &Hosts<'_>) -> Result<(&'static Root, Object<'a>), ReadError> {
    read_of(ROOTS, text, kind, hosts)
}

/// As [`read`], where these are all the kinds there are.
///
/// # Errors
/// As [`read`].
pub fn read_of<'a>(
    roots: &'static [Root],
    text: &'a str,
    kind: &str,
    hosts: &Hosts<'_>,
) -> Result<(&'static Root, Object<'a>), ReadError> {
    read_as(Extent::Kept, roots, text, kind, hosts)
}

/// As [`read_of`], or of a client: then [`ReadErrorKind::TooMuch`] is for lists that are too long.
pub(crate) fn read_as<'a>(
    extent: Extent,
    roots: &'static [Root],
    text: &'a str,
    kind: &str,
    hosts: &Hosts<'_>,
) -> Result<(&'static Root, Object<'a>), ReadError> {
    match direct::read(extent, roots, text, |root| root.kind == kind, hosts) {
        Some(read) => Ok(read),
        None => by_tree(extent, roots, text, kind, hosts),
    }
}

fn by_tree<'a>(
    extent: Extent,
    roots: &'static [Root],
    text: &'a str,
    kind: &str,
    hosts: &Hosts<'_>,
) -> Result<(&'static Root, Object<'a>), ReadError> {
    let document = parse_known(extent, text, roots)?;
    let node = document.root_element();
    let (uri, name) = expanded(node);
    match roots.iter().find(|root| root.is(uri, name) && root.kind == kind) {
        Some(root) => Ok((root, read_root(extent, &document, root.shape, hosts)?)),
        None if roots.iter().any(|root| root.is(uri, name)) => {
            let mut error = unknown_root(&document, node);
            error.kind = ReadErrorKind::WrongDocument;
            error.reason = format!("a {kind} was expected, not a {name}");
            Err(error)
        }
        None => Err(unknown_root(&document, node)),
    }
}

/// Reads a document whose root element must be that of this shape.
///
/// # Errors
/// As [`read`].
pub fn read_shape<'a>(text: &'a str, shape: &'static Shape, hosts: &Hosts<'_>) -> Result<Object<'a>, ReadError> {
    let kind = Root::of_shape(shape).map_or(shape.name, |root| root.kind);
    read(text, kind, hosts).map(|(_, object)| object)
}

pub(crate) fn unknown_root(document: &Document<'_>, node: Node<'_, '_>) -> ReadError {
    let uri = node.tag_name().namespace().unwrap_or("");
    let reason = if uri.is_empty() {
        format!("the root element {} has no namespace", node.tag_name().name())
    } else {
        format!("no document has the root element {} of {}", node.tag_name().name(), shorten(uri))
    };
    at(document, node, ReadErrorKind::Schema, reason)
}

/// The tree of a document, whatever is in it. A long one has to begin as one of ours does.
pub(crate) fn parse(text: &str) -> Result<Document<'_>, ReadError> {
    tree(text, |text| bounds::check_root(text, ROOTS))
}

/// The tree of one of these documents. When it is long and cannot be one, there is no tree.
fn parse_known<'a>(extent: Extent, text: &'a str, roots: &'static [Root]) -> Result<Document<'a>, ReadError> {
    tree(text, |text| bounds::check_known(extent, text, roots))
}

fn tree<'a>(text: &'a str, check: impl FnOnce(&'a str) -> Result<(), ReadError>) -> Result<Document<'a>, ReadError> {
    let marks = memchr::memchr2_iter(b'<', b'=', text.as_bytes()).count();
    if marks > NODES_LIMIT {
        return Err(ReadError::new(ReadErrorKind::TooMuch, String::new(), TOO_MANY));
    }
    check(text)?;
    chars::check(text)?;
    effort::spend(text.len());
    let options = ParsingOptions { allow_dtd: false, nodes_limit: NODES_LIMIT as u32, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| {
        let position = error.pos();
        let too_much = matches!(error, roxmltree::Error::NodesLimitReached);
        let reason = match error {
            roxmltree::Error::DtdDetected => "a DTD is not allowed".to_owned(),
            roxmltree::Error::NodesLimitReached => TOO_MANY.to_owned(),
            // The position stands before the reason already.
            other => {
                let reason = other.to_string();
                reason.strip_suffix(&format!(" at {position}")).map(str::to_owned).unwrap_or(reason)
            }
        };
        ReadError {
            kind: if too_much { ReadErrorKind::TooMuch } else { ReadErrorKind::Malformed },
            position: Some(Position { line: position.row, column: position.col }),
            path: String::new(),
            reason,
        }
    })
}

const TOO_MANY: &str = "the document has too many nodes";

fn read_root<'a>(
    extent: Extent,
    document: &Document<'a>,
    shape: &'static Shape,
    hosts: &Hosts<'_>,
) -> Result<Object<'a>, ReadError> {
    let room = Room::new(extent, shape, document.input_text());
    let mut reader = Reader { hosts, room: &room, lenient: false, failed: None };
    reader.object(document.root_element(), shape).map_err(|Failed| {
        let failure = reader.failed.take().expect("a failure leaves its reason");
        told(document, failure, None, &mut Places::new(document.input_text()))
    })
}

/// Whether a document has more than so many members; what is behind them is not looked at.
///
/// # Errors
/// What is over a limit before that.
pub(crate) fn has_more(text: &str, most: usize) -> Result<bool, ReadError> {
    bounds::has_more(text, most)
}

/// Reads the members of a document of a client that is a choice of objects, each by itself.
///
/// # Errors
/// What is wrong around them: the text is not well-formed, the root or a member is no such element.
pub(crate) fn read_members<'a>(
    text: &'a str,
    root: &'static Root,
    hosts: &Hosts<'_>,
) -> Result<Vec<BulkEntry<'a>>, ReadError> {
    let document = parse_known(Extent::Sent, text, std::slice::from_ref(root))?;
    let room = Room::new(Extent::Sent, root.shape, text);
    let node = document.root_element();
    let (uri, name) = expanded(node);
    if root.element != name || !root.ns.is(uri) {
        return Err(unknown_root(&document, node));
    }
    let mut alike: HashMap<_, usize> = HashMap::new();
    for member in node.children().filter(Node::is_element) {
        *alike.entry(expanded(member)).or_default() += 1;
    }
    let mut places = Places::new(text);
    let mut before: HashMap<_, usize> = HashMap::new();
    let mut entries = Vec::new();
    for member in node.children().filter(Node::is_element) {
        let (uri, tag) = expanded(member);
        let nth = before.entry((uri, tag)).or_default();
        *nth += 1;
        let step = if alike[&(uri, tag)] < 2 { tag.to_owned() } else { format!("{tag}[{nth}]") };
        let within = Within { node: member, path: format!("{name}/{step}") };
        let shape = root.shape.fields.iter().find_map(|field| matches(field, uri, tag)).flatten();
        let Some(shape) = shape else {
            let reason = format!("{tag} is not allowed here");
            let failure = Failure { node: member.id(), kind: ReadErrorKind::Schema, reason };
            return Err(told(&document, failure, Some(&within), &mut places));
        };
        let read = |lenient| {
            let mut reader = Reader { hosts, room: &room, lenient, failed: None };
            let object = reader.object(member, shape);
            object.map_err(|Failed| reader.failed.take().expect("a failure leaves its reason"))
        };
        entries.push(match read(false) {
            Ok(object) => BulkEntry::Sound(object),
            Err(failure) => {
                let error = told(&document, failure, Some(&within), &mut places);
                BulkEntry::Faulty { readable: read(true).ok(), error }
            }
        });
    }
    Ok(entries)
}

fn expanded<'d>(node: Node<'d, '_>) -> (&'d str, &'d str) {
    (node.tag_name().namespace().unwrap_or(""), node.tag_name().name())
}

/// An error at a node, with its path and position.
fn at(document: &Document<'_>, node: Node<'_, '_>, kind: ReadErrorKind, reason: String) -> ReadError {
    told(document, Failure { node: node.id(), kind, reason }, None, &mut Places::new(document.input_text()))
}

/// An element whose path is known.
struct Within<'d, 'a> {
    node: Node<'d, 'a>,
    path: String,
}

/// A failure with its path and position, which comes behind those that were asked for before.
fn told(
    document: &Document<'_>,
    failure: Failure,
    within: Option<&Within<'_, '_>>,
    places: &mut Places<'_>,
) -> ReadError {
    let Failure { node, kind, reason } = failure;
    let node = document.get_node(node).expect("the node is of this document");
    let above = node.ancestors().take_while(|it| within.is_none_or(|within| *it != within.node));
    let mut names: Vec<_> = above.filter(Node::is_element).map(step).collect();
    names.extend(within.map(|within| within.path.clone()));
    names.reverse();
    ReadError { kind, position: Some(places.of(node.range().start)), path: names.join("/"), reason }
}

/// A step of the path: with a number where there are several elements of the name.
fn step(node: Node<'_, '_>) -> String {
    let name = node.tag_name().name();
    let alike = |it: &Node<'_, '_>| {
        effort::spend(1);
        it.is_element() && it.tag_name() == node.tag_name()
    };
    let siblings = || node.parent_element().into_iter().flat_map(|parent| parent.children()).filter(alike);
    if siblings().count() < 2 {
        return name.to_owned();
    }
    let position = siblings().position(|it| it == node).map_or(1, |before| before + 1);
    format!("{name}[{position}]")
}

/// The reason is in the reader: results on the hot path stay small.
struct Failed;

struct Failure {
    node: roxmltree::NodeId,
    kind: ReadErrorKind,
    reason: String,
}

struct Reader<'h> {
    hosts: &'h Hosts<'h>,
    room: &'h Room,
    /// Values that the schema refuses are left out, and nothing has to be there.
    lenient: bool,
    failed: Option<Failure>,
}

impl<'h> Reader<'h> {
    #[cold]
    fn fail<T>(&mut self, node: Node<'_, '_>, kind: ReadErrorKind, reason: impl Into<String>) -> Result<T, Failed> {
        self.failed = Some(Failure { node: node.id(), kind, reason: reason.into() });
        Err(Failed)
    }

    /// Even who is lenient has no more room.
    fn in_room(&mut self, node: Node<'_, '_>, is_room: bool, list: Option<&Field>) -> Result<(), Failed> {
        if is_room { Ok(()) } else { self.fail(node, ReadErrorKind::TooMuch, self.room.reason(list)) }
    }

    #[cold]
    fn schema<T>(&mut self, node: Node<'_, '_>, reason: impl Into<String>) -> Result<T, Failed> {
        self.fail(node, ReadErrorKind::Schema, reason)
    }

    fn object<'a>(&mut self, node: Node<'_, 'a>, shape: &'static Shape) -> Result<Object<'a>, Failed> {
        let mut object = Object::new(shape);
        self.in_room(node, self.room.object(shape), None)?;
        self.attributes(node, &mut object)?;
        if let Some(index) = shape.fields.iter().position(|field| matches!(field.place, Place::Text)) {
            let value = self.leaf(node, &shape.fields[index])?;
            object.slots_mut()[index] = value;
        } else {
            self.children(node, &mut object)?;
        }
        if !self.lenient
            && let Err(reason) = complete(&object)
        {
            return self.schema(node, reason);
        }
        Ok(object)
    }

    fn attributes<'a>(&mut self, node: Node<'_, 'a>, object: &mut Object<'a>) -> Result<(), Failed> {
        for attribute in node.attributes() {
            let (uri, name) = (attribute.namespace(), attribute.name());
            if uri == Some(XSI) {
                continue;
            }
            let index = object.shape().fields.iter().position(|field| match field.place {
                Place::Attribute(known) => uri.is_none() && known == name,
                Place::XmlAttribute(known) => uri == Some(XML_NS) && known == name,
                _ => false,
            });
            let Some(index) = index else {
                return self.schema(node, format!("the attribute {name} is not allowed here"));
            };
            let field = &object.shape().fields[index];
            let text = match attribute.value_storage() {
                roxmltree::StringStorage::Borrowed(text) => Cow::Borrowed(*text),
                roxmltree::StringStorage::Owned(text) => Cow::Owned(text.to_string()),
            };
            let value = self.text_value(node, field, text)?;
            if field.role != Role::Ignored {
                object.slots_mut()[index] = value;
            }
        }
        Ok(())
    }

    fn children<'a>(&mut self, node: Node<'_, 'a>, object: &mut Object<'a>) -> Result<(), Failed> {
        let fields = object.shape().fields;
        let mut next = 0;
        for child in node.children() {
            match child.node_type() {
                NodeType::Element => {}
                NodeType::Text if child.text().is_some_and(|text| !text.trim_ascii().is_empty()) => {
                    return self.schema(node, "text is not allowed between elements");
                }
                _ => continue,
            }
            let (uri, name) = expanded(child);
            let in_order = (next..fields.len()).find(|index| matches(&fields[*index], uri, name).is_some());
            let Some(index) = in_order.or_else(|| late(object, uri, name)) else {
                return self.unexpected(child, object, next);
            };
            if in_order.is_none() {
                next = fields.len();
            }
            let field = &fields[index];
            let choice = matches(field, uri, name).expect("it just matched");
            next = next.max(index);
            match field.place {
                Place::Inside(ns, _, inner) => {
                    let members = self.wrapped_members(child, field, ns, inner)?;
                    object.slots_mut()[index] = Value::List(members);
                    next = next.max(index + 1);
                    continue;
                }
                Place::Choice(_) => {
                    let shape = choice.expect("a choice names a shape");
                    self.in_room(child, self.room.member(field, value::members(object.slot(index))), Some(field))?;
                    let member = Value::Object(self.object(child, shape)?);
                    push(&mut object.slots_mut()[index], member);
                    continue;
                }
                _ => {}
            }
            if field.is_list() {
                self.in_room(child, self.room.member(field, value::members(object.slot(index))), Some(field))?;
            }
            let value = self.leaf(child, field)?;
            if field.is_list() {
                push(&mut object.slots_mut()[index], value);
            } else {
                object.slots_mut()[index] = value;
                next = next.max(index + 1);
            }
        }
        value::fill_lists(fields, object.slots_mut());
        Ok(())
    }

    fn wrapped_members<'a>(
        &mut self,
        node: Node<'_, 'a>,
        field: &Field,
        ns: Ns,
        inner: &str,
    ) -> Result<Vec<Value<'a>>, Failed> {
        let mut members = Vec::new();
        for child in node.children().filter(Node::is_element) {
            let (uri, name) = expanded(child);
            if name != inner || !ns.is(uri) {
                return self.schema(child, format!("{name} is not allowed here"));
            }
            self.in_room(child, self.room.member(field, members.len()), Some(field))?;
            extent::grow(&mut members);
            members.push(self.leaf(child, field)?);
        }
        Ok(members)
    }

    #[cold]
    fn unexpected<T>(&mut self, child: Node<'_, '_>, object: &Object<'_>, next: usize) -> Result<T, Failed> {
        let (uri, name) = expanded(child);
        let fields = object.shape().fields;
        let reason = if fields[..next.min(fields.len())].iter().any(|field| matches(field, uri, name).is_some()) {
            format!("{name} comes too late or twice")
        } else if fields.iter().any(|field| matches!(field.place, Place::Element(_, known) if known == name)) {
            format!("{name} has the wrong namespace {}", shorten(uri))
        } else {
            format!("{name} is not allowed here")
        };
        self.schema(child, reason)
    }

    fn leaf<'a>(&mut self, node: Node<'_, 'a>, field: &Field) -> Result<Value<'a>, Failed> {
        if let Content::Object(shape) = field.content {
            return self.object(node, shape).map(Value::Object);
        }
        if !matches!(field.place, Place::Text)
            && let Some(attribute) = node.attributes().find(|it| it.namespace() != Some(XSI))
        {
            let reason = format!("the attribute {} is not allowed here", attribute.name());
            return self.schema(node, reason);
        }
        let text = self.text(node)?;
        self.text_value(node, field, text)
    }

    /// The text of an element without children.
    fn text<'a>(&mut self, node: Node<'_, 'a>) -> Result<Cow<'a, str>, Failed> {
        if let Some(child) = node.children().find(Node::is_element) {
            let reason = format!("{} is not allowed inside a text", child.tag_name().name());
            return self.schema(child, reason);
        }
        Ok(text_pieces(node))
    }

    fn text_value<'a>(&mut self, node: Node<'_, '_>, field: &Field, text: Cow<'a, str>) -> Result<Value<'a>, Failed> {
        value::of_text(field, text, self.hosts).or_else(|refused| {
            let (kind, reason) = *refused;
            if self.lenient {
                return Ok(Value::Null);
            }
            self.fail(node, kind, reason)
        })
    }
}

/// The text that stands directly in an element; comments do not count.
pub(crate) fn text_pieces<'a>(node: Node<'_, 'a>) -> Cow<'a, str> {
    let mut text = Cow::Borrowed("");
    for child in node.children().filter(Node::is_text) {
        let piece = match child.text_storage() {
            Some(roxmltree::StringStorage::Borrowed(piece)) => Cow::Borrowed(*piece),
            Some(roxmltree::StringStorage::Owned(piece)) => Cow::Owned(piece.to_string()),
            None => continue,
        };
        if text.is_empty() {
            text = piece;
        } else {
            text.to_mut().push_str(&piece);
        }
    }
    text
}

/// The field that an element behind all others may be.
fn late(object: &Object<'_>, uri: &str, name: &str) -> Option<usize> {
    let mut fields = object.shape().fields.iter().zip(object.slots());
    fields.position(|(field, slot)| field.late && slot.is_null() && matches(field, uri, name).is_some())
}

/// Whether an element is this field; for a choice, as which shape.
pub(crate) fn matches(field: &Field, uri: &str, name: &str) -> Option<Option<&'static Shape>> {
    match field.place {
        Place::Element(ns, known) | Place::Inside(ns, known, _) => (known == name && ns.is(uri)).then_some(None),
        Place::Choice(choices) => {
            let choice = choices.iter().find(|(ns, shape)| shape.name == name && ns.is(uri));
            choice.map(|(_, shape)| Some(*shape))
        }
        Place::Attribute(_) | Place::XmlAttribute(_) | Place::Text | Place::JsonOnly => None,
    }
}
