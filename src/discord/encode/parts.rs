//! The parts of a message: embeds, rows, files. Input is within the limits already.

use serenity::builder::{
    CreateActionRow, CreateAttachment, CreateButton, CreateEmbed, CreateEmbedAuthor,
    CreateEmbedFooter, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption,
};
use serenity::model::application::ButtonStyle;

use crate::discord::custom_id;
use crate::domain::view::{Author, Button, Embed, File, Row, Select, Style, Target, Tone};

pub(super) fn embeds(embeds: Vec<Embed>) -> Vec<CreateEmbed> {
    embeds.into_iter().map(embed).collect()
}

fn embed(embed: Embed) -> CreateEmbed {
    let mut body = CreateEmbed::new().colour(colour(embed.tone)).fields(
        embed
            .fields
            .into_iter()
            .map(|field| (field.name, field.value, field.inline)),
    );
    if let Some(author) = embed.author {
        body = body.author(self::author(author));
    }
    if !embed.title.is_empty() {
        body = body.title(embed.title);
    }
    if !embed.description.is_empty() {
        body = body.description(embed.description);
    }
    if !embed.footer.is_empty() {
        body = body.footer(CreateEmbedFooter::new(embed.footer));
    }
    body
}

fn author(author: Author) -> CreateEmbedAuthor {
    let body = CreateEmbedAuthor::new(author.name);
    match author.picture {
        Some(picture) => body.icon_url(picture),
        None => body,
    }
}

/// The edge's colour (RGB), readable on Discord's light and dark themes.
const fn colour(tone: Tone) -> u32 {
    match tone {
        Tone::Question => 0x001f_6f5c,
        Tone::Answer => 0x0099_aab5,
        Tone::Observation => 0x002e_9e5b,
        Tone::Reference => 0x0095_59b6,
        Tone::Trouble => 0x00e0_8e0b,
    }
}

pub(super) fn rows(rows: Vec<Row>) -> Vec<CreateActionRow> {
    rows.into_iter()
        .map(|row| match row {
            Row::Buttons(buttons) => {
                CreateActionRow::Buttons(buttons.into_iter().map(button).collect())
            }
            Row::Select(select) => CreateActionRow::SelectMenu(self::select(select)),
        })
        .collect()
}

fn button(button: Button) -> CreateButton {
    let body = match button.target {
        Target::Action(action) => {
            CreateButton::new(custom_id::encode_action(&action)).style(match button.style {
                Style::Primary => ButtonStyle::Primary,
                Style::Secondary => ButtonStyle::Secondary,
                Style::Danger => ButtonStyle::Danger,
            })
        }
        Target::Link(url) => CreateButton::new_link(url),
    };
    body.label(button.label)
}

fn select(select: Select) -> CreateSelectMenu {
    let options = select
        .choices
        .into_iter()
        .map(|choice| CreateSelectMenuOption::new(choice.label, choice.value))
        .collect();
    let body = CreateSelectMenu::new(
        custom_id::encode_select(&select.action),
        CreateSelectMenuKind::String { options },
    )
    .min_values(1)
    .max_values(1);
    if select.placeholder.is_empty() {
        body
    } else {
        body.placeholder(select.placeholder)
    }
}

/// At most one file: serenity numbers attachments from 0 only inside its own sending methods,
/// and the number that it starts with is right for a single one.
pub(super) fn files(file: Option<File>) -> Vec<CreateAttachment> {
    file.map(|file| CreateAttachment::bytes(file.bytes, file.name))
        .into_iter()
        .collect()
}
