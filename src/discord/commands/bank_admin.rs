//! `/bank-admin`: a server's own questions, and what it hides.

use serenity::builder::{CreateCommand, CreateCommandOption};
use serenity::model::application::CommandOptionType;

use super::organiser::organisers;
use super::{completed, subcommand, text};
use crate::features::own::files::FORMATS;

pub(super) fn bank_admin() -> CreateCommand {
    let format = FORMATS
        .into_iter()
        .fold(text("format", "What the file is"), |option, name| {
            option.add_string_choice(name, name)
        });
    let file = CreateCommandOption::new(
        CommandOptionType::Attachment,
        "file",
        "A list of questions; it is read once and not kept",
    );
    organisers("bank-admin", "This server's own questions")
        .add_option(subcommand(
            "queue",
            "Suggested questions: approve, edit or reject them",
        ))
        .add_option(
            subcommand("import", "Take a list of questions into this server's bank")
                .add_sub_option(file.required(true))
                .add_sub_option(format.required(true))
                .add_sub_option(completed(
                    "topic",
                    "For questions that name no topic of their own",
                )),
        )
        .add_option(subcommand(
            "export",
            "This server's own questions as a file",
        ))
        .add_option(
            subcommand("hide", "Keep a question out of this server's picks")
                .add_sub_option(question("The question, by its title")),
        )
        .add_option(
            subcommand("unhide", "Let a hidden question be asked again")
                .add_sub_option(question("The hidden question, by its title")),
        )
}

fn question(description: &str) -> CreateCommandOption {
    completed("question", description).required(true)
}
