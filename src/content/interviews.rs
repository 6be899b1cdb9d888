//! Roles and scorecards: what mock interviews are made of.

use std::collections::HashMap;

use super::build;
use super::cross;
use super::fault::Fault;
use super::files::{ContentFile, Listing};
use super::parallel::{self, CheckedFile};
use super::raw::{RawRole, RawScorecard};
use super::reader;
use super::rules::{self, Depth, RoleRules, Said};
use super::source::Source;
use super::vocabulary::Names;
use crate::domain::bank::Named;
use crate::domain::role::Role;
use crate::domain::scorecard::Scorecard;

/// The roles and scorecards of a bank that have no errors.
#[derive(Debug, Default)]
pub(super) struct Interviews {
    pub(super) roles: Vec<Role>,
    pub(super) scorecards: Vec<Scorecard>,
}

/// Reads and checks every scorecard and every role.
pub(super) fn load(
    listing: &Listing,
    names: &Names,
    questions: &[CheckedFile],
    depth: Depth,
    faults: &mut Vec<Fault>,
) -> Interviews {
    let mut said = Said::new(depth);
    let scorecards = scorecards(listing, &mut said, faults);
    let asked = questions.iter().filter_map(|file| file.question.as_ref());
    let rules = RoleRules {
        names,
        scorecards: listing.scorecards.as_deref().map(named),
        asked: (depth == Depth::ForAuthors).then(|| {
            asked
                .map(|question| (question.topic.as_str(), question.kind))
                .collect()
        }),
    };
    let roles = roles(listing, &rules, &mut said, faults);
    Interviews { roles, scorecards }
}

/// The names that roles may give, of files with errors too: those are said where they are.
fn named(files: &[ContentFile]) -> Vec<Named> {
    let named = |file: &ContentFile| Named {
        id: file.stem.clone(),
        name: file.stem.clone(),
    };
    files.iter().map(named).collect()
}

fn scorecards(listing: &Listing, said: &mut Said, faults: &mut Vec<Fault>) -> Vec<Scorecard> {
    let mut scorecards = Vec::new();
    let mut titles = Titles::default();
    for file in listing.scorecards.iter().flatten() {
        let Some(text) = parallel::read(file, faults) else {
            continue;
        };
        let mut source = Source::new(&file.name, &text);
        let raw = reader::parse(&mut source, RawScorecard::read);
        rules::scorecard(&raw, &file.stem, said, &mut source);
        if !source.has_errors()
            && let Some(scorecard) = build::scorecard(raw, &file.stem)
        {
            titles.check(&scorecard.title, file, faults);
            scorecards.push(scorecard);
        }
        faults.extend(source.into_faults());
    }
    scorecards
}

fn roles(
    listing: &Listing,
    rules: &RoleRules<'_>,
    said: &mut Said,
    faults: &mut Vec<Fault>,
) -> Vec<Role> {
    let mut roles = Vec::new();
    let mut titles = Titles::default();
    for file in &listing.roles {
        let Some(text) = parallel::read(file, faults) else {
            continue;
        };
        let mut source = Source::new(&file.name, &text);
        let raw = reader::parse(&mut source, RawRole::read);
        rules.role(&raw, &file.stem, said, &mut source);
        if !source.has_errors() {
            let role = build::role(raw, &file.stem);
            titles.check(&role.title, file, faults);
            roles.push(role);
        }
        faults.extend(source.into_faults());
    }
    roles
}

/// Titles with the files that have them: people choose by titles.
#[derive(Default)]
struct Titles(HashMap<String, String>);

impl Titles {
    fn check(&mut self, title: &str, file: &ContentFile, faults: &mut Vec<Fault>) {
        let owner = self.0.insert(title.to_lowercase(), file.name.clone());
        if let Some(owner) = owner {
            faults.push(cross::same_title(&file.name, &owner));
        }
    }
}
