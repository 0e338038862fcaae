//! The cookies of the pages.
//!
//! On https their names start with `__Host-`, which browsers accept for this very host alone, whole and encrypted; on
//! http, which is for loopback addresses, the names are plain (`decisions` 26). All are out of reach of scripts, none is
//! sent along with requests that another site made, links excepted (`SameSite=Lax`), and all end with the browser.
//!
//! The language is the exception: its cookie has the published name (`registry` 6.4) everywhere, and stays for a year. It
//! opens nothing, and a planted one changes words at most.

use axum::http::{HeaderMap, HeaderValue, header};
use byline_model::effort;

/// What a cookie is for: its name, and how long it stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cookie {
    name: &'static str,
    /// Opens nothing, and stays for a year.
    is_preference: bool,
}

impl Cookie {
    /// Whose session it is.
    pub const SESSION: Cookie = Cookie::new("byline-session");
    /// The secret that form tokens are made from.
    pub const FORM: Cookie = Cookie::new("byline-form");
    /// The language that was chosen.
    pub const LANGUAGE: Cookie = Cookie { name: "locale_v3", is_preference: true };

    /// One that is bound to the host, and ends with the browser.
    pub const fn new(name: &'static str) -> Self {
        Cookie { name, is_preference: false }
    }
}

/// Reads and writes cookies as the scheme of the base URL wants them.
#[derive(Clone, Copy, Debug)]
pub struct Jar {
    secure: bool,
}

impl Jar {
    pub fn new(base_url: &str) -> Self {
        Jar { secure: base_url.starts_with("https://") }
    }

    const fn prefix(self, cookie: Cookie) -> &'static str {
        if self.secure && !cookie.is_preference { "__Host-" } else { "" }
    }

    pub fn read(self, headers: &HeaderMap, cookie: Cookie) -> Option<&str> {
        let lines = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        lines.flat_map(|line| line.split(';')).find_map(|pair| {
            effort::spend(pair.len() + 1);
            let (name, value) = pair.trim().split_once('=')?;
            let ours = name.strip_prefix(self.prefix(cookie))? == cookie.name;
            (ours && !value.is_empty()).then_some(value)
        })
    }

    /// The value of `Set-Cookie`. Values are our own: hexadecimal, or escaped like a URL.
    pub fn set(self, cookie: Cookie, value: &str) -> HeaderValue {
        self.line(cookie, value, if cookie.is_preference { "; Max-Age=31536000" } else { "" })
    }

    pub fn forget(self, cookie: Cookie) -> HeaderValue {
        self.line(cookie, "", "; Max-Age=0")
    }

    fn line(self, cookie: Cookie, value: &str, more: &str) -> HeaderValue {
        let secure = if self.secure { "; Secure" } else { "" };
        let line =
            format!("{}{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{more}", self.prefix(cookie), cookie.name);
        HeaderValue::from_str(&line).expect("names and values of ours are visible ASCII")
    }
}

/// As the value of a cookie: semicolons and commas would end it.
pub fn escaped(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// D-26
    #[test]
    fn on_https_cookies_are_bound_to_the_host() {
        let jar = Jar::new("https://reg.example");
        assert_eq!(
            jar.set(Cookie::SESSION, "abc"),
            "__Host-byline-session=abc; Path=/; HttpOnly; SameSite=Lax; Secure"
        );
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("byline-session=planted; __Host-byline-session=real"));
        assert_eq!(jar.read(&headers, Cookie::SESSION), Some("real"));
        assert_eq!(jar.read(&headers, Cookie::FORM), None);
    }

    /// D-26
    #[test]
    fn on_loopback_they_are_plain() {
        let jar = Jar::new("http://127.0.0.1:8080");
        assert_eq!(jar.set(Cookie::FORM, "abc"), "byline-form=abc; Path=/; HttpOnly; SameSite=Lax");
        assert_eq!(jar.forget(Cookie::FORM), "byline-form=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
    }
}
