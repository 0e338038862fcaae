//! Who knows serials.

use std::fs;
use std::sync::Arc;

use anyhow::Context;
use byline_registry::{IssnResolver, IssnResolvers, IssnTable};

use super::{IssnSettings, Unusable};
use crate::issn_portal::IssnPortal;

impl IssnSettings {
    /// The well-known journals, those of the list, and whatever the portal says.
    ///
    /// # Errors
    /// When the list cannot be read.
    pub fn resolver(&self) -> Result<Arc<dyn IssnResolver>, Unusable> {
        let table = self.titles().map_err(Unusable::at("issn.table"))?;
        let Some(portal) = &self.portal else { return Ok(Arc::new(table)) };
        let portal = IssnPortal::new(portal.as_str()).context("the ISSN portal cannot be asked");
        let portal = portal.map_err(Unusable::at("issn.portal"))?;
        Ok(Arc::new(IssnResolvers::new([Arc::new(table) as Arc<dyn IssnResolver>, Arc::new(portal)])))
    }

    fn titles(&self) -> anyhow::Result<IssnTable> {
        let known = IssnTable::well_known();
        let Some(path) = &self.table else { return Ok(known) };
        let text = fs::read_to_string(&path.0).with_context(|| path.to_string())?;
        known.with(&text).with_context(|| path.to_string())
    }
}
