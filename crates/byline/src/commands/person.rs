//! `byline person`: people of a registry that keeps its data.

use std::io::Read;
use std::sync::Arc;

use anyhow::Context;
use byline_accounts::{Accounts, IdBlock, Registration, RegistrationError, Settings as AccountSettings};
use byline_model::env::Clock;
use byline_store::AccountStore;
use serde_json::json;

use crate::arguments::{PersonArguments, PersonCommand, PersonCreateArguments};
use crate::commands::Outcome;
use crate::commands::import::settings;
use crate::config::Settings;
use crate::environment::{SystemClock, SystemEntropy};
use crate::home::{Home, Purpose};
use crate::out;

/// Longer input is no password.
const LONGEST: u64 = 4096;

pub fn run(arguments: &PersonArguments) -> anyhow::Result<Outcome> {
    let PersonCommand::Create(arguments) = &arguments.command;
    let settings = settings(&arguments.store)?;
    Home::of(&settings)?.run(Purpose::Little, Some(1), |store| create(store, &settings, arguments))
}

async fn create(
    store: Arc<dyn AccountStore>,
    settings: &Settings,
    arguments: &PersonCreateArguments,
) -> anyhow::Result<Outcome> {
    let password = read_password()?;
    let base_url = settings.known_base_url().to_string();
    let rules = AccountSettings { ids: IdBlock::new(settings.mint.range())?, ..AccountSettings::default() };
    let accounts = Accounts::new(store, Arc::new(SystemEntropy), &base_url, rules);
    let form = Registration {
        given_names: arguments.given_names.clone(),
        family_name: arguments.family_name.clone(),
        email: arguments.email.clone(),
        email_again: arguments.email.clone(),
        password: password.clone(),
        password_again: password,
        default_visibility: Some(arguments.default_visibility),
        terms: true,
        processing: true,
        locale: arguments.locale,
        ..Registration::default()
    };
    let now = SystemClock.now();
    match accounts.create(&form, now).await {
        Ok(orcid) => {
            out::line(&json!({ "orcid": orcid.to_string() }).to_string())?;
            Ok(Outcome::Done)
        }
        Err(RegistrationError::Problems(problems)) => {
            for problem in problems {
                say!("byline: {}", words(&problem));
            }
            Ok(Outcome::Incomplete)
        }
        Err(error) => Err(error.into()),
    }
}

/// All of standard input but the end of its line.
fn read_password() -> anyhow::Result<String> {
    let mut text = String::new();
    std::io::stdin().take(LONGEST).read_to_string(&mut text).context("cannot read the password from standard input")?;
    let password = text.trim_end_matches(['\r', '\n']);
    anyhow::ensure!(!password.is_empty(), "no password came by standard input");
    Ok(password.to_owned())
}

fn words(problem: &byline_accounts::RegistrationProblem) -> String {
    use byline_accounts::RegistrationProblem as P;
    match problem {
        P::GivenNamesMissing => "--given-names: needs a name".into(),
        P::GivenNamesTooLong => "--given-names: is too long".into(),
        P::FamilyNameTooLong => "--family-name: is too long".into(),
        P::EmailInvalid { .. } => "--email: expected an e-mail address".into(),
        P::EmailTaken { by, .. } => format!("--email: a record has this address already, and is {}", by.as_str()),
        P::Password(problem) => problem.to_string(),
        // The form above cannot have these.
        P::EmailsDiffer | P::EmailRepeated { .. } => "--email: stands there twice".into(),
        P::VisibilityMissing => "--default-visibility: is needed".into(),
        P::TermsNotAccepted | P::ProcessingNotAccepted => "the terms are not accepted".into(),
    }
}
