//! Bodies of items as stores keep them: compact JSON of the full shape's own keys, in their order, empty ones left out
//! (`formats::write_body` is the measure; a test reads every body and writes it again).

/// A body in the making. Whoever fills it follows the order of the shape.
pub struct Body(String);

impl Body {
    /// An empty one, with room for most.
    pub fn new() -> Self {
        Body::with_room(256)
    }

    /// An empty one with room for so many bytes, for those that are long.
    pub fn with_room(bytes: usize) -> Self {
        let mut text = String::with_capacity(bytes);
        text.push('{');
        Body(text)
    }

    /// The body, closed.
    pub fn finish(mut self) -> Box<str> {
        self.0.push('}');
        self.0.into_boxed_str()
    }

    /// Without the braces around it, to be put into other bodies.
    pub fn into_members(mut self) -> Box<str> {
        self.0.remove(0);
        self.0.into_boxed_str()
    }

    fn comma(&mut self) {
        if !self.0.ends_with(['{', '[']) {
            self.0.push(',');
        }
    }

    fn key(&mut self, key: &str) {
        self.comma();
        self.0.push('"');
        self.0.push_str(key);
        self.0.push_str("\":");
    }

    /// A text, escaped as JSON wants it.
    pub fn text(&mut self, key: &str, text: &str) -> &mut Self {
        self.key(key);
        quote(&mut self.0, text);
        self
    }

    /// A text, unless there is none: then the key is left out.
    pub fn maybe(&mut self, key: &str, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.text(key, text),
            None => self,
        }
    }

    /// A text that JSON wraps in an object.
    pub fn wrapped(&mut self, key: &str, text: &str) -> &mut Self {
        self.object(key, |it| {
            it.text("value", text);
        })
    }

    /// A truth value.
    pub fn flag(&mut self, key: &str, flag: bool) -> &mut Self {
        self.key(key);
        self.0.push_str(if flag { "true" } else { "false" });
        self
    }

    /// An object under a key; `fill` adds what is in it.
    pub fn object(&mut self, key: &str, fill: impl FnOnce(&mut Self)) -> &mut Self {
        self.key(key);
        self.0.push('{');
        fill(self);
        self.0.push('}');
        self
    }

    /// A list; `fill` adds its members.
    pub fn list(&mut self, key: &str, fill: impl FnOnce(&mut Self)) -> &mut Self {
        self.key(key);
        self.0.push('[');
        fill(self);
        self.0.push(']');
        self
    }

    /// A list inside an object of its own, neither of which is there without members.
    pub fn list_within(&mut self, outer: &str, key: &str, fill: impl FnOnce(&mut Self)) -> &mut Self {
        let start = self.0.len();
        self.object(outer, |it| {
            it.list(key, fill);
        });
        if self.0.ends_with("[]}") {
            self.0.truncate(start);
        }
        self
    }

    /// An object of the list that is being filled.
    pub fn member(&mut self, fill: impl FnOnce(&mut Self)) -> &mut Self {
        self.comma();
        self.0.push('{');
        fill(self);
        self.0.push('}');
        self
    }

    /// What was made before, by [`Body::into_members`].
    pub fn members(&mut self, made: &str) -> &mut Self {
        self.comma();
        self.0.push_str(made);
        self
    }
}

fn quote(out: &mut String, text: &str) {
    out.push('"');
    if text.bytes().any(|byte| byte < 0x20 || matches!(byte, b'"' | b'\\')) {
        for it in text.chars() {
            match it {
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                '\t' => out.push_str("\\t"),
                // No other control character is ever drawn.
                it => out.push(it),
            }
        }
    } else {
        out.push_str(text);
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_and_escapes_are_where_json_wants_them() {
        let mut body = Body::new();
        body.text("a", "x\"y\\\n").maybe("none", None).wrapped("b", "ü");
        body.list("c", |list| {
            list.member(|it| {
                it.flag("d", true);
            });
            list.member(|_| {});
        });
        let mut inner = Body::new();
        inner.text("e", "f");
        body.members(&inner.into_members());
        body.list_within("g", "h", |_| {});
        assert_eq!(&*body.finish(), r#"{"a":"x\"y\\\n","b":{"value":"ü"},"c":[{"d":true},{}],"e":"f"}"#);
    }
}
