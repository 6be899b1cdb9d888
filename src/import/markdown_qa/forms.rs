//! Documents of many forms: which of their lines become questions, and where the others go.

use super::*;

/// Questions with their tags, and what is left over.
fn found(text: &str) -> (Vec<(String, Vec<String>)>, Vec<String>) {
    let read = read(text, &Names::default());
    let asks = read.drafts.into_iter().map(|it| (it.ask, it.tags));
    let left = read.left.into_iter().map(|note| note.text);
    (asks.collect(), left.collect())
}

/// Checks the questions, each with its tag where it has one behind a bar, and what is left over.
fn check(text: &str, questions: &[&str], left: &[&str]) {
    let (asks, found_left) = found(text);
    let asks: Vec<String> = asks
        .into_iter()
        .map(|(ask, tags)| [vec![ask], tags].concat().join(" | "))
        .collect();
    assert_eq!(asks, questions, "{text}");
    assert_eq!(found_left, left, "{text}");
}

#[test]
fn numbered_headings_hold_questions_and_deeper_ones_their_content() {
    let text = "# Questions about delivery\n\n## 1. How do you undo a bad release?\n\n\
        Shift the traffic back first.\n\n### Why it works\n\n- The old version still runs\n\n\
        ### What it does not undo\n\n- A dropped column\n\n\
        ## 2. What does a canary show that a test cannot?\n\nReal traffic.\n\n### Limits\n\n\
        - Few requests say little\n";
    check(
        text,
        &[
            "How do you undo a bad release?",
            "What does a canary show that a test cannot?",
        ],
        &["# Questions about delivery"],
    );
    let read = read(text, &Names::default());
    let says: Vec<_> = read.drafts[0].key_points.iter().map(|it| &it.say).collect();
    assert_eq!(
        says,
        [
            "Why it works: The old version still runs",
            "What it does not undo: A dropped column"
        ]
    );
}

#[test]
fn numbered_sections_hold_no_questions() {
    check(
        "## 1. Names\n### 1.1. Why is an address old?\nA: Kept.\n### 1.2 Who may keep it?\nA: All.\n\
         ## 2. Hosts\n### Explain the load of a host\nA: A queue.\n",
        &[
            "Why is an address old? | names",
            "Who may keep it? | names",
            "Explain the load of a host | hosts",
        ],
        &[],
    );
    check(
        "## Linux\n### 1. A host is slow\n**Answer:** Compare.\n#### 1. First step\nText.\n\
         ### 2. A disk is full\n**Answer:** Look.\n",
        &["A host is slow | linux", "A disk is full | linux"],
        &[],
    );
}

#[test]
fn unnumbered_headings_among_numbered_ones_are_sections() {
    check(
        "# Drills\n### Hosts (1-2)\n### 1. A host answers slowly\n**Answer:** Compare.\n\
         ### 2. A disk is full\n**Answer:** Look.\n### Clusters (3)\n### 3. A pod does not start\n\
         **Answer:** Read.\n### And who told you?\nNobody.\n",
        &[
            "A host answers slowly | hosts-1-2",
            "A disk is full | hosts-1-2",
            "A pod does not start | clusters-3",
            "And who told you? | clusters-3",
        ],
        &["# Drills"],
    );
}

#[test]
fn headings_that_each_question_has_are_its_content() {
    check(
        "### Q1: Slow?\n### Situation here\nOne.\n### Our way\nTwo.\n### Q2: Full?\n\
         ### Situation there\nThree.\n### Their way\nFour.\n",
        &["Slow?", "Full?"],
        &[],
    );
    check(
        "### Q1: Slow?\n### Explanation\nOne.\n### Q2: Full?\nTwo.\n### Explanation\nThree.\n### Q3: Gone?\n",
        &["Slow?", "Full?", "Gone?"],
        &[],
    );
}

#[test]
fn headings_without_any_evidence_are_questions_as_they_stand() {
    check(
        "# Drills\n## Hosts\n### Slow answers\nText.\n### Full disks\nText.\n",
        &["Slow answers | hosts", "Full disks | hosts"],
        &["# Drills"],
    );
    check("## Slow answers\nText.\n", &["Slow answers"], &[]);
}

#[test]
fn bold_lines_are_questions_where_headings_are_none() {
    check(
        "# Questions\n## Storage\n**What does a journal protect against? 👶**\nA half-written change.\n\
         **My tip**\nDraw it.\n**Why can a disk refuse a write?**\nNo inodes.\n\
         ## Networks\n**Who closes a connection first?** That side keeps the state.\n### More\nText.\n",
        &[
            "What does a journal protect against? 👶 | storage",
            "Why can a disk refuse a write? | storage",
            "Who closes a connection first? | networks",
        ],
        &["# Questions"],
    );
    check(
        "# Access\n**1. What does a role grant?**\nRights.\n**2. Handing a role on**\nThe policy.\n",
        &["What does a role grant?", "Handing a role on"],
        &["# Access"],
    );
    let labelled = read(
        "**Question: Why?**\n**Explanation:** A note.\n**Technical answer:** The TTL.\n\
         **Question: Who?**\n**Technical answer:** The owner.\n",
        &Names::default(),
    );
    let asks: Vec<_> = labelled.drafts.iter().map(|it| it.ask.as_str()).collect();
    assert_eq!(asks, ["Why?", "Who?"]);
    assert_eq!(
        labelled.drafts[0].outline,
        ["Explanation: A note. Technical answer: The TTL."]
    );
}

#[test]
fn bold_labelled_questions_leave_headings_to_sections() {
    check(
        "# Stories\n## How to tell one\nBriefly.\n## By area\n### Delivery\n**Q1: When did it fail?**\nOnce.\n\
         ### Storage\n**Q2: Tell me about a full disk.**\nTwice.\n#### Steps\nText.\n",
        &[
            "When did it fail? | delivery",
            "Tell me about a full disk. | storage",
        ],
        &["# Stories", "## How to tell one", "Briefly.", "## By area"],
    );
}

#[test]
fn numbered_items_are_questions_where_nothing_else_is() {
    check(
        "# Images\n1. What makes an image small?\n   - A small base\n   - No build tools\n\n\
         2. Why build twice?\n3. Order in the file that builds it\n   - Later layers are built again\n",
        &[
            "What makes an image small?",
            "Why build twice?",
            "Order in the file that builds it",
        ],
        &["# Images"],
    );
    let read = read(
        "## Hosts\n1. **A host answers slowly. Where do you begin?**\n   I compare it.\n\n\
         2. **How do you see what waits?** Tasks in state D.\n",
        &Names::default(),
    );
    assert_eq!(read.drafts.len(), 2);
    assert_eq!(read.drafts[0].outline, ["I compare it."]);
    assert_eq!(read.drafts[1].outline, ["Tasks in state D."]);
    assert_eq!(read.drafts[1].tags, ["hosts"]);
}

#[test]
fn numbered_steps_and_contents_are_no_questions() {
    check(
        "1. [Why?](#why)\n2. [How?](#how)\n\n## Why?\n1. Measure\n2. Cut\n## How?\n1. Ask why?\n2. Cut\n",
        &["Why?", "How?"],
        &["1. [Why?](#why)", "2. [How?](#how)"],
    );
}

#[test]
fn steps_of_answers_are_no_questions_beside_numbered_ones() {
    check(
        "## Hosts\n1. Why is it slow?\n\nSteps:\n1. Measure\n2. Compare\n3. Cut\n\n2. Who told you?\nNobody.\n",
        &["Why is it slow? | hosts", "Who told you? | hosts"],
        &[],
    );
}

#[test]
fn summaries_are_questions_and_curtains_are_not() {
    check(
        "# Stories\n## Advice\nKeep to one event.\n## Questions\n<details>\n\
         <summary><b>When did you change your mind?</b></summary>\n\n### Then\nWe argued.\n</details>\n\
         <details><summary>Tell me about yourself.</summary>I run.</details>\nEnd.\n",
        &[
            "When did you change your mind? | questions",
            "Tell me about yourself. | questions",
        ],
        &["# Stories", "## Advice", "Keep to one event.", "End."],
    );
    for curtain in [
        "👉 See the answer",
        "Click to see the answer",
        "Show solution",
        "Details",
        "Expand",
    ] {
        let text = format!(
            "## 1. Names\n### 1.1. Why?\n<details>\n<summary>{curtain}</summary>\n\nKept.\n</details>\n\
             ### 1.2. Who?\n<details><summary>{curtain}</summary>All.</details>\n"
        );
        check(&text, &["Why? | names", "Who? | names"], &[]);
        let read = read(&text, &Names::default());
        assert_eq!(read.drafts[0].outline, ["Kept."], "{curtain}");
    }
    let hints = "### Why?\n<details><summary>A hint</summary>TTL.</details>\n".repeat(3);
    check(&hints, &["Why?", "Why?", "Why?"], &[]);
}

#[test]
fn names_of_sections_are_never_lost() {
    check(
        "# Drills\n## A word before you begin\nSpeak aloud.\n## Hosts\n### 1. Slow?\n**Answer:** Compare.\n\
         ## What good answers share\nThey end with a decision.\n",
        &["Slow? | hosts"],
        &[
            "# Drills",
            "## A word before you begin",
            "Speak aloud.",
            "## What good answers share",
            "They end with a decision.",
        ],
    );
    let long = "## Scenarios about hosts, networks, clusters and everything between them";
    check(
        &format!("{long}\n### Q1: Slow?\n## Хосты\n### Q2: Full?\n"),
        &["Slow? | scenarios-about-hosts-networks-clusters", "Full?"],
        &[long, "## Хосты"],
    );
}
