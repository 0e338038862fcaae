//! Reads while people sign in. A password takes as much of a processor as a thousand answers, and it must not keep others
//! from theirs.

use std::net::SocketAddr;

use anyhow::{Context, Result};

use crate::oauth::Wire;

/// Answers that are asked for every second, few enough for any machine.
pub const READS: f64 = 1000.0;

/// A sign-in with a wrong password, as the page would send it. Whoever is not there costs as much as whoever is.
pub fn sign_in(address: SocketAddr) -> Result<Vec<u8>> {
    let (head, page) = Wire::connect(address)?.ask(b"GET /signin HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")?;
    let cookies: Vec<&str> = head.lines().filter_map(cookie).collect();
    let token = page.split_once(r#"name="csrf" value=""#).and_then(|(_, rest)| rest.split('"').next());
    let token = token.with_context(|| format!("a sign-in page without a token: {head}"))?;
    let form = format!("csrf={token}&oauth=&next=&username=nobody%40example.org&password=wrong-Passw0rd");
    let head = format!(
        "POST /signin HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\n\r\n",
        cookies.join("; "),
        form.len()
    );
    Ok((head + &form).into_bytes())
}

/// Name and value of a cookie that is set.
fn cookie(line: &str) -> Option<&str> {
    let (name, value) = line.split_once(": ")?;
    name.eq_ignore_ascii_case("set-cookie").then(|| value.split(';').next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_are_sent_back_without_what_they_are_for() {
        assert_eq!(cookie("set-cookie: a=b; Path=/; HttpOnly"), Some("a=b"));
        assert_eq!(cookie("Set-Cookie: a=b"), Some("a=b"));
        assert_eq!(cookie("content-length: 3"), None);
    }
}
