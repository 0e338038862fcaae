//! Synthetic records: archives that `byline generate` makes, the same for the same people. Nobody in them exists.

use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::commands;

/// Whose records.
#[derive(Clone, Copy)]
pub struct Corpus {
    pub name: &'static str,
    pub mix: Mix,
    /// So many people of the mix come before them.
    pub from: u64,
    pub records: u64,
    /// Connections that suffice to keep a server busy with its records; more would only queue.
    pub connections: usize,
}

/// Which sort of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mix {
    /// Everyone keeps a record: about thirty items in the median. What a reader of records meets.
    Kept,
    /// As registered: half the records have nothing but a name, a few have thousands of items. What an import meets.
    Registry,
}

impl Mix {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Registry => "registry",
        }
    }
}

/// What was made.
pub struct Written {
    pub archive: PathBuf,
    pub sizes: Sizes,
    /// In the order in which they were made.
    pub orcids: Rc<[String]>,
}

/// As `byline generate` reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Sizes {
    pub documents: u64,
    pub items: u64,
    /// Of the documents, before packing.
    pub bytes: u64,
}

/// Makes the summaries of a corpus under `folder`, anew each time: they are then sure to be what the program makes.
pub fn write(corpus: Corpus, folder: &Path) -> Result<Written> {
    fs::create_dir_all(folder)?;
    let report = folder.join("figures.json");
    let output = commands::generate(corpus, folder, &report)?.output().context("could not start generating")?;
    // Figures of a few people may be off by chance.
    if output.status.code().is_none_or(|code| code > 1) || !report.is_file() {
        bail!("generating failed ({}): {}", output.status, String::from_utf8_lossy(&output.stderr));
    }
    let sizes = serde_json::from_slice(&fs::read(&report)?).context("the report is not understood")?;
    let archive = archive_in(folder)?;
    let orcids = orcids(&archive)?.into();
    Ok(Written { archive, sizes, orcids })
}

fn archive_in(folder: &Path) -> Result<PathBuf> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with("_summaries.tar.gz") {
            return Ok(path);
        }
    }
    bail!("no archive was made in {}", folder.display())
}

/// Of whom an archive has documents.
fn orcids(archive: &Path) -> Result<Vec<String>> {
    let file = File::open(archive).with_context(|| format!("cannot read {}", archive.display()))?;
    let gunzip = flate2::bufread::MultiGzDecoder::new(BufReader::with_capacity(1 << 20, file));
    let mut archive = tar::Archive::new(gunzip);
    let name =
        |entry: tar::Entry<'_, _>| Ok(entry.path()?.file_stem().unwrap_or_default().to_string_lossy().into_owned());
    archive.entries()?.map(|entry| name(entry?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_records_an_archive_has_is_read_in_its_order() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ORCID_2025_10_summaries.tar.gz");
        let file = File::create(&path).unwrap();
        let mut archive = tar::Builder::new(flate2::write::GzEncoder::new(file, flate2::Compression::fast()));
        for orcid in ["0009-9003-0000-0015", "0009-9001-0000-0010"] {
            let mut header = tar::Header::new_gnu();
            header.set_size(1);
            archive.append_data(&mut header, format!("top/{}/{orcid}.xml", &orcid[16..]), &b"x"[..]).unwrap();
        }
        archive.into_inner().unwrap().finish().unwrap();
        assert_eq!(archive_in(folder.path()).unwrap(), path);
        assert_eq!(orcids(&path).unwrap(), ["0009-9003-0000-0015", "0009-9001-0000-0010"]);
    }
}
