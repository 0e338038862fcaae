//! So many in so long a time.

use std::fmt;
use std::str::FromStr;

/// `120/m`: at most 120 at once, and then one more each half second. `12/s:40`: at most 40 at once, and then 12 each second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// In one unit.
    steady: u32,
    unit: Unit,
    most: u32,
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
#[error("a rate looks like 20/s, 120/m, 60/h, 1000/d, or 12/s:40 with another number at once")]
pub struct InvalidRate;

impl Rate {
    /// So many at once.
    pub const fn most(self) -> u32 {
        self.most
    }

    const fn unit_micros(self) -> i64 {
        let seconds = match self.unit {
            Unit::Second => 1,
            Unit::Minute => 60,
            Unit::Hour => 3600,
            Unit::Day => 24 * 3600,
        };
        seconds * 1_000_000
    }

    /// In which an empty bucket fills.
    pub(super) fn window_micros(self) -> i64 {
        match self.most == self.steady {
            true => self.unit_micros(),
            false => self.interval_micros().saturating_mul(i64::from(self.most)),
        }
    }

    /// In which there is room for one more.
    pub(super) fn interval_micros(self) -> i64 {
        (self.unit_micros() / i64::from(self.steady)).max(1)
    }

    /// As a policy of draft-ietf-httpapi-ratelimit-headers: `12;w=1`.
    pub(super) fn policy(self) -> String {
        let burst = if self.most == self.steady { String::new() } else { format!(";burst={}", self.most) };
        format!("{};w={}{burst}", self.steady, self.unit_micros() / 1_000_000)
    }
}

impl FromStr for Rate {
    type Err = InvalidRate;

    fn from_str(text: &str) -> Result<Self, InvalidRate> {
        let number = |text: &str| text.trim().parse().ok().filter(|it| (1..=1_000_000).contains(it)).ok_or(InvalidRate);
        let (steady, rest) = text.split_once('/').ok_or(InvalidRate)?;
        let (unit, most) = match rest.split_once(':') {
            Some((unit, most)) => (unit, most),
            None => (rest, steady),
        };
        let unit = UNITS.iter().find(|(name, _)| *name == unit.trim()).ok_or(InvalidRate)?.1;
        Ok(Rate { steady: number(steady)?, unit, most: number(most)? })
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = UNITS.iter().find(|(_, unit)| *unit == self.unit).map_or("", |(name, _)| name);
        write!(f, "{}/{name}", self.steady)?;
        if self.most == self.steady { Ok(()) } else { write!(f, ":{}", self.most) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_print_what_they_parse() {
        for text in ["1/s", "120/m", "60/h", "1000000/d", "12/s:40"] {
            assert_eq!(text.parse::<Rate>().unwrap().to_string(), text);
        }
        for text in ["", "120", "0/s", "1000001/s", "-1/s", "1/w", "/s", "1.5/s", "1/ s/", "12/s:0", "12/s:", "12:40/s"]
        {
            assert_eq!(text.parse::<Rate>(), Err(InvalidRate), "{text}");
        }
        assert_eq!("1000000/s".parse::<Rate>().unwrap().interval_micros(), 1);
    }
}
