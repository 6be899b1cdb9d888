//! What members do in a daily thread: nothing of coaching is public, and nothing is lost.

use jiff::SignedDuration;
use serde_json::json;

use super::{post_question, with_question};
use crate::world::{ANSWER, BETTER, Person, Seen, Setup, World, eventually, silence};

/// The bot's public messages in a thread.
async fn public(world: &World, thread: &str) -> Vec<Seen> {
    let mut messages = world.person("organiser").messages(thread).await;
    // The first one of a thread stands for the card above it.
    let is_card = |one: &Seen| one.0["type"] == 21;
    messages.retain(|one| one.by_bot() && !one.is_ephemeral() && !is_card(one));
    messages
}

/// The bot's messages that show an answer from the modal.
async fn shown(world: &World, thread: &str) -> Vec<Seen> {
    let mut messages = public(world, thread).await;
    messages.retain(|one| one.has_button("Edit"));
    messages
}

/// Waits for the mark of a message that was taken as an answer.
async fn marked(person: &Person, message: &Seen) {
    eventually("the mark on an answer", async || {
        let message = person.again(message).await;
        let reactions = message.0["reactions"].as_array()?;
        let mark = reactions.iter().find(|one| one["emoji"]["name"] == "✅")?;
        (mark["count"] == 1).then_some(())
    })
    .await;
}

fn assert_feedback(reply: &Seen) {
    assert!(reply.is_ephemeral(), "{reply}");
    assert_eq!(reply.headings(), ["What I saw", "Next step"], "{reply}");
    assert!(reply.section("What I saw").contains('“'), "{reply}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_modal_answer_is_posted_and_coached_for_its_author_alone() {
    let (world, posted) = with_question(&[]).await;
    let newcomer = world.person("newcomer");
    let submitted = newcomer.answer(&posted.card, "Answer", ANSWER).await;
    let reply = newcomer.reply(&submitted).await;
    assert_feedback(&reply);
    assert!(reply.says(&format!("<#{}>", posted.thread)), "{reply}");
    assert_eq!(reply.rows()[0][0], "Try again");
    eventually("the answer in the thread", async || {
        (shown(&world, &posted.thread).await.len() == 1).then_some(())
    })
    .await;
    let answers = shown(&world, &posted.thread).await;
    assert!(answers[0].says(ANSWER) && answers[0].says("Newcomer"));
    silence().await;
    let messages = public(&world, &posted.thread).await;
    assert_eq!(messages.len(), 2, "opening message and answer");
    assert!(messages.iter().all(|one| !one.says("What I saw")));

    let again = newcomer.press(&reply, "Try again").await;
    assert_eq!(again.prefilled(), ANSWER);
    let submitted = newcomer.submit(&again, BETTER).await;
    let second = newcomer.reply(&submitted).await;
    assert_eq!(
        second.headings(),
        ["What I saw", "What changed", "Next step"]
    );
    eventually("the second answer in the thread", async || {
        (shown(&world, &posted.thread).await.len() == 2).then_some(())
    })
    .await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_private_answer_leaves_no_name_and_is_counted_at_the_reveal() {
    let (world, posted) = with_question(&[]).await;
    let (newcomer, regular) = (world.person("newcomer"), world.person("regular"));
    let submitted = newcomer
        .answer(&posted.opening, "Answer privately", ANSWER)
        .await;
    assert_feedback(&newcomer.reply(&submitted).await);
    silence().await;
    assert_eq!(public(&world, &posted.thread).await.len(), 1);
    regular.answer(&posted.opening, "Answer", BETTER).await;
    world.pass(SignedDuration::from_hours(22)).await;
    let reveal = regular
        .wait_for(&posted.thread, "the reveal", |one| {
            one.has_button("Show reference")
        })
        .await;
    let took_part = format!("Took part: <@{}> and 1 in private.", regular.id);
    assert!(reveal.says(&took_part), "{reveal}");
    for message in regular.everything().await {
        assert!(!message.says("Newcomer"), "{message}");
        assert!(!message.says(&newcomer.id), "{message}");
        assert!(!message.0.to_string().contains(&newcomer.id), "{message}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_typed_answer_gets_a_mark_and_feedback_as_often_as_wanted() {
    let (world, posted) = with_question(&[]).await;
    let newcomer = world.person("newcomer");
    let before = newcomer.pressing(&posted.opening, "My feedback").await;
    assert!(before.is_ephemeral());
    assert!(before.says("no answer of yours"), "{before}");
    assert_eq!(before.rows(), [["Answer", "Answer privately"]]);

    let typed = newcomer.say(&posted.thread, ANSWER).await;
    marked(&newcomer, &typed).await;
    for _ in 0..3 {
        let feedback = newcomer.pressing(&posted.opening, "My feedback").await;
        assert_feedback(&feedback);
    }
    let feedback = newcomer.pressing(&posted.card, "My feedback").await;
    assert_feedback(&feedback);
    newcomer.say(&posted.thread, "thanks, that helped me").await;
    silence().await;
    assert_eq!(
        public(&world, &posted.thread).await.len(),
        1,
        "nothing is said in public"
    );
    let regular = world.person("regular");
    let other = regular.pressing(&posted.opening, "My feedback").await;
    assert!(other.says("no answer of yours"), "{other}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_given_on_purpose_is_taken_however_short() {
    let (world, posted) = with_question(&[]).await;
    let (newcomer, regular) = (world.person("newcomer"), world.person("regular"));
    let typed = newcomer
        .say(&posted.thread, "I would scale ahead of the rush")
        .await;
    let reply = newcomer.submit_as_answer(&typed).await;
    assert!(reply.is_ephemeral());
    assert_eq!(reply.headings().first(), Some(&"What I saw"), "{reply}");
    marked(&newcomer, &typed).await;
    let mention = format!("<@{}> placeholder pods keep room", world.bot_id().await);
    let mentions = regular.say(&posted.thread, &mention).await;
    marked(&regular, &mentions).await;
    let feedback = regular.pressing(&posted.opening, "My feedback").await;
    assert_eq!(feedback.headings().first(), Some(&"What I saw"));
    let other = regular.submit_as_answer(&typed).await;
    assert!(other.says("Only its author"), "{other}");
    silence().await;
    assert_eq!(public(&world, &posted.thread).await.len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_messages_can_not_be_read_people_are_told_how_to_hand_theirs_over() {
    let world = World::at_ten_with(Setup {
        message_content: false,
        ..Setup::default()
    })
    .await;
    let posted = post_question(&world, &[]).await;
    assert!(posted.opening.says("`Submit as answer`"));
    let newcomer = world.person("newcomer");
    let typed = newcomer.say(&posted.thread, ANSWER).await;
    let told = newcomer
        .wait_for(&posted.thread, "how to hand it over", |one| {
            one.says("I can't read messages here")
        })
        .await;
    newcomer.say(&posted.thread, BETTER).await;
    let reply = newcomer.submit_as_answer(&typed).await;
    assert_feedback(&reply);
    marked(&newcomer, &typed).await;
    silence().await;
    let mut all = newcomer.messages(&posted.thread).await;
    all.retain(|one| one.says("I can't read messages here"));
    assert_eq!(all.len(), 1, "once: {told}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i_did_cover_this_is_believed_in_private() {
    let (world, posted) = with_question(&[]).await;
    let newcomer = world.person("newcomer");
    let submitted = newcomer.answer(&posted.opening, "Answer", ANSWER).await;
    let reply = newcomer.reply(&submitted).await;
    let mut asks = newcomer.pressing(&reply, "I did cover this").await;
    if !asks.says("Noted, I believe you") {
        let label = asks.rows()[0][0].to_owned();
        asks = newcomer.pressing(&asks, &label).await;
    }
    assert!(asks.says("Noted, I believe you"), "{asks}");
    let renewed = newcomer.pressing(&posted.opening, "My feedback").await;
    assert_ne!(renewed.section("What I saw"), reply.section("What I saw"));
    silence().await;
    let public = public(&world, &posted.thread).await;
    assert_eq!(public.len(), 2, "opening message and answer");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_reference_opens_with_ones_own_answer() {
    let (world, posted) = with_question(&[]).await;
    let (newcomer, regular) = (world.person("newcomer"), world.person("regular"));
    let hint = newcomer.pressing(&posted.opening, "Hint").await;
    assert!(hint.says("Hint 1."), "{hint}");
    let sections = [
        ("Framework", "Framework"),
        ("STAR example", "STAR example"),
        ("Mistakes", "Mistakes to avoid"),
    ];
    for (label, _) in sections {
        let closed = newcomer.pressing(&posted.opening, label).await;
        assert!(closed.is_ephemeral());
        assert!(closed.headings().is_empty(), "{closed}");
        assert!(closed.says("as soon as you have answered"), "{closed}");
        assert!(closed.says("<t:"), "and when for everybody: {closed}");
        assert!(!closed.has_button("Show it anyway"), "{closed}");
    }
    let closed = newcomer.choosing(&posted.card, "points").await;
    assert!(closed.says("as soon as you have answered"), "{closed}");
    newcomer
        .answer(&closed, "Answer privately", "I would scale ahead.")
        .await;
    for (label, heading) in sections {
        let open = newcomer.pressing(&posted.opening, label).await;
        assert!(open.is_ephemeral());
        assert_eq!(open.headings(), [heading]);
    }
    let open = newcomer.choosing(&posted.card, "points").await;
    assert_eq!(open.headings(), ["Key points"]);
    let closed = regular.pressing(&posted.opening, "Framework").await;
    assert!(closed.says("as soon as you have answered"), "{closed}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_the_reveal_late_answers_are_welcome() {
    let (world, posted) = with_question(&[]).await;
    let newcomer = world.person("newcomer");
    world.pass(SignedDuration::from_hours(22)).await;
    let reveal = newcomer
        .wait_for(&posted.thread, "the reveal", |one| {
            one.has_button("Show reference")
        })
        .await;
    let reference = newcomer.pressing(&reveal, "Show reference").await;
    assert!(reference.is_ephemeral());
    assert_eq!(
        reference.headings(),
        ["Framework", "STAR example", "Mistakes to avoid"]
    );
    let length = reference.words().chars().count();
    assert!(length <= 3_300, "{length} characters");
    let points = newcomer.choosing(&reference, "points").await;
    assert_eq!(points.headings(), ["Key points"]);
    let submitted = newcomer.answer(&reveal, "Answer", ANSWER).await;
    assert_feedback(&newcomer.reply(&submitted).await);
    let regular = world.person("regular");
    let typed = regular.say(&posted.thread, BETTER).await;
    marked(&regular, &typed).await;
    assert_feedback(&regular.pressing(&reveal, "My feedback").await);
    assert_eq!(shown(&world, &posted.thread).await.len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn held_answers_are_read_by_who_has_answered_and_shown_at_the_reveal() {
    let (world, posted) = with_question(&[("answers", json!("after-own"))]).await;
    let (newcomer, regular) = (world.person("newcomer"), world.person("regular"));
    let submitted = newcomer.answer(&posted.card, "Answer", ANSWER).await;
    let kept = newcomer.reply(&submitted).await;
    assert!(kept.says("Kept. The others see it <t:"), "{kept}");
    silence().await;
    assert_eq!(shown(&world, &posted.thread).await.len(), 0);

    let first = regular.pressing(&posted.opening, "Read answers").await;
    assert!(first.is_ephemeral());
    assert!(first.says("Answer first"), "{first}");
    assert!(!first.says(ANSWER), "{first}");
    regular
        .answer(&first, "Answer privately", "I would scale ahead.")
        .await;
    let read = regular.pressing(&posted.opening, "Read answers").await;
    assert!(read.is_ephemeral());
    assert!(read.says(ANSWER), "{read}");
    assert!(read.says("Newcomer"), "{read}");
    assert!(!read.says("I would scale ahead."), "what is private stays");
    let own = newcomer.pressing(&kept, "Read answers").await;
    assert!(own.says("1 answer so far"), "{own}");

    world.pass(SignedDuration::from_hours(22)).await;
    eventually("the held answer in the thread", async || {
        (shown(&world, &posted.thread).await.len() == 1).then_some(())
    })
    .await;
    silence().await;
    let answers = shown(&world, &posted.thread).await;
    assert_eq!(answers.len(), 1);
    assert!(answers[0].says(ANSWER));
    assert!(answers[0].says("Newcomer"), "whose it is: {}", answers[0]);
    assert!(!answers[0].says("<@"), "{}", answers[0]);
    let open = &answers[0].0["embeds"][0]["author"];
    assert!(open["icon_url"].is_string(), "and their picture: {open}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn erasing_an_answer_takes_it_out_of_the_thread_and_the_count() {
    let (world, posted) = with_question(&[("answers", json!("after-own"))]).await;
    let (newcomer, regular) = (world.person("newcomer"), world.person("regular"));
    newcomer.answer(&posted.card, "Answer", ANSWER).await;
    let asks = newcomer
        .ask(&posted.thread, "privacy forget", crate::world::PLAIN)
        .await;
    newcomer.pressing(&asks, "Erase everything").await;
    regular.answer(&posted.card, "Answer", BETTER).await;
    let read = regular.pressing(&posted.opening, "Read answers").await;
    assert!(read.says("1 answer so far") && !read.says(ANSWER), "{read}");
    world.pass(SignedDuration::from_hours(22)).await;
    let reveal = regular
        .wait_for(&posted.thread, "the reveal", |one| {
            one.has_button("Show reference")
        })
        .await;
    let took_part = format!("Took part: <@{}>.", regular.id);
    assert!(reveal.says(&took_part), "{reveal}");
    silence().await;
    let answers = shown(&world, &posted.thread).await;
    assert_eq!(answers.len(), 1);
    assert!(answers[0].says(BETTER));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_held_answer_is_changed_or_deleted_before_the_others_see_it() {
    let (world, posted) = with_question(&[("answers", json!("after-own"))]).await;
    let (newcomer, regular) = (world.person("newcomer"), world.person("regular"));
    let submitted = newcomer.answer(&posted.card, "Answer", ANSWER).await;
    let kept = newcomer.reply(&submitted).await;
    assert!(
        kept.has_button("Edit") && kept.has_button("Delete"),
        "{kept}"
    );
    let opened = newcomer.press(&kept, "Edit").await;
    assert_eq!(opened.prefilled(), ANSWER);
    let changed = newcomer.submit(&opened, BETTER).await;
    let reply = newcomer.reply(&changed).await;
    assert_feedback(&reply);
    assert!(reply.says("Changed. The others see it <t:"), "{reply}");

    let submitted = regular.answer(&posted.card, "Answer", ANSWER).await;
    regular.reply(&submitted).await;
    let again = regular.pressing(&posted.opening, "My feedback").await;
    regular.press(&again, "Delete").await;
    let left = eventually("the end of the quotations", async || {
        let left = regular.again(&again).await;
        left.says("Deleted").then_some(left)
    })
    .await;
    assert!(
        left.headings().is_empty() && left.rows().is_empty(),
        "{left}"
    );
    let none = regular.pressing(&posted.opening, "My feedback").await;
    assert!(none.says("no answer of yours"), "{none}");

    world.pass(SignedDuration::from_hours(22)).await;
    let reveal = regular
        .wait_for(&posted.thread, "the reveal", |one| {
            one.has_button("Show reference")
        })
        .await;
    let took_part = format!("Took part: <@{}>.", newcomer.id);
    assert!(reveal.says(&took_part), "{reveal}");
    eventually("the held answer in the thread", async || {
        (shown(&world, &posted.thread).await.len() == 1).then_some(())
    })
    .await;
    silence().await;
    let answers = shown(&world, &posted.thread).await;
    assert_eq!(answers.len(), 1);
    assert!(answers[0].says(BETTER), "{}", answers[0]);
    world.end().await;
}
