//! Links in texts.

use crate::domain::question::Source;

/// A link with its title: `[title](https://...)`, `Title: https://...`, or an address alone,
/// which is its own title. `None` where no address or more than one thing is there.
pub(super) fn source(text: &str) -> Option<Source> {
    let text = text.trim();
    if let Some(rest) = text.strip_prefix('[') {
        let (title, rest) = rest.split_once("](")?;
        let url = rest.strip_suffix(')')?;
        return made(title, url);
    }
    let start = text.find("https://")?;
    let url = text[start..].trim_end_matches(['>', ')', '.', ',']);
    let title = text[..start]
        .trim()
        .trim_end_matches([':', '-', '–', '—', '<', '(', ' ']);
    made(title, url)
}

fn made(title: &str, url: &str) -> Option<Source> {
    let title = if title.trim().is_empty() {
        url.trim_start_matches("https://").trim_end_matches('/')
    } else {
        title.trim()
    };
    is_address(url).then(|| Source {
        title: title.to_owned(),
        url: url.to_owned(),
    })
}

/// Whether this is a whole web address as a bank takes it.
pub(super) fn is_address(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("https://") else {
        return false;
    };
    let host = rest.split('/').next().unwrap_or(rest);
    host.contains('.') && !host.starts_with('.') && !url.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_all_forms_are_found() {
        for (text, expected) in [
            ("[A b](https://c.de/f)", Some(("A b", "https://c.de/f"))),
            ("A b – https://c.de/f.", Some(("A b", "https://c.de/f"))),
            ("https://c.de/", Some(("c.de", "https://c.de/"))),
            ("see http://c.de", None),
            ("[A](https://c.de", None),
            ("https://localhost", None),
            ("https://c.de and https://f.gh", None),
        ] {
            let source = source(text);
            let found = source
                .as_ref()
                .map(|it| (it.title.as_str(), it.url.as_str()));
            assert_eq!(found, expected, "{text}");
        }
    }
}
