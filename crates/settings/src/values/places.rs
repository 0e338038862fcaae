//! Where something is.

use std::ffi::OsStr;
use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::{Expected, Form, Value, expected, wraps};

macro_rules! paths {
    ($($(#[$about:meta])* $name:ident: $help:literal;)+) => { $(
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name(pub PathBuf);

        impl FromStr for $name {
            type Err = Expected;

            fn from_str(text: &str) -> Result<Self, Expected> {
                Self::from_os(text.as_ref())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.display().fmt(f)
            }
        }

        impl Value for $name {
            const NAME: &'static str = $help;
            const LIKE: &'static str = "a path";
            const FORM: Form = Form::TEXT;

            fn from_os(text: &OsStr) -> Result<Self, Expected> {
                if text.is_empty() { expected(Self::LIKE) } else { Ok($name(text.into())) }
            }

            /// Wherever the program was started.
            fn seen_from(self, folder: &Path) -> Self {
                $name(folder.join(self.0))
            }
        }
    )+ };
}

paths! {
    /// A file; in a settings file its path is seen from there.
    FilePath: "FILE";
    /// A folder, likewise.
    Folder: "DIR";
}

wraps! {
    /// An address to listen on.
    pub struct SocketAddress(SocketAddr): "ADDR", "an address with a port, like 127.0.0.1:8080 or [::]:80",
        Form::pattern(r"^[0-9a-fA-F.:\[\]%]+:[0-9]+$");
}
