//! Words that hold sentences together and carry no content of their own.
//!
//! A wider list than the one for cues: in a score over a whole answer, prepositions are noise.

/// What a word does in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::domain::feedback) enum Role {
    /// It says something.
    Content,
    /// It says that something is not so.
    Negation,
    /// An article: a noun must follow, sooner or later.
    Article,
    /// `is`, `have` and their forms.
    Verb,
    /// `and`, `or`.
    Link,
    /// `of`.
    Of,
    /// Any other word without content.
    Function,
}

/// The role of a lower-case word.
pub(in crate::domain::feedback) fn role(word: &str) -> Role {
    if is_negation(word) {
        return Role::Negation;
    }
    // "it's", "we've", "they'd": what stands before the apostrophe decides.
    let word = match word.split_once('\'') {
        Some((start, "s" | "m" | "d" | "ll" | "ve" | "re")) if role(start) != Role::Content => {
            return Role::Function;
        }
        _ => word,
    };
    match word {
        "a" | "an" | "the" => Role::Article,
        "is" | "are" | "was" | "were" | "has" | "have" | "had" => Role::Verb,
        "and" | "or" => Role::Link,
        "of" => Role::Of,
        _ if FUNCTION_WORDS.binary_search(&word).is_ok() => Role::Function,
        _ => Role::Content,
    }
}

fn is_negation(word: &str) -> bool {
    word.ends_with("n't")
        || matches!(
            word,
            "no" | "not"
                | "never"
                | "none"
                | "nor"
                | "neither"
                | "nothing"
                | "cannot"
                | "cant"
                | "dont"
                | "doesnt"
                | "didnt"
                | "isnt"
                | "arent"
                | "wasnt"
                | "wont"
                | "couldnt"
                | "shouldnt"
        )
}

/// In alphabetical order.
const FUNCTION_WORDS: [&str; 116] = [
    "about",
    "above",
    "after",
    "again",
    "against",
    "all",
    "also",
    "am",
    "any",
    "as",
    "at",
    "be",
    "because",
    "been",
    "before",
    "being",
    "below",
    "between",
    "both",
    "but",
    "by",
    "can",
    "could",
    "did",
    "do",
    "does",
    "doing",
    "down",
    "during",
    "each",
    "few",
    "for",
    "from",
    "further",
    "he",
    "her",
    "here",
    "hers",
    "herself",
    "him",
    "himself",
    "his",
    "how",
    "i",
    "if",
    "in",
    "into",
    "it",
    "its",
    "itself",
    "just",
    "let",
    "may",
    "me",
    "might",
    "more",
    "most",
    "must",
    "my",
    "myself",
    "now",
    "off",
    "on",
    "once",
    "only",
    "other",
    "our",
    "ours",
    "ourselves",
    "out",
    "over",
    "own",
    "same",
    "shall",
    "she",
    "should",
    "so",
    "some",
    "such",
    "than",
    "that",
    "their",
    "theirs",
    "them",
    "themselves",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "through",
    "to",
    "too",
    "under",
    "until",
    "up",
    "us",
    "very",
    "we",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "whom",
    "why",
    "will",
    "with",
    "would",
    "you",
    "your",
    "yours",
    "yourself",
    "yourselves",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_can_be_searched() {
        assert!(FUNCTION_WORDS.is_sorted());
    }

    #[test]
    fn roles_are_told_apart() {
        for (word, expected) in [
            ("tree", Role::Content),
            ("don't", Role::Negation),
            ("cannot", Role::Negation),
            ("the", Role::Article),
            ("it's", Role::Function),
            ("they've", Role::Function),
            ("node's", Role::Content),
            ("will", Role::Function),
        ] {
            assert_eq!(role(word), expected, "{word}");
        }
    }
}
