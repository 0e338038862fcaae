//! What to make, and how a record comes together.

use byline_model::client::Client;
use byline_model::country::COUNTRIES;
use byline_model::record::{CreationMethod, History};
use byline_model::{ItemKind, OrcidId, RecordHead, RecordState, Source, Timestamp, Visibility};

use crate::dates::Calendar;
use crate::draw::Draw;
use crate::names::{self, Habits, Script};
use crate::organizations::{ORGANIZATIONS, Organization, organization};
use crate::places::{Culture, FOLLOWING, LEADING};
use crate::profile::{self, KEPT, REGISTRY};
use crate::rng::{Rng, Stream};
use crate::sections::{self, REVIEWED, is_journal, review_group};
use crate::{Person, clients, permissions, works};

/// iDs of the test block are taken in steps of this many: coprime to their number, so that places spread over the whole
/// block and never meet.
const STEP: u64 = 7_368_787_411;

/// Of all records. The rest is in use.
const LOCKED: f64 = 0.009;
const DEACTIVATED: f64 = 0.006;
const DEPRECATED: f64 = 0.011;
const UNCLAIMED: f64 = 0.010;
/// Of all records, those that have more than a name. Who keeps works keeps affiliations too: drawn one by one, the
/// published shares would leave a quarter of the records bare instead of nearly half (`platform` 9.6).
const IN_USE: f64 = 0.505;
const VERIFIED: f64 = 0.79;
const WORKS: f64 = 0.31;
const AFFILIATIONS: f64 = 0.41;
const FUNDINGS: f64 = 0.025;
const REVIEWS: f64 = 0.04;
const RESOURCES: f64 = 0.000_05;
/// Median and sigma of the number of works of those who have any, and the most.
const WORK_COUNT: (f64, f64, f64) = (6.619, 1.45, 10_000.0);
/// The same of peer reviews: 14.5 in the mean.
const REVIEW_COUNT: (f64, f64, f64) = (5.0, 1.459, 3000.0);

/// Records that have many works in every registry of a thousand.
const HEAVY: [(u64, u64); 3] = [(101, 1000), (337, 5000), (823, 10_000)];
/// In each five million there are forty more, evenly spread.
const HEAVY_EVERY: u64 = 125_000;

/// Which sort of people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mix {
    /// As registered: half of them have nothing but a name, a few have thousands of items.
    #[default]
    Registry,
    /// Everybody keeps a record: about thirty items in the median. Whom readers of records ask for.
    Kept,
}

/// What to make.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    pub seed: u64,
    /// The moment at which the registry is looked at: nothing is younger.
    pub as_of: Timestamp,
    pub mix: Mix,
    /// So many hidden items for each public one: what stores have and data files have not.
    pub hidden: f64,
}

/// There was no registry then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the registry opened in October 2012: a moment in 2013 or later is needed")]
pub struct TooEarly;

/// What to make, with everything that is worked out once.
pub struct Plan {
    pub seed: u64,
    settings: Settings,
    calendar: Calendar,
    pub(crate) since_2024: i64,
    /// Sums of shares, codes, naming.
    countries: Vec<(f64, &'static str, Culture)>,
    habits: Vec<(Culture, Habits)>,
}

impl Plan {
    /// # Errors
    /// [`TooEarly`] before 2013.
    pub fn new(settings: Settings) -> Result<Self, TooEarly> {
        let calendar = Calendar::until(settings.as_of).ok_or(TooEarly)?;
        let since_2024 = "2024-01-01T00:00:00Z".parse::<Timestamp>().map_err(|_| TooEarly)?.millis();
        let shares = countries();
        let habits = habits(&shares);
        let mut sum = 0.0;
        let countries = shares
            .into_iter()
            .map(|(share, code, culture)| {
                sum += share;
                (sum, code, culture)
            })
            .collect();
        Ok(Plan { seed: settings.seed, settings, calendar, since_2024, countries, habits })
    }

    /// The moment of the registry: nothing in it is younger.
    pub fn as_of(&self) -> Timestamp {
        self.settings.as_of
    }

    /// Which people are in it.
    pub fn mix(&self) -> Mix {
        self.settings.mix
    }

    /// The iD at a place.
    pub fn orcid(&self, index: u64) -> OrcidId {
        let block = OrcidId::TEST_BLOCK;
        let size = block.end() - block.start() + 1;
        let place = (u128::from(index % size) * u128::from(STEP) % u128::from(size)) as u64;
        OrcidId::from_base(block.start() + place).expect("the block is one of iDs")
    }

    /// All clients that write items or hold permissions.
    pub fn clients(&self) -> impl Iterator<Item = Client> + use<> {
        clients::all(first_moment())
    }

    /// Organisations in order of popularity, as many as a registry of so many people names at most.
    pub fn organizations(&self, people: u64) -> impl Iterator<Item = Organization> + use<> {
        (0..ORGANIZATIONS.min(people)).map(organization)
    }

    /// The groups that peer reviews belong to: id, name, kind.
    pub fn review_groups(&self) -> impl Iterator<Item = (String, String, &'static str)> + use<> {
        (0..REVIEWED).map(|rank| {
            let kind = if is_journal(rank) { "journal" } else { "publisher" };
            (review_group(rank), works::journal(rank), kind)
        })
    }

    /// In which state a record is.
    pub fn state(&self, index: u64) -> RecordState {
        if self.settings.mix == Mix::Kept || self.heavy(index).is_some() {
            return RecordState::Active;
        }
        let mut rng = Rng::new(self.seed, Stream::State, index);
        let mut at = rng.unit();
        let mut within = |share: f64| {
            at -= share;
            at < 0.0
        };
        if within(LOCKED) {
            RecordState::Locked
        } else if within(DEACTIVATED) {
            RecordState::Deactivated
        } else if within(UNCLAIMED) {
            RecordState::Unclaimed
        } else if within(DEPRECATED) {
            self.primary(index, &mut rng).map_or(RecordState::Active, |primary| RecordState::Deprecated { primary })
        } else {
            RecordState::Active
        }
    }

    /// The record that one before it lives on in: an active one that came before.
    fn primary(&self, index: u64, rng: &mut Rng) -> Option<OrcidId> {
        let mut tries = (0..16).filter(|_| index > 0).map(|_| rng.below(index.max(1)));
        let found = tries.find(|before| self.state(*before) == RecordState::Active);
        found.map(|before| self.orcid(before))
    }

    /// Whether a record is there for its number of works alone, in small registries too: no part of any statistics.
    pub fn is_planted(&self, index: u64) -> bool {
        self.settings.mix == Mix::Registry && HEAVY.iter().any(|(place, _)| *place == index)
    }

    /// How many works a record has that is planted.
    fn heavy(&self, index: u64) -> Option<u64> {
        if self.settings.mix == Mix::Kept {
            return None;
        }
        if let Some((_, works)) = HEAVY.iter().find(|(place, _)| *place == index) {
            return Some(*works);
        }
        if index % HEAVY_EVERY != HEAVY_EVERY / 2 {
            return None;
        }
        Some(match (index / HEAVY_EVERY + self.seed) % 40 {
            0 => 48_000,
            1 | 2 => 20_000,
            3 => 7000,
            4 => 6300,
            rank => (5000.0 * (0.4f64).powf((rank - 5) as f64 / 34.0)) as u64,
        })
    }

    pub(crate) fn another_country(&self, rng: &mut Rng) -> &'static str {
        self.country(rng).0
    }

    fn country(&self, rng: &mut Rng) -> (&'static str, Culture) {
        let at = rng.unit() * self.countries.last().map_or(0.0, |it| it.0);
        let place = self.countries.partition_point(|(sum, ..)| *sum <= at).min(self.countries.len() - 1);
        let (_, code, culture) = self.countries[place];
        (code, culture)
    }

    fn habits(&self, culture: Culture) -> Habits {
        let found = self.habits.iter().find(|(it, _)| *it == culture);
        found.map_or(Habits { native: 0.0, accents: 0.0 }, |(_, habits)| *habits)
    }

    /// The record at a place, and all that goes with it.
    pub fn person(&self, index: u64) -> Person {
        let state = self.state(index);
        let mut life = Rng::new(self.seed, Stream::Life, index);
        let (created, modified) = self.calendar.life(&mut life);
        let (country, culture) = self.country(&mut life);
        let mut draw = Draw::new(self, index, (created, modified), country);
        let verified = !matches!(state, RecordState::Unclaimed) && life.chance(VERIFIED);
        let mut head = self.head(&mut life, &draw, state, verified);
        let (mut permissions, mut webhooks) = (Vec::new(), Vec::new());
        // Of what is closed for good nothing is left.
        if !matches!(state, RecordState::Deactivated | RecordState::Deprecated { .. }) {
            self.fill(&mut draw, &mut life, culture, verified);
            draw.items.sort_by_key(|item| (item.kind, item.put_code));
            let mut rng = Rng::new(self.seed, Stream::Permissions, index);
            if state == RecordState::Active {
                permissions = permissions::permissions(&mut rng, &draw.items, (created, modified));
            }
            webhooks = permissions::webhooks(&mut rng, draw.orcid, created);
        } else {
            head.history.deactivated = Some(Timestamp::from_millis(modified));
        }
        Person { head, items: draw.items, permissions, webhooks }
    }

    fn head(&self, rng: &mut Rng, draw: &Draw<'_>, state: RecordState, verified: bool) -> RecordHead {
        let claimed = state != RecordState::Unclaimed;
        let created = Timestamp::from_millis(draw.created);
        let method = match claimed {
            false => CreationMethod::Api,
            true => rng.weighted(&[
                (62.0, CreationMethod::Direct),
                (28.0, CreationMethod::MemberReferred),
                (8.0, CreationMethod::Website),
                (2.0, CreationMethod::Api),
            ]),
        };
        let source = match method {
            CreationMethod::Api => clients::source(clients::institution(rng)),
            _ => Source::default(),
        };
        let locale = rng.weighted(&[
            (70.0, "en"),
            (8.0, "es"),
            (6.0, "pt"),
            (4.0, "zh_CN"),
            (2.0, "fr"),
            (1.5, "it"),
            (1.5, "ru"),
            (1.2, "ko"),
            (1.2, "ja"),
            (1.0, "tr"),
            (1.0, "pl"),
            (0.9, "de"),
            (0.6, "cs"),
            (0.6, "ar"),
            (0.5, "zh_TW"),
        ]);
        RecordHead {
            orcid: draw.orcid,
            version: 0,
            state,
            history: History {
                creation_method: Some(method),
                completed: claimed.then_some(created),
                submitted: Some(created),
                modified: Some(Timestamp::from_millis(draw.modified)),
                claimed,
                source,
                deactivated: None,
                verified_email: verified,
                verified_primary_email: verified,
            },
            locale: locale.into(),
            default_visibility: rng.weighted(&[
                (45.0, Visibility::Public),
                (35.0, Visibility::Limited),
                (20.0, Visibility::Private),
            ]),
        }
    }

    fn fill(&self, draw: &mut Draw<'_>, life: &mut Rng, culture: Culture, verified: bool) {
        let index = draw.index;
        let mix = self.settings.mix;
        let shares = if mix == Mix::Kept { &KEPT } else { &REGISTRY };
        // Closed records are among the bare ones.
        let used =
            mix == Mix::Kept || self.heavy(index).is_some() || life.chance(IN_USE / (1.0 - DEACTIVATED - DEPRECATED));
        // From the share of all to the share of those in use.
        let factor = if mix == Mix::Kept { 1.0 } else { IN_USE.recip() };
        let chance = |rng: &mut Rng, share: f64| used && rng.chance(share * factor);

        let mut rng = Rng::new(self.seed, Stream::Name, index);
        let name = names::draw(&mut rng, culture, self.habits(culture));
        let family = name.family.as_deref().unwrap_or_default();
        let initial = name.given.chars().next().unwrap_or('N');
        let credit = chance(&mut rng, shares.credit_name).then(|| format!("{initial}. {family}").trim_end().to_owned());
        draw.shown_name = credit.clone().unwrap_or_else(|| format!("{} {family}", name.given).trim().to_owned());
        let public_email = chance(&mut rng, shares.public_email);
        profile::essentials(draw, &mut rng, &name, credit.as_deref(), verified, public_email);
        let mut rng = Rng::new(self.seed, Stream::Profile, index);
        profile::rest(draw, &mut rng, shares, &name, chance);

        let kept = mix == Mix::Kept;
        let mut rng = Rng::new(self.seed, Stream::Affiliations, index);
        if chance(&mut rng, if kept { 0.95 } else { AFFILIATIONS }) {
            let count = sections::affiliations_of_one(&mut rng);
            sections::affiliations(draw, &mut rng, count);
        }
        let mut rng = Rng::new(self.seed, Stream::Works, index);
        let count = self.works(draw.index, &mut rng, chance);
        works::draw(draw, &mut rng, count);
        let mut rng = Rng::new(self.seed, Stream::Others, index);
        if chance(&mut rng, if kept { 0.3 } else { FUNDINGS }) {
            let count = 1 + rng.geometric(2.0 / 3.0, 60);
            sections::fundings(draw, &mut rng, count);
        }
        if chance(&mut rng, if kept { 0.1 } else { REVIEWS }) {
            let count = counted(&mut rng, REVIEW_COUNT);
            sections::peer_reviews(draw, &mut rng, count);
        }
        if chance(&mut rng, RESOURCES) {
            let count = 1 + rng.geometric(0.3, 5);
            sections::research_resources(draw, &mut rng, count);
        }
        if self.settings.hidden > 0.0 {
            self.hide(draw, &name);
        }
    }

    fn works(&self, index: u64, rng: &mut Rng, chance: impl Fn(&mut Rng, f64) -> bool) -> u64 {
        if let Some(works) = self.heavy(index) {
            return works;
        }
        match (self.settings.mix, chance(rng, WORKS)) {
            (Mix::Kept, _) => counted(rng, (22.0, 0.9, WORK_COUNT.2)),
            (Mix::Registry, true) => counted(rng, WORK_COUNT),
            (Mix::Registry, false) => 0,
        }
    }

    /// As many more of each kind, seen by few or by nobody. They have numbers of their own, so that the public part of a
    /// record is the same without them.
    fn hide(&self, draw: &mut Draw<'_>, name: &names::Name) {
        let mut rng = Rng::new(self.seed, Stream::Hidden, draw.index);
        draw.hides = true;
        let public = |draw: &Draw<'_>, kinds: &dyn Fn(ItemKind) -> bool| {
            draw.items.iter().filter(|item| item.visibility == Visibility::Public && kinds(item.kind)).count()
        };
        let mut counts = [0u64; 9];
        let kinds: [&dyn Fn(ItemKind) -> bool; 9] = [
            &|it| it == ItemKind::OtherName,
            &|it| it == ItemKind::ResearcherUrl,
            &|it| it == ItemKind::Address,
            &|it| it == ItemKind::Keyword,
            &|it| it == ItemKind::ExternalIdentifier,
            &ItemKind::is_affiliation,
            &|it| it == ItemKind::Funding,
            &|it| it == ItemKind::PeerReview,
            &|it| it == ItemKind::Work,
        ];
        for (count, kind) in counts.iter_mut().zip(kinds) {
            *count = rng.rounded(public(draw, kind) as f64 * self.settings.hidden);
        }
        profile::other_names(draw, &mut rng, name, counts[0]);
        profile::urls(draw, &mut rng, counts[1]);
        profile::addresses(draw, &mut rng, counts[2]);
        profile::keywords(draw, &mut rng, counts[3]);
        (0..counts[4]).for_each(|_| profile::identifier(draw, &mut rng, "ISNI"));
        sections::affiliations(draw, &mut rng, counts[5]);
        sections::fundings(draw, &mut rng, counts[6]);
        sections::peer_reviews(draw, &mut rng, counts[7]);
        works::draw(draw, &mut rng, counts[8]);
    }
}

/// A log-normal number, rounded, one at least.
fn counted(rng: &mut Rng, (median, sigma, most): (f64, f64, f64)) -> u64 {
    rng.log_normal(median, sigma).min(most).round().max(1.0) as u64
}

fn first_moment() -> Timestamp {
    Timestamp::from_millis(1_350_345_600_000)
}

/// All countries with their shares.
fn countries() -> Vec<(f64, &'static str, Culture)> {
    let leading: f64 = LEADING.iter().map(|it| it.0).sum();
    let listed = |code: &str| LEADING.iter().any(|it| it.1 == code) || FOLLOWING.iter().any(|it| it.0 == code);
    let rest = COUNTRIES.iter().map(|it| it.code).filter(|code| !listed(code)).map(|code| (code, Culture::English));
    let following: Vec<_> = FOLLOWING.iter().copied().chain(rest).collect();
    let weight = |place: usize| 1.0 / (LEADING.len() + 1 + place) as f64;
    let all: f64 = (0..following.len()).map(weight).sum();
    let following = following
        .into_iter()
        .enumerate()
        .map(|(place, (code, culture))| ((100.0 - leading) * weight(place) / all / 100.0, code, culture));
    LEADING.iter().map(|(share, code, culture)| (share / 100.0, *code, *culture)).chain(following).collect()
}

/// How often people of each culture write their name in its own script, and with its accents, so that the shares of all
/// names are as published.
fn habits(countries: &[(f64, &'static str, Culture)]) -> Vec<(Culture, Habits)> {
    let mut cultures: Vec<(Culture, f64)> = Vec::new();
    for (share, _, culture) in countries {
        match cultures.iter_mut().find(|(it, _)| it == culture) {
            Some((_, sum)) => *sum += share,
            None => cultures.push((*culture, *share)),
        }
    }
    let of = |wanted: &dyn Fn(Culture) -> bool| -> f64 {
        cultures.iter().filter(|(culture, _)| wanted(*culture)).map(|it| it.1).sum()
    };
    let accents = 0.14 * Script::Latin.share() / of(&|culture| names::table(culture).has_accents());
    let habits = cultures.iter().map(|(culture, _)| {
        let table = names::table(*culture);
        let native = table
            .native()
            .map_or(0.0, |script| script.share() / of(&|other| names::table(other).native() == Some(script)));
        (*culture, Habits { native, accents: if table.has_accents() { accents } else { 0.0 } })
    });
    habits.collect()
}
