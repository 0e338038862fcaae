//! What a page says on top after something was done elsewhere: the query names it, the words are here.

use byline_oauth::Form;

/// The words for the `notice` of a query.
pub(crate) fn of(query: &str) -> Option<&'static str> {
    match Form::parse(query).get("notice")? {
        "verified" => Some("The address is confirmed. Thank you."),
        "sent" => Some("The mail is on its way."),
        "password" => Some("You have a new password. Please sign in with it."),
        "removed" => Some("The permission is taken back."),
        "signed-out" => Some("You are signed out."),
        _ => None,
    }
}
