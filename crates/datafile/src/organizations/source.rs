//! What lies in a file: which format, packed or not.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::MultiGzDecoder;

use super::bounded::{Allowance, Bounded};
use super::said::Record;
use super::{lei, ringgold, ror, xml, zip};
use crate::Progress;

/// Takes records with the entry of the archive that they are in and the place of the file that was read up to; `false`
/// ends it.
pub(super) type Sink<'s> = dyn FnMut(&str, u64, Record) -> bool + 's;

/// Why a file was not read to its end. What came before is there.
pub(super) enum Broken {
    Unreadable(io::Error),
    /// The rest of the file, or of the entry of an archive, is lost.
    Malformed {
        entry: String,
        reason: String,
    },
}

/// What a file is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Zip,
    Gzip,
    Json,
    Xml,
    Csv,
}

/// Reads all records of a file.
pub(super) fn read(path: &Path, progress: &dyn Progress, sink: &mut Sink<'_>) -> Result<(), Broken> {
    let mut file = File::open(path).map_err(Broken::Unreadable)?;
    let metadata = file.metadata().map_err(Broken::Unreadable)?;
    if metadata.is_dir() {
        return Err(malformed("", "this is a folder; expected a file"));
    }
    progress.began(path, Some(metadata.len()));
    let mut first = Vec::new();
    file.by_ref().take(4).read_to_end(&mut first).map_err(Broken::Unreadable)?;
    io::Seek::rewind(&mut file).map_err(Broken::Unreadable)?;
    match form(&first) {
        Form::Zip => archive(file, sink),
        is => {
            let counted = Counted::new(file);
            let at = Arc::clone(&counted.at);
            let mut sink = |entry: &str, _: u64, record: Record| sink(entry, at.load(Ordering::Relaxed), record);
            match is {
                Form::Gzip => stream("", BufReader::new(MultiGzDecoder::new(BufReader::new(counted))), &mut sink),
                _ => stream("", BufReader::new(counted), &mut sink),
            }
        }
    }
}

fn form(begin: &[u8]) -> Form {
    let text = begin.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(begin);
    match (begin, text.iter().find(|byte| !byte.is_ascii_whitespace())) {
        ([b'P', b'K', 3, 4, ..], _) => Form::Zip,
        ([0x1F, 0x8B, ..], _) => Form::Gzip,
        (_, Some(b'[' | b'{')) => Form::Json,
        (_, Some(b'<')) => Form::Xml,
        _ => Form::Csv,
    }
}

/// The entries of an archive that hold data, in an order in which what names others comes behind them.
fn archive(mut file: File, sink: &mut Sink<'_>) -> Result<(), Broken> {
    let entries = zip::entries(&mut file).map_err(|it| unreadable("", it))?;
    let wanted = wanted(&entries);
    if wanted.is_empty() {
        return Err(malformed("", "the archive has no file of organisations: expected .json, .rdf, .xml or .csv"));
    }
    for entry in wanted {
        let reader = zip::open(&mut file, entry).map_err(|it| unreadable(&entry.name, it))?;
        let at = entry.at;
        let mut sink = |name: &str, _: u64, record: Record| sink(name, at, record);
        stream(&entry.name, BufReader::new(reader), &mut sink)?;
    }
    Ok(())
}

/// ROR has its data in several forms in one archive, of which the newest counts; Ringgold has parts.
fn wanted(entries: &[zip::Entry]) -> Vec<&zip::Entry> {
    let name = |it: &zip::Entry| it.name.to_lowercase();
    let with = |ends: &[&str]| -> Vec<&zip::Entry> {
        entries.iter().filter(|it| ends.iter().any(|end| name(it).ends_with(end))).collect()
    };
    let mut found = with(&[".json"]);
    if found.iter().any(|it| name(it).contains("schema_v2")) {
        found.retain(|it| name(it).contains("schema_v2"));
    }
    for ends in [&[".rdf", ".xml"][..], &[".csv"]] {
        if found.is_empty() {
            found = with(ends);
        }
    }
    found.sort_by_key(|it| ringgold::rank(&name(it)));
    found
}

fn stream(entry: &str, mut reader: impl BufRead, sink: &mut Sink<'_>) -> Result<(), Broken> {
    let begin = reader.fill_buf().map_err(|it| unreadable(entry, it))?;
    let is = form(begin);
    let mark = if begin.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    reader.consume(mark);
    let (bounded, allowance) = Bounded::new(reader);
    let mut sink = |record: Record| sink(entry, 0, record);
    let read = match is {
        Form::Json => json(bounded, &allowance, &mut sink),
        Form::Xml => xml::read(bounded, &allowance, &mut sink),
        Form::Csv => csv(bounded, &allowance, &mut sink),
        Form::Zip | Form::Gzip => Err("an archive in an archive".to_owned()),
    };
    read.map_err(|reason| malformed(entry, &reason))
}

/// An array of objects, those of ROR or of Ringgold.
fn json(reader: impl Read, allowance: &Allowance, sink: &mut dyn FnMut(Record) -> bool) -> Result<(), String> {
    use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};

    struct Members<'m>(&'m Allowance, &'m mut dyn FnMut(Record) -> bool);

    impl<'de> Visitor<'de> for Members<'_> {
        type Value = ();

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a list of organisations")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
            let mut number = 0u64;
            while let Some(text) = members.next_element::<Box<serde_json::value::RawValue>>()? {
                self.0.renew();
                number += 1;
                let record = match ringgold::is_one(text.get()) {
                    true => ringgold::of_json(text.get()),
                    false => ror::of_json(text.get()),
                };
                if !(self.1)(record.map_err(|reason| format!("record {number}: {reason}"))) {
                    return Ok(());
                }
            }
            Ok(())
        }
    }

    impl<'de> DeserializeSeed<'de> for Members<'_> {
        type Value = ();

        fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
            deserializer.deserialize_seq(self)
        }
    }

    let mut stopped = false;
    let mut sink = |record: Record| {
        stopped = !sink(record);
        !stopped
    };
    let mut deserializer = serde_json::Deserializer::from_reader(reader);
    let read = Members(allowance, &mut sink).deserialize(&mut deserializer).and_then(|()| deserializer.end());
    // Whoever stops in the middle leaves a list that has no end.
    if stopped { Ok(()) } else { read.map_err(|error| error.to_string()) }
}

/// Rows under a head that says whose they are.
fn csv(reader: impl Read, allowance: &Allowance, sink: &mut dyn FnMut(Record) -> bool) -> Result<(), String> {
    let mut rows = csv::ReaderBuilder::new().flexible(true).from_reader(reader);
    let head = rows.headers().map_err(|error| error.to_string())?.clone();
    let columns: Vec<&str> = head.iter().collect();
    let read: fn(&Row<'_>) -> Record = match () {
        () if columns.contains(&"LEI") => lei::of_row,
        () if columns.iter().any(|it| ringgold::is_column(it)) => ringgold::of_row,
        () => {
            return Err("cannot tell whose organisations these are: expected JSON of ROR, RDF of the registry of \
                        funders, JSON or CSV with a ringgold_id, CSV with a LEI, or XML of LEI data"
                .to_owned());
        }
    };
    let mut row = csv::StringRecord::new();
    loop {
        allowance.renew();
        match rows.read_record(&mut row) {
            Ok(false) => return Ok(()),
            Ok(true) => {}
            // A row that is no text is lost, and the others are not.
            Err(error) if matches!(error.kind(), csv::ErrorKind::Utf8 { .. }) => {
                if sink(Err(error.to_string())) {
                    continue;
                }
                return Ok(());
            }
            Err(error) => return Err(error.to_string()),
        }
        let line = row.position().map_or(0, csv::Position::line);
        let record = read(&Row { head: &head, values: &row });
        if !sink(record.map_err(|reason| format!("line {line}: {reason}"))) {
            return Ok(());
        }
    }
}

/// A row of a table.
pub(super) struct Row<'r> {
    head: &'r csv::StringRecord,
    values: &'r csv::StringRecord,
}

impl Row<'_> {
    /// What stands in a column; blank is nothing.
    pub fn get(&self, column: &str) -> Option<&str> {
        let place = self.head.iter().position(|it| it == column)?;
        self.values.get(place).map(str::trim).filter(|it| !it.is_empty())
    }
}

/// A file that knows how far it was read.
struct Counted {
    inner: File,
    at: Arc<AtomicU64>,
}

impl Counted {
    fn new(inner: File) -> Self {
        Counted { inner, at: Arc::new(AtomicU64::new(0)) }
    }
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.at.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

fn malformed(entry: &str, reason: &str) -> Broken {
    Broken::Malformed { entry: entry.to_owned(), reason: reason.to_owned() }
}

/// What is wrong with the disk ends the run; what is wrong with the data does not.
fn unreadable(entry: &str, error: io::Error) -> Broken {
    match error.raw_os_error() {
        Some(_) => Broken::Unreadable(error),
        None => malformed(entry, &error.to_string()),
    }
}
