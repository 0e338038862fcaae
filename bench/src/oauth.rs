//! What the authorization server is asked for most, over a store that survives a crash.
//!
//! Codes are used once, so there is one for every request that will be sent. They are made through a sandbox over the
//! same folder, where people agree by a parameter; what is measured is `byline serve`.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::commands;
use crate::process::Server;

/// One kind of request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// A token for a client itself.
    Credentials,
    /// What a token is good for, asked by its client.
    Introspection,
    /// The smallest answer of the member API: what is left is the look at the token.
    Bearer,
    /// A code for tokens, one of them signed.
    Code,
    /// An identity token of one member for a token of another.
    Exchange,
}

/// What it is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// The bare server.
    Bare,
    Signing,
    SigningAndVerifying,
}

impl Ask {
    pub fn against(self) -> Against {
        match self {
            Ask::Credentials | Ask::Introspection | Ask::Bearer => Against::Bare,
            Ask::Code => Against::Signing,
            Ask::Exchange => Against::SigningAndVerifying,
        }
    }
}

/// Clients of the demo, with secret and callback.
pub struct Client {
    pub id: &'static str,
    secret: &'static str,
    pub callback: &'static str,
}

pub const FUNDER: Client = Client {
    id: "APP-DEMOPREMIUMUPD01",
    secret: "094ee5a5-db39-5f10-aef8-79cdd108a375",
    callback: "http://127.0.0.1:9003/callback",
};
pub const HUB: Client = Client {
    id: "APP-DEMOHUB000000001",
    secret: "4f8afd25-599d-50fc-b0db-a0f492593b61",
    callback: "http://127.0.0.1:9005/callback",
};

/// They sign in in turn.
pub const PEOPLE: [&str; 8] = [
    "0009-9000-0000-0010",
    "0009-9000-0000-0029",
    "0009-9000-0000-0037",
    "0009-9000-0000-0045",
    "0009-9000-0000-0053",
    "0009-9000-0000-0061",
    "0009-9000-0000-007X",
    "0009-9000-0000-0088",
];

/// How many ask for codes at a time: commits of those who wait together are one.
const AT_ONCE: usize = 32;

/// A server that is ready, and what to send to it.
pub struct Stage {
    pub server: Server,
    /// For [`Ask::Code`] as many as were wished; otherwise the one that is sent again and again.
    pub requests: Vec<Vec<u8>>,
}

/// Prepares a store in `folder`, and `codes` codes where they are what is used.
pub fn stage(ask: Ask, folder: &Path, codes: usize) -> Result<Stage> {
    let wanted = match ask {
        Ask::Code => codes,
        Ask::Exchange => 1,
        // An empty store has no clients; the sandbox brings them.
        Ask::Credentials | Ask::Introspection | Ask::Bearer => 0,
    };
    let codes = make_codes(folder, wanted)?;
    let server = Server::start(&mut commands::serve(folder, commands::ViewCache::Memory)?)?;
    let requests = match ask {
        Ask::Credentials => vec![FUNDER.token("client_credentials", "scope=%2Fread-public")],
        Ask::Introspection => {
            let token = own_token(server.listen)?;
            vec![FUNDER.post("/oauth/introspect", &format!("token={token}"))]
        }
        Ask::Bearer => {
            let token = own_token(server.listen)?;
            let head =
                format!("GET /api/v3.0/status HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n\r\n");
            vec![head.into_bytes()]
        }
        Ask::Code => codes.iter().map(|code| FUNDER.token("authorization_code", &format!("code={code}"))).collect(),
        Ask::Exchange => {
            let code = codes.first().context("no code was made")?;
            let request = FUNDER.token("authorization_code", &format!("code={code}"));
            let id_token = Wire::connect(server.listen)?.member(&request, "id_token")?;
            let types = "urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3A";
            let form = format!(
                "subject_token={id_token}&subject_token_type={types}id_token&requested_token_type={types}access_token"
            );
            vec![HUB.token("urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange", &form)]
        }
    };
    Ok(Stage { server, requests })
}

fn own_token(address: SocketAddr) -> Result<String> {
    Wire::connect(address)?.member(&FUNDER.token("client_credentials", "scope=%2Fread-public"), "access_token")
}

/// People agree in a sandbox that keeps its data in `folder`, which is left for others to open.
fn make_codes(folder: &Path, count: usize) -> Result<Vec<String>> {
    let sandbox = Server::start(commands::sandbox()?.arg("--data").arg(folder))?;
    let share = |worker: usize| (worker..count).step_by(AT_ONCE);
    let address = sandbox.listen;
    let codes: Result<Vec<Vec<String>>> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..AT_ONCE)
            .map(|worker| {
                scope.spawn(move || {
                    let mut wire = Wire::connect(address)?;
                    share(worker).map(|index| wire.code(PEOPLE[index % PEOPLE.len()])).collect::<Result<Vec<String>>>()
                })
            })
            .collect();
        workers.into_iter().map(|worker| worker.join().expect("a worker does not panic")).collect()
    });
    Ok(codes?.concat())
}

impl Client {
    pub fn token(&self, grant: &str, more: &str) -> Vec<u8> {
        self.post("/oauth/token", &format!("grant_type={grant}&{more}"))
    }

    pub fn post(&self, path: &str, form: &str) -> Vec<u8> {
        let body = format!("client_id={}&client_secret={}&{form}", self.id, self.secret);
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\n\r\n",
            body.len()
        );
        (head + &body).into_bytes()
    }
}

/// A connection whose answers are read, one at a time.
pub struct Wire(BufReader<TcpStream>);

impl Wire {
    pub fn connect(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).with_context(|| format!("cannot connect to {address}"))?;
        stream.set_nodelay(true)?;
        Ok(Wire(BufReader::new(stream)))
    }

    /// Head and body of the answer.
    pub fn ask(&mut self, request: &[u8]) -> Result<(String, String)> {
        self.0.get_mut().write_all(request)?;
        let (mut head, mut length) = (String::new(), 0);
        loop {
            let start = head.len();
            if self.0.read_line(&mut head)? == 0 {
                bail!("the server closed the connection");
            }
            let line = head[start..].trim_end().to_ascii_lowercase();
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse()?;
            }
            if line.is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body)?;
        Ok((head, String::from_utf8(body)?))
    }

    /// A member of the JSON that answers.
    pub fn member(&mut self, request: &[u8], name: &str) -> Result<String> {
        let (head, body) = self.ask(request)?;
        let answer: serde_json::Value = serde_json::from_str(&body).with_context(|| format!("{head}{body}"))?;
        Ok(answer[name].as_str().with_context(|| format!("no {name}: {body}"))?.to_owned())
    }

    fn code(&mut self, person: &str) -> Result<String> {
        let (id, callback) = (FUNDER.id, FUNDER.callback);
        let request = format!(
            "GET /oauth/authorize?client_id={id}&response_type=code&scope=openid%20%2Factivities%2Fupdate\
             &redirect_uri={callback}&login_as={person} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
        );
        let (head, body) = self.ask(request.as_bytes())?;
        let code = head.split_once("code=").and_then(|(_, rest)| rest.split(['&', '\r']).next());
        code.map(str::to_owned).with_context(|| format!("no code: {head}{body}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_say_how_long_they_are() {
        let request = String::from_utf8(HUB.token("client_credentials", "scope=x")).unwrap();
        let (head, body) = request.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(&format!("Content-Length: {}", body.len())), "{request}");
        assert!(body.ends_with("grant_type=client_credentials&scope=x"));
    }
}
