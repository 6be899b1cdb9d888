//! Parts that are named outright: "Situation:", "**Action.**", "T -".

use std::ops::Range;

use super::Part;
use crate::domain::feedback::text::Token;

/// The part that a stretch names at its beginning.
pub(super) fn label(text: &str, tokens: &[Token], stretch: &Range<usize>) -> Option<Part> {
    let first = stretch.start;
    let own = &tokens[stretch.clone()];
    let begins = first == 0 || tokens[first - 1].sentence != own.first()?.sentence;
    if !begins {
        return None;
    }
    let skipped = usize::from(matches!(own.first()?.word.as_str(), "the" | "my" | "our"));
    let word = own.get(skipped)?;
    let part = named(&word.word)?;
    let last = match own.get(skipped + 1) {
        // "Task and action: ..." is rare; "Action taken:", "Results achieved:" are not.
        Some(next)
            if matches!(
                next.word.as_str(),
                "taken" | "achieved" | "i" | "step" | "steps"
            ) =>
        {
            next
        }
        _ => word,
    };
    let rest = without_remark(&text[last.range.end..]);
    let rest = rest.trim_start_matches(['*', '_', ')', ']', ' ', '"']);
    let is_letter = word.word.len() == 1;
    let closes = rest.starts_with(':')
        || (!is_letter && skipped == 0 && rest.starts_with(['-', '–', '—', '.', '\n', '\r']))
        || (is_letter && rest.starts_with(['-', '–', '—']) && own.len() > 3);
    (closes && !(is_letter && skipped > 0)).then_some(part)
}

/// What follows a name without the remark in brackets behind it: "Situation (one minute):".
fn without_remark(rest: &str) -> &str {
    let inside = rest.trim_start_matches(['*', '_', ' ']).strip_prefix('(');
    let after = inside.and_then(|inside| {
        let line = inside.lines().next()?;
        line.find(')').map(|end| &inside[end + 1..])
    });
    after.unwrap_or(rest)
}

fn named(word: &str) -> Option<Part> {
    match word {
        "situation" | "context" | "background" | "problem" | "challenge" | "s" | "setting" => {
            Some(Part::Situation)
        }
        "task" | "goal" | "objective" | "role" | "t" | "responsibility" | "obstacle" => {
            Some(Part::Task)
        }
        "action" | "actions" | "approach" | "a" | "steps" | "solution" => Some(Part::Action),
        "result" | "results" | "outcome" | "outcomes" | "impact" | "r" => Some(Part::Result),
        _ => None,
    }
}
