//! Archives that are written a stretch at a time, each stretch packed where it was made.
//!
//! A `.tar.gz` is one gzip member, as ORCID's files are. A series of members would be a gzip file too (RFC 1952 §2.2), but
//! many readers stop after the first and say nothing: Python's `tarfile` where it streams, Commons Compress unless it is
//! told. So a stretch is DEFLATE that ends with a whole byte and does not end the stream (RFC 1951 §3.2.4), and the
//! checksum of the whole is put together from those of the stretches.

use std::io::{self, Write};
use std::path::Path;

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

/// What becomes of the bytes of an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    None,
    Gzip,
}

/// A header without name and time, from no system in particular (RFC 1952 §2.3).
const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
/// The last block of a stream, with nothing in it (RFC 1951 §3.2.6).
const LAST_BLOCK: [u8; 2] = [3, 0];

/// Entries in a row, under way or closed. What is appended is packed at once, so that a large entry takes no more memory
/// than its packed form.
pub(crate) struct Stretch {
    entry: tar::Builder<Vec<u8>>,
    to: Destination,
    /// Of what went in.
    checksum: Crc,
}

enum Destination {
    Packer(Box<DeflateEncoder<Vec<u8>>>),
    Bytes(Vec<u8>),
}

impl Stretch {
    pub fn new(packing: Packing) -> Self {
        let to = match packing {
            Packing::None => Destination::Bytes(Vec::new()),
            Packing::Gzip => Destination::Packer(Box::new(DeflateEncoder::new(Vec::new(), Compression::default()))),
        };
        Stretch { entry: tar::Builder::new(Vec::new()), to, checksum: Crc::new() }
    }

    /// Appends a file, last modified so many seconds after 1970.
    pub fn append(&mut self, path: impl AsRef<Path>, modified: u64, bytes: &[u8]) {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(modified);
        self.entry.append_data(&mut header, path, bytes).expect("writing to memory does not fail");
        let mut entry = std::mem::take(self.entry.get_mut());
        self.write(&entry);
        entry.clear();
        *self.entry.get_mut() = entry;
    }

    /// Writes what is no entry.
    pub fn write(&mut self, bytes: &[u8]) {
        self.checksum.update(bytes);
        match &mut self.to {
            Destination::Packer(packer) => packer.write_all(bytes).expect("writing to memory does not fail"),
            Destination::Bytes(written) => written.extend_from_slice(bytes),
        }
    }

    /// Ends with a whole byte; nothing is written afterwards.
    pub fn close(&mut self) {
        *self.entry.get_mut() = Vec::new();
        if let Destination::Packer(packer) = &mut self.to {
            packer.flush().expect("writing to memory does not fail");
            self.to = Destination::Bytes(std::mem::take(packer.get_mut()));
        }
    }

    /// What it comes to in the archive, once it is closed.
    pub fn bytes(&self) -> &[u8] {
        match &self.to {
            Destination::Bytes(bytes) => bytes,
            Destination::Packer(_) => &[],
        }
    }
}

/// An archive that is being written.
pub(crate) struct Archive<W> {
    to: W,
    packing: Packing,
    checksum: Crc,
}

impl<W: Write> Archive<W> {
    pub fn begin(mut to: W, packing: Packing) -> io::Result<Self> {
        match packing {
            Packing::None => {}
            Packing::Gzip => to.write_all(&HEADER)?,
        }
        Ok(Archive { to, packing, checksum: Crc::new() })
    }

    /// Puts a stretch of the same packing, which is closed, behind those before.
    pub fn take(&mut self, stretch: &Stretch) -> io::Result<()> {
        self.checksum.combine(&stretch.checksum);
        self.to.write_all(stretch.bytes())
    }

    pub fn end(mut self) -> io::Result<()> {
        // Two empty blocks end an archive.
        let mut end = Stretch::new(self.packing);
        end.write(&[0; 1024]);
        end.close();
        self.take(&end)?;
        match self.packing {
            Packing::None => {}
            Packing::Gzip => {
                self.to.write_all(&LAST_BLOCK)?;
                self.to.write_all(&self.checksum.sum().to_le_bytes())?;
                // The length, modulo 2^32.
                self.to.write_all(&self.checksum.amount().to_le_bytes())?;
            }
        }
        self.to.flush()
    }
}
