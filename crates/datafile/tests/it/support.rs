//! Files to import, and the imports.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use byline_datafile::import::{ImportError, ImportOptions, ImportReport, import};
use byline_model::Timestamp;
use flate2::Compression;
use flate2::bufread::GzDecoder;
use flate2::write::GzEncoder;

use crate::memory::MemoryStore;

pub const NOW: Timestamp = Timestamp::from_millis(1_750_000_000_123);
pub const ADA: &str = "0000-0002-1825-0097";

pub fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub fn options() -> ImportOptions {
    let mut options = ImportOptions::new(NOW);
    options.base_url = Some("https://testserver.orcid.org".into());
    options
}

pub async fn run(
    store: &Arc<MemoryStore>,
    inputs: &[&Path],
    options: ImportOptions,
) -> Result<ImportReport, ImportError> {
    import(store.clone(), inputs.iter().map(|it| it.to_path_buf()).collect(), options, Arc::new(())).await
}

/// An import in which nothing may be refused.
pub async fn whole(inputs: &[&Path]) -> (Arc<MemoryStore>, ImportReport) {
    let store = Arc::new(MemoryStore::default());
    let report = run(&store, inputs, options()).await.unwrap();
    assert_eq!(report.refusals, []);
    (store, report)
}

/// A `.tar.gz` with these entries.
pub fn archive(path: &Path, entries: &[(&str, &str)]) {
    let mut builder = tar::Builder::new(GzEncoder::new(fs::File::create(path).unwrap(), Compression::fast()));
    for (name, text) in entries {
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        builder.append_data(&mut header, name, text.as_bytes()).unwrap();
    }
    builder.into_inner().unwrap().finish().unwrap().flush().unwrap();
}

/// What is in a gzip file for readers that stop after its first member, of which there are many; nothing is behind it.
pub fn unpacked(path: &Path) -> Vec<u8> {
    let packed = fs::read(path).unwrap();
    let mut reader = GzDecoder::new(&packed[..]);
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).unwrap();
    assert_eq!(reader.into_inner().len(), 0, "there is more behind the first member of {}", path.display());
    bytes
}

/// A record with one work, as a summary.
pub fn record(orcid: &str, given: &str, title: &str, modified: i64) -> String {
    format!(
        r#"{{"orcid-identifier":{{"path":"{orcid}"}},"path":"/{orcid}",
        "history":{{"creation-method":"DIRECT","submission-date":{{"value":1000}},"last-modified-date":{{"value":2000}},
            "claimed":true,"verified-email":true,"verified-primary-email":true}},
        "person":{{"name":{{"given-names":{{"value":"{given}"}},"visibility":"public"}},"emails":{{}}}},
        "activities-summary":{{"works":{{"group":[{{"external-ids":{{}},"work-summary":[{{"put-code":7,
            "last-modified-date":{{"value":{modified}}},"source":{{"source-client-id":{{"path":"APP-0000000000000001"}},
            "source-name":{{"value":"Depot"}}}},"title":{{"title":{{"value":"{title}"}}}},"type":"book",
            "visibility":"public","display-index":"3"}}]}}]}}}}}}"#
    )
}

/// The same work in full.
pub fn work(title: &str, modified: i64) -> String {
    format!(
        r#"{{"put-code":7,"last-modified-date":{{"value":{modified}}},
        "source":{{"source-client-id":{{"path":"APP-0000000000000001"}},"source-name":{{"value":"Depot"}}}},
        "title":{{"title":{{"value":"{title}"}},"subtitle":{{"value":"in two parts"}}}},"type":"book",
        "short-description":"All of it.","visibility":"public"}}"#
    )
}
