//! One of several, and what only a sandbox is told.

use std::fmt;
use std::str::FromStr;

use byline_model::Timestamp;
use byline_registry::{KeepViews, Organizations};
use byline_settings::{ByteSize, Expected, Form, Value, expected, words, wraps};

words! {
    /// Which organizations clients may name.
    pub enum NamedOrganizations: "known, or well-formed" { Known = "known", WellFormed = "well-formed" }
}
words! {
    /// Whether anybody is counted.
    pub enum Mode: "on or off" { On = "on", Off = "off" }
}
words! {
    /// What happens to clients that have used up their day.
    pub enum Beyond: "told or refused" { Told = "told", Refused = "refused" }
}
words! {
    /// Whether a conversation that begins in the clear has to go on encrypted.
    pub enum StartTls: "required or never" { Required = "required", Never = "never" }
}

impl From<NamedOrganizations> for Organizations {
    fn from(named: NamedOrganizations) -> Self {
        match named {
            NamedOrganizations::Known => Organizations::Known,
            NamedOrganizations::WellFormed => Organizations::WellFormed,
        }
    }
}

wraps! {
    /// When the clock of a sandbox starts.
    pub struct Moment(Timestamp): "MOMENT", "a moment like 2030-01-01T00:00:00Z", Form::TEXT;
    /// What all randomness of a sandbox follows from.
    pub struct Seed(u64): "SEED", "a whole number", Form::number(0, u64::MAX);
}

/// Where finished answers are kept: `off`, `store`, `memory`, `memory:64MiB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ViewCache(pub KeepViews);

impl FromStr for ViewCache {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        Ok(ViewCache(match text.split_once(':') {
            None if text == "off" => KeepViews::Off,
            None if text == "store" => KeepViews::Store,
            None if text == "memory" => KeepViews::DEFAULT,
            Some(("memory", size)) => KeepViews::Memory { bytes: size.parse::<ByteSize>()?.0 },
            _ => return expected(Self::LIKE),
        }))
    }
}

impl fmt::Display for ViewCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            KeepViews::Off => f.write_str("off"),
            KeepViews::Store => f.write_str("store"),
            KeepViews::Memory { bytes } => write!(f, "memory:{}", ByteSize(bytes)),
        }
    }
}

impl Value for ViewCache {
    const NAME: &'static str = "off|store|memory|memory:SIZE";
    const LIKE: &'static str = "off, store, memory, or memory with a size like memory:256MiB";
    const FORM: Form = Form::pattern("^memory:[0-9]+ *([KMG]iB)?$").or_word(&["off", "store", "memory"]);
}

#[cfg(test)]
mod tests {
    use super::super::round;
    use super::*;

    #[test]
    fn places_for_answers_have_a_size() {
        assert_eq!(round::<ViewCache>("memory:1MiB").as_deref(), Ok("memory:1MiB"));
        assert_eq!(round::<ViewCache>("memory").as_deref(), Ok("memory:64MiB"));
        assert!("disk".parse::<ViewCache>().is_err());
    }
}
