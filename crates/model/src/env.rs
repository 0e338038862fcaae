//! What a program gets from outside: the time and randomness, handed in so that tests and the sandbox decide both.

use crate::Timestamp;

/// Tells the time. Implementations: the system's in the binary, a settable one in the sandbox and in tests.
pub trait Clock: Send + Sync {
    /// This moment, to the millisecond, in UTC. It may go backwards: the sandbox's can be set.
    fn now(&self) -> Timestamp;
}

/// Unpredictable bytes, fit for secrets.
pub trait Entropy: Send + Sync {
    /// Fills all of `bytes`. Cannot fail: a program that gets no randomness must not go on.
    fn fill(&self, bytes: &mut [u8]);
}

impl<C: Clock + ?Sized> Clock for std::sync::Arc<C> {
    fn now(&self) -> Timestamp {
        (**self).now()
    }
}

impl<E: Entropy + ?Sized> Entropy for std::sync::Arc<E> {
    fn fill(&self, bytes: &mut [u8]) {
        (**self).fill(bytes);
    }
}
