//! Files of organisations, as their vocabularies publish them.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use byline_datafile::Progress;
use byline_datafile::organizations::{OrganizationOptions, OrganizationReport, import_organizations};
use byline_model::Timestamp;
use byline_store::{NameKind, Organization, OrganizationStatus, Store, whole};
use byline_store_sqlite::SqliteStore;
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use serde_json::{Value, json};

const NOW: Timestamp = Timestamp::from_millis(1_790_000_000_000);

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/organizations").join(name)
}

const ROR: &str = "v1.80-2026-01-01-ror-data.json";

struct Registry {
    store: Arc<dyn Store>,
    folder: tempfile::TempDir,
}

impl Registry {
    fn new() -> Self {
        Registry { store: SqliteStore::throwaway().unwrap(), folder: tempfile::tempdir().unwrap() }
    }

    async fn read(&self, files: &[PathBuf], strict: bool) -> OrganizationReport {
        let options = OrganizationOptions { now: NOW, strict };
        import_organizations(Arc::clone(&self.store), files.to_vec(), options, Arc::new(())).await.unwrap()
    }

    /// Of a file with this name and content.
    async fn read_bytes(&self, name: &str, content: impl AsRef<[u8]>) -> OrganizationReport {
        let path = self.folder.path().join(name);
        fs::write(&path, content).unwrap();
        self.read(&[path], false).await
    }

    async fn read_json(&self, content: Value) -> OrganizationReport {
        self.read_bytes("ror.json", content.to_string()).await
    }

    async fn get(&self, source: &str, identifier: &str) -> Organization {
        self.store.organization(source, identifier).await.unwrap().unwrap_or_else(|| panic!("{source} {identifier}"))
    }

    async fn all(&self) -> Vec<Organization> {
        whole(|it| self.store.organizations(it)).await.unwrap()
    }

    /// The number of the last change.
    async fn sequence(&self) -> u64 {
        self.store.log_after(0, 10_000).await.unwrap().last().map_or(0, |it| it.sequence)
    }
}

fn told(report: &OrganizationReport) -> String {
    report.refusals.iter().map(|it| format!("{it}\n")).collect()
}

/// Names with their kind and language.
fn names(organization: &Organization) -> Vec<(&str, NameKind, Option<&str>)> {
    organization.details.names.iter().map(|it| (&*it.value, it.kind, it.language.as_deref())).collect()
}

/// REG-35
#[tokio::test]
async fn records_of_ror_are_kept_whole() {
    let registry = Registry::new();
    let report = registry.read(&[fixture(ROR)], true).await;
    assert_eq!((report.records, report.new, report.refused, report.dropped), (3, 3, 0, 0), "{}", told(&report));
    let university = registry.get("ROR", "https://ror.org/05gq02987").await;
    assert_eq!(&*university.name, "Fjordland University");
    let place = (university.city.as_deref(), university.region.as_deref(), university.country.as_deref());
    assert_eq!(place, (Some("Ålesund"), Some("Møre og Romsdal"), Some("NO")));
    let expected = [
        ("Universitetet i Fjordland", NameKind::Label, Some("no")),
        ("UiF", NameKind::Acronym, None),
        ("Fjordland School of Navigation", NameKind::Alias, Some("en")),
    ];
    assert_eq!(names(&university), expected);
    assert!(university.is_funder() && university.details.types.contains(&"education".into()));
    let ids: Vec<_> = university.details.ids.iter().map(|it| (&*it.source, &*it.identifier, it.preferred)).collect();
    let expected =
        [("ISNI", "0000 0001 2345 6789", false), ("FUNDREF", "501100000780", true), ("FUNDREF", "501100000781", false)];
    assert_eq!(ids, expected);

    let seminary = registry.get("ROR", "https://ror.org/02mhbdp94").await.details;
    assert_eq!(seminary.status, OrganizationStatus::Obsolete);
    assert_eq!(seminary.successors, ["https://ror.org/05gq02987".into()]);
    assert_eq!(registry.get("ROR", "https://ror.org/03vek6s52").await.details.status, OrganizationStatus::Inactive);
}

#[tokio::test]
async fn funders_companies_and_institutions_come_from_files_of_their_own() {
    let registry = Registry::new();
    let files = ["registry.rdf", "ringgold.csv", "lei-golden-copy.csv"].map(fixture);
    let report = registry.read(&files, true).await;
    assert_eq!((report.records, report.new, report.refused), (6, 6, 0), "{}", told(&report));
    let council = registry.get("FUNDREF", "http://dx.doi.org/10.13039/900000001").await;
    assert_eq!((&*council.name, council.country.as_deref()), ("Council for Fog & Tides", Some("NO")));
    let expected =
        [("Rådet for tåke og tidevann", NameKind::Alias, Some("no")), ("CFT", NameKind::Acronym, Some("en"))];
    assert_eq!(names(&council), expected);
    assert_eq!(council.details.types, ["gov".into(), "National government".into()]);
    let before = registry.get("FUNDREF", "http://dx.doi.org/10.13039/900000002").await.details;
    assert_eq!((before.status, &*before.successors[0]), (OrganizationStatus::Obsolete, &*council.identifier));

    let library = registry.get("RINGGOLD", "900002").await;
    assert_eq!(
        (&*library.name, library.region, &*library.details.types[0]),
        ("Fjordland University, Library", None, "academic/lib")
    );
    let company = registry.get("LEI", "5493000IBP32UQZ0KL24").await;
    assert_eq!(names(&company), [("Fjordland Instruments Ltd", NameKind::Alias, Some("en"))]);
    let merged = registry.all().await.into_iter().find(|it| &*it.name == "Fog Instruments AS").unwrap().details;
    assert_eq!((merged.status, &*merged.successors[0]), (OrganizationStatus::Obsolete, "5493000IBP32UQZ0KL24"));
}

/// The same entities in XML.
#[tokio::test]
async fn legal_entities_are_the_same_in_both_forms() {
    let registry = Registry::new();
    registry.read(&[fixture("lei-golden-copy.csv")], true).await;
    let of_table = registry.all().await;
    let report = registry.read(&[fixture("lei-golden-copy.xml")], true).await;
    assert_eq!((report.records, report.new, report.changed, report.refused), (2, 0, 0, 0), "{}", told(&report));
    let other = Registry::new();
    assert_eq!(other.read(&[fixture("lei-golden-copy.xml")], true).await.new, 2);
    assert_eq!(other.all().await, of_table);
}

#[tokio::test]
async fn a_file_that_is_read_again_changes_nothing() {
    let registry = Registry::new();
    let files = [ROR, "registry.rdf", "ringgold.csv", "lei-golden-copy.csv"].map(fixture);
    registry.read(&files, false).await;
    let (all, sequence) = (registry.all().await, registry.sequence().await);
    let again = registry.read(&files, false).await;
    assert_eq!((again.records, again.new, again.changed), (9, 0, 0));
    assert_eq!((registry.all().await, registry.sequence().await), (all, sequence));
}

fn ror(id: &str, name: &str) -> Value {
    json!({"id": id, "status": "active", "types": [], "names": [{"value": name, "types": ["ror_display"], "lang": null}]})
}

const ONE: &str = "https://ror.org/05gq02987";
const TWO: &str = "https://ror.org/02mhbdp94";

#[tokio::test]
async fn a_newer_file_changes_what_is_otherwise_and_keeps_how_often_it_is_named() {
    let registry = Registry::new();
    registry.read_json(json!([ror(ONE, "Before"), ror(TWO, "Same")])).await;
    let mut named = registry.get("ROR", ONE).await;
    named.details.popularity = 40;
    let set = byline_store::ChangeSet::new(NOW).with(byline_store::Change::PutOrganization(Box::new(named)));
    registry.store.commit(set).await.unwrap();
    let report = registry.read_json(json!([ror(ONE, "After"), ror(TWO, "Same")])).await;
    assert_eq!((report.new, report.changed), (0, 1));
    let after = registry.get("ROR", ONE).await;
    assert_eq!((&*after.name, after.details.popularity), ("After", 40));

    let gone = json!([{"id": TWO, "status": "redirected", "redirect": ONE}, {"id": "https://ror.org/03vek6s52", "status": "obsolete"}]);
    let report = registry.read_json(gone).await;
    assert_eq!((report.changed, report.unknown, report.refused), (1, 1, 0));
    let after = registry.get("ROR", TWO).await;
    assert_eq!(
        (&*after.name, after.details.status, &*after.details.successors[0]),
        ("Same", OrganizationStatus::Obsolete, ONE)
    );
}

#[tokio::test]
async fn a_record_that_cannot_be_read_is_left_out_alone() {
    let registry = Registry::new();
    let mut odd = ror(ONE, "Fine");
    odd["locations"] = json!([{"geonames_details": {"name": "X", "country_code": "XX"}}]);
    odd["names"].as_array_mut().unwrap().push(json!({"value": "y".repeat(5000), "types": ["alias"]}));
    let list = json!([{"id": 7}, ror(" ", "Blank"), ror(TWO, " "), {"id": TWO, "status": "asleep"}, odd.clone()]);
    let report = registry.read_json(list.clone()).await;
    assert_eq!((report.records, report.new, report.refused, report.dropped), (5, 1, 4, 2), "{}", told(&report));
    let said = told(&report);
    for part in [
        "record 1: invalid type",
        "record 2: has no identifier",
        "record 3: https://ror.org/02mhbdp94: has no name",
        "\"asleep\"",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(report.parts[1].part.to_string(), format!("{ONE}: country: \"XX\": is not a country"));
    let path = registry.folder.path().join("ror.json");
    let strict = registry.read(&[path], true).await;
    assert_eq!((strict.refused, strict.dropped), (5, 0));
    let malformed = json!([ror("https://ror.org/02mhbdp95", "Wrong check digits")]).to_string();
    fs::write(registry.folder.path().join("odd.json"), malformed).unwrap();
    let odd = [registry.folder.path().join("odd.json")];
    let strict = registry.read(&odd, true).await;
    assert!(told(&strict).contains("is no identifier of ROR"), "{}", told(&strict));
    assert_eq!(registry.read(&odd, false).await.new, 1);
}

/// What a list leaves out, or says nothing of, is not there.
#[tokio::test]
async fn blanks_of_ror_are_no_mistakes() {
    let registry = Registry::new();
    let bare = json!({
        "id": ONE, "status": "active", "types": null, "relationships": null,
        "names": [{"value": "Bare", "types": null, "lang": null}],
        "locations": [{"geonames_id": 1}, {"geonames_details": {"name": null, "country_code": "NO"}}],
        "external_ids": [{"type": "isni", "preferred": "1", "all": null}],
    });
    let report = registry.read_json(json!([bare])).await;
    assert_eq!((report.new, report.refused, report.dropped), (1, 0, 0), "{}", told(&report));
    let one = registry.get("ROR", ONE).await;
    assert_eq!((&*one.name, one.country.as_deref(), one.details.ids.len()), ("Bare", Some("NO"), 1));
}

/// An archive with these files, packed or as they are.
fn zip(files: &[(&str, &[u8])], packed: bool) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in files {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(content).unwrap();
        let (method, data) = if packed { (8u16, encoder.finish().unwrap()) } else { (0, content.to_vec()) };
        let at = out.len() as u32;
        let common = [
            &[20, 0, 0, 0][..],
            &method.to_le_bytes(),
            &[0; 8],
            &(data.len() as u32).to_le_bytes(),
            &(content.len() as u32).to_le_bytes(),
            &(name.len() as u16).to_le_bytes(),
            &[0, 0],
        ]
        .concat();
        out.extend([b"PK\x03\x04", &common[..], name.as_bytes(), &data].concat());
        let more = [&[0; 10][..], &at.to_le_bytes()].concat();
        directory.extend([b"PK\x01\x02\x14\x00", &common[..], &more, name.as_bytes()].concat());
    }
    let count = (files.len() as u16).to_le_bytes();
    let (size, at) = ((directory.len() as u32).to_le_bytes(), (out.len() as u32).to_le_bytes());
    out.extend([&directory[..], b"PK\x05\x06\0\0\0\0", &count, &count, &size, &at, &[0, 0]].concat());
    out
}

#[tokio::test]
async fn archives_are_read_as_they_are_published() {
    let (old, new) = (json!([ror(ONE, "Old")]).to_string(), json!([ror(ONE, "New")]).to_string());
    let files = [
        ("v1.50-ror-data.csv", &b"id,name\n"[..]),
        ("v1.50-ror-data.json", old.as_bytes()),
        ("v1.50-ror-data_schema_v2.json", new.as_bytes()),
        ("__MACOSX/._v1.50-ror-data_schema_v2.json", b"junk"),
    ];
    for packed in [true, false] {
        let registry = Registry::new();
        let report = registry.read_bytes("ror.zip", zip(&files, packed)).await;
        assert_eq!((report.records, report.refused), (1, 0), "{}", told(&report));
        assert_eq!(&*registry.get("ROR", ONE).await.name, "New");
    }
    let registry = Registry::new();
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(new.as_bytes()).unwrap();
    assert_eq!(registry.read_bytes("ror.json.gz", encoder.finish().unwrap()).await.new, 1);

    let parts = [
        ("alt_names.json", &br#"[{"rec_id":1,"ringgold_id":1,"name":"One, too","city":"A","country":"MX","notes":"FN"}]"#[..]),
        ("deleted_ids.json", br#"[{"rec_id":2,"old_ringgold_id":2,"new_ringgold_id":1,"details":"Merged"}]"#),
        ("identifiers.json", br#"[{"rec_id":1,"ringgold_id":1,"identifier_type":"ISNI","value":"1"}]"#),
        ("institutions.json", br#"[{"rec_id":1,"parent_ringgold_id":0,"ringgold_id":1,"name":"One","city":"B","country":"US","state":"S","type":"t"},
            {"rec_id":2,"parent_ringgold_id":1,"ringgold_id":2,"name":"Two","city":"B","country":"US","type":"t"}]"#),
    ];
    let first = registry.read_bytes("ringgold.zip", zip(&parts, true)).await;
    assert_eq!((first.records, first.new, first.refused), (5, 2, 0), "{}", told(&first));
    let one = registry.get("RINGGOLD", "1").await;
    assert_eq!((names(&one), &*one.details.ids[0].source), (vec![("One, too", NameKind::Alias, None)], "ISNI"));
    let two = registry.get("RINGGOLD", "2").await.details;
    assert_eq!((two.status, &*two.successors[0]), (OrganizationStatus::Obsolete, "1"));
    assert_eq!(registry.read_bytes("ringgold.zip", zip(&parts, true)).await.changed, 0);
}

/// What is wrong with a file, told of the file alone: the next one is read.
#[tokio::test]
async fn hostile_files_end_themselves_and_nothing_else() {
    let registry = Registry::new();
    let fine = json!([ror(ONE, "Fine")]).to_string();
    let bomb = zip(&[("ror.json", &[&b"[\""[..], &vec![b'a'; 64 << 20]].concat())], true);
    assert!(bomb.len() < 200_000);
    let deep = format!("[{}", "[".repeat(1 << 20));
    let broken = fine.replace("}]", "},");
    let mut cut = zip(&[("ror.json", fine.as_bytes())], true);
    let elsewhere = [&cut[..cut.len() - 6], &[0xFE; 4], &[0, 0]].concat();
    cut.truncate(cut.len() - 30);
    let long = format!("LEI,Entity.LegalName\nx,{}\n", "n".repeat(5 << 20));
    let entities = "<!DOCTYPE r [<!ENTITY a \"aaaa\">]><rdf:RDF xmlns:rdf='x'><Concept about='1'><prefLabel>&a;</prefLabel></Concept></rdf:RDF>";
    let (begin, end) = ("<a>".repeat(600_000), "</a>".repeat(600_000));
    let nested = format!("<LEIData><LEIRecord><LEI>1</LEI>{begin}{end}</LEIRecord></LEIData>");
    let cases: [(&str, Vec<u8>, &str); 12] = [
        ("nested.xml", nested.into(), "a record is longer than"),
        ("bomb.zip", bomb, "a record is longer than"),
        ("deep.json", deep.into(), "EOF while parsing"),
        ("broken.json", broken.into(), "expected value"),
        ("cut.zip", cut, "damaged"),
        ("elsewhere.zip", elsewhere, "damaged"),
        ("long.csv", long.into(), "a record is longer than"),
        ("entities.rdf", entities.into(), "byte "),
        ("page.html", b"<html><body>Sign in</body></html>".to_vec(), "this is html"),
        ("people.csv", b"name,age\nAda,36\n".to_vec(), "cannot tell whose"),
        ("object.json", b"{\"id\": 1}".to_vec(), "a list of organisations"),
        ("empty.zip", zip(&[("readme.txt", b"hello")], true), "no file of organisations"),
    ];
    for (name, content, reason) in cases {
        let report = registry.read_bytes(name, content).await;
        let said = told(&report);
        assert!(report.refused == 1 && said.contains(reason) && said.contains(name), "{name}: {said}");
        assert!(said.len() < 600, "{name}: {}", said.len());
    }
    assert_eq!(registry.read_bytes("fine.json", fine).await.records, 1);
}

/// What comes before the damage is there, and a row that is no text is lost alone.
#[tokio::test]
async fn what_came_before_the_damage_is_there() {
    let registry = Registry::new();
    let broken = format!("[{},{}", ror(ONE, "First"), "{\"id\": ");
    let report = registry.read_bytes("broken.json", broken).await;
    assert_eq!((report.new, report.refused), (1, 1));
    let rows = b"ringgold_id,name,type\n1,One,t\n2,\xFF,t\n,Nobody,t\n3,Three,t\n";
    let report = registry.read_bytes("ringgold.csv", rows).await;
    assert_eq!((report.new, report.refused), (2, 2), "{}", told(&report));
    assert!(told(&report).contains("line 4: has no identifier"), "{}", told(&report));
}

/// How far it was told to be.
#[derive(Default)]
struct Told(Mutex<Vec<(u64, u64)>>);

impl Progress for Told {
    fn advanced(&self, position: u64, documents: u64) {
        self.0.lock().unwrap().push((position, documents));
    }
}

#[tokio::test]
async fn many_records_are_committed_as_they_come() {
    let registry = Registry::new();
    let path = registry.folder.path().join("many.csv");
    let rows: String = (1..=5_500).map(|number| format!("{number},Institution {number},t\n")).collect();
    fs::write(&path, format!("ringgold_id,name,type\n{rows}")).unwrap();
    let (told, options) = (Arc::new(Told::default()), OrganizationOptions { now: NOW, strict: false });
    let store = Arc::clone(&registry.store);
    let report = import_organizations(store, vec![path.clone()], options, told.clone()).await.unwrap();
    assert_eq!((report.records, report.new), (5_500, 5_500));
    let told = std::mem::take(&mut *told.0.lock().unwrap());
    assert_eq!(told.iter().map(|it| it.1).sum::<u64>(), 5_000);
    let size = fs::metadata(path).unwrap().len();
    assert!(told.is_sorted() && told.iter().all(|it| 0 < it.0 && it.0 <= size), "{told:?} of {size}");
    assert_eq!(registry.all().await.len(), 5_500);
}

/// Those that the reference registry tests its own readers with.
#[tokio::test]
async fn files_of_the_corpus_come_in() {
    let given = std::env::var_os("BYLINE_CORPUS").map(PathBuf::from);
    let root = given.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"));
    let folder = root.join("reference/orgs");
    if !folder.is_dir() {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "the corpus is needed here");
        eprintln!("SKIPPED: no corpus at {}", root.display());
        return;
    }
    let registry = Registry::new();
    for (file, counts) in [
        ("ror_4_orgs_27_external_identifiers.json", (4, 0)),
        ("ror_1_org_6_external_identifiers.json", (1, 0)),
        ("ror_2_deprecated_2_obsoleted_orgs.json", (4, 0)),
        ("fundref-test.rdf.xml", (3, 0)),
        ("ringgold_file_institutions.json", (4, 0)),
        ("ringgold_file_alt_names.json", (2, 0)),
        ("ringgold_file_identifiers.json", (8, 0)),
        ("ringgold_file_deleted_ids.json", (1, 0)),
    ] {
        let report = registry.read(&[folder.join(file)], false).await;
        assert_eq!((report.records, report.refused), counts, "{file}: {}", told(&report));
    }
    let foundation = registry.get("FUNDREF", "http://dx.doi.org/10.13039/100000001").await;
    assert_eq!((&*foundation.name, foundation.country.as_deref()), ("National Science Foundation", Some("US")));
    assert!(names(&foundation).contains(&("NSF", NameKind::Acronym, Some("en"))));
}
