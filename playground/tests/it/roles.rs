//! Roles, what they permit, whom they notify; and what the bot reads of them.

use reqwest::Method;
use serde_json::{Value, json};

use crate::bench::{Bench, id};

const GUILDS: u64 = 1;

fn named<'a>(list: &'a Value, name: &str) -> &'a Value {
    let list = list.as_array().expect("a list");
    let found = list.iter().find(|one| one["name"] == name);
    found.unwrap_or_else(|| panic!("no {name}"))
}

async fn role(bench: &Bench, name: &str) -> String {
    let (_, roles) = bench.get(&format!("/guilds/{}/roles", bench.guild)).await;
    id(named(&roles, name))
}

fn bits(value: &Value) -> u64 {
    value.as_str().expect("a text").parse().expect("a number")
}

async fn post(bench: &Bench, body: Value) -> Value {
    let path = format!("/channels/{}/messages", bench.text);
    let (status, message) = bench.post(&path, body).await;
    assert_eq!(status, 200, "{message}");
    message
}

/// Whom a message notified, and whether the member was one of them.
async fn notified(bench: &Bench, message: &Value) -> (Vec<String>, bool) {
    let seen = bench.seen(&bench.member, &bench.text).await;
    let found = seen.iter().find(|one| one["id"] == message["id"]);
    let found = found.expect("the message");
    let ids = found["notified"].as_array().expect("a list").iter();
    let ids = ids.map(|id| id.as_str().expect("an id").to_owned());
    (ids.collect(), found["mentions_me"] == true)
}

#[tokio::test]
async fn a_role_is_notified_where_it_may_be_and_is_allowed() {
    let bench = Bench::new().await;
    let daily = role(&bench, "Daily").await;
    let member = role(&bench, "Member").await;
    let allowed = |content: &str, roles: Value| json!({"content": content, "allowed_mentions": {"parse": [], "roles": roles}});

    let text = format!("<@&{daily}> a question");
    let loud = post(&bench, allowed(&text, json!([daily]))).await;
    assert_eq!(loud["mention_roles"], json!([daily]));
    assert_eq!(
        notified(&bench, &loud).await,
        (vec![bench.member.clone(), bench.other.clone()], true)
    );
    assert!(loud.get("notified").is_none(), "bots don't see this");

    let quiet = post(&bench, allowed(&text, json!([]))).await;
    assert_eq!(quiet["mention_roles"], json!([]));
    assert_eq!(notified(&bench, &quiet).await, (vec![], false));

    let text = format!("<@&{member}> <@&{}>", bench.guild);
    let refused = allowed(&text, json!([member, bench.guild]));
    let unmentionable = post(&bench, refused.clone()).await;
    assert_eq!(unmentionable["mention_roles"], json!([]));
    assert_eq!(notified(&bench, &unmentionable).await, (vec![], false));
    let may = json!({"do": "allow", "guild": bench.guild, "permissions": ["MENTION_EVERYONE"]});
    bench.shape(may).await;
    let all = post(&bench, refused).await;
    assert_eq!(all["mention_roles"], json!([member]));
    assert_eq!(notified(&bench, &all).await.0.len(), 3);
}

#[tokio::test]
async fn edits_ephemeral_replies_and_silent_messages_notify_nobody() {
    let bench = Bench::new().await;
    let daily = role(&bench, "Daily").await;
    let text = format!("<@&{daily}> <@{}>", bench.member);
    let silent = post(&bench, json!({"content": text, "flags": 1 << 12})).await;
    assert_eq!(notified(&bench, &silent).await, (vec![], false));
    let plain = post(&bench, json!({"content": "quiet"})).await;
    let path = format!("/channels/{}/messages/{}", bench.text, id(&plain));
    let (status, edited) = bench
        .call(Method::PATCH, &path, json!({"content": text}))
        .await;
    assert_eq!(
        (status, &edited["mention_roles"]),
        (200, &json!([daily.clone()]))
    );
    assert_eq!(notified(&bench, &edited).await, (vec![], false));
}

#[tokio::test]
async fn those_who_do_not_see_the_channel_are_not_notified() {
    let bench = Bench::new().await;
    let daily = role(&bench, "Daily").await;
    let hide = json!({"do": "deny", "channel": bench.text, "person": bench.other, "permissions": ["VIEW_CHANNEL"]});
    bench.shape(hide).await;
    let message = post(&bench, json!({"content": format!("<@&{daily}>")})).await;
    let (ids, me) = notified(&bench, &message).await;
    assert_eq!((ids, me), (vec![bench.member.clone()], true));
}

#[tokio::test]
async fn the_bot_hears_of_roles_and_reads_them() {
    let bench = Bench::new().await;
    let mut socket = bench.identified(GUILDS).await;
    let add = json!({"do": "add_role", "guild": bench.guild, "name": "Guides", "permissions": ["MANAGE_GUILD"]});
    let guides = id(&bench.shape(add).await);
    let created = socket.event("GUILD_ROLE_CREATE").await;
    assert_eq!(created["role"]["id"], guides.as_str());
    assert_eq!(bits(&created["role"]["permissions"]), 32);
    assert_eq!(created["role"]["mentionable"], false);

    let edit =
        json!({"do": "edit_role", "guild": bench.guild, "role": guides, "mentionable": true});
    bench.shape(edit).await;
    let changed = socket.event("GUILD_ROLE_UPDATE").await;
    assert_eq!(changed["role"]["mentionable"], true);

    let allow = json!({"do": "allow", "guild": bench.guild, "role": guides, "permissions": ["EMBED_LINKS"]});
    bench.shape(allow).await;
    let changed = socket.event("GUILD_ROLE_UPDATE").await;
    assert_eq!(bits(&changed["role"]["permissions"]), 32 | 1 << 14);

    let bot = bench.state(None).await["bot"]["id"].clone();
    let give = json!({"do": "give_role", "guild": bench.guild, "person": bot, "role": guides});
    bench.shape(give).await;
    let mine = socket.event("GUILD_MEMBER_UPDATE").await;
    assert!(mine["roles"].as_array().unwrap().contains(&json!(guides)));
    let path = format!("/guilds/{}/members/{}", bench.guild, bot.as_str().unwrap());
    let (_, member) = bench.get(&path).await;
    assert_eq!(member["roles"], mine["roles"]);
}

#[tokio::test]
async fn a_deleted_role_is_gone_everywhere() {
    let bench = Bench::new().await;
    let mut socket = bench.identified(GUILDS).await;
    let daily = role(&bench, "Daily").await;
    let hide = json!({"do": "deny", "channel": bench.text, "role": daily, "permissions": ["VIEW_CHANNEL"]});
    bench.shape(hide).await;
    let channel = format!("/channels/{}", bench.text);
    let (_, before) = bench.get(&channel).await;
    assert_eq!(before["permission_overwrites"][0]["id"], daily.as_str());
    let delete = json!({"do": "delete_role", "guild": bench.guild, "role": daily});
    bench.shape(delete.clone()).await;
    let gone = socket.event("GUILD_ROLE_DELETE").await;
    assert_eq!(gone["role_id"], daily.as_str());
    let (_, after) = bench.get(&channel).await;
    assert_eq!(after["permission_overwrites"], json!([]));
    let (_, guild) = bench.get(&format!("/guilds/{}", bench.guild)).await;
    assert!(!guild["roles"].to_string().contains(&daily));
    let message = post(&bench, json!({"content": format!("<@&{daily}>")})).await;
    assert_eq!(notified(&bench, &message).await, (vec![], false));
    assert_eq!(bench.control("/shape", Some(delete)).await.0, 404);
    for stays in [bench.guild.clone(), role(&bench, "Practice bot").await] {
        let delete = json!({"do": "delete_role", "guild": bench.guild, "role": stays});
        assert_eq!(bench.control("/shape", Some(delete)).await.0, 400);
    }
}

#[tokio::test]
async fn overwrites_are_shown_and_count_for_whom_they_are() {
    let bench = Bench::new().await;
    let everyone = json!({"do": "deny", "channel": bench.text, "role": bench.guild, "permissions": ["SEND_MESSAGES"]});
    bench.shape(everyone).await;
    let (_, channel) = bench.get(&format!("/channels/{}", bench.text)).await;
    assert_eq!(
        channel["permission_overwrites"],
        json!([{"id": bench.guild, "type": 0, "allow": "0", "deny": "2048"}])
    );
    let path = format!("/channels/{}/messages", bench.text);
    let (_, refused) = bench.post(&path, json!({"content": "c"})).await;
    assert_eq!(refused["code"], 50_013);
    let bot = json!({"do": "allow", "channel": bench.text, "permissions": ["SEND_MESSAGES"]});
    bench.shape(bot).await;
    assert_eq!(bench.post(&path, json!({"content": "c"})).await.0, 200);
    let say = json!({"do": "say", "channel": bench.text, "content": "may not"});
    assert_eq!(bench.act_refused(&bench.member, say).await, 403);
}

#[tokio::test]
async fn commands_are_offered_by_roles_and_interactions_tell_them() {
    let bench = Bench::new().await;
    bench
        .register(
            json!([{"name": "settings", "description": "d", "default_member_permissions": "32"}]),
        )
        .await;
    let mut socket = bench.identified(GUILDS).await;
    let run = json!({"do": "slash", "channel": bench.text, "name": "settings"});
    assert_eq!(bench.act_refused(&bench.member, run.clone()).await, 403);
    let add = json!({"do": "add_role", "guild": bench.guild, "name": "Guides", "permissions": ["MANAGE_GUILD"]});
    let guides = id(&bench.shape(add).await);
    let give =
        json!({"do": "give_role", "guild": bench.guild, "person": bench.member, "role": guides});
    bench.shape(give.clone()).await;
    bench.act(&bench.member, run.clone()).await;
    let interaction = socket.event("INTERACTION_CREATE").await;
    let member = &interaction["member"];
    assert!(member["roles"].as_array().unwrap().contains(&json!(guides)));
    assert_eq!(bits(&member["permissions"]) & 32, 32);
    let mut take = give;
    take["do"] = json!("take_role");
    bench.shape(take).await;
    assert_eq!(bench.act_refused(&bench.member, run).await, 403);
}

#[tokio::test]
async fn the_first_administrator_owns_a_server_and_can_be_written_to() {
    let bench = Bench::new().await;
    let guild = format!("/guilds/{}", bench.guild);
    assert_eq!(bench.get(&guild).await.1["owner_id"], bench.admin.as_str());
    let pass = json!({"do": "set_owner", "guild": bench.guild, "person": bench.other});
    bench.shape(pass).await;
    assert_eq!(bench.get(&guild).await.1["owner_id"], bench.other.as_str());

    let open = json!({"recipient_id": bench.other});
    let (_, direct) = bench.post("/users/@me/channels", open).await;
    let path = format!("/channels/{}/messages", id(&direct));
    let say = json!({"content": "hello"});
    assert_eq!(bench.post(&path, say.clone()).await.0, 200);
    let dms = |on: bool| json!({"do": "direct_messages", "person": bench.other, "on": on});
    bench.shape(dms(false)).await;
    let (status, refused) = bench.post(&path, say.clone()).await;
    assert_eq!((status, &refused["code"]), (403, &json!(50_007)));
    bench.shape(dms(true)).await;
    assert_eq!(bench.post(&path, say.clone()).await.0, 200);
    let state = bench.state(None).await;
    for one in state["guilds"].as_array().unwrap() {
        bench
            .shape(json!({"do": "remove_bot", "guild": one["id"]}))
            .await;
    }
    let (_, stranger) = bench.post(&path, say).await;
    assert_eq!(stranger["code"], 50_007, "no server is shared any more");
}

#[tokio::test]
async fn options_take_the_channels_and_roles_that_they_declare() {
    let bench = Bench::new().await;
    let option = |kind: u8, name: &str, more: Value| {
        let mut option = json!({"type": kind, "name": name, "description": "d"});
        let all = option.as_object_mut().unwrap();
        all.extend(more.as_object().unwrap().clone());
        option
    };
    bench
        .register(json!([{"name": "post", "description": "d", "options": [
            option(7, "where", json!({"channel_types": [0, 5], "required": true})),
            option(8, "whom", json!({})),
            option(4, "hours", json!({"min_value": 1, "max_value": 72})),
            option(3, "words", json!({"autocomplete": true})),
        ]}]))
        .await;
    let mut socket = bench.identified(GUILDS).await;
    let daily = role(&bench, "Daily").await;
    let slash = |options: Value| json!({"do": "slash", "channel": bench.text, "name": "post", "options": options});
    let place = json!({"name": "where", "value": bench.text});
    let given = json!([place, {"name": "whom", "value": daily}, {"name": "hours", "value": 22}]);
    bench.act(&bench.member, slash(given)).await;
    let data = socket.event("INTERACTION_CREATE").await["data"].clone();
    assert_eq!(data["options"][2]["value"], 22);
    let channel = &data["resolved"]["channels"][&bench.text];
    assert_eq!(
        (&channel["type"], &channel["name"]),
        (&json!(0), &json!("interview-prep"))
    );
    assert!(channel["permissions"].is_string());
    assert_eq!(data["resolved"]["roles"][&daily]["name"], "Daily");

    for wrong in [
        json!([{"name": "where", "value": bench.forum}]),
        json!([{"name": "where", "value": daily}]),
        json!([place, {"name": "whom", "value": bench.member}]),
        json!([place, {"name": "hours", "value": 73}]),
        json!([place, {"name": "hours", "value": 1.5}]),
    ] {
        let status = bench.act_refused(&bench.member, slash(wrong.clone())).await;
        assert_eq!(status, 400, "{wrong}");
    }
}

#[tokio::test]
async fn options_that_declare_what_their_kind_has_not_are_refused() {
    let bench = Bench::new().await;
    let path = format!("/applications/{}/commands", bench.application);
    for (option, place) in [
        (json!({"type": 3, "channel_types": [0]}), "channel_types"),
        (json!({"type": 7, "channel_types": [99]}), "channel_types"),
        (json!({"type": 3, "min_value": 1}), "min_value"),
        (json!({"type": 4, "max_length": 1}), "max_length"),
        (json!({"type": 8, "autocomplete": true}), "autocomplete"),
    ] {
        let mut option = option;
        option["name"] = json!("o");
        option["description"] = json!("d");
        let command = json!([{"name": "c", "description": "d", "options": [option]}]);
        let (status, body) = bench.call(Method::PUT, &path, command).await;
        assert_eq!(status, 400, "{place}");
        let found = &body["errors"]["0"]["options"]["0"][place];
        assert!(found["_errors"].is_array(), "{body}");
    }
    let nowhere = json!([{"name": "c", "description": "d", "contexts": [3]}]);
    let (status, body) = bench.call(Method::PUT, &path, nowhere).await;
    assert_eq!(status, 400);
    assert!(body["errors"]["0"]["contexts"]["0"]["_errors"].is_array());
}
