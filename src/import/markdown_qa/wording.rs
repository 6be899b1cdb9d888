//! By which words and numbers lists show that something is a question.

/// How much a text looks like a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// It does not.
    None,
    /// It begins with a word that questions and statements begin with: "Why it works".
    Weak,
    /// It ends in a question mark, or asks: "Explain ...".
    Strong,
}

/// Words that begin a question, and many a heading.
const OPENINGS: [&str; 20] = [
    "what", "what's", "why", "how", "when", "where", "which", "who", "can", "could", "do", "does",
    "did", "is", "are", "have", "should", "would", "will", "if",
];

/// Words that ask for an answer.
const REQUESTS: [&str; 9] = [
    "explain",
    "describe",
    "tell",
    "discuss",
    "compare",
    "differentiate",
    "define",
    "walk",
    "distinguish",
];

/// Words that ask for an answer with one of [`OBJECTS`] behind them.
const CALLS: [&str; 9] = [
    "name",
    "list",
    "write",
    "design",
    "give",
    "share",
    "implement",
    "outline",
    "imagine",
];

const OBJECTS: [&str; 12] = [
    "a", "an", "the", "some", "your", "any", "all", "me", "at", "two", "three", "you",
];

/// Headings that hold a document together.
const FRAMES: [&str; 17] = [
    "table of contents",
    "contents",
    "toc",
    "index",
    "introduction",
    "overview",
    "about",
    "summary",
    "conclusion",
    "prerequisites",
    "license",
    "credits",
    "contributing",
    "contributors",
    "acknowledgements",
    "disclaimer",
    "how to use this",
];

/// Numbered things of a question list that are questions.
const CASES: [&str; 6] = [
    "scenario",
    "case",
    "problem",
    "exercise",
    "challenge",
    "question",
];

/// How much this looks like a question.
pub(super) fn likeness(text: &str) -> Likeness {
    if ends_as_question(text) {
        return Likeness::Strong;
    }
    let text = unnumbered(text).to_lowercase().replace('’', "'");
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'');
    let mut words = words.filter(|word| !word.is_empty());
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    if second.is_empty() {
        Likeness::None
    } else if REQUESTS.contains(&first) || CALLS.contains(&first) && OBJECTS.contains(&second) {
        Likeness::Strong
    } else if OPENINGS.contains(&first) {
        Likeness::Weak
    } else {
        Likeness::None
    }
}

/// Whether the text ends in a question mark; signs and a remark in brackets may follow it.
fn ends_as_question(text: &str) -> bool {
    let mut text = text.trim();
    if text.ends_with(')')
        && let Some(start) = text.rfind('(').filter(|&start| start > 0)
    {
        text = text[..start].trim();
    }
    let Some(end) = text.rfind(['?', '？']) else {
        return false;
    };
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).take(3).count();
    // A slip of the keyboard may follow the mark.
    letters(&text[..end]) > 0 && letters(&text[end..]) < 2
}

/// Whether a heading only holds its document together.
pub(super) fn is_frame(heading: &str) -> bool {
    FRAMES.contains(&super::labels::words(heading).as_str())
}

/// Whether a heading has a number as questions have it: `1. ...`, `Q1: ...`, `Scenario 1: ...`.
pub(super) fn is_numbered(heading: &str) -> bool {
    let text = without_signs(heading);
    if number(text).is_some() {
        return true;
    }
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    let case = words.next().unwrap_or("").to_lowercase();
    let next = words.find(|word| !word.is_empty()).unwrap_or("");
    CASES.contains(&case.as_str()) && next.starts_with(|c: char| c.is_ascii_digit())
}

/// A number at the beginning, its last part where it has several, and what stands behind it:
/// `1. Why?`, `1) Why?`, `1.2. Why?`, `1.2 Why?`.
pub(super) fn number(text: &str) -> Option<(u32, &str)> {
    let mut parts = 0;
    let mut rest = text;
    let (number, rest) = loop {
        let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = &rest[..rest.len() - after.len()];
        if !(1..=3).contains(&digits.len()) {
            return None;
        }
        parts += 1;
        let number = digits.parse().ok()?;
        match after.strip_prefix('.') {
            Some(next) if next.starts_with(|c: char| c.is_ascii_digit()) => rest = next,
            _ => break (number, after),
        }
    };
    let (rest, is_marked) = match rest.strip_prefix(['.', ')', ':']) {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let rest = rest.trim();
    // "3.5 times" is no number of a chapter.
    let is_chapter = parts > 1 && rest.starts_with(char::is_uppercase);
    (is_marked || is_chapter).then_some((number, rest))
}

/// What stands behind a question's label: `Q7: ...`, `Question 7. ...`, `Q: ...`.
pub(super) fn labelled(text: &str) -> Option<&str> {
    let text = without_signs(text);
    if let Some(rest) = text.strip_prefix("Q:") {
        return Some(rest.trim());
    }
    let rest = text
        .strip_prefix("Question ")
        .or_else(|| text.strip_prefix('Q'))?;
    let rest = rest.trim_start_matches(['.', ' ']);
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = rest.len() - after.len();
    let after = after.trim_start_matches('*');
    let text = after.strip_prefix([':', '.', ')', '-', '–', '—'])?;
    (1..=4).contains(&digits).then(|| text.trim())
}

/// A question's words without its number or label; a sign before that stays.
pub(super) fn unnumbered(text: &str) -> String {
    let words = without_signs(text);
    let signs = &text[..text.len() - words.len()];
    let number = || number(words).map(|(_, rest)| rest);
    let label = words.strip_prefix("Question:").map(str::trim);
    let rest = label.or_else(|| labelled(words));
    let rest = rest.or_else(|| number().filter(|rest| !rest.is_empty()));
    match rest {
        Some(rest) => format!("{} {rest}", signs.replace('*', "").trim())
            .trim()
            .to_owned(),
        None => text.to_owned(),
    }
}

/// A text without stars and pictures before it.
fn without_signs(text: &str) -> &str {
    text.trim_start_matches(|c: char| {
        c == '*' || c.is_whitespace() || !c.is_ascii() && !c.is_alphanumeric()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_told_by_their_words() {
        for text in [
            "Why?",
            "What is a journal? 👶",
            "Who closes it? (asked twice)",
            "**Why so?**",
            "What is a journal? ⭐I",
            "Explain the journal",
            "3. Describe a journal",
            "Tell me about a journal.",
            "Name three journals",
        ] {
            assert_eq!(likeness(text), Likeness::Strong, "{text}");
        }
        for text in ["Why it works", "2. How to undo it"] {
            assert_eq!(likeness(text), Likeness::Weak, "{text}");
        }
        for text in [
            "Storage",
            "Explain",
            "List of tools",
            "Name resolution",
            "(?)",
            "",
        ] {
            assert!(likeness(text) < Likeness::Strong, "{text}");
        }
    }

    #[test]
    fn numbers_and_labels_go() {
        for (text, rest) in [
            ("1. Why?", "Why?"),
            ("1.2. Why?", "Why?"),
            ("1.2 Why?", "Why?"),
            ("🟢 Q7. Why?", "🟢 Why?"),
            ("Question 7: Why?", "Why?"),
            ("Question: Why?", "Why?"),
            ("**4) Why?**", "Why?**"),
            ("1.5 pods?", "1.5 pods?"),
            ("100 pods?", "100 pods?"),
            ("2024. A year", "2024. A year"),
            ("Q7:", ""),
            ("7.", "7."),
        ] {
            assert_eq!(unnumbered(text), rest, "{text}");
        }
        assert!(is_numbered("🐧 Scenario 3: a host answers slowly"));
        assert!(!is_numbered("Section 3: hosts") && !is_numbered("Scenarios"));
    }
}
