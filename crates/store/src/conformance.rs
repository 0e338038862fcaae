//! The behaviour every adapter must show, as one suite.
//!
//! Each promise of [`Store`] is a function here. An adapter says how it opens an empty store ([`Harness`]) and names
//! [`conformance_tests!`](crate::conformance_tests) once, which makes a test of each.

pub mod accounts;
pub mod calls;
pub mod commits;
pub mod freshness;
pub mod grants;
pub mod groups;
pub mod identities;
pub mod journal;
pub mod lists;
pub mod log;
pub mod mails;
pub mod notifications;
pub mod put_codes;
pub mod reads;
pub mod records;
pub mod replies;
pub mod roundtrip;
pub mod samples;
pub mod tokens;
pub mod usage;
pub mod views;
pub mod webhooks;

use std::sync::Arc;

use async_trait::async_trait;

use crate::{Change, ChangeSet, Committed, Guard, Read, Result, Store, StoreError};

/// How an adapter opens stores for the suite. A new harness is made for every test.
#[async_trait]
pub trait Harness: Send + Sync {
    /// The store of this harness, empty at first.
    async fn open(&self) -> Arc<dyn Store>;

    /// Closes the store and opens it again with what it holds.
    async fn reopen(&self, store: Arc<dyn Store>) -> Arc<dyn Store> {
        assert_eq!(Arc::strong_count(&store), 1, "a promise kept a handle over a restart");
        drop(store);
        self.open().await
    }
}

/// One commit of these changes without conditions.
pub async fn put(store: &dyn Store, changes: impl IntoIterator<Item = Change>) -> Committed {
    commit(store, [], changes).await.expect("nothing stands in the way")
}

/// One commit.
pub async fn commit(
    store: &dyn Store,
    guards: impl IntoIterator<Item = Guard>,
    changes: impl IntoIterator<Item = Change>,
) -> Result<Committed> {
    let set = ChangeSet::new(samples::NOW);
    let (guards, changes) = (guards.into_iter().collect(), changes.into_iter().collect());
    store.commit(ChangeSet { guards, changes, ..set }).await
}

/// What rendered answers are known to be current by, besides their record.
pub async fn names_epoch(store: &dyn Store) -> u64 {
    store.read(&Read::default()).await.expect("the store answers").epoch
}

/// Fails unless the commit was refused because of what is stored.
#[track_caller]
pub fn assert_conflict(result: Result<Committed>) {
    assert!(matches!(result, Err(StoreError::Conflict(_))), "expected a conflict, got {result:?}");
}

/// One test for each promise of [`Store`](crate::Store); the argument makes a [`Harness`](crate::conformance::Harness).
#[macro_export]
macro_rules! conformance_tests {
    ($harness:expr) => {
        $crate::conformance_tests! { $harness;
            roundtrip::heads_keep_every_field
            roundtrip::items_keep_every_field
            roundtrip::clients_keep_every_field
            roundtrip::tokens_keep_every_field
            roundtrip::group_ids_keep_every_field
            roundtrip::organizations_keep_every_field
            roundtrip::organizations_are_met_again_once_they_change
            roundtrip::everything_survives_a_restart
            replies::replies_belong_to_who_was_answered
            replies::a_reply_takes_the_place_of_the_one_before
            replies::replies_of_yesterday_are_forgotten
            replies::replies_go_with_the_record_of_who_was_answered
            records::an_unknown_record_has_nothing
            records::snapshots_are_stretches_in_storage_order
            records::several_records_are_read_at_once
            records::an_item_is_found_by_put_code_across_kinds
            records::putting_an_item_again_replaces_it
            records::records_come_in_order_and_in_pages
            records::deleting_a_record_removes_all_of_it
            records::a_version_never_stands_for_two_contents
            records::each_commit_raises_the_version_by_one
            records::the_last_modification_is_the_time_of_the_commit
            records::addresses_find_their_record
            records::public_names_find_their_record
            records::names_of_closed_records_are_not_found
            commits::guards_that_hold_let_the_commit_through
            commits::guards_that_fail_leave_nothing
            commits::a_refused_change_undoes_those_before_it
            commits::an_item_needs_its_record
            commits::an_address_belongs_to_one_record
            commits::an_address_can_move_in_one_commit
            commits::group_ids_are_unique_without_regard_to_case
            commits::a_head_guard_looks_past_items
            commits::only_one_of_two_writers_wins
            commits::a_refusal_leaves_the_others_alone
            identities::identities_follow_their_items
            identities::a_guard_refuses_what_is_there
            identities::items_are_counted
            groups::a_group_is_found_by_its_id
            groups::groups_are_read_by_the_page_and_found_by_name
            groups::clients_are_known_by_their_owner
            groups::reviews_put_their_group_into_use
            groups::groups_are_guarded_while_somebody_decides
            journal::entries_keep_every_field
            journal::there_is_no_deed_without_its_entry_and_no_entry_without_its_deed
            journal::what_was_done_already_is_told_once
            journal::a_page_has_what_somebody_did_and_what_was_done_to_them
            journal::a_period_begins_with_its_first_moment_and_ends_before_its_last
            journal::each_action_is_kept_for_as_long_as_it_says
            journal::a_long_journal_is_found_by_everybody_in_it
            journal::erasure_keeps_ids_of_staff_actions_alone
            log::every_change_has_an_entry_in_order
            log::entries_say_who_and_how_open
            log::consumers_keep_their_place
            log::what_changes_nothing_has_no_entry
            log::the_log_is_read_in_pages
            log::followers_never_skip_an_entry
            log::waiting_ends_with_the_next_commit
            log::entries_are_counted
            log::numbers_grow_across_restarts
            notifications::notifications_keep_every_field
            notifications::an_inbox_has_two_shelves
            notifications::each_mark_is_made_once
            notifications::requests_are_found_by_who_made_them
            notifications::notices_are_added_to_until_they_are_read
            notifications::what_is_too_much_is_put_away
            notifications::what_is_old_is_put_away
            notifications::inboxes_leave_records_and_the_log_alone
            put_codes::leases_never_overlap
            put_codes::leases_never_repeat_after_a_restart
            put_codes::imported_numbers_are_not_handed_out
            put_codes::a_huge_imported_number_is_not_followed
            reads::one_call_finds_what_the_single_calls_find
            reads::one_item_is_the_first_of_its_kinds
            reads::of_one_kind_those_that_are_named_come_with_all_others
            reads::an_owner_is_named_where_somebody_speaks_for_them
            reads::agents_are_named_by_themselves
            reads::what_is_kept_is_current_until_something_in_it_changes
            reads::a_view_stands_for_the_items
            reads::counts_and_identities_come_along
            reads::no_read_is_older_than_the_acknowledgement
            tokens::tokens_are_found_by_refresh
            tokens::revoking_happens_once
            tokens::tokens_leave_records_and_the_log_alone
            views::a_view_is_kept_until_its_record_changes
            views::a_view_of_an_old_version_is_dropped
            views::names_grow_the_epoch
            views::every_change_of_a_client_has_an_epoch
            views::the_epoch_survives_a_restart
            usage::uses_add_up_by_day
            webhooks::a_registration_is_kept_with_what_was_there_before_it
            webhooks::each_client_has_its_own_registration
            webhooks::a_change_makes_all_registrations_on_its_record_due
            webhooks::a_call_covers_what_it_told_and_no_more
            webhooks::a_failure_is_not_hurried_by_further_changes
            webhooks::what_was_given_up_rests_until_it_is_asked_for
            webhooks::lanes_are_told_apart
            webhooks::a_registration_is_called_by_one
            webhooks::the_newest_calls_are_kept
            webhooks::registrations_go_with_their_record_and_their_client
            webhooks::waiting_for_webhooks_ends_when_one_is_due
            freshness::no_read_after_the_acknowledgement_is_older
            freshness::snapshots_never_mix_two_commits
            freshness::revocation_counts_at_once
        }
    };
    ($harness:expr; $($module:ident :: $name:ident)*) => {
        $(
            #[::tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                $crate::conformance::$module::$name(&$harness).await;
            }
        )*
    };
}

#[cfg(test)]
mod tests {
    /// A promise that no adapter runs would be no promise.
    #[test]
    fn every_promise_is_in_the_list() {
        let list = include_str!("conformance.rs");
        let modules = [
            ("commits", include_str!("conformance/commits.rs")),
            ("freshness", include_str!("conformance/freshness.rs")),
            ("identities", include_str!("conformance/identities.rs")),
            ("groups", include_str!("conformance/groups.rs")),
            ("journal", include_str!("conformance/journal.rs")),
            ("log", include_str!("conformance/log.rs")),
            ("notifications", include_str!("conformance/notifications.rs")),
            ("put_codes", include_str!("conformance/put_codes.rs")),
            ("reads", include_str!("conformance/reads.rs")),
            ("records", include_str!("conformance/records.rs")),
            ("roundtrip", include_str!("conformance/roundtrip.rs")),
            ("tokens", include_str!("conformance/tokens.rs")),
            ("views", include_str!("conformance/views.rs")),
            ("usage", include_str!("conformance/usage.rs")),
            ("webhooks", include_str!("conformance/webhooks.rs")),
        ];
        for (module, text) in modules {
            for line in text.lines().filter_map(|it| it.strip_prefix("pub async fn ")) {
                let name = line.split('(').next().unwrap_or(line);
                assert!(list.contains(&format!("{module}::{name}\n")), "{module}::{name} is not run");
            }
        }
    }
}
