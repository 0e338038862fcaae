//! As much of HTTP/1.1 as it takes to see where an answer ends (RFC 9112 §6.3).

use anyhow::{Context, Result, bail};

/// Follows one answer through however many pieces it arrives in. Bodies are counted, not kept.
#[derive(Debug, Default)]
pub struct Reader {
    /// The head so far, until it is whole.
    head: Vec<u8>,
    status: u16,
    body: Option<Body>,
    closes: bool,
    received: usize,
}

#[derive(Debug, PartialEq, Eq)]
enum Body {
    /// This many bytes are still to come.
    Sized(usize),
    /// Ends with an empty chunk; the last five bytes seen.
    Chunked([u8; 5]),
    UntilClose,
}

impl Reader {
    /// Takes a piece; whether the answer is whole now.
    ///
    /// # Errors
    /// When it is not HTTP/1.1, or goes on after its end: we send nothing before the last answer is there.
    pub fn take(&mut self, piece: &[u8]) -> Result<bool> {
        self.received += piece.len();
        let Some(body) = &mut self.body else { return self.take_head(piece) };
        body.take(piece)
    }

    pub fn status(&self) -> u16 {
        self.status
    }

    /// Bytes so far, head included.
    pub fn received(&self) -> usize {
        self.received
    }

    /// Whether the server said that it closes the connection after this answer.
    pub fn closes(&self) -> bool {
        self.closes
    }

    pub fn ends_with_connection(&self) -> bool {
        self.body == Some(Body::UntilClose)
    }

    fn take_head(&mut self, piece: &[u8]) -> Result<bool> {
        // The usual case is that the whole head is in the first piece: nothing is copied then.
        if self.head.is_empty()
            && let Some(end) = memchr::memmem::find(piece, b"\r\n\r\n")
        {
            self.read_head(&piece[..end + 2])?;
            return self.body.as_mut().expect("the head was read").take(&piece[end + 4..]);
        }
        self.head.extend_from_slice(piece);
        let Some(end) = memchr::memmem::find(&self.head, b"\r\n\r\n") else { return Ok(false) };
        let all = std::mem::take(&mut self.head);
        self.read_head(&all[..end + 2])?;
        self.body.as_mut().expect("the head was read").take(&all[end + 4..])
    }

    fn read_head(&mut self, head: &[u8]) -> Result<()> {
        let status =
            head.strip_prefix(b"HTTP/1.1 ").and_then(|rest| rest.get(..3)).context("not an HTTP/1.1 answer")?;
        self.status = std::str::from_utf8(status)?.parse()?;
        let mut body = match self.status {
            204 | 304 => Body::Sized(0),
            _ => Body::UntilClose,
        };
        for line in head.split(|byte| *byte == b'\n').skip(1) {
            if let Some(value) = value_of(line, "content-length:") {
                body = Body::Sized(std::str::from_utf8(value)?.parse().context("Content-Length is no number")?);
            } else if value_of(line, "transfer-encoding:").is_some() {
                body = Body::Chunked([0; 5]);
            } else if let Some(value) = value_of(line, "connection:") {
                self.closes = value.eq_ignore_ascii_case(b"close");
            }
        }
        self.body = Some(body);
        Ok(())
    }
}

impl Body {
    fn take(&mut self, piece: &[u8]) -> Result<bool> {
        match self {
            Body::Sized(left) => {
                let Some(now) = left.checked_sub(piece.len()) else { bail!("bytes follow the end of the answer") };
                *left = now;
                Ok(now == 0)
            }
            Body::Chunked(last) => {
                let mut seen = last.to_vec();
                seen.extend_from_slice(&piece[piece.len().saturating_sub(5)..]);
                last.copy_from_slice(&seen[seen.len() - 5..]);
                Ok(last == b"0\r\n\r\n")
            }
            Body::UntilClose => Ok(false),
        }
    }
}

/// The value of a header line when it is this header; names come without regard to case.
fn value_of<'a>(line: &'a [u8], name: &str) -> Option<&'a [u8]> {
    let (start, value) = line.split_at_checked(name.len())?;
    start.eq_ignore_ascii_case(name.as_bytes()).then(|| value.trim_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The answer in pieces of every size; always whole exactly at its end.
    fn whole(answer: &[u8]) -> Reader {
        let mut last = Reader::default();
        for size in 1..=answer.len() {
            let mut reader = Reader::default();
            let pieces: Vec<&[u8]> = answer.chunks(size).collect();
            for (index, piece) in pieces.iter().enumerate() {
                assert_eq!(reader.take(piece).unwrap(), index + 1 == pieces.len(), "piece {index} of size {size}");
            }
            last = reader;
        }
        last
    }

    #[test]
    fn a_sized_answer_ends_after_its_length() {
        let reader = whole(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: y\r\n\r\nhello");
        assert_eq!((reader.status(), reader.received(), reader.closes()), (200, 49, false));
    }

    #[test]
    fn an_answer_without_content_ends_with_its_head() {
        assert_eq!(whole(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n").status(), 204);
        assert!(whole(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n").closes());
    }

    #[test]
    fn a_chunked_answer_ends_with_an_empty_chunk() {
        whole(b"HTTP/1.1 404 Not Found\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
    }

    #[test]
    fn without_a_length_the_connection_says_when() {
        let mut reader = Reader::default();
        assert!(!reader.take(b"HTTP/1.1 200 OK\r\n\r\nabc").unwrap());
        assert!(reader.ends_with_connection());
    }

    #[test]
    fn what_is_not_an_answer_is_refused() {
        assert!(Reader::default().take(b"SSH-2.0-x\r\n\r\n").is_err());
        assert!(Reader::default().take(b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\nab").is_err());
    }
}
