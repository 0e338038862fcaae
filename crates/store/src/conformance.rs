//! The behaviour every adapter must show, as one suite.
