//! Entries of a tar archive, one after the other.
//!
//! The `tar` crate knows headers. What stands before an entry (GNU long names and links, PAX, the maps of sparse files) it
//! takes into memory, however much that is, and the first name it cannot make sense of ends its iteration. So the walk
//! from header to header is here: it takes a bounded amount of memory whatever an archive says of itself, and what is
//! wrong with one entry is that entry's alone.

use std::io::{self, Read};

use tar::{EntryType, Header};

const BLOCK: usize = 512;

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
}

/// Something with a name. Folders and the like are none.
pub(super) struct Entry {
    pub name: String,
    /// Bytes of content.
    pub size: u64,
    /// Why it cannot be a document, for those that cannot.
    pub problem: Option<String>,
}

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
        Entries { reader, rest: 0, padding: 0 }
    }

    /// The next entry that is a file, or pretends to be one.
    ///
    /// # Errors
    /// When the archive itself is damaged: nothing after that can be found.
    pub fn next(&mut self) -> io::Result<Option<Entry>> {
        let mut before = Before::default();
        while let Some(header) = self.header()? {
            match header.entry_type() {
                EntryType::GNULongName => before.long_name = self.extension(&header, &mut before.problem)?,
                EntryType::XHeader => before.pax = self.extension(&header, &mut before.problem)?,
                // Where links lead is nothing that documents need; headers for all entries name none.
                EntryType::GNULongLink | EntryType::XGlobalHeader => self.expect(header.entry_size()?)?,
                _ => {
                    let before = std::mem::take(&mut before);
                    if let Some(entry) = self.entry(&header, before)? {
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
        match (&mut self.reader).take(expected).read_to_end(to)? as u64 == expected {
            true => Ok(()),
            false => Err(ends_early()),
        }
    }

    fn entry(&mut self, header: &Header, before: Before) -> io::Result<Option<Entry>> {
        let mut problem = before.problem;
        let said = match before.pax.as_deref().map_or(Some(Said::default()), pax) {
            Some(said) => said,
            None => {
                problem = Some("its PAX header is damaged".to_owned());
                Said::default()
            }
        };
        let size = match said.size {
            Some(size) => size,
            None => header.entry_size()?,
        };
        if header.as_gnu().is_some_and(|gnu| header.entry_type() == EntryType::GNUSparse && gnu.is_extended()) {
            self.pass_over_the_map()?;
        }
        self.expect(size)?;
        problem = problem.or(match header.entry_type() {
            EntryType::Regular | EntryType::Continuous if said.is_sparse => Some("a sparse file".to_owned()),
            EntryType::Regular | EntryType::Continuous => None,
            EntryType::GNUSparse => Some("a sparse file".to_owned()),
            EntryType::Link | EntryType::Symlink => Some("a link, which leads nowhere outside its archive".to_owned()),
            _ => return Ok(None),
        });
        let name = said.path.or(before.long_name).unwrap_or_else(|| header.path_bytes().into_owned());
        let (name, unusable) = legible(&name);
        Ok(Some(Entry { name, size, problem: problem.or(unusable) }))
    }

    /// What stands before an entry, or what is wrong with it when that is too much.
    fn extension(&mut self, header: &Header, problem: &mut Option<String>) -> io::Result<Option<Vec<u8>>> {
        let size = header.entry_size()?;
        self.expect(size)?;
        if size > LONGEST_EXTENSION {
            *problem = Some(format!("{size} bytes before an entry are more than there may be ({LONGEST_EXTENSION})"));
            return Ok(None);
        }
        let mut bytes = Vec::new();
        self.read(&mut bytes)?;
        Ok(Some(bytes))
    }

    /// The next header, behind the rest of the entry before it; `None` at the end of the archive.
    fn header(&mut self) -> io::Result<Option<Header>> {
        let rest = std::mem::take(&mut self.rest).saturating_add(std::mem::take(&mut self.padding));
        self.pass_over(rest)?;
        let mut header = Header::new_old();
        if !self.block(header.as_mut_bytes())? {
            return Ok(None);
        }
        if header.as_bytes().iter().all(|byte| *byte == 0) {
            // Two empty blocks end an archive. A single one is an oversight that others overlook as well.
            if !self.block(header.as_mut_bytes())? || header.as_bytes().iter().all(|byte| *byte == 0) {
                return Ok(None);
            }
        }
        // All bytes, the sum itself counted as blanks (POSIX pax, ustar).
        let bytes = header.as_bytes();
        let sum: u32 = bytes[..148].iter().chain(&bytes[156..]).map(|byte| u32::from(*byte)).sum();
        match header.cksum()? == sum + 8 * u32::from(b' ') {
            true => Ok(Some(header)),
            false => Err(io::Error::other("a header does not have its checksum")),
        }
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

    fn expect(&mut self, size: u64) -> io::Result<()> {
        let block = BLOCK as u64;
        let whole = size.checked_next_multiple_of(block).ok_or_else(|| io::Error::other("an entry without end"))?;
        (self.rest, self.padding) = (size, whole - size);
        Ok(())
    }

    fn pass_over(&mut self, bytes: u64) -> io::Result<()> {
        match io::copy(&mut (&mut self.reader).take(bytes), &mut io::sink())? == bytes {
            true => Ok(()),
            false => Err(ends_early()),
        }
    }
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
            b"size" => said.size = Some(std::str::from_utf8(value).ok()?.parse().ok()?),
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
