//! What is added to an address that a browser is sent back to (`oauth` 4.3, 4.4).

use url::form_urlencoded;

/// Where parameters go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Query,
    Fragment,
}

/// The address with these parameters, in this order, after those it has.
pub(super) fn with(address: &str, part: Part, parameters: &[(&str, &str)]) -> String {
    let mut text = address.to_owned();
    text.push_str(match part {
        Part::Fragment => "#",
        Part::Query if !address.contains('?') => "?",
        Part::Query if address.ends_with(['?', '&']) => "",
        Part::Query => "&",
    });
    for (at, (name, value)) in parameters.iter().enumerate() {
        if at > 0 {
            text.push('&');
        }
        text.push_str(name);
        text.push('=');
        // Blanks as %20: right in queries and fragments, and read back by everybody.
        text.push_str(&form_urlencoded::byte_serialize(value.as_bytes()).collect::<String>().replace('+', "%20"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_follow_those_that_are_there() {
        let parameters = [("code", "x"), ("state", "a b&c")];
        assert_eq!(with("https://a/cb", Part::Query, &parameters), "https://a/cb?code=x&state=a%20b%26c");
        assert_eq!(with("https://a/cb?y=1", Part::Query, &parameters), "https://a/cb?y=1&code=x&state=a%20b%26c");
        assert_eq!(with("https://a/cb?", Part::Query, &parameters), "https://a/cb?code=x&state=a%20b%26c");
        assert_eq!(with("https://a/cb?y", Part::Fragment, &parameters), "https://a/cb?y#code=x&state=a%20b%26c");
    }
}
