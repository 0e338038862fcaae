//! What somebody looks for, and the query that it becomes: those of the published front end, to the letter (`search` 11).

use byline_oauth::Form;

use super::{PAGE, PATH, REACH};

/// Of each field, in letters.
const LONGEST: usize = 300;
/// Who is there now, or was, stands before others with the same name.
const BOOST: &str = "current-institution-affiliation-name:[* TO *]^100.0 past-institution-affiliation-name:[* TO *]^70";
/// Letters that queries give a meaning; quotes are left alone, so that phrases work.
const RESERVED: &str = "!^&*()+=[]\\/{}|:?~";

/// What was filled in. Its names are those of the published page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    pub quick: String,
    pub given: String,
    pub family: String,
    /// Other names count as names.
    pub others: bool,
    pub organization: String,
    pub keyword: String,
    /// So many are passed over: whole pages.
    pub first: usize,
}

impl Asked {
    pub fn of(form: &Form) -> Self {
        let text = |name| form.get(name).unwrap_or_default().trim().chars().take(LONGEST).collect();
        let first = form.get("firstResult").and_then(|it| it.parse::<usize>().ok()).unwrap_or_default();
        Asked {
            quick: text("searchQuery"),
            given: text("firstName"),
            family: text("lastName"),
            others: form.get("otherFields") == Some("true"),
            organization: text("affiliationOrg"),
            keyword: text("keyword"),
            first: first.min(REACH - PAGE) / PAGE * PAGE,
        }
    }

    /// In the one box.
    pub fn quickly(text: &str) -> Self {
        Asked { quick: text.trim().chars().take(LONGEST).collect(), ..Asked::default() }
    }

    /// What stands in the one box, if anything does.
    pub fn quick(&self) -> Option<&str> {
        Some(self.quick.as_str()).filter(|it| !it.is_empty())
    }

    /// Whether anything is asked by field.
    pub fn by_field(&self) -> bool {
        [&self.given, &self.family, &self.organization, &self.keyword].iter().any(|it| !it.is_empty())
    }

    /// The address of a page of it.
    pub fn address(&self, first: usize) -> String {
        let others = if self.others { "true" } else { "" };
        let first = if first > 0 { first.to_string() } else { String::new() };
        let all = [
            ("searchQuery", self.quick.as_str()),
            ("firstName", &self.given),
            ("lastName", &self.family),
            ("otherFields", others),
            ("affiliationOrg", &self.organization),
            ("keyword", &self.keyword),
            ("firstResult", &first),
        ];
        let query = all.into_iter().filter(|it| !it.1.is_empty()).collect::<Form>().to_query();
        if query.is_empty() { PATH.to_owned() } else { format!("{PATH}?{query}") }
    }

    /// Whether the box has sixteen digits and hardly anything else.
    pub fn looks_like_an_id(&self) -> bool {
        let is_one = |it: char| it.is_ascii_digit() || matches!(it, 'x' | 'X');
        let tail = self.quick.rsplit('/').next().unwrap_or_default();
        tail.chars().filter(|it| is_one(*it)).count() == 16 && tail.chars().all(|it| is_one(it) || " -‐–".contains(it))
    }

    /// The parameters of the query; `None` when nothing is asked. What is in the one box counts for more.
    pub fn params(&self) -> Option<Vec<(&'static str, String)>> {
        match self.quick() {
            Some(text) => Some(vec![("q", quick(text))]),
            None if self.by_field() => {
                Some(vec![("defType", "edismax".into()), ("bq", BOOST.into()), ("q", self.fields())])
            }
            None => None,
        }
    }

    fn fields(&self) -> String {
        let name = |field: &str, text: &str| match self.others {
            true => format!("({} OR {})", clause(field, text), clause("other-names", text)),
            false => clause(field, text),
        };
        let filled = |text: &str| !text.is_empty();
        let mut all = Vec::new();
        all.extend(Some(&self.given).filter(|it| filled(it)).map(|it| name("given-names", it)));
        all.extend(Some(&self.family).filter(|it| filled(it)).map(|it| name("family-name", it)));
        all.extend(Some(&self.keyword).filter(|it| filled(it)).map(|it| clause("keyword", it)));
        all.extend(Some(&self.organization).filter(|it| filled(it)).map(|it| organization(it)));
        all.join(" AND ")
    }
}

fn quick(text: &str) -> String {
    if let Some(id) = id_in(text) {
        return format!("orcid:{}", id.to_uppercase());
    }
    let escaped = escaped(text);
    format!(
        "{{!edismax qf=\"given-and-family-names^50.0 family-name^10.0 given-names^10.0 credit-name^10.0 other-names^5.0 \
         text^1.0\" pf=\"given-and-family-names^50.0\" bq=\"{BOOST}\" mm=1}}{escaped}"
    )
}

/// The first iD in a text.
fn id_in(text: &str) -> Option<&str> {
    let is_one = |window: &[u8]| {
        window.iter().enumerate().all(|(at, byte)| match at {
            4 | 9 | 14 => *byte == b'-',
            18 => byte.is_ascii_digit() || matches!(byte, b'x' | b'X'),
            _ => byte.is_ascii_digit(),
        })
    };
    let at = text.as_bytes().windows(19).position(is_one)?;
    text.get(at..at + 19)
}

/// An organisation by identifier, or by name.
fn organization(text: &str) -> String {
    let lower = text.to_lowercase();
    match () {
        () if lower.bytes().all(|it| it.is_ascii_digit()) => format!("ringgold-org-id:{lower}"),
        () if lower.starts_with("grid.") => format!("grid-org-id:{}", escaped(&lower)),
        () if lower.starts_with("http") => format!("ror-org-id:{}", escaped(&lower)),
        () if lower.starts_with("ror.org/") => format!("ror-org-id:{}", escaped(&format!("https://{lower}"))),
        () => clause("affiliation-org-name", text),
    }
}

/// A field with what it is to have: all words of it, or the phrases that stand in quotes.
fn clause(field: &str, text: &str) -> String {
    let escaped = escaped(text);
    let words: Vec<&str> = escaped.split_whitespace().collect();
    match words.as_slice() {
        [word] => format!("{field}:{word}"),
        _ if escaped.contains('"') => format!("{field}:{escaped}"),
        words => format!("{field}:({})", words.join(" AND ")),
    }
}

/// In lower case, so that `or` is a word, and without meaning to the parser.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for letter in text.to_lowercase().chars() {
        if RESERVED.contains(letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &str) -> Asked {
        Asked::of(&Form::parse(query))
    }

    fn q(query: &str) -> String {
        let params = asked(query).params().unwrap_or_default();
        params.into_iter().find(|it| it.0 == "q").map(|it| it.1).unwrap_or_default()
    }

    #[test]
    fn the_one_box_asks_as_the_published_page_does() {
        assert_eq!(
            q("searchQuery=Josiah+Carberry"),
            "{!edismax qf=\"given-and-family-names^50.0 family-name^10.0 given-names^10.0 credit-name^10.0 \
             other-names^5.0 text^1.0\" pf=\"given-and-family-names^50.0\" \
             bq=\"current-institution-affiliation-name:[* TO *]^100.0 past-institution-affiliation-name:[* TO *]^70\" \
             mm=1}josiah carberry"
        );
        assert!(q("searchQuery=a%3Ab+AND+%22c+d%22+(e)").ends_with("mm=1}a\\:b and \"c d\" \\(e\\)"));
        assert_eq!(q("searchQuery=who+is+0000-0002-1694-233x%3F"), "orcid:0000-0002-1694-233X");
        assert_eq!(asked("").params(), None);
        assert_eq!(asked("searchQuery=++&firstResult=7").params(), None);
    }

    #[test]
    fn fields_are_asked_for_together() {
        assert_eq!(q("firstName=Ada&lastName=King"), "given-names:ada AND family-name:king");
        assert_eq!(
            q("firstName=Ada&otherFields=true&keyword=fog"),
            "(given-names:ada OR other-names:ada) AND keyword:fog"
        );
        assert_eq!(q("firstName=Ada+Maria"), "given-names:(ada AND maria)");
        assert_eq!(q("affiliationOrg=%22Boston+University%22"), "affiliation-org-name:\"boston university\"");
        let params = asked("keyword=fog").params().unwrap();
        assert_eq!(params[..2], [("defType", "edismax".to_owned()), ("bq", BOOST.to_owned())]);
    }

    #[test]
    fn organisations_go_by_identifier_where_they_have_one() {
        for (text, query) in [
            ("1846", "ringgold-org-id:1846"),
            ("grid.455335.1", "grid-org-id:grid.455335.1"),
            ("https%3A%2F%2Fror.org%2F02mhbdp94", "ror-org-id:https\\:\\/\\/ror.org\\/02mhbdp94"),
            ("ror.org%2F02mhbdp94", "ror-org-id:https\\:\\/\\/ror.org\\/02mhbdp94"),
            ("Boston+University", "affiliation-org-name:(boston AND university)"),
        ] {
            assert_eq!(q(&format!("affiliationOrg={text}")), query);
        }
    }

    #[test]
    fn pages_are_whole_and_end_where_nobody_is_shown() {
        for (first, page) in [("0", 0), ("49", 0), ("50", 50), ("9999", 9950), ("99999999999999999999", 0), ("x", 0)] {
            assert_eq!(asked(&format!("searchQuery=a&firstResult={first}")).first, page, "{first}");
        }
        assert_eq!(asked("searchQuery=a&firstResult=123456").first, 9950);
        let all = asked("searchQuery=a%26b&firstName=%C3%89&otherFields=true&firstResult=100");
        assert_eq!(
            all.address(150),
            format!("{PATH}?searchQuery=a%26b&firstName=%C3%89&otherFields=true&firstResult=150")
        );
        assert_eq!(Asked::default().address(0), PATH);
    }

    #[test]
    fn mistyped_ids_are_told_from_words() {
        for text in ["0000-0002-1694-2331", "https%3A%2F%2Forcid.org%2F0000-0002-1694-2331", "0000+0002+1694+2331"] {
            assert!(asked(&format!("searchQuery={text}")).looks_like_an_id(), "{text}");
        }
        for text in ["0000-0002-1694-233", "Ada", "room+0000-0002-1694-2331"] {
            assert!(!asked(&format!("searchQuery={text}")).looks_like_an_id(), "{text}");
        }
    }
}
