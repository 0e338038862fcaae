//! Names of people as they are looked up: without case and accents, in any order.
//!
//! A name is kept under numbers, one for each way in which it is found. They must be the same in every version of the
//! program, so changing anything here takes a migration in each adapter that fills the look-up anew.

use std::borrow::Cow;

use byline_model::Visibility;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;
use xxhash_rust::xxh3::xxh3_64;

use crate::StoreError;

/// The numbers under which a name is kept and looked for, the most exact first: of all its words, then of the first
/// given name with the family name.
pub fn name_keys(given: &str, family: &str) -> Vec<i64> {
    let (given, family) = (words(given), words(family));
    let mut keys = Vec::new();
    let short =
        given.first().filter(|_| !family.is_empty()).map(|first| [std::slice::from_ref(first), &*family].concat());
    add(&mut keys, [given, family].concat());
    short.into_iter().for_each(|short| add(&mut keys, short));
    keys
}

/// The numbers of the name of a record: none unless everybody may see it.
///
/// # Errors
/// [`StoreError::Corrupt`] when the body cannot be read.
pub fn public_name_keys(visibility: Visibility, body: &str) -> Result<Vec<i64>, StoreError> {
    if visibility == Visibility::Public { body_keys(body) } else { Ok(Vec::new()) }
}

/// Those of given and family names, and that of the published name.
fn body_keys(body: &str) -> Result<Vec<i64>, StoreError> {
    let body: Body<'_> =
        serde_json::from_str(body).map_err(|error| StoreError::Corrupt(format!("{error} in the body of a name")))?;
    let text = |part: &Option<Text<'_>>| part.as_ref().map_or(String::new(), Text::text);
    let mut keys = name_keys(&text(&body.given), &text(&body.family));
    add(&mut keys, words(&text(&body.credit)));
    Ok(keys)
}

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(rename = "given-names", borrow, default)]
    given: Option<Text<'a>>,
    #[serde(rename = "family-name", borrow, default)]
    family: Option<Text<'a>>,
    #[serde(rename = "credit-name", borrow, default)]
    credit: Option<Text<'a>>,
}

/// A text, or an object with one.
#[derive(Deserialize)]
#[serde(untagged)]
enum Text<'a> {
    Plain(#[serde(borrow)] Cow<'a, str>),
    Wrapped {
        #[serde(borrow, default)]
        value: Option<Cow<'a, str>>,
    },
}

impl Text<'_> {
    fn text(&self) -> String {
        match self {
            Text::Plain(text) => text.to_string(),
            Text::Wrapped { value } => value.as_deref().unwrap_or_default().to_owned(),
        }
    }
}

fn add(keys: &mut Vec<i64>, mut words: Vec<String>) {
    if words.is_empty() {
        return;
    }
    words.sort_unstable();
    words.dedup();
    let key = xxh3_64(words.join(" ").as_bytes()).cast_signed();
    if !keys.contains(&key) {
        keys.push(key);
    }
}

/// The words of a name, folded.
fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let between = |it: char| !it.is_alphanumeric() && canonical_combining_class(it) == 0;
    folded.split(between).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.nfkd().filter(|it| !is_accent(*it)).flat_map(char::to_lowercase) {
        match character {
            // Letters with a stroke are no letter and an accent to Unicode; names are typed without it all the same.
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ħ' => folded.push('h'),
            'ŧ' => folded.push('t'),
            'ı' => folded.push('i'),
            'ς' => folded.push('σ'),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ß' => folded.push_str("ss"),
            // O'Neill, O’Neill and ONeill are one.
            '\'' | '’' | '‘' | 'ʼ' | 'ʹ' | 'ʻ' => {}
            other => folded.push(other),
        }
    }
    folded
}

/// Marks that are left out in writing: accents above and below, and the points of Hebrew and Arabic vowels. Marks that
/// make another letter of it, as in Japanese, Thai or Devanagari, have other classes and stay.
fn is_accent(character: char) -> bool {
    matches!(canonical_combining_class(character), 10..=35 | 200..)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(a: (&str, &str), b: (&str, &str)) -> bool {
        let b = name_keys(b.0, b.1);
        name_keys(a.0, a.1).iter().any(|key| b.contains(key))
    }

    #[test]
    fn case_accents_and_order_do_not_count() {
        for (one, other) in [
            (("Lucía", "García"), ("lucia", "GARCIA")),
            (("Lucía", "García"), ("Garcia", "Lucia")),
            (("Lucía María", "García"), ("Lucia", "Garcia")),
            (("Jean-Pierre", "Müller"), ("jean pierre", "Mu\u{308}ller")),
            (("Søren", "Łukasiewicz"), ("soren", "lukasiewicz")),
            (("Jürgen", "Groß"), ("Jurgen", "GROSS")),
            (("Sinéad", "O’Neill"), ("Sinead", "ONeill")),
            (("Ayşe", "Işık"), ("AYSE", "ISIK")),
            (("Γιώργος", "Παπαδόπουλος"), ("ΓΙΩΡΓΟΣ", "ΠΑΠΑΔΟΠΟΥΛΟΣ")),
            (("Ｌｕｃｉａ", "García"), ("Lucia", "Garcia")),
            (("Madonna", ""), ("", "madonna")),
            (("राम", "शर्मा"), ("शर्मा", "राम")),
        ] {
            assert!(alike(one, other), "{one:?} {other:?}");
        }
    }

    #[test]
    fn other_names_are_other_names() {
        for (one, other) in [
            (("Lucía", "García"), ("Lucía", "Gracia")),
            (("Lucía", "García"), ("Lucía", "")),
            (("Ana María", ""), ("Ana", "")),
            (("かな", "山田"), ("がな", "山田")),
            (("कमल", "शर्मा"), ("कमला", "शर्मा")),
            (("", ""), ("", "")),
            (("—", "…"), ("—", "…")),
        ] {
            assert!(!alike(one, other), "{one:?} {other:?}");
        }
    }

    #[test]
    fn published_names_are_found_too() {
        let body = r#"{"given-names":{"value":"Ada"},"family-name":{"value":"Lovelace"},"credit-name":"A. A. King"}"#;
        let keys = body_keys(body).unwrap();
        assert_eq!(keys.len(), 2);
        assert!(keys.contains(&name_keys("a a", "king")[0]) && keys.contains(&name_keys("Lovelace", "Ada")[0]));
        assert_eq!(
            body_keys(r#"{"given-names":{"value":"A"},"family-name":null,"credit-name":{"value":"A"}}"#).unwrap().len(),
            1
        );
        assert!(body_keys("{").is_err());
    }

    #[test]
    fn the_numbers_stay_what_they_are() {
        assert_eq!(name_keys("Lucía María", "García"), [-4_994_358_100_138_088_920, -6_096_473_596_017_203_008]);
    }
}
