//! What holds for any text and for any damage to the samples: no panic, a bank that loads, no
//! two files of one name, and no word lost.

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;

const FORMATS: [Format; 5] = [
    Format::MarkdownQa,
    Format::QuestionPage,
    Format::Csv,
    Format::Json,
    Format::RoleGuide,
];

/// Imports and loads; what the loader says of it must be warnings.
fn holds(format: Format, bytes: &[u8]) -> Result<(), TestCaseError> {
    let Ok(imported) = read(format, bytes, &target()) else {
        return Ok(());
    };
    let paths: HashSet<_> = imported.files.iter().map(|file| &file.path).collect();
    prop_assert_eq!(paths.len(), imported.files.len());
    let mut imported = imported;
    // A bank without questions is none; this one has a question of its own.
    imported.files.push(BankFile {
        path: "questions/kubernetes/own-own-own.toml".to_owned(),
        text: "title = 'own'\nask = 'own?'\ntopic = 'kubernetes'".to_owned(),
    });
    let folder = tempfile::tempdir().expect("a folder for the test");
    write(folder.path(), &imported.files).expect("written");
    if let Err(faults) = content::load(folder.path()) {
        let errors: Vec<_> = faults
            .0
            .iter()
            .filter(|fault| fault.severity == content::Severity::Error)
            .collect();
        return Err(TestCaseError::fail(format!("{errors:?}")));
    }
    Ok(())
}

/// Lines as lists have them, in any order.
fn list_line() -> impl Strategy<Value = String> {
    let words = "[A-Za-z ,.:;|*`'é•–#>-]{0,30}";
    prop_oneof![
        4 => words,
        1 => prop::sample::select(vec![
            "## Topic", "### Q1: Why?", "### Another?", "**Answer:**", "```", "```yaml", "---",
            "<details><summary>Why?</summary>", "</details>", "1TechnicalHighWhy?", "2BehavioralLow",
            "8-10 minutes • final round", "Answer Framework", "STAR Example", "Situation: one",
            "Action: two", "Action: 3", "How to Answer", "Key Points to Mention", "Key Terminology",
            "Common Mistakes to Avoid", "Resources:", "- https://a.bc/d", "ask,kind,tags", "",
            "title: x", "rounds:", "  - name: y", "    minutes: [1, 2]", "Difficulty: High",
            "{\"ask\": \"Why?\", \"terms\": {\"a\": \"b\"}}", "## Roadmap", "### Phase 1 (weeks 1-2)",
        ]).prop_map(str::to_owned),
    ]
}

/// A sample with bytes changed, lines doubled, dropped or swapped.
fn mutated(bytes: &[u8], changes: &[(usize, u8, u8)]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for &(place, what, byte) in changes {
        if bytes.is_empty() {
            break;
        }
        let place = place % bytes.len();
        match what % 4 {
            0 => bytes[place] = byte,
            1 => {
                let end = (place + usize::from(byte)).min(bytes.len());
                bytes.drain(place..end);
            }
            2 => {
                let end = (place + usize::from(byte)).min(bytes.len());
                let copy = bytes[place..end].to_vec();
                bytes.splice(place..place, copy);
            }
            _ => bytes.insert(place, byte),
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_taken_or_refused(text in any::<String>(), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for format in FORMATS {
            holds(format, text.as_bytes())?;
            holds(format, &bytes)?;
        }
    }

    #[test]
    fn any_lines_of_lists_are_taken_or_refused(lines in prop::collection::vec(list_line(), 0..30)) {
        let text = lines.join("\n");
        for format in FORMATS {
            holds(format, text.as_bytes())?;
            holds(format, format!("---\n{text}\n---\n{text}").as_bytes())?;
            holds(format, format!("ask,key points,star,answer\n{text}").as_bytes())?;
        }
    }

    #[test]
    fn damaged_samples_are_taken_or_refused(
        changes in prop::collection::vec((any::<usize>(), any::<u8>(), any::<u8>()), 1..12),
    ) {
        for (format, name) in [
            (Format::MarkdownQa, "list.md"),
            (Format::QuestionPage, "page/as-cp437.txt"),
            (Format::Csv, "list.csv"),
            (Format::Json, "list.json"),
            (Format::RoleGuide, "role.md"),
        ] {
            holds(format, &mutated(&sample(name), &changes))?;
        }
    }

    #[test]
    fn no_word_is_lost(paragraphs in prop::collection::vec("[a-z]{6,9}( [a-z]{6,9}){0,12}[.?:]?", 1..12)) {
        let markdown = format!("### Why {}?\n**Answer:**\n{}", paragraphs[0], paragraphs.join("\n- "));
        let page = format!("1TechnicalHighWhy?\nSTAR Example\n{}\nKey Terminology\n{}", paragraphs.join("\n"), paragraphs.join("\n\n"));
        let table = format!("ask,answer,terms,else\nWhy?,{0},{0},{0}", paragraphs.join(" "));
        let guide = format!("# Role\n## Competencies\n- {0}\n## Else\n{0}", paragraphs.join("\n"));
        for (format, text) in [
            (Format::MarkdownQa, markdown),
            (Format::QuestionPage, page),
            (Format::Csv, table),
            (Format::RoleGuide, guide),
        ] {
            let imported = read(format, text.as_bytes(), &target()).expect("read");
            let all: String = imported.files.iter().map(|file| file.text.as_str()).collect();
            for word in paragraphs.iter().flat_map(|paragraph| paragraph.split([' ', '.', '?', ':'])) {
                prop_assert!(all.contains(word), "{word} of {text} in {all}");
            }
        }
    }
}
