//! What is accepted, and the sentence for what is not.

use super::raw::parse;
use super::*;

fn load(text: &str, variables: &[(&str, &str)]) -> Result<Config, String> {
    let environment = Environment::from(|name| {
        variables
            .iter()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| (*value).to_owned())
    });
    parse(text, "greenroom.toml")
        .and_then(|raw| check::check(raw, &environment))
        .map_err(|error| error.to_string())
}

#[track_caller]
fn refused(text: &str, variables: &[(&str, &str)], with: &str) {
    let error = load(text, variables).expect_err("must be refused");
    assert_eq!(error, with);
}

#[test]
fn the_shipped_file_says_the_defaults() {
    let shipped = include_str!("../../config/greenroom.toml");
    assert_eq!(load(shipped, &[]), load("", &[]));
}

#[test]
fn the_environment_overrides_the_file() {
    let config = load(
        "[content]\npath = \"a\"\n[http]\naddress = \"127.0.0.1:1\"",
        &[
            ("GREENROOM_CONTENT", "b"),
            (
                "GREENROOM_DATABASE_URL",
                "postgres://me:secret@db/greenroom?x=secret",
            ),
            ("GREENROOM_DISCORD_API", "http://127.0.0.1:8080/"),
            ("GREENROOM_HTTP_ADDR", "[::1]:2"),
        ],
    )
    .expect("valid");
    assert_eq!(config.content, PathBuf::from("b"));
    assert_eq!(config.discord.api.as_str(), "http://127.0.0.1:8080");
    assert_eq!(config.http, Some("[::1]:2".parse().expect("an address")));
    assert!(!format!("{config:?}").contains("secret"));
}

#[test]
fn wrong_values_name_the_key_the_value_and_what_is_allowed() {
    refused(
        "[answers]\nquiet_seconds = 0",
        &[],
        "answers.quiet_seconds is `0`, but must be a whole number from 1 to 600",
    );
    refused(
        "[http]\naddress = \"9100\"",
        &[],
        "http.address is `9100`, but must be an address and port like 127.0.0.1:9100",
    );
    refused(
        "",
        &[("GREENROOM_DATABASE_URL", "mysql://me:secret@db/x")],
        "GREENROOM_DATABASE_URL is `mysql://me@db/x`, but must be sqlite://FILE or \
         postgres://USER@HOST/NAME",
    );
    refused(
        "[discord]\nshard_first = 2\nshard_count = 2\nshard_total = 3",
        &[],
        "discord.shard_first + discord.shard_count is `4`, but must be at most \
         discord.shard_total, which is 3",
    );
}

#[test]
fn plain_http_goes_to_loopback_and_named_hosts_only() {
    for fine in [
        "http://localhost:1",
        "http://[::1]:80",
        "https://discord.com",
        "http://127.9.9.9",
    ] {
        assert!(
            load("", &[("GREENROOM_DISCORD_API", fine)]).is_ok(),
            "{fine}"
        );
    }
    assert!(
        load(
            "[discord]\nplain_http_hosts = [\"proxy\"]\napi = \"http://proxy:80\"",
            &[]
        )
        .is_ok()
    );
    let wrong = [
        "http://discord.com",
        "http://proxy",
        "ftp://x",
        "discord.com",
        "https://a/api",
    ];
    for wrong in wrong {
        assert!(
            load("", &[("GREENROOM_DISCORD_API", wrong)]).is_err(),
            "{wrong}"
        );
    }
}

#[test]
fn faults_in_the_file_are_told_with_their_place() {
    let error = load("[content]\npaht = \"x\"", &[]).expect_err("unknown key");
    assert!(
        error.starts_with("greenroom.toml, line 2, column 1: unknown field `paht`"),
        "{error}"
    );
    let error = load("[answers]\nleast_words = \"many\"", &[]).expect_err("wrong type");
    assert!(
        error.starts_with("greenroom.toml, line 2, column 15: "),
        "{error}"
    );
}

#[test]
fn tokens_are_found_in_one_place_and_never_printed() {
    let find = |variables: &[(&str, &str)]| {
        Token::find(&Environment::from(|name| {
            variables
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value).to_owned())
        }))
    };
    assert!(matches!(find(&[]), Err(TokenError::Missing)));
    assert!(matches!(
        find(&[("DISCORD_TOKEN", "  ")]),
        Err(TokenError::Missing)
    ));
    let both = find(&[("DISCORD_TOKEN", "a"), ("DISCORD_TOKEN_FILE", "b")]);
    assert!(matches!(both, Err(TokenError::Both)));
    let unreadable = find(&[("DISCORD_TOKEN_FILE", "/nowhere/token")]);
    assert!(matches!(unreadable, Err(TokenError::Unreadable { .. })));
    let malformed = find(&[("DISCORD_TOKEN", "se cret")]).expect_err("a space");
    assert!(!malformed.to_string().contains("cret"));
    let token = find(&[("DISCORD_TOKEN", "Bot secret")]).expect("a token");
    assert_eq!(token.expose(), "secret");
    assert!(!format!("{token:?}").contains("secret"));
}
