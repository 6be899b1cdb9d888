//! What the loader takes and what it says about the rest.

use std::fs;

use insta::assert_snapshot;
use tempfile::TempDir;

use super::*;

mod folders;
mod interviews;
mod lexicon;
mod sample;
mod whole_bank;

use sample::{FRAMEWORK, QUESTION, VOCABULARY};

const PLACE: &str = "questions/kubernetes/errors-at-every-rollout.toml";

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    folder
}

fn faults_of(folder: &Path) -> Vec<Fault> {
    match check(folder) {
        Ok(loaded) => loaded.warnings,
        Err(Faults(faults)) => faults,
    }
}

/// Each fault in a line.
fn said(faults: &[Fault]) -> String {
    let lines = faults.iter().map(|fault| {
        format!(
            "{}:{}:{} {} {}: {} | {}",
            fault.file.rsplit('/').next().unwrap_or_default(),
            fault.line,
            fault.column,
            fault.severity.name(),
            fault.code,
            fault.message,
            fault.fix
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The faults of the sample question with some of its text replaced.
fn with(changes: &[(&str, &str)]) -> String {
    let mut question = QUESTION.to_owned();
    for (old, new) in changes {
        assert!(question.contains(old), "{old}");
        question = question.replacen(old, new, 1);
    }
    let folder = folder(&[
        ("bank.toml", VOCABULARY),
        ("frameworks/trade-off.toml", FRAMEWORK),
        (PLACE, &question),
    ]);
    said(&faults_of(folder.path()))
}

#[test]
fn a_good_bank_has_no_faults_and_keeps_all_its_parts() {
    let folder = folder(&[
        ("README.md", "for authors"),
        ("bank.toml", VOCABULARY),
        ("frameworks/trade-off.toml", FRAMEWORK),
        ("questions/README.md", "for authors"),
        (PLACE, QUESTION),
    ]);
    let loaded = load(folder.path()).expect("a good bank");
    assert_eq!(said(&loaded.warnings), "");
    let question = &loaded.bank.questions()[0];
    assert_eq!(question.id.as_str(), "core/errors-at-every-rollout");
    assert_eq!((question.minutes.from(), question.minutes.to()), (5, 8));
    assert_eq!(question.was[0].as_str(), "core/rollout-errors");
    assert_eq!(question.key_points.len(), 4);
    assert_eq!(question.key_points[0].cues[0], "readiness probe");
    assert_eq!(
        question.framework.as_ref().map(|it| it.steps.len()),
        Some(3)
    );
    assert!(
        question
            .star
            .as_ref()
            .is_some_and(|star| star.result.contains("0"))
    );
    assert!(question.example.is_some());
    assert_eq!(loaded.bank.vocabulary().topic("kubernetes"), "Kubernetes");
    assert_eq!(
        loaded
            .bank
            .framework("trade-off")
            .map(|it| it.pitfalls.len()),
        Some(2)
    );
}

#[test]
fn an_imported_question_is_usable_with_warnings() {
    let folder = folder(&[(
        "questions/load-balancing/sticky-sessions.toml",
        "title = 'Sticky sessions'\nask = 'When do you need them?'\nkind = 'technical'\n\
         difficulty = 'easy'\ntopic = 'load-balancing'\nrounds = ['screen']\n\
         minutes = { from = 2, to = 4 }\nnotes = ['level: Low']\n\
         [framework]\nname = 'anything'\n[star]\naction = 'One paragraph.'\n",
    )]);
    let loaded = load(folder.path()).expect("usable");
    assert_snapshot!(said(&loaded.warnings), @r#"
    frameworks:1:1 warning missing-frameworks: questions name frameworks, and there is no folder `frameworks` to check them by | add frameworks/<name>.toml for each, or take their names out of the questions
    sticky-sessions.toml:1:1 warning missing-part: the question lacks `competencies`, `tags`, `outline`, `key_points`, `terms`, `looks_for`, `mistakes`, `follow_ups`, `sources` | it can be asked all the same; add them so that people learn more from it
    sticky-sessions.toml:9:1 warning missing-part: it is not said how the framework's steps apply to this question | add [[framework.steps]] with `step` and `apply`
    sticky-sessions.toml:11:1 warning missing-part: `result` is missing here | add `result = "..."`
    sticky-sessions.toml:11:1 warning missing-part: `situation` is missing here | add `situation = "..."`
    sticky-sessions.toml:11:1 warning missing-part: `task` is missing here | add `task = "..."`
    "#);
    let vocabulary = loaded.bank.vocabulary();
    assert_eq!(vocabulary.topic("load-balancing"), "Load balancing");
    assert_eq!(vocabulary.round("screen"), "Screen");
    assert_eq!(loaded.bank.questions()[0].minutes.to(), 4);
}

#[test]
fn misspelt_keys_and_names_get_a_suggestion() {
    assert_snapshot!(with(&[
        ("outline =", "outlines ="),
        ("kind = \"technical\"", "kind = \"tehcnical\""),
        ("difficulty = \"medium\"", "difficulty = \"tough\""),
        ("competencies = [\"kubernetes\"", "competencies = [\"kubernets\""),
        ("rounds = [\"technical-screen\"]", "rounds = [\"technical screen\"]"),
        ("name = \"trade-off\"", "name = \"tradeoff\""),
        ("hint = \"When", "hnt = \"When"),
    ]), @r#"
    errors-at-every-rollout.toml:1:1 warning missing-part: the question lacks `outline` | it can be asked all the same; add them so that people learn more from it
    errors-at-every-rollout.toml:4:8 error unknown-kind: the kind `tehcnical` is not known | did you mean `technical`?
    errors-at-every-rollout.toml:5:14 error unknown-difficulty: the difficulty `tough` is not known | use one of `easy`, `medium`, `hard`
    errors-at-every-rollout.toml:7:17 error unknown-competency: the competency `kubernets` is not known | did you mean `kubernetes`?
    errors-at-every-rollout.toml:8:11 error unknown-round: the round `technical screen` is not known | did you mean `technical-screen`?
    errors-at-every-rollout.toml:11:1 error unknown-key: `outlines` is not a key of this table | did you mean `outline`?
    errors-at-every-rollout.toml:16:8 error unknown-framework: the framework `tradeoff` is not known | did you mean `trade-off`?
    errors-at-every-rollout.toml:33:1 warning missing-part: `hint` is missing here | add `hint = "..."`
    errors-at-every-rollout.toml:36:1 error unknown-key: `hnt` is not a key of this table | did you mean `hint`?
    "#);
    assert_snapshot!(with(&[("topic = \"kubernetes\"", "topic = \"kubernetis\"")]), @r"
    errors-at-every-rollout.toml:6:9 error unknown-topic: the topic `kubernetis` is not known | did you mean `kubernetes`?
    ");
}

#[test]
fn every_fault_of_a_file_is_said_at_once() {
    assert_snapshot!(with(&[
        ("title = ", "titel = "),
        ("ask = \"\"\"", "ask = 5 # \"\"\""),
        ("minutes = [5, 8]", "minutes = [8, 5]"),
    ]), @r#"
    errors-at-every-rollout.toml:1:1 error missing-key: `ask` is missing | add `ask = "..."`
    errors-at-every-rollout.toml:1:1 error missing-key: `title` is missing | add `title = "..."`
    errors-at-every-rollout.toml:1:1 error unknown-key: `titel` is not a key of this table | did you mean `title`?
    errors-at-every-rollout.toml:3:7 error wrong-type: `ask` must be a text here, and this is a number | write it in quotes, as in `ask = "..."`
    errors-at-every-rollout.toml:9:11 error bad-minutes: from 8 to 5 is no range of minutes | write the shorter one first, both from 1 to 120
    "#);
    assert_snapshot!(with(&[
        ("minutes = [5, 8]", "minutes = 5"),
        ("tags = [\"rollouts\", \"probes\"]", "tags = \"rollouts\""),
        ("kind = \"technical\"", "kind = \"\""),
        ("https://kubernetes.io", "kubernetes.io"),
    ]), @r"
    errors-at-every-rollout.toml:1:1 warning missing-part: the question lacks `minutes`, `tags` | it can be asked all the same; add them so that people learn more from it
    errors-at-every-rollout.toml:4:8 error empty-text: `kind` is empty | write the kind
    errors-at-every-rollout.toml:9:11 error wrong-type: `minutes` must be a range here, and this is a number | write two whole numbers, as in `minutes = [5, 8]`
    errors-at-every-rollout.toml:10:8 error wrong-type: `tags` must be a list here, and this is a text | write a list, as in `tags = [ ... ]`
    errors-at-every-rollout.toml:72:7 error bad-address: `kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/` is not a web address | write the whole address, beginning with https://
    ");
}

#[test]
fn columns_count_characters() {
    assert_snapshot!(with(&[("kind = \"technical\"", "kind = { 'é' = 'ü', ÄÖ = 1 }")]), @r"
    errors-at-every-rollout.toml:4:21 error bad-toml: this is not valid TOML: invalid unquoted key, expected letters, numbers, `-`, `_` | correct the TOML here; texts stand in quotes, lists in [brackets]
    ");
}

#[test]
fn broken_toml_hides_what_follows_from_it_and_nothing_else() {
    assert_snapshot!(with(&[
        ("kind = \"technical\"", "kind = technical"),
        ("minutes = [5, 8]", "minutes = [5, 8"),
        ("hint = \"When", "hnt = \"When"),
    ]), @r"
    errors-at-every-rollout.toml:4:8 error bad-toml: this is not valid TOML: invalid boolean, expected `true` | correct the TOML here; texts stand in quotes, lists in [brackets]
    errors-at-every-rollout.toml:9:11 error wrong-type: `minutes` must be a range here, and this is a list | write two whole numbers, as in `minutes = [5, 8]`
    errors-at-every-rollout.toml:10:1 error bad-toml: this is not valid TOML: missing comma between array elements, expected `,` | correct the TOML here; texts stand in quotes, lists in [brackets]
    errors-at-every-rollout.toml:80:4 error bad-toml: this is not valid TOML: unclosed array, expected `]` | correct the TOML here; texts stand in quotes, lists in [brackets]
    ");
    assert_snapshot!(with(&[("tags = [", "kind = [")]), @r"
    errors-at-every-rollout.toml:10:1 error bad-toml: this is not valid TOML: duplicate key | correct the TOML here; texts stand in quotes, lists in [brackets]
    ");
}

#[test]
fn lengths_and_counts_are_held() {
    let title = format!("title = \"{}", "long ".repeat(20));
    let ask = format!("ask = \"\"\"{}", "word ".repeat(130));
    assert_snapshot!(with(&[
        ("title = \"", &title),
        ("ask = \"\"\"", &ask),
        ("tags = [\"rollouts\", \"probes\"]", "tags = [\"Rollouts\"]"),
        ("rounds = [\"technical-screen\"]",
         "rounds = [\"technical-screen\", \"final\", \"technical-screen\", \"final\"]"),
    ]), @r"
    errors-at-every-rollout.toml:1:9 error too-long: the title has 132 characters; Discord shows at most 90 here | cut 42 characters
    errors-at-every-rollout.toml:3:7 warning long-text: the question has 727 characters, and 600 are enough | cut 127 characters
    errors-at-every-rollout.toml:8:11 warning too-many: `rounds` has 4 where 1 to 3 are right | take 1 away
    errors-at-every-rollout.toml:8:40 warning repeated-name: the round `technical-screen` stands here twice | take one away
    errors-at-every-rollout.toml:8:60 warning repeated-name: the round `final` stands here twice | take one away
    errors-at-every-rollout.toml:10:9 warning tag-not-lower-case: the tag `Rollouts` has capitals | write `rollouts`
    errors-at-every-rollout.toml:10:9 warning too-few: `tags` has 1 where 2 to 6 are right | add 1
    ");
    let endless = format!("\"max surge\", \"{}\"", "endless ".repeat(5));
    let outline = format!("outline = [\"{}\",", "x".repeat(4_000));
    assert_snapshot!(with(&[("\"max surge\"", &endless), ("outline = [", &outline)]), @r"
    errors-at-every-rollout.toml:1:1 error too-long: `outline` has 4061 characters as shown; Discord shows at most 3900 | cut 161 characters
    errors-at-every-rollout.toml:11:12 warning long-text: this point has 4000 characters, and 180 are enough | cut 3820 characters
    errors-at-every-rollout.toml:43:22 warning long-cue: the cue `endless endless endless endless endless` has over 4 words | keep the words that matter: few people say a long phrase alike
    ");
}

#[test]
fn cues_that_match_by_accident_are_said() {
    assert_snapshot!(with(&[
        ("\"readiness probe\"", "\"release a version\", \"Readiness Probe\", \"...\""),
        ("\"max surge\"", "\"be gone\", \"max surge\", \"max surge\""),
    ]), @r"
    errors-at-every-rollout.toml:35:9 warning cue-echoes-question: the question itself says `release a version`, so this cue never counts | use words that only an answer has
    errors-at-every-rollout.toml:35:30 warning cue-not-lower-case: the cue `Readiness Probe` has capitals | write `readiness probe`
    errors-at-every-rollout.toml:35:49 warning cue-without-words: the cue `...` has no words | use words as people say them
    errors-at-every-rollout.toml:43:9 warning hint-gives-cue: the hint gives the cue `be gone` away | say the hint in other words
    errors-at-every-rollout.toml:43:33 warning repeated-cue: the cue `max surge` stands here twice | take one away
    ");
}

#[test]
fn a_result_without_a_figure_is_said() {
    assert_snapshot!(with(&[("From 40 errors a release to none in 40 releases", "None at all")]), @r"
    errors-at-every-rollout.toml:31:10 warning result-without-figure: the result has no figure in digits | say how much, how many or how fast, in digits
    ");
}

#[test]
fn steps_follow_their_framework() {
    assert_snapshot!(with(&[("step = \"Options\"", "step = \"Criteria\"")]), @r"
    errors-at-every-rollout.toml:21:8 error framework-steps: step 2 of trade-off is not `Criteria` | write `Options` here
    ");
    assert_snapshot!(with(&[
        ("[[framework.steps]]\nstep = \"Choice\"\napply = \"Choose.\"\n", "")
    ]), @r"
    errors-at-every-rollout.toml:15:1 error framework-steps: trade-off has more steps than stand here | add Choice
    ");
    let short = FRAMEWORK.replacen("name = \"Options\"\ntext", "name = \"Option\"\ntext", 1);
    let folder = folder(&[("frameworks/trade-off.toml", &short), (PLACE, QUESTION)]);
    assert_snapshot!(said(&faults_of(folder.path())), @r"
    trade-off.toml:19:8 error framework-steps: step 2 of the framework is not `Option` | write `Options` here
    ");
}

#[test]
fn questions_agree_with_their_folders_and_with_one_another() {
    let other = QUESTION.replace("topic = \"kubernetes\"", "topic = \"aws\"");
    let former = other
        .replace(
            "was = [\"rollout-errors\"]",
            "was = [\"rollout-errors\", \"third\", \"A b\"]",
        )
        .replace("A Deployment", "Another Deployment");
    let folder = folder(&[
        ("bank.toml", VOCABULARY),
        ("frameworks/trade-off.toml", FRAMEWORK),
        (PLACE, QUESTION),
        (
            "questions/aws/errors-at-every-rollout.toml",
            &other.replace("rollout-errors", "old"),
        ),
        ("questions/aws/second.toml", &former),
        (
            "questions/aws/third.toml",
            &QUESTION.replace("rollout-errors", "older"),
        ),
        (
            "questions/aws/Fourth one.toml",
            &other.replace("rollout-errors", "oldest"),
        ),
    ]);
    assert_snapshot!(said(&faults_of(folder.path())), @r#"
    Fourth one.toml:1:1 error bad-slug: the file's name `Fourth one` can't be a slug | use lower-case letters, digits and single hyphens
    second.toml:2:26 error was-clash: the former slug `third` is in use by questions/aws/third.toml | take it out of `was` of the question that never had it
    second.toml:2:35 error bad-slug: `A b` can't have been a slug | write the former file name without .toml
    third.toml:6:9 error topic-not-folder: the topic is `kubernetes`, and the folder is `aws` | write `topic = "aws"`, or move the file
    errors-at-every-rollout.toml:1:1 error duplicate-slug: the slug `errors-at-every-rollout` is taken by questions/aws/errors-at-every-rollout.toml | give one of the two files another name
    errors-at-every-rollout.toml:1:1 warning near-duplicate: questions/aws/errors-at-every-rollout.toml asks nearly the same: 100% of their words are shared | keep the better one, or say in `ask` what is different here
    errors-at-every-rollout.toml:1:1 warning same-title: questions/aws/errors-at-every-rollout.toml has the same title | say in the title what is different here
    errors-at-every-rollout.toml:2:8 error was-clash: the former slug `rollout-errors` is claimed by questions/aws/second.toml, too | take it out of `was` of the question that never had it
    "#);
}
