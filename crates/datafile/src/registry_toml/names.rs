//! Names the file may use that no other table lists.

/// `type` of a redirect URI (`oauth` 3.3).
pub(super) const REDIRECT_TYPES: [&str; 8] = [
    "default",
    "grant-read-wizard",
    "import-funding-wizard",
    "import-works-wizard",
    "import-peer-review-wizard",
    "sso-authentication",
    "institutional-sign-in",
    "find-my-stuff",
];

/// `creation_method` of a record whose document named none: leaving the key out means `Direct`.
pub(super) const NO_CREATION_METHOD: &str = "none";
