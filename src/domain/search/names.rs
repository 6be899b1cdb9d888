//! Suggestions for short lists of names: topics, rounds, frameworks.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// How alike a mistyped name must be (Jaro-Winkler, 0 to 1).
const LIKENESS: f64 = 0.82;

/// How well a name fits what was typed; the best one is the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is what was typed.
    Whole,
    /// It begins so; as every name does where nothing was typed.
    Begins,
    /// One of its words begins so.
    WordBegins,
    /// It has it inside.
    Holds,
    /// It looks like it: a typing error.
    Resembles,
    /// Its letters are in it in their order.
    Letters,
}

impl Fit {
    /// Whether it is surely in the name, and not only like it.
    pub fn is_certain(self) -> bool {
        self <= Self::Holds
    }
}

/// Holds names against what was typed.
pub struct Typed {
    text: String,
    pattern: Pattern,
    matcher: Matcher,
}

impl Typed {
    /// What was typed; case and spaces around it do not matter.
    pub fn new(typed: &str) -> Self {
        let text = typed.trim().to_lowercase();
        Self {
            pattern: Pattern::new(
                &text,
                CaseMatching::Ignore,
                Normalization::Smart,
                AtomKind::Fuzzy,
            ),
            matcher: Matcher::new(Config::DEFAULT),
            text,
        }
    }

    /// The best fit of something that may be typed in any of these ways; `None` where it can't
    /// be meant.
    pub fn fit<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) -> Option<Fit> {
        names
            .into_iter()
            .filter_map(|name| self.fit_one(&name.to_lowercase()))
            .min()
    }

    fn fit_one(&mut self, name: &str) -> Option<Fit> {
        let typed = self.text.as_str();
        if name == typed && !typed.is_empty() {
            return Some(Fit::Whole);
        }
        if name.starts_with(typed) {
            return Some(Fit::Begins);
        }
        let word_begins = name
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| word.starts_with(typed));
        if word_begins {
            return Some(Fit::WordBegins);
        }
        if name.contains(typed) {
            return Some(Fit::Holds);
        }
        if strsim::jaro_winkler(name, typed) >= LIKENESS {
            return Some(Fit::Resembles);
        }
        let mut buffer = Vec::new();
        self.pattern
            .score(Utf32Str::new(name, &mut buffer), &mut self.matcher)
            .map(|_| Fit::Letters)
    }
}

/// The names that what is typed may mean, best first and `most` at most; all, in their order,
/// where nothing is typed. Each name is its id and the way people write it; either may be typed.
pub fn suggest_names<'a>(
    names: impl IntoIterator<Item = (&'a str, &'a str)>,
    typed: &str,
    most: usize,
) -> Vec<(&'a str, &'a str)> {
    let mut typed = Typed::new(typed);
    let mut fitting: Vec<_> = names
        .into_iter()
        .filter_map(|(id, name)| Some((typed.fit([id, name])?, (id, name))))
        .collect();
    fitting.sort_by_key(|&(fit, _)| fit);
    fitting.truncate(most);
    fitting.into_iter().map(|(_, name)| name).collect()
}
