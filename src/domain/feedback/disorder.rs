//! Whether words make sentences: by how many small words there are, and by pairs of them that no
//! sentence has, such as "the of" or "we with".

use super::similarity::{Role, role};
use super::text::{Text, Token};

/// Texts with fewer words have no order to speak of.
const WORDS_WITH_ORDER: usize = 10;
/// Sentences as they are spoken have more function words in a hundred than this, ...
const FUNCTION_WORDS: usize = 26;
/// ... and notes, as somebody writes them down, more than this, ...
const FUNCTION_WORDS_OF_NOTES: usize = 12;
/// ... in clauses of so many words on average: terms in a row have shorter ones or none at all.
const WORDS_OF_A_NOTE: std::ops::RangeInclusive<usize> = 3..=16;
/// With fewer than so many in a hundred ...
const FEW_FUNCTION_WORDS: usize = 46;
/// ... so many impossible pairs in a thousand words are disorder; ...
const IMPOSSIBLE_AMONG_FEW: usize = 10;
/// ... with more function words it takes this many.
const IMPOSSIBLE: usize = 15;
/// A single impossible pair is a slip.
const SLIPS: usize = 1;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Determiner,
    Preposition,
    Subject,
    Finite,
    Link,
    Joint,
    Other,
}

/// Whether these are terms without the words that make sentences of them, or words in no order.
pub(super) fn is_disordered(answer: &Text) -> bool {
    let words: Vec<&Token> = answer.prose().collect();
    if words.len() < WORDS_WITH_ORDER {
        return false;
    }
    let is_function = |token: &&&Token| role(&token.word) != Role::Content;
    let function_words = words.iter().filter(is_function).count();
    let share = function_words * 100 / words.len();
    let impossible = words.windows(2).filter(|pair| is_impossible(pair)).count();
    let limit = if share < FEW_FUNCTION_WORDS {
        IMPOSSIBLE_AMONG_FEW
    } else {
        IMPOSSIBLE
    };
    let least = if are_notes(&words) {
        FUNCTION_WORDS_OF_NOTES
    } else {
        FUNCTION_WORDS
    };
    share < least || (impossible > SLIPS && impossible * 1000 >= words.len() * limit)
}

/// Whether the words stand in clauses of a length that tells something.
fn are_notes(words: &[&Token]) -> bool {
    let ends = words
        .windows(2)
        .filter(|pair| pair[0].clause != pair[1].clause);
    WORDS_OF_A_NOTE.contains(&(words.len() / (ends.count() + 1)))
}

/// Whether no sentence has these two words side by side.
fn is_impossible(pair: &[&Token]) -> bool {
    use Class::{Determiner, Finite, Joint, Link, Preposition, Subject};
    let classes = (class(&pair[0].word), class(&pair[1].word));
    if pair[0].clause != pair[1].clause {
        return classes.0 == Determiner;
    }
    // Who speaks says a word twice now and then.
    pair[0].word != pair[1].word
        && matches!(
            classes,
            (
                Determiner,
                Determiner | Preposition | Subject | Finite | Link | Joint
            ) | (Preposition, Subject | Finite | Link)
                | (Subject, Determiner | Preposition | Link | Subject)
                | (Link, Link)
                | (Finite, Finite)
        )
}

fn class(word: &str) -> Class {
    match word {
        "the" | "a" | "an" | "my" | "our" | "your" | "their" => Class::Determiner,
        "of" | "for" | "from" | "with" | "at" | "into" | "than" => Class::Preposition,
        "i" | "we" | "they" | "he" | "she" => Class::Subject,
        "is" | "are" | "was" | "were" | "has" | "had" | "does" | "did" | "would" | "will"
        | "could" | "should" | "must" => Class::Finite,
        "and" | "or" | "but" => Class::Link,
        "if" | "so" | "that" | "when" | "who" | "which" | "it" | "to" | "as" | "because"
        | "before" | "after" | "until" | "where" | "by" | "in" | "on" | "be" | "been" | "not"
        | "them" => Class::Joint,
        _ => Class::Other,
    }
}
