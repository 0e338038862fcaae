//! What the style sheet promises: it is made of roles, and whoever reads can tell the colours apart.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const TOKENS: &str = "tokens.css";

fn assets() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets")
}

/// A file of the sheet without its comments.
fn sheet(name: &str) -> String {
    let text = fs::read_to_string(assets().join(name)).expect("the file is there");
    let mut parts = text.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + part.split_once("*/").expect("comments end").1)
}

/// All files of the sheet but the tokens.
fn components() -> Vec<(String, String)> {
    let names = fs::read_dir(assets()).expect("the folder is there").map(|it| it.expect("a file").file_name());
    let names = names.filter_map(|name| name.into_string().ok());
    names.filter(|name| name.ends_with(".css") && name != TOKENS).map(|name| (sheet(&name), name)).collect()
}

/// Conditions, selectors and declarations, in their order.
#[derive(Debug, PartialEq)]
enum Piece<'s> {
    Prelude(&'s str),
    Declaration(&'s str, &'s str),
}

fn pieces(sheet: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    for (at, end) in sheet.match_indices(['{', '}', ';']) {
        let text = sheet[from..at].trim();
        from = at + 1;
        match (end, text.split_once(':')) {
            (_, None) if text.is_empty() => {}
            ("{", _) => found.push(Piece::Prelude(text)),
            (_, Some((name, value))) => found.push(Piece::Declaration(name.trim(), value.trim())),
            (_, None) => panic!("neither rule nor declaration: {text}"),
        }
    }
    found
}

/// Numbers with a unit in front of which a role should stand. Shares of a whole (`%`, `fr`) are no sizes.
fn sizes(text: &str) -> Vec<&str> {
    const UNITS: [&str; 15] =
        ["rem", "em", "px", "pt", "ch", "ex", "vw", "vh", "svh", "dvh", "vmin", "cm", "mm", "ms", "s"];
    let words = text.split(|it: char| it.is_whitespace() || "(),/*:".contains(it));
    words
        .filter(|word| {
            let number = word.trim_start_matches(['-', '+']).trim_end_matches(|it: char| it.is_ascii_alphabetic());
            let unit = word.trim_start_matches(['-', '+']).strip_prefix(number).unwrap_or_default();
            number.parse::<f32>().is_ok() && UNITS.contains(&unit)
        })
        .collect()
}

fn is_colour(word: &str) -> bool {
    const NAMED: [&str; 12] =
        ["white", "black", "gray", "grey", "red", "green", "blue", "yellow", "orange", "silver", "maroon", "navy"];
    let function = ["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color"];
    word.starts_with('#') || NAMED.contains(&word) || function.contains(&word)
}

/// What a declaration says by itself instead of by a role.
fn literals<'s>(name: &str, value: &'s str) -> Vec<&'s str> {
    let words = || value.split(|it: char| it.is_whitespace() || "(),/".contains(it)).filter(|it| !it.is_empty());
    let mut found = sizes(value);
    found.extend(words().filter(|word| is_colour(word)));
    if name == "font" || name == "font-family" {
        found.extend(words().filter(|word| {
            let weight = word.chars().all(|it| it.is_ascii_digit());
            !weight && !word.starts_with("--") && !["var", "inherit"].contains(word)
        }));
    }
    found
}

/// Steps at which pages change; custom properties mean nothing in a condition.
const STEPS: [&str; 4] = ["30rem", "44rem", "56rem", "80rem"];

#[test]
fn literals_are_found() {
    for (name, value) in [
        ("color", "#fff"),
        ("background", "white"),
        ("border", "var(--hairline) solid rgb(0 0 0)"),
        ("margin", "0 1.5rem"),
        ("margin", "calc(-.25em * 2)"),
        ("transition", "color 120ms"),
        ("font-family", "Georgia, serif"),
        ("font", "600 var(--text-m)/1 serif"),
    ] {
        assert_ne!(literals(name, value), Vec::<&str>::new(), "{name}: {value}");
    }
    for (name, value) in [
        ("color", "currentColor"),
        ("inline-size", "100%"),
        ("grid-template-columns", "minmax(0, 1fr) var(--side)"),
        ("font", "600 var(--text-m)/var(--leading-head) var(--sans)"),
        ("font", "inherit"),
        ("margin", "calc(-1 * var(--space-8))"),
    ] {
        assert_eq!(literals(name, value), Vec::<&str>::new(), "{name}: {value}");
    }
}

#[test]
fn colours_sizes_and_fonts_stand_among_the_tokens_alone() {
    for (sheet, file) in components() {
        for piece in pieces(&sheet) {
            match piece {
                Piece::Declaration(name, value) => {
                    assert!(!name.starts_with("--"), "{file}: {name} is a token");
                    assert_eq!(literals(name, value), Vec::<&str>::new(), "{file}: {name}: {value}");
                }
                Piece::Prelude(text) => {
                    let strange: Vec<_> = sizes(text).into_iter().filter(|size| !STEPS.contains(size)).collect();
                    assert_eq!(strange, Vec::<&str>::new(), "{file}: {text}");
                }
            }
        }
    }
}

#[test]
fn every_role_is_defined_and_used() {
    let tokens = sheet(TOKENS);
    let defined: Vec<&str> = pieces(&tokens)
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Declaration(name, _) => Some(name).filter(|name| name.starts_with("--")),
            Piece::Prelude(_) => None,
        })
        .collect();
    let everything = components().into_iter().fold(tokens.clone(), |all, (sheet, _)| all + &sheet);
    let used: Vec<&str> = everything.split("var(").skip(1).filter_map(|rest| rest.split([')', ',']).next()).collect();
    for name in &used {
        assert!(defined.contains(name), "{name} is no role");
    }
    for name in &defined {
        assert!(used.contains(name) || RESERVED.contains(name), "{name} is a role for nothing");
    }
}

/// Roles that the brief names and no page has come to yet.
const RESERVED: [&str; 3] = ["--info", "--info-wash", "--wide"];

#[test]
fn arabic_is_a_mirror_image() {
    const PHYSICAL: [&str; 4] = ["left", "right", "top", "bottom"];
    for (sheet, file) in components() {
        for piece in pieces(&sheet) {
            let Piece::Declaration(name, value) = piece else { continue };
            let sides = |text: &str| text.split(['-', ' ']).any(|word| PHYSICAL.contains(&word));
            assert!(!sides(name) && !sides(value), "{file}: {name}: {value}");
            assert!(!["width", "height", "min-width", "max-width", "min-height"].contains(&name), "{file}: {name}");
        }
    }
}

type Colours<'s> = BTreeMap<&'s str, [f64; 3]>;

/// The colours of a scheme: those of the first block, and what the dark one says instead.
fn colours(tokens: &str, dark: bool) -> Colours<'_> {
    let mut found = Colours::new();
    let mut applies = true;
    for piece in pieces(tokens) {
        match piece {
            Piece::Prelude(text) if text.contains("scheme: dark") => applies = dark,
            Piece::Prelude(text) if text.starts_with('@') || text.contains(":lang") => applies = false,
            Piece::Declaration(name, value) if applies && value.starts_with('#') => {
                let part = |at: usize| u8::from_str_radix(&value[at..at + 2], 16).expect("six digits");
                found.insert(name, [part(1), part(3), part(5)].map(|it| f64::from(it) / 255.0));
            }
            Piece::Prelude(_) | Piece::Declaration(..) => {}
        }
    }
    found
}

/// WCAG 2.2, relative luminance.
fn luminance(colour: [f64; 3]) -> f64 {
    let linear = colour.map(|it| if it <= 0.040_45 { it / 12.92 } else { ((it + 0.055) / 1.055).powf(2.4) });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

/// WCAG 2.2, contrast ratio.
fn contrast(colours: &Colours<'_>, front: &str, back: &str) -> f64 {
    let of = |name: &str| luminance(*colours.get(name).unwrap_or_else(|| panic!("{name} is a colour")));
    let (front, back) = (of(front), of(back));
    (front.max(back) + 0.05) / (front.min(back) + 0.05)
}

/// Text keeps 4.5:1 (WCAG 1.4.3), edges of controls and rings 3:1 (1.4.11).
const PAIRS: &[(&str, &[&str], f64)] = &[
    ("--ink", &["--paper", "--sheet", "--sunk", "--accent-wash"], 7.0),
    ("--soft", &["--paper", "--sheet", "--sunk"], 4.5),
    ("--edge", &["--paper", "--sheet", "--sunk"], 3.0),
    ("--accent", &["--paper", "--sheet", "--sunk", "--accent-wash"], 4.5),
    ("--accent-hover", &["--paper", "--sheet", "--accent-wash"], 4.5),
    ("--accent-ink", &["--accent", "--accent-hover"], 4.5),
    ("--good", &["--good-wash", "--paper", "--sheet"], 4.5),
    ("--warn-ink", &["--warn-wash"], 4.5),
    ("--danger", &["--danger-wash", "--paper", "--sheet"], 4.5),
    ("--info", &["--info-wash", "--paper", "--sheet"], 4.5),
    ("--ink", &["--good-wash", "--warn-wash", "--danger-wash", "--info-wash"], 4.5),
    ("--focus", &["--paper", "--sheet", "--sunk"], 3.0),
];

#[test]
fn colours_that_meet_can_be_told_apart_in_both_schemes() {
    let tokens = sheet(TOKENS);
    for dark in [false, true] {
        let colours = colours(&tokens, dark);
        for (front, backs, least) in PAIRS {
            for back in *backs {
                let ratio = contrast(&colours, front, back);
                assert!(ratio >= *least, "{front} on {back}: {ratio:.2}, dark: {dark}");
            }
        }
    }
    let light = colours(&tokens, false);
    assert!((contrast(&light, "--ink", "--paper") - 16.5).abs() < 0.1, "as the brief worked it out");
    assert!(contrast(&light, "--line", "--paper") < 3.0, "the measure tells hairlines from edges");
}

#[test]
fn every_icon_is_used_and_every_icon_that_is_used_is_there() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("crates lie in a folder");
    let mut sources = String::new();
    for part in ["pages/templates", "pages/src", "web/templates", "web/src"] {
        read_all(&crates.join(part), &mut sources);
    }
    let asked: Vec<&str> = sources.split("icon(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let sprite = fs::read_to_string(assets().join("icons.svg")).expect("the file is there");
    let there: Vec<&str> = sprite.split("<symbol id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(there.contains(&"search"), "{there:?}");
    for icon in &asked {
        assert!(there.contains(icon), "{icon} is asked for");
    }
    for icon in &there {
        assert!(asked.contains(icon), "{icon} is asked for by nobody");
    }
}

fn read_all(folder: &Path, out: &mut String) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            read_all(&path, out);
        } else {
            *out += &fs::read_to_string(&path).unwrap_or_default();
        }
    }
}
