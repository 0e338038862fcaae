//! `GET /{iD}/qr-code.svg` and `/qr-code.png`: the address of an iD for cameras (`registry` 16.7).

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use byline_pages::{Visitor, error};
use qrcode::{EcLevel, QrCode};

use super::{answer, states};
use crate::WebState;

/// Light modules around the code, without which cameras do not find it (ISO/IEC 18004, 9.1).
const QUIET: usize = 4;
/// Pixels of a side of the picture, or a few less: modules are whole pixels.
const SIDE: usize = 500;

/// A square of modules, with light ones around.
struct Modules {
    side: usize,
    dark: Vec<bool>,
}

impl Modules {
    /// Of an address. A quarter of it may be dirty or torn.
    fn of(address: &str) -> Option<Modules> {
        let code = QrCode::with_error_correction_level(address, EcLevel::Q).ok()?;
        let (inner, side) = (code.width(), code.width() + 2 * QUIET);
        let mut dark = vec![false; side * side];
        for (at, colour) in code.to_colors().into_iter().enumerate() {
            dark[(at / inner + QUIET) * side + at % inner + QUIET] = colour == qrcode::Color::Dark;
        }
        Some(Modules { side, dark })
    }

    /// One path of runs, row by row.
    fn svg(&self) -> String {
        let side = self.side;
        let mut path = String::new();
        for (row, modules) in self.dark.chunks(side).enumerate() {
            let mut at = 0;
            for run in modules.chunk_by(|a, b| a == b) {
                if run[0] {
                    path.push_str(&format!("M{at} {row}h{len}v1h-{len}z", len = run.len()));
                }
                at += run.len();
            }
        }
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{SIDE}\" height=\"{SIDE}\" \
             shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path d=\"{path}\"/></svg>"
        )
    }

    /// Black and white, a bit for each pixel.
    fn png(&self) -> Result<Vec<u8>, png::EncodingError> {
        let scale = (SIDE / self.side).max(1);
        let pixels = self.side * scale;
        let mut rows = Vec::with_capacity(pixels.div_ceil(8) * pixels);
        for modules in self.dark.chunks(self.side) {
            let light: Vec<bool> = modules.iter().flat_map(|dark| std::iter::repeat_n(!dark, scale)).collect();
            let bytes = light.chunks(8).map(|bits| {
                bits.iter().enumerate().fold(0u8, |byte, (at, light)| byte | (u8::from(*light) << (7 - at)))
            });
            let row: Vec<u8> = bytes.collect();
            for _ in 0..scale {
                rows.extend_from_slice(&row);
            }
        }
        let mut out = Vec::new();
        let side = u32::try_from(pixels).unwrap_or(u32::MAX);
        let mut encoder = png::Encoder::new(&mut out, side, side);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::One);
        encoder.write_header()?.write_image_data(&rows)?;
        Ok(out)
    }
}

/// `GET /{iD}/qr-code.svg`
pub(crate) async fn svg(state: State<WebState>, path: Path<String>, request: HeaderMap, visitor: Visitor) -> Response {
    picture(&state, &path, &request, &visitor, "image/svg+xml", |it| Some(it.svg().into_bytes())).await
}

/// `GET /{iD}/qr-code.png`
pub(crate) async fn png(state: State<WebState>, path: Path<String>, request: HeaderMap, visitor: Visitor) -> Response {
    picture(&state, &path, &request, &visitor, "image/png", |it| it.png().ok()).await
}

async fn picture(
    state: &WebState,
    orcid: &str,
    request: &HeaderMap,
    visitor: &Visitor,
    content_type: &'static str,
    draw: fn(&Modules) -> Option<Vec<u8>>,
) -> Response {
    let orcid = match states::shown(state, &visitor.language, orcid).await {
        Ok(orcid) => orcid,
        Err(response) => return response,
    };
    let picture = Modules::of(&state.registry().urls().person(orcid)).as_ref().and_then(draw);
    let Some(picture) = picture else {
        // Addresses of iDs have a tenth of what a code holds.
        return error::page(state, &visitor.language, StatusCode::INTERNAL_SERVER_ERROR, "error-broken");
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(content_type)),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400")),
    ];
    answer::shared(state, request, (headers, picture).into_response()).await
}
