//! How many, how much, how long.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use crate::{Expected, Form, Value, expected};

/// How many of something there may be: at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count(pub usize);

impl FromStr for Count {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        match text.parse() {
            Ok(0) | Err(_) => expected(Self::LIKE),
            Ok(number) => Ok(Count(number)),
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Value for Count {
    const NAME: &'static str = "NUMBER";
    const LIKE: &'static str = "a whole number from 1";
    const FORM: Form = Form::number(1, u64::MAX);
}

/// A number of bytes: `65536`, `64KiB`, `16MiB`, `2GiB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByteSize(pub u64);

const SIZES: [(&str, u64); 4] = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10), ("", 1)];

impl FromStr for ByteSize {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        let unit = SIZES.iter().find_map(|(name, size)| Some((text.strip_suffix(name)?, size)));
        let bytes = unit.and_then(|(number, size)| number.trim_end().parse::<u64>().ok()?.checked_mul(*size));
        bytes.map_or_else(|| expected(Self::LIKE), |bytes| Ok(ByteSize(bytes)))
    }
}

impl fmt::Display for ByteSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fits = |size: u64| self.0 >= size && self.0.is_multiple_of(size);
        let (name, size) = SIZES.into_iter().find(|(_, size)| fits(*size)).unwrap_or(("", 1));
        write!(f, "{}{name}", self.0 / size)
    }
}

impl Value for ByteSize {
    const NAME: &'static str = "SIZE";
    const LIKE: &'static str = "a size like 65536, 512KiB, 64MiB or 2GiB";
    const FORM: Form = Form::pattern("^[0-9]+ *([KMG]iB)?$").or_number(0, u64::MAX);
}

/// A length of time: `500ms`, `30s`, `5m`, `2h`, `4d`; a bare number is seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span(pub Duration);

/// In milliseconds. `ms` ends in `s` and stands before it; what nothing else ends is seconds.
const TIMES: [(&str, u64); 6] =
    [("ms", 1), ("d", 24 * 3_600_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("", 1000)];

impl FromStr for Span {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        let unit = TIMES.iter().find_map(|(name, millis)| Some((text.strip_suffix(name)?, millis)));
        let millis = unit.and_then(|(number, millis)| Some(u64::from(number.parse::<u32>().ok()?) * millis));
        millis.map_or_else(|| expected(Self::LIKE), |millis| Ok(Span(Duration::from_millis(millis))))
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = u64::try_from(self.0.as_millis()).unwrap_or(u64::MAX);
        let fits = |millis: u64| all >= millis && all.is_multiple_of(millis);
        if all == 0 {
            return f.write_str("0s");
        }
        let (name, millis) = TIMES[1..5].iter().find(|(_, millis)| fits(*millis)).unwrap_or(&TIMES[0]);
        write!(f, "{}{name}", all / millis)
    }
}

impl Value for Span {
    const NAME: &'static str = "TIME";
    const LIKE: &'static str = "a time like 500ms, 30s, 5m, 2h or 4d";
    const FORM: Form = Form::pattern("^[0-9]{1,9}(ms|s|m|h|d)?$").or_number(0, u32::MAX as u64);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round<T: Value>(text: &str) -> Result<String, Expected> {
        text.parse::<T>().map(|it| it.to_string())
    }

    #[test]
    fn sizes_and_times_print_what_they_parse() {
        for text in ["64MiB", "3KiB", "1000", "0"] {
            assert_eq!(round::<ByteSize>(text).as_deref(), Ok(text));
        }
        assert!("99999999999GiB".parse::<ByteSize>().is_err());
        for text in ["5m", "4d", "500ms", "90s", "25h", "61m", "1001ms", "0s"] {
            assert_eq!(round::<Span>(text).as_deref(), Ok(text));
        }
        for (text, shown) in [("300", "5m"), ("3600s", "1h"), ("120000ms", "2m"), ("4294967295d", "4294967295d")] {
            assert_eq!(round::<Span>(text).as_deref(), Ok(shown));
        }
        for text in ["-1s", "", "s", "5 m", "1.5h", "4294967296", "1w"] {
            assert!(text.parse::<Span>().is_err(), "{text}");
        }
        assert!(["0", "-1", "", "many"].iter().all(|text| text.parse::<Count>().is_err()));
    }
}
