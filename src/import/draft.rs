//! A question as far as a source gives it: anything may be missing, and what has no field of its
//! own is kept as a note.

use crate::domain::question::{
    CodeExample, Difficulty, KeyPoint, Kind, Minutes, Mistake, Source, Star, Term, is_slug,
};
use crate::domain::slug::{LONGEST_SLUG, slug};

/// A line of the source, from 1, without its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'a> {
    pub(super) number: usize,
    pub(super) text: &'a str,
}

/// The lines of a text.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let line = |(number, text)| Line { number, text };
    (1..).zip(text.split('\n')).map(line).collect()
}

/// What could not be mapped, with the line where it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Note {
    pub(super) line: usize,
    pub(super) text: String,
}

/// A question as a source gives it. Empty texts and lists are missing ones.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    /// Where it begins in the source.
    pub(super) line: usize,
    /// Its file's name, where the source gives one.
    pub(super) slug: String,
    pub(super) title: String,
    pub(super) was: Vec<String>,
    pub(super) ask: String,
    pub(super) kind: Option<Kind>,
    pub(super) difficulty: Option<Difficulty>,
    /// Its own topic's id; empty where it is the import's.
    pub(super) topic: String,
    pub(super) competencies: Vec<String>,
    pub(super) rounds: Vec<String>,
    pub(super) minutes: Option<Minutes>,
    pub(super) tags: Vec<String>,
    pub(super) outline: Vec<String>,
    pub(super) looks_for: Vec<String>,
    pub(super) follow_ups: Vec<String>,
    /// The framework's id.
    pub(super) framework: String,
    /// (step, how it applies).
    pub(super) steps: Vec<(String, String)>,
    pub(super) star: Option<Star>,
    pub(super) key_points: Vec<KeyPoint>,
    pub(super) terms: Vec<Term>,
    pub(super) mistakes: Vec<Mistake>,
    pub(super) sources: Vec<Source>,
    pub(super) example: Option<CodeExample>,
    pub(super) notes: Vec<Note>,
}

impl Draft {
    /// A question that begins in this line.
    pub(super) fn at(line: usize) -> Self {
        Self {
            line,
            ..Self::default()
        }
    }

    /// Keeps what can't be mapped; what is empty is not worth it.
    pub(super) fn note(&mut self, line: usize, text: impl Into<String>) {
        let text = text.into();
        if !text.trim().is_empty() {
            self.notes.push(Note { line, text });
        }
    }

    /// Keeps a text below a name.
    pub(super) fn note_under(&mut self, line: usize, name: &str, text: &str) {
        if !text.trim().is_empty() {
            self.note(line, format!("{name}: {}", text.trim()));
        }
    }

    /// A further paragraph of the question.
    pub(super) fn ask_on(&mut self, text: &str) {
        join(&mut self.ask, text, " ");
    }

    /// A key point of which only the words are known.
    pub(super) fn key_point(&mut self, say: String) {
        self.key_points.push(KeyPoint {
            say,
            cues: Vec::new(),
            hint: String::new(),
        });
    }

    /// Its file's name, where the source gives a usable one.
    pub(super) fn own_slug(&self) -> Option<&str> {
        let own = self.slug.rsplit('/').next();
        own.filter(|slug| is_slug(slug) && slug.len() <= LONGEST_SLUG + 20)
    }

    /// A name for its file, of its title.
    pub(super) fn made_slug(&self) -> String {
        let made = slug(&self.title, LONGEST_SLUG);
        if made.is_empty() {
            format!("question-{}", self.line)
        } else {
            made
        }
    }

    /// Each field with whether the source gave it: a title is made from the question where the
    /// source has none.
    pub(super) fn fields_given(&self) -> [(&'static str, bool); 18] {
        let mut fields = self.fields();
        fields[0].1 &= !self.ask.starts_with(self.title.trim_end_matches('…'));
        fields
    }

    /// Each field with whether the source filled it, in the order of a file.
    pub(super) fn fields(&self) -> [(&'static str, bool); 18] {
        [
            ("title", !self.title.is_empty()),
            ("ask", !self.ask.is_empty()),
            ("kind", self.kind.is_some()),
            ("difficulty", self.difficulty.is_some()),
            ("competencies", !self.competencies.is_empty()),
            ("rounds", !self.rounds.is_empty()),
            ("minutes", self.minutes.is_some()),
            ("tags", !self.tags.is_empty()),
            ("framework", !self.framework.is_empty()),
            ("star", self.star.is_some()),
            ("outline", !self.outline.is_empty()),
            ("key_points", !self.key_points.is_empty()),
            (
                "cues",
                self.key_points.iter().any(|point| !point.cues.is_empty()),
            ),
            ("terms", !self.terms.is_empty()),
            ("looks_for", !self.looks_for.is_empty()),
            ("mistakes", !self.mistakes.is_empty()),
            ("follow_ups", !self.follow_ups.is_empty()),
            ("sources", !self.sources.is_empty()),
        ]
    }
}

/// Adds a trimmed text to another, with `between` where both have words.
pub(super) fn join(text: &mut String, more: &str, between: &str) {
    let more = more.trim();
    if !text.is_empty() && !more.is_empty() {
        text.push_str(between);
    }
    text.push_str(more);
}
