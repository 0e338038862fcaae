//! `byline restore`: a backup in its place.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::Context;
use byline_store_sqlite::backup;
use indicatif::HumanBytes;

use crate::arguments::RestoreArguments;
use crate::backup::{Manifest, Reader};
use crate::commands::meter::Meter;
use crate::commands::{Outcome, counted};
use crate::data::{Folder, private_file};

pub fn run(arguments: &RestoreArguments) -> anyhow::Result<Outcome> {
    let file = &arguments.file;
    let unusable = || format!("{} was not restored", file.display());
    let Some(folder) = &arguments.to else {
        let manifest = read(file, &mut io::sink()).with_context(|| format!("{} is not whole", file.display()))?;
        say!("{} is whole: {}", file.display(), told(&manifest));
        return Ok(Outcome::Done);
    };
    let place = Place::prepare(folder).with_context(unusable)?;
    let manifest = place.fill(file).with_context(unusable)?;
    say!("restored {} to {}", told(&manifest), folder.display());
    say!(
        "settings, certificates and the password for mail are not part of a backup; the index of the search is made by the server"
    );
    Ok(Outcome::Done)
}

fn told(manifest: &Manifest) -> String {
    let records = counted(manifest.count("records"), "record");
    let Manifest { made, program, bytes, .. } = manifest;
    format!("{records} as of {made}, {}, written by {program}", HumanBytes(*bytes))
}

fn read(file: &Path, out: &mut impl io::Write) -> anyhow::Result<Manifest> {
    let input: Box<dyn Read> = match file == Path::new("-") {
        true => Box::new(io::stdin().lock()),
        false => Box::new(File::open(file)?),
    };
    let (meter, all) = (Meter::new("read"), OnceLock::new());
    let begun = |manifest: &Manifest| {
        let _set_before = all.set(manifest.bytes);
    };
    let read = Reader::new(input).read(out, &begun, &|done| meter.show(done, all.get().copied().unwrap_or(done)));
    meter.finish();
    Ok(read?)
}

/// The folder of a registry that is to be. What was made there is taken away again unless all goes well.
struct Place {
    folder: Folder,
    part: PathBuf,
    /// Folders that were not there, the outermost first.
    made: Vec<PathBuf>,
    done: bool,
}

impl Place {
    fn prepare(path: &Path) -> anyhow::Result<Self> {
        let missing = path.ancestors().take_while(|it| !it.as_os_str().is_empty() && !it.exists());
        let mut made: Vec<PathBuf> = missing.map(Path::to_owned).collect();
        made.reverse();
        if let Ok(mut entries) = fs::read_dir(path) {
            anyhow::ensure!(
                entries.next().is_none(),
                "{} holds something: nothing is replaced; restore into another folder, or put what is there aside",
                path.display()
            );
        }
        let folder = Folder::create(path)?;
        let part = folder.file("byline.db.part");
        Ok(Place { folder, part, made, done: false })
    }

    fn fill(mut self, file: &Path) -> anyhow::Result<Manifest> {
        let unusable = || format!("cannot write {}", self.part.display());
        let mut out = BufWriter::with_capacity(1 << 20, private_file(&self.part).with_context(unusable)?);
        let manifest = read(file, &mut out)?;
        let written = out.into_inner().map_err(io::IntoInnerError::into_error).with_context(unusable)?;
        written.sync_all().with_context(unusable)?;
        drop(written);
        let facts = backup::examine(&self.part).context("the database in the backup cannot be used")?;
        anyhow::ensure!(manifest.is_of(&facts), "the database in the backup is not what its manifest says");
        backup::go_on_after(&self.part)?;
        self.folder.put_in_place(&self.part)?;
        self.done = true;
        Ok(manifest)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if !self.done {
            let _was_not_made = fs::remove_file(&self.part);
            self.made.iter().rev().for_each(|folder| drop(fs::remove_dir(folder)));
        }
    }
}
