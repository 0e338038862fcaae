//! A file of organisations as ROR publishes them, and what is typed to find one. None of them exists.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use serde_json::json;

/// So many are in the file.
pub const ORGANIZATIONS: u64 = 120_000;

const STARTS: &[&str] =
    &["Alder", "Bram", "Cor", "Dun", "Elm", "Fair", "Glen", "Hart", "Inver", "Kings", "Lang", "Mor", "Nor"];
const MIDDLES: &[&str] = &["wick", "den", "ing", "es", "ver", "lo", "an", "sel", "mon", "ta", "ri"];
const ENDS: &[&str] = &["ton", "ford", "burgh", "haven", "field", "mouth", "stead", "ley", "dale"];
const FORMS: &[&str] =
    &["University of {}", "{} Institute of Technology", "{} General Hospital", "Centre for {} Studies", "{} Museum"];

/// The so-manieth, whose name hardly another has.
fn name(number: u64) -> String {
    let of = |parts: &[&'static str], by: u64| parts[(number / by) as usize % parts.len()];
    let starts = STARTS.len() as u64;
    let town = [of(STARTS, 1), of(MIDDLES, starts), of(ENDS, starts * 11)].concat();
    let campus = number / (starts * 11 * 9 * FORMS.len() as u64);
    let name = of(FORMS, starts * 11 * 9).replace("{}", &town);
    if campus == 0 { name } else { format!("{name} {campus}") }
}

/// Base 32 and two check digits, as `https://ror.org/` has them.
fn identifier(number: u64) -> String {
    const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let body: String = (0..6).rev().map(|place| char::from(DIGITS[(number >> (5 * place)) as usize % 32])).collect();
    format!("https://ror.org/0{body}{:02}", 98 - (number * 100) % 97)
}

/// Writes the file.
pub fn write(file: &Path) -> Result<()> {
    let mut out = std::io::BufWriter::new(std::fs::File::create(file)?);
    for number in 0..ORGANIZATIONS {
        let name = name(number);
        let acronym: String = name.chars().filter(char::is_ascii_uppercase).collect();
        let record = json!({
            "id": identifier(number), "status": "active", "types": ["education"],
            "names": [
                {"value": name, "types": ["ror_display", "label"], "lang": "en"},
                {"value": format!("The {name} Foundation"), "types": ["alias"], "lang": "en"},
                {"value": acronym, "types": ["acronym"], "lang": null},
            ],
            "locations": [], "external_ids": [], "relationships": [], "links": [],
        });
        writeln!(out, "{}{record}", if number == 0 { "[" } else { "," })?;
    }
    writeln!(out, "]")?;
    Ok(out.flush()?)
}

/// What people type on the way to some of them, letter by letter, and what they type without finding one.
pub fn typed() -> Vec<String> {
    let mut typed = Vec::new();
    for number in (0..ORGANIZATIONS).step_by(4001) {
        let name = name(number).to_lowercase();
        typed.extend((1..=name.chars().count()).map(|letters| name.chars().take(letters).collect::<String>()));
        typed.push(format!("{name} zz"));
    }
    typed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_an_identifier_and_hardly_two_share_a_name() {
        let names: std::collections::HashSet<_> = (0..ORGANIZATIONS).map(name).collect();
        assert!(names.len() as u64 > ORGANIZATIONS * 9 / 10, "{}", names.len());
        // By hand: 2 * 100 is 6 more than a multiple of 97.
        assert_eq!(identifier(2), "https://ror.org/000000292");
        assert!(typed().iter().any(|it| it == "u") && typed().len() > 500);
    }
}
