//! That nothing of the published lists is forgotten: each case of `record-api` 8 and each error code of its table 4.2 is
//! somewhere in these tests, or has a reason here why it cannot be.

use std::ops::RangeInclusive;
use std::path::Path;

/// The text of every file of these tests but this one.
fn tests() -> String {
    fn gather(folder: &Path, text: &mut String) {
        for entry in std::fs::read_dir(folder).expect("the folder of these tests").map(|it| it.expect("an entry")) {
            let path = entry.path();
            if path.is_dir() {
                gather(&path, text);
            } else if path.file_name().is_some_and(|name| name != "cases.rs") {
                text.push_str(&std::fs::read_to_string(&path).expect("source is text"));
            }
        }
    }
    let mut text = String::new();
    gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it"), &mut text);
    text
}

/// Whether a text has these characters as a word, in any case: `w06_…`, `W06`, `(400, 9022)`.
fn names(text: &str, word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    text.match_indices(&lower).any(|(at, _)| {
        let around = [text[..at].chars().next_back(), text[at + lower.len()..].chars().next()];
        around.into_iter().flatten().all(|it| !it.is_ascii_alphanumeric())
    })
}

/// Ranges that tests name by their ends: `w18_to_w22`.
fn ranges(text: &str) -> Vec<(&str, RangeInclusive<u32>)> {
    let of = |(at, _): (usize, &str)| {
        let (first, last) = (text.get(at.checked_sub(3)?..at)?, text.get(at + 4..at + 7)?);
        let (letter, from) = first.split_at_checked(1)?;
        Some((letter, from.parse().ok()?..=last.strip_prefix(letter)?.parse().ok()?))
    };
    text.match_indices("_to_").filter_map(of).collect()
}

/// Cases that another test at another place has.
const ELSEWHERE: [(&str, &str); 4] = [
    ("R07", "is 90 of the cases of tokens"),
    ("H04", "with the sender of webhooks, in `jobs`"),
    ("H05", "takes hours of the receiver's clock: with the sender of webhooks, in `jobs`"),
    ("R14", "is 92 of the cases of tokens"),
];

#[test]
fn every_case_of_the_published_list_is_a_test() {
    let text = tests().to_ascii_lowercase();
    let ranges = ranges(&text);
    for (letter, last) in [("P", 38), ("R", 14), ("W", 60), ("G", 6), ("N", 5), ("H", 5), ("Q", 1)] {
        for number in 1..=last {
            let case = format!("{letter}{number:02}");
            let within = ranges.iter().any(|(of, range)| of.eq_ignore_ascii_case(letter) && range.contains(&number));
            let elsewhere = ELSEWHERE.iter().any(|(known, _)| *known == case);
            assert!(within || elsewhere || names(&text, &case), "{case} is no test");
        }
    }
}

/// Codes that no request to these APIs is answered with, and why.
const NEVER: [(u16, &str); 9] = [
    (9000, "the published service has no code path to it either"),
    (9002, "tokens that do not count are answered in the shape of OAuth (`oauth` 8.5)"),
    (9003, "as 9000"),
    (9015, "scopes are parsed when tokens are asked for, never here"),
    (9027, "a client that is not there is 9016, as published"),
    (9031, "a put-code that is missing is told as 9019 first, as published"),
    (9032, "nobody can decline notifications: they still reach the inbox (`registry` 18.2)"),
    (9033, "other names that are not there are 9016, like everything else"),
    (9057, "a client that is locked has no token that counts: 401 comes first"),
];

#[test]
fn every_error_code_is_raised_by_a_test_or_cannot_be() {
    let text = tests();
    for code in (8001..=8001).chain(9000..=9062) {
        let raised = names(&text, &code.to_string());
        let never = NEVER.iter().any(|(known, _)| *known == code);
        // 9059 is 9056 under another name, and was never sent.
        assert!(raised || never || code == 9059, "{code} is raised by no test");
    }
}
