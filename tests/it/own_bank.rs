//! A server's own questions: suggested, decided, taken in and given out as files, hidden.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::world::{ANSWER, Outcome, PLAIN, Person, QUESTION, Seen, TITLE, World, eventually};

const TITLE_OF_OURS: &str = "A failover at three in the morning";

/// Fills the modal of `/bank suggest` in and submits it.
async fn suggest(person: &Person, channel: &str, title: &str) -> Seen {
    let opened = person.slash(channel, "bank suggest", PLAIN).await;
    let submitted = person.fill(&opened, &proposal(title)).await;
    person.reply(&submitted).await
}

fn proposal(title: &str) -> [(&'static str, String); 5] {
    [
        ("title", title.to_owned()),
        ("ask", format!("{title}: what do you do first?")),
        (
            "points",
            "- says who is awake\n- checks the replica".to_owned(),
        ),
        ("topic", "Databases".to_owned()),
        ("facts", "situational, hard".to_owned()),
    ]
}

/// A file as an option's value.
fn file(name: &str, text: &str) -> Value {
    json!({"filename": name, "content_type": "text/plain", "base64": STANDARD.encode(text)})
}

async fn import(person: &Person, channel: &str, format: &str, name: &str, text: &str) -> Seen {
    let options = [("file", file(name, text)), ("format", json!(format))];
    person.ask(channel, "bank-admin import", &options).await
}

async fn show(person: &Person, channel: &str, question: &str) -> Seen {
    person
        .ask(channel, "bank show", &[("question", question)])
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_suggestion_is_approved_told_and_asked_in_its_server_alone() {
    let world = World::start().await;
    let [organiser, newcomer, regular] =
        ["organiser", "newcomer", "regular"].map(|name| world.person(name));
    let channel = world.channel("general").await;
    let thanks = suggest(&newcomer, &channel, TITLE_OF_OURS).await;
    assert!(thanks.is_ephemeral());
    assert!(thanks.says("Thank you"), "{thanks}");
    let body = json!({
        "do": "slash", "channel": channel, "name": "bank-admin",
        "options": [{"name": "queue", "options": []}],
    });
    assert!(regular.try_act(body).await.is_err(), "it is for organisers");

    let waiting = organiser.ask(&channel, "bank-admin queue", PLAIN).await;
    assert!(waiting.is_ephemeral());
    assert_eq!(waiting.headings(), [TITLE_OF_OURS, "Key points"]);
    assert_eq!(waiting.rows(), [["Approve", "Edit", "Reject"]]);
    let facts = [
        ("Topic", "Databases (new)"),
        ("Kind", "Situational"),
        ("Difficulty", "Hard"),
    ];
    assert_eq!(waiting.facts(), facts);
    let approved = organiser.pressing(&waiting, "Approve").await;
    assert!(approved.says("Approved"), "{approved}");
    assert!(approved.rows().is_empty(), "{approved}");

    let direct = newcomer.direct().await;
    let told = newcomer
        .wait_for(&direct, "the news", |message| message.says(TITLE_OF_OURS))
        .await;
    assert!(told.by_bot() && told.says("approved"), "{told}");

    let shown = show(&regular, &channel, TITLE_OF_OURS).await;
    assert_eq!(shown.headings()[0], TITLE_OF_OURS);
    let stats = regular.ask(&channel, "bank stats", PLAIN).await;
    assert!(stats.says("In this server's own bank: 1."), "{stats}");
    let drill = regular
        .drill_with(&channel, &[("topic", "databases")])
        .await;
    assert!(drill.card.says("what do you do first?"), "{}", drill.card);
    regular.answer(&drill.opening, "Answer", ANSWER).await;
    regular.coaching(&drill.thread).await;

    let elsewhere = world.channel_of("Platform guild", "general").await;
    let unknown = show(&regular, &elsewhere, TITLE_OF_OURS).await;
    assert!(unknown.says("I know no question"), "{unknown}");
    let typed = regular
        .suggestions(&elsewhere, "bank show", "question", "failover at three")
        .await;
    let found = typed.as_array().expect("choices").iter();
    assert!(
        !found.clone().any(|choice| choice["name"] == TITLE_OF_OURS),
        "{typed}"
    );
    let here = regular
        .suggestions(&channel, "bank show", "question", "failover at three")
        .await;
    assert_eq!(here[0]["name"], TITLE_OF_OURS, "{here}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_suggestion_is_edited_and_rejected_with_a_reason() {
    let world = World::start().await;
    let [organiser, newcomer, regular] =
        ["organiser", "newcomer", "regular"].map(|name| world.person(name));
    let channel = world.channel("general").await;
    suggest(&newcomer, &channel, "First of two").await;
    suggest(&regular, &channel, "Second of two").await;
    let waiting = organiser.ask(&channel, "bank-admin queue", PLAIN).await;
    assert_eq!(waiting.rows(), [["Approve", "Edit", "Reject", "Next"]]);

    let opened = organiser.press(&waiting, "Edit").await;
    assert_eq!(opened.prefilled(), "First of two");
    let edited = organiser
        .fill(&opened, &proposal("First, made better"))
        .await;
    let edited = organiser.reply(&edited).await;
    assert!(edited.says("First, made better"), "{edited}");

    let opened = organiser.press(&edited, "Reject").await;
    let rejected = organiser.submit(&opened, "We have one like it.").await;
    let next = organiser.reply(&rejected).await;
    assert!(
        next.says("Rejected") && next.says("Second of two"),
        "{next}"
    );
    let direct = newcomer.direct().await;
    let told = newcomer
        .wait_for(&direct, "the news", |message| {
            message.says("First, made better")
        })
        .await;
    assert!(told.says("We have one like it."), "{told}");

    // A modal that stayed open on another screen decides nothing any more.
    let late = organiser.submit(&opened, "Once more.").await;
    let late = organiser.reply(&late).await;
    assert!(
        late.says("Another organiser has rejected that one already"),
        "{late}"
    );
    let export = newcomer.ask(&channel, "privacy export", PLAIN).await;
    let data = newcomer.file(&export).await;
    let data = String::from_utf8(data).expect("text");
    assert!(data.contains("We have one like it."), "{data}");
    let asked = newcomer.ask(&channel, "privacy forget", PLAIN).await;
    newcomer.pressing(&asked, "Erase everything").await;
    eventually("the news to be taken back", async || {
        let left = newcomer.messages(&direct).await;
        let left = left.iter().filter(|message| message.says("made better"));
        (left.count() == 0).then_some(())
    })
    .await;
    world.end().await;
}

const LIST: &str = "\
### Q1: How do you drain a node?

**Answer:**
- cordon first
- respect disruption budgets

### Q2: What is a taint?
";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_comes_in_and_goes_out_as_a_file() {
    let world = World::start().await;
    let organiser = world.person("organiser");
    let channel = world.channel("general").await;
    let empty = organiser.ask(&channel, "bank-admin export", PLAIN).await;
    assert!(empty.says("no questions of its own"), "{empty}");
    let reply = import(&organiser, &channel, "markdown-qa", "list.md", LIST).await;
    assert!(reply.is_ephemeral());
    assert!(reply.says("2 questions joined"), "{reply}");
    let report = organiser.file(&reply).await;
    let report = String::from_utf8(report).expect("text");
    assert!(report.contains("Questions read: 2"), "{report}");
    let shown = show(&organiser, &channel, "How do you drain a node?").await;
    assert_eq!(shown.headings()[0], "How do you drain a node?");

    let export = organiser.ask(&channel, "bank-admin export", PLAIN).await;
    let json = organiser.file(&export).await;
    let json = String::from_utf8(json).expect("text");
    let changed = json.replace("What is a taint?", "What is a taint for?");
    let again = import(&organiser, &channel, "json", "questions.json", &changed).await;
    assert!(
        again.says("1 question took the place of an older one"),
        "{again}"
    );
    assert!(again.says("1 question stood there already"), "{again}");
    let elsewhere = world.channel_of("Platform guild", "general").await;
    let moved = import(&organiser, &elsewhere, "json", "questions.json", &json).await;
    assert!(moved.says("2 questions joined"), "{moved}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_is_no_list_is_refused_with_the_reason() {
    let world = World::start().await;
    let organiser = world.person("organiser");
    let channel = world.channel("general").await;
    for (format, text, expected) in [
        ("json", "{", "not valid JSON"),
        ("csv", "name,kind\na,b\n", "no column holds the questions"),
        ("markdown-qa", "\u{0}\u{1}", "I found no questions"),
        ("question-page", "", "I found no questions"),
    ] {
        let reply = import(&organiser, &channel, format, "list", text).await;
        assert!(reply.is_ephemeral());
        assert!(reply.says(expected), "{format}: {reply}");
    }
    let stats = organiser.ask(&channel, "bank stats", PLAIN).await;
    assert!(stats.says("In this server's own bank: 0."), "{stats}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hidden_question_is_not_asked_and_its_cards_go_on() {
    let world = World::start().await;
    let [organiser, newcomer] = ["organiser", "newcomer"].map(|name| world.person(name));
    let channel = world.channel("general").await;
    let drill = newcomer.drill(&channel).await;
    let options = [("question", QUESTION)];
    let hidden = organiser.ask(&channel, "bank-admin hide", &options).await;
    assert!(hidden.says(TITLE) && hidden.says("is hidden"), "{hidden}");
    assert!(
        hidden.rows().is_empty(),
        "the core's is not removed: {hidden}"
    );
    let unknown = show(&newcomer, &channel, QUESTION).await;
    assert!(unknown.says("I know no question"), "{unknown}");
    let offered = organiser
        .suggestions(&channel, "bank-admin unhide", "question", "auto")
        .await;
    assert_eq!(offered, json!([{"name": TITLE, "value": QUESTION}]));
    newcomer.answer(&drill.opening, "Answer", ANSWER).await;
    newcomer.coaching(&drill.thread).await;
    let elsewhere = world.channel_of("Platform guild", "general").await;
    let there = show(&newcomer, &elsewhere, QUESTION).await;
    assert_eq!(there.headings()[0], TITLE);
    let shown = organiser.ask(&channel, "bank-admin unhide", &options).await;
    assert!(shown.says("can be asked here again"), "{shown}");
    let found = show(&newcomer, &channel, QUESTION).await;
    assert_eq!(found.headings()[0], TITLE);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_typed_is_lost_and_nothing_works_outside_of_a_server() {
    let world = World::start().await;
    let newcomer = world.person("newcomer");
    let channel = world.channel("general").await;
    let opened = newcomer.slash(&channel, "bank suggest", PLAIN).await;
    let blank = [
        ("title", "...".to_owned()),
        ("ask", "Words to keep?!".to_owned()),
    ];
    let blank = newcomer.fill(&opened, &blank).await;
    let refused = newcomer.reply(&blank).await;
    assert!(refused.says("no words in the title"), "{refused}");
    assert!(refused.says("Words to keep?!"), "{refused}");
    for number in 1..=5 {
        suggest(&newcomer, &channel, &format!("Number {number}")).await;
    }
    let full: Outcome = newcomer.slash(&channel, "bank suggest", PLAIN).await;
    let full = newcomer.reply(&full).await;
    assert!(
        full.says("5 of your suggestions are waiting already"),
        "{full}"
    );
    // The modal that was open all the while gives its words back.
    let late = newcomer.fill(&opened, &proposal("A sixth")).await;
    let late = newcomer.reply(&late).await;
    assert!(late.says("A sixth: what do you do first?"), "{late}");
    let direct = newcomer.direct().await;
    let refused = newcomer.ask(&direct, "bank suggest", PLAIN).await;
    assert!(refused.says("in a server"), "{refused}");
    world.end().await;
}
