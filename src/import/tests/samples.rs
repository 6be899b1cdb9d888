//! Each format's sample, imported and loaded.

use super::*;
use crate::domain::feedback::observe;

const PAGES: [&str; 9] = [
    "clean.txt",
    "as-windows-1252.txt",
    "as-cp437.txt",
    "as-cp850.txt",
    "as-cp866.txt",
    "as-iso-8859-1.txt",
    "twice-as-windows-1252.txt",
    "in-windows-1252.txt",
    "in-windows-1252-as-cp437.txt",
];

#[test]
fn a_page_reads_alike_whatever_its_damage() {
    let clean = imported(Format::QuestionPage, "page/clean.txt");
    assert_eq!(clean.report.repairs, 0);
    for name in PAGES {
        let page = imported(Format::QuestionPage, &format!("page/{name}"));
        assert_eq!(page.report.questions, 4, "{name}");
        assert_eq!(page.report.fields, clean.report.fields, "{name}");
        if name.starts_with("in-windows-1252-as") {
            // Quotation marks of one page in another are letters: these can't be told.
            continue;
        }
        assert_eq!(page.files, clean.files, "{name}");
        assert_eq!(page.report.left_over, clean.report.left_over, "{name}");
    }
}

#[test]
fn a_page_fills_the_fields_that_it_has() {
    let imported = imported(Format::QuestionPage, "page/as-cp437.txt");
    let (_folder, loaded) = loaded(&imported);
    let questions = loaded.bank.questions();
    assert_eq!(questions.len(), 3);
    let first = question(
        &loaded.bank,
        "how-would-you-keep-a-service-available-while-its-cluster-is",
    );
    assert_eq!(
        (first.kind, first.difficulty),
        (Kind::Technical, Difficulty::Hard)
    );
    assert_eq!((first.minutes.from(), first.minutes.to()), (8, 10));
    assert_eq!(first.rounds, ["technical-screen"]);
    let framework = first.framework.as_ref().expect("a framework");
    assert_eq!(
        (framework.name.as_str(), framework.steps.len()),
        ("trade-off", 5)
    );
    let star = first.star.as_ref().expect("a story");
    assert_eq!(
        star.result,
        "All three upgrades took 9 days, and 0.02% of requests failed."
    );
    assert!(star.action.starts_with("I checked") && !star.action.contains("9 days"));
    assert_eq!(first.outline[0], "Ask what “available” means here");
    assert!(first.key_points.iter().all(|point| point.cues.is_empty()));
    assert_eq!(first.terms[0].meaning, "a limit on voluntary evictions");
    assert_eq!(first.mistakes[0].why, "it feels safer");
    assert_eq!(first.mistakes[1].say, "Forgetting the clients’ versions");
    let second = question(
        &loaded.bank,
        "tell-me-about-a-time-you-disagreed-with-a-release",
    );
    assert!(second.outline.is_empty() && second.looks_for.is_empty());
    assert_eq!(second.terms.len(), 3);
    let star = second.star.as_ref().expect("a story");
    assert!(star.situation.is_empty() && star.action.contains("found a leak"));
}

#[test]
fn a_page_is_reported_line_by_line() {
    let imported = imported(Format::QuestionPage, "page/clean.txt");
    assert_snapshot!(imported.report, @r"
    Questions read: 4

    Questions without their text: 1 (add `ask`, then move the file into questions)
      line 52: unfinished/kubernetes/question-52.toml

    Field           filled  missing
    title                0        4
    ask                  3        1
    kind                 3        1
    difficulty           4        0
    competencies         0        4
    rounds               3        1
    minutes              3        1
    tags                 0        4
    framework            3        1
    star                 2        2
    outline              3        1
    key_points           2        2
    cues                 0        4
    terms                2        2
    looks_for            1        3
    mistakes             1        3
    follow_ups           0        4
    sources              0        4

    Lines left over: 9
      line 1: Interview questions for platform engineers (kept in unfinished/left-over-of-list.txt)
      line 2: 24 questions (kept in unfinished/left-over-of-list.txt)
      line 3: Filter by kind (kept in unfinished/left-over-of-list.txt)
      line 18: STAR example: `Action` is taken for the result, which was missing (kept in questions/kubernetes/how-would-you-keep-a-service-available-while-its-cluster-is.toml)
      line 35: Show answer (kept in unfinished/left-over-of-list.txt)
      line 40: Answer framework: Use the STAR method and keep to one story (kept in questions/kubernetes/tell-me-about-a-time-you-disagreed-with-a-release.toml)
      line 41: STAR example: it came without labels and stands whole under the action (kept in questions/kubernetes/tell-me-about-a-time-you-disagreed-with-a-release.toml)
      line 58: Kind: Leadership (kept in questions/kubernetes/how-do-you-decide-what-not-to-do.toml)
      line 64: © 2024 (kept in unfinished/left-over-of-list.txt)
    ");
}

#[test]
fn markdown_fills_fields_from_headed_groups() {
    let imported = imported(Format::MarkdownQa, "list.md");
    let (_folder, loaded) = loaded(&imported);
    assert_eq!(loaded.bank.questions().len(), 5);
    let restarts = question(
        &loaded.bank,
        "a-pod-restarts-every-few-minutes-how-do-you-find-out-why",
    );
    let says: Vec<_> = restarts
        .key_points
        .iter()
        .map(|point| point.say.as_str())
        .collect();
    assert_eq!(
        says,
        [
            "Strategy: Read the last state and exit code before anything else",
            "Strategy: Compare memory use with the limit: working set, not the cache",
            "Implementation: kubectl describe for events, then logs of the previous container",
            "Implementation: Correlate with the last roll-out",
        ]
    );
    assert_eq!(restarts.difficulty, Difficulty::Hard);
    assert_eq!(
        restarts.tags,
        ["kubernetes-containers", "pods", "debugging"]
    );
    let apply = question(
        &loaded.bank,
        "what-happens-between-kubectl-apply-and-a-running-container",
    );
    assert_eq!(
        apply.example.as_ref().map(|it| it.language.as_str()),
        Some("bash")
    );
    assert_eq!(apply.mistakes[0].why, "it seems obvious");
    assert_eq!(apply.sources.len(), 1);
    let faster = question(
        &loaded.bank,
        "tell-me-about-a-pipeline-that-you-made-faster-why",
    );
    assert!(
        faster
            .star
            .as_ref()
            .is_some_and(|star| star.result.starts_with("14 minutes"))
    );
    let undo = question(
        &loaded.bank,
        "how-do-you-undo-a-release-that-changed-the-database",
    );
    assert_eq!(undo.key_points.len(), 2);
    assert_eq!(
        undo.outline,
        ["Expand and contract keeps both versions working."]
    );
    let left: Vec<_> = imported
        .report
        .left_over
        .iter()
        .map(|left| (left.line, left.text.as_str()))
        .collect();
    assert_eq!(
        left,
        [
            (1, "# Platform interview notes"),
            (3, "Collected over two years."),
            (43, "Sources: the blue book"),
        ]
    );
}

#[test]
fn csv_takes_usual_names_and_keeps_the_rest() {
    let imported = imported(Format::Csv, "list.csv");
    assert_eq!(imported.report.without_text.len(), 1);
    let (_folder, loaded) = loaded(&imported);
    let pool = question(&loaded.bank, "how-do-you-size-a-node-pool");
    assert_eq!(pool.outline, ["Measure requests", "Leave room for a zone"]);
    assert_eq!(pool.key_points.len(), 3);
    assert_eq!(pool.tags, ["kubernetes", "capacity"]);
    assert_eq!((pool.minutes.from(), pool.minutes.to()), (6, 8));
    let left: Vec<_> = imported
        .report
        .left_over
        .iter()
        .map(|left| (left.line, left.text.as_str()))
        .collect();
    assert_eq!(
        left,
        [
            (2, "Owner: platform team"),
            (7, "Level: Purple"),
            (7, "Type: Odd"),
            (7, "Duration: ten"),
        ]
    );
}

#[test]
fn json_takes_objects_and_lists() {
    let imported = imported(Format::Json, "list.json");
    let (_folder, loaded) = loaded(&imported);
    let delete = question(&loaded.bank, "which-of-your-dashboards-would-you-delete");
    assert_eq!(delete.key_points[0].cues, ["views", "usage"]);
    assert_eq!(delete.terms[0].term, "SLI");
    assert_eq!(delete.tags, ["observability"]);
    assert!(
        delete
            .star
            .as_ref()
            .is_some_and(|star| star.result == "22 were left.")
    );
    let left: Vec<_> = imported
        .report
        .left_over
        .iter()
        .map(|left| (left.line, left.text.as_str()))
        .collect();
    assert_eq!(
        left,
        [
            (1, "version: 3"),
            (4, "Sources: our wiki"),
            (4, "votes: 17")
        ]
    );
}

#[test]
fn our_own_bank_survives_json_unchanged() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let own = content::load(&content).expect("our bank");
    let mut objects = Vec::new();
    for question in own.bank.questions() {
        let path = format!("questions/{}/{}.toml", question.topic, question.id.slug());
        let text = fs::read_to_string(content.join(path)).expect("its file");
        let mut table: toml::Table = text.parse().expect("TOML");
        table.insert("slug".to_owned(), question.id.slug().into());
        objects.push(serde_json::to_value(table).expect("JSON"));
    }
    let text = serde_json::to_string_pretty(&objects).expect("JSON");
    let imported = read(Format::Json, text.as_bytes(), &target()).expect("read");
    assert_eq!(imported.report.left_over, []);
    let folder = tempfile::tempdir().expect("a folder for the test");
    fs::copy(content.join("bank.toml"), folder.path().join("bank.toml")).expect("copied");
    write(folder.path(), &imported.files).expect("written");
    let again = content::load(folder.path()).expect("usable");
    for question in own.bank.questions() {
        let same = again.bank.question(&question.id).expect("it is there");
        assert_eq!(**same, **question);
    }
}

#[test]
fn imported_questions_are_usable_in_drills() {
    let imported = imported(Format::QuestionPage, "page/clean.txt");
    let (_folder, loaded) = loaded(&imported);
    for question in loaded.bank.questions() {
        let answer =
            "First I would look at the error rate, then roll back, because users come first.";
        let report = observe(question, answer, &[]);
        assert!(
            !crate::domain::feedback::words::next_step(
                crate::domain::language::Language::English,
                question,
                &report
            )
            .is_empty()
        );
    }
}
