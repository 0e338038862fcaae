//! Content codings: gzip and zstd, when the client asks for them and the body is worth it.
//!
//! Compressing takes many times as long as answering, so results are kept: by the hash of the plain bytes, which makes
//! a stale one impossible.

use std::io::Write as _;
use std::sync::Arc;

use axum::http::header::ACCEPT_ENCODING;
use axum::http::{HeaderMap, HeaderValue};
use bytes::Bytes;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use tokio::sync::Semaphore;

/// How the bytes of an answer are coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Coding {
    Identity,
    Gzip,
    Zstd,
}

/// Shorter bodies stay as they are: one packet either way.
pub const SHORTEST: usize = 1024;

/// Longer ones are compressed away from the threads that answer requests.
const LONG: usize = 64 * 1024;

impl Coding {
    pub const ALL: [Coding; 3] = [Self::Identity, Self::Gzip, Self::Zstd];

    /// The coding to use for a body of this length: the one with the highest `q`, zstd where both are as welcome.
    pub fn choose(headers: &HeaderMap, length: usize) -> Coding {
        if length < SHORTEST {
            return Coding::Identity;
        }
        let (mut best, mut chosen) = (0, Coding::Identity);
        for value in headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok()) {
            for member in value.split(',') {
                let (name, weight) = member.split_once(';').unwrap_or((member, ""));
                let coding = match name.trim() {
                    name if name.eq_ignore_ascii_case("gzip") || name.eq_ignore_ascii_case("x-gzip") => Coding::Gzip,
                    name if name.eq_ignore_ascii_case("zstd") => Coding::Zstd,
                    _ => continue,
                };
                let weight = weight.trim().strip_prefix("q=").map_or(Some(1000), crate::accept::weight).unwrap_or(0);
                if weight > best || (weight == best && weight > 0 && coding > chosen) {
                    (best, chosen) = (weight, coding);
                }
            }
        }
        chosen
    }

    /// The value of `Content-Encoding`; none for plain bytes.
    pub fn header(self) -> Option<HeaderValue> {
        match self {
            Coding::Identity => None,
            Coding::Gzip => Some(HeaderValue::from_static("gzip")),
            Coding::Zstd => Some(HeaderValue::from_static("zstd")),
        }
    }

    /// Its letter in entity tags.
    pub(crate) const fn mark(self) -> u8 {
        match self {
            Coding::Identity => b'-',
            Coding::Gzip => b'g',
            Coding::Zstd => b'z',
        }
    }

    /// The coded bytes.
    pub fn encode(self, plain: &Bytes) -> Bytes {
        match self {
            Coding::Identity => plain.clone(),
            Coding::Gzip => {
                let out = Vec::with_capacity(plain.len() / 4);
                let mut encoder = flate2::write::GzEncoder::new(out, flate2::Compression::new(5));
                let written = encoder.write_all(plain).and_then(|()| encoder.finish());
                written.expect("writing to memory cannot fail").into()
            }
            Coding::Zstd => zstd::bulk::compress(plain, 3).expect("memory for the window is there").into(),
        }
    }
}

/// Coded bodies that are kept.
pub struct Codings {
    kept: Cache<(u128, Coding), Bytes, ByLength>,
    /// Room for long bodies that are compressed at once: half of the processors are for everybody else.
    free: Arc<Semaphore>,
}

#[derive(Clone)]
struct ByLength;

impl Weighter<(u128, Coding), Bytes> for ByLength {
    fn weight(&self, _: &(u128, Coding), body: &Bytes) -> u64 {
        body.len() as u64 + 100
    }
}

impl Codings {
    /// Keeps up to this many bytes.
    pub fn new(bytes: u64) -> Self {
        let kept = Cache::with_weighter((bytes / 5_000).max(16) as usize, bytes, ByLength);
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Codings { kept, free: Arc::new(Semaphore::new((processors / 2).max(1))) }
    }

    /// The coded form of a body with this hash.
    pub async fn encode(&self, coding: Coding, hash: u128, plain: &Bytes) -> Bytes {
        if coding == Coding::Identity {
            return plain.clone();
        }
        if let Some(kept) = self.kept.get(&(hash, coding)) {
            return kept;
        }
        let coded = if plain.len() > LONG {
            let until_done = Arc::clone(&self.free).acquire_owned().await;
            // Others may have waited for the same.
            if let Some(kept) = self.kept.get(&(hash, coding)) {
                return kept;
            }
            let body = plain.clone();
            let encode = move || {
                let _room = until_done;
                coding.encode(&body)
            };
            match tokio::task::spawn_blocking(encode).await {
                Ok(coded) => coded,
                // The runtime is going down; the work is small beside that.
                Err(_) => coding.encode(plain),
            }
        } else {
            coding.encode(plain)
        };
        self.kept.insert((hash, coding), coded.clone());
        coded
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    fn choose(value: &str) -> Coding {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_ENCODING, value.parse().unwrap());
        Coding::choose(&headers, SHORTEST)
    }

    #[test]
    fn the_client_chooses_by_weight() {
        for (value, coding) in [
            ("gzip", Coding::Gzip),
            ("gzip, zstd", Coding::Zstd),
            ("zstd, gzip", Coding::Zstd),
            ("gzip;q=1, zstd;q=0.5", Coding::Gzip),
            ("GZIP ; q=0.1", Coding::Gzip),
            ("gzip;q=0, zstd;q=0", Coding::Identity),
            ("br, deflate", Coding::Identity),
            ("*", Coding::Identity),
            ("", Coding::Identity),
            ("gzip;q=many", Coding::Identity),
        ] {
            assert_eq!(choose(value), coding, "{value}");
        }
        assert_eq!(Coding::choose(&HeaderMap::new(), 1 << 20), Coding::Identity);
    }

    #[test]
    fn short_bodies_stay_plain() {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
        assert_eq!(Coding::choose(&headers, SHORTEST - 1), Coding::Identity);
    }

    #[test]
    fn coded_bodies_decode_to_the_same_bytes() {
        let plain = Bytes::from("works and deeds ".repeat(500));
        let mut read = Vec::new();
        flate2::read::GzDecoder::new(&*Coding::Gzip.encode(&plain)).read_to_end(&mut read).unwrap();
        assert_eq!(read, plain);
        assert_eq!(zstd::bulk::decompress(&Coding::Zstd.encode(&plain), 1 << 20).unwrap(), plain);
    }

    #[tokio::test]
    async fn what_was_coded_is_kept() {
        let codings = Codings::new(1 << 20);
        let plain = Bytes::from("x".repeat(100_000));
        let first = codings.encode(Coding::Gzip, 1, &plain).await;
        let again = codings.encode(Coding::Gzip, 1, &plain).await;
        assert_eq!(first.as_ptr(), again.as_ptr());
    }
}
