//! What is an answer and what is conversation, decided from the words and their circumstances.
//!
//! The rules are those of the product's page on answering: a person's first run of messages of
//! at least twelve words, not a reply to another member, until some seconds of quiet, is one
//! answer; once they were coached on that card, what they write is conversation, unless they
//! mention the bot. What they add within ten minutes joins a typed answer.

use jiff::{SignedDuration, Timestamp};
use unicode_segmentation::UnicodeSegmentation;

use super::session::{Attempt, Source};

/// The longest answer that is taken, in UTF-16 code units: the limit of a modal's input.
pub const LONGEST_ANSWER: usize = 4000;

/// The numbers behind the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswerRules {
    /// How long a person must be quiet before what they typed counts as one answer.
    pub quiet: SignedDuration,
    /// For how long additions join an answer.
    pub join: SignedDuration,
    /// How many words a typed answer has at least.
    pub least_words: usize,
}

impl Default for AnswerRules {
    fn default() -> Self {
        Self {
            quiet: SignedDuration::from_secs(45),
            join: SignedDuration::from_mins(10),
            least_words: 12,
        }
    }
}

/// Why a text can't be an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAnAnswer {
    /// Nothing but white space.
    Empty,
    /// No letter and no digit: only emoji or punctuation.
    NoWords,
}

/// Takes a text that a person gave as their answer on purpose (modal, mention, message command).
///
/// # Errors
/// When there is no word in it. Length is never an error: a longer text is a longer answer.
pub fn given_on_purpose(text: &str) -> Result<&str, NotAnAnswer> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
    if text.is_empty() {
        Err(NotAnAnswer::Empty)
    } else if text.chars().any(char::is_alphanumeric) {
        Ok(text)
    } else {
        Err(NotAnAnswer::NoWords)
    }
}

/// Zero-width and other format characters that people can't see.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{fe0f}')
}

/// How many words a text has, by Unicode's word borders (UAX #29).
pub fn count_words(text: &str) -> usize {
    text.unicode_words().count()
}

/// What a typed message is, on a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// Meant as an answer: it mentions us.
    OnPurpose,
    /// May become an answer, once its author is quiet.
    Draft,
    /// Joins the answer that its author gave a short while ago.
    Addition,
    /// Talk among people.
    Conversation,
}

/// The circumstances of a typed message.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances<'a> {
    /// Its words, without a mention of us.
    pub text: &'a str,
    /// When it was written.
    pub at: Timestamp,
    /// Whether it mentions us.
    pub mentions_us: bool,
    /// Whether it replies to a person other than its author and us.
    pub replies_to_a_member: bool,
    /// Its author's newest attempt on the card.
    pub last_attempt: Option<&'a Attempt>,
}

/// Decides what a typed message is.
pub fn hear(rules: &AnswerRules, message: Circumstances<'_>) -> Heard {
    if message.mentions_us {
        return Heard::OnPurpose;
    }
    if message.replies_to_a_member {
        return Heard::Conversation;
    }
    match message.last_attempt {
        None => Heard::Draft,
        Some(attempt) if joins(rules, attempt, message.text, message.at) => Heard::Addition,
        Some(_) => Heard::Conversation,
    }
}

fn joins(rules: &AnswerRules, attempt: &Attempt, text: &str, at: Timestamp) -> bool {
    let typed = matches!(
        attempt.source,
        Source::Message | Source::Mention | Source::Direct
    );
    let soon = at.duration_since(attempt.created) <= rules.join;
    typed && !attempt.private && soon && !is_small_talk(text)
}

/// Words that people say to each other after an answer; they must not be glued to it.
///
/// A short message counts as small talk when it opens with thanks, agreement or a greeting, and
/// so do questions of a few words and messages without a word.
pub fn is_small_talk(text: &str) -> bool {
    const OPENERS: [&str; 38] = [
        "thanks", "thank", "thx", "ty", "cheers", "nice", "cool", "great", "good", "awesome",
        "lol", "haha", "ok", "okay", "yes", "yeah", "yep", "no", "nope", "sure", "hi", "hello",
        "hey", "wow", "same", "agreed", "agree", "exactly", "right", "true", "done", "well",
        "welcome", "sorry", "oops", "brb", "bye", "gg",
    ];
    const SHORT: usize = 8;
    const VERY_SHORT: usize = 4;
    let words: Vec<String> = text.unicode_words().map(str::to_lowercase).collect();
    let opens_so = words
        .first()
        .is_some_and(|word| OPENERS.contains(&word.as_str()));
    let asks = text.trim_end().ends_with('?');
    words.len() < VERY_SHORT || (words.len() < SHORT && (opens_so || asks))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{AttemptId, CardId, UserId};

    fn attempt(source: Source, private: bool) -> Attempt {
        Attempt {
            id: AttemptId::new(1).expect("positive"),
            card: CardId::new(1).expect("positive"),
            person: UserId::new(7).expect("positive"),
            number: 1,
            source,
            private,
            text: "words".into(),
            author: None,
            shown: None,
            coached: None,
            created: Timestamp::UNIX_EPOCH,
        }
    }

    #[track_caller]
    fn check(text: &str, seconds_later: i64, last: Option<&Attempt>, expected: Heard) {
        let heard = hear(
            &AnswerRules::default(),
            Circumstances {
                text,
                at: Timestamp::from_second(seconds_later).expect("in range"),
                mentions_us: false,
                replies_to_a_member: false,
                last_attempt: last,
            },
        );
        assert_eq!(heard, expected, "{text}");
    }

    #[test]
    fn a_first_message_may_become_an_answer() {
        check("I would look at the dashboards", 0, None, Heard::Draft);
    }

    #[test]
    fn additions_join_for_ten_minutes_and_thanks_never_do() {
        let typed = attempt(Source::Message, false);
        let more = "I would also write a runbook for the next time";
        check(more, 60, Some(&typed), Heard::Addition);
        check(more, 601, Some(&typed), Heard::Conversation);
        for thanks in [
            "thanks!",
            "Thank you, that helps a lot",
            "ok",
            "👍",
            "was that better?",
        ] {
            check(thanks, 60, Some(&typed), Heard::Conversation);
        }
        check(
            more,
            60,
            Some(&attempt(Source::Modal, false)),
            Heard::Conversation,
        );
        check(
            more,
            60,
            Some(&attempt(Source::Mention, true)),
            Heard::Conversation,
        );
    }

    #[test]
    fn a_mention_is_always_meant_and_a_reply_to_a_member_never_is() {
        let typed = attempt(Source::Message, false);
        let message = Circumstances {
            text: "one more try",
            at: Timestamp::from_second(5000).expect("in range"),
            mentions_us: true,
            replies_to_a_member: true,
            last_attempt: Some(&typed),
        };
        let rules = AnswerRules::default();
        assert_eq!(hear(&rules, message), Heard::OnPurpose);
        let reply = Circumstances {
            mentions_us: false,
            last_attempt: None,
            ..message
        };
        assert_eq!(hear(&rules, reply), Heard::Conversation);
    }

    #[test]
    fn what_has_no_words_is_no_answer() {
        assert_eq!(given_on_purpose("  \n\t "), Err(NotAnAnswer::Empty));
        assert_eq!(
            given_on_purpose("\u{200b}\u{feff}"),
            Err(NotAnAnswer::Empty)
        );
        assert_eq!(given_on_purpose("👍🏽 !!"), Err(NotAnAnswer::NoWords));
        assert_eq!(given_on_purpose(" yes "), Ok("yes"));
        assert_eq!(given_on_purpose("שלום עולם"), Ok("שלום עולם"));
    }
}
