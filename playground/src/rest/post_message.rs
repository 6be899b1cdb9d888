//! From a checked body to a message: files kept, parts put together. Shared by channel
//! messages, answers to interactions and forum posts.

use serde_json::{Value, json};

use super::error::ApiResult;
use super::payload::{Payload, Upload};
use super::validate::Problems;
use super::validate::message::MessageBody;
use crate::world::message::Draft;
use crate::world::snowflake::Snowflake;
use crate::world::{StoredFile, World};

/// A draft with the parts of a body.
pub fn draft(author: Snowflake, body: MessageBody, attachments: Vec<Value>) -> Draft {
    Draft {
        content: body.content.clone().unwrap_or_default(),
        flags: body.settable_flags(),
        embeds: body.embeds.unwrap_or_default(),
        components: body.components.unwrap_or_default(),
        attachments,
        nonce: body.nonce,
        enforce_nonce: body.enforce_nonce,
        allowed_mentions: body.allowed_mentions,
        tts: body.tts,
        ..Draft::by(author)
    }
}

/// Keeps the uploaded files of a new message; its attachment objects.
pub fn keep_files(
    world: &mut World,
    channel: Snowflake,
    payload: &Payload,
    listed: Option<&[Value]>,
) -> ApiResult<Vec<Value>> {
    let listed = listed.unwrap_or_default();
    for (index, one) in listed.iter().enumerate() {
        if !payload.files.iter().any(|file| refers_to(one, file.index)) {
            let mut problems = Problems::default();
            problems.add(
                &format!("attachments.{index}.id"),
                "MESSAGE_ATTACHMENT_NOT_FOUND",
                "No file of this number came with the request",
            );
            return Err(problems.into_error());
        }
    }
    let files = payload.files.iter();
    Ok(files
        .map(|file| {
            let about = listed.iter().find(|one| refers_to(one, file.index));
            keep_file(world, channel, file, about)
        })
        .collect())
}

/// The attachments of an edited message: those kept, and the new files.
pub fn edited_files(
    world: &mut World,
    channel: Snowflake,
    payload: &Payload,
    listed: Option<&[Value]>,
    before: &[Value],
) -> Vec<Value> {
    let kept = before.iter().filter(|old| {
        listed.is_none_or(|listed| listed.iter().any(|one| same_id(&one["id"], &old["id"])))
    });
    let mut attachments: Vec<_> = kept.cloned().collect();
    for file in &payload.files {
        let about = listed
            .unwrap_or_default()
            .iter()
            .find(|one| refers_to(one, file.index));
        attachments.push(keep_file(world, channel, file, about));
    }
    attachments
}

fn refers_to(listed: &Value, index: u64) -> bool {
    listed["id"].as_u64() == Some(index)
        || listed["id"].as_str().and_then(|id| id.parse().ok()) == Some(index)
}

fn same_id(left: &Value, right: &Value) -> bool {
    let number = |value: &Value| {
        value
            .as_u64()
            .or_else(|| value.as_str().and_then(|text| text.parse().ok()))
    };
    number(left) == number(right)
}

fn keep_file(world: &mut World, channel: Snowflake, file: &Upload, about: Option<&Value>) -> Value {
    let id = world.clock.next_id();
    let listed_name = about.and_then(|one| one["filename"].as_str());
    let name: String = listed_name
        .unwrap_or(&file.name)
        .chars()
        .map(|letter| match letter {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '-' | '_' => letter,
            _ => '_',
        })
        .collect();
    let url = format!("{}/attachments/{channel}/{id}/{name}", world.base_url);
    let mut value = json!({
        "id": id, "filename": name, "size": file.bytes.len(), "url": url, "proxy_url": url,
        "content_type": file.content_type,
    });
    if let Some(description) = about.and_then(|one| one["description"].as_str()) {
        value["description"] = json!(description);
    }
    world.files.insert(
        id,
        StoredFile {
            name,
            content_type: file.content_type.clone(),
            bytes: file.bytes.to_vec(),
        },
    );
    value
}
