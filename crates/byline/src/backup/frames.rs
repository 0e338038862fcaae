//! A stream that is compressed a stretch at a time.
//!
//! Each stretch is a frame of zstd with a checksum (RFC 8878 §3.1.1); frames one after the other are a stream that every
//! reader of zstd understands.

use std::io::{self, BufRead, BufReader, Read, Write};

use zstd::bulk::Compressor;
use zstd::stream::read::Decoder;

/// Bytes of a stretch before it is compressed.
const STRETCH: usize = 4 << 20;
/// As zstd itself has it: more takes longer, and makes databases hardly smaller.
const LEVEL: i32 = 3;
/// The furthest that a frame of ours looks back, as a power of two.
const WINDOW: u32 = 23;

/// Compresses what is written into it.
pub struct Compressed<W> {
    out: W,
    compressor: Compressor<'static>,
    stretch: Vec<u8>,
}

impl<W: Write> Compressed<W> {
    /// Nothing is written before there is a whole stretch.
    pub fn new(out: W) -> io::Result<Self> {
        let mut compressor = Compressor::new(LEVEL)?;
        compressor.include_checksum(true)?;
        Ok(Compressed { out, compressor, stretch: Vec::with_capacity(STRETCH) })
    }

    /// Writes the last stretch.
    pub fn finish(mut self) -> io::Result<W> {
        self.put()?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn put(&mut self) -> io::Result<()> {
        if !self.stretch.is_empty() {
            self.out.write_all(&self.compressor.compress(&self.stretch)?)?;
            self.stretch.clear();
        }
        Ok(())
    }
}

impl<W: Write> Write for Compressed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(STRETCH - self.stretch.len());
        self.stretch.extend_from_slice(&bytes[..taken]);
        if self.stretch.len() == STRETCH {
            self.put()?;
        }
        Ok(taken)
    }

    /// A stretch that is not whole stays: it would make the file longer.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What is wrong with a stretch, and between which bytes of the file.
#[derive(Clone, Debug, thiserror::Error)]
#[error("damaged between byte {from} and byte {to}: {why}")]
pub struct BadStretch {
    pub from: u64,
    pub to: u64,
    pub why: String,
}

/// Reads what [`Compressed`] wrote. An error has a [`BadStretch`] inside, where it is one of the file.
pub struct Expanded<R: Read> {
    input: BufReader<Counted<R>>,
    stretch: Vec<u8>,
    given: usize,
}

/// How far a file was read.
struct Counted<R> {
    inner: R,
    bytes: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.bytes += read as u64;
        Ok(read)
    }
}

impl<R: Read> Expanded<R> {
    /// From the first byte of a backup.
    pub fn new(inner: R) -> Self {
        let input = BufReader::with_capacity(1 << 17, Counted { inner, bytes: 0 });
        Expanded { input, stretch: Vec::new(), given: 0 }
    }

    /// The next byte of the file that is not looked at yet.
    pub fn place(&self) -> u64 {
        self.input.get_ref().bytes - self.input.buffer().len() as u64
    }

    /// The next stretch; `false` at the end.
    fn next(&mut self) -> io::Result<bool> {
        if self.input.fill_buf()?.is_empty() {
            return Ok(false);
        }
        let from = self.place();
        self.stretch.clear();
        self.given = 0;
        let read = expand(&mut self.input, &mut self.stretch);
        // What a failing step had before it counts as well.
        let to = self.input.get_ref().bytes;
        let bad = |why: String| io::Error::other(BadStretch { from, to, why });
        match read {
            Ok(()) if self.stretch.len() > STRETCH => Err(bad("it is longer than any that is written".into())),
            Ok(()) if self.stretch.is_empty() => Err(bad("it is empty".into())),
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Err(bad("the file ends there".into())),
            Err(error) => Err(bad(error.to_string())),
        }
    }
}

/// One frame; a byte more than is right shows that it is too long.
fn expand(input: &mut impl BufRead, stretch: &mut Vec<u8>) -> io::Result<()> {
    let mut decoder = Decoder::with_buffer(input)?.single_frame();
    decoder.window_log_max(WINDOW)?;
    decoder.by_ref().take(STRETCH as u64 + 1).read_to_end(stretch)?;
    Ok(())
}

impl<R: Read> Read for Expanded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.stretch.len() && !self.next()? {
            return Ok(0);
        }
        let rest = &self.stretch[self.given..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.given += count;
        Ok(count)
    }
}
