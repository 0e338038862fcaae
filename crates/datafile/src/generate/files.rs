//! Archives in the layout of the annual file (`platform` 1.2, 1.3).
//!
//! Each chunk of people is a gzip member of its own in every archive that it has something for, compressed where it was
//! made; readers take a series of members for one stream. A document is compressed as soon as it is printed, so that a
//! heavy record takes no more memory than its packed form.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use byline_model::{OrcidId, Timestamp};
use byline_registry::Part;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::GenerateError;

/// The last characters of iDs, by which activities are spread over archives.
const ENDS: [char; 11] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'X'];

/// The stretch of each archive that a chunk of people makes.
pub(super) struct Packed {
    at: Timestamp,
    /// `ORCID_2025_10`
    stem: String,
    summaries: Option<Stretch>,
    activities: Vec<Option<Stretch>>,
    entry: tar::Builder<Vec<u8>>,
}

/// A gzip member, under way or done.
enum Stretch {
    Open(Box<GzEncoder<Vec<u8>>>),
    Done(Vec<u8>),
}

impl Stretch {
    fn new() -> Self {
        Stretch::Open(Box::new(GzEncoder::new(Vec::new(), Compression::default())))
    }

    fn write(&mut self, bytes: &[u8]) {
        if let Stretch::Open(encoder) = self {
            encoder.write_all(bytes).expect("writing to memory does not fail");
        }
    }

    fn close(&mut self) {
        if let Stretch::Open(encoder) = std::mem::replace(self, Stretch::Done(Vec::new())) {
            *self = Stretch::Done(encoder.finish().expect("writing to memory does not fail"));
        }
    }

    fn bytes(&self) -> &[u8] {
        match self {
            Stretch::Done(bytes) => bytes,
            Stretch::Open(_) => &[],
        }
    }
}

impl Packed {
    pub fn new(at: Timestamp, activities: bool) -> Self {
        let count = if activities { ENDS.len() } else { 0 };
        Packed {
            at,
            stem: stem(at),
            summaries: None,
            activities: (0..count).map(|_| None).collect(),
            entry: tar::Builder::new(Vec::new()),
        }
    }

    /// Puts a document where it belongs.
    pub fn add(&mut self, orcid: OrcidId, part: Part, bytes: &[u8]) {
        let (id, last3) = (orcid.to_string(), orcid.shard());
        match part {
            Part::Record => {
                let path = format!("{}_summaries/{last3}/{id}.xml", self.stem);
                self.append(&path, bytes);
                let entry = self.entry.get_mut();
                self.summaries.get_or_insert_with(Stretch::new).write(entry);
                entry.clear();
            }
            Part::Item(kind, put_code) => {
                let end = orcid.check_digit();
                let Some(place) = ENDS.iter().position(|it| *it == end) else { return };
                let section = kind.spec().plural;
                let path =
                    format!("{}_activities_{end}/{last3}/{id}/{section}/{id}_{section}_{put_code}.xml", self.stem);
                self.append(&path, bytes);
                let entry = self.entry.get_mut();
                if let Some(archive) = self.activities.get_mut(place) {
                    archive.get_or_insert_with(Stretch::new).write(entry);
                }
                entry.clear();
            }
        }
    }

    fn append(&mut self, path: &str, bytes: &[u8]) {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(self.at.seconds().max(0) as u64);
        self.entry.append_data(&mut header, path, bytes).expect("writing to memory does not fail");
    }

    /// What a document would take.
    pub fn weigh(&mut self, part: Part, bytes: &[u8]) {
        if part == Part::Record {
            self.summaries.get_or_insert_with(Stretch::new).write(bytes);
        }
    }

    pub fn close(&mut self) {
        self.summaries.iter_mut().chain(self.activities.iter_mut().flatten()).for_each(Stretch::close);
    }

    /// Bytes of the packed summaries.
    pub fn summaries(&self) -> u64 {
        self.summaries.as_ref().map_or(0, |it| it.bytes().len() as u64)
    }
}

/// The archives that are being written.
pub(super) struct Archives {
    summaries: Archive,
    activities: Vec<Archive>,
}

struct Archive {
    path: PathBuf,
    file: BufWriter<File>,
}

impl Archive {
    fn create(path: PathBuf) -> Result<Self, GenerateError> {
        match File::create(&path) {
            Ok(file) => Ok(Archive { path, file: BufWriter::with_capacity(1 << 18, file) }),
            Err(problem) => Err(GenerateError::Output(path, problem)),
        }
    }

    fn take(&mut self, stretch: Option<&Stretch>) -> Result<(), GenerateError> {
        let bytes = stretch.map_or(&[][..], Stretch::bytes);
        self.file.write_all(bytes).map_err(|problem| GenerateError::Output(self.path.clone(), problem))
    }

    fn close(mut self) -> Result<(), GenerateError> {
        // Two empty blocks end an archive.
        let mut end = Stretch::new();
        end.write(&[0; 1024]);
        end.close();
        self.take(Some(&end))?;
        self.file.flush().map_err(|problem| GenerateError::Output(self.path, problem))
    }
}

impl Archives {
    pub fn create(folder: PathBuf, at: Timestamp, activities: bool) -> Result<Self, GenerateError> {
        let stem = stem(at);
        let ends = if activities { &ENDS[..] } else { &[] };
        let archive = |end: &char| Archive::create(folder.join(format!("{stem}_activities_{end}.tar.gz")));
        Ok(Archives {
            summaries: Archive::create(folder.join(format!("{stem}_summaries.tar.gz")))?,
            activities: ends.iter().map(archive).collect::<Result<_, _>>()?,
        })
    }

    pub fn has_activities(&self) -> bool {
        !self.activities.is_empty()
    }

    pub fn take(&mut self, packed: &Packed) -> Result<(), GenerateError> {
        self.summaries.take(packed.summaries.as_ref())?;
        let stretches = packed.activities.iter().map(Option::as_ref);
        self.activities.iter_mut().zip(stretches).try_for_each(|(archive, stretch)| archive.take(stretch))
    }

    pub fn close(self) -> Result<(), GenerateError> {
        self.summaries.close()?;
        self.activities.into_iter().try_for_each(Archive::close)
    }
}

fn stem(at: Timestamp) -> String {
    let (year, month, _) = at.date();
    format!("ORCID_{year:04}_{month:02}")
}
