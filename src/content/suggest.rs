//! "Did you mean ...?"

/// How alike two names must be (Jaro-Winkler, 0 to 1) for one to be meant by the other.
const LIKENESS: f64 = 0.8;

/// The name that was most likely meant.
pub(super) fn nearest<'a>(
    typed: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    names
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&typed, &name.to_lowercase()), name))
        .filter(|&(likeness, _)| likeness >= LIKENESS)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, name)| name)
}

/// The fix for an unknown name: the one that was meant, or all there are.
pub(super) fn fix<'a, Names>(typed: &str, names: Names) -> String
where
    Names: IntoIterator<Item = &'a str> + Clone,
{
    if let Some(name) = nearest(typed, names.clone()) {
        return format!("did you mean `{name}`?");
    }
    let all: Vec<_> = names.into_iter().map(|name| format!("`{name}`")).collect();
    if all.is_empty() {
        "take it out: nothing is known here".to_owned()
    } else {
        format!("use one of {}", all.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_suggested_or_all() {
        let names = ["outline", "looks_for", "key_points"];
        assert_eq!(fix("outlines", names), "did you mean `outline`?");
        assert_eq!(fix("keypoints", names), "did you mean `key_points`?");
        assert_eq!(
            fix("zzz", names),
            "use one of `outline`, `looks_for`, `key_points`"
        );
        assert_eq!(nearest("Outline", names), Some("outline"));
    }
}
