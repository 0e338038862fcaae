//! How many bytes of a known number are done: a bar for people, a line now and then for everybody else.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::Duration;

use indicatif::{HumanBytes, ProgressBar, ProgressStyle};

use crate::environment::Stopwatch;

/// Between two lines where there is no bar.
const PAUSE: Duration = Duration::from_secs(30);

pub struct Meter {
    bar: ProgressBar,
    what: &'static str,
    said: Mutex<Stopwatch>,
}

impl Meter {
    /// `what` has become of the bytes.
    pub fn new(what: &'static str) -> Self {
        let bar = match std::io::stderr().is_terminal() && !crate::out::is_for_machines() {
            true => ProgressBar::no_length(),
            false => ProgressBar::hidden(),
        };
        let style = ProgressStyle::with_template("[{bar:24}] {bytes}/{total_bytes} {msg}, {bytes_per_sec}, {eta} left");
        bar.set_style(style.expect("the template is well formed"));
        bar.set_message(what);
        Meter { bar, what, said: Mutex::new(Stopwatch::start()) }
    }

    pub fn show(&self, done: u64, all: u64) {
        self.bar.set_length(all.max(done));
        self.bar.set_position(done);
        if !self.bar.is_hidden() {
            return;
        }
        let mut said = self.said.lock().expect("nobody panics while holding it");
        if said.elapsed() >= PAUSE {
            *said = Stopwatch::start();
            say!("{} of {} {}", HumanBytes(done), HumanBytes(all), self.what);
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
