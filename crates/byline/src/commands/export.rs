//! `byline export`: a registry as files.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use byline_datafile::export::{ExportOptions, export_fixture};

use crate::arguments::ExportArguments;
use crate::commands::import::settings;
use crate::commands::progress::Shown;
use crate::commands::{Outcome, counted};
use crate::home::{Home, Purpose};

/// What iDs in the files begin with: every registry takes these, whatever its own address is (`decisions` 2).
const PORTABLE: &str = "https://orcid.org";

pub fn run(arguments: &ExportArguments) -> anyhow::Result<Outcome> {
    let settings = settings(&arguments.store)?;
    let home = Home::existing(&settings)?;
    prepare(&arguments.fixture)?;
    let shown = Arc::new(Shown::new(None));
    let report = home.run(Purpose::Serving, None, |store| async {
        let options = ExportOptions::new(PORTABLE);
        let report = export_fixture(store, arguments.fixture.clone(), options, shown.clone()).await;
        shown.finish();
        Ok(report?)
    })?;
    let (people, documents) = (counted(report.people, "person"), counted(report.documents, "document"));
    say!("exported {people} in {documents} to {}", arguments.fixture.display());
    if report.contested > 0 {
        let addresses = if report.contested == 1 { "address" } else { "addresses" };
        say!("left out {} {addresses} that another record keeps (`byline check` names them)", report.contested);
    }
    say!(
        "the files hold addresses, hashes of passwords and secrets, signing keys and private items: keep them \
         like the registry itself"
    );
    Ok(Outcome::Done)
}

/// Files of an earlier export would be taken for part of this one.
fn prepare(folder: &Path) -> anyhow::Result<()> {
    let unusable = || format!("cannot write to {}", folder.display());
    crate::data::create_private(folder).with_context(unusable)?;
    let occupied = fs::read_dir(folder).with_context(unusable)?.next().is_some();
    anyhow::ensure!(!occupied, "{} is not empty: choose another directory", folder.display());
    Ok(())
}
