//! One keep-alive connection with at most one request under way.

use std::io::{ErrorKind, Read, Write};
use std::time::Instant;

use anyhow::{Result, bail};

use super::response::Reader;

const BUFFER: usize = 256 * 1024;

pub struct Connection {
    stream: mio::net::TcpStream,
    /// What of the request the socket has not taken yet.
    unsent: Vec<u8>,
    /// Since when the answer under way is waited for.
    due: Option<Instant>,
    reader: Reader,
    buffer: Vec<u8>,
}

/// How far an answer has come.
pub enum Progress {
    Waiting,
    /// `last` when the server closes the connection after it.
    Answered {
        due: Instant,
        success: bool,
        bytes: usize,
        last: bool,
    },
}

impl Connection {
    pub fn new(stream: mio::net::TcpStream) -> Self {
        Connection { stream, unsent: Vec::new(), due: None, reader: Reader::default(), buffer: vec![0; BUFFER] }
    }

    pub fn send(&mut self, request: &[u8], due: Instant) -> Result<()> {
        self.due = Some(due);
        self.reader = Reader::default();
        self.unsent.clear();
        match self.stream.write(request) {
            Ok(sent) if sent == request.len() => {}
            Ok(sent) => self.unsent.extend_from_slice(&request[sent..]),
            Err(error) if error.kind() == ErrorKind::WouldBlock => self.unsent.extend_from_slice(request),
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }

    /// Reads until the answer is whole or nothing is left to read. Readiness is told once per arrival, and nothing
    /// arrives after a whole answer, so one read per small answer is enough.
    pub fn advance(&mut self) -> Result<Progress> {
        let Some(due) = self.due else { return Ok(Progress::Waiting) };
        self.flush()?;
        loop {
            match self.stream.read(&mut self.buffer) {
                Ok(0) if self.reader.ends_with_connection() => {
                    self.due = None;
                    return Ok(self.answered(due, true));
                }
                Ok(0) => bail!("the server closed the connection in the middle of an answer"),
                Ok(count) => {
                    if self.reader.take(&self.buffer[..count])? {
                        self.due = None;
                        return Ok(self.answered(due, self.reader.closes()));
                    }
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(Progress::Waiting),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn answered(&self, due: Instant, last: bool) -> Progress {
        let success = (200..300).contains(&self.reader.status());
        Progress::Answered { due, success, bytes: self.reader.received(), last }
    }

    fn flush(&mut self) -> Result<()> {
        while !self.unsent.is_empty() {
            match self.stream.write(&self.unsent) {
                Ok(sent) => drop(self.unsent.drain(..sent)),
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}
