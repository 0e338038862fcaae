//! Which group a peer review belongs to, read from its body, so that adapters can say whether a group is in use.

use serde::Deserialize;

use crate::{Result, StoreError};

/// The form of a group id that is unique: groups are found without regard to case.
pub fn group_key(group_id: &str) -> String {
    group_id.trim().to_lowercase()
}

/// The key of the group that a peer review names, if it names one.
///
/// # Errors
/// [`StoreError::Corrupt`] when the body cannot be read.
pub fn review_group_key(body: &str) -> Result<Option<String>> {
    #[derive(Deserialize)]
    struct Review {
        #[serde(rename = "review-group-id", default)]
        group: Option<String>,
    }
    let review: Review =
        serde_json::from_str(body).map_err(|error| StoreError::Corrupt(format!("{error}: no peer review")))?;
    Ok(review.group.map(|group| group_key(&group)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_group_of_a_review_is_in_its_body() {
        let body = r#"{"review-group-id":" ISSN:1741-4857","review-type":"review"}"#;
        assert_eq!(review_group_key(body).unwrap().as_deref(), Some("issn:1741-4857"));
        assert_eq!(review_group_key("{}").unwrap(), None);
        assert!(review_group_key("[").is_err());
    }
}
