//! What a bank can take of a role: the rest moves to its notes.

use super::super::draft::Note;
use super::super::role::{Competency, Phase, Role, Round};
use super::{LONGEST_TAG, MOST_NAMES, SECTION, SIGNS, cut, fit_notes, length, one_line, shorten};

/// Names stand in choices, which hold 100 characters.
const NAME: usize = 100;
/// Bytes of a role's texts: with its notes, and written with escapes, they must stay below the
/// 256 KB that a bank reads.
const ROLE: usize = 64 * 1024;
/// Where a role's parts stand in the source is not known: its beginning is named.
const LINE: usize = 1;

/// Makes a role fit; gives the notes that don't.
pub(in crate::import) fn fit_role(role: &mut Role) -> Vec<Note> {
    let mut fitting = Fitting {
        room: ROLE,
        notes: std::mem::take(&mut role.notes),
    };
    if let Some(whole) = shorten(&mut role.title) {
        fitting.note("Title", &whole);
    }
    fitting.text("The overview goes on", &mut role.summary);
    fitting.text("The introduction goes on", &mut role.introduction);
    fitting.list("What makes it work", &mut role.works_because);
    fitting.list("Checklist", &mut role.checklist);
    let competencies = role.competencies.drain(..);
    role.competencies = competencies
        .filter_map(|it| fitting.competency(it))
        .collect();
    let rounds = role.rounds.drain(..);
    role.rounds = rounds.filter_map(|it| fitting.round(it)).collect();
    let roadmap = role.roadmap.drain(..);
    role.roadmap = roadmap.filter_map(|it| fitting.phase(it)).collect();
    role.notes = fitting.notes;
    fit_notes(&mut role.notes)
}

struct Fitting {
    /// Bytes that the role's file may still hold.
    room: usize,
    notes: Vec<Note>,
}

impl Fitting {
    fn note(&mut self, name: &str, text: &str) {
        if !text.trim().is_empty() {
            self.notes.push(Note {
                line: LINE,
                text: format!("{name}: {}", text.trim()),
            });
        }
    }

    /// Whether there is room for so many bytes; then it is taken.
    fn takes(&mut self, bytes: usize) -> bool {
        let rest = self.room.checked_sub(bytes + SIGNS);
        self.room = rest.unwrap_or(self.room);
        rest.is_some()
    }

    fn text(&mut self, name: &str, text: &mut String) {
        let whole = text.trim().to_owned();
        let (start, rest) = cut(&whole, SECTION);
        self.note(name, rest);
        *text = start.to_owned();
        self.takes(text.len());
    }

    fn list(&mut self, name: &str, list: &mut Vec<String>) {
        let mut left = SECTION;
        let mut kept = Vec::new();
        for text in list.drain(..) {
            let text = text.trim();
            let size = length(text);
            if text.is_empty() {
                continue;
            }
            if size <= left && self.takes(text.len()) {
                left -= size;
                kept.push(text.to_owned());
            } else {
                self.note(name, text);
            }
        }
        *list = kept;
    }

    /// Ids without repetitions, and no more than a role has.
    fn ids(&mut self, name: &str, list: &mut Vec<String>) {
        let mut kept: Vec<String> = Vec::new();
        for id in list.drain(..) {
            if id.is_empty() || kept.contains(&id) {
                continue;
            }
            let fits = kept.len() < MOST_NAMES && id.chars().count() <= LONGEST_TAG;
            if fits && self.takes(id.len()) {
                kept.push(id);
            } else {
                self.note(name, &id);
            }
        }
        *list = kept;
    }

    /// A name in one line; `false` where there is none, or no room for what has it.
    fn name(&mut self, what: &str, name: &mut String) -> bool {
        *name = one_line(name);
        if name.chars().count() > NAME {
            self.note(what, name);
            *name = cut(name, NAME).0.to_owned();
        }
        // The keys of its table need room, too.
        !name.is_empty() && self.takes(name.len() + 10 * SIGNS)
    }

    fn competency(&mut self, mut it: Competency) -> Option<Competency> {
        if !self.name("Competency", &mut it.name) {
            let all = [vec![it.name], it.shows, it.topics].concat();
            self.note("Competency", &all.join("; "));
            return None;
        }
        self.list(&it.name, &mut it.shows);
        self.ids("topic", &mut it.topics);
        Some(it)
    }

    fn round(&mut self, mut it: Round) -> Option<Round> {
        if !self.name("Round", &mut it.name) {
            let minutes = it
                .minutes
                .map(|it| format!("{}-{} minutes", it.from(), it.to()));
            let all = [
                vec![it.name],
                minutes.into_iter().collect(),
                it.assesses,
                it.topics,
                it.kinds,
                it.scorecards,
            ];
            self.note("Round", &all.concat().join("; "));
            return None;
        }
        self.list(&it.name, &mut it.assesses);
        self.ids("topic", &mut it.topics);
        self.ids("kind", &mut it.kinds);
        self.ids("scorecard", &mut it.scorecards);
        Some(it)
    }

    fn phase(&mut self, mut it: Phase) -> Option<Phase> {
        if !self.name("Phase", &mut it.phase) {
            let weeks = it.weeks.map(|(from, to)| format!("weeks {from}-{to}"));
            let all = [
                vec![it.phase],
                weeks.into_iter().collect(),
                it.goals,
                it.practice,
            ];
            self.note("Phase", &all.concat().join("; "));
            return None;
        }
        self.list(&it.phase, &mut it.goals);
        self.list(&it.phase, &mut it.practice);
        Some(it)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_much_or_nameless_moves_to_the_notes() {
        let mut role = Role {
            title: "Keeper\nof  clusters".to_owned(),
            summary: "word ".repeat(1_000),
            competencies: vec![
                Competency {
                    shows: vec!["Reads first".to_owned()],
                    ..Competency::default()
                },
                Competency {
                    name: "n".repeat(200),
                    shows: vec![" ".to_owned(), "x".repeat(3_000), "y".repeat(3_000)],
                    topics: vec!["aws".to_owned(), "aws".to_owned()],
                },
            ],
            roadmap: vec![Phase {
                weeks: Some((1, 2)),
                ..Phase::default()
            }],
            ..Role::default()
        };
        assert_eq!(fit_role(&mut role), []);
        assert_eq!(role.title, "Keeper of clusters");
        assert!(role.summary.chars().count() <= SECTION && role.roadmap.is_empty());
        let [kept] = role.competencies.as_slice() else {
            panic!("{:?}", role.competencies);
        };
        assert_eq!((kept.shows.len(), kept.name.len()), (1, NAME));
        assert_eq!(kept.topics, ["aws"]);
        let notes: String = role.notes.iter().map(|note| note.text.as_str()).collect();
        for kept in ["Reads first", "yyy", "word", &"n".repeat(200), "weeks 1-2"] {
            assert!(notes.contains(kept), "{kept} in {notes}");
        }
    }

    #[test]
    fn an_endless_role_leaves_room_for_the_rest_of_its_file() {
        let round = |number| Round {
            name: format!("Round {number}"),
            assesses: vec!["\"quoted\" ".repeat(60); 5],
            ..Round::default()
        };
        let mut role = Role {
            rounds: (0..400).map(round).collect(),
            ..Role::default()
        };
        let rest = fit_role(&mut role);
        let kept: usize = role
            .rounds
            .iter()
            .flat_map(|it| &it.assesses)
            .map(String::len)
            .sum();
        assert!((ROLE / 2..=ROLE).contains(&kept), "{kept}");
        let noted = |notes: &[Note]| -> usize { notes.iter().map(|note| note.text.len()).sum() };
        assert!(kept + noted(&role.notes) + noted(&rest) >= 400 * 5 * 60 * 9 - 4_000);
    }
}
