//! `/v3.0/` and the like for people: what this API is and where to go on.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use byline_http::Api;

use crate::error::ApiError;
use crate::exchange::Exchange;
use crate::{answer, media};

pub fn page(exchange: &Exchange<'_>) -> Result<Response<Body>, ApiError> {
    let accepted = exchange.negotiate(&[&media::HTML], 0)?;
    let (base, version) = (exchange.links(), exchange.version.path);
    let (name, about) = match exchange.api {
        Api::Public => {
            ("Public API", "It reads what people have made public. No token is needed; a wrong one is refused.")
        }
        Api::Member => (
            "Member API",
            "It reads what people share with a member, and writes on their behalf. Every request needs a token.",
        ),
    };
    let link = |path: &str| format!("<a href=\"{base}/{path}/\">{path}</a>");
    let versions = exchange.state.versions.paths().map(link).collect::<Vec<_>>().join(", ");
    let page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{name} {version}</title>\n\
         <style>body{{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}}\
         code{{background:#eee;padding:.1em .3em}}</style>\n</head>\n<body>\n<main>\n<h1>{name} {version}</h1>\n\
         <p>{about}</p>\n<h2>First steps</h2>\n<ul>\n\
         <li><code>GET {base}/{version}/{{iD}}/record</code>: a whole record</li>\n\
         <li><code>GET {base}/{version}/{{iD}}/works</code>: one section, grouped</li>\n\
         <li><code>GET {base}/{version}/{{iD}}/work/{{put-code}}</code>: one item</li>\n\
         <li><code>GET {base}/{version}/search?q=family-name:Curie</code>: people, by what is public of them</li>\n\
         <li><code>POST {base}/oauth/token</code>: a token for your client</li>\n</ul>\n\
         <p>Versions: {versions}</p>\n\
         <p>Documents come as XML or JSON: send <code>Accept: application/json</code>.</p>\n\
         <p>All addresses, for tools: <a href=\"{base}/openapi.json\">openapi.json</a></p>\n\
         </main>\n</body>\n</html>\n"
    );
    let mut response = answer::fleeting(exchange.state, StatusCode::OK, Some(accepted.content_type), page);
    let policy = "default-src 'none'; style-src 'unsafe-inline'";
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    Ok(response)
}
