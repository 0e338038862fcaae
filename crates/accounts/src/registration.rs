//! Registering (`registry` 5).

use byline_formats::write_body;
use byline_i18n::Texts;
use byline_model::client::SecretHash;
use byline_model::document::Object;
use byline_model::record::CreationMethod;
use byline_model::{
    ClientId, EmailAddress, Item, ItemKind, Locale, OrcidId, PutCode, RecordHead, RecordState, Source, Timestamp,
    Visibility, email, shapes,
};
use byline_store::{Account, AccountChange, Action, Actor, Change, ChangeSet, Deed, Guard, LinkPurpose, StoreError};

use crate::duplicates::Candidate;
use crate::links::NewLink;
use crate::password::{self, PasswordProblem};
use crate::pending::Held;
use crate::secret::{self, Secret};
use crate::service::Accounts;
use crate::sessions::NewSession;
use crate::{emails, messages};

/// The form, as filled in.
#[derive(Clone, Default)]
pub struct Registration {
    pub given_names: String,
    pub family_name: String,
    pub email: String,
    pub email_again: String,
    pub more_emails: Vec<String>,
    pub password: String,
    pub password_again: String,
    pub default_visibility: Option<Visibility>,
    pub terms: bool,
    /// Consent to processing in another country.
    pub processing: bool,
    pub tips: bool,
    /// The language of the page.
    pub locale: Locale,
    /// The client whose authorization request is waiting.
    pub referred_by: Option<ClientId>,
    /// The network address.
    pub address: Option<String>,
}

/// What is wrong with the form. `more` in a variant is the place among the additional addresses; `None` means the
/// primary one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegistrationProblem {
    GivenNamesMissing,
    GivenNamesTooLong,
    FamilyNameTooLong,
    EmailInvalid {
        more: Option<usize>,
    },
    EmailsDiffer,
    EmailRepeated {
        more: usize,
    },
    /// Another record has it: sign in or recover, claim, or reactivate, as its state says. `removable`: an additional
    /// address of an active record, so that removing the duplicate can be offered.
    EmailTaken {
        more: Option<usize>,
        by: RecordState,
    },
    Password(PasswordProblem),
    VisibilityMissing,
    TermsNotAccepted,
    ProcessingNotAccepted,
}

/// Why nobody was registered.
#[derive(Debug, thiserror::Error)]
pub enum RegistrationError {
    /// Everything that is wrong, in the order of the form.
    #[error("the form is not complete")]
    Problems(Vec<RegistrationProblem>),
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// A new person, signed in.
#[derive(Clone, Debug)]
pub struct Registered {
    pub orcid: OrcidId,
    pub session: NewSession,
}

/// What came of a registration.
#[derive(Clone, Debug)]
pub enum Outcome {
    Registered(Registered),
    /// These may be the person: show them, and keep the key for [`Accounts::register_after_all`].
    MayBeHere {
        key: Secret,
        candidates: Vec<Candidate>,
    },
}

/// The names have fewer characters.
const NAME_LIMIT: usize = 100;
/// The most addresses a record may have (`registry` 7).
const MOST_EMAILS: usize = 30;
/// So often an iD that is taken is drawn again.
const DRAWS: usize = 20;

/// Who makes an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Registrar {
    Themselves,
    /// The same, with the form that waits under this key.
    AfterAll(SecretHash),
    /// Who runs the registry.
    Operator,
}

impl Accounts {
    /// What is wrong with a form, for checking while it is filled in.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn check_registration(&self, form: &Registration) -> Result<Vec<RegistrationProblem>, StoreError> {
        let mut problems = names(form);
        problems.extend(addresses(form).1);
        problems.extend(self.taken(form).await?);
        let typed = [&*form.email].into_iter().chain(form.more_emails.iter().map(|it| &**it));
        problems.extend(password::problems(&form.password, typed).into_iter().map(RegistrationProblem::Password));
        if !password::same(&form.password, &form.password_again) {
            problems.push(RegistrationProblem::Password(PasswordProblem::Differ));
        }
        match form.default_visibility {
            Some(Visibility::Public | Visibility::Limited | Visibility::Private) => {}
            Some(Visibility::RegisteredOnly) | None => problems.push(RegistrationProblem::VisibilityMissing),
        }
        if !form.terms {
            problems.push(RegistrationProblem::TermsNotAccepted);
        }
        if !form.processing {
            problems.push(RegistrationProblem::ProcessingNotAccepted);
        }
        Ok(problems)
    }

    /// Makes a record and its account, sends the mails, and signs the person in: all in one commit.
    ///
    /// # Errors
    /// [`RegistrationError::Problems`] when the form is not complete.
    pub async fn register(&self, form: &Registration, now: Timestamp) -> Result<Registered, RegistrationError> {
        self.complete(form).await?;
        let hash = self.passwords.hash(&form.password, &*self.entropy).await?;
        self.register_hashed(form, &hash, Registrar::Themselves, now).await
    }

    /// Creates the account of somebody who is not here, for whoever runs the registry: nobody is signed in by it.
    ///
    /// # Errors
    /// As [`Accounts::register`].
    pub async fn create(&self, form: &Registration, now: Timestamp) -> Result<OrcidId, RegistrationError> {
        self.complete(form).await?;
        let hash = self.passwords.hash(&form.password, &*self.entropy).await?;
        Ok(self.register_hashed(form, &hash, Registrar::Operator, now).await?.orcid)
    }

    /// The same, but who has the name of somebody who is here is asked first whether they are the one; the form waits
    /// for [`Accounts::register_after_all`] then.
    ///
    /// # Errors
    /// See [`Accounts::register`].
    pub async fn register_unless_here(
        &self,
        form: &Registration,
        now: Timestamp,
    ) -> Result<Outcome, RegistrationError> {
        self.complete(form).await?;
        let candidates = self.possible_duplicates(&form.given_names, &form.family_name).await?;
        let hash = self.passwords.hash(&form.password, &*self.entropy).await?;
        if candidates.is_empty() {
            return Ok(Outcome::Registered(self.register_hashed(form, &hash, Registrar::Themselves, now).await?));
        }
        let key = Secret::random(&*self.entropy);
        let waiting = Held { form: form.clone(), password: hash }.seal(&key, now);
        let put = Change::Account(AccountChange::PutWaitingForm(Box::new(waiting)));
        self.store.commit(ChangeSet::new(now).with(put)).await?;
        Ok(Outcome::MayBeHere { key, candidates })
    }

    /// Registers who is none of those that were shown. `None` when the form with this key does not wait any more.
    ///
    /// # Errors
    /// [`RegistrationError::Problems`] when something has come up meanwhile.
    pub async fn register_after_all(&self, key: &str, now: Timestamp) -> Result<Option<Registered>, RegistrationError> {
        for _ in 0..DRAWS {
            let Some(waiting) = self.store.waiting_form(secret::hash(key)).await? else { return Ok(None) };
            let Some(Held { form, password }) = Held::open(&waiting, key, now)? else { return Ok(None) };
            let by = Registrar::AfterAll(waiting.key);
            if let Some(registered) = self.register_once(&form, &password, by, now).await? {
                return Ok(Some(registered));
            }
        }
        Err(no_free_id())
    }

    /// Fails unless the form is complete and its password good.
    async fn complete(&self, form: &Registration) -> Result<(), RegistrationError> {
        let problems = self.check_registration(form).await?;
        if problems.is_empty() { Ok(()) } else { Err(RegistrationError::Problems(problems)) }
    }

    /// Registers with a password that was found good and is known by its hash alone.
    async fn register_hashed(
        &self,
        form: &Registration,
        hash: &str,
        by: Registrar,
        now: Timestamp,
    ) -> Result<Registered, RegistrationError> {
        for _ in 0..DRAWS {
            if let Some(registered) = self.register_once(form, hash, by, now).await? {
                return Ok(registered);
            }
        }
        Err(no_free_id())
    }

    /// One try with an iD that is drawn for it: `None` when that is taken, somebody was faster with the address, or the form
    /// does not wait any more, so that the caller has to look again.
    async fn register_once(
        &self,
        form: &Registration,
        hash: &str,
        by: Registrar,
        now: Timestamp,
    ) -> Result<Option<Registered>, RegistrationError> {
        let taken = self.taken(form).await?;
        if !taken.is_empty() {
            return Err(RegistrationError::Problems(taken));
        }
        match self.try_register(form, hash, by, now).await {
            Err(StoreError::Conflict(_)) => Ok(None),
            Err(error) => Err(error.into()),
            Ok(registered) => Ok(Some(registered)),
        }
    }

    /// The addresses that other records have.
    async fn taken(&self, form: &Registration) -> Result<Vec<RegistrationProblem>, StoreError> {
        let mut problems = Vec::new();
        for (place, address) in &addresses(form).0 {
            if let Some(by) = self.holder(address).await? {
                problems.push(RegistrationProblem::EmailTaken { more: *place, by });
            }
        }
        Ok(problems)
    }

    async fn holder(&self, address: &EmailAddress) -> Result<Option<RecordState>, StoreError> {
        let Some(holder) = self.store.find_by_email(address.as_str()).await? else { return Ok(None) };
        Ok(self.store.head(holder).await?.map(|it| it.state))
    }

    async fn try_register(
        &self,
        form: &Registration,
        hash: &str,
        by: Registrar,
        now: Timestamp,
    ) -> Result<Registered, StoreError> {
        let (orcid, texts) = (self.settings.ids.draw(&*self.entropy), Texts::of(form.locale));
        let (addresses, _) = addresses(form);
        let count = u64::try_from(addresses.len()).unwrap_or(u64::MAX);
        let put_codes = self.store.lease_put_codes(count).await?;
        let mut set = ChangeSet::new(now).guard(Guard::NoRecord(orcid));
        set = set.with(Change::PutRecord(Box::new(head(form, orcid, now))));
        set = set.with(Change::PutItem { owner: orcid, item: Box::new(name(form, now)) });
        for ((place, address), put_code) in addresses.iter().zip(put_codes) {
            let put_code =
                PutCode::new(put_code).map_err(|_| StoreError::Unavailable("put-codes are used up".into()))?;
            let item = emails::new(orcid, address, put_code, place.is_none(), now);
            let link = NewLink::draw(self, LinkPurpose::VerifyEmail, orcid, address.as_str(), now);
            let message = match place {
                None => messages::welcome(texts, &self.base_url, orcid, &link.url),
                Some(_) => messages::verify(texts, &self.base_url, orcid, &link.url),
            };
            set = set
                .guard(Guard::NoEmail(address.as_str().into()))
                .with(Change::PutItem { owner: orcid, item: Box::new(item) })
                .with(Change::Account(AccountChange::PutLink(Box::new(link.row))))
                .with(Change::Account(AccountChange::PutMail(Box::new(message.to(address.as_str(), now)))));
        }
        let account = Account {
            password: Some(hash.into()),
            terms_accepted: Some(now),
            tips: form.tips,
            registered_from: form.address.as_deref().map(Box::from),
            referred_by: form.referred_by.clone(),
            last_sign_in: Some(now),
            ..Account::new(orcid)
        };
        let session = NewSession::signed_in(self, orcid, false, now);
        set = set.with(Change::Account(AccountChange::PutAccount(Box::new(account))));
        set = match by {
            Registrar::AfterAll(key) => set
                .guard(Guard::FormWaits(key))
                .with(Change::Account(AccountChange::DeleteWaitingForm(key)))
                .with(session.put())
                .tells(Deed::new(Action::Registered, orcid).with(form.referred_by.clone())),
            Registrar::Themselves => {
                set.with(session.put()).tells(Deed::new(Action::Registered, orcid).with(form.referred_by.clone()))
            }
            Registrar::Operator => set.tells(Deed::new(Action::PersonCreated, Actor::Operator).to(orcid)),
        };
        self.store.commit(set).await?;
        Ok(Registered { orcid, session })
    }
}

fn no_free_id() -> RegistrationError {
    StoreError::Unavailable("no free iD was found; the block may be full".into()).into()
}

fn names(form: &Registration) -> Vec<RegistrationProblem> {
    let long = |it: &str| it.trim().chars().count() >= NAME_LIMIT;
    [
        (form.given_names.trim().is_empty(), RegistrationProblem::GivenNamesMissing),
        (long(&form.given_names), RegistrationProblem::GivenNamesTooLong),
        (long(&form.family_name), RegistrationProblem::FamilyNameTooLong),
    ]
    .into_iter()
    .filter_map(|(wrong, problem)| wrong.then_some(problem))
    .collect()
}

/// The good addresses with their places, and what is wrong with the others. Empty additional fields are passed over.
pub(crate) fn addresses(form: &Registration) -> (Vec<(Option<usize>, EmailAddress)>, Vec<RegistrationProblem>) {
    let (mut good, mut problems) = (Vec::<(Option<usize>, EmailAddress)>::new(), Vec::new());
    match form.email.parse::<EmailAddress>() {
        Ok(address) => {
            if email::key(&form.email_again) != address.key() {
                problems.push(RegistrationProblem::EmailsDiffer);
            }
            good.push((None, address));
        }
        Err(_) => problems.push(RegistrationProblem::EmailInvalid { more: None }),
    }
    for (more, text) in form.more_emails.iter().enumerate().filter(|(_, text)| !text.trim().is_empty()) {
        match text.parse::<EmailAddress>() {
            Err(_) => problems.push(RegistrationProblem::EmailInvalid { more: Some(more) }),
            Ok(_) if more + 1 >= MOST_EMAILS => problems.push(RegistrationProblem::EmailInvalid { more: Some(more) }),
            Ok(address) if good.iter().any(|(_, it)| it.key() == address.key()) => {
                problems.push(RegistrationProblem::EmailRepeated { more });
            }
            Ok(address) => good.push((Some(more), address)),
        }
    }
    (good, problems)
}

fn head(form: &Registration, orcid: OrcidId, now: Timestamp) -> RecordHead {
    let mut head = RecordHead::new(orcid, now);
    let method = if form.referred_by.is_some() { CreationMethod::MemberReferred } else { CreationMethod::Direct };
    head.history.creation_method = Some(method);
    head.history.completed = Some(now);
    head.default_visibility = form.default_visibility.unwrap_or(Visibility::Private);
    head.locale = form.locale.as_str().into();
    head
}

fn name(form: &Registration, now: Timestamp) -> Item {
    let family = Some(form.family_name.trim()).filter(|it| !it.is_empty());
    let body = Object::new(&shapes::NAME).with("given-names", form.given_names.trim()).with("family-name", family);
    Item {
        kind: ItemKind::Name,
        put_code: PutCode::SINGLE,
        visibility: Visibility::Public,
        source: Source::default(),
        created: Some(now),
        modified: Some(now),
        display_index: 0,
        body: write_body(&body).into(),
    }
}
