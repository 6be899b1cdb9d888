//! Words of English brought to one form: irregular forms, and British or American spelling.
//!
//! Invariant: a form depends on the word alone. The forms made here are for comparing only and
//! need not be words: what matters is that both spellings come out alike. Nothing here may be
//! shown to people.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use super::stem::Stems;

/// Irregular forms: the base first, then what comes to it. Forms that are a common word of their
/// own (`left`, `felt`, `ground`) are left out.
const IRREGULAR: &str = "\
analysis analyses|appendix appendices|axis axes|basis bases|become became|begin began begun|\
bind bound|break broke broken|bring brought|build built|buy bought|\
catch caught|center centre centres|child children|\
choose chose chosen|come came|criterion criteria|crisis crises|deal dealt|diagnosis diagnoses|\
draw drew drawn|drive drove driven|fall fell fallen|feed fed|fight fought|find found|fly flew flown|\
foot feet|forget forgot forgotten|freeze froze frozen|get got gotten|give gave given|go went gone|\
grow grew grown|half halves|hear heard|hide hid hidden|hold held|hypothesis hypotheses|\
index indices|keep kept|know knew known|leaf leaves|lead led|life lives|lose lost|make made|\
man men|matrix matrices|mean meant|meet met|meter metre metres|mouse mice|pay paid|person people|\
phenomenon phenomena|rise rose risen|run ran|say said|see saw seen|seek sought|sell sold|\
send sent|shake shook shaken|show shown|shrink shrank shrunk|speak spoke spoken|spend spent|\
stand stood|steal stole stolen|stick stuck|swap swapped|take took taken|teach taught|tell told|\
thesis theses|think thought|throw threw thrown|understand understood|vertex vertices|\
wake woke woken|wear wore worn|wife wives|win won|woman women|write wrote written";

static BASES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let mut bases = HashMap::new();
    for group in IRREGULAR.split('|') {
        let mut words = group.split(' ');
        if let Some(base) = words.next() {
            bases.extend(words.map(|form| (form, base)));
        }
    }
    bases
});

/// British endings of longer words and what stands for them.
const ENDINGS: [(&str, &str); 22] = [
    ("isation", "ization"),
    ("isations", "izations"),
    ("ise", "ize"),
    ("ised", "ized"),
    ("ises", "izes"),
    ("iser", "izer"),
    ("isers", "izers"),
    ("ising", "izing"),
    ("isable", "izable"),
    ("yse", "yze"),
    ("ysed", "yzed"),
    ("yses", "yzes"),
    ("yser", "yzer"),
    ("ysing", "yzing"),
    ("our", "or"),
    ("ours", "ors"),
    ("oured", "ored"),
    ("ouring", "oring"),
    ("ourable", "orable"),
    ("oural", "oral"),
    ("ogue", "og"),
    ("ogues", "ogs"),
];
/// Words with fewer letters before the ending keep their spelling: `rise`, `hour`, `noise`.
const LETTERS_BEFORE_AN_ENDING: usize = 3;
/// Shorter stems keep their last two letters: `call`, `pull`, `small`.
const LETTERS_BEFORE_A_DOUBLED_ONE: usize = 5;

/// The stem of a lower-case word after its irregular form and its spelling are brought to one.
pub fn normal_stem(word: &str, stems: &mut Stems) -> Arc<str> {
    let form = normal_form(word);
    let stem = stems.stem(&form);
    // British spelling doubles the last letter: "cancelled", "labelling", "signalled".
    match stem.strip_suffix('l') {
        Some(rest) if rest.ends_with('l') && rest.len() >= LETTERS_BEFORE_A_DOUBLED_ONE => {
            rest.into()
        }
        _ => stem,
    }
}

/// A word in its base form and in one spelling.
fn normal_form(word: &str) -> Cow<'_, str> {
    if let Some(base) = BASES.get(word) {
        return Cow::Borrowed(base);
    }
    if let Some(inside) = word.strip_prefix("o(") {
        // However it is spaced: `o(n log n)`, `o(nlogn)`, `o(n*log(n))`.
        let inside: String = inside.chars().filter(|c| c.is_alphanumeric()).collect();
        return Cow::Owned(format!("o({inside})"));
    }
    for (british, american) in ENDINGS {
        if let Some(start) = word.strip_suffix(british)
            && start.len() >= LETTERS_BEFORE_AN_ENDING
        {
            return Cow::Owned(format!("{start}{american}"));
        }
    }
    Cow::Borrowed(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(left: &str, right: &str) {
        let mut stems = Stems::default();
        assert_eq!(
            normal_stem(left, &mut stems),
            normal_stem(right, &mut stems),
            "{left}, {right}"
        );
    }

    #[test]
    fn irregular_forms_come_to_their_base() {
        check("written", "writes");
        check("indices", "indexes");
        check("vertices", "vertex");
        check("built", "building");
        check("children", "child");
    }

    #[test]
    fn both_spellings_come_out_alike() {
        check("initialised", "initializing");
        check("analyse", "analyze");
        check("behaviours", "behavior");
        check("cancelled", "canceled");
        check("labelling", "label");
        check("catalogue", "catalog");
        check("centre", "center");
        check("exercises", "exercise");
        check("raised", "raising");
    }

    #[test]
    fn growth_is_one_word_however_it_is_spaced() {
        check("o(n log n)", "o(nlogn)");
        check("o(n^2)", "o(n2)");
    }
}
