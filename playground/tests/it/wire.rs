//! The objects on the wire, read with twilight's types, which this crate did not make.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use twilight_model::application::command::Command;
use twilight_model::application::interaction::Interaction;
use twilight_model::channel::{Channel, Message};
use twilight_model::gateway::payload::incoming::{GuildCreate, Ready, ThreadCreate};
use twilight_model::guild::{Guild, Member, Role};
use twilight_model::oauth::Application;
use twilight_model::user::CurrentUser;

use crate::bench::{Bench, INTENTS, id};

fn read<T: DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{error}: {value}"))
}

#[tokio::test]
async fn rest_objects_are_what_they_should_be() {
    let bench = Bench::new().await;
    let got = async |path: String| bench.get(&path).await.1;
    read::<CurrentUser>(&got("/users/@me".to_owned()).await);
    read::<Application>(&got("/applications/@me".to_owned()).await);
    read::<Guild>(&got(format!("/guilds/{}", bench.guild)).await);
    read::<Vec<Role>>(&got(format!("/guilds/{}/roles", bench.guild)).await);
    read::<Vec<Channel>>(&got(format!("/guilds/{}/channels", bench.guild)).await);
    let member = format!("/guilds/{}/members/{}", bench.guild, bench.member);
    read::<Member>(&got(member).await);

    let path = format!("/channels/{}/messages", bench.text);
    let rows = json!([{"type": 1, "components": [
        {"type": 2, "style": 1, "label": "b", "custom_id": "i"},
    ]}]);
    let body = json!({"content": "c", "embeds": [{"title": "t", "fields": [
        {"name": "n", "value": "v"},
    ]}], "components": rows});
    let (_, first) = bench.post(&path, body).await;
    let reply = json!({"content": "r", "message_reference": {"message_id": first["id"]}});
    let (_, reply) = bench.post(&path, reply).await;
    let message: Message = read(&reply);
    assert_eq!(
        message.referenced_message.unwrap().id.to_string(),
        id(&first)
    );

    let threads = format!("{path}/{}/threads", id(&first));
    let (_, thread) = bench.post(&threads, json!({"name": "T"})).await;
    let thread: Channel = read(&thread);
    assert!(!thread.thread_metadata.unwrap().archived);
    let (_, starter) = bench.get(&format!("{path}/{}", id(&first))).await;
    assert!(read::<Message>(&starter).thread.is_some());
}

#[tokio::test]
async fn gateway_events_are_what_they_should_be() {
    let bench = Bench::new().await;
    let mut socket = bench.socket().await;
    socket.identify(bench.playground.token(), INTENTS).await;
    read::<Ready>(&socket.event("READY").await);
    match read::<GuildCreate>(&socket.event("GUILD_CREATE").await) {
        GuildCreate::Available(guild) => assert_eq!(guild.channels.len(), 4),
        GuildCreate::Unavailable(guild) => panic!("{guild:?}"),
    }
    let message = bench.say(&bench.text, "c").await;
    read::<Message>(&socket.event("MESSAGE_CREATE").await);
    let path = format!("/channels/{}/messages/{message}/threads", bench.text);
    bench.post(&path, json!({"name": "T"})).await;
    read::<ThreadCreate>(&socket.event("THREAD_CREATE").await);
}

#[tokio::test]
async fn interactions_and_commands_are_what_they_should_be() {
    let bench = Bench::new().await;
    let commands = json!([
        {"name": "ask", "description": "Asks", "options": [
            {"type": 1, "name": "one", "description": "One", "options": [
                {"type": 6, "name": "who", "description": "Whom"},
                {"type": 7, "name": "where", "description": "Where"},
                {"type": 8, "name": "role", "description": "Role"},
            ]},
        ]},
        {"name": "Submit", "type": 3},
    ]);
    read::<Vec<Command>>(&bench.register(commands).await);
    let mut socket = bench.identified(INTENTS).await;
    let slash = json!({"do": "slash", "channel": bench.text, "name": "ask", "options": [
        {"name": "one", "options": [
            {"name": "who", "value": bench.member}, {"name": "where", "value": bench.text},
            {"name": "role", "value": bench.guild},
        ]},
    ]});
    bench.act(&bench.member, slash).await;
    let event = socket.event("INTERACTION_CREATE").await;
    let interaction: Interaction = read(&event);
    assert!(interaction.app_permissions.is_some());

    let rows = json!([{"type": 1, "components": [{"type": 5, "custom_id": "people"}]}]);
    let answer = json!({"type": 4, "data": {"content": "c", "flags": 64, "components": rows}});
    bench.answer(&event, answer).await;
    let original = format!("{}/messages/@original", bench.webhook(&event));
    let (_, original) = bench.get(&original).await;
    read::<Message>(&original);
    let choose = json!({"do": "choose", "channel": bench.text, "message": original["id"],
        "custom_id": "people", "values": [bench.other]});
    bench.act(&bench.member, choose).await;
    let event = socket.event("INTERACTION_CREATE").await;
    assert!(read::<Interaction>(&event).message.is_some());
    let modal = json!({"type": 9, "data": {"title": "T", "custom_id": "m", "components": [
        {"type": 1, "components": [
            {"type": 4, "custom_id": "f", "label": "L", "style": 1, "required": false},
        ]},
    ]}});
    bench.answer(&event, modal).await;
    let submit = json!({"do": "submit", "interaction_id": event["id"], "fields": {}});
    bench.act(&bench.member, submit).await;
    let event = socket.event("INTERACTION_CREATE").await;
    read::<Interaction>(&event);
    bench.answer(&event, json!({"type": 5})).await;
    let original = format!("{}/messages/@original", bench.webhook(&event));
    read::<Message>(&bench.get(&original).await.1);
}
