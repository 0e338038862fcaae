//! Archives that nobody would make by accident.

use std::fs::File;
use std::io::{Cursor, Seek, SeekFrom, Write};
use std::path::Path;

use flate2::write::GzEncoder;
use flate2::{Compression, GzBuilder};
use tar::{EntryType, Header};

/// More than anybody would want in memory.
pub const LARGE: u64 = 130 << 20;

const DOCUMENT: &[u8] = br#"{"content":"tides","visibility":"public","path":"/0000-0002-1825-0097/keywords/1"}"#;

pub trait Place: Write + Seek {}

impl<T: Write + Seek> Place for T {}

pub struct Archive<'a>(Box<dyn Place + 'a>);

impl<'a> Archive<'a> {
    pub fn create(path: &Path) -> Archive<'static> {
        Archive(Box::new(File::create(path).unwrap()))
    }

    pub fn in_memory(fill: impl FnOnce(Archive<'_>) -> Archive<'_>) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        fill(Archive(Box::new(&mut bytes))).finish();
        bytes.into_inner()
    }

    fn header(mut self, kind: u8, name: &str, size: u64) -> Self {
        let mut header = Header::new_gnu();
        header.set_entry_type(EntryType::new(kind));
        header.set_path(name).unwrap();
        header.set_size(size);
        header.set_cksum();
        self.0.write_all(header.as_bytes()).unwrap();
        self
    }

    pub fn content(mut self, bytes: &[u8]) -> Self {
        self.0.write_all(bytes).unwrap();
        self.fill_up()
    }

    fn fill_up(mut self) -> Self {
        let at = self.0.stream_position().unwrap();
        self.0.write_all(&vec![0; (at.next_multiple_of(512) - at) as usize]).unwrap();
        self
    }

    pub fn document(self, name: &str) -> Self {
        self.header(b'0', name, DOCUMENT.len() as u64).content(DOCUMENT)
    }

    pub fn holding(self, name: &str, bytes: &[u8]) -> Self {
        self.header(b'0', name, bytes.len() as u64).content(bytes)
    }

    /// An entry of so many zeros.
    pub fn hole(self, kind: u8, name: &str, size: u64) -> Self {
        let mut archive = self.header(kind, name, size);
        archive.0.seek(SeekFrom::Current(size as i64)).unwrap();
        archive.fill_up()
    }

    /// An entry that is said to have so many bytes, and has none.
    pub fn promise(self, name: &str, size: u64) -> Self {
        self.header(b'0', name, size)
    }

    pub fn pax(self, records: &[(&str, &str)]) -> Self {
        let record = |(key, value): &(&str, &str)| {
            let rest = format!(" {key}={value}\n");
            let digits = if rest.len() < 8 { 1 } else { 2 };
            format!("{}{rest}", rest.len() + digits)
        };
        let text: String = records.iter().map(record).collect();
        self.header(b'x', "PaxHeaders/x", text.len() as u64).content(text.as_bytes())
    }

    /// An old sparse file whose map goes on for so many blocks.
    pub fn sparse(mut self, name: &str, blocks: usize) -> Self {
        let mut header = Header::new_gnu();
        header.set_entry_type(EntryType::GNUSparse);
        header.set_path(name).unwrap();
        header.set_size(0);
        header.as_gnu_mut().unwrap().set_is_extended(true);
        header.set_cksum();
        self.0.write_all(header.as_bytes()).unwrap();
        let mut map = tar::GnuExtSparseHeader::new();
        map.set_is_extended(true);
        let many = map.as_bytes().repeat(1000);
        (0..blocks / 1000).for_each(|_| self.0.write_all(&many).unwrap());
        map.set_is_extended(false);
        self.0.write_all(map.as_bytes()).unwrap();
        self
    }

    pub fn finish(mut self) {
        self.0.write_all(&[0; 1024]).unwrap();
    }
}

/// The archive, with so many members of a gzip file behind it that hold this content each.
pub fn packed(content: &[u8], members: usize, archive: &[u8]) -> Vec<u8> {
    let member = |bytes: &[u8]| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    };
    // Before the two blocks that end it.
    let mut bytes = member(&archive[..archive.len() - 1024]);
    bytes.extend(member(content).repeat(members));
    bytes
}

/// A gzip file whose header has a name of so many letters.
pub fn named(letters: usize) -> Vec<u8> {
    let encoder = GzBuilder::new().filename(vec![b'a'; letters]).write(Vec::new(), Compression::fast());
    encoder.finish().unwrap()
}
