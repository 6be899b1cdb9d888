//! What is said about `lexicon.toml`.

use insta::assert_snapshot;

use super::{folder, said};
use crate::content::{Faults, load_lexicon};

fn faults_of(text: &str) -> String {
    let folder = folder(&[
        ("lexicon.toml", text),
        ("questions/README.md", "for authors"),
    ]);
    match crate::content::load(folder.path()) {
        Ok(loaded) => said(&loaded.warnings),
        Err(Faults(faults)) => said(&faults),
    }
}

#[test]
fn a_good_lexicon_has_no_faults() {
    let text = "same = [[\"kubernetes\", \"k8s\"]]\nalike = [[\"quick\", \"fast\"]]\n\
        apart = [[\"encode\", \"decode\"], [\"encode\", \"code\"]]\n";
    assert_eq!(faults_of(text), "");
    let folder = folder(&[("lexicon.toml", text)]);
    assert_eq!(load_lexicon(folder.path()).expect("no errors").len(), 2);
}

#[test]
fn what_can_not_be_used_is_an_error_and_what_is_doubtful_a_warning() {
    assert_snapshot!(faults_of(
        "sames = []\nsame = [[\"revert\", \"roll back\"], [\"undo\", \"Roll-back\"], [\"alone\"], \
         [\"test\", \"tests\"], \"plain\"]\n\
         alike = [[\"!\", \"a\"], [\"one two three four five six seven eight\", \"many\"]]\n\
         apart = [[\"push back\", \"pull\"]]\n"
    ), @r#"
    lexicon.toml:1:1 error unknown-key: `sames` is not a key of this table | did you mean `same`?
    lexicon.toml:2:43 warning merged-meanings: `Roll-back` stands in the group of line 2 too, so that both count as one | keep it where its meaning is clearest, or join the groups
    lexicon.toml:2:57 error short-group: a group of fewer than two says nothing | add what it is related to, or take it out
    lexicon.toml:2:77 warning repeated-word: `tests` is a form of a word that its group has already | take it out: one form of each word is enough
    lexicon.toml:2:87 error wrong-type: `same` must be a list of lists here, and this is a text | write each group in brackets of its own, as in `["a", "b"]`
    lexicon.toml:3:11 error no-words: `!` has no word in it | write a word or take it out
    lexicon.toml:3:23 warning long-phrase: `one two three four five six seven eight` has 8 words | nobody writes it just so: use 7 words at most
    lexicon.toml:4:11 error long-phrase: `push back` is more than one word | only single words can be kept apart
    "#);
}

#[test]
fn without_the_file_it_is_empty_and_without_the_folder_the_included_one() {
    let folder = folder(&[("README.md", "for authors")]);
    assert!(load_lexicon(folder.path()).expect("no errors").is_empty());
    let nowhere = folder.path().join("nowhere");
    assert!(load_lexicon(&nowhere).expect("no errors").len() > 500);
}

#[test]
fn the_included_lexicon_is_without_fault() {
    let mut faults = Vec::new();
    crate::content::lexicon::included(&mut faults);
    assert_eq!(said(&faults), "");
}
