//! Which language a text is in, as far as its small words tell.
//!
//! Made to see an answer in another language than its question, and to be silent in doubt.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Small words by which a language shows, in the order of [`Tongue`]; each list holds words of that language alone as far
/// as that is possible among these languages.
const SMALL_WORDS: [(Tongue, &[&str]); 6] = [
    (
        Tongue::English,
        &[
            "the", "and", "of", "to", "is", "with", "that", "for", "you", "we", "it", "how",
            "what", "would", "your", "are", "this", "from",
        ],
    ),
    (
        Tongue::German,
        &[
            "der", "die", "das", "und", "ich", "wir", "nicht", "ist", "mit", "ein", "eine", "auf",
            "dann", "für", "wurde", "habe", "den", "zu", "von",
        ],
    ),
    (
        Tongue::French,
        &[
            "le", "les", "et", "je", "nous", "pas", "est", "avec", "une", "pour", "dans", "puis",
            "des", "du", "sur", "qui", "la", "un",
        ],
    ),
    (
        Tongue::Spanish,
        &[
            "el", "los", "las", "y", "yo", "con", "para", "por", "una", "del", "que", "como",
            "pero", "luego", "la", "un", "de",
        ],
    ),
    (
        Tongue::Portuguese,
        &[
            "o", "os", "eu", "com", "para", "não", "uma", "um", "do", "da", "que", "como", "mas",
            "depois", "em", "e", "de",
        ],
    ),
    (
        Tongue::Dutch,
        &[
            "het", "een", "en", "ik", "wij", "niet", "is", "met", "van", "voor", "dan", "op",
            "naar", "daarna", "te", "dat", "de",
        ],
    ),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tongue {
    English,
    German,
    French,
    Spanish,
    Portuguese,
    Dutch,
}

/// The places of the languages that have a small word.
static TONGUES_OF: LazyLock<HashMap<&str, Vec<usize>>> = LazyLock::new(|| {
    let mut tongues: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, (_, words)) in SMALL_WORDS.iter().enumerate() {
        for word in *words {
            tongues.entry(word).or_default().push(place);
        }
    }
    tongues
});

/// In bytes.
const LONGEST_SMALL_WORD: usize = 6;

/// What of a text tells its language.
pub(super) struct Sample {
    /// How many small words of each language it has, in the order of the lists.
    small_words: [usize; SMALL_WORDS.len()],
    words: usize,
    foreign_script: bool,
}

impl Sample {
    /// A text by its words in lower case; `all` counts those too that are code.
    pub(super) fn new<'a>(
        prose: impl Iterator<Item = &'a str>,
        all: usize,
        foreign_script: bool,
    ) -> Self {
        let mut small_words = [0; SMALL_WORDS.len()];
        for word in prose.filter(|word| word.len() <= LONGEST_SMALL_WORD) {
            for &tongue in TONGUES_OF.get(word).into_iter().flatten() {
                small_words[tongue] += 1;
            }
        }
        Self {
            small_words,
            words: all,
            foreign_script,
        }
    }

    /// Whether this is clearly another language.
    pub(super) fn is_other_than(&self, other: &Self) -> bool {
        if self.foreign_script != other.foreign_script {
            return true;
        }
        match (self.tongue(), other.tongue()) {
            (Some((own, many)), Some((theirs, _))) => {
                own != theirs && many > 2 * self.small_words[theirs as usize]
            }
            _ => false,
        }
    }

    /// The language with the most small words, and how many those are; `None` for too few.
    fn tongue(&self) -> Option<(Tongue, usize)> {
        let tongues = SMALL_WORDS.iter().map(|&(tongue, _)| tongue);
        let (tongue, many) = tongues
            .zip(self.small_words)
            .rev()
            .max_by_key(|&(_, many)| many)?;
        (many >= 3 && many * 10 >= self.words).then_some((tongue, many))
    }
}

/// Whether over half of the letters are beyond the Latin script.
pub(super) fn is_foreign_script(text: impl Iterator<Item = char>) -> bool {
    let (mut latin, mut other) = (0_usize, 0_usize);
    for c in text.filter(|c| c.is_alphabetic()) {
        if c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c) {
            latin += 1;
        } else {
            other += 1;
        }
    }
    other > latin
}
