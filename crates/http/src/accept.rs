//! Content negotiation (`record-api` 0.2): client `q`, then server `qs`, then specificity, then order.
//!
//! `q=0` excludes, as RFC 9110 §12.4.2 says. Names compare without regard to case, and the answer repeats the spelling
//! that the client sent.

use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use smallvec::SmallVec;

/// A media type that an endpoint offers.
#[derive(Debug, PartialEq, Eq)]
pub struct MediaType {
    /// `application/vnd.orcid+xml`
    pub name: &'static str,
    /// The name with its charset, as it is sent when the client did not spell it out.
    pub header: &'static str,
    /// Server preference in thousandths.
    pub qs: u16,
}

impl MediaType {
    pub const fn new(name: &'static str, header: &'static str, qs: u16) -> Self {
        MediaType { name, header, qs }
    }
}

/// What was agreed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The position among the offers.
    pub offer: usize,
    /// The value of `Content-Type`.
    pub content_type: HeaderValue,
}

/// Why nothing was agreed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotNegotiable {
    /// 400.
    #[error("the Accept header cannot be read")]
    Malformed,
    /// 406.
    #[error("none of the media types asked for is offered")]
    NotAcceptable,
}

/// Chooses among `offers`; `default` is served when the client has no wish at all.
///
/// # Errors
/// [`NotNegotiable`].
pub fn negotiate(headers: &HeaderMap, offers: &[&MediaType], default: usize) -> Result<Accepted, NotNegotiable> {
    let mut values = headers.get_all(ACCEPT).iter();
    let Some(first) = values.next() else { return Ok(without_wish(headers, offers, default)) };
    if values.next().is_none() {
        if let Some(offer) = offers.iter().position(|offer| offer.name.as_bytes() == first.as_bytes()) {
            return Ok(canonical(offers, offer));
        }
        if first == "*/*" || first.as_bytes().trim_ascii().is_empty() {
            return Ok(without_wish(headers, offers, default));
        }
        return choose(first.to_str().map_err(|_| NotNegotiable::Malformed)?, offers);
    }
    let joined: Result<Vec<&str>, _> = headers.get_all(ACCEPT).iter().map(HeaderValue::to_str).collect();
    choose(&joined.map_err(|_| NotNegotiable::Malformed)?.join(","), offers)
}

/// Neither wish nor wildcard: the type of the request's own body if it is one of the offers, else the default.
fn without_wish(headers: &HeaderMap, offers: &[&MediaType], default: usize) -> Accepted {
    let sent = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let sent = sent.map(|value| value.split(';').next().unwrap_or_default().trim());
    let known = sent.and_then(|sent| offers.iter().position(|offer| offer.name.eq_ignore_ascii_case(sent)));
    canonical(offers, known.unwrap_or(default))
}

fn canonical(offers: &[&MediaType], offer: usize) -> Accepted {
    Accepted { offer, content_type: HeaderValue::from_static(offers[offer].header) }
}

/// One member of an `Accept` header.
struct Range<'a> {
    main: &'a str,
    sub: &'a str,
    /// All parameters as sent.
    parameters: &'a str,
    weight: u16,
}

impl<'a> Range<'a> {
    fn parse(text: &'a str) -> Result<Self, NotNegotiable> {
        let (name, parameters) = text.split_once(';').unwrap_or((text, ""));
        let name = name.trim();
        // Some HTTP libraries write a lone star (`*; q=.2`).
        let (main, sub) =
            if name == "*" { ("*", "*") } else { name.split_once('/').ok_or(NotNegotiable::Malformed)? };
        if !is_token(main) || !is_token(sub) {
            return Err(NotNegotiable::Malformed);
        }
        let mut own = 1000;
        for (key, value) in parameters_of(parameters) {
            if !is_token(key) {
                return Err(NotNegotiable::Malformed);
            }
            if key.eq_ignore_ascii_case("q") {
                own = weight(value).ok_or(NotNegotiable::Malformed)?;
            }
        }
        Ok(Range { main, sub, parameters, weight: own })
    }

    /// How exactly it names an offer: 2 whole, 1 half, 0 not at all; `None` when it does not.
    fn matches(&self, offer: &MediaType) -> Option<u8> {
        let (main, sub) = offer.name.split_once('/').expect("offers are type/subtype");
        let one = |range: &str, name: &str| match range {
            "*" => Some(0),
            range => range.eq_ignore_ascii_case(name).then_some(1),
        };
        Some(one(self.main, main)? + one(self.sub, sub)?)
    }

    /// The spelling of the client, without weights, with a charset: ours unless it named the same.
    fn content_type(&self, offer: &MediaType) -> HeaderValue {
        let plain = self.parameters.is_empty() || parameters_of(self.parameters).all(|(key, _)| is_weight(key));
        if self.matches(offer) != Some(2) || (plain && self.main == "application" && offer.name.ends_with(self.sub)) {
            return HeaderValue::from_static(offer.header);
        }
        let mut text = format!("{}/{}", self.main, self.sub);
        let mut charset = false;
        for (key, value) in parameters_of(self.parameters).filter(|(key, _)| !is_weight(key)) {
            if key.eq_ignore_ascii_case("charset") {
                // Answers are UTF-8 whatever was asked for; another name on them would be wrong.
                if charset || !value.trim_matches('"').eq_ignore_ascii_case("utf-8") {
                    continue;
                }
                charset = true;
            }
            text.extend([";", key, "=", value]);
        }
        if !charset {
            text.push_str(";charset=UTF-8");
        }
        HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(offer.header))
    }
}

fn is_weight(key: &str) -> bool {
    key.eq_ignore_ascii_case("q") || key.eq_ignore_ascii_case("qs")
}

fn parameters_of(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split(';').map(str::trim).filter(|it| !it.is_empty()).map(|parameter| {
        let (key, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        (key.trim(), value.trim())
    })
}

/// RFC 9110 §5.6.2.
fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// A weight in thousandths (RFC 9110 §12.4.2); a missing zero (`.2`) is let pass.
pub(crate) fn weight(text: &str) -> Option<u16> {
    let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    if whole.is_empty() && fraction.is_empty() || fraction.len() > 3 || !fraction.bytes().all(|it| it.is_ascii_digit())
    {
        return None;
    }
    let fraction: u16 = format!("{fraction:0<3}").parse().ok()?;
    match whole {
        "" | "0" => Some(fraction),
        "1" if fraction == 0 => Some(1000),
        _ => None,
    }
}

/// Splits at commas outside quotes.
fn members(text: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    let split = move |letter: char| {
        quoted ^= letter == '"';
        letter == ',' && !quoted
    };
    text.split(split).map(str::trim).filter(|it| !it.is_empty())
}

fn choose(text: &str, offers: &[&MediaType]) -> Result<Accepted, NotNegotiable> {
    let ranges = members(text).map(Range::parse).collect::<Result<SmallVec<[Range<'_>; 4]>, _>>()?;
    let mut best: Option<((u16, u16, u8), usize, usize)> = None;
    for (at, offer) in offers.iter().enumerate() {
        // The most specific range that names an offer says how welcome it is (RFC 9110 §12.5.1).
        let naming = ranges.iter().enumerate().filter_map(|(place, range)| Some((range.matches(offer)?, place)));
        let Some((exactness, place)) = naming.max_by_key(|(exactness, place)| (*exactness, usize::MAX - place)) else {
            continue;
        };
        let weight = ranges[place].weight;
        let rank = (weight, offer.qs, exactness);
        let better = match &best {
            None => true,
            Some((known, earlier, _)) => rank > *known || (rank == *known && place < *earlier),
        };
        if weight > 0 && better {
            best = Some((rank, place, at));
        }
    }
    let (_, place, offer) = best.ok_or(NotNegotiable::NotAcceptable)?;
    Ok(Accepted { offer, content_type: ranges[place].content_type(offers[offer]) })
}

#[cfg(test)]
mod tests;
