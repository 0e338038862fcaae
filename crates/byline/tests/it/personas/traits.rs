//! What `docs/personas.md` says of each person, put so that it can be looked up.

use serde_json::Value;

use super::seen::Seen;

pub struct Trait {
    pub orcid: &'static str,
    pub what: &'static str,
    pub holds: fn(&Seen) -> bool,
}

const fn has(orcid: &'static str, what: &'static str, holds: fn(&Seen) -> bool) -> Trait {
    Trait { orcid, what, holds }
}

pub const TRAITS: &[Trait] = &[
    has("0009-9000-0000-0010", "all eleven kinds, groups of versions", |it| kinds(it) == 11 && largest_group(it) > 1),
    has("0009-9000-0000-0029", "a Chinese name, a Latin form, a group of three", |it| {
        within(it.name("family-name"), '\u{4e00}'..='\u{9fff}')
            && it.contents("/person/other-names/other-name").iter().any(|it| it.is_ascii())
            && largest_group(it) >= 3
    }),
    has("0009-9000-0000-0037", "an Arabic name, a title in the credit name, a biography of two lines", |it| {
        within(it.name("family-name"), '\u{600}'..='\u{6ff}')
            && it.name("credit-name").contains(". ")
            && it.text("/person/biography/content").lines().count() == 2
    }),
    has("0009-9000-0000-0045", "Cyrillic, a patronymic, several review groups", |it| {
        within(it.name("given-names"), '\u{400}'..='\u{4ff}')
            && it.text("/person/name/credit-name/value").split(' ').count() + it.name("given-names").split(' ').count()
                > 2
            && it.groups("peer-reviews").len() > 1
    }),
    has("0009-9000-0000-0053", "a credit name without a blank, two proposals", |it| {
        !it.name("credit-name").is_empty()
            && !it.name("credit-name").contains(' ')
            && it.groups("research-resources").len() == 2
    }),
    has("0009-9000-0000-0061", "a Korean name, an affiliation on behalf of the owner", |it| {
        within(it.name("given-names"), '\u{ac00}'..='\u{d7a3}')
            && it.record.to_string().contains("\"assertion-origin-orcid\":{")
    }),
    has("0009-9000-0000-007X", "Devanagari, many types of identifiers", |it| {
        let mut types: Vec<_> = it.identifiers().iter().map(|it| it["external-id-type"].to_string()).collect();
        types.sort();
        types.dedup();
        within(it.name("given-names"), '\u{900}'..='\u{97f}') && types.len() > 3
    }),
    has("0009-9000-0000-0088", "every kind, all by the owner", |it| {
        kinds(it) == 11 && !it.record.to_string().contains("\"source-client-id\":{")
    }),
    has("0009-9000-0000-0096", "given names alone", |it| it.name("given-names") == "Wayan" && no(it, "family-name")),
    has("0009-9000-0000-0109", "a thousand works in fewer groups", |it| {
        it.summaries().len() == 1000 && (700..900).contains(&it.groups("works").len())
    }),
    has("0009-9000-0000-0117", "nothing public at all", |it| it.status == 200 && it.is_empty()),
    has("0009-9000-0000-0125", "more for trusted parties, in works and addresses", |it| {
        let count = |record: &Value, visibility| record.to_string().matches(visibility).count();
        count(&it.record, "\"visibility\":\"limited\"") == 0
            && count(&it.trusted, "\"visibility\":\"limited\"") > 3
            && it.emails().iter().all(|it| it["primary"] == false)
    }),
    has("0009-9000-0000-0133", "not claimed yet", |it| it.refused(409, 9036)),
    has("0009-9000-0000-0141", "never claimed, and served", |it| it.status == 200 && !claimed(it)),
    has("0009-9000-0000-015X", "locked", |it| it.refused(409, 9018)),
    has("0009-9000-0000-0168", "deactivated", |it| it.refused(409, 9044)),
    has("0009-9000-0000-0176", "deprecated", |it| it.refused(301, 9007) && it.location.contains("0009-9000-0000-0010")),
    has("0009-9000-0000-0184", "a name and nothing else", |it| !it.name("given-names").is_empty() && kinds(it) == 0),
    has("0009-9000-0000-0192", "the first of two", |it| it.name("given-names") == "Wei" && verified(it)),
    has("0009-9000-0000-0205", "the second of two, not verified", |it| {
        it.name("given-names") == "Wei" && !verified(it)
    }),
    has("0009-9000-0000-0213", "markup and a blank that nobody sees", |it| {
        it.name("given-names").contains("<b>")
            && it.name("family-name").ends_with('\u{200b}')
            && it.text("/person/biography/content").contains("<script>")
    }),
    has("0009-9000-0000-0221", "a credit name only", |it| {
        no(it, "given-names") && no(it, "family-name") && !it.name("credit-name").is_empty()
    }),
    has("0009-9000-0000-023X", "an X at the end, and wrong spellings of it", |it| {
        it.text("/orcid-identifier/path").ends_with('X')
            && it.record["person"]["researcher-urls"].to_string().contains("0009-9000-0000-023x")
    }),
    has("0009-9000-0000-0248", "two given names, no family name", |it| {
        it.name("given-names").split(' ').count() == 2 && no(it, "family-name")
    }),
    has("0009-9000-0000-0256", "a private name, public works", |it| {
        it.at("/person/name").is_null() && it.summaries().len() == 2 && it.trusted["person"]["name"].is_null()
    }),
    has("0009-9000-0000-0264", "several code points to a picture, outside the basic plane", |it| {
        let credit = it.name("credit-name");
        credit.contains('\u{200d}')
            && credit.contains('\u{1f3fd}')
            && it.contents("/person/keywords/keyword").iter().any(|it| it.starts_with('\u{1f1f3}'))
    }),
    has("0009-9000-0000-0272", "as long as can be", |it| {
        let long = |text: &str, length| text.chars().count() == length;
        ["given-names", "family-name", "credit-name"].iter().all(|part| long(it.name(part), 150))
            && it.contents("/person/other-names/other-name").iter().all(|it| long(it, 255))
            && it.works.iter().all(|work| {
                let title = &work["title"];
                [&title["title"], &title["subtitle"]].iter().all(|it| long(it["value"].as_str().unwrap(), 1000))
            })
            && !it.works.is_empty()
    }),
    has("0009-9000-0000-0280", "no public address, public works", |it| {
        it.emails().is_empty() && it.at("/person/emails/email").is_array() && !it.summaries().is_empty()
    }),
    has("0009-9000-0000-0299", "two public addresses, neither primary, one in capitals", |it| {
        let text = it.record["person"]["emails"].to_string();
        it.emails().len() == 2
            && it.emails().iter().all(|it| it["primary"] == false)
            && text.contains("Mirela.Popa@Work")
            && it.trusted["person"]["emails"]["email"].as_array().unwrap().len() == 4
    }),
    has("0009-9000-0000-0301", "no works, a career", |it| {
        it.at("/activities-summary/works/group").as_array().is_some_and(Vec::is_empty)
            && !it.groups("employments").is_empty()
            && !it.groups("memberships").is_empty()
    }),
    has("0009-9000-0000-031X", "ten thousand works", |it| {
        it.summaries().len() == 10_000 && it.groups("works").len() == 9_000 && largest_group(it) == 2
    }),
    has("0009-9000-0000-0328", "no identifiers, equal titles in groups of their own", |it| {
        let titles = it.titles();
        it.identifiers().is_empty()
            && it.groups("works").len() == titles.len()
            && titles.iter().any(|one| titles.iter().filter(|it| *it == one).count() == 2)
    }),
    has("0009-9000-0000-0336", "51 contributors, equal names, some without a role", |it| {
        let all = it.works.iter().filter_map(|work| work["contributors"]["contributor"].as_array());
        let Some(list) = all.max_by_key(|it| it.len()) else { return false };
        let named = |name: &str| list.iter().filter(|it| it["credit-name"]["value"] == name).count();
        list.len() == 51
            && named("Wei Zhang") == 2
            && list.iter().any(|it| it["contributor-attributes"].is_null())
            && list.iter().any(|it| it["contributor-orcid"]["path"] == "0009-9000-0000-0336")
    }),
    has("0009-9000-0000-0344", "all for trusted parties", |it| {
        it.status == 200
            && it.is_empty()
            && it.trusted["person"]["name"]["given-names"]["value"] == "Rosalind"
            && it.trusted["activities-summary"]["works"]["group"].as_array().unwrap().len() == 2
    }),
    has("0009-9000-0000-0352", "dates of every completeness", |it| {
        let dates: Vec<_> = it.summaries().iter().map(|it| it["publication-date"].clone()).collect();
        let known = |parts: [&str; 3]| {
            dates.iter().any(|date| {
                ["year", "month", "day"]
                    .iter()
                    .zip(parts)
                    .all(|(key, part)| date[key]["value"].as_str().unwrap_or("") == part)
            })
        };
        dates.iter().any(Value::is_null)
            && known(["1900", "", ""])
            && known(["2003", "05", ""])
            && known(["2024", "02", "29"])
            && known(["2019", "02", "30"])
            && it.record["activities-summary"]["employments"].to_string().contains("\"start-date\":null")
    }),
    has("0009-9000-0000-0360", "five thousand characters, twice", |it| {
        let long = |text: &str| text.chars().count() == 5000 && text.contains('\n');
        long(it.text("/person/biography/content"))
            && it.works.iter().any(|work| work["short-description"].as_str().is_some_and(long))
    }),
    has("0009-9000-0000-0379", "markup in titles, as it was sent", |it| {
        let titles = it.titles().join("\n");
        ["<i>Vibrio", "&amp; chips", "\\frac{a}", "</title>", "<math ", "then <\n"]
            .iter()
            .all(|part| titles.contains(part))
    }),
    has("0009-9000-0000-0387", "DOIs that normalise, and some that do not", |it| {
        let ids = it.identifiers();
        let with = |key: &str| ids.iter().filter(|it| !it[key].is_null()).count();
        ids.iter().any(|it| it["external-id-value"].as_str().unwrap().contains("<1::AID"))
            && with("external-id-normalized") > 5
            && with("external-id-normalized-error") > 0
            && largest_group(it) == 2
    }),
    has("0009-9000-0000-0395", "Hebrew and Latin in one text", |it| {
        let family = it.name("family-name");
        family.contains('\u{5d1}') && family.contains("(Barak)") && it.name("credit-name").contains(", PhD")
    }),
    has("0009-9000-0000-0408", "a family name alone", |it| {
        no(it, "given-names") && it.name("family-name") == "Suharjo"
    }),
    has("0009-9000-0000-0416", "accents apart", |it| {
        let whole = format!("{} {}", it.name("given-names"), it.name("family-name"));
        let composed = it.contents("/person/other-names/other-name").join("");
        whole.contains('\u{308}') && !composed.contains('\u{308}') && whole.chars().count() > composed.chars().count()
    }),
    has("0009-9000-0000-0424", "texts like values", |it| {
        (it.name("given-names"), it.name("family-name")) == ("True", "Null")
            && it.titles().contains(&"null")
            && it.contents("/person/keywords/keyword").contains(&"=SUM(A1:A9)")
    }),
];

const SECTIONS: [&str; 11] = [
    "distinctions",
    "educations",
    "employments",
    "fundings",
    "invited-positions",
    "memberships",
    "peer-reviews",
    "qualifications",
    "research-resources",
    "services",
    "works",
];

/// How many sections of activities are not empty.
fn kinds(it: &Seen) -> usize {
    SECTIONS.iter().filter(|section| !it.groups(section).is_empty()).count()
}

fn largest_group(it: &Seen) -> usize {
    it.groups("works").iter().map(|group| group["work-summary"].as_array().unwrap().len()).max().unwrap_or(0)
}

/// Whether a text has no letter outside these.
fn within(text: &str, letters: std::ops::RangeInclusive<char>) -> bool {
    !text.is_empty() && text.chars().all(|it| it == ' ' || letters.contains(&it))
}

/// Whether the name has no such part.
fn no(it: &Seen, part: &str) -> bool {
    it.at("/person/name").is_object() && it.at(&format!("/person/name/{part}")).is_null()
}

fn claimed(it: &Seen) -> bool {
    it.at("/history/claimed") == true
}

fn verified(it: &Seen) -> bool {
    it.at("/history/verified-email") == true
}
