//! Archives in the layout of the annual file (`platform` 1.2, 1.3).
//!
//! Each chunk of people is a stretch of every archive that it has something for, packed where it was made.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use byline_model::{OrcidId, Timestamp};
use byline_registry::Part;

use super::GenerateError;
use crate::archive::{self, Packing, Stretch};
use crate::written;

/// The last characters of iDs, by which activities are spread over archives.
const ENDS: [char; 11] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'X'];

/// The stretch of each archive that a chunk of people makes.
pub(super) struct Packed {
    at: Timestamp,
    /// `ORCID_2025_10`
    stem: String,
    summaries: Option<Stretch>,
    activities: Vec<Option<Stretch>>,
}

impl Packed {
    pub fn new(at: Timestamp, activities: bool) -> Self {
        let count = if activities { ENDS.len() } else { 0 };
        let activities = (0..count).map(|_| None).collect();
        Packed { at, stem: stem(at), summaries: None, activities }
    }

    /// Puts a document where it belongs.
    pub fn add(&mut self, orcid: OrcidId, part: Part, bytes: &[u8]) {
        let (id, last3) = (orcid.to_string(), orcid.shard());
        let (archive, path) = match part {
            Part::Record => (&mut self.summaries, format!("{}_summaries/{last3}/{id}.xml", self.stem)),
            Part::Item(kind, put_code) => {
                let end = orcid.check_digit();
                let place = ENDS.iter().position(|it| *it == end);
                let Some(archive) = place.and_then(|place| self.activities.get_mut(place)) else { return };
                let section = kind.spec().plural;
                let folder = format!("{}_activities_{end}/{last3}/{id}/{section}", self.stem);
                (archive, format!("{folder}/{id}_{section}_{put_code}.xml"))
            }
        };
        archive.get_or_insert_with(stretch).append(path, self.at.seconds().max(0) as u64, bytes);
    }

    /// What a document would take.
    pub fn weigh(&mut self, part: Part, bytes: &[u8]) {
        if part == Part::Record {
            self.summaries.get_or_insert_with(stretch).write(bytes);
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
    file: archive::Archive<BufWriter<File>>,
}

impl Archive {
    fn create(path: PathBuf, replace: bool) -> Result<Self, GenerateError> {
        let begin = |file| archive::Archive::begin(BufWriter::with_capacity(1 << 18, file), Packing::Gzip);
        match written::create(&path, replace).and_then(begin) {
            Ok(file) => Ok(Archive { path, file }),
            Err(problem) => Err(GenerateError::Output(path, problem)),
        }
    }

    fn take(&mut self, stretch: Option<&Stretch>) -> Result<(), GenerateError> {
        let taken = stretch.map_or(Ok(()), |stretch| self.file.take(stretch));
        taken.map_err(|problem| GenerateError::Output(self.path.clone(), problem))
    }

    fn close(self) -> Result<(), GenerateError> {
        self.file.end().map_err(|problem| GenerateError::Output(self.path, problem))
    }
}

impl Archives {
    pub fn create(folder: &Path, at: Timestamp, activities: bool, replace: bool) -> Result<Self, GenerateError> {
        let stem = stem(at);
        let ends = if activities { &ENDS[..] } else { &[] };
        let archive = |name: String| Archive::create(folder.join(format!("{stem}_{name}.tar.gz")), replace);
        Ok(Archives {
            summaries: archive("summaries".to_owned())?,
            activities: ends.iter().map(|end| archive(format!("activities_{end}"))).collect::<Result<_, _>>()?,
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

fn stretch() -> Stretch {
    Stretch::new(Packing::Gzip)
}

fn stem(at: Timestamp) -> String {
    let (year, month, _) = at.date();
    format!("ORCID_{year:04}_{month:02}")
}
