//! The records of `search` 14.1 and of corrections C7; the check digits of V, W, X and Y are put right.

use byline_model::{Agent, Item, ItemKind, OrcidId, PutCode, RecordHead, RecordState, Source, Timestamp, Visibility};
use serde_json::{Value, json};

/// When the queries are asked.
pub fn now() -> Timestamp {
    "2024-06-15T12:00:00Z".parse().unwrap()
}

/// A record in the making.
pub struct Person {
    /// The letter that the cases know it by.
    pub key: &'static str,
    pub head: RecordHead,
    pub items: Vec<Item>,
}

impl Person {
    pub fn new(key: &'static str, orcid: &str) -> Self {
        let mut head = RecordHead::new(orcid.parse().unwrap(), "2013-05-05T00:00:00Z".parse().unwrap());
        head.history.modified = Some("2024-02-01T00:00:00Z".parse().unwrap());
        Person { key, head, items: Vec::new() }
    }

    pub fn orcid(&self) -> OrcidId {
        self.head.orcid
    }

    pub fn item(mut self, kind: ItemKind, body: Value) -> Self {
        let put_code = PutCode::new(self.items.len() as u64 + 1).unwrap();
        self.items.push(Item {
            kind,
            put_code,
            visibility: Visibility::Public,
            source: Source::default(),
            created: None,
            modified: None,
            display_index: 0,
            body: body.to_string().into(),
        });
        self
    }

    /// The last item, seen by fewer.
    pub fn hidden(mut self, visibility: Visibility) -> Self {
        self.items.last_mut().unwrap().visibility = visibility;
        self
    }

    /// The last item, by a client.
    pub fn by(mut self, client: &str) -> Self {
        self.items.last_mut().unwrap().source.author = Some(Agent::Client(client.parse().unwrap()));
        self
    }

    pub fn state(mut self, state: RecordState) -> Self {
        self.head.state = state;
        self
    }

    pub fn created(mut self, at: &str) -> Self {
        self.head.history.submitted = Some(at.parse().unwrap());
        self
    }

    pub fn modified(mut self, at: &str) -> Self {
        self.head.history.modified = Some(at.parse().unwrap());
        self
    }

    pub fn name(self, given: Option<&str>, family: Option<&str>, credit: Option<&str>) -> Self {
        let wrapped = |text: Option<&str>| text.map(|text| json!({ "value": text }));
        let body = json!({
            "given-names": wrapped(given), "family-name": wrapped(family), "credit-name": wrapped(credit),
        });
        self.item(ItemKind::Name, body)
    }

    pub fn texts(self, kind: ItemKind, texts: &[&str]) -> Self {
        texts.iter().fold(self, |person, text| person.item(kind, json!({ "content": text })))
    }

    pub fn email(self, address: &str) -> Self {
        self.item(ItemKind::Email, json!({ "email": address, "verified": true }))
    }

    pub fn affiliation(self, kind: ItemKind, organization: Value, end: Option<(&str, Option<&str>)>) -> Self {
        let end = end
            .map(|(year, month)| json!({ "year": { "value": year }, "month": month.map(|it| json!({ "value": it })) }));
        self.item(kind, json!({ "role-title": "Fellow", "end-date": end, "organization": organization }))
    }

    pub fn work(self, title: &str, translated: Option<&str>, ids: &[(&str, &str, &str)]) -> Self {
        let translated = translated.map(|text| json!({ "value": text, "language-code": "zh_CN" }));
        let body = json!({
            "title": { "title": { "value": title }, "translated-title": translated },
            "type": "journal-article",
            "external-ids": identifiers(ids),
        });
        self.item(ItemKind::Work, body)
    }
}

/// Type, value, relationship.
pub fn identifiers(ids: &[(&str, &str, &str)]) -> Value {
    let id = |(name, value, relationship): &(&str, &str, &str)| {
        json!({
            "external-id-type": name, "external-id-value": value, "external-id-relationship": relationship,
        })
    };
    json!({ "external-id": ids.iter().map(id).collect::<Vec<_>>() })
}

pub fn organization(name: &str, known: Option<(&str, &str)>) -> Value {
    let known = known
        .map(|(source, id)| json!({ "disambiguated-organization-identifier": id, "disambiguation-source": source }));
    json!({ "name": name, "address": { "city": "Somewhere", "country": "ZZ" }, "disambiguated-organization": known })
}

/// Those of 14.1.
pub fn first() -> Vec<Person> {
    let family = |name| (None, Some(name), None);
    let with = |person: Person, (given, family, credit)| person.name(given, family, credit);
    vec![
        Person::new("A", "0000-0002-1825-0097")
            .name(Some("Josiah"), Some("Carberry"), Some("J. S. Carberry"))
            .texts(ItemKind::OtherName, &["Josiah Stinkney Carberry"])
            .texts(ItemKind::Keyword, &["psychoceramics", "Ionian philology"])
            .email("josiah@brown.example")
            .affiliation(ItemKind::Employment, organization("Brown University", Some(("RINGGOLD", "6752"))), None)
            .affiliation(
                ItemKind::Education,
                organization("Wesleyan University", Some(("RINGGOLD", "6289"))),
                Some(("1995", None)),
            )
            .work("Toward a Unified Theory of High-Energy Metaphysics", None, &[("doi", "10.5555/12345678", "self")])
            .work("Bulk and surface plasmons", None, &[("doi", "10.5555/ABC-Def(99)1", "self")]),
        Person::new("B", "0000-0001-6000-1118")
            .name(Some("Zoë"), Some("Kårlsbeârd"), None)
            .texts(ItemKind::Biography, &["Studies English literature"])
            .texts(ItemKind::Keyword, &["Relativity"]),
        Person::new("C", "0000-0001-6000-2225")
            .name(Some("伟"), Some("王"), Some("Wei Wang (王伟)"))
            .affiliation(
                ItemKind::Employment,
                organization("University of Oxford", Some(("ROR", "https://ror.org/052gg0110"))),
                None,
            )
            .work(
                "Deep learning for proteins",
                Some("蛋白质"),
                &[
                    ("doi", "10.1087/20120404", "self"),
                    ("isbn", "9783540776390", "part-of"),
                    ("pmid", "24857732", "self"),
                ],
            ),
        Person::new("D", "0000-0001-6000-3332").name(Some("Madonna"), None, None).work(
            "Preprint",
            None,
            &[("doi", "10.5555/v1", "version-of")],
        ),
        Person::new("E", "0000-0001-6000-444X")
            .name(Some("Nobody"), Some("Knows"), None)
            .hidden(Visibility::Private)
            .texts(ItemKind::Keyword, &["ceramics"])
            .item(
                ItemKind::ExternalIdentifier,
                json!({ "external-id-type": "Scopus Author ID", "external-id-value": "7004212771" }),
            )
            .by("APP-AAAABBBBCCCCDDDD"),
        Person::new("F", "0000-0001-6000-5557"),
        with(Person::new("G", "0000-0001-6000-6664"), family("Lockwood")).state(RecordState::Locked),
        with(Person::new("H", "0000-0001-6000-7771"), family("Carberry"))
            .state(RecordState::Deprecated { primary: "0000-0002-1825-0097".parse().unwrap() }),
        Person::new("I", "0000-0001-6000-8889")
            .name(Some("Una"), Some("Claimed"), None)
            .state(RecordState::Unclaimed)
            .created("2024-05-16T12:00:00Z"),
        Person::new("J", "0000-0001-6000-9996")
            .name(Some("Una"), Some("Fresh"), None)
            .state(RecordState::Unclaimed)
            .created("2024-06-13T12:00:00Z"),
        Person::new("K", "0000-0001-6001-1105")
            .name(Some("Seán"), Some("O'Neill-Smith"), None)
            .texts(ItemKind::OtherName, &["Sean Oneill"])
            .affiliation(
                ItemKind::Employment,
                organization("Boston University", Some(("RINGGOLD", "1846"))),
                Some(("2015", Some("06"))),
            )
            .affiliation(
                ItemKind::Education,
                organization("University of Wisconsin", Some(("GRID", "grid.5509.9"))),
                Some(("2001", None)),
            )
            .item(
                ItemKind::Funding,
                json!({
                    "type": "grant",
                    "title": { "title": { "value": "Great Grant" } },
                    "external-ids": identifiers(&[("grant_number", "INST 123/45-1", "self")]),
                    "organization": organization(
                        "Deutsche Forschungsgemeinschaft",
                        Some(("FUNDREF", "https://doi.org/10.13039/501100001659")),
                    ),
                }),
            )
            .item(
                ItemKind::PeerReview,
                json!({
                    "reviewer-role": "reviewer",
                    "review-identifiers": identifiers(&[("source-work-id", "rev-77", "self")]),
                    "review-type": "review",
                    "review-group-id": "issn:1741-4857",
                    "convening-organization": organization("Springer", None),
                }),
            ),
        Person::new("L", "0000-0001-6001-2212")
            .name(Some("Ann"), Some("Limited"), None)
            .work("Secret zymurgy", None, &[])
            .hidden(Visibility::Limited)
            .email("ann@hidden.example")
            .hidden(Visibility::Private)
            .affiliation(ItemKind::Employment, organization("Hidden Lab", None), None)
            .hidden(Visibility::Limited),
        Person::new("M", "0000-0001-6001-332X")
            .modified("2016-03-01T00:00:00Z")
            .name(Some("Albert"), Some("Einstein"), None)
            .texts(ItemKind::Keyword, &["relativity"]),
    ]
}

/// Those, and the twelve of C7.
pub fn all() -> Vec<Person> {
    let mut people = first();
    people.extend([
        Person::new("N", "0000-0001-6002-2111").name(Some("José"), Some("García Márquez"), None),
        Person::new("O", "0000-0001-6002-3229").name(Some("Jose"), Some("Garcia Marquez"), None).affiliation(
            ItemKind::Employment,
            organization("Boston University", Some(("RINGGOLD", "1846"))),
            None,
        ),
        Person::new("P", "0000-0001-6002-4336").name(Some("İbrahim"), Some("Çelik"), None),
        Person::new("Q", "0000-0001-6002-5443").name(Some("ΑΛΕΞΑΝΔΡΟΣ"), Some("Παπαδόπουλος"), None),
        Person::new("R", "0000-0001-6002-6550").name(Some("Jose\u{301}"), Some("Silva"), None),
        Person::new("S", "0000-0001-6002-7668")
            .name(Some("สมชาย"), Some("ใจดี"), None)
            .texts(ItemKind::Keyword, &["🎉"]),
        Person::new("T", "0000-0001-6002-8775")
            .name(Some("John"), Some("Smith"), None)
            .texts(ItemKind::Keyword, &["machine learning"])
            .texts(ItemKind::OtherName, &["Alpha Beta", "Gamma Delta"])
            .email("john.smith@example.org"),
        Person::new("U", "0000-0001-6002-9882")
            .name(Some("Jon"), Some("Smith"), None)
            .texts(ItemKind::Keyword, &["machine", "learning"])
            .email("JON@example.org"),
        Person::new("V", "0000-0001-6002-1098")
            .name(Some("Albert"), Some("Einstien"), None)
            .texts(ItemKind::Keyword, &["red"]),
        Person::new("W", "0000-0001-6002-1215").name(Some("Ident"), Some("Holder"), None).work(
            "",
            None,
            &[
                ("doi", "10.1016/S0140-6736(75)91234-1", "self"),
                ("doi", "10.1000/a:b", "self"),
                ("doi", "10.1000/a b", "self"),
            ],
        ),
        Person::new("X", "0000-0001-6002-132X")
            .name(Some("Vincent"), Some("van Dyke"), None)
            .texts(ItemKind::Biography, &["To be or not to be; H₂O and café"])
            .texts(ItemKind::Keyword, &["C++"]),
        Person::new("Y", "0000-0001-6002-1434").name(Some("Leap"), None, None).modified("2020-02-29T23:30:00Z"),
    ]);
    people
}
