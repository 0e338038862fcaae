//! `byline mail`: whether mail can be sent, and what became of it.

use anyhow::Context;
use byline_jobs::mail::{Session, shortened};
use byline_model::Timestamp;
use byline_model::env::Clock;
use byline_store::{Delivery, Mail, Page, Stretch, Walk};
use serde_json::json;

use crate::arguments::{MailArguments, MailCommand, MailRetryArguments, MailTestArguments, StoreArguments};
use crate::beside::Beside;
use crate::commands::import::settings;
use crate::commands::{Outcome, counted};
use crate::config::Settings;
use crate::environment::SystemClock;
use crate::home::Home;
use crate::{out, runtime};

/// More are counted, not listed: nobody reads them one by one.
const LISTED: usize = 1000;

pub fn run(arguments: &MailArguments) -> anyhow::Result<Outcome> {
    match &arguments.command {
        MailCommand::Test(arguments) => runtime::block_on(Some(1), test(arguments))?,
        MailCommand::List { store, json } => home(store)?.beside(|registry| list(registry, *json)),
        MailCommand::Retry(arguments) => home(&arguments.store)?.beside(|registry| retry(registry, arguments)),
    }
}

fn home(arguments: &StoreArguments) -> anyhow::Result<Home> {
    Home::existing(&settings(arguments)?)
}

async fn test(arguments: &MailTestArguments) -> anyhow::Result<Outcome> {
    let settings = Settings::load(&arguments.settings)?;
    let mail = settings
        .mail
        .as_ref()
        .context("mail is not configured: give --mail-server and --mail-from, or a settings file that has [mail]")?;
    let base_url = settings.known_base_url();
    let relay = mail.relay(&base_url).map_err(|unusable| unusable.set_by(&arguments.settings))?;
    let text = format!("If you can read this, the registry at {base_url} can send mail.\n");
    let html = format!("<p>{}</p>", text.trim_end());
    let letter = Mail::new(&arguments.to.to_string(), "A test from your registry", text, html, SystemClock.now());
    let letter = mail.letterhead(&base_url).write(&letter)?;
    let mut session = Session::open(&relay).await.with_context(|| format!("{} cannot be used", mail.server))?;
    let how = if session.is_encrypted() { "encrypted" } else { "not encrypted" };
    let login = if mail.login.is_some() { ", signed in" } else { "" };
    say!("connected to {}, {how}{login}", mail.server);
    let taken = session.hand_over(&letter).await.with_context(|| format!("{} did not take the mail", mail.server))?;
    say!("the server has it: {}", taken.answer);
    session.close().await;
    Ok(Outcome::Done)
}

async fn list(registry: Beside, as_json: bool) -> anyhow::Result<Outcome> {
    let Page { rows: mails, next } = registry.unsent_mails(Stretch::first(LISTED)).await?;
    let now = SystemClock.now();
    if as_json {
        let rows: Vec<_> = mails.iter().filter_map(Row::of).map(|row| row.json()).collect();
        out::line(&serde_json::to_string_pretty(&rows)?)?;
    } else {
        for row in mails.iter().filter_map(Row::of) {
            out::line(&row.line(now))?;
        }
    }
    let refused = mails.iter().filter(|it| matches!(it.delivery, Delivery::Refused { .. })).count();
    let and_more = if next.is_some() { ", and there are more" } else { "" };
    say!("{} waiting, {refused} refused{and_more}", mails.len() - refused);
    Ok(Outcome::Done)
}

/// One line of the list.
struct Row<'a> {
    mail: &'a Mail,
    state: &'static str,
    tries: u32,
    /// When it is due, or was refused.
    at: Timestamp,
    reason: Option<&'a str>,
}

impl<'a> Row<'a> {
    fn of(mail: &'a Mail) -> Option<Self> {
        match &mail.delivery {
            Delivery::Sent(_) => None,
            Delivery::Waiting { tries, due, reason } => {
                Some(Row { mail, state: "waiting", tries: *tries, at: *due, reason: reason.as_deref() })
            }
            Delivery::Refused { tries, at, reason } => {
                Some(Row { mail, state: "refused", tries: *tries, at: *at, reason: Some(reason) })
            }
        }
    }

    fn line(&self, now: Timestamp) -> String {
        let Row { mail, state, tries, reason, .. } = self;
        let age = length(now.millis() - mail.created.millis());
        let noun = if *tries == 1 { "try" } else { "tries" };
        let to = shortened(&mail.to);
        let line = format!("{:<6} {state} {age:>4} {tries:>3} {noun:<5} {to:<26} {}", mail.id, reason.unwrap_or(""));
        line.trim_end().to_owned()
    }

    fn json(&self) -> serde_json::Value {
        let Row { mail, state, tries, at, reason } = self;
        let when = if *state == "refused" { "refused" } else { "due" };
        json!({
            "id": mail.id,
            "state": state,
            "to": shortened(&mail.to),
            "created": mail.created.to_string(),
            "tries": tries,
            when: at.to_string(),
            "reason": reason,
        })
    }
}

/// In the largest unit that fits.
fn length(millis: i64) -> String {
    match millis.max(0) / 1000 {
        seconds @ ..60 => format!("{seconds}s"),
        seconds @ ..3600 => format!("{}m", seconds / 60),
        seconds @ ..86_400 => format!("{}h", seconds / 3600),
        seconds => format!("{}d", seconds / 86_400),
    }
}

async fn retry(registry: Beside, arguments: &MailRetryArguments) -> anyhow::Result<Outcome> {
    let now = SystemClock.now();
    let mut ids = arguments.ids.clone();
    if arguments.all {
        let mut walk = Walk::by(LISTED);
        while let Some(stretch) = walk.stretch() {
            ids.extend(walk.on(registry.unsent_mails(stretch).await?).iter().map(|it| it.id));
        }
    }
    let mut due = 0;
    let mut outcome = Outcome::Done;
    for id in ids {
        match registry.retry_mail(id, now).await? {
            true => due += 1,
            false => {
                say!("byline: no mail {id} waits or was refused");
                outcome = Outcome::Incomplete;
            }
        }
    }
    match due {
        0 => say!("nothing to retry"),
        due => say!("{} will be tried again within ten seconds, or once the server runs", counted(due, "mail")),
    }
    Ok(outcome)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_short() {
        let shown = [-5, 59_999, 60_000, 3_599_999, 3_600_000, 86_400_000 * 3].map(length);
        assert_eq!(shown, ["0s", "59s", "1m", "59m", "1h", "3d"]);
    }

    #[test]
    fn lines_shorten_addresses() {
        let mut mail = Mail::new("ada@example.org", "s", String::new(), String::new(), Timestamp::EPOCH);
        mail.id = 7;
        mail.delivery = Delivery::Refused { tries: 2, at: Timestamp::EPOCH, reason: "nobody there".into() };
        let line = Row::of(&mail).unwrap().line(Timestamp::EPOCH.plus_seconds(61));
        assert_eq!(line, "7      refused   1m   2 tries a…@example.org             nobody there");
    }
}
