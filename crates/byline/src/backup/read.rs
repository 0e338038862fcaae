//! Reading a backup, and finding what is wrong with it.

use std::io::{self, Read, Write};

use aws_lc_rs::digest::{Context, SHA256};
use tar::{Archive, Entry, EntryType};

use super::frames::{BadStretch, Expanded};
use super::write::hex;
use super::{DATABASE, FORMAT, MANIFEST, Manifest, SHORT, SUMS};

/// Why a backup is none, or is not whole.
#[derive(Debug, thiserror::Error)]
pub enum Damage {
    #[error("this is no backup that `byline backup` wrote: {0}")]
    NoBackup(String),
    #[error("the backup is of a later version of this program (format {0})")]
    Later(u32),
    #[error("the backup is damaged")]
    Stretch(#[source] BadStretch),
    #[error("the backup ends too early, at byte {0}, in {1}: it was cut off")]
    CutOff(u64, &'static str),
    #[error("the backup is damaged: {name} has the sum {found} and not {told}")]
    Sum { name: &'static str, found: String, told: String },
    #[error("the backup is damaged: there is more in it, from byte {0} on")]
    More(u64),
    #[error("the backup cannot be read")]
    Read(#[source] io::Error),
    /// Of what it is written to.
    #[error("the database cannot be written")]
    Write(#[source] io::Error),
}

/// Reads a backup once, from its beginning to its end.
pub struct Reader<R: Read> {
    input: Expanded<R>,
}

/// So much is read at a time.
const PIECE: usize = 1 << 17;

impl<R: Read> Reader<R> {
    /// From the first byte of a file.
    pub fn new(inner: R) -> Self {
        Reader { input: Expanded::new(inner) }
    }

    /// Looks at every byte, and writes the database to `out`. `begun` is told what the backup says of itself, `done` how
    /// many bytes of the database were read. Until this has returned, what was written may be damaged.
    ///
    /// # Errors
    /// What is wrong, and where.
    pub fn read(
        mut self,
        out: &mut impl Write,
        begun: &dyn Fn(&Manifest),
        done: &dyn Fn(u64),
    ) -> Result<Manifest, Damage> {
        let mut sums = String::new();
        let manifest = {
            let mut archive = Archive::new(&mut self.input);
            // As they stand there: what names long paths and the like is none of ours.
            let mut entries = archive.entries().map_err(Damage::Read)?.raw(true);
            let mut told = Vec::new();
            let entry = next(&mut entries, MANIFEST)?;
            sums += &take(entry, MANIFEST, SHORT, &mut told, &|_| ())?;
            let manifest = manifest(&told)?;
            begun(&manifest);
            let entry = next(&mut entries, DATABASE)?;
            if entry.size() != manifest.bytes {
                return Err(Damage::NoBackup("the database is not as long as its manifest says".into()));
            }
            sums += &take(entry, DATABASE, manifest.bytes, out, done)?;
            let mut told = Vec::new();
            let entry = next(&mut entries, SUMS)?;
            take(entry, SUMS, SHORT, &mut told, &|_| ())?;
            compare(&sums, &told)?;
            manifest
        };
        self.must_end()?;
        Ok(manifest)
    }

    /// An archive ends in zeros.
    fn must_end(&mut self) -> Result<(), Damage> {
        let mut rest = Vec::new();
        let place = self.input.place();
        self.input.by_ref().take(SHORT).read_to_end(&mut rest).map_err(|error| of(error, place, SUMS))?;
        match rest.iter().all(|byte| *byte == 0) && (rest.len() as u64) < SHORT {
            true => Ok(()),
            false => Err(Damage::More(place)),
        }
    }
}

fn manifest(told: &[u8]) -> Result<Manifest, Damage> {
    #[derive(serde::Deserialize)]
    struct Any {
        format: u32,
    }
    let unreadable = |error: serde_json::Error| Damage::NoBackup(format!("{MANIFEST}: {error}"));
    let Any { format } = serde_json::from_slice(told).map_err(unreadable)?;
    if format > FORMAT {
        return Err(Damage::Later(format));
    }
    serde_json::from_slice(told).map_err(unreadable)
}

type Entries<'a, R> = tar::Entries<'a, &'a mut Expanded<R>>;

fn next<'a, R: Read>(
    entries: &mut Entries<'a, R>,
    wanted: &'static str,
) -> Result<Entry<'a, &'a mut Expanded<R>>, Damage> {
    let entry = match entries.next() {
        Some(Ok(entry)) => entry,
        Some(Err(error)) => match of(error, 0, wanted) {
            Damage::CutOff(..) if wanted == MANIFEST => return Err(Damage::NoBackup("it is no archive".into())),
            damage => return Err(damage),
        },
        None => return Err(Damage::NoBackup(format!("there is no {wanted} in it"))),
    };
    let is_wanted = entry.path_bytes().as_ref() == wanted.as_bytes();
    match is_wanted && entry.header().entry_type() == EntryType::Regular {
        true => Ok(entry),
        false => Err(Damage::NoBackup(format!("there is something else in the place of {wanted}"))),
    }
}

/// Takes what is in an entry; returns its line in the sums.
fn take<R: Read>(
    mut entry: Entry<'_, R>,
    name: &'static str,
    most: u64,
    out: &mut impl Write,
    done: &dyn Fn(u64),
) -> Result<String, Damage> {
    let size = entry.size();
    if size > most {
        return Err(Damage::NoBackup(format!("{name} is too long")));
    }
    let (mut digest, mut piece, mut read) = (Context::new(&SHA256), vec![0; PIECE], 0);
    while read < size {
        let count = entry.read(&mut piece).map_err(|error| of(error, read, name))?;
        if count == 0 {
            return Err(Damage::CutOff(read, name));
        }
        digest.update(&piece[..count]);
        out.write_all(&piece[..count]).map_err(Damage::Write)?;
        read += count as u64;
        done(read);
    }
    Ok(format!("{}  {name}\n", hex(digest)))
}

/// What an error of reading is, `place` bytes into `name`.
fn of(error: io::Error, place: u64, name: &'static str) -> Damage {
    match (bad_stretch(&error), error.raw_os_error()) {
        (Some(stretch), _) => Damage::Stretch(stretch.clone()),
        (None, Some(_)) => Damage::Read(error),
        // The archive is shorter than it says.
        (None, None) => Damage::CutOff(place, name),
    }
}

/// The one inside, however it is wrapped.
fn bad_stretch<'e>(error: &'e (dyn std::error::Error + 'static)) -> Option<&'e BadStretch> {
    if let Some(stretch) = error.downcast_ref() {
        return Some(stretch);
    }
    // Of a custom error of the system's kind the source is that of what is inside.
    let inside = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    match inside {
        Some(inside) => bad_stretch(inside),
        None => error.source().and_then(|source| bad_stretch(source)),
    }
}

/// Whether the sums are those that were told.
fn compare(found: &str, told: &[u8]) -> Result<(), Damage> {
    let told = std::str::from_utf8(told).map_err(|_| Damage::NoBackup(format!("{SUMS} is no text")))?;
    if told == found {
        return Ok(());
    }
    let sum = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.ends_with(&format!("  {name}")));
        line.and_then(|line| line.split(' ').next()).unwrap_or("none").to_owned()
    };
    let differs = |name: &&'static str| sum(found, name) != sum(told, name);
    match [MANIFEST, DATABASE].into_iter().find(|name| differs(name)) {
        Some(name) => Err(Damage::Sum { name, found: sum(found, name), told: sum(told, name) }),
        None => Err(Damage::NoBackup(format!("{SUMS} has other lines than it should"))),
    }
}
