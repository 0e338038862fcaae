//! The reader without a tree against the one with a tree: where it answers, it answers the same.

use std::fs;
use std::path::{Path, PathBuf};

use byline_model::shape::Hosts;
use byline_model::shapes::roots::ROOTS;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::{direct, read};
use crate::extent::Extent;

fn fixtures() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/3.0");
    let files = fs::read_dir(folder).expect("our fixtures").map(|entry| entry.expect("a readable folder").path());
    let documents = files.filter(|path| path.extension().is_some_and(|it| it == "xml"));
    let texts = documents.map(|path| (path.clone(), fs::read_to_string(path).expect("a text")));
    texts.collect()
}

/// Whether it answered.
fn agree(text: &str) -> Result<bool, String> {
    let hosts = Hosts::default();
    let Some((root, object)) = direct::read(Extent::Kept, ROOTS, text, |_| true, &hosts) else { return Ok(false) };
    match read::any_by_tree(ROOTS, text, &hosts) {
        Ok((other, tree)) if other.kind == root.kind && tree == object => Ok(true),
        Ok((other, tree)) => Err(format!("{} is not {}: {object:?}\n{tree:?}", root.kind, other.kind)),
        Err(refused) => Err(format!("should have been refused: {refused}")),
    }
}

#[test]
fn what_we_print_is_read_without_a_tree() {
    // Host organisations have a wrapper of their own; the element of notifications has two kinds, and this is the second.
    let others = ["research-resource", "notification-custom"];
    for (path, text) in fixtures() {
        let name = path.file_stem().and_then(|it| it.to_str()).expect("a name");
        let direct = agree(&text).unwrap_or_else(|problem| panic!("{name}: {problem}"));
        assert!(direct || others.iter().any(|other| name.starts_with(other)), "{name} needs a tree");
    }
}

#[test]
fn the_rest_of_xml_is_left_to_the_other_reader() {
    let (_, text) = fixtures().into_iter().find(|(path, _)| path.ends_with("work.xml")).expect("a work");
    assert_eq!(agree(&text), Ok(true));
    for (from, to) in [
        ("<common:title>", "<common:title><!-- so -->"),
        ("<common:title>", "<common:title><![CDATA[so]]>"),
        ("<common:title>", "<common:title>&#169;"),
        ("<common:title>", "<common:title>\r\n"),
        ("<common:title>", "<common:title>]]>"),
        ("<common:title>", "<common:title>\u{FFFE}"),
        ("<common:title>", "<common:title>\u{1}"),
        ("<common:title>", "<common:title xmlns:a=\"b\">"),
        ("<common:title>", "<other:title>"),
        ("</common:title>", "</common:titel>"),
        ("put-code=\"", "put-code=\"1\" put-code=\""),
        ("put-code=\"", "put-code=\"\t"),
        (" visibility=", "visibility="),
        ("xmlns:common=", "xmlns:xml="),
        ("xmlns:common=", "xmlns:work="),
    ] {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{from}");
        assert_eq!(agree(&changed), Ok(false), "{to}");
    }
}

/// What damage is made of.
const PIECES: &[&str] = &[
    "",
    " ",
    "\n",
    "\r\n",
    "\t",
    "<",
    ">",
    "/",
    "\"",
    "'",
    "=",
    "&",
    ":",
    "&amp;",
    "&lt;",
    "&#10;",
    "&bad;",
    "]]>",
    "<!-- -->",
    "<?pi?>",
    "<![CDATA[x]]>",
    "<a/>",
    " a=\"b\"",
    " xmlns=\"\"",
    " xmlns:common=\"http://www.orcid.org/ns/work\"",
    " xml:lang=\"en\"",
    " visibility=\"public\"",
    "common:",
    "xmlns:",
    "\u{FFFE}",
    "\u{7F}",
    "ü",
    "1",
    "2020",
    "true",
    "<common:title>",
    "</common:title>",
    "<common:year>2020</common:year>",
];

/// A place, how much to take away there, what to put there, and whether to put what stands at another place instead.
fn damage() -> impl Strategy<Value = (Index, usize, &'static str, Option<(Index, usize)>)> {
    let copied = proptest::option::weighted(0.3, (any::<Index>(), 1usize..400));
    (any::<Index>(), prop_oneof![Just(0), Just(0), 1usize..4, 1usize..400], select(PIECES), copied)
}

fn boundary(text: &str, at: usize) -> usize {
    (at.min(text.len())..=text.len()).find(|at| text.is_char_boundary(*at)).expect("the end is one")
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(if std::env::var_os("BYLINE_LONG").is_some() { 100_000 } else { 4000 })
    })]

    #[test]
    fn damaged_documents_are_read_alike(document in any::<Index>(), damages in prop::collection::vec(damage(), 1..4)) {
        let all = fixtures();
        let mut text = all[document.index(all.len())].1.clone();
        for (place, length, piece, copied) in damages {
            let start = boundary(&text, place.index(text.len() + 1));
            let end = boundary(&text, start + length);
            let new = match copied {
                None => piece.to_owned(),
                Some((from, length)) => {
                    let from = boundary(&text, from.index(text.len() + 1));
                    text[from..boundary(&text, from + length)].to_owned()
                }
            };
            text.replace_range(start..end, &new);
        }
        prop_assert_eq!(agree(&text).map(|_| ()), Ok(()));
    }
}
