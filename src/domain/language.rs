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

impl Language {
    /// Every language.
    pub const ALL: [Self; 1] = [Self::English];

    /// Its code, as Discord writes it without a region.
    ///
    /// Source: <https://docs.discord.com/developers/reference#locales>.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
        }
    }

    /// Its name in itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
        }
    }

    /// The language of this code.
    pub fn parse(code: &str) -> Option<Self> {
        let code = code.trim();
        Self::ALL
            .into_iter()
            .find(|language| language.code().eq_ignore_ascii_case(code))
    }
}
