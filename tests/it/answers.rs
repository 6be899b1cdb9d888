//! Answers from the modal: in the thread, from the channel, again; and what stands below them.

use crate::world::{ANSWER, BETTER, Drill, Person, QUESTION, Seen, World, eventually, silence};

/// The parts of a first coaching reply, in order.
const PARTS: [&str; 5] = [
    "What I saw",
    "Next step",
    "Framework",
    "STAR example",
    "Mistakes to avoid",
];

async fn start() -> (World, Drill) {
    let world = World::start().await;
    let channel = world.channel("interview-prep").await;
    let drill = world.person("newcomer").drill(&channel).await;
    (world, drill)
}

/// The bot's messages that show an answer from the modal.
async fn shown(world: &World, thread: &str) -> Vec<Seen> {
    let mut messages = world.person("regular").messages(thread).await;
    messages.retain(|message| message.has_button("Edit"));
    messages
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_the_thread_it_is_posted_and_coached() {
    let (world, drill) = start().await;
    let newcomer = world.person("newcomer");
    let opened = newcomer.press(&drill.opening, "Answer").await;
    assert_eq!(opened.modal_title(), "Your answer");
    assert_eq!(opened.prefilled(), "");
    let again = newcomer.press(&drill.opening, "Answer").await;
    assert_ne!(
        opened.modal_id(),
        again.modal_id(),
        "phones cache modals by their custom id"
    );
    newcomer.submit(&opened, ANSWER).await;

    let coaching = newcomer.coaching(&drill.thread).await;
    let shown = shown(&world, &drill.thread).await;
    assert_eq!(shown.len(), 1);
    assert!(shown[0].by_bot());
    assert!(shown[0].says(ANSWER));
    assert!(shown[0].says("Newcomer"), "the person's name: {}", shown[0]);
    assert_eq!(shown[0].rows(), [["Edit", "Delete"]]);
    assert!(shown[0].0["embeds"][0]["author"]["icon_url"].is_string());
    assert_is_first_coaching(&coaching);
    assert_eq!(newcomer.coachings(&drill.thread).await, 1);
    world.end().await;
}

fn assert_is_first_coaching(coaching: &Seen) {
    assert_eq!(coaching.headings(), PARTS);
    let length = coaching.words().chars().count();
    assert!(length <= 3_300, "{length} characters");
    let saw = coaching.section("What I saw");
    assert!(
        saw.contains('“') || saw.contains('>') || saw.contains('"'),
        "it quotes the answer: {saw}"
    );
    let missing = saw.matches("I found no words").count();
    assert!(missing <= 2, "{saw}");
    let rows = coaching.rows();
    assert_eq!(rows[0], ["Again", "Hard", "Good", "Easy"]);
    assert_eq!(rows[1][..2], ["Try again", "Next question"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_the_channel_it_ends_with_a_link() {
    let (world, drill) = start().await;
    let newcomer = world.person("newcomer");
    let submitted = newcomer.answer(&drill.card, "Answer", ANSWER).await;
    assert!(submitted.is_ephemeral());
    let reply = newcomer.reply(&submitted).await;
    assert!(reply.says(&format!("<#{}>", drill.thread)), "{reply}");
    newcomer.coaching(&drill.thread).await;
    assert_eq!(shown(&world, &drill.thread).await.len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_words_sent_twice_are_one_answer() {
    let (world, drill) = start().await;
    let newcomer = world.person("newcomer");
    let opened = newcomer.press(&drill.opening, "Answer").await;
    let twice = futures_util::future::join(
        newcomer.submit(&opened, ANSWER),
        newcomer.submit(&opened, ANSWER),
    );
    let (first, second) = twice.await;
    assert!(!first.failed() && !second.failed());
    newcomer.coaching(&drill.thread).await;
    silence().await;
    assert_eq!(shown(&world, &drill.thread).await.len(), 1);
    assert_eq!(newcomer.coachings(&drill.thread).await, 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_attempt_says_what_changed() {
    let (world, drill) = start().await;
    let newcomer = world.person("newcomer");
    newcomer.answer(&drill.opening, "Answer", ANSWER).await;
    let first = newcomer.coaching(&drill.thread).await;

    let opened = newcomer.press(&first, "Try again").await;
    assert_eq!(opened.prefilled(), ANSWER);
    newcomer.submit(&opened, BETTER).await;
    let second = newcomer
        .wait_for(&drill.thread, "a second reply", |message| {
            message.headings().contains(&"What changed")
        })
        .await;
    assert_eq!(
        second.headings(),
        ["What I saw", "What changed", "Next step"]
    );
    for label in ["Framework", "STAR example", "Mistakes"] {
        assert!(
            second.has_button(label),
            "the reference by button: {second}"
        );
    }
    let example = newcomer.pressing(&second, "STAR example").await;
    assert!(example.is_ephemeral());
    assert_eq!(example.headings(), ["STAR example"]);
    assert_eq!(newcomer.coachings(&drill.thread).await, 2);
    assert_eq!(shown(&world, &drill.thread).await.len(), 2);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_can_be_changed_by_its_author() {
    let (world, drill) = start().await;
    let (newcomer, regular) = (world.person("newcomer"), world.person("regular"));
    newcomer.answer(&drill.opening, "Answer", ANSWER).await;
    let coaching = newcomer.coaching(&drill.thread).await;
    let answer = shown(&world, &drill.thread).await.remove(0);

    let refused = regular.pressing(&answer, "Edit").await;
    assert!(refused.is_ephemeral());
    assert!(refused.says("Only its author"), "{refused}");
    let opened = newcomer.press(&answer, "Edit").await;
    assert_eq!(opened.prefilled(), ANSWER);
    let changed = newcomer.submit(&opened, BETTER).await;
    assert!(newcomer.reply(&changed).await.says("Changed"));
    assert!(newcomer.again(&answer).await.says(BETTER));
    silence().await;
    assert_eq!(newcomer.coachings(&drill.thread).await, 1, "no new reply");
    assert_eq!(newcomer.again(&coaching).await.words(), coaching.words());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_can_be_deleted_by_its_author_and_by_moderators() {
    let (world, drill) = start().await;
    let (newcomer, regular) = (world.person("newcomer"), world.person("regular"));
    for moderator in ["newcomer", "organiser"] {
        newcomer.answer(&drill.opening, "Answer", ANSWER).await;
        newcomer.coaching(&drill.thread).await;
        let answer = shown(&world, &drill.thread).await.remove(0);
        let refused = regular.pressing(&answer, "Delete").await;
        assert!(refused.says("Only its author"), "{refused}");
        assert_eq!(shown(&world, &drill.thread).await.len(), 1);

        let deleted = world.person(moderator).pressing(&answer, "Delete").await;
        assert!(deleted.is_ephemeral());
        assert!(deleted.says("Deleted"), "{deleted}");
        eventually("answer and reply to be gone", async || {
            let gone = shown(&world, &drill.thread).await.is_empty();
            (gone && newcomer.coachings(&drill.thread).await == 0).then_some(())
        })
        .await;
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn its_author_says_how_it_went() {
    let (world, drill) = start().await;
    let (newcomer, regular) = (world.person("newcomer"), world.person("regular"));
    newcomer.answer(&drill.opening, "Answer", ANSWER).await;
    let coaching = newcomer.coaching(&drill.thread).await;
    for label in ["Again", "Hard", "Good", "Easy"] {
        let noted = newcomer.pressing(&coaching, label).await;
        assert!(noted.is_ephemeral());
        assert!(noted.says(&format!("**{label}**")), "{noted}");
    }
    let refused = regular.pressing(&coaching, "Good").await;
    assert!(refused.says("for its author to say"), "{refused}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_covered_after_all_is_believed() {
    let (world, drill) = start().await;
    let newcomer = world.person("newcomer");
    newcomer.answer(&drill.opening, "Answer", ANSWER).await;
    let coaching = newcomer.coaching(&drill.thread).await;
    let label = coaching.rows()[1][2].to_owned();
    assert!(label.starts_with("I did cover this"), "{coaching}");
    let before = coaching.section("What I saw").to_owned();
    let which = newcomer.pressing(&coaching, &label).await;
    let point = which.rows()[0][0].to_owned();
    let believed = newcomer.pressing(&which, &point).await;
    assert!(believed.says("I believe you"), "{believed}");
    eventually("the remark to go", async || {
        let now = newcomer.again(&coaching).await;
        (now.section("What I saw") != before).then_some(())
    })
    .await;
    assert_eq!(newcomer.coachings(&drill.thread).await, 1);
    world.end().await;
}

/// How many cards everybody sees in a thread.
async fn cards(person: &Person, thread: &str) -> usize {
    let messages = person.messages(thread).await;
    let public = messages.iter().filter(|message| !message.is_ephemeral());
    public.filter(|message| !message.facts().is_empty()).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_next_question_continues_in_the_thread() {
    let (world, drill) = start().await;
    let (newcomer, regular) = (world.person("newcomer"), world.person("regular"));
    newcomer.answer(&drill.opening, "Answer", ANSWER).await;
    let coaching = newcomer.coaching(&drill.thread).await;
    let refused = regular.pressing(&coaching, "Next question").await;
    assert!(refused.says("Answer this one first"), "{refused}");

    newcomer.press(&coaching, "Next question").await;
    let next = newcomer
        .wait_for(&drill.thread, "the next card", |message| {
            !message.facts().is_empty()
        })
        .await;
    assert_ne!(next.headings(), drill.card.headings());
    // The card is seen a moment before the bot has noted where it stands; until then a second
    // press is answered with the card itself.
    eventually("a link to the card", async || {
        let again = newcomer.pressing(&coaching, "Next question").await;
        assert!(again.is_ephemeral(), "pressed twice: {again}");
        again.says("there already").then_some(())
    })
    .await;
    assert_eq!(cards(&newcomer, &drill.thread).await, 1, "pressed twice");
    newcomer.answer(&next, "Answer", ANSWER).await;
    eventually("a reply on the next question", async || {
        (newcomer.coachings(&drill.thread).await == 2).then_some(())
    })
    .await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_can_be_skipped_by_who_started_the_drill() {
    let (world, drill) = start().await;
    let (newcomer, regular) = (world.person("newcomer"), world.person("regular"));
    let refused = regular.pressing(&drill.opening, "Skip").await;
    assert!(refused.is_ephemeral());
    assert!(
        refused.says(&format!("belongs to <@{}>", newcomer.id)),
        "{refused}"
    );
    newcomer.press(&drill.opening, "Skip").await;
    let next = newcomer
        .wait_for(&drill.thread, "another card", |message| {
            !message.facts().is_empty()
        })
        .await;
    assert_ne!(next.headings(), drill.card.headings());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hints_differ_and_references_ask_first() {
    let (world, drill) = start().await;
    let newcomer = world.person("newcomer");
    let mut hints = Vec::new();
    for _ in 0..8 {
        let hint = newcomer.pressing(&drill.opening, "Hint").await;
        assert!(hint.is_ephemeral());
        hints.push(hint.words());
    }
    let ninth = newcomer.pressing(&drill.opening, "Hint").await;
    assert!(ninth.says("every hint"), "{ninth}");
    hints.sort();
    hints.dedup();
    assert_eq!(hints.len(), 8, "each press gives another one");

    let nudge = newcomer.pressing(&drill.card, "Framework").await;
    assert!(nudge.is_ephemeral());
    assert!(nudge.headings().is_empty(), "{nudge}");
    let shown = newcomer.pressing(&nudge, "Show it anyway").await;
    assert!(shown.is_ephemeral());
    assert_eq!(shown.headings(), ["Framework"]);

    newcomer.answer(&drill.opening, "Answer", ANSWER).await;
    newcomer.coaching(&drill.thread).await;
    for (label, heading) in [
        ("Framework", "Framework"),
        ("STAR example", "STAR example"),
        ("Mistakes", "Mistakes to avoid"),
    ] {
        let shown = newcomer.pressing(&drill.card, label).await;
        assert!(shown.is_ephemeral());
        assert_eq!(shown.headings(), [heading], "opens at once after an answer");
    }
    let more = drill.card.choices("More...");
    let labels: Vec<&str> = more.iter().map(|(_, label)| label.as_str()).collect();
    assert_eq!(
        labels,
        [
            "Key points",
            "How to answer",
            "What interviewers look for",
            "Terms",
            "Follow-ups"
        ]
    );
    for (value, label) in &more {
        let shown = newcomer.choosing(&drill.card, value).await;
        assert!(shown.is_ephemeral());
        let heading = shown.headings()[0];
        assert!(
            heading.starts_with(label.trim_end_matches('s')),
            "{label}: {heading}"
        );
        assert!(!shown.section(heading).is_empty());
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn old_cards_outlive_the_bot_and_their_question() {
    let mut world = World::with(crate::world::Setup {
        start: false,
        ..crate::world::Setup::default()
    })
    .await;
    let content = world.own_content();
    world.start_bot().await;
    let channel = world.channel("interview-prep").await;
    let newcomer = world.person("newcomer");
    let drill = newcomer.drill(&channel).await;
    world.stop_bot().await;
    let file = content.join("questions/kubernetes/autoscaling-six-minutes-late.toml");
    std::fs::remove_file(file).expect("the question's file");
    world.start_bot().await;

    let hint = newcomer.pressing(&drill.opening, "Hint").await;
    assert!(hint.says("Hint 1."), "{hint}");
    newcomer.answer(&drill.card, "Answer", ANSWER).await;
    let coaching = newcomer.coaching(&drill.thread).await;
    assert_is_first_coaching(&coaching);
    let points = newcomer.choosing(&drill.card, "points").await;
    assert!(points.says("placeholder pods"), "{points}");
    let gone = newcomer
        .ask(&channel, "drill", &[("question", QUESTION)])
        .await;
    assert!(gone.says("no question called"), "{gone}");
    world.end().await;
}
