//! The files beside the pages, inside the program.
//!
//! Their addresses carry a hash of their content, so browsers may keep them for ever and still see every change.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

/// Where [`serve`] is mounted.
pub const ROUTE: &str = "/assets/{name}";

#[derive(RustEmbed)]
#[folder = "assets"]
struct Files;

/// A file with its hashed name.
struct Asset {
    path: String,
    content_type: HeaderValue,
    file: EmbeddedFile,
}

static STYLE: LazyLock<Asset> = LazyLock::new(|| Asset::load("byline", "css", "text/css; charset=utf-8"));
static MARK: LazyLock<Asset> = LazyLock::new(|| Asset::load("mark", "svg", "image/svg+xml"));

impl Asset {
    fn load(stem: &str, extension: &str, content_type: &'static str) -> Self {
        let file = Files::get(&format!("{stem}.{extension}")).expect("the file is compiled in");
        let hash: String = file.metadata.sha256_hash()[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        let path = format!("/assets/{stem}-{hash}.{extension}");
        Asset { path, content_type: HeaderValue::from_static(content_type), file }
    }
}

/// Address of the style sheet.
pub fn style() -> &'static str {
    &STYLE.path
}

/// Address of the mark of this site.
pub fn mark() -> &'static str {
    &MARK.path
}

/// Whether a path is that of a file beside the pages, or of the icon that browsers look for on their own.
pub fn is_one(path: &str) -> bool {
    path.starts_with("/assets/") || path == "/favicon.ico"
}

/// `GET /assets/{name}`: only the names of today's content exist.
pub async fn serve(Path(name): Path<String>) -> Response {
    let known = [&*STYLE, &*MARK];
    let found = known.into_iter().find(|asset| asset.path.strip_prefix("/assets/") == Some(name.as_str()));
    let Some(asset) = found else { return StatusCode::NOT_FOUND.into_response() };
    let headers = [
        (header::CONTENT_TYPE, asset.content_type.clone()),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
    ];
    (headers, asset.file.data.clone()).into_response()
}
