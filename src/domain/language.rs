//! The languages that Greenroom speaks to people.
//!
//! Every function that makes words for a person takes a [`Language`]. A new language is a new
//! variant here; the compiler then lists the places that need its words.

/// A language of the bot's own words (not of the question bank).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// English, the first and the default.
    #[default]
    English,
}
