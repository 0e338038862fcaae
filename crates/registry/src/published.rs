//! The published error codes: status and texts of our own (`record-api` 4.2). Some codes stand for many failures: what their
//! text says is true of all of them, and the detail behind it tells the one.

use byline_model::document::Object;
use byline_model::shapes;

/// Where every error document points.
pub const MORE_INFO: &str = "https://members.orcid.org/api/resources/troubleshooting";

/// A row of the table of codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublishedError {
    pub code: u16,
    pub status: u16,
    /// For whoever wrote the client.
    pub developer: &'static str,
    /// For whoever sits in front of it.
    pub user: &'static str,
}

const fn row(code: u16, status: u16, developer: &'static str, user: &'static str) -> PublishedError {
    PublishedError { code, status, developer, user }
}

static TABLE: &[PublishedError] = &[
    row(
        9001,
        400,
        "The request cannot be answered as it was sent.",
        "The request could not be answered as it was sent.",
    ),
    row(9002, 401, "The client could not be authenticated.", "The application could not be authenticated."),
    row(
        9004,
        403,
        "The token does not carry a permission that allows this.",
        "The application is not allowed to do this.",
    ),
    row(
        9005,
        403,
        "A token for creating records does not reach a record that its owner has claimed.",
        "The record belongs to its owner now.",
    ),
    row(9006, 400, "Something in the request does not fit.", "Something in the request does not fit."),
    row(
        9007,
        409,
        "The record was merged into another; the address of that one is in the Location header.",
        "This record was merged into another one.",
    ),
    row(9008, 500, "The registry could not do this.", "That did not work. Please try again later."),
    row(
        9009,
        403,
        "The notification has been read already and can no longer be archived.",
        "The notification has been read already.",
    ),
    row(9010, 403, "Only the source of an item may change it.", "The item was added by somebody else."),
    row(9011, 404, "The record or item was not found.", "The resource was not found."),
    row(9012, 400, "The request is not valid.", "The request is not valid."),
    row(9013, 403, "The item is private, and this client is not its source.", "The item is private."),
    row(9014, 403, "This is not allowed for this client.", "The application is not allowed to do this."),
    row(9015, 401, "The scope is not valid.", "The permission that was asked for does not exist."),
    row(9016, 404, "The resource was not found.", "The resource was not found."),
    row(9017, 401, "The token does not give access to this record.", "The application has no access to this record."),
    row(9018, 409, "The record is locked.", "The record is locked."),
    row(
        9019,
        400,
        "The put-code in the body must be the one in the address.",
        "The item in the request is another one than the item in its address.",
    ),
    row(9020, 400, "The content is not valid.", "The content is not valid."),
    row(
        9021,
        409,
        "The same source has added an item with this identifier already.",
        "The item is on the record already.",
    ),
    row(9022, 400, "A title is needed.", "A title is needed."),
    row(9023, 400, "An external identifier is missing or not valid.", "An identifier is missing or not valid."),
    row(9024, 400, "A new item must not bring a put-code.", "The item could not be added."),
    row(9025, 409, "The group id exists already.", "The group exists already."),
    row(9026, 400, "There is no group id record with this put-code.", "The group was not found."),
    row(9027, 404, "There is no such client.", "The application was not found."),
    row(9028, 404, "There is no such webhook.", "The webhook was not found."),
    row(9029, 404, "There is no such notification.", "The notification was not found."),
    row(9030, 409, "The record has this already.", "The record has this already."),
    row(9031, 409, "A put-code is needed.", "The item could not be changed."),
    row(
        9032,
        409,
        "The owner of the record does not want notifications of this kind.",
        "The owner of the record does not want this notification.",
    ),
    row(9033, 400, "There is no such other name.", "The name was not found."),
    row(9034, 400, "The put-code is not a number, or names no item that can be shown here.", "The item was not found."),
    row(
        9035,
        403,
        "A client must not change the visibility of an item.",
        "Only the owner of the record decides who sees an item.",
    ),
    row(9036, 409, "The record is not claimed by its owner yet.", "The record is not claimed by its owner yet."),
    row(9037, 400, "A value is missing or is none of the enumeration.", "A value is missing or not known."),
    row(
        9038,
        403,
        "The token lacks the scope that opens this item.",
        "The application has no permission to see this item.",
    ),
    row(9039, 403, "The item is not public.", "The item is not public."),
    row(9040, 409, "The item is in use and cannot be deleted.", "The item is in use and cannot be deleted."),
    row(9041, 404, "The record has no biography.", "The record has no biography."),
    row(9042, 400, "Too many put-codes were asked for at once.", "Too many items were asked for at once."),
    row(
        9043,
        400,
        "Without a token, results can only be paged through so far: use a smaller start value, or a token.",
        "The search goes too far into the results.",
    ),
    row(9044, 409, "The record is deactivated.", "The record is deactivated."),
    row(9045, 400, "The organization needs an identifier that the registry knows.", "The organization is not known."),
    row(9046, 400, "An organization is needed.", "An organization is needed."),
    row(9047, 400, "The JSON document is not valid.", "The request is not valid."),
    row(
        9048,
        409,
        "The record holds the largest number of works that it may.",
        "The record holds as many works as it may.",
    ),
    row(
        9049,
        400,
        "A date does not exist in the calendar, or is not written as year, two-digit month and two-digit day.",
        "A date is not valid.",
    ),
    row(9050, 400, "A start date is needed.", "A start date is needed."),
    row(9051, 400, "A value is none of the enumeration.", "A value is not known."),
    row(
        9052,
        403,
        "Tokens that act on behalf of another client are served from version 3.0 on.",
        "The application is not allowed to do this.",
    ),
    row(9053, 400, "The ISSN is not valid.", "The ISSN is not valid."),
    row(9054, 400, "The amount is not a number.", "The amount is not a number."),
    row(9055, 400, "The start date is after the end date.", "The start date is after the end date."),
    row(
        9056,
        308,
        "This version of the API is switched off; its successor is in the Location header.",
        "The address has changed.",
    ),
    row(9057, 409, "The client is locked.", "The application is locked."),
    row(9058, 400, "The role of a contributor is not known.", "A contributor's role is not known."),
    row(
        9060,
        400,
        "The address of the organization needs a city and a country.",
        "The organization needs a city and a country.",
    ),
    row(9061, 400, "A city or region needs a country.", "The organization needs a country."),
    row(
        9062,
        400,
        "The organization needs an identifier, or the item an external identifier.",
        "An identifier is needed.",
    ),
];

/// The row of a code; codes without a row are 9008.
pub fn published(code: u16) -> &'static PublishedError {
    let position = TABLE.binary_search_by_key(&code, |row| row.code);
    let fallback = || TABLE.iter().find(|row| row.code == 9008).expect("9008 has a row");
    position.map_or_else(|_| fallback(), |at| &TABLE[at])
}

/// The error document of a code, with its usual status.
pub fn document(code: u16, detail: Option<&str>) -> Object<'static> {
    document_with_status(code, published(code).status, detail)
}

/// The error document of a code with another status than usual (9001 is any 4xx, 9007 is 301 for GET).
pub fn document_with_status(code: u16, status: u16, detail: Option<&str>) -> Object<'static> {
    let row = published(code);
    let developer = match detail {
        Some(detail) => format!("{} Details: {detail}", row.developer),
        None => row.developer.to_owned(),
    };
    Object::new(&shapes::ERROR)
        .with("response-code", i64::from(status))
        .with("developer-message", developer)
        .with("user-message", row.user)
        .with("error-code", i64::from(row.code))
        .with("more-info", MORE_INFO)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_codes_are_unique() {
        assert!(TABLE.windows(2).all(|pair| pair[0].code < pair[1].code));
    }

    #[test]
    fn unknown_codes_are_unexpected_failures() {
        assert_eq!(published(1).code, 9008);
        assert_eq!(published(9016).status, 404);
    }
}
