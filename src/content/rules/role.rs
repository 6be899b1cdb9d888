//! What a role must be like.
//!
//! Roles come from imported guides, too: parts that are missing are warnings, so that the rest
//! stays usable.

use std::collections::HashSet;
use std::ops::Range;

use super::super::limits;
use super::super::raw::{RawCompetency, RawRole, RawRound, RawText};
use super::super::reader::Placed;
use super::super::source::Source;
use super::super::vocabulary::Names;
use super::entries::{entries, lacking_list, lacking_parts, missing};
use super::names::{listed, unknown};
use super::repeated::Said;
use super::{
    at_most, bad_minutes, file_name, length_of, one_line, preparation, required, shown,
    usually_at_most, usually_within,
};
use crate::domain::bank::Named;
use crate::domain::question::{Kind, is_slug};

/// What roles are held against.
pub(in crate::content) struct RoleRules<'a> {
    pub(in crate::content) names: &'a Names,
    /// The scorecards; `None` where any name will do.
    pub(in crate::content) scorecards: Option<Vec<Named>>,
    /// Topic and kind of every question; `None` where that is not looked at.
    pub(in crate::content) asked: Option<HashSet<(&'a str, Kind)>>,
}

impl RoleRules<'_> {
    /// Checks one role.
    pub(in crate::content) fn role(
        &self,
        raw: &RawRole,
        name: &str,
        said: &mut Said,
        source: &mut Source<'_>,
    ) {
        file_name(name, "a role's name", source);
        if let Some(title) = required(&raw.title, "title", &(0..0), source) {
            at_most(title, "the title", limits::TITLE, source);
            one_line(title, "the title", source);
        }
        missing_parts(raw, source);
        if let Some(summary) = &raw.summary {
            shown(length_of(&raw.summary), "the summary", source);
            usually_at_most(summary, "the summary", limits::SUMMARY, source);
            said.sentences(summary, "the summary", &limits::SUMMARY_SENTENCES, source);
        }
        entries(
            &raw.checklist,
            "checklist",
            &limits::CHECKLIST,
            said,
            source,
        );
        for competency in &raw.competencies {
            self.competency(competency, said, source);
        }
        for round in &raw.rounds {
            self.round(round, said, source);
        }
        if let Some(introduction) = &raw.introduction {
            preparation::introduction(introduction, said, source);
        }
        preparation::roadmap(&raw.roadmap, said, source);
        counts(raw, source);
    }

    fn competency(&self, raw: &RawCompetency, said: &mut Said, source: &mut Source<'_>) {
        let known = self.names.competencies.as_deref();
        name(&raw.name, "competency", known, &raw.span, source);
        lacking_list(&raw.shows, "shows", &raw.span, source);
        lacking_list(&raw.topics, "topics", &raw.span, source);
        entries(&raw.shows, "shows", &limits::SHOWS, said, source);
        self.topics(&raw.topics, &Kind::ALL, source);
    }

    fn round(&self, raw: &RawRound, said: &mut Said, source: &mut Source<'_>) {
        let known = self.names.rounds.as_deref();
        name(&raw.name, "round", known, &raw.span, source);
        match &raw.minutes {
            Some(range) => bad_minutes(range, source),
            None => missing(
                "minutes",
                "add `minutes = [45, 60]` with the right numbers",
                &raw.span,
                source,
            ),
        }
        lacking_list(&raw.assesses, "assesses", &raw.span, source);
        entries(&raw.assesses, "assesses", &limits::ASSESSES, said, source);
        lacking_list(&raw.topics, "topics", &raw.span, source);
        lacking_list(&raw.kinds, "kinds", &raw.span, source);
        let mut kinds = Vec::new();
        for text in &raw.kinds {
            match Kind::parse(&text.value) {
                Some(kind) => kinds.push(kind),
                None => unknown(
                    text,
                    "kind",
                    Kind::ALL.iter().map(|kind| kind.name()),
                    source,
                ),
            }
        }
        let any = kinds.is_empty();
        self.topics(&raw.topics, if any { &Kind::ALL } else { &kinds }, source);
        listed(
            &raw.scorecards,
            "scorecard",
            self.scorecards.as_deref(),
            source,
        );
    }

    /// Topics must be known, and hold questions of these kinds to practise with.
    fn topics(&self, topics: &[Placed<String>], kinds: &[Kind], source: &mut Source<'_>) {
        let known = self.names.lists_topics.then_some(&*self.names.topics);
        listed(topics, "topic", known, source);
        let Some(asked) = &self.asked else { return };
        let is_named = |topic: &str| match known {
            Some(known) => known.iter().any(|named| named.id == topic),
            None => is_slug(topic),
        };
        for topic in topics.iter().filter(|topic| is_named(&topic.value)) {
            if kinds
                .iter()
                .any(|&kind| asked.contains(&(topic.value.as_str(), kind)))
            {
                continue;
            }
            let kinds: Vec<_> = kinds.iter().map(|kind| kind.name()).collect();
            let kinds = if kinds.len() == Kind::ALL.len() {
                String::new()
            } else {
                format!("{} ", kinds.join(" or "))
            };
            source.warn(
                &topic.span,
                "nothing-to-practise",
                format!(
                    "the bank has no {kinds}question of the topic `{}`",
                    topic.value
                ),
                "write one, or take the topic out here",
            );
        }
    }
}

/// One warning for all the parts that a role lacks, as imported ones do.
fn missing_parts(raw: &RawRole, source: &mut Source<'_>) {
    let parts = [
        (
            "summary",
            raw.summary
                .as_ref()
                .is_none_or(|text| text.value.is_empty()),
        ),
        ("competencies", raw.competencies.is_empty()),
        ("rounds", raw.rounds.is_empty()),
        ("introduction", raw.introduction.is_none()),
        ("roadmap", raw.roadmap.is_empty()),
        ("checklist", raw.checklist.is_empty()),
    ];
    lacking_parts("role", "used", &parts, source);
}

/// A name of one line; where it means one of the bank's, it is spelt as the bank spells it.
fn name(
    text: &RawText,
    what: &str,
    known: Option<&[Named]>,
    span: &Range<usize>,
    source: &mut Source<'_>,
) {
    let Some(text) = required(text, "name", span, source) else {
        return;
    };
    at_most(text, "the name", limits::CHOICE, source);
    one_line(text, "the name", source);
    let plain = |name: &str| name.to_lowercase().replace('-', " ");
    let meant = known.into_iter().flatten().find(|named| {
        plain(&named.id) == plain(&text.value) || plain(&named.name) == plain(&text.value)
    });
    if let Some(named) = meant.filter(|named| named.name != text.value) {
        source.warn(
            &text.span,
            "other-spelling",
            format!("bank.toml writes the {what} `{}`", named.name),
            format!("write `{}`", named.name),
        );
    }
}

fn counts(raw: &RawRole, source: &mut Source<'_>) {
    let first = raw.competencies.first().map(|it| it.span.clone());
    usually_within(
        raw.competencies.len(),
        "competencies",
        &limits::ROLE_COMPETENCIES,
        &first.unwrap_or_default(),
        source,
    );
    let first = raw.rounds.first().map(|it| it.span.clone());
    usually_within(
        raw.rounds.len(),
        "rounds",
        &limits::ROLE_ROUNDS,
        &first.unwrap_or_default(),
        source,
    );
}
