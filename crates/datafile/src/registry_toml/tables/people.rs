//! `[[people]]`, with their accounts and addresses.

use byline_accounts::check_hash;
use byline_model::enums::LOCALE;
use byline_model::record::{CreationMethod, History};
use byline_model::{
    EmailAddress, Item, ItemKind, OrcidId, PutCode, RecordHead, RecordState, Source, Timestamp, Visibility,
};

use super::forms::{client_id, orcid, put_code, visibility};
use super::sources::Sources;
use crate::registry_toml::columns::{
    Form, checked, filled, flag, flat, listed, moment, named, named_or, nested, rows, table, text, unique,
};
use crate::registry_toml::error::{Invalid, Problems};
use crate::registry_toml::{AccountRest, EmailBody, LeftOut, Password, PersonEntry};

table! {
    /// People: what is known of them besides their documents, and how they sign in.
    People: PersonEntry {
        head: RecordHead {
            orcid, version, state,
            history: History {
                creation_method, completed, submitted, modified, claimed, source, deactivated, verified_email,
                verified_primary_email,
            },
            locale, default_visibility,
        },
        left_out: LeftOut { creation_method: no_creation_method, locale: no_locale },
        about, password, account, emails,
    } {
        (orcid, emails): flat(Addresses),
        /// What they are there for. The sandbox shows it; it is no part of the record.
        about: text().optional(),
        (state, claimed): flat(Stage),
        /// The language of pages and mails. Unless it is said here, what a document says counts.
        (locale, no_locale) as "locale": listed(&LOCALE).or("en").noted(),
        /// Who sees what is added, unless that is said there.
        default_visibility: visibility().or(Visibility::Public),
        password: flat(Passwords),
        /// How the record came to be; `none` if unknown. Unless it is given here, what a document says counts.
        (creation_method, no_creation_method) as "creation_method":
            named(&CREATION_METHODS, creation_method).or(CreationMethod::Direct).noted(),
        /// When it was made. Dates that are not said here are those of the documents.
        submitted as "created": moment().optional(),
        /// When its owner took it over.
        completed: moment().optional(),
        /// When it was changed last.
        modified: moment().optional(),
        /// When it was deactivated.
        deactivated: moment().optional(),
        /// Whether an address was verified: what counts while none is known.
        verified_email: flag().or_empty(),
        /// The same of the primary one.
        verified_primary_email: flag().or_empty(),
        /// Who made the record.
        source: nested(Sources).or_empty(),
        /// What else belongs to the account.
        account: nested(Accounts).or_empty(),
    }
    where { let version = 0; }
    once ("orcid") by |it| it.head.orcid;
}

table! {
    /// In which state a record is.
    Stage: (RecordState, bool) {
        /// The state of the record.
        state: state().or("active"),
        /// The record that a deprecated one was merged into.
        primary: orcid().optional(),
        /// Whether its owner has taken it over; unless given, all but unclaimed records are claimed.
        claimed: flag().optional(),
    }
    reads {
        let state = match (state, primary) {
            ("deprecated", Some(primary)) => RecordState::Deprecated { primary },
            ("deprecated", None) => {
                let needs = "a deprecated record needs `primary`, the iD it was merged into";
                return Err(Invalid::new(needs).under("state").into());
            }
            (_, Some(_)) => return Err(Invalid::new("belongs to deprecated records alone").under("primary").into()),
            ("unclaimed", None) => RecordState::Unclaimed,
            ("locked", None) => RecordState::Locked,
            ("deactivated", None) => RecordState::Deactivated,
            (_, None) => RecordState::Active,
        };
        Ok((state, claimed.unwrap_or(state != RecordState::Unclaimed)))
    }
    writes (state, claimed) => {
        let primary = match state {
            RecordState::Deprecated { primary } => Some(primary),
            RecordState::Active | RecordState::Unclaimed | RecordState::Locked | RecordState::Deactivated => None,
        };
        (state.as_str(), primary, Some(claimed))
    };
}

fn state() -> impl Form<Value = &'static str> {
    named_or(
        &["active", "unclaimed", "locked", "deactivated", "deprecated"],
        |name| name,
        |_| "a state is active, unclaimed, locked, deactivated or deprecated".to_owned(),
    )
}

table! {
    /// How somebody signs in.
    Passwords: Option<Password> {
        /// The password. It is hashed when it comes into a registry.
        password: filled().optional(),
        /// The hash of it, a PHC string. Beside the password it saves the hashing.
        password_hash: password_hash().optional(),
    }
    reads {
        let said = password.is_some() || password_hash.is_some();
        Ok(said.then_some(Password { plain: password, hash: password_hash }))
    }
    writes password => password.map_or((None, None), |it| (it.plain, it.hash));
}

table! {
    /// What else belongs to an account.
    Accounts: AccountRest { terms_accepted, tips, registered_from, referred_by, last_sign_in } {
        /// When the terms of use were accepted.
        terms_accepted: moment().optional(),
        /// Whether they want mails with tips.
        tips: flag().or_empty(),
        /// The network address that they registered from.
        registered_from: text().optional(),
        /// The client whose request led them here.
        referred_by: client_id().optional(),
        /// When they signed in last.
        last_sign_in: moment().optional(),
    }
}

/// An address as it stands in the file; what is not said follows from the others.
#[derive(PartialEq)]
pub(in crate::registry_toml) struct Email {
    address: Box<str>,
    verified: bool,
    primary: Option<bool>,
    visibility: Visibility,
    put_code: Option<PutCode>,
    created: Option<Timestamp>,
    modified: Option<Timestamp>,
    source: Option<Source>,
}

table! {
    /// E-mail addresses of a person. There are no others: documents add none.
    Emails: Email { address, verified, primary, visibility, put_code, created, modified, source } {
        /// The address.
        address as "email": email(),
        /// Whether it was verified.
        verified: flag().or_empty(),
        /// Whether it is the primary one; where none says so, the first is that does not deny it.
        primary: flag().optional(),
        /// Who sees it.
        visibility: visibility().or(Visibility::Private),
        /// Its number; unless that is said, its place in the list.
        put_code: put_code().optional(),
        /// When it was added.
        created: moment().optional(),
        /// When it was changed last.
        modified: moment().optional(),
        /// Who added it, if it was not the person.
        source: nested(Sources).optional(),
    }
}

table! {
    /// Who it is.
    Addresses: (OrcidId, Vec<Item>) {
        /// Who it is.
        orcid: orcid(),
        /// E-mail addresses. There are no others: documents add none.
        emails: rows(Emails).or_empty(),
    }
    reads { Ok((orcid, items(emails, orcid).map_err(|it| it.under("emails"))?)) }
    writes (orcid, emails) => (orcid, emails.into_iter().map(|item| Email::of(item, orcid)).collect());
}

/// At most one is primary; when none says so it is the first.
fn items(emails: Vec<Email>, owner: OrcidId) -> Result<Vec<Item>, Problems> {
    let said = |at: &usize| emails[*at].primary == Some(true);
    if let Some(second) = (0..emails.len()).filter(said).nth(1) {
        return Err(Invalid::new("only one address is primary").under("primary").at(second).into());
    }
    let primary = emails.iter().position(|it| it.primary == Some(true));
    let primary = primary.or_else(|| emails.iter().position(|it| it.primary.is_none()));
    let items = emails.into_iter().enumerate().map(|(at, it)| it.item(owner, at, primary == Some(at)));
    let items: Vec<_> = items.map(Some).collect();
    unique(&["put_code"], &items, |it| it.put_code).or(items.into_iter().collect())
}

impl Email {
    fn item(self, owner: OrcidId, place: usize, primary: bool) -> Item {
        let first = PutCode::new(place as u64 + 1).expect("nobody has so many addresses");
        Item {
            kind: ItemKind::Email,
            put_code: self.put_code.unwrap_or(first),
            visibility: self.visibility,
            source: self.source.unwrap_or_else(|| Source::person(owner)),
            created: self.created,
            modified: self.modified,
            display_index: 0,
            body: EmailBody { email: self.address.into(), verified: self.verified, primary }.to_body(),
        }
    }

    fn of(item: Item, owner: OrcidId) -> Self {
        let EmailBody { email, verified, primary } = EmailBody::of(&item);
        Email {
            address: email.into(),
            verified,
            primary: Some(primary),
            visibility: item.visibility,
            put_code: Some(item.put_code),
            created: item.created,
            modified: item.modified,
            source: Some(item.source).filter(|it| *it != Source::person(owner)),
        }
    }
}

fn email() -> impl Form<Value = Box<str>> {
    checked("e-mail address", "^[^@]+@.+$", |text| match text.parse::<EmailAddress>() {
        Ok(address) if address.as_str() == text => Ok(()),
        Ok(_) => Err("there are blanks or signs that nobody sees around the address".to_owned()),
        Err(problem) => Err(problem.to_string()),
    })
}

fn password_hash() -> impl Form<Value = Box<str>> {
    checked("PHC string", r"^\$", |text| check_hash(text).map_err(|it| it.to_string()))
}

/// `None` is that of a record whose document named none; leaving the key out means `Direct`.
const CREATION_METHODS: [Option<CreationMethod>; CreationMethod::ALL.len() + 1] = {
    let mut all = [None; CreationMethod::ALL.len() + 1];
    let mut at = 0;
    while at < CreationMethod::ALL.len() {
        all[at] = Some(CreationMethod::ALL[at]);
        at += 1;
    }
    all
};

fn creation_method(method: Option<CreationMethod>) -> &'static str {
    method.map_or("none", CreationMethod::as_xml)
}
