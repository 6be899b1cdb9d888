//! The options of a slash command, checked and filled in as Discord's client does before it
//! sends them.

use serde_json::{Value, json};

use super::say::keep;
use super::{Controlled, bad};
use crate::rest::validate::option::kind;
use crate::rest::validate::units;
use crate::wire;
use crate::world::World;
use crate::world::snowflake::Snowflake;

/// The longest text that fits an option.
const TEXT_MAX: u64 = 6_000;

/// Fills options in, and collects what they refer to.
pub struct Filler<'a> {
    world: &'a mut World,
    channel: Snowflake,
    guild: Option<Snowflake>,
    /// Whether the person still types: then nothing is required yet.
    typing: bool,
    /// How many options had the cursor.
    pub focused: u32,
    /// Users, members, roles and channels by id.
    pub resolved: Value,
}

impl<'a> Filler<'a> {
    pub fn new(
        world: &'a mut World,
        channel: Snowflake,
        guild: Option<Snowflake>,
        typing: bool,
    ) -> Self {
        Self {
            world,
            channel,
            guild,
            typing,
            focused: 0,
            resolved: json!({}),
        }
    }

    pub fn has_resolved(&self) -> bool {
        self.resolved.as_object().is_some_and(|map| !map.is_empty())
    }

    /// The given options with their types, in order, or what is wrong with them.
    pub fn fill(&mut self, declared: &Value, given: &Value) -> Controlled<Vec<Value>> {
        let declared = declared.as_array().map_or(&[][..], Vec::as_slice);
        let given = given.as_array().map_or(&[][..], Vec::as_slice);
        let has_subcommands = declared
            .iter()
            .any(|one| matches!(one["type"].as_u64(), Some(kind::SUBCOMMAND | kind::GROUP)));
        if has_subcommands && given.len() != 1 {
            return Err(bad("choose exactly one subcommand in `options`"));
        }
        let mut filled = Vec::new();
        for one in given {
            let option = declared
                .iter()
                .find(|option| option["name"] == one["name"])
                .ok_or_else(|| bad(format!("there is no option {}", one["name"])))?;
            filled.push(self.fill_one(option, one)?);
        }
        if !has_subcommands && !self.typing {
            must_be_complete(declared, given)?;
        }
        Ok(filled)
    }

    fn fill_one(&mut self, option: &Value, given: &Value) -> Controlled<Value> {
        let number = option["type"].as_u64().unwrap_or(kind::STRING);
        let name = option["name"].as_str().unwrap_or_default();
        if matches!(number, kind::SUBCOMMAND | kind::GROUP) {
            let inside = self.fill(&option["options"], &given["options"])?;
            return Ok(json!({"name": name, "type": number, "options": inside}));
        }
        if given["focused"] == true {
            self.focused += 1;
            if option["autocomplete"] != true {
                return Err(bad(format!("option `{name}` has no completion")));
            }
            let typed = match &given["value"] {
                Value::String(text) => text.clone(),
                Value::Null => String::new(),
                other => other.to_string(),
            };
            return Ok(json!({"name": name, "type": number, "value": typed, "focused": true}));
        }
        let value = self.value(number, name, option, &given["value"])?;
        Ok(json!({"name": name, "type": number, "value": value}))
    }

    fn value(
        &mut self,
        number: u64,
        name: &str,
        option: &Value,
        given: &Value,
    ) -> Controlled<Value> {
        let wrong = |what: &str| bad(format!("option `{name}` must be {what}"));
        let value = match number {
            kind::STRING => {
                let text = given.as_str().ok_or_else(|| wrong("a text"))?;
                let length = units(text) as u64;
                let min = option["min_length"].as_u64().unwrap_or(1);
                let max = option["max_length"].as_u64().unwrap_or(TEXT_MAX);
                if !self.typing && !(min..=max).contains(&length) {
                    return Err(wrong(&format!("{min} to {max} characters long")));
                }
                json!(text)
            }
            kind::INTEGER => {
                let whole = given.as_i64().or_else(|| given.as_str()?.parse().ok());
                json!(whole.ok_or_else(|| wrong("a whole number"))?)
            }
            kind::NUMBER => {
                let number = given.as_f64().or_else(|| given.as_str()?.parse().ok());
                json!(number.ok_or_else(|| wrong("a number"))?)
            }
            kind::BOOLEAN => json!(given.as_bool().ok_or_else(|| wrong("true or false"))?),
            11 => self.attachment(given)?,
            _ => self.entity(number, name, given)?,
        };
        self.check_channel_type(name, option, &value)?;
        check_range(name, option, &value)?;
        check_choice(name, option, &value)?;
        Ok(value)
    }

    /// A user, channel, role or either of the first and last, by id.
    fn entity(&mut self, number: u64, name: &str, given: &Value) -> Controlled<Value> {
        let id: Option<Snowflake> = serde_json::from_value(given.clone()).ok();
        let id = id.ok_or_else(|| bad(format!("option `{name}` must be an id")))?;
        let found = match number {
            kind::USER => self.resolve_user(id),
            kind::CHANNEL => self.resolve_channel(id),
            kind::ROLE => self.resolve_role(id),
            kind::MENTIONABLE => self.resolve_user(id) || self.resolve_role(id),
            _ => false,
        };
        if found {
            Ok(json!(id))
        } else {
            Err(bad(format!(
                "option `{name}`: nothing has the id {id} here"
            )))
        }
    }

    /// A channel is offered only where the option takes its kind.
    fn check_channel_type(&self, name: &str, option: &Value, id: &Value) -> Controlled<()> {
        let taken = option["channel_types"]
            .as_array()
            .map_or(&[][..], Vec::as_slice);
        let found = id
            .as_str()
            .map_or(&Value::Null, |id| &self.resolved["channels"][id]);
        if taken.is_empty() || found.is_null() || taken.contains(&found["type"]) {
            return Ok(());
        }
        Err(bad(format!(
            "option `{name}` takes no channel of type {}",
            found["type"]
        )))
    }

    /// Notes a user and member; false when there is none.
    pub fn resolve_user(&mut self, id: Snowflake) -> bool {
        let Some(user) = self.world.user(id) else {
            return false;
        };
        self.resolved["users"][id.to_string()] = wire::user(user);
        if let Some(guild) = self.guild
            && let Some(record) = self.world.guilds.get(&guild)
            && record.members.contains_key(&id)
        {
            let mut member = wire::guild::partial_member(self.world, guild, id);
            let mine = self
                .world
                .channels
                .get(&self.channel)
                .map(|place| self.world.permissions_in(id, place));
            member["permissions"] = json!(mine);
            self.resolved["members"][id.to_string()] = member;
        }
        true
    }

    /// Notes a channel; false when there is none in this guild.
    pub fn resolve_channel(&mut self, id: Snowflake) -> bool {
        let channel = self
            .world
            .channels
            .get(&id)
            .filter(|one| one.guild.is_some() && one.guild == self.guild);
        let Some(channel) = channel else {
            return false;
        };
        let full = wire::channel::render(self.world, channel);
        let mut partial = json!({
            "permissions": self.world.permissions_in(self.world.bot.id, channel),
        });
        for name in [
            "id",
            "name",
            "type",
            "parent_id",
            "thread_metadata",
            "guild_id",
        ] {
            if let Some(value) = full.get(name) {
                partial[name] = value.clone();
            }
        }
        self.resolved["channels"][id.to_string()] = partial;
        true
    }

    /// Notes a role; false when there is none in this guild.
    pub fn resolve_role(&mut self, id: Snowflake) -> bool {
        let guild = self.guild.and_then(|guild| self.world.guilds.get(&guild));
        let Some(role) = guild.and_then(|guild| guild.role(id)) else {
            return false;
        };
        self.resolved["roles"][id.to_string()] = wire::guild::role(role);
        true
    }

    fn attachment(&mut self, given: &Value) -> Controlled<Value> {
        let kept = keep(self.world, self.channel, given)?;
        let id = kept["id"].clone();
        if let Some(key) = id.as_str() {
            self.resolved["attachments"][key] = kept.clone();
        }
        Ok(id)
    }
}

fn must_be_complete(declared: &[Value], given: &[Value]) -> Controlled<()> {
    let missing = declared.iter().find(|option| {
        option["required"] == true && !given.iter().any(|one| one["name"] == option["name"])
    });
    match missing {
        Some(option) => Err(bad(format!("option {} is required", option["name"]))),
        None => Ok(()),
    }
}

fn check_range(name: &str, option: &Value, value: &Value) -> Controlled<()> {
    let Some(number) = value.as_f64() else {
        return Ok(());
    };
    let below = option["min_value"].as_f64().is_some_and(|min| number < min);
    let above = option["max_value"].as_f64().is_some_and(|max| number > max);
    if below || above {
        return Err(bad(format!(
            "option `{name}` must lie between {} and {}",
            option["min_value"], option["max_value"]
        )));
    }
    Ok(())
}

fn check_choice(name: &str, option: &Value, value: &Value) -> Controlled<()> {
    let choices = option["choices"].as_array().map_or(&[][..], Vec::as_slice);
    if choices.is_empty() || choices.iter().any(|one| one["value"] == *value) {
        return Ok(());
    }
    let known: Vec<_> = choices.iter().map(|one| one["value"].to_string()).collect();
    Err(bad(format!(
        "option `{name}` must be one of {}",
        known.join(", ")
    )))
}
