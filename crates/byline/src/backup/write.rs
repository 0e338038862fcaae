//! Writing a backup.

use std::fmt::Write as _;
use std::io::{self, Read, Write};

use aws_lc_rs::digest::{Context, SHA256};
use tar::{Builder, EntryType, Header};

use super::frames::Compressed;
use super::{DATABASE, MANIFEST, Manifest, SUMS};

/// Writes the backup of a database, whose bytes are read from their first one, as the manifest says. `seconds` since 1970
/// are when it was made; `done` is told how many bytes are written.
///
/// # Errors
/// Those of reading and writing, and when there are fewer bytes than the manifest says.
pub fn write<W: Write>(
    out: W,
    manifest: &Manifest,
    seconds: u64,
    database: &mut impl Read,
    done: &dyn Fn(u64),
) -> io::Result<W> {
    let mut archive = Builder::new(Compressed::new(out)?);
    let told = serde_json::to_vec_pretty(manifest).map_err(io::Error::other)?;
    let mut sums = String::new();
    put(&mut archive, MANIFEST, told.len() as u64, seconds, &mut &*told, &mut sums, &|_| ())?;
    put(&mut archive, DATABASE, manifest.bytes, seconds, database, &mut sums, done)?;
    let sums = sums.into_bytes();
    put(&mut archive, SUMS, sums.len() as u64, seconds, &mut &*sums, &mut String::new(), &|_| ())?;
    archive.into_inner()?.finish()
}

fn put<W: Write>(
    archive: &mut Builder<W>,
    name: &str,
    bytes: u64,
    seconds: u64,
    content: &mut impl Read,
    sums: &mut String,
    done: &dyn Fn(u64),
) -> io::Result<()> {
    let mut header = Header::new_ustar();
    header.set_entry_type(EntryType::Regular);
    header.set_path(name)?;
    header.set_size(bytes);
    header.set_mode(0o600);
    header.set_mtime(seconds);
    header.set_cksum();
    let mut summed = Summed { inner: content.take(bytes), digest: Context::new(&SHA256), bytes: 0, done };
    archive.append(&header, &mut summed)?;
    if summed.bytes != bytes {
        return Err(io::Error::other(format!("{name} has {} bytes and not {bytes}", summed.bytes)));
    }
    // As `sha256sum --check` reads it.
    writeln!(sums, "{}  {name}", hex(summed.digest)).map_err(io::Error::other)
}

/// In small letters.
pub fn hex(digest: Context) -> String {
    digest.finish().as_ref().iter().fold(String::new(), |mut text, byte| {
        let _texts_take_everything = write!(text, "{byte:02x}");
        text
    })
}

struct Summed<'d, R> {
    inner: R,
    digest: Context,
    bytes: u64,
    done: &'d dyn Fn(u64),
}

impl<R: Read> Read for Summed<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.digest.update(&buffer[..read]);
        self.bytes += read as u64;
        (self.done)(self.bytes);
        Ok(read)
    }
}
