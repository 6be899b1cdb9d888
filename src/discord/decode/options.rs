//! A command's options, looked up by name and type: what was left out or is of another type is
//! not there.

use serenity::model::application::{ResolvedOption, ResolvedValue, Unresolved};
use serenity::model::channel::PartialChannel;

use crate::domain::id::RoleId;
use crate::domain::question::Difficulty;
use crate::features::request::SharedFile;

pub(super) type Options<'a> = [ResolvedOption<'a>];

pub(super) fn subcommand<'a>(options: &'a Options<'a>) -> Option<(&'a str, &'a Options<'a>)> {
    options.iter().find_map(|option| match &option.value {
        ResolvedValue::SubCommand(inner) => Some((option.name, inner.as_slice())),
        _ => None,
    })
}

pub(super) fn text(options: &Options<'_>, name: &str) -> Option<String> {
    match value(options, name)? {
        ResolvedValue::String(text) => Some((*text).to_owned()),
        _ => None,
    }
}

pub(super) fn integer(options: &Options<'_>, name: &str) -> Option<i64> {
    match value(options, name)? {
        ResolvedValue::Integer(number) => Some(*number),
        _ => None,
    }
}

pub(super) fn is_true(options: &Options<'_>, name: &str) -> bool {
    matches!(value(options, name), Some(ResolvedValue::Boolean(true)))
}

pub(super) fn difficulty(options: &Options<'_>) -> Option<Difficulty> {
    Difficulty::parse(&text(options, "difficulty")?)
}

/// A channel that Discord has looked up for us; one that it has not does not exist any more.
pub(super) fn channel<'a>(options: &'a Options<'a>, name: &str) -> Option<&'a PartialChannel> {
    match value(options, name)? {
        ResolvedValue::Channel(channel) => Some(channel),
        _ => None,
    }
}

pub(super) fn role(options: &Options<'_>, name: &str) -> Option<RoleId> {
    match value(options, name)? {
        ResolvedValue::Role(role) => RoleId::new(role.id.get()),
        ResolvedValue::Unresolved(Unresolved::RoleId(role)) => RoleId::new(role.get()),
        _ => None,
    }
}

/// An attached file that Discord has looked up for us.
pub(super) fn file(options: &Options<'_>, name: &str) -> Option<SharedFile> {
    match value(options, name)? {
        ResolvedValue::Attachment(file) => Some(SharedFile {
            name: file.filename.clone(),
            url: file.url.clone(),
            size: u64::from(file.size),
        }),
        _ => None,
    }
}

fn value<'a>(options: &'a Options<'a>, name: &str) -> Option<&'a ResolvedValue<'a>> {
    options
        .iter()
        .find(|option| option.name == name)
        .map(|option| &option.value)
}
