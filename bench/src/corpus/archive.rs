//! Writing a corpus in the layout of the annual file: `…/{last three characters}/{iD}.xml`.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;

use super::{Person, Plan};

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    pub records: u64,
    pub items: u64,
    /// Of the documents, before packing.
    pub bytes: u64,
    /// The middle one of the records.
    pub median_items: u64,
    pub median_bytes: u64,
}

/// Writes every record of the plan: a `.tar.gz` when `to` is named so, else a directory.
pub fn write(plan: &Plan, to: &Path) -> Result<Sizes> {
    if to.to_str().is_some_and(|name| name.ends_with(".tar.gz")) {
        write_archive(plan, to)
    } else {
        write_folder(plan, to)
    }
}

fn write_archive(plan: &Plan, to: &Path) -> Result<Sizes> {
    let file = File::create(to).with_context(|| format!("cannot create {}", to.display()))?;
    let mut archive = tar::Builder::new(GzEncoder::new(BufWriter::new(file), Compression::fast()));
    let sizes = each(plan, |person, document| {
        let mut header = tar::Header::new_gnu();
        header.set_size(document.len() as u64);
        header.set_mode(0o644);
        header.set_mtime((person.modified / 1000) as u64);
        archive.append_data(
            &mut header,
            format!("ORCID_2026_10_summaries/{}", place(plan, person)),
            document.as_bytes(),
        )?;
        Ok(())
    })?;
    archive.into_inner()?.finish()?.flush()?;
    Ok(sizes)
}

fn write_folder(plan: &Plan, to: &Path) -> Result<Sizes> {
    each(plan, |person, document| {
        let path = to.join("summaries").join(place(plan, person));
        fs::create_dir_all(path.parent().expect("a record lies in a folder"))?;
        fs::write(&path, document).with_context(|| format!("cannot write {}", path.display()))
    })
}

fn each(plan: &Plan, mut keep: impl FnMut(&Person, &str) -> Result<()>) -> Result<Sizes> {
    let (mut items, mut bytes) = (Vec::new(), Vec::new());
    for index in 0..plan.records {
        let person = plan.person(index);
        let document = plan.document(&person);
        items.push(person.items() as u64);
        bytes.push(document.len() as u64);
        keep(&person, &document)?;
    }
    Ok(Sizes {
        records: plan.records,
        items: items.iter().sum(),
        bytes: bytes.iter().sum(),
        median_items: median(items),
        median_bytes: median(bytes),
    })
}

fn place(plan: &Plan, person: &Person) -> String {
    format!("{}/{}.{}", &person.orcid[16..], person.orcid, plan.extension())
}

fn median(mut values: Vec<u64>) -> u64 {
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or(0)
}
