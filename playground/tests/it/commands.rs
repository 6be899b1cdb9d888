//! Commands: registered, refused, offered.

use reqwest::Method;
use serde_json::{Value, json};

use crate::bench::{Bench, id};

fn ask() -> Value {
    json!({"name": "ask", "description": "Asks", "options": [
        {"type": 3, "name": "topic", "description": "What about", "required": true,
         "choices": [{"name": "Rust", "value": "rust"}, {"name": "SQL", "value": "sql"}]},
        {"type": 4, "name": "count", "description": "How many", "min_value": 1, "max_value": 5},
    ]})
}

#[tokio::test]
async fn a_bulk_overwrite_replaces_and_keeps_the_ids_of_those_that_stay() {
    let bench = Bench::new().await;
    let first = bench.register(json!([ask()])).await;
    let second = bench
        .register(json!([ask(), {"name": "Note", "type": 3}]))
        .await;
    assert_eq!(first[0]["id"], second[0]["id"]);
    assert_eq!(second[1]["type"], 3);
    let path = format!(
        "/applications/{}/guilds/{}/commands",
        bench.application, bench.guild
    );
    let (_, listed) = bench.get(&path).await;
    assert_eq!(listed, second);

    let one = format!("{path}/{}", id(&second[1]));
    assert_eq!(bench.call(Method::DELETE, &one, Value::Null).await.0, 204);
    let (status, body) = bench.get(&one).await;
    assert_eq!((status, &body["code"]), (404, &json!(10_063)));
}

#[tokio::test]
async fn a_command_that_breaks_a_rule_is_refused_with_the_place() {
    let bench = Bench::new().await;
    let path = format!("/applications/{}/commands", bench.application);
    let long = "d".repeat(101);
    let option = |name: &str, required: bool| json!({"type": 3, "name": name, "description": "d", "required": required});
    let many: Vec<_> = (0..26)
        .map(|n| json!({"name": format!("c{n}"), "value": "v"}))
        .collect();
    let choices = json!({"type": 3, "name": "o", "description": "d", "choices": many});
    for (command, place) in [
        (json!({"name": "ok", "description": long}), "/0/description"),
        (json!({"name": "Not Lower", "description": "d"}), "/0/name"),
        (json!({"name": "ok"}), "/0/description"),
        (
            json!({"name": "ok", "description": "d", "options": [option("a", false), option("b", true)]}),
            "/0/options/1",
        ),
        (
            json!({"name": "ok", "description": "d", "options": [option("a", true), option("a", true)]}),
            "/0/options/1/name",
        ),
        (
            json!({"name": "ok", "description": "d", "options": [choices]}),
            "/0/options/0/choices",
        ),
        (
            json!({"name": "Note", "type": 3, "description": "d"}),
            "/0/description",
        ),
    ] {
        let (status, body) = bench.call(Method::PUT, &path, json!([command])).await;
        assert_eq!((status, &body["code"]), (400, &json!(50_035)), "{command}");
        let found = body["errors"]
            .pointer(place)
            .map(|one| &one["_errors"][0]["code"]);
        assert!(found.is_some_and(Value::is_string), "{place}: {body}");
    }
}

#[tokio::test]
async fn people_are_offered_what_they_may_use_and_held_to_the_declared_options() {
    let bench = Bench::new().await;
    bench
        .register(json!([
            ask(),
            {"name": "settings", "description": "Settings", "default_member_permissions": "32"},
            {"name": "rules", "description": "Rules", "default_member_permissions": 32},
        ]))
        .await;
    let offered = |state: &Value| -> Vec<String> {
        let commands = state["commands"][&bench.guild].as_array().unwrap().clone();
        let names = commands
            .iter()
            .map(|one| one["name"].as_str().unwrap().to_owned());
        names.collect()
    };
    let state = bench.state(Some(&bench.member)).await;
    assert_eq!(offered(&state), ["ask"]);
    let state = bench.state(Some(&bench.admin)).await;
    assert_eq!(offered(&state), ["ask", "settings", "rules"]);
    let rules = &state["commands"][&bench.guild][2];
    assert_eq!(rules["default_member_permissions"], "32");

    let slash = |name: &str, options: Value| json!({"do": "slash", "channel": bench.text, "name": name, "options": options});
    for (body, status) in [
        (slash("settings", json!([])), 403),
        (slash("nothing", json!([])), 400),
        (slash("ask", json!([])), 400),
        (
            slash("ask", json!([{"name": "topic", "value": "php"}])),
            400,
        ),
        (
            slash(
                "ask",
                json!([{"name": "topic", "value": "sql"}, {"name": "count", "value": 9}]),
            ),
            400,
        ),
    ] {
        assert_eq!(
            bench.act_refused(&bench.member, body.clone()).await,
            status,
            "{body}"
        );
    }
    let fine = json!([{"name": "topic", "value": "sql"}, {"name": "count", "value": 2}]);
    bench.act(&bench.member, slash("ask", fine)).await;
}
