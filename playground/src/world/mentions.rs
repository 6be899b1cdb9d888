//! Who a message addresses.

use serde_json::Value;
use twilight_model::guild::Permissions;

use super::World;
use super::message::Draft;
use super::model::{Channel, Mentions, flag};
use super::snowflake::Snowflake;

impl World {
    /// Who a text addresses, within what `allowed_mentions` and permissions leave.
    pub fn mentions_of(&self, place: &Channel, draft: &Draft) -> Mentions {
        let allowed = Allowed::read(draft.allowed_mentions.as_ref());
        let mut mentions = Mentions::default();
        let may_all = self
            .permissions_in(draft.author, place)
            .contains(Permissions::MENTION_EVERYONE);
        for (sigil, id) in mention_tokens(&draft.content) {
            if sigil == '&' {
                let reachable = self.may_be_mentioned(place, id, may_all);
                if reachable && allowed.role(id) && !mentions.roles.contains(&id) {
                    mentions.roles.push(id);
                }
            } else if self.user(id).is_some() && allowed.user(id) && !mentions.users.contains(&id) {
                mentions.users.push(id);
            }
        }
        let loud = draft.content.contains("@everyone") || draft.content.contains("@here");
        mentions.everyone = loud && allowed.everyone && may_all;
        self.add_replied_author(place, draft, &allowed, &mut mentions);
        mentions
    }

    /// Whether a mention of this role counts: the role lets everybody, or the author may mention
    /// all. `@everyone` has its own words.
    fn may_be_mentioned(&self, place: &Channel, role: Snowflake, may_all: bool) -> bool {
        place
            .guild
            .filter(|guild| *guild != role)
            .and_then(|guild| self.guilds.get(&guild)?.role(role))
            .is_some_and(|role| role.mentionable || may_all)
    }

    /// Who is notified of a new message: whom it addresses, as far as they see the channel.
    pub fn notified_by(
        &self,
        place: &Channel,
        draft: &Draft,
        mentions: &Mentions,
    ) -> Vec<Snowflake> {
        if draft.visible_to.is_some() || draft.flags & flag::SUPPRESS_NOTIFICATIONS != 0 {
            return Vec::new();
        }
        let guild = place.guild.and_then(|guild| self.guilds.get(&guild));
        let has_role = |person: &Snowflake| {
            guild
                .and_then(|guild| guild.members.get(person))
                .is_some_and(|member| member.roles.iter().any(|one| mentions.roles.contains(one)))
        };
        let addressed = |person: &Snowflake| {
            mentions.everyone || mentions.users.contains(person) || has_role(person)
        };
        let people = self.people.keys().copied();
        people
            .filter(|person| *person != draft.author && addressed(person))
            .filter(|person| self.can_view(*person, place))
            .collect()
    }

    fn add_replied_author(
        &self,
        place: &Channel,
        draft: &Draft,
        allowed: &Allowed,
        mentions: &mut Mentions,
    ) {
        if draft.kind != 19 || !allowed.replied_user || draft.origin.is_some() {
            return;
        }
        let target = draft.reference.as_ref().and_then(|one| one.message);
        if let Some(target) = target.and_then(|id| place.messages.get(&id))
            && !mentions.users.contains(&target.author)
        {
            mentions.users.push(target.author);
        }
    }
}

/// What `allowed_mentions` lets through.
struct Allowed {
    users: Option<Vec<Snowflake>>,
    roles: Option<Vec<Snowflake>>,
    everyone: bool,
    replied_user: bool,
}

impl Allowed {
    fn read(value: Option<&Value>) -> Self {
        let Some(value) = value.filter(|value| value.is_object()) else {
            return Self {
                users: None,
                roles: None,
                everyone: true,
                replied_user: true,
            };
        };
        let parse = |name: &str| {
            value["parse"]
                .as_array()
                .is_some_and(|all| all.iter().any(|one| one == name))
        };
        let list = |name: &str| {
            let ids = value[name].as_array().into_iter().flatten();
            let ids = ids.filter_map(|one| one.as_str().and_then(|id| id.parse().ok()));
            (!parse(name)).then(|| ids.collect())
        };
        Self {
            users: list("users"),
            roles: list("roles"),
            everyone: parse("everyone"),
            replied_user: value["replied_user"].as_bool().unwrap_or(false),
        }
    }

    fn user(&self, id: Snowflake) -> bool {
        self.users.as_ref().is_none_or(|all| all.contains(&id))
    }

    fn role(&self, id: Snowflake) -> bool {
        self.roles.as_ref().is_none_or(|all| all.contains(&id))
    }
}

/// The `<@id>`, `<@!id>` and `<@&id>` in a text; the sigil is `&` for roles, `@` for users.
fn mention_tokens(text: &str) -> impl Iterator<Item = (char, Snowflake)> {
    text.split("<@").skip(1).filter_map(|rest| {
        let (inside, _) = rest.split_once('>')?;
        let (sigil, digits) = match inside.strip_prefix('&') {
            Some(digits) => ('&', digits),
            None => ('@', inside.strip_prefix('!').unwrap_or(inside)),
        };
        Some((sigil, digits.parse().ok()?))
    })
}
