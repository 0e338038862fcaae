//! Values that mean the same whatever a program is about.

mod amounts;
mod places;
mod texts;

pub use amounts::{ByteSize, Count, Span};
pub use places::{FilePath, Folder, SocketAddress};
pub use texts::{Secret, Switch, Text};
