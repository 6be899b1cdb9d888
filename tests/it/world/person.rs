//! Somebody who uses the bot: what they do, and what they see.

use std::time::Duration;

use serde_json::{Value, json};

use super::{Control, Outcome, QUESTION, Seen, eventually, text};

/// A person; cheap to clone.
#[derive(Clone)]
pub struct Person {
    control: Control,
    /// Their id.
    pub id: String,
    /// Their name, in lower case.
    pub name: String,
}

/// A drill in a thread of its own.
#[derive(Debug, Clone)]
pub struct Drill {
    /// Where it was asked for.
    pub channel: String,
    /// Its thread.
    pub thread: String,
    /// The card in the channel.
    pub card: Seen,
    /// The first message in the thread.
    pub opening: Seen,
    /// The reply to the command.
    pub reply: Seen,
}

/// How long somebody looks at a message before they do something about it.
const READING: Duration = Duration::from_millis(200);

/// No options.
pub const PLAIN: &[(&str, &str)] = &[];

impl Person {
    pub(super) fn new(control: Control, id: &str, name: &str) -> Self {
        Self {
            control,
            id: id.to_owned(),
            name: name.to_owned(),
        }
    }

    /// Acts; what was made.
    pub async fn act(&self, body: Value) -> Value {
        let done = self.try_act(body.clone()).await;
        done.unwrap_or_else(|error| panic!("{} may not {body}: {error}", self.name))
    }

    /// Acts, or is told why not.
    pub async fn try_act(&self, mut body: Value) -> Result<Value, String> {
        body["as"] = json!(self.id);
        self.control.try_post("/playground/act", &body).await
    }

    /// Acts on the bot and waits for its first answer, or for Discord to give it up.
    pub async fn interact(&self, channel: &str, body: Value) -> Outcome {
        let made = self.act(body).await;
        let id = text(&made["id"]).to_owned();
        let path = format!("/playground/interactions/{id}");
        let value = eventually("an answer to an interaction", async || {
            let value = self.control.get(&path).await;
            (value["status"] != "sent").then_some(value)
        })
        .await;
        Outcome {
            id,
            channel: channel.to_owned(),
            value,
        }
    }

    /// Uses a slash command; `name` with its subcommand after a blank.
    pub async fn slash<V: Clone + Into<Value>>(
        &self,
        channel: &str,
        name: &str,
        options: &[(&str, V)],
    ) -> Outcome {
        let given = options.iter();
        let given: Value = given
            .map(|(name, value)| {
                let value: Value = value.clone().into();
                json!({"name": name, "value": value})
            })
            .collect();
        let (command, options) = match name.split_once(' ') {
            Some((command, sub)) => (command, json!([{"name": sub, "options": given}])),
            None => (name, given),
        };
        let body = json!({"do": "slash", "channel": channel, "name": command, "options": options});
        self.interact(channel, body).await
    }

    /// Uses a slash command and reads the reply.
    pub async fn ask<V: Clone + Into<Value>>(
        &self,
        channel: &str,
        name: &str,
        options: &[(&str, V)],
    ) -> Seen {
        let outcome = self.slash(channel, name, options).await;
        self.reply(&outcome).await
    }

    /// What is suggested while an option is typed.
    pub async fn suggestions(&self, channel: &str, name: &str, option: &str, typed: &str) -> Value {
        let focused = json!({"name": option, "value": typed, "focused": true});
        let (command, options) = match name.split_once(' ') {
            Some((command, sub)) => (command, json!([{"name": sub, "options": [focused]}])),
            None => (name, json!([focused])),
        };
        let body =
            json!({"do": "autocomplete", "channel": channel, "name": command, "options": options});
        self.act(body).await["choices"].clone()
    }

    /// Uses the message command `Submit as answer`.
    pub async fn submit_as_answer(&self, message: &Seen) -> Seen {
        let body = json!({
            "do": "message_command", "name": "Submit as answer",
            "channel": message.channel(), "message": message.id(),
        });
        let outcome = self.interact(message.channel(), body).await;
        self.reply(&outcome).await
    }

    /// Presses a button.
    pub async fn press(&self, message: &Seen, label: &str) -> Outcome {
        let body = json!({
            "do": "press", "channel": message.channel(), "message": message.id(),
            "custom_id": message.custom_id(label),
        });
        self.interact(message.channel(), body).await
    }

    /// Presses a button and reads the reply.
    pub async fn pressing(&self, message: &Seen, label: &str) -> Seen {
        let outcome = self.press(message, label).await;
        self.reply(&outcome).await
    }

    /// Chooses an entry of the select `More...` and reads the reply.
    pub async fn choosing(&self, message: &Seen, value: &str) -> Seen {
        let body = json!({
            "do": "choose", "channel": message.channel(), "message": message.id(),
            "custom_id": message.custom_id("More..."), "values": [value],
        });
        let outcome = self.interact(message.channel(), body).await;
        self.reply(&outcome).await
    }

    /// Fills in and submits the modal that something opened.
    pub async fn submit(&self, opened: &Outcome, words: &str) -> Outcome {
        let field = text(&opened.input()["custom_id"]);
        let body = json!({"do": "submit", "interaction_id": opened.id, "fields": {field: words}});
        self.interact(&opened.channel, body).await
    }

    /// Fills in several inputs of the modal that something opened, by name, and submits it.
    pub async fn fill(&self, opened: &Outcome, inputs: &[(&str, String)]) -> Outcome {
        let fields: serde_json::Map<_, _> = inputs
            .iter()
            .map(|(name, words)| ((*name).to_owned(), json!(words)))
            .collect();
        let body = json!({"do": "submit", "interaction_id": opened.id, "fields": fields});
        self.interact(&opened.channel, body).await
    }

    /// Answers by a button that opens the modal.
    pub async fn answer(&self, message: &Seen, label: &str, words: &str) -> Outcome {
        let opened = self.press(message, label).await;
        self.submit(&opened, words).await
    }

    /// The bot's reply to something, once it is there.
    pub async fn reply(&self, outcome: &Outcome) -> Seen {
        assert!(
            !outcome.failed(),
            "the bot did not answer: {:?}",
            outcome.value
        );
        let path = format!("/playground/interactions/{}", outcome.id);
        eventually("the reply to an interaction", async || {
            let value = self.control.get(&path).await;
            let id = value["message_id"].as_str()?;
            let message = self.message(&outcome.channel, id).await?;
            (!message.is_loading()).then_some(message)
        })
        .await
    }

    /// The bot's reply to something as it is now, if there is one.
    pub async fn peek(&self, outcome: &Outcome, channel: &str) -> Option<Seen> {
        let path = format!("/playground/interactions/{}", outcome.id);
        let value = self.control.get(&path).await;
        self.message(channel, value["message_id"].as_str()?).await
    }

    /// The file attached to a message.
    pub async fn file(&self, message: &Seen) -> Vec<u8> {
        self.control.file(message.files()[0]).await
    }

    /// Starts a drill on the usual question, in a thread of its own.
    pub async fn drill(&self, channel: &str) -> Drill {
        self.drill_with(channel, &[("question", QUESTION)]).await
    }

    /// Starts a drill in a thread of its own.
    pub async fn drill_with<V: Clone + Into<Value>>(
        &self,
        channel: &str,
        options: &[(&str, V)],
    ) -> Drill {
        let reply = self.ask(channel, "drill", options).await;
        self.drill_behind(channel, reply).await
    }

    /// The drill that a reply to `/drill` links to.
    pub async fn drill_behind(&self, channel: &str, reply: Seen) -> Drill {
        let link = reply.content().split_once("<#");
        let link = link.and_then(|(_, rest)| rest.split_once('>'));
        let (thread, _) = link.unwrap_or_else(|| panic!("no link to a thread: {reply}"));
        let thread = thread.to_owned();
        let messages = self.messages(channel).await;
        let card = messages
            .into_iter()
            .find(|message| message.thread() == Some(&thread));
        let opening = self
            .wait_for(&thread, "the opening message", |message| {
                message.has_button("Answer")
            })
            .await;
        Drill {
            channel: channel.to_owned(),
            card: card.expect("the card of the thread"),
            opening,
            reply,
            thread,
        }
    }

    /// Writes a message.
    pub async fn say(&self, channel: &str, words: &str) -> Seen {
        let body = json!({"do": "say", "channel": channel, "content": words});
        let made = self.act(body).await;
        self.message(channel, text(&made["id"]))
            .await
            .expect("what was just written")
    }

    /// Writes a reply to a message.
    pub async fn reply_to(&self, message: &Seen, words: &str) -> Seen {
        let body = json!({
            "do": "say", "channel": message.channel(), "content": words,
            "reply_to": message.id(),
        });
        let made = self.act(body).await;
        self.message(message.channel(), text(&made["id"]))
            .await
            .expect("what was just written")
    }

    /// Changes a message of their own.
    pub async fn edit(&self, message: &Seen, words: &str) {
        let body = json!({
            "do": "edit", "channel": message.channel(), "message": message.id(),
            "content": words,
        });
        self.act(body).await;
    }

    /// Deletes a message.
    pub async fn delete(&self, message: &Seen) {
        let (channel, id) = (message.channel(), message.id());
        self.act(json!({"do": "delete", "channel": channel, "message": id}))
            .await;
    }

    /// The direct messages with the bot.
    pub async fn direct(&self) -> String {
        text(&self.act(json!({"do": "open_dm"})).await["id"]).to_owned()
    }

    /// What they see in a channel, oldest first; nothing where they may not look.
    pub async fn messages(&self, channel: &str) -> Vec<Seen> {
        let path = format!("/playground/channels/{channel}/messages?as={}", self.id);
        let found = self.control.try_get(&path).await.unwrap_or_default();
        let list = found.as_array().cloned().unwrap_or_default();
        list.into_iter().map(Seen).collect()
    }

    /// One message, if they see it.
    pub async fn message(&self, channel: &str, id: &str) -> Option<Seen> {
        let messages = self.messages(channel).await;
        messages.into_iter().find(|message| message.id() == id)
    }

    /// A message as it is now.
    pub async fn again(&self, message: &Seen) -> Seen {
        self.message(message.channel(), message.id())
            .await
            .expect("a message that is still there")
    }

    /// The newest message in a channel that fits, once there is one, and a moment after it: the
    /// bot notes where its messages stand just after they are seen, and nobody acts that fast.
    pub async fn wait_for(&self, channel: &str, what: &str, fits: impl Fn(&Seen) -> bool) -> Seen {
        let found = eventually(what, async || {
            let messages = self.messages(channel).await;
            messages.into_iter().rev().find(|message| fits(message))
        })
        .await;
        tokio::time::sleep(READING).await;
        found
    }

    /// The newest coaching reply in a channel, once there is one.
    pub async fn coaching(&self, channel: &str) -> Seen {
        self.wait_for(channel, "a coaching reply", |message| {
            message.by_bot() && message.headings().first() == Some(&"What I saw")
        })
        .await
    }

    /// How many coaching replies they see in a channel.
    pub async fn coachings(&self, channel: &str) -> usize {
        let messages = self.messages(channel).await;
        messages
            .iter()
            .filter(|message| message.by_bot() && message.headings().contains(&"What I saw"))
            .count()
    }

    /// Every channel, thread and direct message that they see.
    pub async fn places(&self) -> Vec<String> {
        let state = self.state().await;
        let guilds = state["guilds"].as_array().into_iter().flatten();
        let parts = guilds.flat_map(|guild| [&guild["channels"], &guild["threads"]]);
        let all = parts.chain([&state["dms"]]);
        all.filter_map(Value::as_array)
            .flatten()
            .map(|channel| text(&channel["id"]).to_owned())
            .collect()
    }

    /// Every message that they see anywhere.
    pub async fn everything(&self) -> Vec<Seen> {
        let mut all = Vec::new();
        for place in self.places().await {
            all.extend(self.messages(&place).await);
        }
        all
    }

    /// The world as they see it.
    pub async fn state(&self) -> Value {
        self.control
            .get(&format!("/playground/state?as={}", self.id))
            .await
    }

    /// A thread's own record: name, members, whether it is archived.
    pub async fn thread(&self, id: &str) -> Option<Value> {
        let state = self.state().await;
        let guilds = state["guilds"].as_array()?.iter();
        let mut threads =
            guilds.flat_map(|guild| guild["threads"].as_array().into_iter().flatten());
        threads.find(|thread| thread["id"] == id).cloned()
    }
}
