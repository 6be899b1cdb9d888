//! Guides of roles, imported and loaded.

use super::*;
use crate::domain::role::Role;

#[test]
fn a_role_guide_becomes_a_role() {
    let imported = imported(Format::RoleGuide, "role.md");
    assert_eq!(imported.report.roles, 1);
    assert_snapshot!(imported.files[0].text.replace(",\n    ", ", "), @r###"
    title = "Platform engineer"
    summary = "Builds the paved road on which other teams ship. The team’s customers sit two desks away."
    checklist = [
        "Two questions for them", "A quiet room",
    ]
    notes = [
        "level: senior", "## Salary", "Ask for the range first.",
    ]

    [[competencies]]
    name = "Product thinking"
    shows = [
        "Asks teams what slows them", "Measures adoption, not output",
    ]
    topics = ["leadership"]

    [[competencies]]
    name = "Kubernetes"

    [[competencies]]
    name = "Automation"
    shows = [
        "Removes steps, not people", "Tests what it automates",
    ]

    [[rounds]]
    name = "Technical screen"
    minutes = [
        45, 60,
    ]
    assesses = ["Debugging aloud"]
    kinds = ["technical"]

    [[rounds]]
    name = "Architecture deep dive"
    minutes = [
        60, 90,
    ]
    assesses = ["Draws before naming tools"]

    [introduction]
    text = """
    I have run build systems for eight years, the last three as a product.

    Before that I was on call for a payment path."""
    works_because = ["One thread through the career"]

    [[roadmap]]
    phase = "Phase 1: Foundations (weeks 1-2)"
    weeks = [
        1, 2,
    ]
    goals = ["Read three post-mortems"]
    practice = ["Two drills a day on kubernetes"]

    [[roadmap]]
    phase = "Phase 2: Stories (weeks 3-6)"
    weeks = [
        3, 6,
    ]
    goals = ["Write six stories"]
    "###);
}

/// Adds a question of its own to a bank, since one without any is none.
fn with_a_question(imported: &Imported) -> Imported {
    let mut imported = imported.clone();
    imported.files.push(BankFile {
        path: "questions/kubernetes/own.toml".to_owned(),
        text: "title = 'own'\nask = 'own?'\ntopic = 'kubernetes'".to_owned(),
    });
    imported
}

#[test]
fn an_imported_role_is_what_the_bank_reads() {
    let imported = with_a_question(&imported(Format::RoleGuide, "role.md"));
    let (_folder, loaded) = loaded(&imported);
    let role = loaded.bank.role("platform-engineer").expect("the role");
    assert_eq!(role.title, "Platform engineer");
    assert_eq!(role.competencies.len(), 3);
    assert_eq!(role.competencies[2].shows[0], "Removes steps, not people");
    let round = &role.rounds[1];
    assert_eq!(round.minutes.map(|it| (it.from(), it.to())), Some((60, 90)));
    assert_eq!(role.rounds[0].kinds, [Kind::Technical]);
    let introduction = role.introduction.as_ref().expect("an introduction");
    assert_eq!(
        introduction.works_because,
        ["One thread through the career"]
    );
    let weeks = role.roadmap[1].weeks.expect("weeks");
    assert_eq!((weeks.first(), weeks.last()), (3, 6));
    assert_eq!(role.checklist, ["Two questions for them", "A quiet room"]);
}

#[test]
fn a_guide_without_a_title_waits_for_one() {
    let text = "## Checklist\n- A quiet room\n";
    let imported = read(Format::RoleGuide, text.as_bytes(), &target()).expect("read");
    assert_eq!(imported.files[0].path, "unfinished/roles/list.toml");
    assert_eq!(
        imported.report.without_title,
        ["unfinished/roles/list.toml"]
    );
    let (_folder, loaded) = loaded(&with_a_question(&imported));
    assert_eq!(loaded.bank.roles().len(), 0);
}

#[test]
fn our_own_roles_survive_a_guide_unchanged() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let own = content::load(&content).expect("our bank");
    let known = content::known(&content);
    let names = Names {
        topics: known.topics,
        scorecards: known.scorecards,
        ..Names::default()
    };
    assert_eq!(own.bank.roles().len(), 5);
    for role in own.bank.roles() {
        let file = content.join(format!("roles/{}.toml", role.name));
        let text = fs::read_to_string(file).expect("its file");
        let table: toml::Table = text.parse().expect("TOML");
        // JSON is YAML, too.
        let guide = serde_json::to_string_pretty(&table).expect("JSON");
        let guide = format!("---\n{guide}\n---\n");
        let target = Target {
            names: names.clone(),
            ..target()
        };
        let imported = read(Format::RoleGuide, guide.as_bytes(), &target).expect("read");
        assert_eq!(imported.report.left_over, []);
        let mut imported = with_a_question(&imported);
        for name in ["bank.toml", "scorecards"] {
            let from = content.join(name);
            let files: Vec<_> = if from.is_dir() {
                let entries = fs::read_dir(&from).expect("a folder");
                entries.map(|entry| entry.expect("a file").path()).collect()
            } else {
                vec![from]
            };
            imported.files.extend(files.iter().map(|path| {
                BankFile {
                    path: path
                        .strip_prefix(&content)
                        .expect("a path inside")
                        .display()
                        .to_string(),
                    text: fs::read_to_string(path).expect("a text"),
                }
            }));
        }
        let (_folder, again) = loaded(&imported);
        let found = again.bank.roles().next().expect("the role");
        // A guide does not say how its file is called.
        let found = Role {
            name: role.name.clone(),
            ..found.clone()
        };
        assert_eq!(found, *role);
    }
}

#[test]
fn headings_in_a_checklist_stay_with_their_items() {
    let text = "---\ntitle: \"3. Release engineer\"\n---\n# Release engineer\n\n\
        ## Key skills required:\n\n* **Pipelines:** builds one from an empty file\n\n\
        ## 🎯 Interview day checklist\n\n- [ ] A clear head\n\n### Before the interview\n\n\
        - [ ] A second screen\n\n### During the interview\n\n- [ ] Ask before drawing\n\n### After it\n\n\
        ## Preparation checklist\n\n### Phase 1: Foundations (weeks 1-2)\n\n\
        - [ ] Read three reviews of incidents\n\n### Week 3: Aloud\n\n- [ ] Speak\n\n### Links\n\n- A list\n";
    let imported = read(Format::RoleGuide, text.as_bytes(), &target()).expect("read");
    assert_eq!(imported.files[0].path, "roles/release-engineer.toml");
    assert_snapshot!(imported.files[0].text.replace(",\n    ", ", "), @r####"
    title = "Release engineer"
    checklist = [
        "A clear head", "Before the interview: A second screen", "During the interview: Ask before drawing",
    ]
    notes = [
        "## 🎯 Interview day checklist", "### After it", "## Preparation checklist", "### Links", "- A list",
    ]

    [[competencies]]
    name = "Pipelines"
    shows = ["builds one from an empty file"]

    [[roadmap]]
    phase = "Phase 1: Foundations (weeks 1-2)"
    weeks = [
        1, 2,
    ]
    goals = ["Read three reviews of incidents"]

    [[roadmap]]
    phase = "Week 3: Aloud"
    weeks = [
        3, 3,
    ]
    goals = ["Speak"]
    "####);
}
