//! The parameters of a request.

use url::form_urlencoded;

/// Parameters in order; of a name that comes twice the first counts, as in the published service.
///
/// They carry secrets, so there is no way to print them.
#[derive(Clone, Default)]
pub struct Form(Vec<(Box<str>, Box<str>)>);

impl Form {
    /// Reads `application/x-www-form-urlencoded`, from a body or a query without its question mark.
    pub fn parse(text: &str) -> Self {
        form_urlencoded::parse(text.as_bytes()).collect()
    }

    /// The value as sent, an empty one included.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(it, _)| &**it == name).map(|(_, value)| &**value)
    }

    /// The value unless it is absent or blank.
    pub fn filled(&self, name: &str) -> Option<&str> {
        self.get(name).filter(|it| !it.trim().is_empty())
    }

    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.0.push((name.into(), value.into()));
        self
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (&**name, &**value))
    }
}

impl<K: Into<String>, V: Into<String>> FromIterator<(K, V)> for Form {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        Form(pairs.into_iter().map(|(name, value)| (name.into().into(), value.into().into())).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_a_name_counts() {
        let form = Form::parse("a=1&a=2&b=x+y%26&c=");
        assert_eq!(
            (form.get("a"), form.get("b"), form.get("c"), form.get("d")),
            (Some("1"), Some("x y&"), Some(""), None)
        );
        assert_eq!(form.filled("c"), None);
    }
}
