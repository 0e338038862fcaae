//! A reader that ends when one record takes too much: no record is read into memory that is longer.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

/// Bytes of one record. The longest published ones have a tenth.
pub(super) const LONGEST_RECORD: u64 = 4 << 20;
/// Bytes of a file, unpacked. The largest published one has a third.
pub(super) const LONGEST_FILE: u64 = 16 << 30;

/// How much the current record took; whoever reads records begins each with [`Allowance::renew`].
#[derive(Clone)]
pub(super) struct Allowance(Rc<Cell<u64>>);

impl Allowance {
    /// Another record begins.
    pub fn renew(&self) {
        self.0.set(LONGEST_RECORD);
    }
}

pub(super) struct Bounded<R> {
    inner: R,
    left: Rc<Cell<u64>>,
    whole: u64,
}

impl<R> Bounded<R> {
    pub fn new(inner: R) -> (Self, Allowance) {
        let left = Rc::new(Cell::new(LONGEST_RECORD));
        (Bounded { inner, left: Rc::clone(&left), whole: LONGEST_FILE }, Allowance(left))
    }

    /// # Errors
    /// When nothing more may be read.
    fn allowed(&self) -> io::Result<usize> {
        let too_long = |what: &str, most| Err(io::Error::other(format!("{what} longer than {most} bytes")));
        match (self.left.get(), self.whole) {
            (0, _) => too_long("a record is", LONGEST_RECORD),
            (_, 0) => too_long("unpacked, it is", LONGEST_FILE),
            (left, whole) => Ok(left.min(whole).try_into().unwrap_or(usize::MAX)),
        }
    }

    fn spend(&mut self, bytes: usize) {
        let bytes = bytes as u64;
        self.left.set(self.left.get().saturating_sub(bytes));
        self.whole = self.whole.saturating_sub(bytes);
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = self.allowed()?.min(buffer.len());
        let read = self.inner.read(&mut buffer[..most])?;
        self.spend(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let most = self.allowed()?;
        let there = self.inner.fill_buf()?;
        Ok(&there[..there.len().min(most)])
    }

    fn consume(&mut self, amount: usize) {
        self.inner.consume(amount);
        self.spend(amount);
    }
}
