//! The commands that we register, declared in one table.
//!
//! Discord's limits: names of 32 characters, descriptions of 100, 25 choices; a test holds every
//! declaration to them, because Discord refuses the whole list for one fault.

mod bank_admin;
mod organiser;

use serde_json::Value;
use serenity::builder::{CreateCommand, CreateCommandOption};
use serenity::model::application::{
    CommandOptionType, CommandType, InstallationContext, InteractionContext,
};

use crate::domain::question::{Difficulty, Kind};
use crate::domain::reply::{difficulty_label, kind_label};

/// The name of the message command.
pub const SUBMIT_AS_ANSWER: &str = "Submit as answer";

/// Every command.
pub fn all() -> Vec<CreateCommand> {
    vec![
        drill(),
        bank(),
        bank_admin::bank_admin(),
        organiser::daily(),
        organiser::settings(),
        framework(),
        privacy(),
        help(),
        submit_as_answer(),
    ]
}

/// Commands as Discord's description of its API wants them: permissions are numbers there, which
/// serenity writes as texts.
///
/// # Errors
/// Where a command can't be written as JSON.
pub fn body(commands: &[CreateCommand]) -> serde_json::Result<Value> {
    let mut body = serde_json::to_value(commands)?;
    for command in body.as_array_mut().into_iter().flatten() {
        let permissions = command["default_member_permissions"].as_str();
        if let Some(bits) = permissions.and_then(|text| text.parse::<u64>().ok()) {
            command["default_member_permissions"] = bits.into();
        }
    }
    Ok(body)
}

fn slash(name: &str, description: &str) -> CreateCommand {
    installed(CreateCommand::new(name).description(description))
}

/// Per server, usable in servers and in direct messages with the bot.
fn installed(command: CreateCommand) -> CreateCommand {
    command
        .integration_types(vec![InstallationContext::Guild])
        .contexts(vec![InteractionContext::Guild, InteractionContext::BotDm])
}

fn text(name: &str, description: &str) -> CreateCommandOption {
    CreateCommandOption::new(CommandOptionType::String, name, description)
}

fn completed(name: &str, description: &str) -> CreateCommandOption {
    text(name, description).set_autocomplete(true)
}

fn subcommand(name: &str, description: &str) -> CreateCommandOption {
    CreateCommandOption::new(CommandOptionType::SubCommand, name, description)
}

fn difficulty(description: &str) -> CreateCommandOption {
    Difficulty::ALL
        .into_iter()
        .fold(text("difficulty", description), |option, each| {
            option.add_string_choice(difficulty_label(each), each.name())
        })
}

fn drill() -> CreateCommand {
    let mut kind = text("kind", "What the question asks for");
    for each in Kind::ALL {
        kind = kind.add_string_choice(kind_label(each), each.name());
    }
    slash("drill", "Practise with an interview question")
        .add_option(completed("topic", "What the question is about"))
        .add_option(difficulty("How hard the question is"))
        .add_option(kind)
        .add_option(completed("round", "The interview round it belongs to"))
        .add_option(completed("question", "One question, by its title"))
        .add_option(CreateCommandOption::new(
            CommandOptionType::Boolean,
            "private",
            "Only you see the question, your answer and my reply",
        ))
}

fn bank() -> CreateCommand {
    slash("bank", "Look into the question bank")
        .add_option(
            subcommand(
                "search",
                "Find questions by words; typing errors are forgiven",
            )
            .add_sub_option(
                completed("query", "Words of the title, question or tags").required(true),
            )
            .add_sub_option(completed("topic", "Only questions on this topic")),
        )
        .add_option(
            subcommand("show", "One question with all its reference material")
                .add_sub_option(completed("question", "The question, by its title").required(true)),
        )
        .add_option(subcommand(
            "stats",
            "How many questions there are, by topic and kind",
        ))
        .add_option(subcommand(
            "suggest",
            "Propose a question for this server's bank",
        ))
}

fn framework() -> CreateCommand {
    slash(
        "framework",
        "How an answer framework works, with an example",
    )
    .add_option(completed("name", "The framework, e.g. STAR").required(true))
}

fn privacy() -> CreateCommand {
    slash("privacy", "What I keep of you")
        .add_option(subcommand(
            "show",
            "What is kept, for how long, and who can read it",
        ))
        .add_option(subcommand("export", "Your data as a file"))
        .add_option(subcommand(
            "forget",
            "Erase your data, after a confirmation",
        ))
}

fn help() -> CreateCommand {
    slash("help", "What I do here, in one screen")
}

fn submit_as_answer() -> CreateCommand {
    installed(CreateCommand::new(SUBMIT_AS_ANSWER).kind(CommandType::Message))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn hold_to_limits(declared: &Value) {
        let name = declared["name"].as_str().unwrap_or_default();
        assert!((1..=32).contains(&name.chars().count()), "{name}");
        if declared["type"] != 3 {
            let description = declared["description"].as_str().unwrap_or_default();
            assert!(
                (1..=100).contains(&description.chars().count()),
                "{name}: {description}"
            );
            assert!(
                name.chars().all(|c| c.is_ascii_lowercase() || c == '-'),
                "{name}"
            );
        }
        let options = declared["options"].as_array().cloned().unwrap_or_default();
        assert!(options.len() <= 25);
        let required = options.iter().map(|option| option["required"] == true);
        assert!(
            required.is_sorted_by(|a, b| a >= b),
            "{name}: required options come first"
        );
        for option in &options {
            assert!(
                option["choices"]
                    .as_array()
                    .is_none_or(|choices| choices.len() <= 25)
            );
            // A message command's "type" is 3, and so is a text option's: only commands are told.
            let mut option = option.clone();
            option["type"] = Value::Null;
            hold_to_limits(&option);
        }
    }

    #[test]
    fn organisers_commands_want_manage_server_and_a_server() {
        let body = body(&all()).expect("commands serialise");
        for command in body.as_array().expect("a list") {
            let name = command["name"].as_str().expect("every command has a name");
            let (rights, contexts) = if matches!(name, "daily" | "settings" | "bank-admin") {
                (json!(32), json!([0]))
            } else {
                (Value::Null, json!([0, 1]))
            };
            let wanted = command.get("default_member_permissions");
            assert_eq!(wanted.unwrap_or(&Value::Null), &rights, "{name}");
            assert_eq!(command["contexts"], contexts, "{name}");
        }
    }

    #[test]
    fn every_declaration_is_within_discords_limits() {
        let commands = all();
        assert!(commands.len() <= 100);
        for command in commands {
            hold_to_limits(&serde_json::to_value(&command).expect("commands serialise"));
        }
    }
}
