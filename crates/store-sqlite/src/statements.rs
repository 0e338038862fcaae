//! What a store asks of SQLite: which statements, and how many. Only tests listen; in a program this is nothing.

#[cfg(not(test))]
pub use deaf::Heard;
#[cfg(test)]
pub use hearing::{Heard, trace};

#[cfg(not(test))]
mod deaf {
    /// What is asked for one store.
    #[derive(Default)]
    pub struct Heard;

    impl Heard {
        /// What this thread asks from now on, until the next word, is asked for this store.
        pub fn here(&self) {}

        /// The store turns to its database.
        pub fn turn(&self) {}
    }
}

#[cfg(test)]
mod hearing {
    use std::cell::RefCell;
    use std::collections::BTreeSet;
    use std::sync::{Arc, Mutex};

    use byline_store::conformance::calls;
    use rusqlite::Connection;
    use rusqlite::trace::{TraceEvent, TraceEventCodes};

    /// What is asked for one store.
    #[derive(Clone, Default)]
    pub struct Heard(Arc<Mutex<Asked>>);

    #[derive(Default)]
    struct Asked {
        turns: u64,
        statements: u64,
        texts: BTreeSet<String>,
    }

    thread_local! {
        /// SQLite says what it is asked, and not for whom.
        static LISTENER: RefCell<Heard> = RefCell::default();
    }

    impl Heard {
        pub fn here(&self) {
            LISTENER.with_borrow_mut(|listener| *listener = self.clone());
        }

        /// The store turns to its database: it takes a connection, or asks the thread that writes.
        pub fn turn(&self) {
            self.0.lock().unwrap().turns += 1;
        }

        /// What was asked so far.
        pub fn asked(&self) -> calls::Asked {
            let asked = self.0.lock().unwrap();
            calls::Asked { turns: asked.turns, statements: asked.statements }
        }

        /// Each of them once, with single blanks.
        pub fn texts(&self) -> BTreeSet<String> {
            self.0.lock().unwrap().texts.clone()
        }
    }

    pub fn trace(conn: &Connection) {
        let hear = |event: TraceEvent<'_>| {
            let TraceEvent::Stmt(_, sql) = event else { return };
            let sql = sql.split_whitespace().collect::<Vec<_>>().join(" ");
            LISTENER.with_borrow(|listener| {
                let mut asked = listener.0.lock().unwrap();
                asked.statements += 1;
                asked.texts.insert(sql);
            });
        };
        conn.trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(hear));
    }
}
