//! Who waits for something, and how they hear of it.
//!
//! What a node commits wakes its own at once. Others hear of it by `NOTIFY`, which is sent after the commit and not in it:
//! in a transaction it would make all commits queue for one lock. It may be lost, so every node also looks by itself now
//! and then. Nothing is decided by it: whoever wakes reads what there is.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use byline_store::StoreError;
use tokio::sync::{Notify, watch};
use tokio_postgres::{AsyncMessage, Client};

use crate::change::Effects;
use crate::options::Options;

/// How often the log is looked at, whatever is heard.
const LOOK: Duration = Duration::from_millis(500);
/// How long others are not told again.
const PAUSE: Duration = Duration::from_millis(20);
const CHANNEL: &str = "byline";

/// What there is to be heard.
pub struct Bell {
    /// The newest number in the log that is known of.
    newest: watch::Sender<u64>,
    mails: watch::Sender<u64>,
    webhooks: watch::Sender<u64>,
    to_tell: Kinds,
    told: Kinds,
}

/// What happened, until somebody asks.
#[derive(Default)]
struct Kinds {
    log: AtomicBool,
    mails: AtomicBool,
    webhooks: AtomicBool,
    any: Notify,
}

impl Kinds {
    fn of(&self, name: &str) -> Option<&AtomicBool> {
        match name {
            "log" => Some(&self.log),
            "mails" => Some(&self.mails),
            "webhooks" => Some(&self.webhooks),
            _ => None,
        }
    }

    fn set(&self, name: &str) {
        if let Some(kind) = self.of(name) {
            kind.store(true, Ordering::Release);
            self.any.notify_one();
        }
    }

    fn take(&self, name: &str) -> bool {
        self.of(name).is_some_and(|kind| kind.swap(false, Ordering::AcqRel))
    }
}

impl Bell {
    /// With the newest number there is.
    pub fn new(newest: u64) -> Self {
        Bell {
            newest: watch::Sender::new(newest),
            mails: watch::Sender::new(0),
            webhooks: watch::Sender::new(0),
            to_tell: Kinds::default(),
            told: Kinds::default(),
        }
    }

    /// After a commit of this node.
    pub fn committed(&self, sequence: u64, effects: Effects) {
        if sequence > 0 {
            self.seen(sequence);
            self.to_tell.set("log");
        }
        for (bell, more, name) in
            [(&self.mails, effects.mails, "mails"), (&self.webhooks, effects.webhooks, "webhooks")]
        {
            if more > 0 {
                bell.send_modify(|count| *count += more);
                self.to_tell.set(name);
            }
        }
    }

    fn seen(&self, sequence: u64) {
        self.newest.send_if_modified(|newest| {
            let is_newer = sequence > *newest;
            *newest = sequence.max(*newest);
            is_newer
        });
    }

    pub async fn log_beyond(&self, cursor: u64) -> u64 {
        beyond(&self.newest, cursor).await
    }

    pub async fn mails_beyond(&self, seen: u64) -> u64 {
        beyond(&self.mails, seen).await
    }

    pub async fn webhooks_beyond(&self, seen: u64) -> u64 {
        beyond(&self.webhooks, seen).await
    }
}

/// Waits until there is more than `seen`.
async fn beyond(number: &watch::Sender<u64>, seen: u64) -> u64 {
    match number.subscribe().wait_for(|number| *number > seen).await {
        Ok(number) => *number,
        Err(_) => seen, // the sender is ours and cannot be gone
    }
}

/// Listens, tells and looks until it is aborted, on a connection of its own, which is made anew when it is lost.
pub async fn attend(bell: Arc<Bell>, options: Options) {
    loop {
        if let Err(error) = attend_once(&bell, &options).await {
            tracing::warn!(%error, "the connection that listens for changes was lost");
        }
        tokio::time::sleep(LOOK).await;
    }
}

async fn attend_once(bell: &Arc<Bell>, options: &Options) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let connected = options.connect(&options.config()).await.map_err(StoreError::from);
    let (client, mut connection) = connected?;
    let hears = Arc::clone(bell);
    let own: i32 = {
        let listening = async {
            client.batch_execute(&format!("LISTEN {CHANNEL}")).await?;
            client.query_one("SELECT pg_backend_pid()", &[]).await?.try_get(0)
        };
        let drive = std::future::poll_fn(|context| connection.poll_message(context));
        tokio::select! {
            biased;
            own = listening => own?,
            _ = drive => return Err("it was closed".into()),
        }
    };
    let driver = tokio::spawn(async move {
        while let Some(Ok(message)) = std::future::poll_fn(|context| connection.poll_message(context)).await {
            if let AsyncMessage::Notification(it) = message
                && it.process_id() != own
            {
                hears.told.set(it.payload());
            }
        }
    });
    let _ends = AbortOnDrop(driver);
    loop {
        tokio::select! {
            () = bell.to_tell.any.notified() => {
                tell(bell, &client).await?;
                tokio::time::sleep(PAUSE).await;
            }
            () = bell.told.any.notified() => {}
            () = tokio::time::sleep(LOOK) => bell.told.set("log"),
        }
        for (counter, name) in [(&bell.mails, "mails"), (&bell.webhooks, "webhooks")] {
            if bell.told.take(name) {
                counter.send_modify(|count| *count += 1);
            }
        }
        if bell.told.take("log") {
            let newest = client.query_one("SELECT coalesce((SELECT max(sequence) FROM change_log), 0)", &[]).await?;
            bell.seen(newest.try_get::<_, i64>(0)?.cast_unsigned());
        }
    }
}

async fn tell(bell: &Bell, client: &Client) -> Result<(), tokio_postgres::Error> {
    for name in ["log", "mails", "webhooks"] {
        if bell.to_tell.take(name) {
            client.execute("SELECT pg_notify($1, $2)", &[&CHANNEL, &name]).await?;
        }
    }
    Ok(())
}

/// A task that ends with whoever has this.
pub struct AbortOnDrop(pub tokio::task::JoinHandle<()>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}
