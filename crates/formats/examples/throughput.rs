//! How fast records are converted, on one core, without I/O: `cargo run --release -p byline-formats --example throughput`.
//!
//! Two sets: the record of our fixtures, which is a full one, and records that the test generator makes, which are all
//! structure and next to no text. The best of many rounds counts: others may be busy on the same machine.

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use byline_formats::{Layout, json, read_body, write_body, xml};
use byline_model::document::Object;
use byline_model::shape::Hosts;
use byline_model::shapes::{self, roots::Root};

#[path = "../tests/it/generate.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod generate;

const LONG_ENOUGH: Duration = Duration::from_millis(1000);

fn main() {
    let root = Root::of_kind("record").expect("records have a root element");
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/3.0/record.xml");
    let text = std::fs::read_to_string(fixture).expect("our own fixture");
    let (_, record) = xml::read_any(&text, &Hosts::default()).expect("a valid fixture");
    measure("the record of the fixtures", root, &[record]);
    let generated: Vec<_> =
        (0..200).map(|seed| generate::object(root.shape, &mut generate::Tape::seeded(seed))).collect();
    measure("generated records", root, &generated);
    bodies();
}

fn measure(name: &str, root: &'static Root, records: &[Object<'_>]) {
    let string = |bytes: Vec<u8>| String::from_utf8(bytes).expect("we print UTF-8");
    let xmls: Vec<_> = records.iter().map(|it| string(xml::write(root, it))).collect();
    let jsons: Vec<_> = records.iter().map(|it| string(json::write(it, Layout::Compact))).collect();
    let size = |texts: &[String]| texts.iter().map(String::len).sum::<usize>();
    println!("{name}: {} of {} bytes of XML on average", records.len(), size(&xmls) / records.len());

    rate("  read XML", size(&xmls), || xmls.iter().for_each(|it| drop(read_xml(root, it))));
    rate("  print XML", size(&xmls), || records.iter().for_each(|it| drop(black_box(xml::write(root, it)))));
    rate("  read JSON", size(&jsons), || jsons.iter().for_each(|it| drop(read_json(root, it))));
    rate("  print JSON", size(&jsons), || {
        records.iter().for_each(|it| drop(black_box(json::write(it, Layout::Compact))));
    });
    rate("  XML to JSON, of XML", size(&xmls), || {
        xmls.iter().for_each(|it| drop(black_box(json::write(&read_xml(root, it), Layout::Compact))));
    });
    rate("  JSON to XML, of XML", size(&xmls), || {
        jsons.iter().for_each(|it| drop(black_box(xml::write(root, &read_json(root, it)))));
    });
}

fn read_xml<'a>(root: &Root, text: &'a str) -> Object<'a> {
    black_box(xml::read(text, root.kind, &Hosts::default()).expect("our own XML").1)
}

fn read_json<'a>(root: &Root, text: &'a str) -> Object<'a> {
    black_box(json::read(text, root.shape, &Hosts::default()).expect("our own JSON"))
}

/// What reading an item from the store and writing it costs.
fn bodies() {
    let works: Vec<_> =
        (0..500).map(|seed| generate::object(&shapes::WORK, &mut generate::Tape::seeded(seed))).collect();
    let bodies: Vec<_> = works.iter().map(write_body).collect();
    let size = bodies.iter().map(String::len).sum::<usize>();
    println!("bodies of works: {} bytes on average", size / bodies.len());
    rate("  write", size, || works.iter().for_each(|it| drop(black_box(write_body(it)))));
    rate("  read as summary", size, || {
        bodies.iter().for_each(|it| drop(black_box(read_body(it, &shapes::WORK_SUMMARY).expect("our own body"))));
    });
}

/// Runs for a while and prints the megabytes a second of the best round.
#[allow(clippy::disallowed_methods, reason = "a measurement needs the real clock")]
fn rate(name: &str, bytes: usize, mut run: impl FnMut()) {
    let start = Instant::now();
    let mut best = Duration::MAX;
    while start.elapsed() < LONG_ENOUGH {
        let round = Instant::now();
        run();
        best = best.min(round.elapsed());
    }
    println!("{name:<24}{:>8.0} MB/s", bytes as f64 / 1e6 / best.as_secs_f64());
}
