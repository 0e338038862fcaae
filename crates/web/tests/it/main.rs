//! The pages, through the router.

mod home;
mod record;
mod support;
