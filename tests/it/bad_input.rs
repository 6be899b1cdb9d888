//! Whatever people send: nobody is pinged, nothing breaks, and what is said back is kind.

use serde_json::{Value, json};

use crate::world::{ANSWER, Drill, PLAIN, Seen, World, eventually};

async fn start() -> (World, Drill) {
    let world = World::start().await;
    let channel = world.channel("interview-prep").await;
    let drill = world.person("newcomer").drill(&channel).await;
    (world, drill)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answers_of_every_shape_are_taken() {
    let (world, drill) = start().await;
    let newcomer = world.person("newcomer");
    let long = format!("{ANSWER}\n").repeat(40);
    let long: String = long.chars().take(4_000).collect();
    let wide = format!("scale ahead {}", "🦀".repeat(1_994));
    let shapes = [
        ("4,000 characters", long.trim().to_owned()),
        ("4,000 code units of emoji", wide),
        (
            "right to left",
            "הייתי מודד כל שלב בעיכוב, מוסיף קיבולת מראש ובודק את מסד הנתונים שמאחורי השירות".to_owned(),
        ),
        (
            "code",
            format!("```yaml\nminReplicas: 12\n```\n{ANSWER}\n`unclosed and ```` more"),
        ),
        (
            "mark-up",
            "# I **would** ||measure|| _each_ ~~link~~ > of [the](https://example.com) delay <t:0> <#1>".to_owned(),
        ),
        (
            "mentions",
            "@everyone @here I would scale ahead, says <@&1> and everybody agrees with that".to_owned(),
        ),
        ("control characters", "I would\u{0}\u{7}\u{1b}[31m scale\u{202e} ahead\u{200b} of time".to_owned()),
        ("one word", "yes".to_owned()),
    ];
    for (count, (what, words)) in shapes.iter().enumerate() {
        newcomer.answer(&drill.opening, "Answer", words).await;
        let replies = count + 1;
        eventually(&format!("a reply to {what}"), async || {
            (newcomer.coachings(&drill.thread).await == replies).then_some(())
        })
        .await;
        let saw = newcomer.coaching(&drill.thread).await;
        let fences = saw.section("What I saw").matches("```").count();
        assert_eq!(fences % 2, 0, "{what} breaks the reply's layout: {saw}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_pinged_by_what_others_write() {
    let (world, drill) = start().await;
    let newcomer = world.person("newcomer");
    let state = newcomer.state().await;
    let role = state["guilds"][0]["roles"][1]["id"]
        .as_str()
        .expect("a role");
    let loud = format!(
        "@everyone @here <@&{role}> <@{}> I would scale ahead of time and measure every link",
        world.person("regular").id
    );
    newcomer.answer(&drill.opening, "Answer", &loud).await;
    newcomer.coaching(&drill.thread).await;
    newcomer.say(&drill.thread, &loud).await;
    let options = [("topic", loud.as_str())];
    let reply = newcomer.ask(&drill.channel, "drill", &options).await;
    assert!(reply.is_ephemeral());
    let options = [("query", loud.as_str())];
    newcomer.ask(&drill.channel, "bank search", &options).await;
    // That nobody was pinged is asserted for every message of the bot's.
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_has_no_words_is_refused_kindly() {
    let (world, drill) = start().await;
    let newcomer = world.person("newcomer");
    for (words, expected) in [
        (" \n\t ", "I found no text"),
        ("\u{200b}\u{feff}", "I found no text"),
        ("🙂🙂👍🏽 !!", "I found no words"),
    ] {
        for label in ["Answer", "Answer privately"] {
            let submitted = newcomer.answer(&drill.opening, label, words).await;
            let reply = newcomer.reply(&submitted).await;
            assert!(reply.is_ephemeral());
            assert!(reply.says(expected), "{words:?}: {reply}");
        }
    }
    let emoji = newcomer.say(&drill.thread, "👍👍").await;
    let reply = newcomer.submit_as_answer(&emoji).await;
    assert!(reply.says("I found no words"), "{reply}");
    assert_eq!(newcomer.coachings(&drill.thread).await, 0);
    assert_eq!(
        world.database.number("SELECT COUNT(*) FROM attempts").await,
        0
    );
    world.end().await;
}

/// Buttons and selects that this bot never made, or makes no more.
fn strange_message(custom_ids: &[&str]) -> Value {
    let rows: Vec<Value> = custom_ids
        .chunks(5)
        .map(|ids| {
            let buttons: Vec<Value> = ids
                .iter()
                .map(|id| json!({"type": 2, "style": 2, "label": id, "custom_id": id}))
                .collect();
            json!({"type": 1, "components": buttons})
        })
        .collect();
    json!({"content": "from another time", "components": rows})
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn buttons_from_nowhere_are_answered() {
    let (world, drill) = start().await;
    let newcomer = world.person("newcomer");
    let ids = [
        "other-bot-button",
        "g1:answer:not a number",
        "g1:hint:1",
        "g1:show:1:framework",
        "g1:show:1:nothing",
        "g1:rate:1:good",
        "g1:rate:1:perfect",
        "g1:covered:1:0",
        "g1:try-again:zz",
        "g1:edit:zz",
        "g1:delete:zz",
        "g1:next:zz",
        "g1:skip:zz",
        "g9:answer:1",
        "g1:word-of-tomorrow:1",
        "g1:",
        ":",
        "g1:hint:1y2p0ij32e8e7",
        "g1:hint:-1",
        "🦀",
    ];
    let body = strange_message(&ids);
    let posted = world
        .control
        .post_as_bot(world.token(), &drill.thread, &body)
        .await;
    let message = Seen(posted);
    for id in ids {
        let outcome = newcomer.press(&message, id).await;
        assert!(!outcome.failed(), "{id} is left without an answer");
        let reply = newcomer.reply(&outcome).await;
        assert!(reply.is_ephemeral(), "{id}: {reply}");
        assert!(reply.says("/drill"), "{id}: {reply}");
        assert!(!reply.says("went wrong"), "{id}: {reply}");
    }
    // A modal must be the first reply, so a card that is gone shows only after it.
    let answer = strange_message(&["g1:answer:1"]);
    let posted = world
        .control
        .post_as_bot(world.token(), &drill.thread, &answer)
        .await;
    let submitted = newcomer.answer(&Seen(posted), "g1:answer:1", ANSWER).await;
    let reply = newcomer.reply(&submitted).await;
    assert!(reply.says("don't have that any more"), "{reply}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_outlives_its_deleted_thread() {
    let (world, drill) = start().await;
    let newcomer = world.person("newcomer");
    world
        .control
        .shape(json!({"do": "delete_channel", "channel": drill.thread}))
        .await;
    let submitted = newcomer.answer(&drill.card, "Answer", ANSWER).await;
    assert!(!submitted.failed());
    let alone = newcomer
        .wait_for(
            &drill.channel,
            "the reply for its author alone",
            |message| message.headings().first() == Some(&"What I saw"),
        )
        .await;
    assert!(alone.is_ephemeral());
    assert!(alone.says("Your answer is kept"), "{alone}");
    assert_eq!(
        world.database.number("SELECT COUNT(*) FROM attempts").await,
        1
    );
    // The bot still does its work elsewhere.
    newcomer
        .drill_with(&drill.channel, &[("topic", "aws")])
        .await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_outlives_a_locked_and_archived_thread() {
    let (world, drill) = start().await;
    let newcomer = world.person("newcomer");
    let guild = world.guild("Study hall").await;
    for change in [
        json!({"do": "deny", "guild": guild, "permissions": ["MANAGE_THREADS"]}),
        json!({"do": "lock", "channel": drill.thread}),
        json!({"do": "archive", "channel": drill.thread}),
    ] {
        world.control.shape(change).await;
    }
    let submitted = newcomer.answer(&drill.card, "Answer", ANSWER).await;
    assert!(!submitted.failed());
    let alone = newcomer
        .wait_for(
            &drill.channel,
            "the reply for its author alone",
            |message| message.headings().first() == Some(&"What I saw"),
        )
        .await;
    assert!(alone.is_ephemeral());
    assert_eq!(
        world.database.number("SELECT COUNT(*) FROM attempts").await,
        1
    );
    newcomer
        .drill_with(&drill.channel, &[("topic", "aws")])
        .await;
    world.stop_well().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_archived_thread_wakes_for_an_answer() {
    let (world, drill) = start().await;
    let newcomer = world.person("newcomer");
    world
        .control
        .shape(json!({"do": "archive", "channel": drill.thread}))
        .await;
    newcomer.answer(&drill.card, "Answer", ANSWER).await;
    newcomer.coaching(&drill.thread).await;
    let thread = newcomer
        .thread(&drill.thread)
        .await
        .expect("an active thread");
    assert_eq!(thread["thread_metadata"]["archived"], false);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deleted_channel_harms_nobody_else() {
    let (world, drill) = start().await;
    let newcomer = world.person("newcomer");
    newcomer.answer(&drill.opening, "Answer", ANSWER).await;
    newcomer.coaching(&drill.thread).await;
    newcomer.say(&drill.thread, "one more word").await;
    world
        .control
        .shape(json!({"do": "delete_channel", "channel": drill.channel}))
        .await;
    let general = world.channel("general").await;
    let next = newcomer.drill_with(&general, &[("topic", "aws")]).await;
    newcomer.answer(&next.opening, "Answer", ANSWER).await;
    newcomer.coaching(&next.thread).await;
    let kept = newcomer.ask(&general, "privacy show", PLAIN).await;
    assert!(kept.says("2 answers"), "{kept}");
    world.end().await;
}
