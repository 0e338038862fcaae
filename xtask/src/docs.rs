//! Nine of ten public items have a docstring, in each crate of rows 1 to 5: where rules live, they are written down.
//!
//! Counted is what is declared `pub`: items, functions and constants of types, members of traits. It is read from the
//! sources, module by module, so that what is for tests alone is left out: what stands behind `cfg(test)`, and suites
//! behind a feature. Fields and variants are told by what holds them, and what a macro makes is told by its table.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use syn::{
    Attribute, Expr, ExprLit, ImplItem, Item, ItemImpl, ItemTrait, Lit, Meta, MetaNameValue, TraitItem, Type,
    Visibility,
};

use crate::rows::PLACES;
use crate::shell::root;

/// Above are HTTP and surfaces: who wants to know what they do reads what they serve.
const HIGHEST_ROW: u8 = 5;
/// Of a hundred.
const LEAST: usize = 90;
/// So many of those that have none are named.
const NAMED: usize = 12;

/// What there is in a crate.
#[derive(Debug, Default, PartialEq, Eq)]
struct Count {
    public: usize,
    /// Those without a docstring, each with its file.
    bare: Vec<String>,
}

impl Count {
    /// Of a hundred, rounded down.
    fn percent(&self) -> usize {
        (self.public - self.bare.len()) * 100 / self.public.max(1)
    }
}

/// A line for each crate, and whether it falls short.
pub fn counted() -> Result<Vec<(String, bool)>> {
    let mut lines = Vec::new();
    for place in PLACES.iter().filter(|place| place.row <= HIGHEST_ROW) {
        let source = root().join("crates").join(place.folder).join("src");
        if !source.is_dir() {
            continue;
        }
        let mut count = Count::default();
        read(&source.join("lib.rs"), &source, &mut count)?;
        lines.push((line(place.folder, &count), count.percent() < LEAST));
    }
    Ok(lines)
}

fn line(folder: &str, count: &Count) -> String {
    let said = format!("crates/{folder}: {} % of {} public items", count.percent(), count.public);
    if count.percent() >= LEAST {
        return format!("{said} have a docstring");
    }
    let bare: Vec<&str> = count.bare.iter().take(NAMED).map(String::as_str).collect();
    format!("{said} have a docstring, {LEAST} % are to; none have {}", bare.join(", "))
}

/// A file, and those of its modules, which lie in `children`.
fn read(file: &Path, children: &Path, count: &mut Count) -> Result<()> {
    let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let parsed = syn::parse_file(&text).with_context(|| format!("{} cannot be parsed", file.display()))?;
    let name = file.strip_prefix(root()).unwrap_or(file).display().to_string();
    let mut modules = Vec::new();
    take(&parsed.items, &name, count, &mut modules);
    for module in modules {
        let inside = children.join(&module);
        read(&file_of(children, &module), &inside, count)?;
    }
    Ok(())
}

fn file_of(children: &Path, module: &str) -> PathBuf {
    let beside = children.join(format!("{module}.rs"));
    if beside.is_file() { beside } else { children.join(module).join("mod.rs") }
}

/// Counts what stands here, and says which modules have files of their own.
fn take(items: &[Item], file: &str, count: &mut Count, modules: &mut Vec<String>) {
    for item in items {
        if is_for_tests(attributes(item)) {
            continue;
        }
        match item {
            Item::Mod(it) => match &it.content {
                Some((_, inside)) => take(inside, file, count, modules),
                None => modules.push(it.ident.to_string()),
            },
            Item::Impl(it) if it.trait_.is_none() => of_type(it, file, count),
            Item::Trait(it) if is_public(&it.vis) => of_trait(it, file, count),
            Item::Const(it) => one(&it.vis, &it.attrs, &it.ident, file, count),
            Item::Enum(it) => one(&it.vis, &it.attrs, &it.ident, file, count),
            Item::Fn(it) => one(&it.vis, &it.attrs, &it.sig.ident, file, count),
            Item::Static(it) => one(&it.vis, &it.attrs, &it.ident, file, count),
            Item::Struct(it) => one(&it.vis, &it.attrs, &it.ident, file, count),
            Item::Type(it) => one(&it.vis, &it.attrs, &it.ident, file, count),
            _ => {}
        }
    }
}

fn of_type(block: &ItemImpl, file: &str, count: &mut Count) {
    let Type::Path(of) = &*block.self_ty else { return };
    let Some(of) = of.path.segments.last() else { return };
    for member in &block.items {
        match member {
            ImplItem::Fn(it) => one(&it.vis, &it.attrs, format!("{}::{}", of.ident, it.sig.ident), file, count),
            ImplItem::Const(it) => one(&it.vis, &it.attrs, format!("{}::{}", of.ident, it.ident), file, count),
            _ => {}
        }
    }
}

/// The members of a public trait are public.
fn of_trait(of: &ItemTrait, file: &str, count: &mut Count) {
    one(&of.vis, &of.attrs, &of.ident, file, count);
    for member in &of.items {
        let (attributes, name) = match member {
            TraitItem::Fn(it) => (&it.attrs, &it.sig.ident),
            TraitItem::Const(it) => (&it.attrs, &it.ident),
            TraitItem::Type(it) => (&it.attrs, &it.ident),
            _ => continue,
        };
        one(&of.vis, attributes, format!("{}::{name}", of.ident), file, count);
    }
}

fn one(visibility: &Visibility, attributes: &[Attribute], name: impl ToString, file: &str, count: &mut Count) {
    if !is_public(visibility) || is_for_tests(attributes) {
        return;
    }
    count.public += 1;
    let name = name.to_string();
    if !says_more(&docstring(attributes), &name) {
        count.bare.push(format!("{name} ({file})"));
    }
}

fn docstring(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter(|it| it.path().is_ident("doc")).map(|it| match &it.meta {
        Meta::NameValue(MetaNameValue { value: Expr::Lit(ExprLit { lit: Lit::Str(text), .. }), .. }) => text.value(),
        _ => String::new(),
    });
    lines.collect::<Vec<_>>().join(" ")
}

/// Whether a docstring has a word that is not in the name: `/// The client.` above `fn client` says nothing.
fn says_more(docstring: &str, name: &str) -> bool {
    const SMALL: [&str; 10] = ["a", "an", "the", "this", "its", "of", "is", "gets", "sets", "returns"];
    let spaced: String = name.chars().flat_map(|it| [it.is_uppercase().then_some(' '), Some(it)]).flatten().collect();
    let known: Vec<String> = words(&spaced).collect();
    words(docstring).any(|word| !SMALL.contains(&word.as_str()) && !known.contains(&word))
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).map(str::to_lowercase)
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// `#[cfg(test)]`, and features, which crates have for suites that others run.
fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().filter(|it| it.path().is_ident("cfg")).any(|it| match &it.meta {
        Meta::List(list) => {
            let condition = list.tokens.to_string();
            condition == "test" || condition.contains("feature")
        }
        _ => false,
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Mod(it) => &it.attrs,
        Item::Impl(it) => &it.attrs,
        Item::Trait(it) => &it.attrs,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(source: &str) -> Count {
        let mut count = Count::default();
        let parsed = syn::parse_file(source).expect("Rust");
        take(&parsed.items, "a.rs", &mut count, &mut Vec::new());
        count
    }

    #[test]
    fn what_is_public_is_counted_and_what_is_bare_is_named() {
        let found = count(
            "/// It has one.
             pub struct A { pub field: u8 }
             pub fn bare() {}
             pub(crate) fn inside() {}
             impl A { pub fn of() {} fn own() {} /// This, too.
                 pub const ONE: A = A { field: 1 }; }
             impl Default for A { fn default() -> A { A::ONE } }
             pub trait T { /// It has one.
                 fn told(); fn untold(); }",
        );
        assert_eq!(found.public, 7);
        assert_eq!(found.bare, ["bare (a.rs)", "A::of (a.rs)", "T (a.rs)", "T::untold (a.rs)"]);
        assert_eq!(found.percent(), 42);
    }

    #[test]
    fn what_is_for_tests_is_not() {
        let found = count(
            "#[cfg(test)] mod tests { pub fn a() {} }
             #[cfg(feature = \"conformance\")] pub mod suite { pub fn b() {} }
             mod inner { pub fn c() {} }
             #[cfg(test)] pub fn d() {}",
        );
        assert_eq!(found.bare, ["c (a.rs)"]);
    }

    #[test]
    fn saying_the_name_again_is_not_enough() {
        for (docstring, name, says) in [
            (" The client.", "client", false),
            (" Returns the client id.", "ClientId", false),
            ("", "client", false),
            (" The client that asked.", "client", true),
            (" In milliseconds.", "millis", true),
        ] {
            assert_eq!(says_more(docstring, name), says, "{docstring}");
        }
    }

    #[test]
    fn what_falls_short_is_said() {
        let few = Count { public: 20, bare: vec!["a (b.rs)".into(); 3] };
        assert!(line("x", &few).contains("85 % of 20") && line("x", &few).contains("a (b.rs), a (b.rs)"));
        let enough = Count { public: 20, bare: vec!["a (b.rs)".into(); 2] };
        assert_eq!(line("x", &enough), "crates/x: 90 % of 20 public items have a docstring");
    }
}
