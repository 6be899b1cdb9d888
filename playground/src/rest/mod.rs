//! The REST API under `/api/v10`.
//!
//! Every request passes `pipeline`; handlers find its body as an extension. A handler takes the
//! world's lock once, does its work and lets go.

use std::sync::Arc;

use axum::routing::{delete, get, post, put};
use axum::{Extension, Json, Router, middleware};
use serde_json::Value;

use crate::app::Shared;

mod access;
pub mod attachments;
mod bot;
mod callback_answer;
mod callbacks;
mod channels;
mod commands;
mod error;
mod guilds;
mod message_list;
mod messages;
mod payload;
mod pins;
mod pipeline;
mod post_message;
mod reactions;
mod thread_members;
mod threads;
pub mod validate;
mod webhooks;

use error::ApiResult;
use payload::Payload;

/// The body of a request, as handlers take it.
type Body = Extension<Arc<Payload>>;

/// What most handlers return.
type Answer = ApiResult<Json<Value>>;

/// All routes, with what every request passes.
pub fn routes(app: &Shared) -> Router<Shared> {
    Router::new()
        .merge(bot_routes())
        .merge(guild_routes())
        .merge(channel_routes())
        .merge(message_routes())
        .merge(interaction_routes())
        .fallback(|| async { error::NOT_FOUND })
        .method_not_allowed_fallback(|| async { error::METHOD_NOT_ALLOWED })
        .layer(middleware::from_fn_with_state(
            Arc::clone(app),
            pipeline::pass,
        ))
}

fn bot_routes() -> Router<Shared> {
    Router::new()
        .route("/gateway", get(bot::gateway))
        .route("/gateway/bot", get(bot::gateway_bot))
        .route("/applications/@me", get(bot::application))
        .route("/oauth2/applications/@me", get(bot::application))
        .route("/users/@me", get(bot::me))
        .route("/users/@me/guilds", get(bot::guilds))
        .route("/users/@me/guilds/{guild_id}", delete(bot::leave_guild))
        .route("/users/@me/channels", post(bot::open_direct_channel))
        .route("/users/{user_id}", get(bot::user))
        .route(
            "/applications/{application_id}/commands",
            get(commands::list)
                .post(commands::create)
                .put(commands::replace),
        )
        .route(
            "/applications/{application_id}/commands/{command_id}",
            get(commands::one)
                .patch(commands::edit)
                .delete(commands::delete),
        )
        .route(
            "/applications/{application_id}/guilds/{guild_id}/commands",
            get(commands::list_in_guild)
                .post(commands::create_in_guild)
                .put(commands::replace_in_guild),
        )
        .route(
            "/applications/{application_id}/guilds/{guild_id}/commands/{command_id}",
            get(commands::one_in_guild)
                .patch(commands::edit_in_guild)
                .delete(commands::delete_in_guild),
        )
}

fn guild_routes() -> Router<Shared> {
    Router::new()
        .route("/guilds/{guild_id}", get(guilds::guild))
        .route("/guilds/{guild_id}/channels", get(guilds::channels))
        .route("/guilds/{guild_id}/roles", get(guilds::roles))
        .route("/guilds/{guild_id}/members", get(guilds::members))
        .route("/guilds/{guild_id}/members/{user_id}", get(guilds::member))
        .route(
            "/guilds/{guild_id}/threads/active",
            get(guilds::active_threads),
        )
}

fn channel_routes() -> Router<Shared> {
    Router::new()
        .route(
            "/channels/{channel_id}",
            get(channels::get)
                .patch(channels::edit)
                .delete(channels::delete),
        )
        .route("/channels/{channel_id}/typing", post(channels::typing))
        .route("/channels/{channel_id}/threads", post(threads::begin))
        .route(
            "/channels/{channel_id}/messages/{message_id}/threads",
            post(threads::begin_at_message),
        )
        .route(
            "/channels/{channel_id}/threads/archived/public",
            get(threads::archived_public),
        )
        .route(
            "/channels/{channel_id}/threads/archived/private",
            get(threads::archived_private),
        )
        .route(
            "/channels/{channel_id}/users/@me/threads/archived/private",
            get(threads::archived_private),
        )
        .route(
            "/channels/{channel_id}/thread-members",
            get(thread_members::list),
        )
        .route(
            "/channels/{channel_id}/thread-members/@me",
            put(thread_members::join).delete(thread_members::leave),
        )
        .route(
            "/channels/{channel_id}/thread-members/{user_id}",
            get(thread_members::one)
                .put(thread_members::add)
                .delete(thread_members::remove),
        )
}

fn message_routes() -> Router<Shared> {
    let one = "/channels/{channel_id}/messages/{message_id}";
    let reactions = format!("{one}/reactions");
    Router::new()
        .route(
            "/channels/{channel_id}/messages",
            get(message_list::list).post(messages::create),
        )
        .route(
            "/channels/{channel_id}/messages/bulk-delete",
            post(messages::delete_many),
        )
        .route(
            one,
            get(messages::get)
                .patch(messages::edit)
                .delete(messages::delete),
        )
        .route(&reactions, delete(reactions::remove_all))
        .route(&format!("{reactions}/{{emoji}}"), get(reactions::list))
        .route(
            &format!("{reactions}/{{emoji}}/@me"),
            put(reactions::add).delete(reactions::remove_own),
        )
        .route("/channels/{channel_id}/pins", get(pins::list))
        .route(
            "/channels/{channel_id}/pins/{message_id}",
            put(pins::pin).delete(pins::unpin),
        )
        .route(
            "/channels/{channel_id}/messages/pins",
            get(pins::list_paged),
        )
        .route(
            "/channels/{channel_id}/messages/pins/{message_id}",
            put(pins::pin).delete(pins::unpin),
        )
}

fn interaction_routes() -> Router<Shared> {
    let webhook = "/webhooks/{webhook_id}/{token}";
    Router::new()
        .route(
            "/interactions/{interaction_id}/{token}/callback",
            post(callbacks::answer),
        )
        .route(webhook, post(webhooks::follow_up))
        .route(
            &format!("{webhook}/messages/@original"),
            get(webhooks::get_original)
                .patch(webhooks::edit_original)
                .delete(webhooks::delete_original),
        )
        .route(
            &format!("{webhook}/messages/{{message_id}}"),
            get(webhooks::get)
                .patch(webhooks::edit)
                .delete(webhooks::delete),
        )
}
