//! The files beside the pages, inside the program.
//!
//! Their addresses carry a hash of their content, so browsers may keep them for ever and still see every change.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use rust_embed::RustEmbed;

/// Where [`serve`] is mounted.
pub const ROUTE: &str = "/assets/{name}";

#[derive(RustEmbed)]
#[folder = "assets"]
struct Files;

/// One or more files, one after the other, under a name with a hash.
struct Asset {
    path: String,
    content_type: HeaderValue,
    body: Bytes,
}

static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    Asset::load("byline.css", "text/css; charset=utf-8", &["tokens.css", "byline.css", "record.css", "owner.css"])
});
static MARK: LazyLock<Asset> = LazyLock::new(|| Asset::load("mark.svg", "image/svg+xml", &["mark.svg"]));
static PICTURE: LazyLock<Asset> = LazyLock::new(|| Asset::load("mark.png", "image/png", &["mark.png"]));
static ICONS: LazyLock<Asset> = LazyLock::new(|| Asset::load("icons.svg", "image/svg+xml", &["icons.svg"]));

/// A file that is served under a name of its own.
///
/// # Panics
/// When there is no such file: names stand in the code.
pub fn read(name: &str) -> Bytes {
    Bytes::from(Files::get(name).expect("the file is compiled in").data.into_owned())
}

impl Asset {
    fn load(name: &str, content_type: &'static str, files: &[&str]) -> Self {
        let body = Bytes::from(files.iter().copied().map(read).collect::<Vec<_>>().concat());
        let (stem, extension) = name.split_once('.').expect("names have an extension");
        let path = format!("/assets/{stem}-{:016x}.{extension}", xxhash_rust::xxh3::xxh3_64(&body));
        Asset { path, content_type: HeaderValue::from_static(content_type), body }
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

/// Address of the mark as pixels, for previews.
pub fn picture() -> &'static str {
    &PICTURE.path
}

/// Address of the icons: each is a symbol of one picture, `#search`.
pub fn icons() -> &'static str {
    &ICONS.path
}

/// Whether a path is that of a file beside the pages, or of the icon that browsers look for on their own.
pub fn is_one(path: &str) -> bool {
    path.starts_with("/assets/") || path == "/favicon.ico"
}

/// `GET /assets/{name}`: only the names of today's content exist.
pub async fn serve(Path(name): Path<String>) -> Response {
    let known = [&*STYLE, &*MARK, &*ICONS, &*PICTURE];
    let found = known.into_iter().find(|asset| asset.path.strip_prefix("/assets/") == Some(name.as_str()));
    let Some(asset) = found else { return StatusCode::NOT_FOUND.into_response() };
    let headers = [
        (header::CONTENT_TYPE, asset.content_type.clone()),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
    ];
    (headers, asset.body.clone()).into_response()
}
