//! By which names guides call their sections.

use super::super::labels::words;
use super::super::role::weeks;

/// The sections of a guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Overview,
    Competencies,
    Rounds,
    Introduction,
    WorksBecause,
    Roadmap,
    Checklist,
}

/// The section of this name, whether a heading's or a key's.
pub(super) fn section(name: &str) -> Option<Section> {
    Some(match words(name).as_str() {
        "overview" | "role overview" | "summary" | "about the role" | "the role"
        | "description" => Section::Overview,
        "competencies"
        | "core competencies"
        | "key competencies"
        | "skills"
        | "key skills"
        | "core skills"
        | "required skills"
        | "skills required"
        | "key skills required" => Section::Competencies,
        "rounds" | "interview rounds" | "interview process" | "interview stages" => Section::Rounds,
        "introduction"
        | "self introduction"
        | "your introduction"
        | "two minute introduction"
        | "two minute self introduction"
        | "tell me about yourself" => Section::Introduction,
        "works because" | "why it works" | "what makes it work" | "why this works" => {
            Section::WorksBecause
        }
        "roadmap"
        | "preparation roadmap"
        | "phases"
        | "study plan"
        | "preparation plan"
        | "six week roadmap" => Section::Roadmap,
        "checklist" | "pre interview checklist" | "before the interview" | "final checklist" => {
            Section::Checklist
        }
        _ => return None,
    })
}

/// The section that a heading opens; a title may end in any word.
pub(super) fn section_at(level: usize, name: &str) -> Option<Section> {
    let is_checklist = || level > 1 && words(name).ends_with(" checklist");
    section(name).or_else(|| is_checklist().then_some(Section::Checklist))
}

/// Whether a heading names a part of the preparation: "Phase 1: ...", "Weeks 1-2".
pub(super) fn is_phase(name: &str) -> bool {
    let words = words(name);
    let mut words = words.split(' ');
    let first = words.next().unwrap_or_default();
    first == "phase" || matches!(first, "week" | "weeks") && weeks(name).is_some()
}
