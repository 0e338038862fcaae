//! What an XML document may make its readers do, looked at in one pass before a tree is built.
//!
//! A tree builder compares every attribute of an element with those before it, and every namespace declared with every
//! one in scope: a document of a few kilobytes can ask for minutes. No document of ours comes near these limits; what is
//! over one is refused with its name, and so is a long document at the first element that the schema has no place for
//! (`known.rs`). Whether the document is well-formed is for the tree builder to say: this pass ends where that one would.

use byline_model::effort;
use byline_model::shapes::roots::Root;
use memchr::{memchr, memmem};

use super::known::{Known, Misplaced};
use crate::extent::Extent;
use crate::{Position, ReadError, ReadErrorKind};

/// Elements inside each other; the deepest document has eleven.
pub(crate) const DEPTH: usize = 32;
/// Attributes of one element, without its namespaces.
pub(super) const ATTRIBUTES: usize = 32;
/// Namespaces that one element may declare or inherit; the published documents declare twenty-eight.
pub(super) const NAMESPACES: usize = 64;
/// Bytes of the name of an element, attribute or namespace.
pub(super) const NAME: usize = 100;
/// Comments, sections and instructions: each becomes a node, and none of ours has any.
pub(super) const ASIDES: usize = 10_000;
/// Bytes of a document whose elements are looked at before there is a tree; what is shorter is refused by the reader, which
/// has more to say.
const LONG: usize = 1 << 16;
/// Comparisons of namespaces for each byte of the document, beyond the first so many.
const COMPARISONS: (usize, usize) = (24, 1 << 16);

/// Holds a document to the limits; a long one has to begin as one of these does.
///
/// # Errors
/// [`ReadErrorKind::Schema`], with the limit and the place.
pub(super) fn check_root(text: &str, roots: &'static [Root]) -> Result<(), ReadError> {
    check(text, Known::root_of(roots))
}

/// Holds a document to the limits; a long one has to be made of elements that one of these has, up to its end.
///
/// # Errors
/// As [`check_root`].
pub(super) fn check_known(extent: Extent, text: &str, roots: &'static [Root]) -> Result<(), ReadError> {
    check(text, Known::new(extent, roots))
}

fn check<'t>(text: &'t str, known: Known<'t>) -> Result<(), ReadError> {
    let mut scan = Scan { known: (text.len() > LONG).then_some(known), ..Scan::new(text) };
    scan.document(usize::MAX).map_err(|misplaced| refused(text, scan.tag, misplaced))
}

/// Whether the root has more than so many elements; the rest is not looked at.
///
/// # Errors
/// As [`check_root`].
pub(super) fn has_more(text: &str, most: usize) -> Result<bool, ReadError> {
    let mut scan = Scan::new(text);
    scan.document(most).map_err(|misplaced| refused(text, scan.tag, misplaced))?;
    Ok(scan.members > most)
}

#[cold]
fn refused(text: &str, at: usize, Misplaced { kind, path, reason }: Misplaced) -> ReadError {
    let position = Some(Places::new(text).of(at));
    ReadError { kind, position, path, reason }
}

/// What is over a limit, wherever it stands.
impl From<String> for Misplaced {
    fn from(reason: String) -> Self {
        Misplaced { kind: ReadErrorKind::Schema, path: String::new(), reason }
    }
}

/// The namespaces of an open element.
#[derive(Default)]
struct Open<'t> {
    /// Those in scope, where it declares some itself.
    own: Option<Vec<&'t [u8]>>,
}

struct Scan<'t> {
    bytes: &'t [u8],
    at: usize,
    /// Where the last tag begins.
    tag: usize,
    open: Vec<Open<'t>>,
    /// Comparisons that the declarations cost.
    spent: usize,
    /// Elements in the root.
    members: usize,
    /// Comments, sections and instructions.
    asides: usize,
    /// What may be where; `None` when anything may.
    known: Option<Known<'t>>,
}

/// What a start tag is found to be.
enum Tag<'t> {
    Open(Vec<&'t [u8]>),
    Empty(Vec<&'t [u8]>),
    /// The tree builder stops here.
    Broken,
}

impl<'t> Scan<'t> {
    fn new(text: &'t str) -> Self {
        Scan {
            bytes: text.as_bytes(),
            at: 0,
            tag: 0,
            open: Vec::with_capacity(DEPTH),
            spent: 0,
            members: 0,
            asides: 0,
            known: None,
        }
    }

    /// Looks at everything up to the end, a fault, or one member too many.
    fn document(&mut self, most: usize) -> Result<(), Misplaced> {
        let start = self.at;
        let done = self.elements(most);
        effort::spend(self.at - start + self.spent);
        done
    }

    fn elements(&mut self, most: usize) -> Result<(), Misplaced> {
        while let Some(found) = memchr(b'<', &self.bytes[self.at..]) {
            self.at += found;
            self.tag = self.at;
            let rest = &self.bytes[self.at + 1..];
            if let [b'!' | b'?', ..] = rest {
                self.asides += 1;
                if self.asides > ASIDES {
                    return Err(format!("there are more than {ASIDES} comments, sections and instructions").into());
                }
            }
            let past = match rest {
                [b'/', ..] => {
                    self.open.pop();
                    self.leave();
                    Some(1)
                }
                [b'!', b'-', b'-', ..] => memmem::find(&rest[3..], b"-->").map(|end| end + 7),
                [b'!', b'[', ..] => memmem::find(rest, b"]]>").map(|end| end + 4),
                [b'?', ..] => memmem::find(rest, b"?>").map(|end| end + 3),
                [b'!', ..] | [] => None,
                _ => {
                    if self.open.len() == 1 {
                        self.members += 1;
                        if self.members > most {
                            return Ok(());
                        }
                    }
                    match self.start_tag()? {
                        Tag::Broken => None,
                        Tag::Open(declared) => {
                            let own = self.in_scope(declared)?;
                            if self.open.len() == DEPTH {
                                return Err(format!("elements nest deeper than {DEPTH}").into());
                            }
                            self.open.push(Open { own });
                            Some(0)
                        }
                        Tag::Empty(declared) => {
                            self.in_scope(declared)?;
                            self.leave();
                            Some(0)
                        }
                    }
                }
            };
            let Some(past) = past else { return Ok(()) };
            self.at += past;
        }
        Ok(())
    }

    fn leave(&mut self) {
        if let Some(known) = &mut self.known {
            known.leave();
        }
    }

    /// A start tag, up to its end.
    fn start_tag(&mut self) -> Result<Tag<'t>, Misplaced> {
        self.at += 1;
        let name = self.name("an element")?;
        if let Some(known) = &mut self.known {
            known.enter(name)?;
        }
        let (mut declared, mut attributes) = (Vec::new(), 0);
        loop {
            let before = self.at;
            self.skip_blanks();
            match self.bytes.get(self.at) {
                Some(b'>') => {
                    self.at += 1;
                    return Ok(Tag::Open(declared));
                }
                Some(b'/') if self.bytes.get(self.at + 1) == Some(&b'>') => {
                    self.at += 2;
                    return Ok(Tag::Empty(declared));
                }
                None | Some(b'/') => return Ok(Tag::Broken),
                Some(_) if before == self.at => return Ok(Tag::Broken),
                Some(_) => {}
            }
            let name = self.name("an attribute")?;
            self.skip_blanks();
            if self.bytes.get(self.at) != Some(&b'=') {
                return Ok(Tag::Broken);
            }
            self.at += 1;
            self.skip_blanks();
            let Some(quote @ (b'"' | b'\'')) = self.bytes.get(self.at).copied() else { return Ok(Tag::Broken) };
            let Some(length) = memchr(quote, &self.bytes[self.at + 1..]) else { return Ok(Tag::Broken) };
            self.at += length + 2;
            if name == b"xmlns" || name.starts_with(b"xmlns:") {
                declared.push(name);
                if declared.len() > NAMESPACES {
                    return Err(format!("an element declares more than {NAMESPACES} namespaces").into());
                }
            } else {
                attributes += 1;
                if attributes > ATTRIBUTES {
                    return Err(format!("an element has more than {ATTRIBUTES} attributes").into());
                }
            }
        }
    }

    /// A name, which may be anything that ends where a name does.
    fn name(&mut self, of: &str) -> Result<&'t [u8], String> {
        let rest = &self.bytes[self.at..];
        let ends = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'/' | b'>' | b'=' | b'<');
        let length = rest.iter().take(NAME + 1).position(ends).unwrap_or(rest.len().min(NAME + 1));
        if length > NAME {
            return Err(format!("the name of {of} is longer than {NAME} bytes"));
        }
        self.at += length;
        Ok(&rest[..length])
    }

    fn skip_blanks(&mut self) {
        let blank = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        self.at += self.bytes[self.at..].iter().take_while(blank).count();
    }

    /// The namespaces in scope inside an element that declares these; `None` when they are its parent's.
    fn in_scope(&mut self, declared: Vec<&'t [u8]>) -> Result<Option<Vec<&'t [u8]>>, String> {
        if declared.is_empty() {
            return Ok(None);
        }
        let inherited = self.open.iter().rev().find_map(|open| open.own.as_deref()).unwrap_or_default();
        // As the tree builder merges them: each of the parent's is looked for among all that there are by then.
        self.spent += (declared.len() + inherited.len()).pow(2);
        let (each, first) = COMPARISONS;
        if self.spent > first + each * self.at {
            return Err("namespaces are declared again and again".to_owned());
        }
        let mut all = declared;
        let own = all.len();
        all.extend(inherited.iter().filter(|name| !all[..own].contains(name)).copied().collect::<Vec<_>>());
        if all.len() > NAMESPACES {
            return Err(format!("more than {NAMESPACES} namespaces are declared around one element"));
        }
        Ok(Some(all))
    }
}

/// Lines and columns of places that come one after the other: the text is walked once for all of them.
pub(super) struct Places<'t> {
    text: &'t str,
    at: usize,
    position: Position,
}

impl<'t> Places<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Places { text, at: 0, position: Position { line: 1, column: 1 } }
    }

    /// Line and column of a byte; of the last one asked for when that was behind it.
    pub(super) fn of(&mut self, byte: usize) -> Position {
        let end = self.text.floor_char_boundary(byte);
        if let Some(passed) = self.text.get(self.at..end) {
            effort::spend(passed.len());
            let lines = memchr::memchr_iter(b'\n', passed.as_bytes());
            let (mut count, mut last) = (0, None);
            for line in lines {
                (count, last) = (count + 1, Some(line));
            }
            let columns = |text: &str| text.chars().count() as u32;
            self.position = match last {
                None => Position { column: self.position.column + columns(passed), ..self.position },
                Some(last) => Position { line: self.position.line + count, column: 1 + columns(&passed[last + 1..]) },
            };
            self.at = end;
        }
        self.position
    }
}

#[cfg(test)]
mod tests {
    use byline_model::shapes::roots::ROOTS;

    use super::super::known::STRANGERS;
    use super::*;

    /// Whatever is in the document.
    fn check(text: &str) -> Result<(), ReadError> {
        let mut scan = Scan::new(text);
        scan.document(usize::MAX).map_err(|misplaced| refused(text, scan.tag, misplaced))
    }

    fn reason(text: &str) -> String {
        check(text).expect_err(&text.chars().take(60).collect::<String>()).to_string()
    }

    #[test]
    fn limits_are_named_with_their_place() {
        let nested = |depth| "<a>".repeat(depth) + &"</a>".repeat(depth);
        check(&nested(DEPTH)).expect("deep enough");
        assert_eq!(reason(&nested(DEPTH + 1)), "line 1, column 97: elements nest deeper than 32");
        let attributes =
            |count: usize| format!("<a\n{}/>", (0..count).map(|it| format!(" b{it}='<'")).collect::<String>());
        check(&attributes(ATTRIBUTES)).expect("few");
        assert!(reason(&attributes(ATTRIBUTES + 1)).ends_with("an element has more than 32 attributes"));
        let declarations =
            |count: usize| format!("<a{}/>", (0..count).map(|it| format!(" xmlns:b{it}=\">\"")).collect::<String>());
        check(&declarations(NAMESPACES)).expect("few");
        assert!(reason(&declarations(NAMESPACES + 1)).ends_with("declares more than 64 namespaces"));
        let name = |length| format!("<{}/>", "n".repeat(length));
        check(&name(NAME)).expect("short");
        assert!(reason(&name(NAME + 1)).ends_with("the name of an element is longer than 100 bytes"));
        assert!(
            reason(&format!("<a {}=''/>", "n".repeat(NAME + 1))).ends_with("an attribute is longer than 100 bytes")
        );
    }

    #[test]
    fn a_long_document_is_made_of_what_there_is() {
        let check = |text: &str| check_known(Extent::Sent, text, ROOTS);
        let long = |inside: &str| format!("<!-- {} -->{inside}", "x".repeat(LONG));
        for sound in [
            "<w:work xmlns:w='u'/>",
            "<work><title><title/></title><url></url></work>",
            "<work><contributors><contributor/><contributor></contributor></contributors></work>",
            "<work/><r/>",
            "<bulk><work><stranger><inside/></stranger></work><work/></bulk>",
        ] {
            check(&long(sound)).expect(sound);
        }
        for (wrong, told) in [
            ("<r/>", "the root element is none that is known"),
            ("<w:work xmlns:w='u'>\n<w:a/>", "line 2, column 1: work/a: a is not allowed here"),
            ("<work><url/><type/><url/>", "work/url: url comes too late or twice"),
            ("<work><title><title><b/>", "work/title/title/b: b is not allowed inside a text"),
            ("<bulk><stranger/>", "bulk/stranger: stranger is not allowed here"),
        ] {
            let refused = check(&long(wrong)).expect_err(wrong).to_string();
            assert!(refused.ends_with(told), "{wrong}: {refused}");
            assert_eq!(check_root(&long(wrong), ROOTS).is_err(), wrong == "<r/>", "{wrong}");
            check(wrong).expect("the reader says more of a short one");
        }
        let strangers = |count| format!("<bulk><work>{}</work></bulk>", "<stranger/>".repeat(count));
        check(&strangers(STRANGERS)).expect("as many as may be");
        let refused = check(&strangers(STRANGERS + 1)).expect_err("one more").to_string();
        assert!(refused.ends_with("more than 10000 elements have no place where they are"), "{refused}");
    }

    #[test]
    fn what_says_nothing_is_bounded() {
        for aside in ["<!---->", "<?a?>", "<![CDATA[]]>"] {
            let many = |count| format!("<a>{}</a>", aside.repeat(count));
            check(&many(ASIDES)).expect("as many as may be");
            assert!(reason(&many(ASIDES + 1)).ends_with("more than 10000 comments, sections and instructions"));
        }
    }

    #[test]
    fn namespaces_are_counted_where_they_are_in_scope() {
        let one = |name: usize, inner: &str| format!("<a xmlns:n{name}=\"u\">{inner}</a>");
        let nested = (0..DEPTH).fold(String::new(), |inner, name| one(name, &inner));
        check(&nested).expect("one on each level");
        let again: String = (0..10_000).map(|_| one(0, "")).collect();
        check(&format!("<r>{again}</r>")).expect("the same one again");
        let many: String = (0..60).map(|name| format!(" xmlns:n{name}='u'")).collect();
        let under_many = format!("<r{many}>{again}</r>");
        assert!(reason(&under_many).ends_with("namespaces are declared again and again"));
    }

    #[test]
    fn what_is_not_markup_is_passed_over() {
        let inside = "<a><b>".repeat(40);
        for text in [
            format!("<r><!-- {inside} --></r>"),
            format!("<r><![CDATA[{inside}]]></r>"),
            format!("<r><?x {inside}?></r>"),
            format!("<r x=\"{inside}\"/>").replace("<a", "&lt;a"),
        ] {
            check(&text).expect("one element");
        }
    }

    #[test]
    fn members_are_counted_to_the_first_too_many() {
        let members = |count| format!("<r>{}</r>", "<m><n/></m> ".repeat(count));
        assert_eq!((has_more(&members(100), 100), has_more(&members(101), 100)), (Ok(false), Ok(true)));
        let ((), short) = effort::of(|| drop(has_more(&members(200), 100)));
        let ((), long) = effort::of(|| drop(has_more(&members(200_000), 100)));
        assert_eq!(short, long, "what comes behind is not looked at");
    }

    #[test]
    fn places_are_found_one_after_the_other() {
        let text = "ab\ncäd\n\nx";
        let mut places = Places::new(text);
        let found: Vec<_> =
            [0, 2, 3, 6, 9, 10].map(|byte| places.of(byte)).iter().map(|it| (it.line, it.column)).collect();
        assert_eq!(found, [(1, 1), (1, 3), (2, 1), (2, 3), (4, 1), (4, 2)]);
    }
}
