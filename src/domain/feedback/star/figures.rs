//! Which figure of a result says most: a change or a share before a bare count, and digits
//! before words.

use std::ops::Range;

use crate::domain::feedback::text::Token;
use crate::domain::feedback::verbs::is_figure;

/// "From" and "to" of a change stand at most so many words apart.
const CHANGE: usize = 7;

/// The tokens of the figure that says most, among those where `is_told` holds.
pub(super) fn telling(
    text: &str,
    tokens: &[Token],
    is_told: impl Fn(&Token) -> bool,
) -> Option<Range<usize>> {
    let is_told = |place: &usize| {
        let token = &tokens[*place];
        token.prose && is_figure(&token.word) && is_told(token)
    };
    let mut best: Option<(u8, Range<usize>)> = None;
    for place in (0..tokens.len()).filter(is_told) {
        let (rank, range) = rank(text, tokens, place);
        if best.as_ref().is_none_or(|(most, _)| rank > *most) {
            best = Some((rank, range));
        }
    }
    best.map(|(_, range)| range)
}

/// How much a figure says, and with which tokens.
fn rank(text: &str, tokens: &[Token], place: usize) -> (u8, Range<usize>) {
    let bare = place..place + 1;
    if let Some(change) = change(tokens, place) {
        (4, change)
    } else if is_share(text, tokens, place) {
        (3, bare)
    } else if tokens[place].word.starts_with(char::is_numeric) {
        // "15 minutes" says more than "all nine of them".
        (2, bare)
    } else {
        (1, bare)
    }
}

/// "From 40 minutes to 5", begun by the figure after "from".
fn change(tokens: &[Token], place: usize) -> Option<Range<usize>> {
    let start = place.checked_sub(1)?;
    let sentence = tokens[place].sentence;
    if tokens[start].word != "from" || tokens[start].sentence != sentence {
        return None;
    }
    let end = tokens.len().min(place + CHANGE);
    let after = |number: &usize| tokens[*number].sentence == sentence;
    let to = (place + 1..end)
        .take_while(after)
        .find(|&number| tokens[number].word == "to")?;
    let last = (to + 1..tokens.len().min(to + 3))
        .take_while(after)
        .find(|&number| is_figure(&tokens[number].word))?;
    Some(start..last + 1)
}

/// "30%", "30 per cent", "half", "three times".
fn is_share(text: &str, tokens: &[Token], place: usize) -> bool {
    let token = &tokens[place];
    let next = tokens.get(place + 1).map_or("", |next| next.word.as_str());
    let rest = text[token.range.end..].trim_start_matches('\u{a0}');
    let is_cent = || {
        tokens
            .get(place + 2)
            .is_some_and(|then| then.word == "cent")
    };
    rest.starts_with('%')
        || token.word.ends_with('%')
        || matches!(next, "percent" | "times")
        || (next == "per" && is_cent())
        || matches!(
            token.word.as_str(),
            "half" | "halved" | "doubled" | "tripled"
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::feedback::stem::Stems;
    use crate::domain::feedback::text::Text;

    fn told(text: &str) -> Option<String> {
        let taken = Text::new(text, &mut Stems::default());
        let tokens = taken.tokens();
        let range = telling(text, tokens, |_| true)?;
        let bytes = tokens[range.start].range.start..tokens[range.end - 1].range.end;
        Some(text[bytes].to_owned())
    }

    #[test]
    fn the_figure_that_says_most_is_taken() {
        for (text, figure) in [
            ("All nine came, in 15 minutes.", "15"),
            ("All nine came.", "nine"),
            ("We had 3 calls and 30% fewer pages.", "30"),
            ("We had 3 calls and 30 per cent fewer pages.", "30"),
            (
                "For 12 teams it fell by 20% and from 40 minutes to 5.",
                "from 40 minutes to 5",
            ),
            ("It came from 4 places. To me that is 20% too many.", "20"),
            ("The 14 of us cut it by half.", "half"),
        ] {
            let got = told(text).unwrap_or_default();
            assert_eq!(got.trim_end_matches('%'), figure, "{text}");
        }
        assert_eq!(told("It was quicker."), None);
    }
}
