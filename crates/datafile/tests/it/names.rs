//! Names of entries and files that cannot be used: each is refused and counted, and the run goes on.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use byline_datafile::convert::{ConvertOptions, ConvertReport, Target, convert};
use byline_formats::Syntax;
use tar::{EntryType, Header};

use crate::memory::MemoryStore;
use crate::support::{ADA, options, record, run, work};

const BOB: &str = "0000-0001-5109-3700";

/// An archive of these names; header names that are too long go before the entry, as GNU writes them.
fn archive(path: &Path, entries: &[(EntryType, &[u8], &str)]) {
    let mut file = fs::File::create(path).unwrap();
    for (kind, name, text) in entries {
        if name.len() > 100 {
            entry(&mut file, EntryType::GNULongName, b"././@LongLink", &[*name, b"\0"].concat());
        }
        entry(&mut file, *kind, &name[..name.len().min(100)], text.as_bytes());
    }
    file.write_all(&[0; 1024]).unwrap();
}

fn entry(file: &mut fs::File, kind: EntryType, name: &[u8], content: &[u8]) {
    let mut header = Header::new_gnu();
    header.set_entry_type(kind);
    header.as_old_mut().name[..name.len()].copy_from_slice(name);
    header.set_size(content.len() as u64);
    header.set_cksum();
    file.write_all(header.as_bytes()).unwrap();
    file.write_all(content).unwrap();
    file.write_all(&vec![0; content.len().next_multiple_of(512) - content.len()]).unwrap();
}

/// Names, and what is said of those that are refused.
fn cases() -> Vec<(EntryType, Vec<u8>, Option<&'static str>)> {
    let long = |length: usize| [vec![b'n'; length], b".json".to_vec()].concat();
    let deep = ["d/".repeat(300).as_bytes(), b"deep.json"].concat();
    vec![
        (EntryType::Regular, b"../../out.json".to_vec(), None),
        (EntryType::Regular, b"/etc/absolute.json".to_vec(), None),
        (EntryType::Regular, b"c:\\windows.json".to_vec(), None),
        (EntryType::Regular, "\u{5e7}\u{5e9}\u{5ea}.json".as_bytes().to_vec(), None),
        (EntryType::Regular, deep, None),
        (EntryType::Continuous, b"continuous.json".to_vec(), None),
        (EntryType::Regular, b"bad-\xff.json".to_vec(), Some("its name is not UTF-8")),
        (EntryType::Regular, b"two\nlines.json".to_vec(), Some("its name has control characters")),
        (EntryType::Regular, b"\x1b[2Jclears.json".to_vec(), Some("its name has control characters")),
        (EntryType::Regular, long(5000), Some("5005 bytes are more than a name may have")),
        (EntryType::Symlink, b"link.json".to_vec(), Some("a link")),
        (EntryType::Link, b"hard-link.json".to_vec(), Some("a link")),
        (EntryType::GNUSparse, b"sparse.json".to_vec(), Some("a sparse file")),
        (EntryType::Directory, b"folder.json".to_vec(), None),
    ]
}

#[tokio::test]
async fn one_bad_name_in_an_archive_ends_no_run() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.tar");
    let (first, last) = (record(ADA, "Ada", "A book", 1), record(BOB, "Bob", "A book", 1));
    let cases = cases();
    let text = work("A book", 1).replace("\"put-code\":7", "\"put-code\":9");
    let mut entries = vec![(EntryType::Regular, &b"0000-0002-1825-0097.json"[..], first.as_str())];
    entries.extend(cases.iter().map(|(kind, name, _)| (*kind, &name[..], text.as_str())));
    entries.push((EntryType::Regular, b"0000-0001-5109-3700.json", &last));
    archive(&path, &entries);

    let store = Arc::new(MemoryStore::default());
    let report = run(&store, &[&path], options()).await.unwrap();
    assert_eq!(store.content().heads.len(), 2, "the one before and the one after: {:#?}", report.refusals);
    for why in cases.iter().filter_map(|(_, _, why)| *why) {
        assert!(report.refusals.iter().any(|it| it.reason.contains(why)), "{why}: {:#?}", report.refusals);
    }
    for refusal in report.refusals.iter().map(ToString::to_string) {
        assert!(!refusal.chars().any(char::is_control), "{refusal:?}");
        assert!(refusal.len() < 1500, "{refusal}");
    }

    for out in ["out", "out.tar"].map(|name| folder.path().join(name)) {
        let mut options = ConvertOptions::new(Syntax::Xml);
        options.kind = Some("work".to_owned());
        options.strict = true;
        // The records are no works: they are refused here, as one more of each.
        let target = Target::of(std::slice::from_ref(&path), Some(&out)).unwrap();
        let report = convert(std::slice::from_ref(&path), &target, &options, &mut Vec::new(), &()).unwrap();
        let refused = cases.iter().filter(|(_, _, why)| why.is_some()).count() as u64;
        let documents = cases.iter().filter(|(kind, ..)| *kind != EntryType::Directory).count() as u64;
        assert_eq!(
            report,
            ConvertReport { converted: documents - refused, refused: refused + 2, dropped: 0 },
            "{out:?}"
        );
    }
    assert!(folder.path().join("out/out.xml").is_file() && folder.path().join("out/etc/absolute.xml").is_file());
}

#[test]
fn what_a_folder_cannot_hold_is_refused_and_the_rest_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let (path, out) = (folder.path().join("in.tar"), folder.path().join("out"));
    let text = work("A book", 1);
    let long = [vec![b'n'; 300], b".json".to_vec()].concat();
    let names: [&[u8]; 5] = [b"a.json", b"a.xml/under-a-file.json", &long, b"folder.xml/b.json", b"folder.json"];
    archive(&path, &names.map(|name| (EntryType::Regular, name, text.as_str())));
    let mut options = ConvertOptions::new(Syntax::Xml);
    options.kind = Some("work".to_owned());
    let report = convert(&[path], &Target::Directory(out.clone()), &options, &mut Vec::new(), &()).unwrap();
    assert_eq!(report, ConvertReport { converted: 2, refused: 3, dropped: 0 });
    assert!(out.join("a.xml").is_file() && out.join("folder.xml/b.xml").is_file());
}

#[cfg(unix)]
#[tokio::test]
async fn what_is_no_file_in_a_folder_is_refused_and_the_rest_comes_in() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("in");
    fs::create_dir_all(inputs.join("inside")).unwrap();
    fs::write(inputs.join(format!("{ADA}.json")), record(ADA, "Ada", "A book", 1)).unwrap();
    // No UTF-8, and a document all the same: what it is called is nothing that it needs.
    fs::write(inputs.join(OsStr::from_bytes(b"bob-\xff.json")), record(BOB, "Bob", "A book", 1)).unwrap();
    symlink(&inputs, inputs.join("inside/around")).unwrap();
    symlink(inputs.join("nowhere"), inputs.join("broken.json")).unwrap();
    let fifo = std::process::Command::new("mkfifo").arg(inputs.join("waits.json")).status().unwrap();
    assert!(fifo.success());
    fs::File::create(inputs.join("huge.json")).unwrap().set_len(200 << 20).unwrap();

    let store = Arc::new(MemoryStore::default());
    let report = run(&store, &[&inputs], options()).await.unwrap();
    assert_eq!(store.content().heads.len(), 2, "{:#?}", report.refusals);
    let entries: Vec<_> = report.refusals.iter().map(|it| it.entry.as_str()).collect();
    assert_eq!(entries, ["broken.json", "huge.json", "inside/around", "waits.json"]);
}
