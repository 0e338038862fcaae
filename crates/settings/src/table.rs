//! The way a table is written.

/// A table of settings: a struct with a field for each row.
///
/// ```ignore
/// settings! {
///     /// What connections may take.
///     pub struct Limits {
///         /// The largest request body
///         max_body: ByteSize = default("16MiB");
///         /// Connections of one network address at a time
///         max_connections_per_address: Option<Count> = unset("a tenth of all");
///         /// Address or range that is not counted
///         exempt_networks: Vec<Network> = each("exempt_network");
///     }
///
///     /// The block that new iDs come from.
///     pub struct MintRows => MintBlock { … }
/// }
/// ```
///
/// A field has the name of its key. Its type says what it holds: a value, which needs a default (or has to be set, in
/// [`Tables`](crate::Tables)), `Option` of one, `Vec` of some, another table, or `Tables` of one. What it is for is its
/// docstring, which help and reference show. Behind `=` stand calls of [`Row`](crate::Row), parted by dots.
///
/// A table whose settings have to fit each other becomes what is behind `=>`, by a method `checked` that returns that or a
/// [`Complaint`](crate::Complaint) about some of `Self::NAMES`.
#[macro_export]
macro_rules! settings {
    ($($(#[$about:meta])* $vis:vis struct $name:ident $(=> $checked:ty)? {
        $($(#[doc = $text:literal])+ $field:ident: $type:ty $(= $($method:ident($($argument:expr),*)).+)?;)*
    })+) => { $(
        $(#[$about])*
        #[derive(Clone, Debug)]
        $vis struct $name { $($(#[doc = $text])+ pub $field: <$type as $crate::Setting>::Out),* }

        $crate::settings!(@names $name $($checked)? : $($field)*);

        impl $crate::Table for $name {
            type Out = $crate::settings!(@out $name $($checked)?);

            const ROWS: &'static [$crate::Row] = &[$(
                $crate::Row::new(stringify!($field), &[$($text),+], <$type as $crate::Setting>::KIND)
                    $($(.$method($($argument),*))+)?
            ),*];

            fn read(from: &mut $crate::Reader<'_>) -> ::std::result::Result<Self::Out, $crate::Told> {
                let mut rows = Self::ROWS.iter();
                // All are read before the first that is wrong counts, so that all are told.
                $(let $field = <$type as $crate::Setting>::read(rows.next().expect("there is one for each field"), from);)*
                let read = $name { $($field: $field?),* };
                $crate::settings!(@check read, from $(, $checked)?)
            }
        }

        impl $crate::Setting for $name {
            type Out = <$name as $crate::Table>::Out;

            const KIND: $crate::Kind = $crate::Kind::Group(<$name as $crate::Table>::ROWS);

            fn read(
                row: &'static $crate::Row,
                from: &mut $crate::Reader<'_>,
            ) -> ::std::result::Result<Self::Out, $crate::Told> {
                from.table::<$name>(row)
            }
        }
    )+ };
    (@names $name:ident : $($field:ident)*) => {};
    // What a complaint can be about.
    (@names $name:ident $checked:ty : $($field:ident)*) => {
        #[allow(dead_code, reason = "some settings fit whatever the others are")]
        const _: () = {
            pub struct Names { $(pub $field: $crate::Named),* }

            impl $name {
                pub const NAMES: Names = Names { $($field: $crate::Named(stringify!($field))),* };
            }
        };
    };
    (@out $name:ident) => { $name };
    (@out $name:ident $checked:ty) => { $checked };
    (@check $read:ident, $from:ident) => { Ok($read) };
    (@check $read:ident, $from:ident, $checked:ty) => { $read.checked().map_err(|complaint| $from.complain(&complaint)) };
}
