//! `/bank-admin` and the modal of a proposal, decoded.

use serenity::model::application::{ActionRowComponent, ModalInteraction};

use super::options::{Options, file, subcommand, text};
use crate::domain::proposal::Proposal;
use crate::domain::reply::own::input;
use crate::features::Request;
use crate::features::request::{BankAdmin, Suggested};

pub(super) fn bank_admin(options: &Options<'_>) -> Option<Request> {
    let (name, options) = subcommand(options)?;
    let what = match name {
        "queue" => BankAdmin::Queue,
        "import" => BankAdmin::Import {
            file: file(options, "file")?,
            format: text(options, "format")?,
            topic: text(options, "topic"),
        },
        "export" => BankAdmin::Export,
        "hide" => BankAdmin::Hide(text(options, "question")?),
        "unhide" => BankAdmin::Unhide(text(options, "question")?),
        _ => return None,
    };
    Some(Request::BankAdmin(what))
}

/// What an option of `/bank-admin` names.
pub(super) fn suggested(subcommand: &str, option: &str) -> Option<Suggested> {
    match (subcommand, option) {
        ("import", "topic") => Some(Suggested::Topic),
        ("hide", "question") => Some(Suggested::Question),
        ("unhide", "question") => Some(Suggested::HiddenQuestion),
        _ => None,
    }
}

/// What was typed into the modal of a proposal; an input that is missing is empty.
pub(super) fn proposal(modal: &ModalInteraction) -> Proposal {
    let typed = |name: &str| {
        let rows = modal.data.components.iter();
        let mut inputs = rows.flat_map(|row| &row.components);
        let found = inputs.find_map(|component| match component {
            ActionRowComponent::InputText(input) if input.custom_id == name => {
                Some(input.value.clone())
            }
            _ => None,
        });
        found.flatten().unwrap_or_default()
    };
    Proposal {
        title: typed(input::TITLE),
        ask: typed(input::ASK),
        points: typed(input::POINTS),
        topic: typed(input::TOPIC),
        facts: typed(input::FACTS),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use serenity::model::application::Interaction;

    use super::*;
    use crate::domain::id::UserId;
    use crate::features::request::{SharedFile, Suggest};

    fn interaction(kind: u8, data: &Value) -> Interaction {
        let value = json!({
            "id": "50", "application_id": "77", "type": kind, "token": "t", "version": 1,
            "guild_id": "3", "channel_id": "5", "app_permissions": "0", "locale": "en-GB",
            "entitlements": [], "authorizing_integration_owners": {}, "attachment_size_limit": 0,
            "context": 0,
            "channel": {"id": "5", "type": 0, "name": "general", "permissions": "0"},
            "member": {
                "user": {"id": "7", "username": "somebody", "discriminator": "0", "avatar": null},
                "roles": [], "joined_at": "2026-01-01T00:00:00Z", "deaf": false,
                "mute": false, "flags": 0, "permissions": "32",
            },
            "data": data,
        });
        serde_json::from_value(value).expect("an interaction as Discord sends it")
    }

    fn decoded(kind: u8, data: &Value) -> Option<Request> {
        let us = UserId::new(9).expect("not zero");
        let decoded = super::super::interaction(&interaction(kind, data), us);
        decoded.ok().map(|decoded| decoded.request)
    }

    fn command(kind: u8, name: &str, subcommand: &str, options: &Value) -> Option<Request> {
        decoded(
            kind,
            &json!({
                "id": "60", "name": name, "type": 1,
                "options": [{"type": 1, "name": subcommand, "options": options}],
                "resolved": {"attachments": {"70": {
                    "id": "70", "filename": "list.md", "size": 1234, "content_type": "text/plain",
                    "url": "https://cdn.discordapp.com/attachments/5/70/list.md?ex=1",
                    "proxy_url": "https://media.discordapp.net/attachments/5/70/list.md",
                }}},
            }),
        )
    }

    #[test]
    fn a_list_comes_with_its_file() {
        let file = json!({"type": 11, "name": "file", "value": "70"});
        let format = json!({"type": 3, "name": "format", "value": "markdown-qa"});
        let expected = BankAdmin::Import {
            file: SharedFile {
                name: "list.md".to_owned(),
                url: "https://cdn.discordapp.com/attachments/5/70/list.md?ex=1".to_owned(),
                size: 1234,
            },
            format: "markdown-qa".to_owned(),
            topic: None,
        };
        let import = |options: Value| command(2, "bank-admin", "import", &options);
        assert_eq!(
            import(json!([file, format])),
            Some(Request::BankAdmin(expected))
        );
        let unresolved = json!({"type": 11, "name": "file", "value": "71"});
        assert_eq!(import(json!([unresolved, format])), None);
        assert_eq!(import(json!([file])), None);
    }

    #[test]
    fn the_other_subcommands() {
        let question = json!([{"type": 3, "name": "question", "value": "core/a"}]);
        for (name, options, expected) in [
            ("queue", &json!([]), BankAdmin::Queue),
            ("export", &json!([]), BankAdmin::Export),
            ("hide", &question, BankAdmin::Hide("core/a".to_owned())),
            ("unhide", &question, BankAdmin::Unhide("core/a".to_owned())),
        ] {
            let found = command(2, "bank-admin", name, options);
            assert_eq!(found, Some(Request::BankAdmin(expected)), "{name}");
        }
        assert_eq!(command(2, "bank-admin", "hide", &json!([])), None);
        assert_eq!(command(2, "bank-admin", "burn", &json!([])), None);
        assert_eq!(
            command(2, "bank", "suggest", &json!([])),
            Some(Request::BankSuggest)
        );
    }

    #[test]
    fn hidden_questions_are_suggested_where_they_are_shown_again() {
        for (name, what) in [
            ("hide", Suggested::Question),
            ("unhide", Suggested::HiddenQuestion),
        ] {
            let typing = json!([
                {"type": 3, "name": "question", "value": "a", "focused": true},
            ]);
            let expected = Request::Suggest(Suggest {
                what,
                typed: "a".to_owned(),
            });
            assert_eq!(command(4, "bank-admin", name, &typing), Some(expected));
        }
    }

    #[test]
    fn a_proposal_is_read_by_the_names_of_its_inputs() {
        let row = |name: &str, value: &str| {
            json!({"type": 1, "components": [
                {"type": 4, "custom_id": name, "value": value},
            ]})
        };
        let modal = |id: &str| {
            let rows = json!([
                row("ask", "Why?"),
                row("title", "A title"),
                row("facts", "hard")
            ]);
            decoded(5, &json!({"custom_id": id, "components": rows}))
        };
        let proposal = Proposal {
            title: "A title".to_owned(),
            ask: "Why?".to_owned(),
            facts: "hard".to_owned(),
            ..Proposal::default()
        };
        assert_eq!(
            modal("g1:form-suggest:1"),
            Some(Request::Propose(None, proposal.clone()))
        );
        let id = crate::domain::id::SuggestionId::new(36);
        assert_eq!(
            modal("g1:form-edit-suggestion:10:1"),
            Some(Request::Propose(id, proposal))
        );
    }
}
