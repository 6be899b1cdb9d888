//! Kinds of English words that tell how something is said: deeds in the past, adverbs, figures.
//!
//! By lists and endings alone. In doubt a word is of no kind.

/// Irregular verbs of doing in the past, in alphabetical order. Forms that are also present or a
/// noun are here where people mostly mean the past in a story.
const IRREGULAR_DEEDS: [&str; 67] = [
    "began", "bought", "broke", "brought", "built", "came", "caught", "chose", "cut", "dealt",
    "did", "drew", "drove", "dug", "flew", "fought", "found", "froze", "gave", "got", "held",
    "hid", "hit", "kept", "laid", "led", "left", "lent", "let", "made", "met", "oversaw", "paid",
    "put", "ran", "rebuilt", "redid", "rewrote", "said", "sat", "sent", "set", "shook", "shot",
    "shut", "sold", "sought", "spent", "split", "spoke", "spun", "stood", "stuck", "swept",
    "taught", "threw", "told", "took", "tore", "undid", "went", "withdrew", "woke", "won", "wound",
    "wrote", "wrung",
];

/// Words in -ed that are no deeds: states, feelings, needs, and what is no verb.
const NO_DEEDS: [&str; 46] = [
    "aged",
    "agreed",
    "appeared",
    "based",
    "believed",
    "bored",
    "complained",
    "concerned",
    "decided",
    "depended",
    "embed",
    "exceed",
    "excited",
    "existed",
    "expected",
    "failed",
    "feed",
    "frustrated",
    "happened",
    "hoped",
    "hundred",
    "indeed",
    "interested",
    "joined",
    "lacked",
    "learned",
    "liked",
    "loved",
    "needed",
    "noticed",
    "offered",
    "owned",
    "proceed",
    "promised",
    "realised",
    "realized",
    "relied",
    "remained",
    "resigned",
    "scared",
    "seemed",
    "speed",
    "struggled",
    "volunteered",
    "wanted",
    "worried",
];

/// Adverbs without -ly that stand between a person and what they do.
const ADVERBS: [&str; 22] = [
    "already",
    "also",
    "always",
    "basically",
    "both",
    "even",
    "first",
    "just",
    "later",
    "myself",
    "never",
    "next",
    "now",
    "often",
    "once",
    "only",
    "soon",
    "still",
    "then",
    "therefore",
    "thus",
    "too",
];

/// Whether a lower-case word is a verb of doing in the past: `rebuilt`, `asked`.
pub(super) fn is_deed(word: &str) -> bool {
    if IRREGULAR_DEEDS.binary_search(&word).is_ok() {
        return true;
    }
    word.len() > 4 && word.ends_with("ed") && NO_DEEDS.binary_search(&word).is_err()
}

/// Whether a lower-case word tells of the past, be it a deed or a state: `asked`, `wanted`, `knew`.
pub(super) fn is_past(word: &str) -> bool {
    const STATES: [&str; 20] = [
        "became", "could", "couldn't", "did", "didn't", "fell", "felt", "grew", "had", "hadn't",
        "knew", "lost", "meant", "rose", "saw", "thought", "was", "wasn't", "were", "weren't",
    ];
    const NO_VERBS: [&str; 7] = [
        "embed", "exceed", "feed", "hundred", "indeed", "proceed", "speed",
    ];
    is_deed(word)
        || STATES.contains(&word)
        || (word.len() > 4 && word.ends_with("ed") && !NO_VERBS.contains(&word))
}

/// Whether a lower-case word says how or when something is done.
pub(super) fn is_adverb(word: &str) -> bool {
    ADVERBS.binary_search(&word).is_ok() || (word.len() > 4 && word.ends_with("ly"))
}

/// Whether a lower-case word is a figure, in digits or in words.
pub(super) fn is_figure(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        || matches!(
            word,
            "percent"
                | "half"
                | "halved"
                | "halving"
                | "twice"
                | "doubled"
                | "tripled"
                | "two"
                | "three"
                | "four"
                | "five"
                | "six"
                | "seven"
                | "eight"
                | "nine"
                | "ten"
                | "eleven"
                | "twelve"
                | "fifteen"
                | "twenty"
                | "thirty"
                | "forty"
                | "fifty"
                | "sixty"
                | "seventy"
                | "eighty"
                | "ninety"
                | "zero"
                | "hundred"
                | "hundreds"
                | "thousand"
                | "thousands"
                | "million"
                | "millions"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_can_be_searched() {
        assert!(IRREGULAR_DEEDS.is_sorted());
        assert!(ADVERBS.is_sorted());
        assert!(NO_DEEDS.is_sorted());
    }

    #[test]
    fn deeds_and_states_are_past() {
        for word in ["asked", "wanted", "needed", "knew", "was", "couldn't"] {
            assert!(is_past(word), "{word}");
        }
        for word in ["ask", "hundred", "indeed", "is", "will", "red"] {
            assert!(!is_past(word), "{word}");
        }
    }

    #[test]
    fn deeds_are_told_from_states() {
        for deed in ["rebuilt", "asked", "migrated", "ran"] {
            assert!(is_deed(deed), "{deed}");
        }
        for word in ["was", "needed", "hundred", "runs", "red", "believed"] {
            assert!(!is_deed(word), "{word}");
        }
    }
}
