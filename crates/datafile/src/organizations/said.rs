//! What a file says of an organisation, and what becomes of the one that is there.

use byline_formats::Dropped;
use byline_model::{enums, organization};
use byline_store::{
    NameKind, Organization, OrganizationDetails, OrganizationId, OrganizationKey, OrganizationName, OrganizationStatus,
};

/// A record of a file, or why there is none.
pub(super) type Record = Result<Said, String>;

/// Letters of a name or a place (`record-api` 3.13).
const LONGEST_TEXT: usize = 4000;
/// Letters of an identifier.
const LONGEST_ID: usize = 500;
/// Of names, types, identifiers and successors of one organisation.
const MOST: usize = 1000;

/// What a record says.
pub(super) struct Said {
    pub key: OrganizationKey,
    pub what: What,
    /// Parts that cannot be kept.
    pub dropped: Vec<Dropped>,
}

pub(super) enum What {
    /// All that there is to know.
    Whole(Box<Organization>),
    /// The same without other names and numbers, which have files of their own.
    Part(Box<Organization>),
    /// It was taken back, and these stand for it.
    Ended(Vec<Box<str>>),
    /// Another name.
    Named(OrganizationName),
    /// A number in another vocabulary.
    Numbered(OrganizationId),
}

impl Said {
    /// The organisation as it is from now on; `None` when this says too little to make one.
    pub fn of(self, before: Option<Organization>) -> Option<Organization> {
        let details = before.as_ref().map(|it| it.details.clone()).unwrap_or_default();
        match (self.what, before) {
            (What::Whole(mut after), _) => {
                after.details.popularity = details.popularity;
                Some(*after)
            }
            (What::Part(mut after), _) => {
                after.details.popularity = details.popularity;
                (after.details.names, after.details.ids) = (details.names, details.ids);
                Some(*after)
            }
            (_, None) => None,
            (What::Ended(successors), Some(mut it)) => {
                (it.details.status, it.details.successors) = (OrganizationStatus::Obsolete, successors);
                Some(it)
            }
            (What::Named(name), Some(mut it)) => {
                let names = &mut it.details.names;
                if names.len() < MOST && *name.value != *it.name && names.iter().all(|known| known.value != name.value)
                {
                    names.push(name);
                }
                Some(it)
            }
            (What::Numbered(id), Some(mut it)) => {
                let ids = &mut it.details.ids;
                if ids.len() < MOST && !ids.contains(&id) {
                    ids.push(id);
                }
                Some(it)
            }
        }
    }

    /// What is wrong with the identifier, if anything is.
    pub fn is_malformed(&self) -> Option<String> {
        let OrganizationKey { source, identifier } = &self.key;
        (!organization::is_well_formed(source, identifier)).then(|| format!("is no identifier of {source}"))
    }
}

/// An organisation that is put together from a record. What cannot be kept is left out, and told.
pub(super) struct Draft {
    organization: Organization,
    dropped: Vec<Dropped>,
}

impl Draft {
    /// # Errors
    /// When there is no identifier, or one that is too long.
    pub fn new(source: &str, identifier: &str) -> Result<Self, String> {
        let key = key(source, identifier)?;
        let OrganizationKey { source, identifier } = key;
        Ok(Draft { organization: Organization { source, identifier, ..Organization::default() }, dropped: Vec::new() })
    }

    fn details(&mut self) -> &mut OrganizationDetails {
        &mut self.organization.details
    }

    fn drop(&mut self, path: &str, value: &str, reason: &str) {
        let value: String = value.chars().take(60).collect();
        self.dropped.push(Dropped { path: path.to_owned(), value: format!("{value:?}"), reason: reason.to_owned() });
    }

    /// A text that may be kept; blank ones are none.
    fn text(&mut self, path: &str, text: &str, longest: usize) -> Option<Box<str>> {
        let text = text.trim();
        if text.chars().nth(longest).is_some() {
            self.drop(path, text, &format!("longer than {longest} characters"));
            return None;
        }
        (!text.is_empty()).then(|| text.into())
    }

    fn has_room(&mut self, path: &str, count: usize) -> bool {
        if count == MOST {
            self.drop(path, "", &format!("more than {MOST}"));
        }
        count < MOST
    }

    pub fn name(&mut self, name: &str) {
        if let Some(name) = self.text("name", name, LONGEST_TEXT) {
            self.organization.name = name;
        }
    }

    pub fn has_name(&self) -> bool {
        !self.organization.name.is_empty()
    }

    pub fn other_name(&mut self, kind: NameKind, value: &str, language: Option<&str>) {
        let count = self.details().names.len();
        if let Some(value) = self.text("names", value, LONGEST_TEXT)
            && self.has_room("names", count)
        {
            let language = language.map(str::trim).filter(|it| !it.is_empty() && it.len() <= 40).map(Into::into);
            let name = OrganizationName { value, kind, language };
            if !self.details().names.contains(&name) {
                self.details().names.push(name);
            }
        }
    }

    pub fn place(&mut self, city: Option<&str>, region: Option<&str>, country: Option<&str>) {
        self.organization.city = city.and_then(|it| self.text("city", it, LONGEST_TEXT));
        self.organization.region = region.and_then(|it| self.text("region", it, LONGEST_TEXT));
        let Some(country) = country.map(|it| it.trim().to_uppercase()).filter(|it| !it.is_empty()) else { return };
        match enums::COUNTRY.contains(&country) {
            true => self.organization.country = Some(country.into()),
            false => self.drop("country", &country, "is not a country"),
        }
    }

    pub fn kind(&mut self, kind: &str) {
        let count = self.details().types.len();
        if let Some(kind) = self.text("types", kind, LONGEST_ID)
            && self.has_room("types", count)
            && !self.details().types.contains(&kind)
        {
            self.details().types.push(kind);
        }
    }

    /// A number in another vocabulary, whose name is written in capitals.
    pub fn id(&mut self, source: &str, identifier: &str, preferred: bool) {
        let count = self.details().ids.len();
        let source = self.text("ids", &source.to_uppercase(), 40);
        if let (Some(source), Some(identifier)) = (source, self.text("ids", identifier, LONGEST_ID))
            && self.has_room("ids", count)
        {
            self.details().ids.push(OrganizationId { source, identifier, preferred });
        }
    }

    pub fn status(&mut self, status: OrganizationStatus) {
        self.details().status = status;
    }

    pub fn successor(&mut self, identifier: &str) {
        let count = self.details().successors.len();
        if let Some(identifier) = self.text("successors", identifier, LONGEST_ID)
            && self.has_room("successors", count)
            && !self.details().successors.contains(&identifier)
        {
            self.details().successors.push(identifier);
        }
    }

    /// With everything that there is to know.
    pub fn whole(self) -> Record {
        self.said(What::Whole)
    }

    /// Without what other files say.
    pub fn part(self) -> Record {
        self.said(What::Part)
    }

    /// That it was taken back: of one without a name, this is all there is to say.
    pub fn ended(self) -> Said {
        let successors = self.organization.details.successors.clone();
        Said { key: self.organization.key(), what: What::Ended(successors), dropped: self.dropped }
    }

    fn said(self, what: impl Fn(Box<Organization>) -> What) -> Record {
        let key = self.organization.key();
        match self.has_name() {
            true => Ok(Said { key, what: what(Box::new(self.organization)), dropped: self.dropped }),
            false => Err(format!("{}: has no name", key.identifier)),
        }
    }
}

/// # Errors
/// When there is no identifier, or one that is too long.
pub(super) fn key(source: &str, identifier: &str) -> Result<OrganizationKey, String> {
    let identifier = identifier.trim();
    match identifier.len() {
        0 => Err("has no identifier".to_owned()),
        1..=LONGEST_ID => Ok(OrganizationKey { source: source.into(), identifier: identifier.into() }),
        _ => Err(format!("an identifier of {source} that is longer than {LONGEST_ID} characters")),
    }
}
