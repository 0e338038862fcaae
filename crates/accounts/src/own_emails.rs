//! What somebody does with the addresses of their record (`registry` 7): adds, removes, shows, and says which one is primary.

use byline_model::{EmailAddress, ItemKind, OrcidId, PutCode, RecordHead, RecordState, Timestamp, Visibility, email};
use byline_store::{AccountChange, Action, Change, ChangeSet, Deed, Guard, LinkPurpose, Matter, StoreError};

use crate::emails::Email;
use crate::links::NewLink;
use crate::service::Accounts;
use crate::{emails, languages, messages};

/// So many addresses a record has at most (`registry` 7).
pub const MOST_EMAILS: usize = 30;

/// Why an address is not added, or not changed.
#[derive(Debug, thiserror::Error)]
pub enum EmailError {
    #[error("this is no e-mail address")]
    Invalid,
    /// Another record has it, or this one.
    #[error("a record has this address")]
    Taken,
    #[error("a record has {MOST_EMAILS} addresses at most")]
    Full,
    /// The address had too many mails within the hour.
    #[error("too many mails were sent to this address")]
    TooManyMails,
    #[error("the record has no such address")]
    NoSuchEmail,
    #[error("the primary address stays")]
    Primary,
    /// Only addresses that are proved are shown to others.
    #[error("the address is not confirmed")]
    NotConfirmed,
    #[error("the record is not in use")]
    Unusable,
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// What becomes of the addresses.
struct Edit {
    guards: Vec<Guard>,
    changes: Vec<Change>,
    action: Action,
    /// The addresses as they are then; whoever is told of it gets a mail.
    told: Option<Vec<Box<str>>>,
}

impl Edit {
    fn put(owner: OrcidId, items: impl IntoIterator<Item = byline_model::Item>, action: Action) -> Edit {
        let put = |item| Change::PutItem { owner, item: Box::new(item) };
        Edit { guards: Vec::new(), changes: items.into_iter().map(put).collect(), action, told: None }
    }
}

impl Accounts {
    /// Adds an address that only its owner sees, and mails a link to prove it.
    ///
    /// # Errors
    /// [`EmailError`] when it cannot be added.
    pub async fn add_email(&self, owner: OrcidId, address: &str, now: Timestamp) -> Result<(), EmailError> {
        let address: EmailAddress = address.parse().map_err(|_| EmailError::Invalid)?;
        if self.store.find_by_email(address.as_str()).await?.is_some() {
            return Err(EmailError::Taken);
        }
        let code = PutCode::new(self.store.lease_put_codes(1).await?.start)
            .map_err(|_| StoreError::Unavailable("put-codes are used up".into()))?;
        if !self.may_mail(address.as_str(), now).await? {
            return Err(EmailError::TooManyMails);
        }
        let edit = |head: &RecordHead, emails: &[Email]| {
            if emails.len() >= MOST_EMAILS {
                return Err(EmailError::Full);
            }
            let item = emails::new(owner, &address, code, emails.is_empty(), now);
            let mut edit = Edit::put(owner, [item], Action::ItemsAdded);
            edit.guards.push(Guard::NoEmail(address.as_str().into()));
            edit.changes.extend(self.proof(head, address.as_str(), now));
            let told = emails.iter().map(|it| it.address.clone()).chain([address.as_str().into()]);
            edit.told = Some(told.collect());
            Ok(edit)
        };
        match self.edit_emails(owner, now, edit).await {
            // Somebody else was quicker.
            Err(EmailError::Store(StoreError::Conflict(_))) => Err(EmailError::Taken),
            outcome => outcome,
        }
    }

    /// Removes an address, unless it is the primary one.
    ///
    /// # Errors
    /// [`EmailError::NoSuchEmail`], [`EmailError::Primary`].
    pub async fn remove_email(&self, owner: OrcidId, address: &str, now: Timestamp) -> Result<(), EmailError> {
        self.edit_emails(owner, now, |_, emails| {
            let gone = find(emails, address)?;
            if gone.primary {
                return Err(EmailError::Primary);
            }
            let (kind, put_code) = (gone.item.kind, gone.item.put_code);
            let left = emails.iter().filter(|it| it.item.put_code != put_code).map(|it| it.address.clone());
            Ok(Edit {
                guards: Vec::new(),
                changes: vec![Change::DeleteItem { owner, kind, put_code }],
                action: Action::ItemsRemoved,
                told: Some(left.collect()),
            })
        })
        .await
    }

    /// Makes an address the primary one; one that is not proved yet gets another link.
    ///
    /// # Errors
    /// [`EmailError::NoSuchEmail`].
    pub async fn make_primary(&self, owner: OrcidId, address: &str, now: Timestamp) -> Result<(), EmailError> {
        self.edit_emails(owner, now, |_, emails| {
            let chosen = find(emails, address)?.item.put_code;
            let changed = emails.iter().filter(|it| it.primary != (it.item.put_code == chosen));
            let items = changed.map(|it| it.with("primary", it.item.put_code == chosen, now));
            Ok(Edit::put(owner, items.collect::<Result<Vec<_>, _>>()?, Action::ItemsChanged))
        })
        .await?;
        Ok(self.send_verification(owner, address, now).await?)
    }

    /// Shows an address to these and nobody else.
    ///
    /// # Errors
    /// [`EmailError::NoSuchEmail`]; [`EmailError::NotConfirmed`] for one that is to be seen and was not proved.
    pub async fn show_email(
        &self,
        owner: OrcidId,
        address: &str,
        to: Visibility,
        now: Timestamp,
    ) -> Result<(), EmailError> {
        self.edit_emails(owner, now, |_, emails| {
            let email = find(emails, address)?;
            if !email.verified && to != Visibility::Private {
                return Err(EmailError::NotConfirmed);
            }
            let changed = (email.item.visibility != to).then(|| email.shown(to, now));
            Ok(Edit::put(owner, changed, Action::ItemsChanged))
        })
        .await
    }

    /// One commit of what is decided on the addresses as they are; decided again when they changed meanwhile.
    async fn edit_emails(
        &self,
        owner: OrcidId,
        now: Timestamp,
        decide: impl Fn(&RecordHead, &[Email]) -> Result<Edit, EmailError>,
    ) -> Result<(), EmailError> {
        let mut conflicts = 0;
        loop {
            let head = self.store.head(owner).await?.filter(|it| it.state == RecordState::Active);
            let head = head.ok_or(EmailError::Unusable)?;
            let (version, emails) = emails::of(&*self.store, owner).await?.ok_or(EmailError::Unusable)?;
            let Edit { guards, changes, action, told } = decide(&head, &emails)?;
            if changes.is_empty() {
                return Ok(());
            }
            let mut set = ChangeSet::new(now).guard(Guard::RecordVersion(owner, version));
            set.guards.extend(guards);
            set.changes.extend(changes);
            if let Some(addresses) = told {
                set.changes.extend(self.tell(&head, &emails, &addresses, now));
            }
            let deed = Deed::new(action, owner).to(owner).on(Matter::Items(ItemKind::Email, 1));
            match self.store.commit(set.tells(deed)).await {
                Ok(_) => return Ok(()),
                Err(StoreError::Conflict(_)) if conflicts < MOST_CONFLICTS => conflicts += 1,
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// A link that proves an address, and the mail with it.
    fn proof(&self, head: &RecordHead, address: &str, now: Timestamp) -> [Change; 2] {
        let link = NewLink::draw(self, LinkPurpose::VerifyEmail, head.orcid, address, now);
        let mail = messages::verify(languages::of(head), &self.base_url, head.orcid, &link.url).to(address, now);
        let put = |change| Change::Account(change);
        [put(AccountChange::PutLink(Box::new(link.row))), put(AccountChange::PutMail(Box::new(mail)))]
    }

    /// A word to every address that was proved before, one that goes included: whoever took over an account cannot do it
    /// unseen.
    fn tell(&self, head: &RecordHead, before: &[Email], now_there: &[Box<str>], now: Timestamp) -> Vec<Change> {
        let message = || messages::addresses_changed(languages::of(head), &self.base_url, head.orcid, now_there);
        let mails = before.iter().filter(|it| it.verified).map(|it| message().to(&it.address, now));
        mails.map(|mail| Change::Account(AccountChange::PutMail(Box::new(mail)))).collect()
    }
}

/// Each time somebody else got on.
const MOST_CONFLICTS: usize = 32;

fn find<'e>(emails: &'e [Email], address: &str) -> Result<&'e Email, EmailError> {
    let key = email::key(address);
    emails.iter().find(|it| email::key(&it.address) == key).ok_or(EmailError::NoSuchEmail)
}
