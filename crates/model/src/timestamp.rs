//! Moments, to the millisecond, in UTC: what `xs:dateTime` and `{"value": epoch milliseconds}` carry on the wire.

use std::fmt;
use std::str::FromStr;

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp(i64);

/// A text that is not an `xs:dateTime`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a date and time looks like 2018-10-30T10:49:18.250Z")]
pub struct InvalidTimestamp;

const DAY: i64 = 86_400_000;
/// Year 1 to year 9999, so that every timestamp prints in four digits.
const RANGE: std::ops::RangeInclusive<i64> = -62_135_596_800_000..=253_402_300_799_999;

impl Timestamp {
    /// 1970-01-01T00:00:00Z.
    pub const EPOCH: Timestamp = Timestamp(0);

    /// The moment this many milliseconds after the epoch; clamped to the years 1 to 9999.
    pub const fn from_millis(millis: i64) -> Self {
        let (low, high) = (*RANGE.start(), *RANGE.end());
        Timestamp(if millis < low {
            low
        } else if millis > high {
            high
        } else {
            millis
        })
    }

    /// Milliseconds since the epoch; negative before it.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// Whole seconds since the epoch, rounded down.
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1000)
    }

    /// So many milliseconds later, or earlier; clamped to the years 1 to 9999.
    pub const fn plus_millis(self, millis: i64) -> Self {
        Self::from_millis(self.0.saturating_add(millis))
    }

    /// So many seconds later, or earlier; clamped to the years 1 to 9999.
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        self.plus_millis(seconds.saturating_mul(1000))
    }

    /// Year, month and day in UTC.
    pub const fn date(self) -> (i64, u8, u8) {
        civil(self.0.div_euclid(DAY))
    }

    /// The 24 ASCII bytes of `2018-10-30T10:49:18.250Z`.
    pub fn to_ascii(self) -> [u8; 24] {
        let (year, month, day) = self.date();
        let millis = self.0.rem_euclid(DAY);
        let mut out = *b"0000-00-00T00:00:00.000Z";
        let mut put = |at: usize, width: usize, mut value: i64| {
            for place in (at..at + width).rev() {
                out[place] = b'0' + (value % 10) as u8;
                value /= 10;
            }
        };
        put(0, 4, year);
        put(5, 2, i64::from(month));
        put(8, 2, i64::from(day));
        put(11, 2, millis / 3_600_000);
        put(14, 2, millis / 60_000 % 60);
        put(17, 2, millis / 1000 % 60);
        put(20, 3, millis % 1000);
        out
    }
}

/// Days since the epoch to year, month, day: Howard Hinnant's `civil_from_days`.
const fn civil(days: i64) -> (i64, u8, u8) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    (yoe + era * 400 + (month <= 2) as i64, month as u8, (doy - (153 * mp + 2) / 5 + 1) as u8)
}

const fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let yoe = y.rem_euclid(400);
    let doy = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468
}

/// The number of days in a month of the proleptic Gregorian calendar; 0 for a month that does not exist.
pub const fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    }
}

impl FromStr for Timestamp {
    type Err = InvalidTimestamp;

    /// `xs:dateTime` (XML Schema 1.0 part 2 §3.2.7) in four-digit years: a fraction of any length is cut to
    /// milliseconds, no zone means UTC, white space around is ignored.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text.trim_ascii().as_bytes()).ok_or(InvalidTimestamp)
    }
}

fn parse(text: &[u8]) -> Option<Timestamp> {
    let number = |from: usize, to: usize| -> Option<i64> {
        text.get(from..to)?
            .iter()
            .try_fold(0i64, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i64::from(byte - b'0')))
    };
    let is = |at: usize, byte: u8| text.get(at) == Some(&byte);
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    if !is(4, b'-') || !is(7, b'-') || day < 1 || day > days_in_month(year, month) || year < 1 {
        return None;
    }
    let midnight = days_from_civil(year, month, day) * DAY;
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    if !is(10, b'T') || !is(13, b':') || !is(16, b':') || hour > 24 || minute > 59 || second > 59 {
        return None;
    }
    let mut at = 19;
    let mut fraction = 0;
    if is(at, b'.') {
        let digits = text[at + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 {
            return None;
        }
        for place in 0..3 {
            fraction = fraction * 10 + if place < digits { i64::from(text[at + 1 + place] - b'0') } else { 0 };
        }
        at += 1 + digits;
    }
    if hour == 24 && (minute, second, fraction) != (0, 0, 0) {
        return None;
    }
    let offset = match text.get(at) {
        None => 0,
        Some(b'Z') if text.len() == at + 1 => 0,
        Some(sign @ (b'+' | b'-')) if text.len() == at + 6 && is(at + 3, b':') => {
            let (hours, minutes) = (number(at + 1, at + 3)?, number(at + 4, at + 6)?);
            if hours > 14 || minutes > 59 {
                return None;
            }
            (hours * 60 + minutes) * if *sign == b'-' { -60_000 } else { 60_000 }
        }
        Some(_) => return None,
    };
    let millis = midnight + ((hour * 60 + minute) * 60 + second) * 1000 + fraction - offset;
    RANGE.contains(&millis).then_some(Timestamp(millis))
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::str::from_utf8(&self.to_ascii()).expect("digits and punctuation are ASCII"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn prints_milliseconds_always() {
        assert_eq!(Timestamp::from_millis(1_540_896_558_000).to_string(), "2018-10-30T10:49:18.000Z");
        assert_eq!(Timestamp::from_millis(-1).to_string(), "1969-12-31T23:59:59.999Z");
    }

    #[test]
    fn reads_zones_fractions_and_none() {
        for (text, millis) in [
            ("2018-10-30T10:49:18.250Z", 1_540_896_558_250),
            ("2018-10-30T12:49:18.2509+02:00", 1_540_896_558_250),
            ("2001-12-31T12:00:00", 1_009_800_000_000),
            (" 2001-12-31T12:00:00\n", 1_009_800_000_000),
            ("2001-12-31T24:00:00Z", 1_009_843_200_000),
        ] {
            assert_eq!(text.parse::<Timestamp>(), Ok(Timestamp(millis)), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_moment() {
        for text in [
            "",
            "2018",
            "2018-02-29T00:00:00Z",
            "2018-10-01",
            "2018-13-01T00:00:00Z",
            "2018-10-30T25:00:00Z",
            "2018-10-30 10:49:18Z",
            "2018-10-30T10:49:18.Z",
            "2018-10-30T10:49:18+99:00",
            "2018-10-30T10:49:18Zx",
        ] {
            assert_eq!(text.parse::<Timestamp>(), Err(InvalidTimestamp), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_moment_survives_text(millis in RANGE) {
            let moment = Timestamp::from_millis(millis);
            prop_assert_eq!(moment.to_string().parse::<Timestamp>(), Ok(moment));
        }
    }
}
