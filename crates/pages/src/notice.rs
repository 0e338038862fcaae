//! What a page says on top about what was done elsewhere: the query names it, the words are of the catalogue.

use byline_oauth::Form;

/// The message for the `notice` of a query.
pub fn of(query: &str) -> Option<&'static str> {
    match Form::parse(query).get("notice")? {
        "verified" => Some("notice-verified"),
        "sent" => Some("notice-sent"),
        "password" => Some("notice-password"),
        "archived" => Some("notice-archived"),
        "removed" => Some("notice-removed"),
        "saved" => Some("notice-saved"),
        "undone" => Some("notice-undone"),
        "undo-late" => Some("notice-undo-late"),
        "none-chosen" => Some("notice-none-chosen"),
        "too-many" => Some("notice-too-many"),
        "gone" => Some("notice-gone"),
        "signed-out" => Some("notice-signed-out"),
        OUTLIVED => Some("notice-outlived"),
        _ => None,
    }
}

/// Of whoever is back at a page because its form came too late, or with another session (`decisions` 53).
pub const OUTLIVED: &str = "outlived";
