//! What can go wrong in a store; no code outside an adapter knows which database it has.

/// Why a store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A guard did not hold, or something that must be unique is there already: read again and decide again.
    #[error("the stored data changed meanwhile: {0}")]
    Conflict(&'static str),
    /// The database cannot be reached or is shutting down; trying again may help.
    #[error("the store is not available: {0}")]
    Unavailable(String),
    /// Nothing can be written, for want of room or permission; what is there can be read. Trying again helps once somebody
    /// made room.
    #[error("the store cannot be written to: {0}")]
    ReadOnly(String),
    /// What was read cannot be understood.
    #[error("stored data is damaged: {0}")]
    Corrupt(String),
}
