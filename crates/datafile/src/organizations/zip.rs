//! Entries of a ZIP archive: as much of the format (APPNOTE 6.3.10) as publishers of open data use.
//!
//! The directory at the end is believed for where an entry begins and how it is packed; how long it is unpacked, it does
//! not decide. Entries that are encrypted, or packed by anything but deflate, are refused by name.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use flate2::read::DeflateDecoder;

/// The record at the end, without its comment.
const END: usize = 22;
/// The comment behind it is no longer.
const LONGEST_COMMENT: u64 = 0xFFFF;
/// Archives of data have a handful.
const MOST_ENTRIES: usize = 1000;
/// Of the directory.
const LONGEST_DIRECTORY: u64 = 1 << 20;

/// A file in an archive.
pub(super) struct Entry {
    pub name: String,
    /// Where it stands.
    pub at: u64,
    packed: u64,
    method: u16,
    encrypted: bool,
}

/// All files of an archive, folders and what is hidden left out.
pub(super) fn entries(file: &mut File) -> io::Result<Vec<Entry>> {
    let length = file.seek(SeekFrom::End(0))?;
    let begin = length.saturating_sub(END as u64 + LONGEST_COMMENT);
    let tail = bytes(file, begin, length - begin)?;
    let found = tail.windows(END).rposition(|it| it.starts_with(b"PK\x05\x06"));
    let end = found.ok_or_else(|| damaged("it has no directory"))?;
    let (size, at) = match (u32_at(&tail, end + 12)?, u32_at(&tail, end + 16)?) {
        (size, at) if size != u32::MAX && at != u32::MAX => (u64::from(size), u64::from(at)),
        _ => large(file, &tail, end)?,
    };
    if size > LONGEST_DIRECTORY || at.checked_add(size).is_none_or(|it| it > length) {
        return Err(damaged("its directory is too long, or elsewhere"));
    }
    let directory = bytes(file, at, size)?;
    let (mut entries, mut rest) = (Vec::new(), &directory[..]);
    while rest.starts_with(b"PK\x01\x02") {
        let [name, extra, comment] = [28, 30, 32].map(|at| u16_at(rest, at).map(usize::from));
        let (name, extra, comment) = (name?, extra?, comment?);
        let of_name = rest.get(46..46 + name).ok_or_else(|| damaged("its directory ends early"))?;
        let more = rest.get(46 + name..46 + name + extra).ok_or_else(|| damaged("its directory ends early"))?;
        let entry = Entry {
            name: String::from_utf8_lossy(of_name).into_owned(),
            encrypted: u16_at(rest, 8)? & 1 == 1,
            method: u16_at(rest, 10)?,
            packed: u32_at(rest, 20)?.into(),
            at: u32_at(rest, 42)?.into(),
        };
        let entry = entry.with(more, u32_at(rest, 24)? == u32::MAX);
        if !entry.name.ends_with('/') && !entry.name.starts_with("__MACOSX") {
            entries.push(entry);
        }
        if entries.len() > MOST_ENTRIES {
            return Err(damaged(&format!("it has more than {MOST_ENTRIES} files")));
        }
        rest = rest.get(46 + name + extra + comment..).ok_or_else(|| damaged("its directory ends early"))?;
    }
    Ok(entries)
}

/// What an entry holds. A checksum is not compared: what is damaged cannot be read as data either.
pub(super) fn open<'f>(file: &'f mut File, entry: &Entry) -> io::Result<Box<dyn Read + 'f>> {
    if entry.encrypted {
        return Err(io::Error::other("it is encrypted"));
    }
    let head = bytes(file, entry.at, 30)?;
    if !head.starts_with(b"PK\x03\x04") {
        return Err(damaged("an entry is not where its directory says"));
    }
    let behind = u64::from(u16_at(&head, 26)?) + u64::from(u16_at(&head, 28)?);
    file.seek(SeekFrom::Start(entry.at + 30 + behind))?;
    let packed = file.take(entry.packed);
    match entry.method {
        0 => Ok(Box::new(packed)),
        8 => Ok(Box::new(DeflateDecoder::new(io::BufReader::new(packed)))),
        other => Err(io::Error::other(format!("it is packed by method {other}, and only deflate is known"))),
    }
}

impl Entry {
    /// With the long numbers of ZIP64, where short ones have no room.
    fn with(mut self, mut extra: &[u8], unpacked_is_long: bool) -> Self {
        let long = |field: u64| field == u64::from(u32::MAX);
        while let (Ok(id), Ok(size)) = (u16_at(extra, 0), u16_at(extra, 2)) {
            let Some(body) = extra.get(4..4 + usize::from(size)) else { break };
            if id == 1 {
                let mut numbers = body.chunks_exact(8).map(|it| u64::from_le_bytes(it.try_into().unwrap_or_default()));
                if unpacked_is_long {
                    numbers.next();
                }
                for field in [&mut self.packed, &mut self.at] {
                    if long(*field) {
                        *field = numbers.next().unwrap_or(*field);
                    }
                }
            }
            extra = &extra[4 + usize::from(size)..];
        }
        self
    }
}

/// Size and place of the directory of an archive that is larger than the short numbers say.
fn large(file: &mut File, tail: &[u8], end: usize) -> io::Result<(u64, u64)> {
    let locator = end.checked_sub(20).and_then(|it| tail.get(it..end)).filter(|it| it.starts_with(b"PK\x06\x07"));
    let locator = locator.ok_or_else(|| damaged("its directory is nowhere"))?;
    let record = bytes(file, u64_at(locator, 8)?, 56)?;
    match record.starts_with(b"PK\x06\x06") {
        true => Ok((u64_at(&record, 40)?, u64_at(&record, 48)?)),
        false => Err(damaged("its directory is nowhere")),
    }
}

/// So many bytes from a place; fewer are damage.
fn bytes(file: &mut File, at: u64, count: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(at))?;
    let mut read = Vec::new();
    file.take(count).read_to_end(&mut read)?;
    if read.len() as u64 == count { Ok(read) } else { Err(damaged("it ends early")) }
}

fn u16_at(bytes: &[u8], at: usize) -> io::Result<u16> {
    number(bytes, at).map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> io::Result<u32> {
    number(bytes, at).map(u32::from_le_bytes)
}

fn u64_at(bytes: &[u8], at: usize) -> io::Result<u64> {
    number(bytes, at).map(u64::from_le_bytes)
}

fn number<const N: usize>(bytes: &[u8], at: usize) -> io::Result<[u8; N]> {
    let found = bytes.get(at..at + N).and_then(|it| it.try_into().ok());
    found.ok_or_else(|| damaged("its directory ends early"))
}

fn damaged(how: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("the archive is damaged: {how}"))
}
