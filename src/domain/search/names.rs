//! Suggestions for short lists of names: topics, rounds, frameworks.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// How alike a mistyped name must be (Jaro-Winkler, 0 to 1).
const LIKENESS: f64 = 0.82;

/// The names that what is typed may mean, best first and `most` at most; all, in their order,
/// where nothing is typed. Each name is its id and the way people write it; either may be typed.
pub fn suggest_names<'a>(
    names: impl IntoIterator<Item = (&'a str, &'a str)>,
    typed: &str,
    most: usize,
) -> Vec<(&'a str, &'a str)> {
    let typed = typed.trim().to_lowercase();
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::new(
        &typed,
        CaseMatching::Ignore,
        Normalization::Smart,
        AtomKind::Fuzzy,
    );
    let mut ranked: Vec<_> = names
        .into_iter()
        .filter_map(|(id, name)| {
            let ranks =
                [id, name].map(|text| rank(&text.to_lowercase(), &typed, &pattern, &mut matcher));
            Some((ranks.into_iter().flatten().min()?, (id, name)))
        })
        .collect();
    ranked.sort_by_key(|&(rank, _)| rank);
    ranked.truncate(most);
    ranked.into_iter().map(|(_, name)| name).collect()
}

/// How far a name is from what was typed; `None` where it can't be meant.
fn rank(name: &str, typed: &str, pattern: &Pattern, matcher: &mut Matcher) -> Option<u8> {
    if name.starts_with(typed) {
        return Some(u8::from(name != typed && !typed.is_empty()));
    }
    let word_begins = name
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| word.starts_with(typed));
    if word_begins {
        return Some(2);
    }
    if name.contains(typed) {
        return Some(3);
    }
    if strsim::jaro_winkler(name, typed) >= LIKENESS {
        return Some(4);
    }
    let mut buffer = Vec::new();
    pattern
        .score(Utf32Str::new(name, &mut buffer), matcher)
        .map(|_| 5)
}
