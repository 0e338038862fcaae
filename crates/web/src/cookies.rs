//! The cookies of signing in, beside those of all pages.

use byline_pages::Cookie;

/// The authorization request for which somebody just signed in.
pub(crate) const FRESH: Cookie = Cookie::new("byline-fresh");
/// The authorization request that was shown last, for the sign-in calls of old clients.
pub(crate) const PENDING: Cookie = Cookie::new("byline-pending");
/// What somebody was about to do when they noticed that they had forgotten their password.
pub(crate) const RESETTING: Cookie = Cookie::new("byline-resetting");
