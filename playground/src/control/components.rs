//! Buttons, selects and modals that people use, checked as Discord checks them.

use serde_json::{Value, json};

use super::fields::Filler;
use super::{Controlled, bad, forbidden, id_in, place, text_in, unknown};
use crate::app::{Shared, watch_interaction};
use crate::rest::validate::component::kind as part;
use crate::rest::validate::units;
use crate::world::World;
use crate::world::interaction::{NewInteraction, kind};
use crate::world::snowflake::Snowflake;

/// The longest text that a modal's field takes.
const FIELD_MAX: u64 = 4_000;

/// A component with the message it is on.
struct Used {
    channel: Snowflake,
    message: Snowflake,
    component: Value,
}

/// `press {channel, message, custom_id}`.
pub fn press(app: &Shared, actor: Snowflake, body: &Value) -> Controlled<Snowflake> {
    let used = used(&app.world(), actor, body)?;
    if used.component["type"].as_u64() != Some(part::BUTTON) {
        return Err(bad("this component is no button: use `choose`"));
    }
    let data = json!({
        "custom_id": used.component["custom_id"],
        "component_type": part::BUTTON,
        "id": used.component["id"],
    });
    Ok(send(app, actor, used, data))
}

/// `choose {channel, message, custom_id, values}`.
pub fn choose(app: &Shared, actor: Snowflake, body: &Value) -> Controlled<Snowflake> {
    let mut world = app.world();
    let used = used(&world, actor, body)?;
    let number = used.component["type"].as_u64().unwrap_or_default();
    if number == part::BUTTON {
        return Err(bad("this component is a button: use `press`"));
    }
    let values = body["values"]
        .as_array()
        .ok_or_else(|| bad("`values` is missing: give a list"))?;
    check_values(&used.component, values)?;
    let guild = world.channels.get(&used.channel).and_then(|one| one.guild);
    let mut filler = Filler::new(&mut world, used.channel, guild, false);
    resolve(&mut filler, number, values)?;
    let mut data = json!({
        "custom_id": used.component["custom_id"],
        "component_type": number,
        "id": used.component["id"],
        "values": values,
    });
    if number != part::STRING_SELECT {
        data["resolved"] = filler.resolved.clone();
    }
    drop(world);
    Ok(send(app, actor, used, data))
}

fn resolve(filler: &mut Filler<'_>, number: u64, values: &[Value]) -> Controlled<()> {
    if number == part::STRING_SELECT {
        return Ok(());
    }
    for value in values {
        let id: Option<Snowflake> = serde_json::from_value(value.clone()).ok();
        let id = id.ok_or_else(|| bad("the values of this select are ids"))?;
        let found = match number {
            5 => filler.resolve_user(id),
            6 => filler.resolve_role(id),
            7 => filler.resolve_user(id) || filler.resolve_role(id),
            _ => filler.resolve_channel(id),
        };
        if !found {
            return Err(bad(format!(
                "nothing that this select offers has the id {id}"
            )));
        }
    }
    Ok(())
}

fn check_values(select: &Value, values: &[Value]) -> Controlled<()> {
    let min = select["min_values"].as_u64().unwrap_or(1);
    let max = select["max_values"].as_u64().unwrap_or(1);
    if !(min..=max).contains(&(values.len() as u64)) {
        return Err(bad(format!("choose {min} to {max} values")));
    }
    let Some(options) = select["options"].as_array() else {
        return Ok(());
    };
    let unknown = values
        .iter()
        .find(|value| !options.iter().any(|option| option["value"] == **value));
    match unknown {
        Some(value) => Err(bad(format!("{value} is not among the options"))),
        None => Ok(()),
    }
}

fn used(world: &World, actor: Snowflake, body: &Value) -> Controlled<Used> {
    let channel = place(world, actor, id_in(body, "channel")?)?;
    let id = id_in(body, "message")?;
    let message = channel
        .messages
        .get(&id)
        .filter(|message| message.visible_for(actor))
        .ok_or_else(|| unknown("message", id))?;
    let custom_id = text_in(body, "custom_id")?;
    let component = find(&message.components, custom_id)
        .ok_or_else(|| bad(format!("no component `{custom_id}` is on this message")))?;
    if component["disabled"] == true {
        return Err(forbidden("this component is disabled"));
    }
    Ok(Used {
        channel: channel.id,
        message: id,
        component: component.clone(),
    })
}

fn find<'a>(components: &'a [Value], custom_id: &str) -> Option<&'a Value> {
    components.iter().find_map(|one| {
        if one["custom_id"] == custom_id {
            return Some(one);
        }
        let inside = one["components"].as_array().map_or(&[][..], Vec::as_slice);
        let accessory = one.get("accessory").map_or(&[][..], std::slice::from_ref);
        let part = one.get("component").map_or(&[][..], std::slice::from_ref);
        find(inside, custom_id)
            .or_else(|| find(accessory, custom_id))
            .or_else(|| find(part, custom_id))
    })
}

fn send(app: &Shared, actor: Snowflake, used: Used, data: Value) -> Snowflake {
    let label = used.component["label"]
        .as_str()
        .or(used.component["placeholder"].as_str())
        .or(used.component["custom_id"].as_str())
        .unwrap_or_default()
        .to_owned();
    let id = app.world().interact(NewInteraction {
        kind: kind::COMPONENT,
        user: actor,
        channel: used.channel,
        label,
        command: None,
        command_kind: 0,
        source: Some(used.message),
        trigger: None,
        choices: None,
        data,
    });
    watch_interaction(app, id);
    id
}

/// `submit {interaction_id, fields}`.
pub fn submit(app: &Shared, actor: Snowflake, body: &Value) -> Controlled<Snowflake> {
    let mut world = app.world();
    let id = id_in(body, "interaction_id")?;
    let opener = world
        .interactions
        .get(id)
        .filter(|one| one.user == actor)
        .ok_or_else(|| unknown("interaction of this person", id))?;
    let modal = opener
        .modal
        .as_ref()
        .ok_or_else(|| bad("this interaction has opened no modal"))?;
    let rows = modal["components"].as_array().into_iter().flatten();
    let mut components = Vec::new();
    for row in rows {
        components.extend(filled_row(row, &body["fields"])?);
    }
    let new = NewInteraction {
        kind: kind::MODAL,
        user: actor,
        channel: opener.channel,
        label: modal["title"].as_str().unwrap_or_default().to_owned(),
        command: None,
        command_kind: 0,
        source: opener.source,
        trigger: Some(Box::new(opener.origin())),
        choices: None,
        data: json!({"custom_id": modal["custom_id"], "components": components}),
    };
    let sent = world.interact(new);
    drop(world);
    watch_interaction(app, sent);
    Ok(sent)
}

/// A row or label of a modal as it is sent back; nothing for plain text.
fn filled_row(row: &Value, fields: &Value) -> Controlled<Option<Value>> {
    Ok(match row["type"].as_u64() {
        Some(part::ROW) => {
            let input = filled(&row["components"][0], fields)?;
            Some(json!({"type": part::ROW, "id": row["id"], "components": [input]}))
        }
        Some(part::LABEL) => {
            let input = filled(&row["component"], fields)?;
            Some(json!({"type": part::LABEL, "id": row["id"], "component": input}))
        }
        _ => None,
    })
}

fn filled(input: &Value, fields: &Value) -> Controlled<Value> {
    let custom_id = input["custom_id"].as_str().unwrap_or_default();
    let number = input["type"].as_u64().unwrap_or_default();
    let given = &fields[custom_id];
    if number != part::TEXT_INPUT {
        let values = given.as_array().cloned().unwrap_or_default();
        if input["required"] != false || !values.is_empty() {
            check_values(input, &values)?;
        }
        return Ok(
            json!({"type": number, "id": input["id"], "custom_id": custom_id, "values": values}),
        );
    }
    let text = given.as_str().unwrap_or_default();
    let length = units(text) as u64;
    let required = input["required"] != false;
    let min = input["min_length"].as_u64().unwrap_or(u64::from(required));
    let max = input["max_length"].as_u64().unwrap_or(FIELD_MAX);
    let may_be_empty = length == 0 && !required;
    if !may_be_empty && !(min..=max).contains(&length) {
        return Err(bad(format!(
            "field `{custom_id}` takes {min} to {max} characters and has {length}"
        )));
    }
    Ok(json!({"type": number, "id": input["id"], "custom_id": custom_id, "value": text}))
}
