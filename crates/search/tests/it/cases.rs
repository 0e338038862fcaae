//! `search` 14.2, corrections C7 and what else they say of queries, by their numbers: what can be shown by `q` and the
//! parameters around it.

use std::fmt;

/// Who is to be found.
pub enum Expected {
    /// In any order.
    Set(&'static str),
    InOrder(&'static str),
    /// Before all others.
    First(&'static str),
    Error,
}

use Expected::{Error, First, InOrder, Set};

pub struct Case {
    pub number: &'static str,
    pub params: Vec<(&'static str, &'static str)>,
    pub expected: Expected,
}

fn case(number: &'static str, q: &'static str, expected: Expected) -> Case {
    Case { number, params: vec![("q", q)], expected }
}

impl Case {
    fn with(mut self, others: &[(&'static str, &'static str)]) -> Self {
        self.params.extend_from_slice(others);
        self
    }

    /// What is wrong, if anything, where these were found: their letters in order, or `error`.
    pub fn failure(&self, found: &str) -> Option<String> {
        let sorted = |letters: &str| {
            let mut letters: Vec<&str> = letters.split_whitespace().collect();
            letters.sort_unstable();
            letters.join(" ")
        };
        let (right, expected) = match self.expected {
            Set(letters) => (sorted(found) == sorted(letters), letters),
            InOrder(letters) => (found == letters, letters),
            First(letter) => (found.split(' ').next() == Some(letter), letter),
            Error => (found == "error", "error"),
        };
        (!right).then(|| format!("{self}: expected {expected}, found {found}"))
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?}", self.number, self.params)
    }
}

const EDISMAX: (&str, &str) = ("defType", "edismax");

pub fn first_cases() -> Vec<Case> {
    vec![
        case("1", "orcid:0000-0002-1825-0097", Set("A")),
        case("2", "orcid:0000-0001-6000-444x", Set("")),
        case("3", "orcid:\"0000-0001-6000-444X\"", Set("E")),
        case("4", "*:*", Set("A B C D E F I K L M")),
        case("5", "", Set("")),
        case("6", "family-name:carberry", Set("A")),
        case("7", "family-name:CARBERRY", Set("A")),
        case("8", "given-and-family-names:Karlsbeard", Set("B")),
        case("9", "given-and-family-names:Kårlsbeârd", Set("B")),
        case("10", "family-name:Karlsbeard", Set("")),
        case("11", "family-name:kårlsbeârd", Set("B")),
        case("12", "given-and-family-names:\"zoe karlsbeard\"", Set("B")),
        case("13", "given-and-family-names:kårls*", Set("B")),
        case("14", "family-name:smith", Set("K")),
        case("15", "family-name:oneill", Set("")),
        case("15", "other-names:oneill", Set("K")),
        case("16", "given-and-family-names:\"o’neill smith\"", Set("K")),
        case("16", "family-name:\"o’neill smith\"", Set("")),
        case("17", "family-name:王", Set("C")),
        case("18", "given-and-family-names:王伟", Set("C")),
        case("19", "work-titles:蛋白质", Set("C")),
        case("20", "family-name:Einstein AND keyword:Relativity", Set("M")),
        case("21", "keyword:relativity", Set("B M")),
        case("22", "keyword:relativity NOT family-name:einstein", Set("B")),
        case("23", "keyword:relativity AND -orcid:(0000-0001-6000-1118 0000-0002-1825-0097)", Set("M")),
        case("24", "digital-object-ids:10.5555", Set("A D")),
        case("25", "digital-object-ids:\"10.5555/v1\"", Set("D")),
        case("26", "doi-version-of:\"10.5555/v1\"", Set("")),
        case("26", "doi-self:\"10.5555/v1\"", Set("")),
        case("27", "doi-self:10.5555/12345678", Set("A")),
        case("28", "doi-self:\"10.5555/ABC-Def(99)1\"", Set("A")),
        case("29", "doi-self:\"10.5555/abc-def(99)1\"", Set("")),
        case("30", "digital-object-ids:\"10.5555/abc-def(99)1\"", Set("A")),
        case("31", "digital-object-ids:10.5555/12345678", InOrder("A D")),
        case("32", "doi-self:10.1087/a:b", Error),
        case("33", "pmid-self:24857732", Set("C")),
        case("33", "pmid:24857732", Set("C")),
        case("34", "isbn:9783540776390", Set("C")),
        case("34", "isbn-part-of:9783540776390", Set("C")),
        case("34", "isbn-self:9783540776390", Set("")),
        case("35", "ror-org-id:\"https://ror.org/052gg0110\"", Set("C")),
        case("36", "ringgold-org-id:1846 OR grid-org-id:grid.5509.9", Set("K")),
        case("37", "fundref-org-id:\"https://doi.org/10.13039/501100001659\"", Set("K")),
        case("38", "affiliation-org-name:(\"Boston University\" OR Brown)", Set("A K")),
        case("39", "affiliation-org-name:Boston University", InOrder("K A C")),
        case("40", "current-institution-affiliation-name:boston", Set("")),
        case("40", "past-institution-affiliation-name:boston", Set("K")),
        case("41", "grant-numbers:\"INST 123/45-1\"", Set("K")),
        case("42", "peer-review-group-id:\"issn\\:1741-4857\"", Set("K")),
        case("42", "source-work-id-self:rev-77", Set("K")),
        case("42", "source-work-id:\"rev-77\"", Set("")),
        case("43", "peer-review-role:reviewer AND peer-review-type:review", Set("K")),
        case("44", "email:*@brown.example", Set("A")),
        case("44", "email:*@hidden.example", Set("")),
        case("45", "email:JOSIAH@brown.example", Set("")),
        case("46", "external-id-type-and-value:\"Scopus Author ID=7004212771\"", Set("E")),
        case("46", "external-id-reference:7004212771", Set("E")),
        case("46", "external-id-source-and-reference:\"APP-AAAABBBBCCCCDDDD=7004212771\"", Set("E")),
        case("47", "profile-last-modified-date:[* TO 2018-01-01T00:00:00Z]", Set("M")),
        case("48", "profile-last-modified-date:[NOW/DAY+1DAY TO *]", Set("")),
        case("49", "zymurgy", Set("")),
        case("49", "\"Hidden Lab\"", Set("")),
        case("50", "family-name:(Lockwood OR Fresh)", Set("")),
        case("51", "family-name:Claimed", Set("I")),
        case("52", "English", Set("B")),
        case("52", "text:english", Set("B")),
        case("53", "biography:litera?ure", Set("B")),
        case("53", "biography:literatur*", Set("B")),
        case("53", "biography:*rature", Set("B")),
        case("54", "family-name:einstien~", Set("M")),
        case("55", "family-name:/ein.+/", Set("M")),
        case("56", "-family-name:[* TO *]", Set("D E F")),
        case("57", "given-names:(josiah", Error),
        case("57", "given-names:(josiah", Set("A")).with(&[EDISMAX]),
        case("58", "title:plasmons", Error),
        case("58", "title:plasmons", Set("")).with(&[EDISMAX]),
        case("59", "foo-self:1", Set("")),
        case("59", "bar-org-id:2", Set("")),
        case("60", "carberry", Set("A")).with(&[EDISMAX, ("qf", "given-names^1.0 family-name^2.0")]),
        case(
            "61",
            "{!edismax qf=\"given-and-family-names^50.0 family-name^10.0 given-names^10.0 credit-name^10.0 \
             other-names^5.0 text^1.0\" pf=\"given-and-family-names^50.0\" \
             bq=\"current-institution-affiliation-name:[* TO *]^100.0 past-institution-affiliation-name:[* TO *]^70\" \
             mm=1}josiah carberry",
            First("A"),
        ),
        case("73", "*:*", InOrder("B C D E F I K L M A")).with(&[("sort", "orcid asc")]),
        case("74", "family-name:carberry", Set("")).with(&[("fq", "keyword:relativity")]),
    ]
}

pub fn later_cases() -> Vec<Case> {
    vec![
        case("E1", "keyword:machine OR keyword:learning AND keyword:red", Set("")),
        case("E2", "(keyword:machine AND keyword:learning) OR keyword:red", Set("T U V")),
        case("E3", "family-name:smith AND (NOT given-names:john)", Set("")),
        case("E4", "(-family-name:[* TO *])", Set("D E F Y")),
        case("E5", "family-name:smith OR -given-names:jon", Set("K T")),
        case("E6", "- smith", Set("K T U")),
        case("E7", "\"---\" AND smith", Set("K T U")),
        case("E8", "family-name: smith", Set("K T U")),
        case("E9", "family-name:smith&&given-names:john", Error),
        case("E10", "\"john smith\"*", Set("A B C D E F I K L M N O P Q R S T U V W X Y")),
        case("E11", "given-names:\"jo*\"", Set("")),
        case("E12", "other-names:\"beta gamma\"", Set("")),
        case("E13", "other-names:\"beta gamma\"~100", Set("T")),
        case("E13", "other-names:\"beta gamma\"~99", Set("")),
        case("E14", "given-and-family-names:\"smith john\"~1", Set("")),
        case("E15", "given-and-family-names:\"smith john\"~2", Set("T")),
        case("E16", "family-name:einstien~1", InOrder("V M")),
        case("E17", "family-name:einstein~1.5", Error),
        case("E18", "given-names:ibrahim", Set("P")),
        case("E19", "given-names:αλεξανδροσ", Set("Q")),
        case("E20", "given-and-family-names:silva AND given-and-family-names:jose", Set("")),
        case("E21", "given-names:สม", Set("")),
        case("E22", "keyword:🎉", Set("S")),
        case("E23", "biography:h", Set("X")),
        case("E24", "orcid:(0000-0002-1825-0097,0000-0001-6000-1118)", Set("")),
        case("E25", "orcid:(0000-0002-1825-0097, 0000-0001-6000-1118)", Set("B")),
        case("E26", "{!term f=doi-self}10.1000/a:b", Set("W")),
        case("E27", "doi-self:10.1000/*", Set("W")),
        case("E28", "profile-last-modified-date:*", Set("")),
        case("E29", "profile-last-modified-date:[2020-02-29T00:00:00Z/DAY TO 2020-02-29T00:00:00Z/DAY+1DAY}", Set("Y")),
        case("E30", "profile-last-modified-date:[2020 TO 2021]", Error),
        case("E31", "family-name:[smith TO \"van\"]", Set("K T U X")),
        case("E32", " ", Error),
        case("E33", "given-names:john {!edismax qf=family-name}smith", Set("K T U")),
        case("E34", "john smith", Set("T")).with(&[("q.op", "AND")]),
        case("E35", "digital-object-ids:10.5555/12345678", Set("A")).with(&[("q.op", "AND")]),
        case("E36", "family-name:smith", InOrder("T U K")).with(&[("sort", "email desc")]),
        case("E37", "family-name:smith", Error).with(&[("sort", "keyword asc")]),
        case("E38", "-john", Set("A B C D E F I K L M N O P Q R S U V W X Y")).with(&[EDISMAX, ("qf", "given-names")]),
        case("E39", "10.5555/12345678 carberry", Set("")).with(&[
            EDISMAX,
            ("qf", "doi-self family-name"),
            ("mm", "100%"),
        ]),
        case("E40", "10.5555/12345678 carberry", Set("A")).with(&[
            EDISMAX,
            ("qf", "doi-self family-name"),
            ("mm", "100%"),
            ("sow", "true"),
        ]),
        case("E41", "smith", Error).with(&[EDISMAX, ("qf", "nofield family-name")]),
        case("E42", "who is relativity?", Set("")).with(&[EDISMAX, ("qf", "keyword")]),
        case("E43", "van dyke-smith", Set("")).with(&[EDISMAX, ("qf", "family-name"), ("mm", "100%")]),
    ]
}

/// Sentences of C1 to C5 that say what is found.
pub fn sentences() -> Vec<Case> {
    vec![
        case("C1", "given-names:αλεξανδρος", Set("")),
        case("C1", "family-name:smith-jo*", Set("")),
        case("C1", "digital-object-ids:10.5555/*", Set("")),
        case("C2", "zoe", Set("")),
        case("C2", "\"josiah carberry\"", Set("A")),
        case("C2", "foo_s:bar", Set("")),
        case("C2", "foo_i:bar", Error),
        case("C2", "foo_dt:x", Error),
        case("C2", "Family-Name:x", Error),
        case("C2", "public-profile-message:x", Set("")),
        case("C2", "hal:x", Error),
        case("C3", "given-names:josiah AND digital-object-ids:10.5555/12345678", Set("A")),
        case("C3", "NOT given-names:john AND family-name:smith", Set("K U")),
        case("C3", "family-name :smith", Set("K T U")),
        case("C3", "family-name:van\u{A0}dyke", Set("X")),
        case("C3", "...", Set("")),
        case("C3", "\"\"", Set("")),
        case("C3", "'boston university'", Set("A C K O")),
        case("C3", "orcid:'0000-0002-1825-0097'", Set("")),
        case("C3", "family-name:* AND email:*", Set("A T U")),
        case("C3", "profile-last-modified-date:2025*", Error),
        case("C3", "*:x", Error),
        case("C3", "family-name:einstein~0.8", Set("M V")),
        case("C3", "given-names:j~", Set("C U")),
        case("C3", "family-name:[van TO smith]", Set("")),
        case("C3", "profile-last-modified-date:\"2016-03-01T00:00:00Z\"", Set("M")),
        case("C3", "profile-last-modified-date:2016-03-01T00\\:00\\:00Z", Set("M")),
        case("C3", "profile-last-modified-date:2016-03-01T00:00:00Z", Error),
        case("C3", "keyword:>red", Set("V")),
        case("C3", "profile-last-modified-date:>NOW", Error),
        case("C3", "/x/i", Set("")),
        case("C3", "https://ror.org/052gg0110", Error),
        case("C3", "family-name:/EIN.+/", Set("M V")),
        case("C3", "smith^0", Set("K T U")),
        case("C3", "keyword:relativity +{!term f=family-name}einstein", Set("M")),
        case("C3", "{!term f=family-name}Smith", Set("")),
        case("C3", "{!term f=family-name}smith", Set("K T U")),
        case("C3", "{!terms f=orcid}0000-0002-1825-0097,0000-0001-6000-1118", Set("A B")),
        case("C3", "{!terms f=orcid}0000-0002-1825-0097, 0000-0001-6000-1118", Set("A")),
        case("C3", "{!prefix f=doi-self}10.1000/a", Set("W")),
        case("C3", "{!field f=given-and-family-names}Smith John", Set("")),
        case("C3", "{!field f=given-and-family-names}John Smith", Set("T")),
        case("C3", "{!lucene}", Set("")),
        case("C3", "{!nope}a", Error),
        case("C3", "_query_:\"{!edismax qf=family-name}smith\" AND given-names:jon", Set("U")),
        case("C3", "filter(family-name:smith) AND given-names:john", Set("T")),
        case("C4", "smith-jones", Set("")).with(&[EDISMAX, ("qf", "family-name"), ("mm", "100%")]),
        case("C4", "smith OR", Set("")).with(&[EDISMAX, ("qf", "family-name"), ("mm", "100%")]),
        case("C4", "john jon", Set("")).with(&[EDISMAX, ("qf", "given-names"), ("mm", "100%")]),
        case("C4", "john smith", Set("T")).with(&[EDISMAX, ("qf", "given-names family-name"), ("mm", "100%")]),
        case("C4", "john smith", Set("T")).with(&[EDISMAX, ("qf", "given-names family-name"), ("q.op", "AND")]),
        case("C4", "john -smith", Set("")).with(&[EDISMAX, ("qf", "given-names family-name")]),
        case("C4", "title:\"high energy\"", Set("A")).with(&[EDISMAX, ("qf", "work-titles")]),
        case("C4", "profile-last-modified-date:2016", Set("")).with(&[EDISMAX]),
        case("C4", "\"john smith", Set("K T U")).with(&[EDISMAX, ("qf", "given-names family-name")]),
        case("C4", "john AND", Set("T")).with(&[EDISMAX, ("qf", "given-names")]),
        case("C4", "given-names :john", Set("T")).with(&[EDISMAX, ("qf", "keyword")]),
        case("C4", "what is relativity?", Set("")).with(&[EDISMAX, ("qf", "keyword")]),
        case("C4", "family-name:smith", Set("")).with(&[("defType", "dismax"), ("qf", "family-name")]),
        case("C4", "+smith -john", Set("K U")).with(&[("defType", "dismax"), ("qf", "given-names family-name")]),
        case("C4", "*:*", Set("A B C D E F I K L M N O P Q R S T U V W X Y")).with(&[EDISMAX]),
        case("C5", "family-name:smith", InOrder("U T K")).with(&[("sort", "email asc")]),
        case("C5", "*:*", First("M")).with(&[("sort", "profile-last-modified-date asc")]),
    ]
}
