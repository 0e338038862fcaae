//! The words of the vocabularies.

/// A name in one of the [`PREFIXES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    pub prefix: &'static str,
    pub local: &'static str,
}

/// Prefixes and namespaces of every predicate and type; `rdf` is among them for RDF/XML.
pub const PREFIXES: [(&str, &str); 11] = [
    ("as", "https://www.w3.org/ns/activitystreams#"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("gn", "http://www.geonames.org/ontology#"),
    ("ldp", "http://www.w3.org/ns/ldp#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("pav", "http://purl.org/pav/"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("space", "http://www.w3.org/ns/pim/space#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

impl Term {
    /// The whole IRI: the namespace of its prefix, and the local name.
    pub fn iri(self) -> String {
        let (_, namespace) = PREFIXES.iter().find(|(prefix, _)| *prefix == self.prefix).expect("terms have a prefix");
        format!("{namespace}{}", self.local)
    }
}

macro_rules! terms {
    ($($name:ident $prefix:literal $local:literal;)*) => {
        $(pub const $name: Term = Term { prefix: $prefix, local: $local };)*

        #[cfg(test)]
        pub const ALL: &[Term] = &[$($name),*];
    };
}

terms! {
    AS_OUTBOX "as" "outbox";
    FOAF_ACCOUNT "foaf" "account";
    FOAF_ACCOUNT_NAME "foaf" "accountName";
    FOAF_ACCOUNT_SERVICE_HOMEPAGE "foaf" "accountServiceHomepage";
    FOAF_BASED_NEAR "foaf" "based_near";
    FOAF_DOCUMENT "foaf" "Document";
    FOAF_FAMILY_NAME "foaf" "familyName";
    FOAF_GIVEN_NAME "foaf" "givenName";
    FOAF_HOMEPAGE "foaf" "homepage";
    FOAF_MAKER "foaf" "maker";
    FOAF_MBOX "foaf" "mbox";
    FOAF_NAME "foaf" "name";
    FOAF_ONLINE_ACCOUNT "foaf" "OnlineAccount";
    FOAF_PAGE "foaf" "page";
    FOAF_PERSON "foaf" "Person";
    FOAF_PERSONAL_PROFILE_DOCUMENT "foaf" "PersonalProfileDocument";
    FOAF_PLAN "foaf" "plan";
    FOAF_PRIMARY_TOPIC "foaf" "primaryTopic";
    FOAF_PUBLICATIONS "foaf" "publications";
    GN_COUNTRY_CODE "gn" "countryCode";
    GN_FEATURE "gn" "Feature";
    GN_NAME "gn" "name";
    GN_PARENT_COUNTRY "gn" "parentCountry";
    LDP_INBOX "ldp" "inbox";
    OWL_SAME_AS "owl" "sameAs";
    PAV_CONTRIBUTED_ON "pav" "contributedOn";
    PAV_CREATED_BY "pav" "createdBy";
    PAV_CREATED_ON "pav" "createdOn";
    PAV_CREATED_WITH "pav" "createdWith";
    PAV_CURATED_BY "pav" "curatedBy";
    PAV_IMPORTED_BY "pav" "importedBy";
    PAV_LAST_UPDATE_ON "pav" "lastUpdateOn";
    PIM_STORAGE "space" "storage";
    PROV_ALTERNATE_OF "prov" "alternateOf";
    PROV_GENERATED_AT_TIME "prov" "generatedAtTime";
    PROV_INVALIDATED_AT_TIME "prov" "invalidatedAtTime";
    PROV_PERSON "prov" "Person";
    PROV_SOFTWARE_AGENT "prov" "SoftwareAgent";
    PROV_WAS_ATTRIBUTED_TO "prov" "wasAttributedTo";
    RDF_TYPE "rdf" "type";
    RDFS_LABEL "rdfs" "label";
    RDFS_SEE_ALSO "rdfs" "seeAlso";
    XSD_DATE_TIME "xsd" "dateTime";
}
