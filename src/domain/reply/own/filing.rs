//! What is said about lists in and out, and about what a server hides or removes.

use crate::domain::action::Action;
use crate::domain::language::Language;
use crate::domain::markdown::quote_safe;
use crate::domain::question::Question;
use crate::domain::reply::counted;
use crate::domain::view::{Button, File, Row, View};

/// The bank is full.
pub fn bank_is_full(_language: Language, most: u32) -> View {
    View::text(format!(
        "Your server's own bank is full: it holds {most} questions at most, and 4 MB. \
         `/bank-admin hide` an own question and press `Remove it for good` to make room."
    ))
}

/// What an import brought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportCounts {
    /// Questions that joined.
    pub added: usize,
    /// Questions that took an older one's place.
    pub replaced: usize,
    /// Questions that were there already.
    pub same: usize,
    /// Questions without their text.
    pub without_text: usize,
    /// Questions for which there was no room.
    pub no_room: usize,
    /// Lines that no field takes.
    pub left_over: usize,
}

/// The reply to `/bank-admin import`; the whole report is a file.
pub fn imported(_language: Language, counts: ImportCounts, report: String) -> View {
    let questions = |count: usize| counted(count as u64, "question");
    let mut lines = vec![format!(
        "{} joined your server's bank and can be asked at once.",
        questions(counts.added)
    )];
    for (count, what) in [
        (counts.replaced, "took the place of an older one"),
        (counts.same, "stood there already, word for word"),
        (
            counts.without_text,
            "came without the question itself and stayed out",
        ),
        (
            counts.no_room,
            "found no room: the bank holds 500 questions and 4 MB at most",
        ),
    ] {
        if count > 0 {
            lines.push(format!("- {} {what}.", questions(count)));
        }
    }
    if counts.left_over > 0 {
        lines.push(format!(
            "- {} had no place in a question.",
            counted(counts.left_over as u64, "line")
        ));
    }
    lines.push("The report says what was found, what is missing and what is left over.".to_owned());
    View {
        text: lines.join("\n"),
        file: Some(File {
            name: "import-report.txt".to_owned(),
            bytes: report.into_bytes(),
        }),
        ..View::default()
    }
}

/// A file that can't be read as its format.
pub fn not_of_this_format(_language: Language, why: &str) -> View {
    View::text(format!(
        "Nothing was imported: {}. Is `format` right for this file?",
        quote_safe(why)
    ))
}

/// A file that is too large.
pub fn file_too_large(_language: Language, most_bytes: usize) -> View {
    View::text(format!(
        "Nothing was imported: the file is larger than {} MB. Split it, and import one part after \
         the other.",
        most_bytes / 1024 / 1024
    ))
}

/// A file that could not be fetched.
pub fn file_not_fetched(_language: Language) -> View {
    View::text(
        "Nothing was imported: I could not fetch the file from Discord. Please attach it again.",
    )
}

/// The reply to `/bank-admin export`.
pub fn exported(_language: Language, questions: usize, json: String) -> View {
    View {
        text: format!(
            "Your server's own bank: {}. Change the file as you like; `/bank-admin import` with \
             the format `json` takes it back, and a question that keeps its `slug` is replaced.",
            counted(questions as u64, "question")
        ),
        file: Some(File {
            name: "questions.json".to_owned(),
            bytes: json.into_bytes(),
        }),
        ..View::default()
    }
}

/// Nothing to export.
pub fn nothing_of_its_own(_language: Language) -> View {
    View::text(
        "Your server has no questions of its own yet. `/bank-admin import` brings a list in, and \
         anybody can suggest one with `/bank suggest`.",
    )
}

/// A question was hidden; an own one may be removed for good.
pub fn hidden(_language: Language, question: &Question, newly: bool, own: Option<Action>) -> View {
    let already = if newly { "" } else { " already" };
    let text = format!(
        "“{}” is hidden{already}: nobody is asked it here any more. Cards that stand go on; \
         `/bank-admin unhide` brings it back.",
        quote_safe(&question.title)
    );
    match own {
        Some(remove) => View::text(text).row(Row::Buttons(vec![Button::danger(
            "Remove it for good",
            remove,
        )])),
        None => View::text(text),
    }
}

/// A question is seen again.
pub fn unhidden(_language: Language, title: &str) -> View {
    View::text(format!("“{}” can be asked here again.", quote_safe(title)))
}

/// A question that is not hidden.
pub fn not_hidden(_language: Language, typed: &str) -> View {
    View::text(format!(
        "“{}” is not hidden here. Pick one from the suggestions while you type; where there are \
         none, nothing is hidden.",
        quote_safe(typed)
    ))
}

/// An own question was removed.
pub fn removed(_language: Language, was_there: bool) -> View {
    View::text(if was_there {
        "Removed from your server's bank. Cards that stand go on."
    } else {
        "It was removed before."
    })
}
