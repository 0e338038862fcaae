//! Bodies of items, as far as search reads them.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// A value of JSON. Texts borrow from what was read wherever they can; numbers and truth values are nothing to search.
#[derive(Debug)]
pub enum Body<'b> {
    Nothing,
    Text(Cow<'b, str>),
    List(Vec<Body<'b>>),
    Object(Vec<(Cow<'b, str>, Body<'b>)>),
}

/// Keys of an item whose values public summaries do not have: long lists and texts, which are not read at all.
const NOT_IN_SUMMARIES: &[&str] = &["contributors", "citation", "short-description"];

impl<'b> Body<'b> {
    /// Reads the body of an item.
    ///
    /// # Errors
    /// When it is no JSON.
    pub fn read(body: &'b str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(body)
    }

    /// What stands under a key; nothing in what is no object.
    pub fn get(&self, key: &str) -> Option<&Body<'b>> {
        let Body::Object(members) = self else { return None };
        members.iter().find(|(own, _)| own == key).map(|(_, value)| value)
    }

    /// The text under a key, whether JSON wraps it in an object or not.
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.get(key)? {
            Body::Text(text) => Some(text),
            wrapped => match wrapped.get("value")? {
                Body::Text(text) => Some(text),
                _ => None,
            },
        }
    }

    /// Calls `each` with what stands at a path of keys; of lists on the way, for each member.
    pub fn at<'s>(&'s self, path: &[&str], each: &mut dyn FnMut(&'s Body<'b>)) {
        match (self, path) {
            (Body::List(members), path) => members.iter().for_each(|member| member.at(path, each)),
            (found, []) => each(found),
            (object, [key, rest @ ..]) => {
                if let Some(inner) = object.get(key) {
                    inner.at(rest, each);
                }
            }
        }
    }

    /// Calls `each` with every text at a path.
    pub fn texts_at<'s>(&'s self, path: &[&str], each: &mut dyn FnMut(&'s str)) {
        self.at(path, &mut |found| match found {
            Body::Text(text) => each(text),
            wrapped => {
                if let Some(Body::Text(text)) = wrapped.get("value") {
                    each(text);
                }
            }
        });
    }

    /// Calls `each` with every text in here but for those below these keys.
    pub fn leaves<'s>(&'s self, without: &[&str], each: &mut dyn FnMut(&'s str)) {
        match self {
            Body::Nothing => {}
            Body::Text(text) => each(text),
            Body::List(members) => members.iter().for_each(|member| member.leaves(without, each)),
            Body::Object(members) => {
                for (_, value) in members.iter().filter(|(key, _)| !without.contains(&&**key)) {
                    value.leaves(without, each);
                }
            }
        }
    }
}

impl<'de: 'b, 'b> Deserialize<'de> for Body<'b> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Body<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body of an item")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Body<'de>, E> {
        Ok(Body::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Body<'de>, E> {
        Ok(Body::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Body<'de>, E> {
        Ok(Body::Nothing)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Body<'de>, E> {
        Ok(Body::Nothing)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Body<'de>, E> {
        Ok(Body::Nothing)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Body<'de>, E> {
        Ok(Body::Nothing)
    }

    fn visit_unit<E>(self) -> Result<Body<'de>, E> {
        Ok(Body::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Body<'de>, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = seq.next_element()? {
            members.push(member);
        }
        Ok(Body::List(members))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Body<'de>, A::Error> {
        let mut members = Vec::new();
        while let Some(key) = map.next_key::<Key<'de>>()? {
            if NOT_IN_SUMMARIES.contains(&&*key.0) {
                map.next_value::<IgnoredAny>()?;
            } else {
                members.push((key.0, map.next_value()?));
            }
        }
        Ok(Body::Object(members))
    }
}

/// A key, borrowed unless it has escapes.
#[derive(serde::Deserialize)]
struct Key<'k>(#[serde(borrow)] Cow<'k, str>);

#[cfg(test)]
mod tests {
    use super::Body;

    #[test]
    fn paths_lead_through_lists_and_wrappers() {
        let body =
            r#"{"a":{"b":[{"c":{"value":"x"}},{"c":"y\n"},{"d":1}]},"n":null,"citation":{"c":["no"]},"t":[true,"z"]}"#;
        let body = Body::read(body).unwrap();
        let mut found = Vec::new();
        body.texts_at(&["a", "b", "c"], &mut |text| found.push(text));
        assert_eq!(found, ["x", "y\n"]);
        let mut all = Vec::new();
        body.leaves(&["c"], &mut |text| all.push(text));
        assert_eq!(all, ["z"]);
        assert_eq!(body.get("citation").map(|_| ()), None);
        assert_eq!(body.text("n"), None);
        assert!(Body::read("{").is_err());
    }
}
