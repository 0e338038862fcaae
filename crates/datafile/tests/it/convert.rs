//! Conversion of documents, directories and archives.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use byline_datafile::convert::{ConvertError, ConvertOptions, ConvertReport, Target, convert, other_syntax};
use byline_formats::{Layout, Syntax};

use crate::support::{archive, project, unpacked};

fn options(to: Syntax) -> ConvertOptions {
    let mut options = ConvertOptions::new(to);
    options.base_url = Some("https://testserver.orcid.org".into());
    options
}

fn run(inputs: &[PathBuf], out: Option<&Path>, options: &ConvertOptions) -> (ConvertReport, Vec<u8>) {
    let mut stdout = Vec::new();
    let target = Target::of(inputs, out).unwrap();
    let report = convert(inputs, &target, options, &mut stdout, &()).unwrap();
    (report, stdout)
}

#[test]
fn one_document_goes_to_the_output_as_it_is() {
    let fixtures = project().join("fixtures/3.0");
    let (report, xml) = run(&[fixtures.join("record.json")], None, &options(Syntax::Xml));
    assert_eq!(report, ConvertReport { converted: 1, refused: 0, dropped: 0 });
    assert_eq!(xml, fs::read(fixtures.join("record.xml")).unwrap());

    let mut compact = options(Syntax::Json);
    compact.layout = Layout::Compact;
    let (_, json) = run(&[fixtures.join("keyword.xml")], None, &compact);
    assert!(json.starts_with(b"{\"created-date\":{\"value\":"), "{}", String::from_utf8_lossy(&json));
}

#[test]
fn a_folder_of_every_kind_becomes_the_other_syntax() {
    let out = tempfile::tempdir().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let fixtures = project().join("fixtures/3.0");
    let mut count = 0;
    for entry in fs::read_dir(&fixtures).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.extension().is_some_and(|extension| extension == "xml") {
            fs::copy(&entry, folder.path().join(entry.file_name().unwrap())).unwrap();
            count += 1;
        }
    }
    let (report, _) = run(&[folder.path().into()], Some(out.path()), &options(Syntax::Json));
    assert_eq!(report, ConvertReport { converted: count, refused: 0, dropped: 0 });
    for name in ["works.json", "group-id-records.json", "notification-custom.json"] {
        let expected = fs::read_to_string(fixtures.join(name)).unwrap();
        let expected = expected.replace("\"external-id\" : [ ]", "\"external-id\" : null");
        assert_eq!(fs::read_to_string(out.path().join(name)).unwrap(), expected, "{name}");
    }
}

/// D-36, PLAT-1.6
#[test]
fn an_archive_keeps_its_names_and_survives_the_way_back() {
    let folder = tempfile::tempdir().unwrap();
    let fixtures = project().join("fixtures/3.0");
    let [record, work] = ["record.xml", "work.xml"].map(|name| fs::read_to_string(fixtures.join(name)).unwrap());
    let data = folder.path().join("in.tar.gz");
    let record_name = "top/summaries/012/0009-9000-0100-0012.xml";
    let work_name = "top/012/0009-9000-0100-0012/works/0009-9000-0100-0012_works_301.xml";
    let long = format!("top/{}/{work_name}", "long".repeat(40));
    // Several hundred entries: more than one stretch.
    let mut entries = vec![(record_name, record.as_str()), ("top/broken.xml", "<oops"), (long.as_str(), work.as_str())];
    entries.extend(std::iter::repeat_n((work_name, work.as_str()), 300));
    archive(&data, &entries);

    let [json, back] = ["out.tar.gz", "back.tgz"].map(|name| folder.path().join(name));
    let (report, _) = run(&[data], Some(&json), &options(Syntax::Json));
    assert_eq!(report, ConvertReport { converted: 302, refused: 1, dropped: 0 });
    run(std::slice::from_ref(&json), Some(&back), &options(Syntax::Xml));

    let names = |path: &Path| read(path).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    assert_eq!(names(&json)[0], "top/summaries/012/0009-9000-0100-0012.json");
    assert_eq!(names(&json)[1], long.replace(".xml", ".json"));
    assert_eq!(names(&json).len(), 302);
    let again = read(&back);
    assert_eq!((again[0].0.as_str(), again[0].1.as_str()), (record_name, record.as_str()));
    assert!(again[1..].iter().all(|(_, text)| *text == work));
}

#[test]
fn json_of_every_kind_is_told_apart_without_help() {
    let fixtures = project().join("fixtures/3.0");
    // Group ids have dates and sources in XML alone, and the empty record-summary is that of somebody.
    let loses = ["group-id-record", "group-id-records"];
    let root = |xml: &str| {
        xml.split(['<', ' ', '>'])
            .find(|it| it.contains(char::is_alphabetic) && !it.contains('?') && !it.contains('='))
            .map(str::to_owned)
    };
    let mut count = 0;
    for json in fs::read_dir(&fixtures).unwrap().map(|entry| entry.unwrap().path()) {
        let stem = json.file_stem().unwrap().to_str().unwrap().to_owned();
        if json.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let expected = fs::read_to_string(json.with_extension("xml")).unwrap();
        let (report, xml) = run(&[json], None, &options(Syntax::Xml));
        assert_eq!(report.converted, 1, "{stem}");
        let xml = String::from_utf8(xml).unwrap();
        match loses.iter().any(|it| stem.starts_with(it)) {
            true => assert_eq!(root(&xml), root(&expected), "{stem}"),
            false => assert!(xml == expected, "{stem}:\n{xml}"),
        }
        count += 1;
    }
    assert!(count > 80, "{count}");
}

#[test]
fn what_stands_in_place_of_a_record_survives_the_way_there_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let fixtures = project().join("fixtures/3.0");
    let [error, merged] = ["error.xml", "deprecated.xml"].map(|name| fs::read_to_string(fixtures.join(name)).unwrap());
    let data = folder.path().join("in.tar.gz");
    let entries =
        [("s/097/0000-0002-1825-0097.xml", error.as_str()), ("s/33X/0000-0002-1694-233X.xml", merged.as_str())];
    archive(&data, &entries);
    let [json, back] = ["out.tar.gz", "back.tgz"].map(|name| folder.path().join(name));
    run(&[data], Some(&json), &options(Syntax::Json));
    let (report, _) = run(&[json], Some(&back), &options(Syntax::Xml));
    assert_eq!(report, ConvertReport { converted: 2, refused: 0, dropped: 0 });
    let again = read(&back);
    assert_eq!(again.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>(), entries);
}

#[test]
fn a_damaged_archive_is_refused_and_the_others_are_converted() {
    let folder = tempfile::tempdir().unwrap();
    let (damaged, whole) = (folder.path().join("a.tar.gz"), folder.path().join("b.tar.gz"));
    fs::write(&damaged, [0x81; 3000]).unwrap();
    let work = fs::read_to_string(project().join("fixtures/3.0/work.xml")).unwrap();
    archive(&whole, &[("work.xml", &work)]);
    let out = folder.path().join("out");
    let (report, _) = run(&[damaged, whole], Some(&out), &options(Syntax::Json));
    assert_eq!(report, ConvertReport { converted: 1, refused: 1, dropped: 0 });
}

fn read(path: &Path) -> Vec<(String, String)> {
    let bytes = match path.extension().is_some_and(|it| it == "tar") {
        true => fs::read(path).unwrap(),
        false => unpacked(path),
    };
    let mut archive = tar::Archive::new(&bytes[..]);
    let entries = archive.entries().unwrap().map(|entry| {
        let mut entry = entry.unwrap();
        let name = entry.path().unwrap().to_str().unwrap().to_owned();
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        (name, text)
    });
    entries.collect()
}

/// D-36
#[test]
fn json_must_say_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("unnamed.json");
    fs::write(&file, r#"{"content":"tides","visibility":"public"}"#).unwrap();
    let inputs = [file.clone()];
    let (report, _) = run(&inputs, None, &options(Syntax::Xml));
    assert_eq!(report, ConvertReport { converted: 0, refused: 1, dropped: 0 });

    let mut told = options(Syntax::Xml);
    told.kind = Some("keyword".to_owned());
    let (report, xml) = run(&inputs, None, &told);
    assert_eq!(report.converted, 1);
    assert!(String::from_utf8(xml).unwrap().contains("<keyword:content>tides</keyword:content>"));

    let named = folder.path().join("keyword.json");
    fs::rename(&file, &named).unwrap();
    assert_eq!(run(std::slice::from_ref(&named), None, &options(Syntax::Xml)).0.converted, 1, "the name says it");
    fs::write(&named, r#"{"content":"tides","path":"/0000-0002-1825-0097/other-names/1"}"#).unwrap();
    let (_, xml) = run(&[named], None, &options(Syntax::Xml));
    assert!(String::from_utf8(xml).unwrap().contains("other-name:content"), "the path outranks the name");

    told.kind = Some("sonnet".to_owned());
    let problem = convert(&inputs, &Target::Stdout, &told, &mut Vec::new(), &()).unwrap_err();
    assert!(matches!(problem, ConvertError::Usage(_)), "{problem}");
}

#[test]
fn json_becomes_xml_whatever_it_lies_in_and_goes_to() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let fixtures = project().join("fixtures/3.0");
    let names = ["record", "work", "keyword"];
    fs::create_dir(at("json")).unwrap();
    let texts = names.map(|name| fs::read_to_string(fixtures.join(format!("{name}.json"))).unwrap());
    let entries = names.map(|name| format!("{name}.json"));
    for (name, text) in entries.iter().zip(&texts) {
        fs::write(at("json").join(name), text).unwrap();
    }
    let pairs: Vec<_> = entries.iter().zip(&texts).map(|(name, text)| (name.as_str(), text.as_str())).collect();
    archive(&at("json.tgz"), &pairs);
    let one = |path: PathBuf| vec![path];
    for (inputs, out) in [
        (one(at("json")), "a"),
        (one(at("json")), "b.tar"),
        (one(at("json")), "c.tar.gz"),
        (one(at("json.tgz")), "d"),
        (one(at("json.tgz")), "e.tar"),
        (entries.iter().map(|name| at("json").join(name)).collect(), "f.tgz"),
    ] {
        assert_eq!(other_syntax(&inputs), Syntax::Xml, "{inputs:?}");
        let out = at(out);
        let (report, _) = run(&inputs, Some(&out), &options(other_syntax(&inputs)));
        assert_eq!(report, ConvertReport { converted: 3, refused: 0, dropped: 0 }, "{inputs:?}");
        let mut found = match out.is_dir() {
            true => names
                .map(|name| (format!("{name}.xml"), fs::read_to_string(out.join(format!("{name}.xml"))).unwrap()))
                .to_vec(),
            false => read(&out),
        };
        found.sort();
        let mut expected = names
            .map(|name| (format!("{name}.xml"), fs::read_to_string(fixtures.join(format!("{name}.xml"))).unwrap()));
        expected.sort();
        assert_eq!(found, expected, "{}", out.display());
        let packed = fs::read(&out).is_ok_and(|bytes| bytes.starts_with(&[0x1f, 0x8b]));
        assert_eq!(packed, out.extension().is_some_and(|it| it != "tar"), "{}", out.display());
        assert_eq!(other_syntax(&[out]), Syntax::Json);
    }
}

#[test]
fn an_archive_is_not_written_over_while_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("in.tar.gz");
    archive(&data, &[("work.xml", "<work/>")]);
    let problem = Target::of(std::slice::from_ref(&data), Some(&data)).unwrap_err();
    assert!(matches!(problem, ConvertError::Usage(_)), "{problem}");
}

#[test]
fn documents_of_any_registry_are_converted_and_of_one_when_it_is_named() {
    let fixtures = project().join("fixtures/3.0");
    let folder = tempfile::tempdir().unwrap();
    let mut lenient = options(Syntax::Json);
    lenient.base_url = None;
    lenient.strict = true;
    for name in ["record", "work", "person", "works", "funding", "peer-review", "research-resource"] {
        for extension in ["xml", "json"] {
            let text = fs::read_to_string(fixtures.join(format!("{name}.{extension}"))).unwrap();
            for base in ["http://127.0.0.1:8080", "https://reg.example:8443/orcid", "http://[::1]:9"] {
                let path = folder.path().join(format!("{name}.{extension}"));
                fs::write(&path, text.replace("https://testserver.orcid.org/", &format!("{base}/"))).unwrap();
                let inputs = [path];
                let (report, _) = run(&inputs, None, &lenient);
                assert_eq!(
                    report,
                    ConvertReport { converted: 1, refused: 0, dropped: 0 },
                    "{name}.{extension} of {base}"
                );
                let mut named = lenient_to(base);
                assert_eq!(run(&inputs, None, &named).0.refused, 0, "{name}.{extension} of {base}");
                named.base_url = Some("https://other.example".into());
                let refused = run(&inputs, None, &named).0.refused;
                assert_eq!(refused, u64::from(names_somebody(&text)), "{name}.{extension} of {base}");
            }
        }
    }
}

fn lenient_to(base: &str) -> ConvertOptions {
    let mut options = options(Syntax::Json);
    options.base_url = Some(base.into());
    options.strict = true;
    options
}

fn names_somebody(text: &str) -> bool {
    text.contains("https://testserver.orcid.org/0009") || text.contains("https://testserver.orcid.org/client")
}
