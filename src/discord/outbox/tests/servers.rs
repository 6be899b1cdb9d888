//! What is read about servers, and threads that are put into the archive.

use super::*;
use crate::domain::id::{GuildId, RoleId};
use crate::domain::permission::{Permission, Permissions};
use crate::outbox::Examined;

const VIEW_AND_SEND: [Permission; 2] = [Permission::ViewChannel, Permission::SendMessages];

fn guild() -> GuildId {
    GuildId::new(1).expect("not zero")
}

fn role(id: u64) -> RoleId {
    RoleId::new(id).expect("not zero")
}

/// A server whose channel 3 is open to us, and whose channel 4 is hidden from us.
fn server(asked: &Asked) -> Reply {
    let bits = |permissions: &[Permission]| Permissions::of(permissions).0.to_string();
    let open = json!({"id": "3", "type": 5, "permission_overwrites": []});
    let hidden = json!({"id": "4", "type": 0, "permission_overwrites": [
        {"id": "1", "type": 0, "allow": "0", "deny": bits(&[Permission::ViewChannel])},
    ]});
    Reply::Json(
        200,
        match asked.path.as_str() {
            "/channels/3" => open,
            "/guilds/1/channels" => json!([open, hidden]),
            "/guilds/1" => json!({"id": "1", "owner_id": "7", "roles": [
                {"id": "1", "permissions": bits(&VIEW_AND_SEND)},
                {"id": "20", "permissions": "0", "mentionable": true},
                {"id": "21", "permissions": bits(&[Permission::EmbedLinks])},
            ]}),
            "/guilds/1/members/9" => json!({"roles": ["21"], "user": {"id": "9"}}),
            "/users/@me/channels" => json!({"id": "80", "type": 1}),
            "/channels/5" => return refused(404, 10_003),
            _ => return refused(403, 50_001),
        },
    )
}

#[tokio::test]
async fn a_channel_is_examined_by_its_server_and_ourselves() {
    let (asked, outbox) = start(server).await;
    let [view, send] = VIEW_AND_SEND;
    let expected = Examined {
        takes_threads: true,
        may: Permissions::of(&[view, send, Permission::EmbedLinks]),
        notifies: vec![role(20)],
        roles: vec![role(1), role(20), role(21)],
    };
    assert_eq!(outbox.examine(guild(), channel(3)).await, Ok(expected));
    assert_eq!(
        paths(&asked),
        [
            "GET /channels/3",
            "GET /guilds/1",
            "GET /guilds/1/members/9"
        ]
    );
}

#[tokio::test]
async fn a_hidden_channel_is_examined_all_the_same() {
    let (_server, outbox) = start(server).await;
    let found = outbox.examine(guild(), channel(4)).await;
    let may = found.expect("it is in the list").may;
    assert_eq!(
        may.missing(&[Permission::ViewChannel, Permission::SendMessages]),
        [Permission::ViewChannel]
    );
}

#[tokio::test]
async fn a_channel_that_is_gone_or_elsewhere_is_said_so() {
    let (_server, outbox) = start(server).await;
    let gone = outbox.examine(guild(), channel(5)).await;
    assert!(gone.expect_err("it is gone").is_gone());
    let elsewhere = outbox.examine(guild(), channel(6)).await;
    assert!(elsewhere.expect_err("it is not there").is_forbidden());
}

#[tokio::test]
async fn a_server_tells_its_roles_and_owner() {
    let (_server, outbox) = start(server).await;
    assert_eq!(
        outbox.roles(guild()).await,
        Ok(vec![role(1), role(20), role(21)])
    );
    assert_eq!(outbox.owner(guild()).await.map(UserId::get), Ok(7));
    let left = GuildId::new(2).expect("not zero");
    assert!(outbox.owner(left).await.is_err());
}

#[tokio::test]
async fn a_channel_for_direct_messages_is_opened() {
    let (server, outbox) = start(server).await;
    let person = UserId::new(7).expect("not zero");
    assert_eq!(outbox.direct_channel(person).await, Ok(channel(80)));
    assert_eq!(paths(&server), ["POST /users/@me/channels"]);
    assert_eq!(server.asked()[0].body, json!({"recipient_id": "7"}));
}

#[tokio::test]
async fn an_answer_that_is_not_discords_is_no_result() {
    let (_server, outbox) = start(|_| Reply::Json(200, json!({"id": 1}))).await;
    assert!(outbox.roles(guild()).await.is_err());
    assert!(outbox.examine(guild(), channel(3)).await.is_err());
}

#[tokio::test]
async fn an_archived_thread_stays_so_and_a_locked_one_is_told() {
    let (server, outbox) = start(|asked| match asked.path.as_str() {
        "/channels/3" => Reply::Json(200, json!({"id": "3"})),
        "/channels/4" => refused(400, 50_083),
        "/channels/5" => refused(404, 10_003),
        _ => refused(403, 50_013),
    })
    .await;
    for thread in [3, 4, 5] {
        assert_eq!(outbox.archive_thread(channel(thread)).await, Ok(()));
    }
    let locked = outbox.archive_thread(channel(6)).await;
    assert!(locked.expect_err("it is locked").is_forbidden());
    assert_eq!(server.asked()[0].method, "PATCH");
    assert_eq!(server.asked()[0].body, json!({"archived": true}));
    assert_eq!(server.asked().len(), 4);
}
