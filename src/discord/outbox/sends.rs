//! What features ask for, as Discord's routes.

use std::fmt::Write as _;

use async_trait::async_trait;
use serde::Deserialize;
use serenity::http::{LightMethod, Request, Route};
use serenity::model::id as serenity_id;

use super::read::{RawMessage, seen};
use super::{Access, Call, DiscordOutbox, Operation, Priority, THREAD_ARCHIVED};
use crate::discord::encode::{self, Encoded};
use crate::discord::rest::{Answer, RestError, download, with_body};
use crate::domain::id::{ChannelId, GuildId, MessageId, RoleId, UserId};
use crate::domain::session::Message;
use crate::domain::view::View;
use crate::outbox::{
    DownloadError, Examined, InteractionHandle, Nonce, Outbox, Rests, SeenMessage, SendError,
};

/// "A thread has already been created for this message."
const THREAD_EXISTS: u32 = 160_004;
/// As many messages as Discord gives at once.
const PAGE: &str = "100";

#[async_trait]
impl Outbox for DiscordOutbox {
    async fn post(
        &self,
        channel: ChannelId,
        view: &View,
        nonce: &Nonce,
    ) -> Result<MessageId, SendError> {
        let Encoded { body, files } = encode::create_message(view, nonce);
        let route = Route::ChannelMessages {
            channel_id: channel_id(channel),
        };
        let request = with_body(Request::new(route, LightMethod::Post), &body, files);
        let call = call(Operation::CreateMessage, channel, request.map_err(invalid)?);
        made(&self.write(call).await?)
    }

    async fn edit(&self, message: Message, view: &View) -> Result<(), SendError> {
        let Encoded { body, files } = encode::edit_message(view);
        let request = with_body(
            Request::new(message_route(message), LightMethod::Patch),
            &body,
            files,
        );
        let request = request.map_err(invalid)?;
        self.write_awake(call(Operation::EditMessage, message.channel, request))
            .await
            .map(drop)
    }

    async fn delete(&self, message: Message) -> Result<(), SendError> {
        let request = Request::new(message_route(message), LightMethod::Delete);
        gone_is_done(
            self.write_awake(call(Operation::DeleteMessage, message.channel, request))
                .await,
        )
    }

    async fn react(&self, message: Message, emoji: &str) -> Result<(), SendError> {
        let reaction = percent_encoded(emoji);
        let route = Route::ChannelMessageReactionMe {
            channel_id: channel_id(message.channel),
            message_id: message_id(message.id),
            reaction: &reaction,
        };
        let request = Request::new(route, LightMethod::Put);
        self.write_awake(call(Operation::React, message.channel, request))
            .await
            .map(drop)
    }

    async fn open_thread(
        &self,
        message: Message,
        name: &str,
        rests: Rests,
    ) -> Result<ChannelId, SendError> {
        let route = Route::ChannelMessageThreads {
            channel_id: channel_id(message.channel),
            message_id: message_id(message.id),
        };
        let request = Request::new(route, LightMethod::Post);
        let request = with_body(request, &encode::create_thread(name, rests), Vec::new());
        let call = call(
            Operation::CreateThread,
            message.channel,
            request.map_err(invalid)?,
        );
        match self.write(call).await {
            Ok(_) => {}
            Err(error) if error.code() == Some(THREAD_EXISTS) => {}
            Err(error) => return Err(error),
        }
        // The thread of a message has the message's id, whether it was made now or before.
        ChannelId::new(message.id.get()).ok_or_else(unreadable)
    }

    async fn add_to_thread(&self, thread: ChannelId, person: UserId) -> Result<(), SendError> {
        let route = Route::ChannelThreadMember {
            channel_id: channel_id(thread),
            user_id: serenity_id::UserId::new(person.get()),
        };
        let request = Request::new(route, LightMethod::Put);
        self.write(call(Operation::AddThreadMember, thread, request))
            .await
            .map(drop)
    }

    async fn read(
        &self,
        channel: ChannelId,
        after: Option<MessageId>,
    ) -> Result<Vec<SeenMessage>, SendError> {
        let route = Route::ChannelMessages {
            channel_id: channel_id(channel),
        };
        let mut params = vec![("limit", PAGE.to_owned())];
        params.extend(after.map(|after| ("after", after.to_string())));
        let request = Request::new(route, LightMethod::Get).params(Some(params));
        let call = call(Operation::ReadMessages, channel, request);
        let answer = self
            .posts
            .run(call, Access::Read, Priority::Background)
            .await?;
        let page: Vec<RawMessage> = answer.json().ok_or_else(unreadable)?;
        let mut messages: Vec<SeenMessage> = page
            .into_iter()
            .filter_map(|raw| seen(raw, channel, self.posts.me))
            .collect();
        messages.sort_by_key(|message| message.at.id);
        Ok(messages)
    }

    async fn archive_thread(&self, thread: ChannelId) -> Result<(), SendError> {
        match self.write(archive(thread.get(), true)?).await {
            Err(error) if error.code() == Some(THREAD_ARCHIVED) => Ok(()),
            other => gone_is_done(other),
        }
    }

    async fn examine(&self, guild: GuildId, channel: ChannelId) -> Result<Examined, SendError> {
        self.rights_in(guild, channel).await
    }

    async fn roles(&self, guild: GuildId) -> Result<Vec<RoleId>, SendError> {
        self.roles_of(guild).await
    }

    async fn owner(&self, guild: GuildId) -> Result<UserId, SendError> {
        self.owner_of(guild).await
    }

    async fn direct_channel(&self, person: UserId) -> Result<ChannelId, SendError> {
        self.channel_with(person).await
    }

    async fn download(&self, url: &str, most: usize) -> Result<Vec<u8>, DownloadError> {
        let rest = &self.posts.lane.rest;
        rest.download(url, most, download::TIME_OUT).await
    }

    fn has_room(&self, posts: usize) -> bool {
        self.posts.has_room(posts)
    }

    async fn edit_reply(&self, to: &InteractionHandle, view: &View) -> Result<(), SendError> {
        self.interactions().edit_reply(to, view).await
    }

    async fn follow_up(&self, to: &InteractionHandle, view: &View) -> Result<(), SendError> {
        self.interactions().follow_up(to, view).await
    }

    async fn delete_reply(&self, to: &InteractionHandle) -> Result<(), SendError> {
        self.interactions().delete_reply(to).await
    }
}

/// A deletion's result: what is gone already is deleted.
pub(super) fn gone_is_done(result: Result<Answer, SendError>) -> Result<(), SendError> {
    match result {
        Err(error) if !error.is_gone() => Err(error),
        _ => Ok(()),
    }
}

/// A request that could not be made at all.
pub(super) fn invalid(error: RestError) -> SendError {
    SendError::Refused {
        status: 0,
        code: 0,
        message: error.to_string(),
    }
}

fn call(operation: Operation, channel: ChannelId, request: Request<'_>) -> Call<'_> {
    Call {
        operation,
        major: channel.get(),
        request,
    }
}

/// The request that puts a thread into the archive, or takes it out.
pub(super) fn archive(thread: u64, archived: bool) -> Result<Call<'static>, SendError> {
    let route = Route::Channel {
        channel_id: serenity_id::ChannelId::new(thread),
    };
    let body = serde_json::json!({ "archived": archived });
    let request = with_body(Request::new(route, LightMethod::Patch), &body, Vec::new());
    Ok(Call {
        operation: Operation::ArchiveThread,
        major: thread,
        request: request.map_err(invalid)?,
    })
}

pub(super) fn channel_id(id: ChannelId) -> serenity_id::ChannelId {
    serenity_id::ChannelId::new(id.get())
}

fn message_id(id: MessageId) -> serenity_id::MessageId {
    serenity_id::MessageId::new(id.get())
}

fn message_route(message: Message) -> Route<'static> {
    Route::ChannelMessage {
        channel_id: channel_id(message.channel),
        message_id: message_id(message.id),
    }
}

/// The id of a message that was made.
fn made(answer: &Answer) -> Result<MessageId, SendError> {
    #[derive(Deserialize)]
    struct Made {
        id: String,
    }
    let made: Made = answer.json().ok_or_else(unreadable)?;
    made.id.parse().map_err(|_| unreadable())
}

/// It was done, yet we don't know with what result: for a post, its nonce makes it safe to repeat.
pub(super) fn unreadable() -> SendError {
    SendError::Unreachable("Discord's answer could not be read".to_owned())
}

/// Every byte encoded, since some emoji contain `#` or digits that mean something in an address.
fn percent_encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        let _ = write!(encoded, "%{byte:02X}");
        encoded
    })
}
