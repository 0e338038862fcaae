//! Entries of a tar archive, one after the other.
//!
//! The `tar` crate knows headers. What stands before an entry (GNU long names and links, PAX, the maps of sparse files) it
//! takes into memory, however much that is, and the first name it cannot make sense of ends its iteration. So the walk
//! from header to header is here: it takes a bounded amount of memory whatever an archive says of itself, and what is
//! wrong with one entry is that entry's alone. A header that is none is told, and what follows it is passed over up to the
//! next that is one, as GNU tar does: every header begins at a multiple of 512 and has a sum of its bytes.

use std::io::{self, Read};

use tar::{EntryType, Header};

const BLOCK: usize = 512;
/// No file is longer (`off_t`).
const LONGEST: u64 = i64::MAX as u64;

/// What may stand before an entry. File systems allow 64 KB for one extended attribute; names are far shorter.
const LONGEST_EXTENSION: u64 = 1 << 20;
/// As long as a path may be (`PATH_MAX` of Linux).
const LONGEST_NAME: usize = 4096;

/// A walk through an archive. What of an entry was not read is passed over.
pub(super) struct Entries<R> {
    reader: R,
    /// What is left of the current entry, and the bytes that fill its last block.
    rest: u64,
    padding: u64,
    /// How much was read.
    at: u64,
    /// Whether there was a header at all: what has none is no archive.
    begun: bool,
    /// What was found behind a damaged header: the next one, or the end.
    found: Option<Option<(Header, u64)>>,
}

/// Something with a name. Folders and the like are none.
pub(super) struct Entry {
    pub name: String,
    /// Bytes of content.
    pub size: u64,
    /// Why it cannot be a document, for those that cannot.
    pub problem: Option<String>,
    /// It may have been a document, and nobody can know.
    pub is_damage: bool,
}

impl Entry {
    fn damage(name: String, problem: String) -> Self {
        Entry { name, size: 0, problem: Some(problem), is_damage: true }
    }
}

/// What stands in the place of a header.
enum Found {
    /// A header, and how long what follows it is said to be.
    Header(Box<Header>, u64),
    Damaged(Entry),
}

/// What has no header in it.
#[derive(Debug, thiserror::Error)]
#[error("this is no archive, or a damaged one")]
pub(super) struct NoArchive;

/// What stands before an entry and is about it.
#[derive(Default)]
struct Before {
    long_name: Option<Vec<u8>>,
    pax: Option<Vec<u8>>,
    problem: Option<String>,
}

/// What PAX has to say of an entry.
#[derive(Default)]
struct Said {
    path: Option<Vec<u8>>,
    size: Option<u64>,
    is_sparse: bool,
}

impl<R: Read> Entries<R> {
    pub fn new(reader: R) -> Self {
        Entries { reader, rest: 0, padding: 0, at: 0, begun: false, found: None }
    }

    /// The next entry that is a file, or pretends to be one, or cannot be told to be none.
    ///
    /// # Errors
    /// When it ends early, and [`NoArchive`].
    pub fn next(&mut self) -> io::Result<Option<Entry>> {
        let mut before = Before::default();
        while let Some(found) = self.header()? {
            let (header, size) = match found {
                Found::Header(header, size) => (header, size),
                Found::Damaged(entry) => return Ok(Some(entry)),
            };
            match header.entry_type() {
                EntryType::GNULongName => before.long_name = self.extension(size, &mut before.problem)?,
                EntryType::XHeader => before.pax = self.extension(size, &mut before.problem)?,
                // Where links lead is nothing that documents need; headers for all entries name none.
                EntryType::GNULongLink | EntryType::XGlobalHeader if size <= LONGEST_EXTENSION => self.expect(size),
                EntryType::GNULongLink | EntryType::XGlobalHeader => {
                    self.expect(size);
                    return Ok(Some(Entry::damage(shown_name(&header), too_long(size))));
                }
                _ => {
                    let before = std::mem::take(&mut before);
                    if let Some(entry) = self.entry(&header, size, before)? {
                        return Ok(Some(entry));
                    }
                }
            }
        }
        Ok(None)
    }

    /// Appends the content of the current entry.
    pub fn read(&mut self, to: &mut Vec<u8>) -> io::Result<()> {
        let expected = std::mem::take(&mut self.rest);
        // Memory follows what comes, not what was promised.
        to.reserve(expected.min(1 << 20) as usize);
        let read = (&mut self.reader).take(expected).read_to_end(to)? as u64;
        self.at += read;
        if read == expected { Ok(()) } else { Err(ends_early()) }
    }

    fn entry(&mut self, header: &Header, size: u64, before: Before) -> io::Result<Option<Entry>> {
        let mut problem = before.problem;
        let said = match before.pax.as_deref().map_or(Some(Said::default()), pax) {
            Some(said) => said,
            None => {
                problem = Some("its PAX header is damaged".to_owned());
                Said::default()
            }
        };
        let size = said.size.unwrap_or(size);
        if header.as_gnu().is_some_and(|gnu| header.entry_type() == EntryType::GNUSparse && gnu.is_extended()) {
            self.pass_over_the_map()?;
        }
        self.expect(size);
        problem = problem.or(match header.entry_type() {
            EntryType::Regular | EntryType::Continuous if said.is_sparse => Some("a sparse file".to_owned()),
            EntryType::Regular | EntryType::Continuous => None,
            EntryType::GNUSparse => Some("a sparse file".to_owned()),
            EntryType::Link | EntryType::Symlink => Some("a link, which leads nowhere outside its archive".to_owned()),
            _ => return Ok(None),
        });
        let name = said.path.or(before.long_name).unwrap_or_else(|| header.path_bytes().into_owned());
        let (name, unusable) = legible(&name);
        Ok(Some(Entry { name, size, problem: problem.or(unusable), is_damage: false }))
    }

    /// What stands before an entry, or what is wrong with it when that is too much.
    fn extension(&mut self, size: u64, problem: &mut Option<String>) -> io::Result<Option<Vec<u8>>> {
        self.expect(size);
        if size > LONGEST_EXTENSION {
            *problem = Some(too_long(size));
            return Ok(None);
        }
        let mut bytes = Vec::new();
        self.read(&mut bytes)?;
        Ok(Some(bytes))
    }

    /// The next header, behind the rest of the entry before it; `None` at the end of the archive.
    fn header(&mut self) -> io::Result<Option<Found>> {
        if let Some(found) = self.found.take() {
            return Ok(found.map(|(header, size)| Found::Header(Box::new(header), size)));
        }
        let rest = std::mem::take(&mut self.rest).saturating_add(std::mem::take(&mut self.padding));
        self.pass_over(rest)?;
        let start = self.at;
        let Some(header) = self.block_of_header()? else { return Ok(None) };
        if let Some(size) = sound_size(&header) {
            self.begun = true;
            return Ok(Some(Found::Header(Box::new(header), size)));
        }
        let found = match self.search() {
            Err(problem) if problem.kind() == io::ErrorKind::UnexpectedEof && !self.begun => {
                return Err(io::Error::other(NoArchive));
            }
            Ok(None) if !self.begun => return Err(io::Error::other(NoArchive)),
            found => found?,
        };
        let end = self.at - if found.is_some() { BLOCK as u64 } else { 0 };
        self.found = Some(found);
        let problem = format!("its header is damaged: bytes {start} to {end} of the archive were passed over");
        Ok(Some(Found::Damaged(Entry::damage(shown_name(&header), problem))))
    }

    /// The next block that is a header beyond doubt, wherever it stands.
    fn search(&mut self) -> io::Result<Option<(Header, u64)>> {
        // What lies in between may be anything: two empty blocks in it are the end all the same, as elsewhere.
        while let Some(header) = self.block_of_header()? {
            let is_marked = header.as_ustar().is_some() || header.as_gnu().is_some();
            if let Some(size) = sound_size(&header).filter(|_| is_marked) {
                self.begun = true;
                return Ok(Some((header, size)));
            }
        }
        Ok(None)
    }

    /// A block that is not empty; `None` at the end of the archive.
    fn block_of_header(&mut self) -> io::Result<Option<Header>> {
        let is_empty = |header: &Header| header.as_bytes().iter().all(|byte| *byte == 0);
        let mut header = Header::new_old();
        if !self.block(header.as_mut_bytes())? {
            return Ok(None);
        }
        // Two empty blocks end an archive. A single one is an oversight that others overlook as well.
        if is_empty(&header) && (!self.block(header.as_mut_bytes())? || is_empty(&header)) {
            return Ok(None);
        }
        Ok(Some(header))
    }

    /// Fills a block; `false` when there is nothing left.
    fn block(&mut self, block: &mut [u8; BLOCK]) -> io::Result<bool> {
        let mut filled = 0;
        while filled < BLOCK {
            match self.reader.read(&mut block[filled..]) {
                Ok(0) if filled == 0 => return Ok(false),
                Ok(0) => return Err(ends_early()),
                Ok(read) => filled += read,
                Err(problem) if problem.kind() == io::ErrorKind::Interrupted => {}
                Err(problem) => return Err(problem),
            }
        }
        self.at += BLOCK as u64;
        Ok(true)
    }

    /// The map of an old sparse file goes on in blocks of its own, each of which says whether there is another.
    fn pass_over_the_map(&mut self) -> io::Result<()> {
        let mut map = tar::GnuExtSparseHeader::new();
        loop {
            if !self.block(map.as_mut_bytes())? {
                return Err(ends_early());
            }
            if !map.is_extended() {
                return Ok(());
            }
        }
    }

    fn expect(&mut self, size: u64) {
        let block = BLOCK as u64;
        (self.rest, self.padding) = (size, size.next_multiple_of(block) - size);
    }

    fn pass_over(&mut self, bytes: u64) -> io::Result<()> {
        let passed = io::copy(&mut (&mut self.reader).take(bytes), &mut io::sink())?;
        self.at += passed;
        if passed == bytes { Ok(()) } else { Err(ends_early()) }
    }
}

/// How long what follows a header is said to be; `None` for what is no header.
fn sound_size(header: &Header) -> Option<u64> {
    // All bytes, the sum itself counted as blanks (POSIX pax, ustar).
    let bytes = header.as_bytes();
    let sum: u32 = bytes[..148].iter().chain(&bytes[156..]).map(|byte| u32::from(*byte)).sum();
    let is_sound = header.cksum().is_ok_and(|told| told == sum + 8 * u32::from(b' '));
    header.entry_size().ok().filter(|size| is_sound && *size <= LONGEST)
}

/// The name in a header, as far as there is one to be shown.
fn shown_name(header: &Header) -> String {
    legible(&header.path_bytes()).0
}

fn too_long(size: u64) -> String {
    format!("{size} bytes before an entry are more than there may be ({LONGEST_EXTENSION})")
}

fn ends_early() -> io::Error {
    io::Error::new(io::ErrorKind::UnexpectedEof, "it ends early")
}

/// Records of the form `length key=value\n`, where the length counts all of it; `None` when they are not. A value may hold
/// anything, line breaks too.
fn pax(mut rest: &[u8]) -> Option<Said> {
    let mut said = Said::default();
    while !rest.is_empty() {
        let blank = rest.iter().position(|byte| *byte == b' ')?;
        let length: usize = std::str::from_utf8(&rest[..blank]).ok()?.parse().ok()?;
        let record = rest.get(blank + 1..length)?.strip_suffix(b"\n")?;
        rest = &rest[length..];
        let equals = record.iter().position(|byte| *byte == b'=')?;
        let (key, value) = (&record[..equals], &record[equals + 1..]);
        match key {
            b"path" => said.path = Some(value.to_vec()),
            b"size" => {
                let size: u64 = std::str::from_utf8(value).ok()?.parse().ok()?;
                said.size = Some(size).filter(|size| *size <= LONGEST);
                said.size?;
            }
            key => said.is_sparse |= key.starts_with(b"GNU.sparse."),
        }
    }
    Some(said)
}

/// A name as it can be shown, and what is wrong with it.
fn legible(name: &[u8]) -> (String, Option<String>) {
    // GNU ends long names with a NUL.
    let name = name.strip_suffix(b"\0").unwrap_or(name);
    if name.len() > LONGEST_NAME {
        // The end says whether it would be a document.
        let end = String::from_utf8_lossy(&name[name.len() - 40..]).escape_debug().to_string();
        let problem = format!("{} bytes are more than a name may have ({LONGEST_NAME})", name.len());
        return (format!("…{end}"), Some(problem));
    }
    match std::str::from_utf8(name) {
        Ok(text) if text.chars().any(char::is_control) => {
            (text.escape_debug().to_string(), Some("its name has control characters".to_owned()))
        }
        Ok(text) => (text.to_owned(), None),
        Err(_) => {
            let shown = String::from_utf8_lossy(name).escape_debug().to_string();
            (shown, Some("its name is not UTF-8".to_owned()))
        }
    }
}
