//! How often organisations are named: of two that are found alike, the one with more comes first (`search` 12).

use byline_store::{Change, ChangeSet, Organization, OrganizationKey, Page, Read, StoreError, Stretch};

use crate::{Inquiry, Registry, SearchError};

/// Written in one commit.
const TOGETHER: usize = 1000;

/// An organisation, and how often it is named.
pub type TimesNamed = (OrganizationKey, u64);

impl Registry {
    /// Counts how many people name each organisation of this stretch where everybody may see it. Those of which that has
    /// changed come back, with the place where the list goes on.
    ///
    /// # Errors
    /// When the search does not answer, or the store fails; the stretch can be counted again.
    pub async fn recount_organizations(
        &self,
        stretch: Stretch<OrganizationKey>,
    ) -> Result<Page<TimesNamed, OrganizationKey>, SearchError> {
        let page = self.store.organizations(stretch).await?;
        let mut changed = Vec::new();
        for organization in page.rows {
            let count = self.times_named(&organization).await?;
            if let Some(count) = count.filter(|it| *it != organization.details.popularity) {
                changed.push((organization.key(), count));
            }
        }
        Ok(Page { rows: changed, next: page.next })
    }

    /// Writes down how often they are named. All at once, so that names are put in order anew a few times and no more.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn put_popularity(&self, counts: &[TimesNamed]) -> Result<(), StoreError> {
        for some in counts.chunks(TOGETHER) {
            let keys = some.iter().map(|it| it.0.clone()).collect();
            let found = self.store.read(&Read { organizations: keys, ..Read::default() }).await?.organizations;
            let mut changes = ChangeSet::new(self.clock.now());
            for (organization, (_, count)) in found.into_iter().zip(some) {
                let Some(mut organization) = organization else { continue };
                organization.details.popularity = *count;
                changes = changes.with(Change::PutOrganization(Box::new(organization)));
            }
            self.store.commit(changes).await?;
        }
        Ok(())
    }

    /// Roughly how many name it; `None` of vocabularies that are not searched by.
    async fn times_named(&self, organization: &Organization) -> Result<Option<u64>, SearchError> {
        let field = match &*organization.source {
            "ROR" => "ror-org-id",
            "FUNDREF" => "fundref-org-id",
            "RINGGOLD" => "ringgold-org-id",
            "GRID" => "grid-org-id",
            _ => return Ok(None),
        };
        let query = format!("{{!term f={field}}}{}", organization.identifier);
        let inquiry = Inquiry { params: &[("q", &query)], ..Inquiry::default() };
        Ok(Some(roughly(self.search(&inquiry).await?.total)))
    }
}

/// The two highest binary digits: who is named a few times more than yesterday is not written anew each day.
fn roughly(count: u64) -> u64 {
    let digits = u64::BITS - count.leading_zeros();
    let low = digits.saturating_sub(2);
    count >> low << low
}

#[cfg(test)]
mod tests {
    use super::roughly;

    #[test]
    fn counts_keep_their_order_and_two_digits() {
        let rough = [0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 1000, 1_500_000].map(roughly);
        assert_eq!(rough, [0, 1, 2, 3, 4, 4, 6, 6, 8, 8, 12, 768, 1_048_576]);
        assert!((0..5000).is_sorted_by_key(roughly));
        assert_eq!(roughly(u64::MAX), 3 << 62);
    }
}
