//! Where the registry learns about serials.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use byline_registry::{IssnResolver, IssnResolvers, IssnTable};
use clap::Args;

use super::values::BaseUrl;
use crate::issn_portal::IssnPortal;

/// Where the registry learns about serials, as flags and variables.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Journals")]
pub struct IssnSettings {
    /// List of serials: CSV that begins with `issn,title`, or one JSON object per line with these keys
    #[arg(long = "issn-table", value_name = "FILE", env = "BYLINE_ISSN_TABLE")]
    pub table: Option<PathBuf>,

    /// Portal to ask about serials that are in no list, like https://portal.issn.org
    #[arg(long = "issn-portal", value_name = "URL", env = "BYLINE_ISSN_PORTAL")]
    pub portal: Option<BaseUrl>,
}

impl IssnSettings {
    /// The well-known journals, those of the list, and whatever the portal says.
    ///
    /// # Errors
    /// When the list cannot be read.
    pub fn resolver(&self) -> anyhow::Result<Arc<dyn IssnResolver>> {
        let table = self.titles()?;
        let Some(portal) = &self.portal else { return Ok(Arc::new(table)) };
        let portal = IssnPortal::new(portal.as_str()).context("the ISSN portal cannot be asked")?;
        Ok(Arc::new(IssnResolvers::new([Arc::new(table) as Arc<dyn IssnResolver>, Arc::new(portal)])))
    }

    fn titles(&self) -> anyhow::Result<IssnTable> {
        let known = IssnTable::well_known();
        let Some(path) = &self.table else { return Ok(known) };
        let text = fs::read_to_string(path).with_context(|| format!("{}", path.display()))?;
        known.with(&text).with_context(|| format!("{}", path.display()))
    }
}
