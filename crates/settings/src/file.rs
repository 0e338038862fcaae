//! What a settings file says.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::Value;

/// A value, with where it stands.
pub(crate) type Item<'a> = Spanned<DeValue<'a>>;

/// A scalar as the text that a flag would have; `None` for what no flag could say.
pub(crate) fn scalar<T: Value>(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => i128::from_str_radix(number.as_str(), number.radix()).ok().map(|it| it.to_string()),
        DeValue::Boolean(switch) if T::FORM.switch => Some(switch.to_string()),
        DeValue::Boolean(_) | DeValue::Float(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => None,
    }
}

/// What stands there in place of something else.
pub(crate) fn described(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => quoted(text),
        DeValue::Integer(number) => format!("{:?}", number.to_string()),
        DeValue::Boolean(switch) => switch.to_string(),
        DeValue::Float(number) => number.to_string(),
        DeValue::Datetime(moment) => moment.to_string(),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    }
}

/// A value that is wrong, for messages: they end in logs, so who signs in with what in an address is left out.
pub(crate) fn quoted(text: &str) -> String {
    let hidden = text.split_once("://").and_then(|(scheme, rest)| Some((scheme, rest.rsplit_once('@')?.1)));
    hidden.map_or_else(|| format!("{text:?}"), |(scheme, host)| format!("{:?}", format!("{scheme}://…@{host}")))
}

/// The value of a key.
pub(crate) fn get<'t, 'a>(table: Option<&'t DeTable<'a>>, name: &str) -> Option<&'t Item<'a>> {
    table?.get(name)
}

/// Where a key stands: in front of its value, which may go over many lines.
pub(crate) fn place(table: Option<&DeTable<'_>>, name: &str) -> Option<Range<usize>> {
    table?.get_key_value(name).map(|(key, _)| key.span())
}
