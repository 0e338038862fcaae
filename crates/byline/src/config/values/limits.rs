//! How often, and who is spared.

use std::fmt;
use std::str::FromStr;

use byline_http::Rate;
use byline_model::ClientId;
use byline_settings::{ByteSize, Expected, Form, Value, expected, wraps};

/// `120/m`, or `off`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MaybeRate(pub Option<Rate>);

impl FromStr for MaybeRate {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        match (text, text.parse()) {
            ("off", _) => Ok(MaybeRate(None)),
            (_, Ok(rate)) => Ok(MaybeRate(Some(rate))),
            (_, Err(_)) => expected(Self::LIKE),
        }
    }
}

impl fmt::Display for MaybeRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(rate) => rate.fmt(f),
            None => f.write_str("off"),
        }
    }
}

impl Value for MaybeRate {
    const NAME: &'static str = "RATE|off";
    const LIKE: &'static str = "a rate like 20/s, 120/m, 60/h or 1000/d, or off";
    const FORM: Form = Form::pattern("^[0-9]{1,7}/[smhd](:[0-9]{1,7})?$").or_word(&["off"]);
}

/// The size of a request body: no more than anybody reads of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BodySize(pub ByteSize);

impl FromStr for BodySize {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        match text.parse() {
            Ok(size @ ByteSize(1..=LONGEST)) => Ok(BodySize(size)),
            Ok(_) | Err(_) => expected(Self::LIKE),
        }
    }
}

impl fmt::Display for BodySize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Value for BodySize {
    const NAME: &'static str = "BODY_SIZE";
    const LIKE: &'static str = "a size like 512KiB or 16MiB, at most 32MiB";
    const FORM: Form = ByteSize::FORM;
}

const LONGEST: u64 = byline_api::LONGEST_DOCUMENT as u64;

wraps! {
    /// `12/s:40`
    pub struct ApiRate(Rate): "RATE", "a rate like 12/s, or 12/s:40 for 40 at once",
        Form::pattern("^[0-9]{1,7}/[smhd](:[0-9]{1,7})?$");
    /// A client that is not counted.
    pub struct ExemptClient(ClientId): "ID", "the id of a client, like APP-0123456789ABCDEF", Form::TEXT;
}

/// So many requests in a day; `None`: as many as one likes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PerDay(pub Option<u64>);

impl FromStr for PerDay {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        match (text.trim(), text.trim().parse()) {
            ("off", _) => Ok(PerDay(None)),
            (_, Ok(number)) if number > 0 => Ok(PerDay(Some(number))),
            (_, Ok(_) | Err(_)) => expected(Self::LIKE),
        }
    }
}

impl fmt::Display for PerDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(number) => number.fmt(f),
            None => f.write_str("off"),
        }
    }
}

impl Value for PerDay {
    const NAME: &'static str = "NUMBER|off";
    const LIKE: &'static str = "a number of requests, or off";
    const FORM: Form = Form::words(&["off"]).or_number(1, u64::MAX);
}
