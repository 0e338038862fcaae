//! Older editions: what goes down comes up again, and the other way round, but for what the lenses say is lost.

use std::collections::BTreeSet;
use std::path::PathBuf;

use byline_formats::{Edition, Layout, Syntax, check, json, xml};
use byline_model::document::{Object, Value};
use byline_model::shape::{Content, Hosts, Place, Role, Shape};
use byline_model::shapes::roots::Root;
use byline_model::{ItemKind, Timestamp, shapes};

use crate::generate::{self, Tape};
use crate::support::{corpus, files, long, text, tree, without};
use crate::xsd;

/// The older editions.
pub fn all() -> [&'static Edition; 2] {
    [Edition::v2_1(), Edition::v2_0()]
}

/// A field: the name of its shape, its key.
type Spot = (&'static str, &'static str);

/// Where two objects of a shape differ, as deep as can be told. What is known to differ is not looked into.
fn differences(one: &Object<'_>, other: &Object<'_>, known: &BTreeSet<Spot>, found: &mut BTreeSet<Spot>) {
    let shape = one.shape();
    assert_eq!(shape, other.shape());
    for ((field, a), b) in shape.fields.iter().zip(one.slots()).zip(other.slots()).filter(|((_, a), b)| a != b) {
        let spot = (shape.name, field.key);
        let (a, b) = match (a, b) {
            (Value::List(a), Value::List(b)) if a.len() == b.len() => (a.as_slice(), b.as_slice()),
            (a, b) => (std::slice::from_ref(a), std::slice::from_ref(b)),
        };
        for (a, b) in a.iter().zip(b).filter(|(a, b)| a != b) {
            match (a.as_object(), b.as_object()) {
                (Some(a), Some(b)) if !known.contains(&spot) && a.shape() == b.shape() => {
                    differences(a, b, known, found);
                }
                _ => drop(found.insert(spot)),
            }
        }
    }
}

fn listed(
    edition: &Edition,
    losses: fn(&byline_formats::edition::Lens) -> &[byline_formats::edition::Loss],
) -> BTreeSet<Spot> {
    edition.lenses().iter().flat_map(|lens| losses(lens)).map(|loss| loss.place).collect()
}

/// The samples of an edition: their roots, paths and documents. What we refuse the XSDs refuse, too.
fn samples(edition: &Edition) -> Vec<(PathBuf, &'static Root, Object<'static>)> {
    let Some(corpus) = corpus() else { return Vec::new() };
    let folder = corpus.join("samples-v2").join(edition.name());
    let (mut samples, mut refused) = (Vec::new(), Vec::new());
    for path in ["read", "write"].iter().flat_map(|side| files(&folder.join(side), "xml")) {
        let source = text(&path);
        match xml::read_any_of(edition.roots(), &source, &Hosts::default()) {
            Ok((root, object)) => samples.push((path, root, object.into_owned())),
            Err(error) => refused.push((path, error)),
        }
    }
    for (path, error) in refused {
        assert!(!xsd::allows(edition, &path), "{}: {error}", path.display());
    }
    assert!(samples.len() > 40, "only {} samples", samples.len());
    samples
}

/// Attributes that the XSDs allow, and that nobody reads or writes in any version.
fn ignored(shape: &'static Shape, keys: &mut BTreeSet<&'static str>) {
    for field in shape.fields {
        if field.role == Role::Ignored {
            keys.insert(field.key);
        }
        match (field.place, field.content) {
            (Place::Choice(choices), _) => choices.iter().for_each(|(_, shape)| ignored(shape, keys)),
            (_, Content::Object(shape)) => ignored(shape, keys),
            _ => {}
        }
    }
}

/// Whether one line of a [`tree`] is another without some attributes that are ignored.
fn is_line(ours: &str, sample: &str, ignored: &BTreeSet<&str>) -> bool {
    let parts = |line: &str| line.trim_end_matches('>').split(' ').map(str::to_owned).collect::<Vec<_>>();
    let (ours, sample) = (parts(ours), parts(sample));
    let is_kept =
        |part: &&String| ours.contains(part) || !part.split_once('=').is_some_and(|it| ignored.contains(it.0));
    sample.iter().filter(is_kept).eq(ours.iter())
}

/// MODEL-6
#[test]
fn samples_go_up_and_come_down_unchanged_but_for_what_is_lost() {
    for edition in all() {
        let allowed = listed(edition, |lens| lens.lost_above);
        for (path, root, object) in samples(edition) {
            let up = edition.up(root.kind, object.clone(), &Hosts::default());
            if path.components().any(|it| it.as_os_str() == "write") {
                check(&up, &Hosts::default()).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            }
            let back = edition.down(root.kind, up, &Hosts::default());
            let mut lost = BTreeSet::new();
            differences(&object, &back, &allowed, &mut lost);
            assert!(lost.is_subset(&allowed), "{}: {lost:?}", path.display());
            if lost.is_empty() {
                let (ours, sample) =
                    (tree(std::str::from_utf8(&xml::write(root, &back)).expect("UTF-8")), tree(&text(&path)));
                let mut forgotten = BTreeSet::new();
                ignored(root.shape, &mut forgotten);
                assert_eq!(ours.len(), sample.len(), "{}", path.display());
                for (ours, sample) in ours.iter().zip(&sample) {
                    assert!(is_line(ours, sample, &forgotten), "{}:\n{ours}\n{sample}", path.display());
                }
            }
        }
    }
}

/// Documents of every kind that the edition has, in the shapes of its roots or of the newest ones.
fn generated(edition: &Edition, newest: bool) -> impl Iterator<Item = (&'static Root, Object<'static>)> {
    let each = if long() { 400 } else { 60 };
    edition.roots().iter().flat_map(move |root| {
        let shape = if newest { Root::of_kind(root.kind).expect("it is a kind").shape } else { root.shape };
        (0..each).map(move |seed| (root, generate::object(shape, &mut Tape::seeded(seed))))
    })
}

#[test]
fn what_is_lost_above_is_exactly_what_the_lenses_say() {
    for edition in all() {
        let (said, mut lost) = (listed(edition, |lens| lens.lost_above), BTreeSet::new());
        for (root, object) in generated(edition, false) {
            let up = edition.up(root.kind, object.clone(), &Hosts::default());
            differences(&object, &edition.down(root.kind, up, &Hosts::default()), &said, &mut lost);
        }
        assert_eq!(lost, said, "{}", edition.name());
    }
}

#[test]
fn what_is_lost_below_is_exactly_what_the_lenses_say() {
    for edition in all() {
        let (said, mut lost) = (listed(edition, |lens| lens.lost_below), BTreeSet::new());
        for (root, mut object) in generated(edition, true) {
            if root.kind == "group-id-record" {
                // These are in XML alone, and so never in what is generated.
                object.set("created-date", Timestamp::EPOCH).set("last-modified-date", Timestamp::EPOCH);
                object.set("source", Object::new(&shapes::SOURCE_SHAPE));
            }
            let down = edition.down(root.kind, object.clone(), &Hosts::default());
            differences(&object, &edition.up(root.kind, down, &Hosts::default()), &said, &mut lost);
        }
        assert_eq!(lost, said, "{}", edition.name());
    }
}

/// What can be sent: single items.
fn items() -> impl Iterator<Item = &'static str> {
    ItemKind::ALL.into_iter().filter(|kind| kind.spec().by_put_code).map(|kind| kind.spec().singular)
}

#[test]
fn what_comes_back_as_it_was_shown_changes_nothing() {
    for edition in all() {
        for (root, object) in generated(edition, true).filter(|(root, _)| items().any(|kind| kind == root.kind)) {
            let shown = edition.down(root.kind, object.clone(), &Hosts::default());
            let kept = edition.put(root.kind, shown, object.clone(), &Hosts::default());
            assert_eq!(kept, object, "{} {}", edition.name(), root.kind);
        }
    }
}

/// Where identifiers stay that are not shown there is an empty list of them, whether one was sent or not.
fn without_empty_ids(object: Object<'_>) -> Object<'_> {
    without(object, &|_, value| match value.as_object() {
        Some(ids) => ids.shape().name == "external-ids" && ids.list("external-id").is_empty(),
        None => false,
    })
}

#[test]
fn what_is_sent_is_what_is_shown_afterwards() {
    for edition in all() {
        let hosts = Hosts::default();
        for kind in items().filter(|kind| edition.root(kind).is_some()) {
            let (older, newer) = (edition.root(kind).expect("a root"), Root::of_kind(kind).expect("a root"));
            for seed in 0..60 {
                let original = generate::object(newer.shape, &mut Tape::seeded(seed));
                let sent = generate::object(older.shape, &mut Tape::seeded(seed + 1000));
                let expected = edition.down(kind, edition.up(kind, sent.clone(), &hosts), &hosts);
                let held = edition.put(kind, sent, original, &hosts);
                let shown = without_empty_ids(edition.down(kind, held, &hosts));
                assert_eq!(shown, without_empty_ids(expected), "{} {kind}", edition.name());
            }
        }
    }
}

#[test]
fn both_syntaxes_keep_every_document_of_every_edition() {
    for edition in all() {
        for (root, object) in generated(edition, false) {
            let hosts = Hosts::default();
            let printed = String::from_utf8(xml::write(root, &object)).expect("UTF-8");
            let back = edition.read(Syntax::Xml, &printed, root.kind, &hosts);
            assert_eq!(back.as_ref(), Ok(&object), "{printed}");
            let printed = String::from_utf8(json::write(&object, Layout::Compact)).expect("UTF-8");
            let back = edition.read(Syntax::Json, &printed, root.kind, &hosts);
            assert_eq!(back.as_ref(), Ok(&object), "{printed}");
        }
    }
}

#[test]
fn json_of_2_x_takes_closed_lists_in_both_spellings() {
    let hosts = Hosts::default();
    let work = |value: &str| format!(r#"{{"title":{{"title":"T"}},"type":"{value}"}}"#);
    for edition in all() {
        for (sent, newest) in [
            ("JOURNAL_ARTICLE", "journal-article"),
            ("journal-article", "journal-article"),
            ("DISSERTATION", "dissertation-thesis"),
            ("dissertation", "dissertation-thesis"),
        ] {
            let lifted =
                edition.lift(Syntax::Json, &work(sent), "work", &hosts).expect(sent).into_document().into_owned();
            assert_eq!(lifted.text("type"), Some(newest));
        }
        for sent in ["dissertation-thesis", "preprint", "Journal_Article"] {
            edition.lift(Syntax::Json, &work(sent), "work", &hosts).expect_err(sent);
        }
    }
}

#[test]
fn addresses_of_people_begin_as_their_version_has_them() {
    let own = Hosts::of(Some("http://127.0.0.1:8080"));
    let contributed = |uri: &str| {
        format!(
            r#"{{"title":{{"title":"T"}},"type":"book","contributors":{{"contributor":[{{"contributor-orcid":{{"uri":"{uri}"}}}}]}}}}"#
        )
    };
    let lift = |edition: &'static Edition, uri: &str| {
        let lifted =
            edition.lift(Syntax::Json, &contributed(uri), "work", &own).map(|it| it.into_document().into_owned());
        let path = ["contributors", "contributor"];
        lifted.ok().and_then(|work| {
            let first =
                work.object(path[0])?.list(path[1]).first()?.as_object()?.object("contributor-orcid")?.text("uri");
            first.map(str::to_owned)
        })
    };
    let (secure, plain) = ("https://orcid.org/0000-0002-1825-0097", "http://orcid.org/0000-0002-1825-0097");
    let loopback = "http://127.0.0.1:8080/0000-0002-1825-0097";
    assert_eq!(lift(Edition::v2_1(), secure).as_deref(), Some(secure));
    assert_eq!(lift(Edition::v2_1(), plain), None);
    assert_eq!(lift(Edition::v2_0(), plain).as_deref(), Some(secure));
    assert_eq!(lift(Edition::v2_0(), secure), None);
    // A deployment that has no other scheme.
    assert_eq!(lift(Edition::v2_1(), loopback).as_deref(), Some(loopback));
    assert_eq!(lift(Edition::v2_0(), loopback).as_deref(), Some(loopback));
}
