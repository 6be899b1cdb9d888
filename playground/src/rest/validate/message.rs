//! The body of a message: created, edited, or the answer to an interaction.

use serde_json::Value;
use twilight_validate::message::{MESSAGE_CONTENT_LENGTH_MAX, STICKER_MAX};

use super::{Problems, component, embed};
use crate::rest::error::{ApiResult, EMPTY_MESSAGE};
use crate::world::model::flag;
use crate::world::snowflake::Snowflake;

/// Characters of a nonce.
const NONCE_LENGTH: usize = 25;

/// Ids in one list of `allowed_mentions`.
const ALLOWED_MENTIONS_MAX: usize = 100;

/// Files of one message.
const FILES_MAX: usize = 10;

/// A message body that has been checked. What is `None` was not in it; null became empty.
#[derive(Debug, Default)]
pub struct MessageBody {
    pub content: Option<String>,
    pub embeds: Option<Vec<Value>>,
    pub components: Option<Vec<Value>>,
    pub attachments: Option<Vec<Value>>,
    pub flags: Option<u64>,
    pub nonce: Option<Value>,
    pub enforce_nonce: bool,
    pub tts: bool,
    pub allowed_mentions: Option<Value>,
    /// The message that is replied to.
    pub reply_to: Option<Snowflake>,
    /// Whether a reply to a message that is gone shall fail.
    pub reply_must_exist: bool,
}

impl MessageBody {
    /// Checks a body. `part` is where it lies in the request, for the places of problems.
    pub fn read(body: &Value, part: Option<&str>) -> ApiResult<Self> {
        let mut problems = Problems::default();
        let flags = body["flags"].as_u64();
        let layout = flags.unwrap_or(0) & flag::COMPONENTS_V2 != 0;
        problems.text("content", &body["content"], 0, MESSAGE_CONTENT_LENGTH_MAX);
        let embeds = problems.list("embeds", &body["embeds"]);
        embed::check(embeds, &mut problems);
        let components = problems.list("components", &body["components"]);
        component::check(components, layout, &mut problems);
        if layout {
            check_layout_alone(body, &mut problems);
        }
        check_nonce(body, &mut problems);
        check_allowed_mentions(&body["allowed_mentions"], &mut problems);
        let attachments = problems.list("attachments", &body["attachments"]);
        problems.count("attachments", attachments.len(), 0, FILES_MAX);
        let stickers = problems.list("sticker_ids", &body["sticker_ids"]);
        problems.count("sticker_ids", stickers.len(), 0, STICKER_MAX);
        let reply_to = read_reference(body, &mut problems);
        match part {
            Some(part) => problems.under(part).finish()?,
            None => problems.finish()?,
        }
        let given = |name: &str| body.get(name).is_some();
        Ok(Self {
            content: given("content").then(|| trimmed(&body["content"])),
            embeds: given("embeds").then(|| embed::normal(embeds)),
            components: given("components").then(|| component::normal(components)),
            attachments: given("attachments").then(|| attachments.to_vec()),
            flags,
            nonce: body.get("nonce").filter(|one| !one.is_null()).cloned(),
            enforce_nonce: body["enforce_nonce"] == true,
            tts: body["tts"] == true,
            allowed_mentions: body.get("allowed_mentions").cloned(),
            reply_to,
            reply_must_exist: body["message_reference"]["fail_if_not_exists"] != false,
        })
    }

    /// Refuses a new message with nothing in it.
    pub fn must_not_be_empty(&self, files: usize) -> ApiResult<()> {
        let has = |list: &Option<Vec<Value>>| list.as_ref().is_some_and(|all| !all.is_empty());
        let content = self.content.as_ref().is_some_and(|text| !text.is_empty());
        if content || has(&self.embeds) || has(&self.components) || files > 0 {
            Ok(())
        } else {
            Err(EMPTY_MESSAGE)
        }
    }

    /// The flags that a sender may set, out of those given.
    pub fn settable_flags(&self) -> u64 {
        let settable = flag::SUPPRESS_EMBEDS | flag::SUPPRESS_NOTIFICATIONS | flag::COMPONENTS_V2;
        self.flags.unwrap_or(0) & settable
    }

    /// Whether the message shall be seen by one person only.
    pub fn is_ephemeral(&self) -> bool {
        self.flags.unwrap_or(0) & flag::EPHEMERAL != 0
    }
}

/// Discord drops the space around a message.
fn trimmed(content: &Value) -> String {
    content.as_str().unwrap_or_default().trim().to_owned()
}

fn check_layout_alone(body: &Value, problems: &mut Problems) {
    let has_content = body["content"]
        .as_str()
        .is_some_and(|text| !text.is_empty());
    let has_embeds = body["embeds"].as_array().is_some_and(|all| !all.is_empty());
    for (name, there) in [("content", has_content), ("embeds", has_embeds)] {
        if there {
            problems.add(
                name,
                "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                "A message with the layout flag has no content and no embeds",
            );
        }
    }
}

fn check_nonce(body: &Value, problems: &mut Problems) {
    match &body["nonce"] {
        Value::Null | Value::Number(_) => {}
        value => problems.text("nonce", value, 0, NONCE_LENGTH),
    }
}

fn check_allowed_mentions(allowed: &Value, problems: &mut Problems) {
    if !allowed.is_object() {
        return;
    }
    let parse = problems.list("allowed_mentions.parse", &allowed["parse"]);
    for (index, one) in parse.iter().enumerate() {
        if !matches!(one.as_str(), Some("users" | "roles" | "everyone")) {
            problems.choices(
                &format!("allowed_mentions.parse.{index}"),
                "Value must be one of ('users', 'roles', 'everyone').",
            );
        }
    }
    for name in ["users", "roles"] {
        let place = format!("allowed_mentions.{name}");
        let ids = problems.list(&place, &allowed[name]);
        problems.count(&place, ids.len(), 0, ALLOWED_MENTIONS_MAX);
        if !ids.is_empty() && parse.iter().any(|one| one == name) {
            problems.add(
                "allowed_mentions",
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                &format!("parse:[\"{name}\"] and {name}: [ids...] are mutually exclusive."),
            );
        }
    }
}

fn read_reference(body: &Value, problems: &mut Problems) -> Option<Snowflake> {
    let reference = body
        .get("message_reference")
        .filter(|one| one.is_object())?;
    let id = &reference["message_id"];
    let id = id
        .as_str()
        .and_then(|text| text.parse().ok())
        .or(id.as_u64().map(Snowflake));
    if id.is_none() {
        problems.required("message_reference.message_id");
    }
    id
}
