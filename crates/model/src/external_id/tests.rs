use std::path::PathBuf;

use proptest::prelude::*;

use super::*;

fn normal(type_name: &str, value: &str) -> Option<String> {
    normalize(type_name, value).ok().map(Cow::into_owned)
}

/// Asserts rows of type, value, normalised value (`None`: there is no identifier in it).
fn assert_rows(type_name: &str, rows: &[(&str, Option<&str>)]) {
    for (value, expected) in rows {
        assert_eq!(normal(type_name, value).as_deref(), *expected, "{type_name} {value}");
    }
}

/// ID-doi
#[test]
fn doi() {
    assert_rows(
        "doi",
        &[
            ("10.5555/abc", Some("10.5555/abc")),
            ("10.5555/ABC", Some("10.5555/abc")),
            ("https://doi.org/10.5555/ABC", Some("10.5555/abc")),
            ("http://dx.doi.org/10.1000.10/123", Some("10.1000.10/123")),
            (
                "doi:10.1002/(SICI)1097-4636(199823)43:4<338::AID-JBM16>3.0.CO;2-B",
                Some("10.1002/(sici)1097-4636(199823)43:4<338::aid-jbm16>3.0.co;2-b"),
            ),
            ("doi:10.1002/43:4&lt;338::AID&gt;3", Some("10.1002/43:4<338::aid>3")),
            ("10.1002/43:4&amp;lt;338", Some("10.1002/43:4<338")),
            ("10.1002/&amp;amp;#x61;b", Some("10.1002/ab")),
            // Case is folded first, escapes are undone after that.
            ("10.1002/&#x41;B", Some("10.1002/Ab")),
            ("10.1/a\u{a0}b", Some("10.1/a\u{a0}b")),
            ("10.1/a\u{b}b", Some("10.1/a")),
            ("10.1/a;b", Some("10.1/a;b")),
            ("10.1002/a&#8211;b", Some("10.1002/a–b")),
            ("10.1002/&bogus;x", None),
            ("10.1/x y", Some("10.1/x")),
            ("see 10.1/x\" and 10.2/y", Some("10.1/x")),
            ("10.1/x&amp;y", Some("10.1/x")),
            ("10.1/x'y", Some("10.1/x")),
            ("10.1/ 10.2/y", Some("10.2/y")),
            ("10.1-10.2/y", Some("10.2/y")),
            ("10..1/x", None),
            ("10./x", None),
            ("10.1/", None),
            ("10/x", None),
            ("banana", None),
            ("", None),
        ],
    );
}

/// ID-arxiv
#[test]
fn arxiv() {
    assert_rows(
        "arxiv",
        &[
            ("2101.00001", Some("arXiv:2101.00001")),
            ("arXiv:0706.0001v2", Some("arXiv:0706.0001v2")),
            ("https://arxiv.org/pdf/2101.00001v3.pdf", Some("arXiv:2101.00001v3")),
            ("math/0309136", Some("arXiv:math/0309136")),
            ("arxiv:math.GT/0309136v1", Some("arXiv:math.gt/0309136v1")),
            ("http://arxiv.org/abs/cond-mat/9901001", Some("arXiv:cond-mat/9901001")),
            ("10.48550/arXiv.2101.00001", Some("arXiv:2101.00001")),
            ("2101.00001v12", None),
            ("2101.000012", None),
            ("math/03091366", None),
            ("ARXIV:2101.00001", Some("arXiv:2101.00001")),
            ("arXiv:q-bio.NC/0309136v2.", Some("arXiv:q-bio.nc/0309136v2")),
            ("x_1/0309136", Some("arXiv:x_1/0309136")),
            ("2101.00001é", Some("arXiv:2101.00001")),
            ("2101.00001_", None),
            ("math/030913", None),
            ("210.00001", None),
        ],
    );
}

/// ID-bibcode
#[test]
fn bibcode() {
    assert_rows(
        "bibcode",
        &[
            ("2004ApJ...614..580M", Some("2004ApJ...614..580M")),
            ("https://ui.adsabs.harvard.edu/abs/2004ApJ...614..580M/abstract", Some("2004ApJ...614..580M")),
            ("bibcode:1998PhRvL..80.1121D", Some("1998PhRvL..80.1121D")),
            ("BibCode2004ApJ...614..580M", Some("2004ApJ...614..580M")),
            ("bibcode:\t2004ApJ...614..580M", Some("2004ApJ...614..580M")),
            ("x2004ApJ...614..580M", None),
            ("é2004ApJ...614..580M/", Some("2004ApJ...614..580M")),
            ("2004ApJ...614..580MX 1998PhRvL..80.1121D", Some("1998PhRvL..80.1121D")),
            ("2004A&A...614..580M", None),
            ("2004ApJ...614..580MX", None),
            ("ABCDApJ...614..580M", None),
            ("2004ApJ...614", None),
        ],
    );
}

/// ID-isbn
#[test]
fn isbn() {
    assert_rows(
        "isbn",
        &[
            ("978-3-16-148410-0", Some("9783161484100")),
            ("978 3 16 148410 0", Some("9783161484100")),
            ("ISBN 0-8044-2957-x", Some("080442957X")),
            ("080442957X", Some("080442957X")),
            ("ISBN-13: 978-3-16-148410-0 (hardcover)", Some("9783161484100")),
            ("https://www.worldcat.org/isbn/9783161484100", Some("9783161484100")),
            ("978-3-16-148410", None),
            ("9783161484100 9783161484117", Some("9783161484100")),
            ("9783161484100, 080442957X", Some("9783161484100")),
            ("080442957X;9783161484100", Some("080442957X")),
            // The first that has the form counts, also when it is none.
            ("12345678901 9783161484100", None),
            ("978-3-16-148410-0x", Some("9783161484100")),
            ("97831614841000", None),
            ("none", None),
        ],
    );
}

/// ID-issn
#[test]
fn issn() {
    assert_rows(
        "issn",
        &[
            ("0378-5955", Some("0378-5955")),
            ("03785955", Some("0378-5955")),
            ("2434\u{2013}561x", Some("2434-561X")),
            ("2434 561X", Some("2434-561X")),
            ("https://portal.issn.org/resource/ISSN/2434-561X", Some("2434-561X")),
            ("2434 - 561X", Some("2434-561X")),
            ("2434  561X", Some("2434-561X")),
            ("2434   561X", None),
            ("12434-561X", None),
            ("2434-5611-2", None),
            ("2434-56123", None),
            ("2434-5612, 0378-5955", Some("2434-5612")),
            ("2434--561X", None),
            ("2434-56", None),
        ],
    );
}

/// ID-pmc
#[test]
fn pmc() {
    assert_rows(
        "pmc",
        &[
            ("PMC3531190", Some("3531190")),
            ("3531190", Some("3531190")),
            ("PMC-3531190", Some("3531190")),
            ("https://europepmc.org/article/pmc/3531190", Some("3531190")),
            ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC3531190/", Some("3531190")),
            ("PMC 3001234", Some("3001234")),
            ("pmc-/\t3001234", Some("3001234")),
            (" 3531190", Some("3531190")),
            ("PMC3531190.1", Some("3531190")),
            ("PMC1234567890", None),
            ("PMC3531190a", None),
            ("PMC: 3531190", None),
            ("PMC1234", None),
            ("x3531190", None),
        ],
    );
}

/// ID-pmid
#[test]
fn pmid() {
    assert_rows(
        "pmid",
        &[
            ("20018796", Some("20018796")),
            ("PMID20018796", Some("20018796")),
            ("PMID: 20018796", Some("20018796")),
            ("https://pubmed.ncbi.nlm.nih.gov/20018796/", Some("20018796")),
            ("http://www.ncbi.nlm.nih.gov/pubmed/20018796", Some("20018796")),
            ("https://europepmc.org/article/MED/20018796?x", Some("20018796")),
            (" 20018796", Some("20018796")),
            ("pmid:\n20018796;", Some("20018796")),
            ("pmid :20018796", None),
            ("see 20018796", None),
            ("PMID1a PMID2", Some("2")),
            ("20018796.1", None),
            ("20018796a", None),
            ("20018796-2", None),
            ("PMC3531190", None),
        ],
    );
}

/// ID-rrid
#[test]
fn rrid() {
    assert_rows(
        "rrid",
        &[
            ("AB_262054", Some("RRID:AB_262054")),
            ("RRID:CVCL_0030", Some("RRID:CVCL_0030")),
            ("https://identifiers.org/rrid/RRID:SCR_007358", Some("RRID:SCR_007358")),
            ("IMSR_JAX:000664", Some("RRID:IMSR_JAX:000664")),
            ("Addgene_12260", Some("RRID:Addgene_12260")),
            ("SAMN08770972", Some("RRID:SAMN08770972")),
            ("MMRRC_050620-UCD", Some("RRID:MMRRC_050620-UCD")),
            ("AB_2315271", Some("RRID:AB_231527")),
            ("CVCL_00301", Some("RRID:CVCL_0030")),
            ("MMRRC_0506201-UCD", None),
            ("ab_262054", None),
            ("AB_26205", None),
        ],
    );
}

/// ID-uri
#[test]
fn uri() {
    assert_rows(
        "uri",
        &[
            ("https://example.org/A", Some("https://example.org/A")),
            ("ftps://example.org", Some("ftps://example.org")),
            ("example.org/A", Some("http://example.org/A")),
            ("HTTP://example.org", Some("http://HTTP://example.org")),
        ],
    );
}

#[test]
fn other_types_fold_case_or_keep_every_byte() {
    assert_rows("source-work-id", &[("R-1 Ä", Some("r-1 ä"))]);
    assert_rows("grant_number", &[("ABC", Some("abc"))]);
    assert_rows("ark", &[("ark:/12148/BTV1", Some("ark:/12148/BTV1"))]);
    assert_rows("no-such-type", &[("As Is", Some("As Is"))]);
    assert_rows("DOI", &[("banana", Some("banana"))]);
}

#[test]
fn failure_names_type_and_value_as_published() {
    let error = normalize("doi", "Banana").expect_err("no DOI");
    assert_eq!(error.to_string(), "Cannot normalize identifier value doi:Banana");
    assert_eq!(CannotNormalize::CODE, "8001");
}

#[test]
fn settled_values_are_not_copied() {
    for (type_name, value) in [("doi", "https://doi.org/10.5555/abc"), ("pmid", "1"), ("uri", "http://x"), ("hal", "h")]
    {
        assert!(matches!(normalize(type_name, value), Ok(Cow::Borrowed(_))), "{type_name}");
    }
}

#[test]
fn links() {
    for (type_name, value, expected) in [
        ("doi", "doi:10.5555/ABC", Some("https://doi.org/10.5555/abc")),
        ("doi", "10.5555/a%28b%29", Some("https://doi.org/10.5555/a(b)")),
        ("doi", "banana", None),
        ("arxiv", "arXiv:2101.00001", Some("https://arxiv.org/abs/2101.00001")),
        ("rrid", "SCR_007358", Some("https://identifiers.org/rrid/RRID:SCR_007358")),
        ("pmc", "PMC3531190", Some("https://europepmc.org/article/pmc/3531190")),
        ("handle", "20.1000/100", Some("http://hdl.handle.net/20.1000/100")),
        ("handle", "http://hdl.handle.net/20.1000/100", Some("http://hdl.handle.net/20.1000/100")),
        ("jstor", "https://example.org/mirror/5", Some("https://example.org/mirror/5")),
        ("jstor", "www.jstor.org/stable/1234", Some("http://www.jstor.org/stable/1234")),
        ("jstor", "jstor.org/stable/1234", Some("http://www.jstor.org/stable/1234")),
        ("ssrn", "papers.ssrn.com/abstract_id=99", Some("http://papers.ssrn.com/abstract_id=99")),
        ("uri", "example.org/a", Some("http://example.org/a")),
        ("uri", "not a link", None),
        ("other-id", "x", None),
        ("other-id", "https://example.org/x", Some("https://example.org/x")),
        ("no-such-type", "https://example.org/x", None),
        // Undoing these escapes would leave something that is not text.
        ("lensid", "a%ffb", Some("https://www.lens.org/a%ffb")),
        ("lensid", "100%", Some("https://www.lens.org/100%")),
    ] {
        assert_eq!(normalized_url(type_name, value).as_deref(), expected, "{type_name} {value}");
    }
}

#[test]
fn every_type_is_found_by_its_name() {
    assert_eq!(IDENTIFIER_TYPES.len(), 52);
    for row in IDENTIFIER_TYPES {
        assert_eq!(find(row.api_name), Some(row));
        assert!(row.db_name.eq_ignore_ascii_case(&row.api_name.replace('-', "_")), "{}", row.api_name);
    }
    assert!(IDENTIFIER_TYPES.iter().all(|it| it.put_code != 37));
    assert_eq!(find("DOI"), None);
}

#[test]
fn the_table_equals_the_published_one() {
    let root = std::env::var_os("BYLINE_CORPUS")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from);
    let Ok(text) = std::fs::read_to_string(root.join("identifier-types.csv")) else {
        assert!(std::env::var_os("CI").is_none(), "the corpus is needed here");
        eprintln!("skipped: no identifier-types.csv in the corpus");
        return;
    };
    assert_eq!(text.lines().count(), IDENTIFIER_TYPES.len() + 1);
    for (row, line) in IDENTIFIER_TYPES.iter().zip(text.lines().skip(1)) {
        let case = if row.case_sensitive { "none" } else { "lowercase" };
        let rule = match row.rule {
            Rule::Whole => case.to_owned(),
            rule => format!("{case}+{}", format!("{rule:?}").to_lowercase()),
        };
        let IdentifierType {
            put_code, api_name, db_name, description, primary_use, case_sensitive, deprecated, ..
        } = row;
        let prefix = row.resolution_prefix.unwrap_or_default();
        let expected = format!(
            "{put_code},{api_name},{db_name},{description},{primary_use},{case_sensitive},{deprecated},{prefix},{rule},"
        );
        assert!(line.starts_with(&expected), "{line}\n{expected}");
    }
}

/// A hostile value may be as long as a request body: no rule may read it over and over.
#[test]
fn long_values_are_read_once() {
    for unit in
        ["10.", "10.a", "10.1/", "&amp;", "&", "&amp", "a.", "a/", "9783 ", "1234", "pmc", "2004ApJ", "pmid:", "AB_"]
    {
        let value = unit.repeat(40_000);
        for row in IDENTIFIER_TYPES.iter().filter(|it| it.rule != Rule::Whole) {
            let _ = row.normalize(&value);
        }
    }
    let nested = format!("10.1/x{}", "&amp;".repeat(3) + &"amp;".repeat(40_000));
    assert_eq!(normal("doi", &nested).as_deref(), Some("10.1/x"));
}

/// Text made of the pieces the rules look for, beside arbitrary text.
fn values() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "10.", "1", "12", "2101", ".", "/", "-", " ", "x", "X", "v", "pmc", "PMID", "med/", "arXiv:", "math", "&",
        "&amp;", "&#x41;", "amp;", ";", "978", "AB_", "SCR_", "RRID:", "262054", "CVCL_", "–", "é", "İ", "http://",
        "%", "=", "ApJ.",
    ]);
    prop_oneof![".*", prop::collection::vec(pieces, 0..16).prop_map(|it| it.concat())]
}

proptest! {
    /// But for escapes, which may stand for capitals.
    #[test]
    fn normalising_twice_changes_nothing(value in values(), at in 0..IDENTIFIER_TYPES.len()) {
        let row = &IDENTIFIER_TYPES[at];
        let value = value.replace('&', "");
        if let Ok(once) = row.normalize(&value) {
            let twice = row.normalize(&once);
            prop_assert_eq!(twice.as_deref(), Ok(&*once), "{}", row.api_name);
        }
    }

    #[test]
    fn case_counts_only_where_the_type_says_so(value in "[ -~]*", at in 0..IDENTIFIER_TYPES.len()) {
        let row = &IDENTIFIER_TYPES[at];
        if !row.case_sensitive {
            let (lower, upper) = (value.to_lowercase(), value.to_uppercase());
            prop_assert_eq!(row.normalize(&value).ok(), row.normalize(&lower).ok());
            prop_assert_eq!(row.normalize(&value).ok(), row.normalize(&upper).ok());
        }
    }

    #[test]
    fn links_never_panic_and_are_never_empty(value in values(), at in 0..IDENTIFIER_TYPES.len()) {
        let link = normalized_url(IDENTIFIER_TYPES[at].api_name, &value);
        prop_assert!(link.is_none_or(|it| it.contains("://")));
    }
}
