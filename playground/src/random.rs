//! Text that nobody guesses by accident. Not for secrets: everything here is local.

use std::hash::{BuildHasher, RandomState};

/// A token of about sixty characters with a prefix.
pub fn token(prefix: &str) -> String {
    let part = || RandomState::new().hash_one(prefix);
    format!("{prefix}{:016x}{:016x}{:016x}", part(), part(), part())
}
