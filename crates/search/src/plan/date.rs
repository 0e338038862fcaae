//! Moments in queries: `2018-01-31T00:00:00Z`, `NOW`, and arithmetic behind either: `NOW-1MONTH/DAY`.

use byline_model::Timestamp;
use byline_model::timestamp::days_in_month;

#[derive(Clone, Copy)]
enum Unit {
    Years,
    Months,
    /// In milliseconds.
    Span(i64),
}

const SECOND: i64 = 1000;
const DAY: i64 = 86_400 * SECOND;

/// Longest first where one begins like another.
const UNITS: &[(&str, Unit)] = &[
    ("YEARS", Unit::Years),
    ("YEAR", Unit::Years),
    ("MONTHS", Unit::Months),
    ("MONTH", Unit::Months),
    ("DAYS", Unit::Span(DAY)),
    ("DAY", Unit::Span(DAY)),
    ("DATE", Unit::Span(DAY)),
    ("HOURS", Unit::Span(3600 * SECOND)),
    ("HOUR", Unit::Span(3600 * SECOND)),
    ("MINUTES", Unit::Span(60 * SECOND)),
    ("MINUTE", Unit::Span(60 * SECOND)),
    ("SECONDS", Unit::Span(SECOND)),
    ("SECOND", Unit::Span(SECOND)),
    ("MILLISECONDS", Unit::Span(1)),
    ("MILLISECOND", Unit::Span(1)),
    ("MILLIS", Unit::Span(1)),
    ("MILLI", Unit::Span(1)),
];

/// The moment that a text names; `None` when it names none. `NOW` is cut to the second, so that a query asks for the same
/// twice.
pub(super) fn moment(text: &str, now: Timestamp) -> Option<Timestamp> {
    let (start, mut rest) = match text.strip_prefix("NOW") {
        Some(rest) => (Timestamp::from_millis(now.seconds() * SECOND), rest),
        None => {
            let (instant, rest) = text.split_at_checked(text.find('Z')? + 1)?;
            (instant_of(instant)?, rest)
        }
    };
    let mut at = start;
    while let Some(sign) = rest.chars().next() {
        rest = &rest[sign.len_utf8()..];
        match sign {
            '/' => {
                let unit = unit(&mut rest)?;
                at = rounded(at, unit);
            }
            '+' | '-' => {
                let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                let number: i64 = rest[..digits].parse().ok().filter(|number| *number < 1_000_000_000_000)?;
                rest = &rest[digits..];
                let unit = unit(&mut rest)?;
                at = moved(at, if sign == '-' { -number } else { number }, unit);
            }
            _ => return None,
        }
    }
    Some(at)
}

/// `2018-01-31T00:00:00.5Z`: no other zone, nothing left out.
fn instant_of(text: &str) -> Option<Timestamp> {
    let shape = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        10 => byte == b'T',
        13 | 16 => byte == b':',
        19 => byte == b'.' || byte == b'Z',
        _ => byte.is_ascii_digit() || (byte == b'Z' && at + 1 == text.len()),
    };
    let whole = text.len() >= 20 && text.bytes().enumerate().all(shape) && !text.get(11..13)?.starts_with("24");
    text.parse().ok().filter(|_| whole)
}

fn unit(rest: &mut &str) -> Option<Unit> {
    let (name, unit) = UNITS.iter().find(|(name, _)| rest.starts_with(name))?;
    *rest = &rest[name.len()..];
    Some(*unit)
}

fn rounded(at: Timestamp, unit: Unit) -> Timestamp {
    let (year, month, _) = at.date();
    match unit {
        Unit::Years => midnight(year, 1, 1),
        Unit::Months => midnight(year, i64::from(month), 1),
        Unit::Span(span) => Timestamp::from_millis(at.millis().div_euclid(span) * span),
    }
}

fn moved(at: Timestamp, by: i64, unit: Unit) -> Timestamp {
    let months = match unit {
        Unit::Span(span) => return at.plus_millis(by.saturating_mul(span)),
        Unit::Months => by,
        Unit::Years => by.saturating_mul(12),
    };
    let (year, month, day) = at.date();
    let total = (year * 12 + i64::from(month) - 1).saturating_add(months);
    // The calendar of timestamps has four digits for a year.
    let (year, month) = (total.div_euclid(12).clamp(1, 9999), total.rem_euclid(12) + 1);
    let day = i64::from(day).min(days_in_month(year, month));
    midnight(year, month, day).plus_millis(at.millis().rem_euclid(DAY))
}

fn midnight(year: i64, month: i64, day: i64) -> Timestamp {
    format!("{year:04}-{month:02}-{day:02}T00:00:00Z").parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Option<String> {
        let now = "2024-02-29T13:14:15.678Z".parse().unwrap();
        moment(text, now).map(|moment| moment.to_string())
    }

    #[test]
    fn moments_are_instants_and_what_follows_from_them() {
        for (text, expected) in [
            ("NOW", "2024-02-29T13:14:15.000Z"),
            ("NOW/DAY", "2024-02-29T00:00:00.000Z"),
            ("NOW-1DAY", "2024-02-28T13:14:15.000Z"),
            ("NOW/DAY+1DAY", "2024-03-01T00:00:00.000Z"),
            ("NOW-1MONTH/MONTH", "2024-01-01T00:00:00.000Z"),
            ("NOW-1YEAR", "2023-02-28T13:14:15.000Z"),
            ("NOW+2MONTHS-30SECONDS", "2024-04-29T13:13:45.000Z"),
            ("NOW/YEAR", "2024-01-01T00:00:00.000Z"),
            ("NOW/HOUR", "2024-02-29T13:00:00.000Z"),
            ("2016-02-15T00:00:00Z/MONTH+1MONTH", "2016-03-01T00:00:00.000Z"),
            ("2016-03-01T00:00:00.5Z", "2016-03-01T00:00:00.500Z"),
            ("NOW-9999YEARS", "0001-02-28T13:14:15.000Z"),
        ] {
            assert_eq!(at(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn everything_else_is_none() {
        for text in [
            "",
            "2016",
            "2016-03-01",
            "2016-02-30T00:00:00Z",
            "2016-03-01T00:00:00",
            "2016-03-01T00:00:00+01:00",
            "2016-03-01T24:00:00Z",
            " 2016-03-01T00:00:00Z",
            "now",
            "NOW/WEEK",
            "NOW/day",
            "NOW -1DAY",
            "NOW-DAY",
            "NOW-1",
            "NOW*2",
            "NOW-99999999999999999999DAYS",
            "NOWü",
        ] {
            assert_eq!(at(text), None, "{text}");
        }
    }
}
