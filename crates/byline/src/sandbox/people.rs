//! People of the sandbox: listed, added and removed.

use byline_formats::{read_body, write_body};
use byline_model::document::Object;
use byline_model::env::Clock;
use byline_model::{
    EmailAddress, Item, ItemKind, OrcidId, PutCode, RecordHead, RecordState, Source, Timestamp, Visibility, shapes,
};
use byline_store::{Account, AccountChange, Action, Actor, Change, ChangeSet, Deed, Guard, KindRange, Store, Walk};
use serde::Serialize;

use super::UNTIL_FIRST_SIGN_IN;
use super::input::Input;
use super::known::KnownPerson;
use super::refusal::Refusal;
use super::state::Sandbox;

/// Whoever is created without a password has that of the demo.
const PASSWORD: &str = "sandbox-Passw0rd";

#[derive(Serialize)]
pub struct Person {
    pub orcid: String,
    pub name: Option<String>,
    pub state: &'static str,
    pub about: Option<Box<str>>,
    pub email: Option<String>,
    pub password: Option<Box<str>>,
}

pub async fn list(sandbox: &Sandbox) -> Result<Vec<Person>, Refusal> {
    let store = sandbox.store();
    let (mut walk, mut people) = (Walk::by(500), Vec::new());
    while let Some(stretch) = walk.stretch() {
        for head in walk.on(store.records(stretch).await?) {
            people.push(describe(sandbox, &*store, &head).await?);
        }
    }
    Ok(people)
}

/// # Errors
/// 404 when nobody has this iD.
pub async fn one(sandbox: &Sandbox, orcid: &str) -> Result<Person, Refusal> {
    let orcid: OrcidId = orcid.parse().map_err(|error| Refusal::bad("", format!("{orcid}: {error}")))?;
    let store = sandbox.store();
    let head = store.head(orcid).await?.ok_or_else(|| Refusal::not_found("there is no such person"))?;
    describe(sandbox, &*store, &head).await
}

async fn describe(sandbox: &Sandbox, store: &dyn Store, head: &RecordHead) -> Result<Person, Refusal> {
    let KnownPerson { about, password } = sandbox.known_person(head.orcid);
    let (mut name, mut email) = (None, None);
    if let Some(snapshot) = store.snapshot(head.orcid, KindRange::PERSON).await? {
        for item in &snapshot.items {
            match item.kind {
                ItemKind::Name => name = full_name(item),
                // The primary address, or any when there is none.
                ItemKind::Email => {
                    let (address, primary) = address(item);
                    if primary || email.is_none() {
                        email = address.or(email);
                    }
                }
                _ => {}
            }
        }
    }
    Ok(Person { orcid: head.orcid.to_string(), name, state: head.state.as_str(), about, email, password })
}

pub fn full_name(item: &Item) -> Option<String> {
    byline_registry::display_name(&read_body(&item.body, &shapes::NAME).ok()?)
}

fn address(item: &Item) -> (Option<String>, bool) {
    let Ok(email) = read_body(&item.body, &shapes::EMAIL) else { return (None, false) };
    (email.text("email").map(str::to_owned), email.get("primary").as_flag() == Some(true))
}

/// What `POST people` may say; everything has a default.
struct Draft {
    given_names: String,
    family_name: Option<String>,
    email: Option<String>,
    password: Box<str>,
    orcid: Option<OrcidId>,
    default_visibility: Visibility,
    state: RecordState,
}

/// Characters of a name (`common-3.0.xsd`, `string-150`).
const NAME: usize = 150;
/// Characters of a password: none that people choose is longer.
const PASSWORD_TEXT: usize = 256;

impl Draft {
    fn read(mut input: Input) -> Result<Self, Refusal> {
        let draft = Draft {
            given_names: input.text_of("given_names", NAME)?.unwrap_or_else(|| "Sample".to_owned()),
            family_name: input.text_of("family_name", NAME)?,
            email: input.text("email")?,
            password: input.text_of("password", PASSWORD_TEXT)?.map_or_else(|| PASSWORD.into(), String::into_boxed_str),
            orcid: input.parsed("orcid")?,
            default_visibility: input
                .parsed::<Name<Visibility>>("default_visibility")?
                .map_or(Visibility::Public, |it| it.0),
            state: state(input.text("state")?.as_deref())?,
        };
        input.finish()?;
        if let Some(email) = &draft.email
            && !email.parse::<EmailAddress>().is_ok_and(|it| it.as_str() == email)
        {
            return Err(Refusal::bad("email", "expected an e-mail address"));
        }
        Ok(draft)
    }
}

/// A visibility, with an error that lists them.
struct Name<T>(T);

impl std::str::FromStr for Name<Visibility> {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Name).map_err(|_| "expected public, registered-only, limited or private")
    }
}

fn state(name: Option<&str>) -> Result<RecordState, Refusal> {
    match name.unwrap_or("active") {
        "active" => Ok(RecordState::Active),
        "unclaimed" => Ok(RecordState::Unclaimed),
        "locked" => Ok(RecordState::Locked),
        "deactivated" => Ok(RecordState::Deactivated),
        _ => Err(Refusal::bad("state", "expected active, unclaimed, locked or deactivated")),
    }
}

pub async fn create(sandbox: &Sandbox, input: Input) -> Result<Person, Refusal> {
    let draft = Draft::read(input)?;
    let store = sandbox.store();
    let orcid = match draft.orcid {
        Some(orcid) => orcid,
        None => free_id(sandbox, &*store).await?,
    };
    if store.head(orcid).await?.is_some() {
        return Err(Refusal::bad("orcid", "somebody has this iD already"));
    }
    let email = draft.email.clone().unwrap_or_else(|| format!("{orcid}@example.org").to_lowercase());
    if store.find_by_email(&email).await?.is_some() {
        return Err(Refusal::bad("email", "somebody has this address already"));
    }
    let now = sandbox.clock().now();
    let head = head(&draft, orcid, now);
    let code = PutCode::new(store.lease_put_codes(1).await?.start).expect("stores hand out put-codes in their range");
    let changes = ChangeSet::new(now)
        .guard(Guard::NoRecord(orcid))
        .guard(Guard::NoEmail(email.clone().into()))
        .with(Change::PutRecord(Box::new(head.clone())))
        .with(put(orcid, name_item(&draft, orcid, now)))
        .with(account(sandbox, &draft, orcid))
        .with(put(orcid, email_item(&email, code, orcid, now)))
        .tells(Deed::new(Action::PersonCreated, Actor::Operator).to(orcid));
    store.commit(changes).await?;
    let password = Some(draft.password);
    sandbox.known().remember_person(orcid, KnownPerson { about: None, password });
    describe(sandbox, &*store, &head).await
}

fn account(sandbox: &Sandbox, draft: &Draft, orcid: OrcidId) -> Change {
    let hash = UNTIL_FIRST_SIGN_IN.phc(&draft.password, sandbox.entropy());
    let account = Account { password: Some(hash), ..Account::new(orcid) };
    Change::Account(AccountChange::PutAccount(Box::new(account)))
}

fn put(owner: OrcidId, item: Item) -> Change {
    Change::PutItem { owner, item: Box::new(item) }
}

fn head(draft: &Draft, orcid: OrcidId, now: Timestamp) -> RecordHead {
    let mut head = RecordHead::new(orcid, now);
    head.state = draft.state;
    head.default_visibility = draft.default_visibility;
    head.history.claimed = draft.state != RecordState::Unclaimed;
    head.history.completed = head.history.claimed.then_some(now);
    head.history.deactivated = (draft.state == RecordState::Deactivated).then_some(now);
    head
}

fn name_item(draft: &Draft, orcid: OrcidId, now: Timestamp) -> Item {
    let mut name = Object::new(&shapes::NAME).with("given-names", draft.given_names.clone());
    if let Some(family_name) = draft.family_name.clone() {
        name = name.with("family-name", family_name);
    }
    // Names are public until their owner says otherwise, whatever the default for items.
    item(ItemKind::Name, PutCode::SINGLE, Visibility::Public, &name, orcid, now)
}

fn email_item(email: &str, code: PutCode, orcid: OrcidId, now: Timestamp) -> Item {
    let body = Object::new(&shapes::EMAIL).with("email", email.to_owned()).with("verified", true).with("primary", true);
    item(ItemKind::Email, code, Visibility::Private, &body, orcid, now)
}

fn item(
    kind: ItemKind,
    put_code: PutCode,
    visibility: Visibility,
    body: &Object<'_>,
    owner: OrcidId,
    now: Timestamp,
) -> Item {
    let (created, modified) = (Some(now), Some(now));
    let source = Source::person(owner);
    Item { kind, put_code, visibility, source, created, modified, display_index: 0, body: write_body(body).into() }
}

/// A random iD of the block that nobody has.
async fn free_id(sandbox: &Sandbox, store: &dyn Store) -> Result<OrcidId, Refusal> {
    let block = sandbox.mint();
    let size = block.end() - block.start() + 1;
    loop {
        let mut bytes = [0; 8];
        sandbox.entropy().fill(&mut bytes);
        let base = block.start() + u64::from_be_bytes(bytes) % size;
        let orcid = OrcidId::from_base(base).expect("the block has numbers of fifteen digits");
        if store.head(orcid).await?.is_none() {
            return Ok(orcid);
        }
    }
}

pub async fn delete(sandbox: &Sandbox, orcid: &str) -> Result<(), Refusal> {
    let orcid: OrcidId = orcid.parse().map_err(|error| Refusal::bad("", format!("{orcid}: {error}")))?;
    let store = sandbox.store();
    if store.head(orcid).await?.is_none() {
        return Err(Refusal::not_found("there is no such person"));
    }
    let set = ChangeSet::new(sandbox.clock().now()).with(Change::DeleteRecord(orcid));
    if !store.commit(set.tells(Deed::new(Action::PersonRemoved, Actor::Operator).to(orcid))).await?.changed {
        return Err(Refusal::not_found("there is no such person"));
    }
    sandbox.known().forget_person(orcid);
    Ok(())
}
