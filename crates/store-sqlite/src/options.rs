//! How a database is opened.

/// Sizes of a store; the defaults suit a server. What is acknowledged is durable whatever they are.
#[derive(Clone, Debug)]
pub struct Options {
    /// Threads that read whole records, each with its own connection.
    pub readers: usize,
    /// Connections for single rows that are read inline.
    pub lookups: usize,
    /// How much of the file may be mapped into memory, in bytes.
    pub mapped: u64,
    /// Page cache of the writer, in bytes; imports gain from more.
    pub writer_cache: u64,
    /// How many heads, and how many tokens, are kept in memory.
    pub cached: usize,
    /// Past this length, in bytes, the writer itself moves the write-ahead log into the database.
    pub longest_log: u64,
}

impl Default for Options {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Options {
            readers: cores,
            lookups: cores,
            mapped: 1 << 30,
            writer_cache: 64 << 20,
            cached: 100_000,
            longest_log: 64 << 20,
        }
    }
}

impl Options {
    /// What a sandbox or a test needs: little memory.
    pub fn small() -> Self {
        Options {
            readers: 2,
            lookups: 2,
            mapped: 256 << 20,
            writer_cache: 8 << 20,
            cached: 10_000,
            ..Options::default()
        }
    }
}
