//! What people do: `POST /playground/act`.

use axum::Json;
use serde_json::{Value, json};

use super::{App, Controlled, bad, components, id_in, person, say, slash, text_in};

/// One act of one person.
pub async fn act(app: App, Json(body): Json<Value>) -> Controlled<Json<Value>> {
    let actor = {
        let world = app.world();
        person(&world, id_in(&body, "as")?)?
    };
    let id = match text_in(&body, "do")? {
        "say" => say::say(&mut app.world(), actor, &body)?,
        "edit" => say::edit(&mut app.world(), actor, &body)?,
        "delete" => say::delete(&mut app.world(), actor, &body)?,
        "react" => say::react(&mut app.world(), actor, &body)?,
        "unreact" => say::unreact(&mut app.world(), actor, &body)?,
        "open_dm" => app.world().direct_channel(actor),
        "slash" => slash::run(&app, actor, &body)?,
        "autocomplete" => return slash::complete(&app, actor, &body).await.map(Json),
        "message_command" => slash::run_on_message(&app, actor, &body)?,
        "press" => components::press(&app, actor, &body)?,
        "choose" => components::choose(&app, actor, &body)?,
        "submit" => components::submit(&app, actor, &body)?,
        other => {
            return Err(bad(format!(
                "`{other}` is nothing that people do here; say, edit, delete, react, unreact, \
                 open_dm, slash, autocomplete, message_command, press, choose and submit are"
            )));
        }
    };
    Ok(Json(json!({"id": id})))
}
