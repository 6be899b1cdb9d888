//! What is said about roles and scorecards.

use super::*;

const ROLE: &str = r#"title = "Cluster keeper"
summary = "Keeps clusters up. Answers for their releases."
checklist = ["a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "a10"]
[[competencies]]
name = "Kubernetes"
shows = ["Reads events first.", "Knows what a drain does."]
topics = ["kubernetes"]
[[competencies]]
name = "Patience"
shows = ["Waits for a second sign.", "Says how long."]
topics = ["kubernetes"]
[[competencies]]
name = "Thrift"
shows = ["Knows the bill.", "Turns things off."]
topics = ["kubernetes"]
[[competencies]]
name = "Care"
shows = ["Plans the way back.", "Asks who is hit."]
topics = ["kubernetes"]
[[competencies]]
name = "Clear words"
shows = ["Draws it.", "Stops in time."]
topics = ["kubernetes"]
[[rounds]]
name = "Technical screen"
minutes = [45, 60]
assesses = ["Depth.", "Order."]
topics = ["kubernetes"]
kinds = ["technical"]
scorecards = ["clusters"]
[[rounds]]
name = "Repair"
minutes = [60, 120]
assesses = ["Evidence.", "Calm."]
topics = ["kubernetes"]
kinds = ["technical", "design"]
[[rounds]]
name = "Final round"
minutes = [30, 30]
assesses = ["Reasons.", "Plans."]
topics = ["kubernetes"]
kinds = ["technical"]
[introduction]
text = "INTRODUCTION"
works_because = ["It is short.", "It has a figure.", "It ends in time."]
[[roadmap]]
phase = "Read"
weeks = [1, 2]
goals = ["Know the parts.", "Name the gaps."]
practice = ["One drill a day.", "Break a node."]
[[roadmap]]
phase = "Speak"
weeks = [3, 6]
goals = ["Six stories.", "One mock."]
practice = ["Two drills a day.", "Tell a story."]
"#;

const SCORECARD: &str = r#"title = "Clusters"
assesses = "Whether somebody can run a cluster."
strong = ["Asks for the load.", "Reads events.", "Plans the way back.", "Knows the limits."]
red_flags = ["Restarts first.", "Never looked.", "Blames the network."]
[anchors]
one = "Knows the words. Needs help with each step."
three = "Runs one. Knows where to look."
five = "Runs many. Says what it costs."
"#;

const SCORECARD_PLACE: &str = "scorecards/clusters.toml";

fn role() -> String {
    let words = format!("I kept 40 clusters. {}", "So we went on. ".repeat(65));
    ROLE.replace("INTRODUCTION", words.trim())
}

fn changed(text: &str, changes: &[(&str, &str)]) -> String {
    let mut text = text.to_owned();
    for (old, new) in changes {
        assert!(text.contains(old), "{old}");
        text = text.replacen(old, new, 1);
    }
    text
}

/// A bank of one question with these files in addition.
fn bank(files: &[(&str, &str)]) -> TempDir {
    let mut all = vec![
        ("bank.toml", VOCABULARY),
        ("frameworks/trade-off.toml", FRAMEWORK),
        (PLACE, QUESTION),
    ];
    all.extend(files);
    folder(&all)
}

fn said_of_role(changes: &[(&str, &str)]) -> String {
    let role = changed(&role(), changes);
    let folder = bank(&[
        ("roles/cluster-keeper.toml", &role),
        (SCORECARD_PLACE, SCORECARD),
    ]);
    said(&faults_of(folder.path()))
}

fn said_of_scorecard(changes: &[(&str, &str)]) -> String {
    let folder = bank(&[(SCORECARD_PLACE, &changed(SCORECARD, changes))]);
    said(&faults_of(folder.path()))
}

#[test]
fn good_ones_have_no_faults_and_keep_all_their_parts() {
    let folder = bank(&[
        ("roles/README.md", "for authors"),
        ("roles/cluster-keeper.toml", &role()),
        (SCORECARD_PLACE, SCORECARD),
    ]);
    let loaded = check(folder.path()).expect("a good bank");
    assert_eq!(said(&loaded.warnings), "");
    let bank = loaded.bank;
    let role = bank.role("cluster-keeper").expect("a role");
    assert_eq!(bank.roles().len(), 1);
    assert_eq!(role.title, "Cluster keeper");
    assert_eq!(role.competencies[1].shows[0], "Waits for a second sign.");
    let round = &role.rounds[1];
    assert_eq!(
        round.minutes.map(|it| (it.from(), it.to())),
        Some((60, 120))
    );
    assert_eq!(round.kinds.len(), 2);
    assert_eq!(role.rounds[0].scorecards, ["clusters"]);
    let introduction = role.introduction.as_ref().expect("an introduction");
    assert_eq!(introduction.works_because.len(), 3);
    let weeks = role.roadmap[1].weeks.expect("weeks");
    assert_eq!((weeks.first(), weeks.last()), (3, 6));
    assert_eq!(role.checklist.len(), 10);
    let scorecard = bank.scorecard("clusters").expect("a scorecard");
    assert_eq!(bank.scorecards().len(), 1);
    assert_eq!(scorecard.red_flags[2], "Blames the network.");
    assert_eq!(scorecard.anchors.five, "Runs many. Says what it costs.");
    assert!(bank.role("clusters").is_none() && bank.scorecard("none").is_none());
    assert_snapshot!(usable(&bank), @r#"1 framework, 1 role, 1 scorecard and 1 question can be used"#);
    assert_snapshot!(json(&[], Some(&bank)), @r#"{"errors":0,"warnings":0,"questions":1,"frameworks":1,"roles":1,"scorecards":1,"faults":[]}"#);
}

#[test]
fn misspelt_keys_and_names_get_a_suggestion() {
    assert_snapshot!(said_of_role(&[
        ("checklist =", "check_list ="),
        ("shows = [\"Reads", "show = [\"Reads"),
        ("topics = [\"kubernetes\"]", "topics = [\"kubernets\", \"aws\"]"),
        ("kinds = [\"technical\"]", "kinds = [\"tecnical\"]"),
        ("scorecards = [\"clusters\"]", "scorecards = [\"cluster\", \"clusters\", \"clusters\"]"),
        ("name = \"Technical screen\"", "name = \"technical-screen\""),
        ("works_because", "works_becuase"),
        ("goals = [\"Know", "goal = [\"Know"),
    ]), @r#"
    cluster-keeper.toml:1:1 warning missing-part: the role lacks `checklist` | it can be used all the same; add them so that people learn more from it
    cluster-keeper.toml:3:1 error unknown-key: `check_list` is not a key of this table | did you mean `checklist`?
    cluster-keeper.toml:4:1 warning missing-part: `shows` is missing here | add `shows = [...]`
    cluster-keeper.toml:6:1 error unknown-key: `show` is not a key of this table | did you mean `shows`?
    cluster-keeper.toml:7:11 error unknown-topic: the topic `kubernets` is not known | did you mean `kubernetes`?
    cluster-keeper.toml:7:24 warning nothing-to-practise: the bank has no question of the topic `aws` | write one, or take the topic out here
    cluster-keeper.toml:25:8 warning other-spelling: bank.toml writes the round `Technical screen` | write `Technical screen`
    cluster-keeper.toml:29:10 error unknown-kind: the kind `tecnical` is not known | did you mean `technical`?
    cluster-keeper.toml:30:15 error unknown-scorecard: the scorecard `cluster` is not known | did you mean `clusters`?
    cluster-keeper.toml:30:38 warning repeated-name: the scorecard `clusters` stands here twice | take one away
    cluster-keeper.toml:43:1 warning missing-part: `works_because` is missing here | add `works_because = [...]`
    cluster-keeper.toml:45:1 error unknown-key: `works_becuase` is not a key of this table | did you mean `works_because`?
    cluster-keeper.toml:46:1 warning missing-part: `goals` is missing here | add `goals = [...]`
    cluster-keeper.toml:49:1 error unknown-key: `goal` is not a key of this table | did you mean `goals`?
    "#);
    assert_snapshot!(said_of_scorecard(&[
        ("red_flags =", "red-flags ="),
        ("three =", "tree ="),
    ]), @r#"
    clusters.toml:1:1 error missing-key: `red_flags` is missing | add `red_flags = [...]`
    clusters.toml:4:1 error unknown-key: `red-flags` is not a key of this table | did you mean `red_flags`?
    clusters.toml:5:1 error missing-key: `three` is missing | add `three = "..."`
    clusters.toml:7:1 error unknown-key: `tree` is not a key of this table | did you mean `three`?
    "#);
}

#[test]
fn parts_that_an_import_lacks_are_warnings() {
    let folder = bank(&[(
        "roles/cluster-keeper.toml",
        "title = 'Cluster keeper'\nnotes = ['kept']\n[[competencies]]\nname = 'Care'\n\
         [[rounds]]\nname = 'Repair'\n[introduction]\n[[roadmap]]\nphase = 'Read'\n",
    )]);
    let loaded = load(folder.path()).expect("usable");
    assert_snapshot!(said(&loaded.warnings), @r#"
    cluster-keeper.toml:1:1 warning missing-part: the role lacks `summary`, `checklist` | it can be used all the same; add them so that people learn more from it
    cluster-keeper.toml:3:1 warning missing-part: `shows` is missing here | add `shows = [...]`
    cluster-keeper.toml:3:1 warning missing-part: `topics` is missing here | add `topics = [...]`
    cluster-keeper.toml:3:1 warning too-few: `competencies` has 1 where 5 to 8 are right | add 4
    cluster-keeper.toml:5:1 warning missing-part: `assesses` is missing here | add `assesses = [...]`
    cluster-keeper.toml:5:1 warning missing-part: `kinds` is missing here | add `kinds = [...]`
    cluster-keeper.toml:5:1 warning missing-part: `minutes` is missing here | add `minutes = [45, 60]` with the right numbers
    cluster-keeper.toml:5:1 warning missing-part: `topics` is missing here | add `topics = [...]`
    cluster-keeper.toml:5:1 warning too-few: `rounds` has 1 where 3 to 5 are right | add 2
    cluster-keeper.toml:7:1 warning missing-part: `text` is missing here | add `text = "..."`
    cluster-keeper.toml:7:1 warning missing-part: `works_because` is missing here | add `works_because = [...]`
    cluster-keeper.toml:8:1 warning missing-part: `goals` is missing here | add `goals = [...]`
    cluster-keeper.toml:8:1 warning missing-part: `practice` is missing here | add `practice = [...]`
    cluster-keeper.toml:8:1 warning missing-part: `weeks` is missing here | add `weeks = [1, 2]` with the right numbers
    "#);
    let role = loaded.bank.role("cluster-keeper").expect("a role");
    assert!(role.rounds[0].minutes.is_none() && role.roadmap[0].weeks.is_none());
}

#[test]
fn what_can_not_be_used_of_a_role_is_an_error() {
    let folder = bank(&[
        ("roles/Bad Name.toml", "summary = ''\nchecklist = ['', 1]\n"),
        (
            "roles/broken.toml",
            "title = '''a\nb'''\n[[competencies]]\n[[rounds]]\nname = ''\nminutes = [60, 45]\n\
             [[roadmap]]\nphase = 'x'\nweeks = [0, 300]\n",
        ),
    ]);
    assert_snapshot!(said(&faults_of(folder.path())), @r#"
    Bad Name.toml:1:1 error bad-slug: the file's name `Bad Name` can't be a role's name | use lower-case letters, digits and single hyphens
    Bad Name.toml:1:1 error missing-key: `title` is missing | add `title = "..."`
    Bad Name.toml:1:1 warning missing-part: the role lacks `summary`, `competencies`, `rounds`, `introduction`, `roadmap` | it can be used all the same; add them so that people learn more from it
    Bad Name.toml:2:14 error empty-text: an entry of `checklist` is empty | write it or take it out
    Bad Name.toml:2:14 warning too-few: `checklist` has 1 where 10 are right | add 9
    Bad Name.toml:2:18 error wrong-type: `checklist` must be a text here, and this is a number | write it in quotes, as in `checklist = "..."`
    broken.toml:1:1 warning missing-part: the role lacks `summary`, `introduction`, `checklist` | it can be used all the same; add them so that people learn more from it
    broken.toml:1:9 error title-of-two-lines: the title has a line break | write it in one line
    broken.toml:3:1 error missing-key: `name` is missing | add `name = "..."`
    broken.toml:3:1 warning missing-part: `shows` is missing here | add `shows = [...]`
    broken.toml:3:1 warning missing-part: `topics` is missing here | add `topics = [...]`
    broken.toml:3:1 warning too-few: `competencies` has 1 where 5 to 8 are right | add 4
    broken.toml:4:1 warning missing-part: `assesses` is missing here | add `assesses = [...]`
    broken.toml:4:1 warning missing-part: `kinds` is missing here | add `kinds = [...]`
    broken.toml:4:1 warning missing-part: `topics` is missing here | add `topics = [...]`
    broken.toml:4:1 warning too-few: `rounds` has 1 where 3 to 5 are right | add 2
    broken.toml:5:8 error empty-text: `name` is empty | write the name
    broken.toml:6:11 error bad-minutes: from 60 to 45 is no range of minutes | write the shorter one first, both from 1 to 120
    broken.toml:7:1 warning missing-part: `goals` is missing here | add `goals = [...]`
    broken.toml:7:1 warning missing-part: `practice` is missing here | add `practice = [...]`
    broken.toml:9:9 error bad-weeks: from 0 to 300 are no weeks | write the first week, then the last one, counted from 1
    "#);
}

#[test]
fn a_scorecard_is_complete() {
    let folder = bank(&[(SCORECARD_PLACE, "title = 'Clusters'\n")]);
    assert_snapshot!(said(&faults_of(folder.path())), @r#"
    clusters.toml:1:1 error missing-key: `assesses` is missing | add `assesses = "..."`
    clusters.toml:1:1 error missing-key: `red_flags` is missing | add `red_flags = [...]`
    clusters.toml:1:1 error missing-key: `strong` is missing | add `strong = [...]`
    clusters.toml:1:1 error missing-key: the scorecard has no anchors | add [anchors] with `one`, `three` and `five`
    "#);
    assert_snapshot!(said_of_scorecard(&[
        ("one = ", "# "),
        ("five = \"Runs many. Says what it costs.\"", "five = ''"),
        ("\"Reads events.\"", "\"\""),
    ]), @r#"
    clusters.toml:3:33 error empty-text: an entry of `strong` is empty | write it or take it out
    clusters.toml:5:1 error missing-key: `one` is missing | add `one = "..."`
    clusters.toml:8:8 error empty-text: `five` is empty | write the five
    "#);
}

#[test]
fn measures_of_the_guide_are_held() {
    assert_snapshot!(said_of_role(&[
        ("\"a9\", \"a10\"", "\"a9\""),
        ("Keeps clusters up. Answers for their releases.", "Keeps clusters up"),
        ("I kept 40 clusters. ", "I kept clusters. So it goes. "),
        ("weeks = [3, 6]", "weeks = [4, 5]"),
        ("Says how long.", &format!("Says {}how long.", "very ".repeat(50))),
    ]), @r#"
    cluster-keeper.toml:2:11 warning too-few: the summary has 1 sentence where 2 to 3 are right | say more
    cluster-keeper.toml:3:14 warning too-few: `checklist` has 9 where 10 are right | add 1
    cluster-keeper.toml:10:38 warning long-sentence: the sentence `Says very very very very …` has 53 words, and 45 are enough | make two of it
    cluster-keeper.toml:10:38 warning long-text: this entry has 264 characters, and 180 are enough | cut 84 characters
    cluster-keeper.toml:44:8 warning introduction-without-figure: the introduction has no figure in digits | say how much, how many or how fast, in digits
    cluster-keeper.toml:51:1 warning roadmap-length: the roadmap has 5 weeks where 6 are right | stretch or shorten its phases
    cluster-keeper.toml:53:9 warning weeks-out-of-order: this phase begins with week 4, where week 3 is next | let each phase begin where the one before has ended
    "#);
    let endless = format!("three = \"{}", "Runs one. ".repeat(600));
    assert_snapshot!(said_of_scorecard(&[
        ("\"Asks for the load.\", ", ""),
        ("\"Restarts first.\", ", ""),
        ("\"Knows the limits.\"", &format!("\"{}\"", "limits ".repeat(30))),
        ("three = \"", &endless),
    ]), @r#"
    clusters.toml:1:1 error too-long: the scorecard has 6458 characters as shown; Discord shows at most 5700 | cut 758 characters
    clusters.toml:3:11 warning too-few: `strong` has 3 where 4 to 6 are right | add 1
    clusters.toml:3:51 warning long-text: this entry has 209 characters, and 180 are enough | cut 29 characters
    clusters.toml:4:14 warning too-few: `red_flags` has 2 where 3 to 5 are right | add 1
    clusters.toml:7:9 warning long-text: this anchor has 6030 characters, and 400 are enough | cut 5630 characters
    clusters.toml:7:9 warning too-many: this anchor has 602 sentences where 2 to 4 are right | keep what matters most
    "#);
}

#[test]
fn the_same_in_two_files_is_said() {
    let other = changed(
        &role(),
        &[("Knows what a drain does.", "Knows well what a drain  does.")],
    );
    let first = changed(&role(), &[("Knows what", "Knows well what")]);
    let folder = bank(&[
        ("roles/cluster-keeper.toml", &first),
        ("roles/other.toml", &other),
        (SCORECARD_PLACE, SCORECARD),
        ("scorecards/other.toml", SCORECARD),
    ]);
    assert_snapshot!(said(&faults_of(folder.path())), @r#"
    other.toml:1:1 warning same-title: roles/cluster-keeper.toml has the same title | say in the title what is different here
    other.toml:2:11 warning repeated-text: roles/cluster-keeper.toml, line 2, says the same | say what is different here, or take it out of one of them
    other.toml:6:33 warning repeated-text: roles/cluster-keeper.toml, line 6, says the same | say what is different here, or take it out of one of them
    other.toml:10:10 warning repeated-text: roles/cluster-keeper.toml, line 10, says the same | say what is different here, or take it out of one of them
    other.toml:44:8 warning repeated-text: roles/cluster-keeper.toml, line 44, says the same | say what is different here, or take it out of one of them
    other.toml:1:1 warning same-title: scorecards/clusters.toml has the same title | say in the title what is different here
    other.toml:2:12 warning repeated-text: scorecards/clusters.toml, line 2, says the same | say what is different here, or take it out of one of them
    other.toml:6:7 warning repeated-text: scorecards/clusters.toml, line 6, says the same | say what is different here, or take it out of one of them
    other.toml:7:9 warning repeated-text: scorecards/clusters.toml, line 7, says the same | say what is different here, or take it out of one of them
    other.toml:8:8 warning repeated-text: scorecards/clusters.toml, line 8, says the same | say what is different here, or take it out of one of them
    "#);
}

#[test]
fn names_are_free_where_the_bank_lists_none() {
    let role = changed(
        &role(),
        &[("topics = [\"kubernetes\"]", "topics = [\"cooking\"]")],
    );
    let folder = folder(&[
        ("frameworks/trade-off.toml", FRAMEWORK),
        (PLACE, QUESTION),
        ("roles/cluster-keeper.toml", &role),
    ]);
    assert_snapshot!(said(&faults_of(folder.path())), @r#"cluster-keeper.toml:7:11 warning nothing-to-practise: the bank has no question of the topic `cooking` | write one, or take the topic out here"#);
    let bad = changed(
        &role,
        &[
            ("\"cooking\"", "\"Cooking at home\""),
            ("\"clusters\"", "\"A b\""),
        ],
    );
    let folder = super::folder(&[
        ("frameworks/trade-off.toml", FRAMEWORK),
        (PLACE, QUESTION),
        ("roles/cluster-keeper.toml", &bad),
    ]);
    assert_snapshot!(said(&faults_of(folder.path())), @r#"
    cluster-keeper.toml:7:11 error bad-id: `Cooking at home` can't be the id of a topic | use lower-case letters, digits and single hyphens
    cluster-keeper.toml:30:15 error bad-id: `A b` can't be the id of a scorecard | use lower-case letters, digits and single hyphens
    "#);
}

#[test]
fn our_own_are_complete() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let loaded = check(&content).expect("our bank");
    let own = |fault: &&Fault| {
        ["roles/", "scorecards/"]
            .iter()
            .any(|folder| fault.file.starts_with(folder))
    };
    let faults: Vec<_> = loaded.warnings.iter().filter(own).cloned().collect();
    assert_eq!(said(&faults), "");
    assert_eq!(loaded.bank.roles().len(), 5);
    assert_eq!(loaded.bank.scorecards().len(), 7);
    for role in loaded.bank.roles() {
        assert!(role.introduction.is_some(), "{}", role.name);
        for round in &role.rounds {
            assert!(
                !round.scorecards.is_empty(),
                "{}: {}",
                role.name,
                round.name
            );
        }
    }
}
