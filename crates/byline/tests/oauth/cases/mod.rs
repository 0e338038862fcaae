//! The published cases of the authorization layer, each at the program itself, with a table of where it is tested.

mod authorize;
mod bearer;
mod delegation;
mod metadata;
mod openid;
mod revocation;
mod token;
mod writes;

use std::collections::BTreeSet;

/// Numbers of cases, and their test.
type Covered = (&'static [u32], fn());

/// Which test covers which cases. The tests are named as functions, so that none goes missing unnoticed.
const COVERAGE: &[Covered] = &[
    (&[1], metadata::case_1_discovery_begins_with_the_published_members),
    (&[2], metadata::case_2_any_site_reads_discovery),
    (&[3], metadata::case_3_keys_are_published),
    (&[4], metadata::case_4_userinfo_answers_preflights),
    (&[5], metadata::case_5_the_token_endpoint_is_not_for_scripts),
    (&[6, 7, 8], authorize::cases_6_to_8_the_first_checks_redirect_nowhere),
    (&[9, 10, 11, 12], authorize::cases_9_to_12_redirects_stay_on_the_registered_segment),
    (&[], authorize::case_11_the_old_rule_is_a_switch),
    (&[13], authorize::case_13_a_query_is_kept),
    (&[14, 15, 17], authorize::cases_14_15_17_scopes_that_cannot_be_asked_for),
    (&[16], authorize::case_16_scopes_of_openid_connect_are_dropped),
    (&[18], authorize::case_18_prompt_none_without_a_session),
    (&[19], authorize::case_19_the_bare_word_in_the_fragment_is_a_switch),
    (&[20, 21], authorize::cases_20_21_prompt_none_with_a_session),
    (&[22], authorize::case_22_prompt_login_shows_the_form),
    (&[23, 24], authorize::cases_23_24_consent_is_asked_once_unless_wished),
    (&[25], authorize::case_25_a_no_is_told),
    (&[26], authorize::case_26_a_deactivated_client_is_named_on_the_page),
    (&[27], authorize::case_27_an_identity_token_in_the_fragment_needs_a_nonce),
    (&[28], authorize::case_28_the_registration_form_comes_filled),
    (&[29], authorize::case_29_the_state_comes_back_as_it_was),
    (&[30, 31], token::cases_30_31_only_forms_are_read),
    (&[32, 33, 34], token::cases_32_to_34_grant_types),
    (&[35, 36], token::cases_35_36_the_header_wins_over_the_body),
    (&[37], token::case_37_a_code_buys_the_published_answer),
    (&[38, 41], token::cases_38_41_the_redirect_uri_may_be_left_out_but_not_be_wrong),
    (&[39], token::case_39_a_second_use_ends_what_came_of_the_first),
    (&[40], token::case_40_a_code_is_of_no_use_to_others),
    (&[42], token::case_42_a_name_that_is_not_public_is_empty),
    (&[43], token::case_43_a_public_client_reads_public_data_for_twenty_years),
    (&[44, 45, 46], token::cases_44_to_46_scopes_that_client_credentials_do_not_give),
    (&[47], token::case_47_revoke_old_ends_the_pair),
    (&[48], token::case_48_a_narrower_shorter_token_beside_the_old),
    (&[49, 50, 51], token::cases_49_to_51_a_refresh_stays_within_its_parent),
    (&[52, 53], token::cases_52_53_a_challenge_has_to_be_answered),
    (&[54, 55], revocation::cases_54_55_either_token_ends_the_pair),
    (&[56, 57], revocation::cases_56_57_success_says_nothing_about_the_token),
    (&[58], writes::case_58_what_the_client_gave_back_deletes_nothing),
    (&[59], openid::case_59_userinfo_refuses_in_one_way),
    (&[60, 62], openid::cases_60_62_userinfo_tells_public_names),
    (&[61], openid::case_61_userinfo_needs_authenticate),
    (&[63], openid::case_63_the_identity_token),
    (&[65], delegation::case_65_a_member_acts_with_the_permission_of_another),
    (&[66], delegation::case_66_an_identity_token_never_ends_for_this),
    (&[67, 68], delegation::cases_67_68_what_is_exchanged_is_checked),
    (&[69, 70, 71], delegation::cases_69_to_71_who_may_act),
    (&[72], delegation::case_72_all_that_the_origin_holds_is_passed_on),
    (&[73, 74], delegation::cases_73_74_less_may_be_asked_for_but_not_more),
    (&[75], writes::case_75_after_a_removal_the_delegate_only_cleans_up),
    (&[76], delegation::case_76_what_the_origin_gave_back_is_gone),
    (&[77, 78], writes::cases_77_78_who_acts_for_another_is_another_source),
    (&[79], writes::case_79_older_versions_do_not_know_of_delegates),
    (&[80], delegation::case_80_the_person_sees_who_acts_through_whom),
    (&[81, 82], delegation::cases_81_82_an_access_token_turns_into_an_identity_token),
    (&[83], writes::case_83_who_speaks_for_the_person_says_so),
    (&[84, 85], bearer::cases_84_85_the_member_api_wants_a_good_token),
    (&[86, 87], bearer::cases_86_87_the_public_api_takes_none_or_a_good_one),
    (&[88], bearer::case_88_the_token_may_be_in_the_query),
    (&[89], bearer::case_89_the_member_api_does_not_serve_public_clients),
    (&[90], bearer::case_90_a_token_is_for_one_record),
    (&[91], writes::case_91_reading_is_not_writing),
    (&[92], writes::case_92_what_the_person_took_back_still_cleans_up),
    (&[93], writes::case_93_a_deactivated_record_ends_its_tokens),
    (&[94, 95], bearer::cases_94_95_records_that_are_not_in_use),
];

/// They need what is not there yet: second factors (64).
const LATER: &[u32] = &[64];

const LAST: u32 = 95;

#[test]
fn every_case_has_its_test() {
    let mut covered = BTreeSet::new();
    for number in COVERAGE.iter().flat_map(|(numbers, _)| *numbers).chain(LATER) {
        assert!(covered.insert(*number), "case {number} is listed twice");
    }
    let missing: Vec<u32> = (1..=LAST).filter(|number| !covered.contains(number)).collect();
    assert!(missing.is_empty() && covered.last() == Some(&LAST), "missing: {missing:?}");
}
