//! Organisations: sixty thousand, the first far ahead of the last, none of them real (`platform` 9.4).

use crate::body::Body;
use crate::places::{TOWN_ENDS, TOWN_STARTS, TOWNS};
use crate::rng::Rng;
use crate::words::subject;

/// How many there are.
pub const ORGANIZATIONS: u64 = 60_000;
/// Funders are among them; these are the three that give most.
pub const FUNDERS: u64 = 4_000;

/// An organisation, as everybody who names it writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organization {
    pub rank: u64,
    pub name: String,
    pub city: String,
    pub country: &'static str,
}

/// Vocabularies of identifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vocabulary {
    Ror,
    Ringgold,
    Grid,
    Fundref,
}

/// Shares of vocabularies in the whole stock, in per cent; `None` has no identifier.
pub const STOCK: &[(f64, Option<Vocabulary>)] = &[
    (44.0, Some(Vocabulary::Ror)),
    (33.0, Some(Vocabulary::Ringgold)),
    (7.0, Some(Vocabulary::Grid)),
    (3.0, Some(Vocabulary::Fundref)),
    (13.0, None),
];
/// The same of what was written since 2024.
pub const RECENT: &[(f64, Option<Vocabulary>)] = &[
    (86.6, Some(Vocabulary::Ror)),
    (11.4, None),
    (1.1, Some(Vocabulary::Ringgold)),
    (0.7, Some(Vocabulary::Fundref)),
    (0.2, Some(Vocabulary::Grid)),
];

impl Vocabulary {
    /// Those that organisations are identified by, the most used first.
    pub const ALL: [Vocabulary; 4] = [Self::Ror, Self::Ringgold, Self::Grid, Self::Fundref];

    /// The published name (`disambiguation-source`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ror => "ROR",
            Self::Ringgold => "RINGGOLD",
            Self::Grid => "GRID",
            Self::Fundref => "FUNDREF",
        }
    }

    /// The identifier of an organisation here: well formed, with its check digits, from the end of each vocabulary.
    pub fn identifier(self, rank: u64) -> String {
        match self {
            Self::Ror => ror(rank),
            Self::Ringgold => (900_000 + rank).to_string(),
            Self::Grid => format!("grid.{}.{:x}", 900_000 + rank, rank % 16),
            Self::Fundref => format!("http://dx.doi.org/10.13039/{}", 900_000_000 + rank),
        }
    }
}

/// A zero, six characters of Crockford's base 32, two check digits (ISO 7064).
fn ror(rank: u64) -> String {
    const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let number = (1 << 30) - 1 - ORGANIZATIONS - FUNDERS + rank;
    let mut text = *b"https://ror.org/0000000";
    let mut left = number;
    for place in text[17..].iter_mut().rev() {
        *place = DIGITS[(left % 32) as usize];
        left /= 32;
    }
    format!("{}{:02}", String::from_utf8_lossy(&text), 98 - number * 100 % 97)
}

/// The organisation of a rank, the same for everybody.
pub fn organization(rank: u64) -> Organization {
    let (city, country): (String, &'static str) = match TOWNS.get(rank as usize) {
        Some((city, country)) => ((*city).to_owned(), country),
        None => {
            let country = TOWNS[(rank.wrapping_mul(2_654_435_761) >> 7) as usize % TOWNS.len()].1;
            // Two in five lie in one of the large towns.
            let city = match rank % 5 {
                0 | 1 => TOWNS[rank as usize / 5 % TOWNS.len()],
                _ => ("", country),
            };
            match city {
                ("", country) => {
                    let (start, end) = (rank / 5 % TOWN_STARTS.len() as u64, rank / 150 % TOWN_ENDS.len() as u64);
                    ([TOWN_STARTS[start as usize], TOWN_ENDS[end as usize]].concat(), country)
                }
                (city, country) => (city.to_owned(), country),
            }
        }
    };
    let name = match (rank % 7, country) {
        _ if (rank as usize) < TOWNS.len() => format!("University of {city}"),
        (0 | 1, "BR" | "PT") => format!("Universidade Federal de {city} {}", campus(rank)),
        (0 | 1, "ES" | "MX" | "CO" | "AR" | "CL" | "PE" | "EC") => {
            format!("Universidad Autónoma de {city} {}", campus(rank))
        }
        (0 | 1, "FR" | "BE") => format!("Université de {city} {}", campus(rank)),
        (0 | 1, "DE" | "AT" | "CH") => format!("Technische Universität {city} {}", campus(rank)),
        (0 | 1, _) => format!("{city} University {}", campus(rank)),
        (2, _) => format!("{city} Institute of {}", subject(rank)),
        (3, _) => format!("{city} General Hospital {}", campus(rank)),
        (4, _) => format!("Centre for {}, {city}", subject(rank)),
        (5, _) => format!("National Laboratory of {}", subject(rank)),
        _ => format!("{} {city} Ltd.", subject(rank)),
    };
    Organization { rank, name, city, country }
}

/// The funder of a rank. They come after the other organisations.
pub fn funder(rank: u64) -> Organization {
    let town = TOWNS[rank as usize % TOWNS.len()];
    let name = match rank {
        0 => "Foundation for Science and Knowledge".to_owned(),
        1 => "Commission for Research in Common".to_owned(),
        2 => "Society for the Promotion of Study".to_owned(),
        rank => format!("{} Research Council {}", town.0, campus(rank)),
    };
    Organization { rank: ORGANIZATIONS + rank, name, city: town.0.to_owned(), country: town.1 }
}

/// What tells apart two of the same kind in one town.
fn campus(rank: u64) -> String {
    format!("at {}", subject(rank / 3 + 17))
}

impl Organization {
    /// The same as an object under a key.
    pub fn put(&self, body: &mut Body, key: &str, vocabulary: Option<Vocabulary>) {
        body.object(key, |body| self.members(body, vocabulary));
    }

    /// Adds name, address and, in this vocabulary, identifier to an object that is being filled.
    pub fn members(&self, body: &mut Body, vocabulary: Option<Vocabulary>) {
        body.text("name", &self.name).object("address", |it| {
            it.text("city", &self.city).text("country", self.country);
        });
        if let Some(vocabulary) = vocabulary {
            body.object("disambiguated-organization", |it| {
                it.text("disambiguated-organization-identifier", &vocabulary.identifier(self.rank))
                    .text("disambiguation-source", vocabulary.as_str());
            });
        }
    }
}

/// One of all, by popularity.
pub fn draw(rng: &mut Rng) -> Organization {
    organization(rng.zipf(ORGANIZATIONS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use byline_model::organization::is_well_formed;
    use std::collections::HashSet;

    #[test]
    fn identifiers_are_well_formed_and_differ() {
        let mut seen = HashSet::new();
        for rank in (0..ORGANIZATIONS + FUNDERS).step_by(97) {
            for vocabulary in Vocabulary::ALL {
                let identifier = vocabulary.identifier(rank);
                assert!(is_well_formed(vocabulary.as_str(), &identifier), "{vocabulary:?} {identifier}");
                assert!(seen.insert(identifier));
            }
        }
    }

    #[test]
    fn few_organisations_share_a_name() {
        let names: HashSet<_> = (0..ORGANIZATIONS).map(|rank| organization(rank).name).collect();
        assert!(names.len() > 50_000, "{}", names.len());
    }
}
