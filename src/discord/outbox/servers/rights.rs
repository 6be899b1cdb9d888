//! What we may do in a channel, computed as Discord does it.
//!
//! Source: <https://docs.discord.com/developers/topics/permissions#permission-overwrites>.
//! What one permission implies is left out on purpose: without View Channel nothing else can be
//! used, yet it alone is what has to be granted then.

use std::collections::HashMap;

use serde::Deserialize;

use crate::domain::id::{ChannelId, RoleId, UserId};
use crate::domain::permission::{Permission, Permissions};
use crate::outbox::Examined;

/// Kinds of channels whose messages can have threads: text and announcements.
const TAKE_THREADS: [u8; 2] = [0, 5];
/// Whom an overwrite of a channel is for, where it is not a role.
const FOR_MEMBER: u8 = 1;

/// A server in Discord's JSON.
#[derive(Debug, Deserialize)]
pub(super) struct RawGuild {
    id: String,
    owner_id: String,
    roles: Vec<RawRole>,
}

#[derive(Debug, Deserialize)]
struct RawRole {
    id: String,
    permissions: String,
    #[serde(default)]
    mentionable: bool,
}

/// A channel in Discord's JSON.
#[derive(Debug, Deserialize)]
pub(super) struct RawChannel {
    id: String,
    #[serde(rename = "type")]
    kind: u8,
    #[serde(default)]
    permission_overwrites: Vec<RawOverwrite>,
}

#[derive(Debug, Deserialize)]
struct RawOverwrite {
    id: String,
    #[serde(rename = "type")]
    kind: u8,
    allow: String,
    deny: String,
}

/// A member of a server in Discord's JSON.
#[derive(Debug, Deserialize)]
pub(super) struct RawMember {
    roles: Vec<String>,
}

impl RawGuild {
    pub(super) fn role_ids(&self) -> Vec<RoleId> {
        ids(self.roles.iter())
    }

    pub(super) fn owner(&self) -> Option<UserId> {
        self.owner_id.parse().ok()
    }

    /// The role that everybody has; its id is the server's.
    fn is_everyone(&self, role: &RawRole) -> bool {
        role.id == self.id
    }
}

impl RawChannel {
    pub(super) fn is(&self, channel: ChannelId) -> bool {
        self.id == channel.to_string()
    }
}

/// What a member whose id is `me` finds in a channel.
pub(super) fn examined(
    guild: &RawGuild,
    channel: &RawChannel,
    member: &RawMember,
    me: UserId,
) -> Examined {
    let base = on_the_server(guild, member, me);
    let may = in_the_channel(base, guild, channel, member, me);
    let reached = guild.roles.iter().filter(|role| {
        !guild.is_everyone(role) && (role.mentionable || may.has(Permission::MentionEveryone))
    });
    Examined {
        takes_threads: TAKE_THREADS.contains(&channel.kind),
        may,
        notifies: ids(reached),
        roles: guild.role_ids(),
    }
}

/// Before channels narrow or widen it.
fn on_the_server(guild: &RawGuild, member: &RawMember, me: UserId) -> Permissions {
    if guild.owner() == Some(me) {
        return Permissions::ALL;
    }
    let counts = |role: &&RawRole| guild.is_everyone(role) || member.roles.contains(&role.id);
    let roles = guild.roles.iter().filter(counts);
    Permissions(roles.fold(0, |all, role| all | bits(&role.permissions)))
}

fn in_the_channel(
    base: Permissions,
    guild: &RawGuild,
    channel: &RawChannel,
    member: &RawMember,
    me: UserId,
) -> Permissions {
    if base.has(Permission::Administrator) {
        return Permissions::ALL;
    }
    let overwrites: HashMap<(bool, &str), (u64, u64)> = channel
        .permission_overwrites
        .iter()
        .map(|one| {
            let whom = (one.kind == FOR_MEMBER, one.id.as_str());
            (whom, (bits(&one.allow), bits(&one.deny)))
        })
        .collect();
    let of = |member: bool, id: &str| overwrites.get(&(member, id)).copied().unwrap_or_default();
    let of_everyone = of(false, &guild.id);
    // Those of all roles count as one: what any role allows beats what another denies.
    let others = member.roles.iter().filter(|role| **role != guild.id);
    let of_roles = others
        .map(|role| of(false, role))
        .fold((0, 0), |(allow, deny), one| (allow | one.0, deny | one.1));
    let of_me = of(true, &me.to_string());
    let applied = [of_everyone, of_roles, of_me]
        .into_iter()
        .fold(base.0, |all, (allow, deny)| (all & !deny) | allow);
    Permissions(applied)
}

fn bits(text: &str) -> u64 {
    text.parse().unwrap_or(0)
}

fn ids<'a>(roles: impl Iterator<Item = &'a RawRole>) -> Vec<RoleId> {
    roles.filter_map(|role| role.id.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use Permission::{Administrator, MentionEveryone, SendMessages, ViewChannel};

    const ME: u64 = 9;

    fn set(permissions: &[Permission]) -> String {
        Permissions::of(permissions).0.to_string()
    }

    /// A server with the roles @everyone (1), 20 and 21, of which we have the last two.
    fn server(everyone: &[Permission], first: &[Permission], second: &[Permission]) -> Value {
        json!({"id": "1", "owner_id": "7", "roles": [
            {"id": "1", "permissions": set(everyone)},
            {"id": "20", "permissions": set(first), "mentionable": true},
            {"id": "21", "permissions": set(second), "mentionable": false},
            {"id": "22", "permissions": set(&[Administrator])},
        ]})
    }

    /// An overwrite: whom it is for (a member where `true`), what it allows and denies.
    fn overwrite(member: bool, id: u64, allow: &[Permission], deny: &[Permission]) -> Value {
        json!({
            "id": id.to_string(), "type": u8::from(member),
            "allow": set(allow), "deny": set(deny),
        })
    }

    fn examine(guild: Value, overwrites: &[Value]) -> Examined {
        let channel = json!({"id": "5", "type": 0, "permission_overwrites": overwrites});
        examined(
            &serde_json::from_value(guild).expect("a server"),
            &serde_json::from_value(channel).expect("a channel"),
            &RawMember {
                roles: vec!["20".to_owned(), "21".to_owned()],
            },
            UserId::new(ME).expect("not zero"),
        )
    }

    fn check(guild: Value, overwrites: &[Value], expected: &[Permission]) {
        assert_eq!(
            examine(guild, overwrites).may,
            Permissions::of(expected),
            "{overwrites:?}"
        );
    }

    #[test]
    fn roles_add_up_and_only_ones_own_count() {
        check(
            server(&[ViewChannel], &[SendMessages], &[MentionEveryone]),
            &[],
            &[ViewChannel, SendMessages, MentionEveryone],
        );
    }

    #[test]
    fn owners_and_administrators_may_everything_everywhere() {
        let deny = overwrite(true, ME, &[], &[ViewChannel, Administrator]);
        let administrator = server(&[], &[Administrator], &[]);
        let found = examine(administrator, std::slice::from_ref(&deny));
        assert_eq!(found.may, Permissions::ALL);
        let mut own = server(&[], &[], &[]);
        own["owner_id"] = json!(ME.to_string());
        assert_eq!(examine(own, &[deny]).may, Permissions::ALL);
    }

    #[test]
    fn everyone_then_roles_then_the_member() {
        let both = [ViewChannel, SendMessages];
        let base = || server(&both, &[], &[]);
        let everyone_denied = overwrite(false, 1, &[], &both);
        check(base(), std::slice::from_ref(&everyone_denied), &[]);
        // A role gives it back, and the order in the list does not matter.
        let role_allowed = overwrite(false, 20, &both, &[]);
        check(
            base(),
            &[role_allowed.clone(), everyone_denied.clone()],
            &both,
        );
        // What one role allows, another can't take.
        let role_denied = overwrite(false, 21, &[], &[SendMessages]);
        check(
            base(),
            &[role_denied, role_allowed.clone(), everyone_denied.clone()],
            &both,
        );
        // The member's own overwrite has the last word.
        let me_denied = overwrite(true, ME, &[], &[SendMessages]);
        check(
            base(),
            &[me_denied, role_allowed, everyone_denied.clone()],
            &[ViewChannel],
        );
        let me_allowed = overwrite(true, ME, &[ViewChannel], &[]);
        check(base(), &[me_allowed, everyone_denied], &[ViewChannel]);
    }

    #[test]
    fn overwrites_of_others_do_not_count() {
        let base = || server(&[ViewChannel], &[], &[]);
        let another_role = overwrite(false, 22, &[SendMessages], &[ViewChannel]);
        let another_member = overwrite(true, 20, &[SendMessages], &[ViewChannel]);
        let role_like_me = overwrite(false, ME, &[SendMessages], &[ViewChannel]);
        check(
            base(),
            &[another_role, another_member, role_like_me],
            &[ViewChannel],
        );
    }

    #[test]
    fn a_hidden_channel_takes_no_other_permission() {
        let hidden = overwrite(false, 1, &[], &[ViewChannel]);
        check(
            server(&[ViewChannel, SendMessages], &[], &[]),
            &[hidden],
            &[SendMessages],
        );
    }

    #[test]
    fn a_role_is_reached_where_it_may_be_mentioned() {
        let role = |id: u64| RoleId::new(id).expect("not zero");
        let plain = examine(server(&[ViewChannel], &[], &[]), &[]);
        assert_eq!(plain.notifies, [role(20)]);
        assert_eq!(plain.roles, [role(1), role(20), role(21), role(22)]);
        let loud = examine(server(&[MentionEveryone], &[], &[]), &[]);
        assert_eq!(loud.notifies, [role(20), role(21), role(22)]);
        let hushed = overwrite(false, 1, &[], &[MentionEveryone]);
        let hushed = examine(server(&[MentionEveryone], &[], &[]), &[hushed]);
        assert_eq!(hushed.notifies, [role(20)]);
    }

    #[test]
    fn threads_are_made_in_text_and_announcement_channels() {
        for kind in 0..=20_u8 {
            let channel = json!({"id": "5", "type": kind});
            let found = examined(
                &serde_json::from_value(server(&[], &[], &[])).expect("a server"),
                &serde_json::from_value(channel).expect("a channel"),
                &RawMember { roles: Vec::new() },
                UserId::new(ME).expect("not zero"),
            );
            assert_eq!(found.takes_threads, matches!(kind, 0 | 5), "{kind}");
        }
    }
}
