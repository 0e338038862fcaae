//! So many in so long a time.

use std::fmt;
use std::str::FromStr;

/// `120/m`: at most 120 at once, and then one more each half second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    most: u32,
    unit: Unit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Second,
    Minute,
    Hour,
    Day,
}

const UNITS: [(&str, Unit); 4] = [("s", Unit::Second), ("m", Unit::Minute), ("h", Unit::Hour), ("d", Unit::Day)];

/// A text that is no rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a rate looks like 20/s, 120/m, 60/h or 1000/d")]
pub struct InvalidRate;

impl Rate {
    pub(super) const fn per_minute(most: u32) -> Self {
        Rate { most, unit: Unit::Minute }
    }

    pub(super) const fn per_hour(most: u32) -> Self {
        Rate { most, unit: Unit::Hour }
    }

    /// So many at once.
    pub const fn most(self) -> u32 {
        self.most
    }

    /// In which an empty bucket fills.
    pub(super) fn window_micros(self) -> i64 {
        let seconds = match self.unit {
            Unit::Second => 1,
            Unit::Minute => 60,
            Unit::Hour => 3600,
            Unit::Day => 24 * 3600,
        };
        seconds * 1_000_000
    }

    /// In which there is room for one more.
    pub(super) fn interval_micros(self) -> i64 {
        (self.window_micros() / i64::from(self.most)).max(1)
    }
}

impl FromStr for Rate {
    type Err = InvalidRate;

    fn from_str(text: &str) -> Result<Self, InvalidRate> {
        let (most, unit) = text.split_once('/').ok_or(InvalidRate)?;
        let most = most.trim().parse().ok().filter(|it| (1..=1_000_000).contains(it)).ok_or(InvalidRate)?;
        let unit = UNITS.iter().find(|(name, _)| *name == unit.trim()).ok_or(InvalidRate)?.1;
        Ok(Rate { most, unit })
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = UNITS.iter().find(|(_, unit)| *unit == self.unit).map_or("", |(name, _)| name);
        write!(f, "{}/{name}", self.most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_print_what_they_parse() {
        for text in ["1/s", "120/m", "60/h", "1000000/d"] {
            assert_eq!(text.parse::<Rate>().unwrap().to_string(), text);
        }
        for text in ["", "120", "0/s", "1000001/s", "-1/s", "1/w", "/s", "1.5/s", "1/ s/"] {
            assert_eq!(text.parse::<Rate>(), Err(InvalidRate), "{text}");
        }
        assert_eq!("1000000/s".parse::<Rate>().unwrap().interval_micros(), 1);
    }
}
