//! Rules that hold questions against one another and against what is shown.

use super::*;

/// A bank of the sample question and changed copies of it, each with another title.
fn bank(copies: &[&[(&str, &str)]]) -> String {
    let mut files = vec![(PLACE.to_owned(), QUESTION.to_owned())];
    for (number, changes) in copies.iter().enumerate() {
        let mut text = QUESTION
            .replacen("title = \"", &format!("title = \"{number} "), 1)
            .replacen("was = [\"rollout-errors\"]", "was = []", 1);
        for (old, new) in *changes {
            assert!(text.contains(old), "{old}");
            text = text.replacen(old, new, 1);
        }
        files.push((format!("questions/kubernetes/copy-{number}.toml"), text));
    }
    let mut all = vec![
        ("bank.toml", VOCABULARY),
        ("frameworks/trade-off.toml", FRAMEWORK),
    ];
    all.extend(
        files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str())),
    );
    let folder = folder(&all);
    said(&faults_of(folder.path()))
}

#[test]
fn a_reworded_question_is_said() {
    let ask = |text: &str| format!("ask = \"\"\"{text}\"\"\" #");
    let same = ask("Explain how you would keep a team's secrets safe in Kubernetes clusters?");
    let reworded = ask("How do you keep the secrets of teams safe in a Kubernetes cluster?");
    let other = ask("How do you keep costs of a Kubernetes cluster low?");
    assert_snapshot!(bank(&[
        &[("ask = ", &same)],
        &[("ask = ", &reworded)],
        &[("ask = ", &other)],
    ]), @"copy-1.toml:1:1 warning near-duplicate: questions/kubernetes/copy-0.toml asks nearly the same: 100% of their words are shared | keep the better one, or say in `ask` what is different here");
}

#[test]
fn an_abbreviation_that_only_others_explain_is_said() {
    let other = "ask = \"\"\"What else would you look at in a store of keys?\"\"\" #";
    let third = "ask = \"\"\"Where do certificates come from in your clusters?\"\"\" #";
    assert_snapshot!(bank(&[
        &[("ask = ", other), ("term = \"Probe\"", "term = \"ETCD\"")],
        &[("ask = ", third), ("say = \"Only few", "say = \"ETCD and RAM: only few")],
    ]), @"copy-1.toml:1:1 warning unexplained-term: a key point says `ETCD`, which is no term here | explain it in `terms` as questions/kubernetes/copy-0.toml does, or use plain words");
}

#[test]
fn a_mistake_without_its_reason_and_a_long_sentence_are_said() {
    let long = format!("situation = \"{}end.", "word, ".repeat(50));
    assert_snapshot!(with(&[
        ("why = \"They hide it.\"\n", ""),
        ("situation = \"", &long),
    ]), @r#"
    errors-at-every-rollout.toml:28:13 warning long-sentence: the sentence `word, word, word, word, word, …` has 62 words, and 45 are enough | make two of it
    errors-at-every-rollout.toml:60:1 warning missing-part: `why` is missing here | add `why = "..."`
    "#);
}

#[test]
fn sections_are_measured_as_they_are_shown() {
    let outline = format!("outline = [\"{}\",", "x ".repeat(1_900));
    let code = format!("code = \"\"\"\n{}", "# y\n".repeat(100));
    assert_snapshot!(with(&[("outline = [", &outline), ("code = \"\"\"\n", &code)]), @r"
    errors-at-every-rollout.toml:1:1 error too-long: *How to answer* has 4342 characters as shown; Discord shows at most 4096 | cut 246 characters
    errors-at-every-rollout.toml:11:12 warning long-sentence: the sentence `x x x x x …` has 1900 words, and 45 are enough | make two of it
    errors-at-every-rollout.toml:11:12 warning long-text: this point has 3799 characters, and 180 are enough | cut 3619 characters
    errors-at-every-rollout.toml:77:8 warning long-text: the code has 102 lines, and 25 are enough | show only what the question is about
    ");
}
