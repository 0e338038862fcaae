//! What is wrong with a document that an owner is about to write: all of it at once, for a form.

use byline_formats::{How, Misfit, misfits};
use byline_model::document::Object;
use byline_model::rules::{self, Breach, Location, Rule, Situation, Step};
use byline_model::shape::Hosts;

use super::Permit;
use crate::Registry;

/// One thing that is wrong, and where.
#[derive(Clone, Debug)]
pub enum Fault {
    /// The schema refuses it.
    Misfit(Misfit),
    /// It breaks a rule; of those the first is told, as they rest on one another.
    Breach(Breach),
}

impl Fault {
    /// The way to it from the root of the document.
    pub fn steps(&self) -> &[Step] {
        match self {
            Fault::Misfit(misfit) => &misfit.steps,
            Fault::Breach(breach) => &breach.at.steps,
        }
    }
}

impl Registry {
    /// What would keep a document from being written with this permit, as far as that can be said without the store; nothing
    /// for one that is right.
    pub fn faults(&self, permit: &Permit, document: &Object<'_>) -> Vec<Fault> {
        let hosts = Hosts::of(Some(self.urls.base()));
        let mut faults: Vec<Fault> = misfits(document, &hosts).into_iter().map(Fault::Misfit).collect();
        let present = permit.item.as_ref().and_then(|(_, item)| Some(item.as_ref()?.visibility));
        let situation = Situation { present, hosts, asks: permit.asks() };
        if let Err(breach) = rules::check(permit.kind, document, &situation)
            && !faults.iter().any(|fault| fault.steps() == breach.at.steps)
        {
            faults.push(Fault::Breach(breach));
        }
        faults
    }
}

/// Whether the schema takes a document.
///
/// # Errors
/// The first place that it does not.
pub(super) fn fits(document: &Object<'_>, hosts: &Hosts<'_>) -> Result<(), Breach> {
    let Some(Misfit { steps, how }) = misfits(document, hosts).into_iter().next() else { return Ok(()) };
    let rule = match how {
        How::Unlisted => Rule::Enumeration,
        _ => Rule::Content,
    };
    let reason = format!("the schema refuses it: {how:?}");
    Err(Breach { rule, at: Location::new(document.shape(), steps), reason, most: None })
}
