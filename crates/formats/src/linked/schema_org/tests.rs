use byline_model::shape::Hosts;
use byline_model::shapes;

use super::*;
use crate::json;

const CONTEXT: Context<'static> = Context { base_url: "https://testserver.orcid.org", document_url: None };

fn read(text: &str) -> Object<'_> {
    json::read(text, &shapes::RECORD, &Hosts::default()).unwrap_or_else(|error| panic!("{error}"))
}

fn printed(record: &Object<'_>) -> String {
    String::from_utf8(person(record, &CONTEXT)).expect("UTF-8")
}

const RECORD: &str = r#"{
  "orcid-identifier": {"uri": "https://testserver.orcid.org/0009-9000-0100-0012", "path": "0009-9000-0100-0012"},
  "person": {
    "name": {"given-names": {"value": "Marit"}, "family-name": {"value": "Ødegård"}, "credit-name": {"value": "M. Ødegård"}},
    "other-names": {"other-name": [{"content": "Marit O."}, {"content": "\"M\""}]},
    "researcher-urls": {"researcher-url": [{"url": {"value": "https://fjord.example.org/a b"}}, {"url": {"value": "nowhere"}}]},
    "emails": {"email": [{"email": "m@example.org"}]},
    "addresses": {"address": [{"country": {"value": "NO"}}, {"country": {"value": "JP"}}]},
    "external-identifiers": {"external-identifier": [{"external-id-type": "Loop profile", "external-id-value": "42"}]}
  },
  "activities-summary": {
    "educations": {"affiliation-group": [
      {"external-ids": {"external-id": []}, "summaries": [{"education-summary": {"organization": {"name": "No id", "address": {}}}}]},
      {"external-ids": {"external-id": []}, "summaries": [
        {"education-summary": {"department-name": "Physics", "organization": {"name": "Fjord U", "address": {},
          "disambiguated-organization": {"disambiguated-organization-identifier": "grid.1.2", "disambiguation-source": "GRID"}}}},
        {"education-summary": {"department-name": "Other", "organization": {"name": "Fjord University", "address": {},
          "disambiguated-organization": {"disambiguated-organization-identifier": "http://dx.doi.org/10.13039/5", "disambiguation-source": "FUNDREF"}}}},
        {"education-summary": {"organization": {"name": "Fjord University", "address": {},
          "disambiguated-organization": {"disambiguated-organization-identifier": "https://ror.org/05f9jrd42", "disambiguation-source": "ROR"}}}}
      ]}
    ]},
    "qualifications": {"affiliation-group": [
      {"external-ids": {"external-id": []}, "summaries": [{"qualification-summary": {"organization": {"name": "Q", "address": {},
        "disambiguated-organization": {"disambiguated-organization-identifier": "549300X0BIRCHQUILL42", "disambiguation-source": "LEI"}}}}]}
    ]},
    "fundings": {"group": [{"external-ids": {"external-id": [{"external-id-type": "grant_number", "external-id-value": "NLF/7"}]},
      "funding-summary": [{"type": "grant", "title": {"title": "Slow instruments"}, "organization": {"name": "Fund", "address": {},
        "disambiguated-organization": {"disambiguated-organization-identifier": "77", "disambiguation-source": "RINGGOLD"}}}]}]},
    "works": {"group": [
      {"external-ids": {"external-id": [
        {"external-id-type": "uri", "external-id-value": "https://example.org/w"},
        {"external-id-type": "doi", "external-id-value": "doi:10.5555/A"},
        {"external-id-type": "doi", "external-id-value": "10.5555/b"},
        {"external-id-type": "doi", "external-id-value": "broken"},
        {"external-id-type": "agr", "external-id-value": "7", "external-id-url": "https://agr.example.org/7"}]},
       "work-summary": [{"type": "book", "title": {"title": "Tides"}}, {"type": "book", "title": {"title": "Tides again"}}]},
      {"external-ids": {"external-id": []}, "work-summary": [{"type": "book", "title": {"title": "Nameless"}}]}
    ]}
  }
}"#;

const EXPECTED: &str = r#"{
  "@context" : "http://schema.org",
  "@type" : "Person",
  "@id" : "https://testserver.orcid.org/0009-9000-0100-0012",
  "mainEntityOfPage" : "https://testserver.orcid.org/0009-9000-0100-0012",
  "name" : "M. Ødegård",
  "givenName" : "Marit",
  "familyName" : "Ødegård",
  "alternateName" : [ "Marit O.", "\"M\"" ],
  "address" : [ {
    "addressCountry" : "NO",
    "@type" : "PostalAddress"
  }, {
    "addressCountry" : "JP",
    "@type" : "PostalAddress"
  } ],
  "alumniOf" : [ {
    "@type" : "Organization",
    "@id" : "grid.1.2",
    "name" : "Fjord U",
    "alternateName" : "Physics",
    "identifier" : {
      "@type" : "PropertyValue",
      "propertyID" : "ROR",
      "value" : "https://ror.org/05f9jrd42"
    },
    "sameAs" : "https://doi.org/10.13039/5"
  }, {
    "@type" : "Organization",
    "@id" : "https://www.gleif.org/lei/549300X0BIRCHQUILL42",
    "leiCode" : "549300X0BIRCHQUILL42",
    "name" : "Q"
  } ],
  "@reverse" : {
    "funder" : {
      "@type" : "Organization",
      "name" : "Fund",
      "alternateName" : "Slow instruments",
      "identifier" : [ {
        "@type" : "PropertyValue",
        "propertyID" : "grant_number",
        "value" : "nlf/7"
      }, {
        "@type" : "PropertyValue",
        "propertyID" : "RINGGOLD",
        "value" : "77"
      } ]
    },
    "creator" : [ {
      "@type" : "CreativeWork",
      "@id" : "https://doi.org/10.5555/a",
      "name" : "Tides",
      "identifier" : [ {
        "@type" : "PropertyValue",
        "propertyID" : "uri",
        "value" : "https://example.org/w"
      }, {
        "@type" : "PropertyValue",
        "propertyID" : "doi",
        "value" : "10.5555/a"
      }, {
        "@type" : "PropertyValue",
        "propertyID" : "doi",
        "value" : "10.5555/b"
      }, {
        "@type" : "PropertyValue",
        "propertyID" : "agr",
        "value" : "7"
      } ],
      "sameAs" : [ "https://example.org/w", "https://doi.org/10.5555/b", "https://agr.example.org/7" ]
    }, {
      "@type" : "CreativeWork",
      "name" : "Nameless"
    } ]
  },
  "url" : "https://fjord.example.org/a%20b",
  "identifier" : {
    "@type" : "PropertyValue",
    "propertyID" : "Loop profile",
    "value" : "42"
  }
}"#;

/// MODEL-7.3
#[test]
fn a_person_in_the_order_and_layout_of_the_published_form() {
    assert_eq!(printed(&read(RECORD)), EXPECTED);
}

#[test]
fn an_empty_record_keeps_an_empty_reverse() {
    let record = read(r#"{"orcid-identifier": {"path": "0009-9000-0100-0012"}}"#);
    assert_eq!(
        printed(&record),
        r#"{
  "@context" : "http://schema.org",
  "@type" : "Person",
  "@id" : "https://testserver.orcid.org/0009-9000-0100-0012",
  "mainEntityOfPage" : "https://testserver.orcid.org/0009-9000-0100-0012",
  "@reverse" : { }
}"#
    );
}

/// MODEL-7.3
#[test]
fn affiliations_stand_in_the_order_of_their_kinds() {
    let group = |kind: &str| {
        format!(
            r#"{{"affiliation-group": [{{"external-ids": {{}}, "summaries": [{{"{kind}-summary": {{"organization": {{"name": "{kind}",
            "address": {{}}, "disambiguated-organization": {{"disambiguated-organization-identifier": "1",
            "disambiguation-source": "RINGGOLD"}}}}}}}}]}}]}}"#
        )
    };
    let kinds = ["service", "membership", "invited-position", "distinction", "employment"];
    let sections: Vec<_> = kinds.iter().map(|kind| format!(r#""{kind}s": {}"#, group(kind))).collect();
    let text = format!(r#"{{"activities-summary": {{{}}}}}"#, sections.join(","));
    let document: serde_json::Value = serde_json::from_slice(&person(&read(&text), &CONTEXT)).expect("JSON");
    let names: Vec<_> =
        document["affiliation"].as_array().expect("a list").iter().map(|it| it["name"].as_str()).collect();
    assert_eq!(names, ["employment", "distinction", "invited-position", "membership", "service"].map(Some));
}

#[test]
fn page_and_person_are_two_nodes() {
    let text = RECORD.replace("Tides again", "</script><b>");
    let text = text.replace("Tides\"", "</script><b>\"");
    let said = page(&read(&text), &CONTEXT, "https://testserver.orcid.org/0009-9000-0100-0012?works=2", "nb");
    assert!(!said.contains('<') && !said.contains('\n'), "{said}");
    let said: serde_json::Value = serde_json::from_str(&said).expect("it is JSON");
    assert_eq!(said["@context"], "https://schema.org/");
    let [page, person] = said["@graph"].as_array().expect("a graph").as_slice() else { panic!("{said}") };
    let uri = "https://testserver.orcid.org/0009-9000-0100-0012";
    assert_eq!((&page["@type"], &person["@type"]), (&"ProfilePage".into(), &"Person".into()));
    assert_eq!((&page["mainEntity"]["@id"], &person["@id"]), (&uri.into(), &uri.into()));
    assert_eq!(page["@id"], person["mainEntityOfPage"]["@id"]);
    assert_ne!(page["@id"], person["@id"]);
    assert_eq!((&page["url"], &page["inLanguage"]), (&format!("{uri}?works=2").into(), &"nb".into()));
    assert_eq!(person["@reverse"]["creator"][0]["name"], "</script><b>");
    assert!(person.get("@context").is_none() && page.get("givenName").is_none());
}
