//! People's ways through the pages, walked by a browser; each page that is met is also held to the rules of
//! accessibility, in two sizes and two colour schemes (`tests/browser/`).

use std::process::Command;

use crate::support::{Running, browser_needs, root, skip, text};

fn walk(journey: &str) {
    let Some((chromium, modules)) = browser_needs() else {
        return skip(journey, "no browser or no JavaScript packages; `cargo xtask test` gets them");
    };
    let sandbox = Running::sandbox::<[&str; 0]>([]);
    let output = Command::new("node")
        .arg(root().join("crates/byline/tests/browser/journeys.mjs"))
        .args([journey, &sandbox.url("")])
        .env("BYLINE_CHROMIUM", chromium)
        .env("BYLINE_NODE_MODULES", modules.canonicalize().expect("the folder is there"))
        .output()
        .expect("node starts");
    assert!(output.status.success(), "{}\n{}", text(&output.stdout), text(&output.stderr));
    assert_eq!(text(&output.stdout).trim(), format!("walked {journey}"));
}

/// REG-02
#[test]
fn somebody_new_registers_for_a_client_and_agrees() {
    walk("register");
}

#[test]
fn somebody_with_a_name_that_is_here_is_asked_first() {
    walk("here");
}

/// REG-80
#[test]
fn consent_is_asked_for_once_and_can_be_refused() {
    walk("consent");
}

#[test]
fn forms_that_come_late_lead_back_to_what_they_were_for() {
    walk("late");
}

#[test]
fn bad_requests_send_nobody_anywhere() {
    walk("errors");
}

#[test]
fn wrong_passwords_lock_for_a_while() {
    walk("lockout");
}

/// REG-16
#[test]
fn a_forgotten_password_is_replaced() {
    walk("reset");
}

/// REG-81
#[test]
fn taking_back_a_permission_ends_what_was_passed_on() {
    walk("trusted");
}

/// REG-83
#[test]
fn an_inbox_is_read_answered_and_archived() {
    walk("inbox");
}

/// REG-37, REG-97
#[test]
fn a_record_is_edited_without_scripts() {
    walk("edit");
}

/// REG-51
#[test]
fn works_are_sorted_looked_through_and_turned_over_without_scripts() {
    walk("works");
}

/// REG-69
#[test]
fn people_are_found_with_the_keyboard_alone() {
    walk("search");
}

#[test]
fn links_of_captured_mails_can_be_followed() {
    walk("mail");
}

/// REG-98
#[test]
fn a_phone_in_arabic_runs_from_the_right() {
    walk("arabic");
}

#[test]
fn languages_are_chosen_without_scripts_and_fit_a_phone() {
    walk("languages");
}

/// REG-97
#[test]
fn every_page_is_for_everybody() {
    walk("pages");
}
