//! Why there was no answer, in words for those who wait for calls. Addresses stay out of it: they may have secrets in them.

use byline_members::InvalidTarget;

/// Reasons are for tables: longer ones are cut.
const LONGEST: usize = 200;

pub const NO_ANSWER: &str = "no answer in time";

/// What went wrong, from the innermost cause that says something.
pub fn reason(error: reqwest::Error) -> Box<str> {
    if error.is_timeout() {
        return NO_ANSWER.into();
    }
    let error = error.without_url();
    let mut innermost: &dyn std::error::Error = &error;
    while let Some(source) = innermost.source() {
        innermost = source;
        if let Some(refused) = innermost.downcast_ref::<InvalidTarget>() {
            return refused.to_string().into();
        }
    }
    let text = innermost.to_string();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]).into(),
        None => text.into(),
    }
}
