//! What an archive may cost in memory, whatever it holds and says of itself.
//!
//! Counted is what was asked of the allocator, not what the system gave. The archives have holes instead of content where
//! that will do, so that they are large and take no time to make.

#![allow(unsafe_code, reason = "an allocator that counts is one")]

mod allocator;
mod archives;

use std::path::Path;

use byline_datafile::convert::{ConvertOptions, ConvertReport, Target, convert};
use byline_formats::Syntax;

use allocator::{alone, peak_of};
use archives::{Archive, LARGE};

const MIB: usize = 1 << 20;

/// What a conversion of a few small documents may take: buffers of the reader and of the workers.
const MODEST: usize = 24 * MIB;

struct Case {
    name: &'static str,
    archive: fn(Archive) -> Archive,
    /// Documents that come through, and those that are refused: what is wrong is wrong with one entry.
    report: (u64, u64),
    most: usize,
}

const CASES: &[Case] = &[
    Case { name: "nothing special", archive: |it| it, report: (2, 0), most: MODEST },
    Case {
        name: "a PAX header without end",
        archive: |it| it.hole(b'x', "PaxHeaders/a", LARGE).document("after.json"),
        report: (2, 1),
        most: MODEST,
    },
    Case {
        name: "a PAX header for all entries without end",
        archive: |it| it.hole(b'g', "PaxHeaders/a", LARGE).document("after.json"),
        report: (3, 1),
        most: MODEST,
    },
    Case {
        name: "a long name without end",
        archive: |it| it.hole(b'L', "././@LongLink", LARGE).document("after.json"),
        report: (2, 1),
        most: MODEST,
    },
    Case {
        name: "the target of a link without end",
        archive: |it| it.hole(b'K', "././@LongLink", LARGE).document("after.json"),
        report: (3, 1),
        most: MODEST,
    },
    Case {
        name: "a damaged header, and much behind it that is none",
        archive: |it| it.content(&[b'<'; 512]).content(&vec![b'x'; 2 * MODEST]).document("after.json"),
        report: (3, 1),
        most: MODEST,
    },
    Case {
        name: "a map of a sparse file without end",
        archive: |it| it.sparse("sparse.json", 200_000).document("after.json"),
        report: (3, 1),
        most: MODEST,
    },
    Case {
        name: "many headers before one entry",
        archive: |it| (0..60).fold(it, |it, _| it.hole(b'x', "PaxHeaders/a", 1 << 20)).document("after.json"),
        report: (2, 1),
        most: MODEST,
    },
    Case {
        name: "a document without end",
        archive: |it| it.hole(b'0', "endless.json", LARGE).document("after.json"),
        report: (3, 1),
        most: MODEST,
    },
    Case {
        name: "something that is no document, without end",
        archive: |it| it.hole(b'0', "film.mp4", LARGE).document("after.json"),
        report: (3, 0),
        most: MODEST,
    },
    Case {
        name: "a size in a PAX header that is not that of the entry",
        archive: |it| it.pax(&[("size", "99999999999")]).document("after.json"),
        report: (2, 2),
        most: MODEST,
    },
    Case {
        name: "a promise of much, and nothing there",
        archive: |it| it.promise("promised.json", 120 << 20),
        report: (2, 1),
        most: MODEST,
    },
    Case {
        name: "many documents as large as may be",
        archive: |it| (0..10).fold(it, |it, _| it.hole(b'0', "heavy.json", 70 << 20)).document("after.json"),
        report: (3, 10),
        // One that is read while another is looked at, and what their buffers grew by.
        most: 400 * MIB,
    },
    Case {
        name: "a long list of small documents",
        archive: |it| (0..5_000).fold(it, |it, _| it.document("small.json")),
        report: (5_002, 0),
        most: MODEST,
    },
];

/// A document of about so many bytes that is nothing but members of a list, each as short as it comes.
fn full_of(kind: &str, before: &str, member: &str, behind: &str, bytes: usize) -> (String, Vec<u8>) {
    let extension = if before.starts_with('<') { "xml" } else { "json" };
    let between = if extension == "json" { "," } else { "" };
    let count = bytes / (member.len() + between.len());
    let text = format!("{before}{}{behind}", vec![member; count].join(between));
    (format!("{kind}.{extension}"), text.into_bytes())
}

/// Those that would take many times their length, or more than there is.
fn heavy(bytes: usize) -> Vec<(String, Vec<u8>)> {
    let contributors = r#"{"contributors":{"contributor":["#;
    let identifiers = r#"{"external-ids":{"external-id":["#;
    let work = r#"<work:work xmlns:work="http://www.orcid.org/ns/work" xmlns:common="http://www.orcid.org/ns/common">"#;
    let summaries = r#"<activities:works xmlns:activities="http://www.orcid.org/ns/activities">"#;
    vec![
        full_of("work", contributors, "{}", "]}}", bytes),
        full_of("work", identifiers, "{}", "]}}", bytes),
        full_of("work", contributors, r#"{"credit-name":{"value":"a"}}"#, "]}}", bytes),
        full_of("work", contributors, r#"{"a":1}"#, "]}}", bytes),
        full_of("works", r#"{"group":["#, r#"{"work-summary":[{}]}"#, "]}", bytes),
        full_of("work", r#"{"a":{"#, r#""b":1"#, "}}", bytes),
        full_of("work", "{", r#""b":1"#, "}", bytes),
        full_of(
            "work",
            &format!("{work}<work:contributors>"),
            "<work:contributor/>",
            "</work:contributors></work:work>",
            bytes,
        ),
        full_of("works", summaries, "<activities:group/>", "</activities:works>", bytes),
        full_of("work", work, "<a/>", "</work:work>", bytes),
    ]
}

/// One of each, and what becomes of the documents around them.
fn convert_heavy(bytes: usize) -> (ConvertReport, usize) {
    let folder = tempfile::tempdir().unwrap();
    let [path, out] = ["in.tar", "out.tar"].map(|name| folder.path().join(name));
    let mut archive = Archive::create(&path).document("first.json");
    let mut least = 0;
    for (number, (name, text)) in heavy(bytes).into_iter().enumerate() {
        archive = archive.holding(&format!("{number}/{name}"), &text).document(&format!("{number}/keywords.json"));
        least += 1;
    }
    archive.finish();
    let (report, peak) = peak_of(|| converted(&path, &out));
    assert_eq!(report.converted + report.refused, 2 * least + 1, "{report:?}");
    assert!(report.converted > least && report.refused > 0, "{report:?}");
    (report, peak)
}

#[test]
fn memory_is_bounded_whatever_a_document_is_made_of() {
    let _alone = alone();
    for (bytes, most) in [(1 << 20, 100 * MIB), (2 << 20, 150 * MIB)] {
        let (report, peak) = convert_heavy(bytes);
        println!("{bytes}: {} KiB, {report:?}", peak / 1024);
        assert!(peak < most, "{bytes}: {} KiB at the peak", peak / 1024);
    }
}

/// Documents each of which once took gigabytes, in a process that may have little more than one: this test, once more.
#[cfg(unix)]
#[test]
fn no_document_ends_a_run() {
    const INSIDE: &str = "BYLINE_TEST_LITTLE_MEMORY";
    let _alone = alone();
    if std::env::var_os(INSIDE).is_some() {
        convert_heavy(3 << 20);
        return;
    }
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", "ulimit -v 1200000; exec \"$0\" --exact no_document_ends_a_run"]).env(INSIDE, "yes");
    let output = shell.arg(std::env::current_exe().unwrap()).output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && told.contains("1 passed"), "{}: {told}", output.status);
}

fn converted(archive: &Path, out: &Path) -> ConvertReport {
    let mut options = ConvertOptions::new(Syntax::Xml);
    options.workers = 4;
    options.replace = true;
    convert(&[archive.into()], &Target::Archive(out.into()), &options, &mut Vec::new(), &()).unwrap()
}

#[test]
fn memory_is_bounded_whatever_an_archive_says_of_itself() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.tar.gz");
    for case in CASES {
        let path = folder.path().join("in.tar");
        let archive = Archive::create(&path).document("before.json").document("first.json");
        (case.archive)(archive).finish();
        let (report, peak) = peak_of(|| converted(&path, &out));
        println!("{}: {} KiB", case.name, peak / 1024);
        let documents = (report.converted, report.refused);
        assert_eq!(documents, case.report, "{}", case.name);
        assert!(peak < case.most, "{}: {} KiB at the peak", case.name, peak / 1024);
    }
}

#[test]
fn memory_is_bounded_however_an_archive_is_packed() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    let [path, out] = ["in.tar.gz", "out.tar.gz"].map(|name| folder.path().join(name));
    let small = Archive::in_memory(|it| it.document("first.json"));
    for (name, bytes) in [
        ("an empty member after the other", archives::packed(&[], 100_000, &small)),
        ("zeros, a thousandth of their size", archives::packed(&vec![0; 8 << 20], 4, &small)),
        ("a name of the file without end", archives::named(32 << 20)),
    ] {
        std::fs::write(&path, bytes).unwrap();
        let (report, peak) = peak_of(|| converted(&path, &out));
        println!("{name}: {} KiB, {report:?}", peak / 1024);
        assert!(peak < MODEST, "{name}: {} KiB at the peak", peak / 1024);
    }
}
