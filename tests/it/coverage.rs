//! What is found in spoken answers by people who had not seen the cues, held against marks that
//! were made by hand.
//!
//! Half of the answers were looked into while the observations were made better; of the others
//! only the figures were ever read. What one could argue about counts neither way.

use std::path::PathBuf;
use std::sync::Arc;

use greenroom::content;
use greenroom::domain::feedback::Observer;
use toml::{Table, Value};

use crate::world::root;

/// The questions whose answers were looked into.
const LOOKED_INTO: [&str; 20] = [
    "a-consumer-four-million-behind",
    "a-provider-two-majors-behind",
    "admin-role-gets-access-denied",
    "alert-fatigue-on-call",
    "bill-grew-faster-than-traffic",
    "certificate-that-expired-on-a-sunday",
    "choosing-a-release-strategy",
    "fair-limits-for-a-public-api",
    "first-dashboard-for-an-inherited-service",
    "hotfix-undone-by-the-reconciler",
    "killed-with-free-memory-on-the-host",
    "review-that-nearly-found-a-culprit",
    "services-cut-in-the-wrong-place",
    "take-a-checkout-apart-with-events",
    "talked-out-of-a-cluster",
    "the-expert-leaves-in-four-weeks",
    "two-applies-at-the-same-time",
    "two-teams-and-two-favourite-tools",
    "who-may-do-what-in-one-cluster",
    "woken-for-a-service-you-do-not-know",
];

/// Of what is said to be found, at least so much is there, in hundredths and for either half.
const PRECISION: usize = 86;
/// Of what is there, at least so much is found.
const RECALL: usize = 76;

/// How often something was found and there, found only, and there only.
#[derive(Default)]
struct Counts {
    both: usize,
    found_only: usize,
    there_only: usize,
}

impl Counts {
    fn add(&mut self, found: bool, there: bool) {
        match (found, there) {
            (true, true) => self.both += 1,
            (true, false) => self.found_only += 1,
            (false, true) => self.there_only += 1,
            (false, false) => {}
        }
    }

    fn precision(&self) -> usize {
        self.both * 100 / (self.both + self.found_only).max(1)
    }

    fn recall(&self) -> usize {
        self.both * 100 / (self.both + self.there_only).max(1)
    }

    fn says(&self, what: &str) {
        println!(
            "{what}: precision .{:02} ({} of {}), recall .{:02} ({} of {})",
            self.precision(),
            self.both,
            self.both + self.found_only,
            self.recall(),
            self.both,
            self.both + self.there_only,
        );
    }
}

fn files() -> Vec<PathBuf> {
    let folder = std::fs::read_dir(root().join("tests/it/coverage")).expect("a folder");
    let mut files: Vec<PathBuf> = folder
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    files
}

fn points(answer: &Value, key: &str) -> Vec<usize> {
    let list = answer[key].as_array().expect("a list of places");
    let places = list
        .iter()
        .map(|place| place.as_integer().expect("a place"));
    places
        .map(|place| usize::try_from(place).expect("not negative"))
        .collect()
}

#[test]
fn what_is_found_in_spoken_answers_is_there_and_most_of_it_is_found() {
    let bank = content::load(&root().join("content"))
        .expect("no errors")
        .bank;
    let (mut looked_into, mut held_out, mut all) =
        (Counts::default(), Counts::default(), Counts::default());
    let mut accused = 0;
    for file in files() {
        let text = std::fs::read_to_string(&file).expect("a file");
        let marked: Table = text.parse().expect("TOML");
        let id = marked["question"]
            .as_str()
            .expect("an id")
            .parse()
            .expect("an id");
        let question = bank.question(&id).expect("one of the bank's questions");
        let observer = Observer::new(Arc::clone(question), Arc::clone(bank.lexicon()));
        let is_looked_into = LOOKED_INTO.contains(&question.id.slug());
        for quality in ["strong", "middling", "weak"] {
            let answer = &marked[quality];
            let spoken = answer["text"].as_str().expect("a text");
            let (covers, arguable) = (points(answer, "covers"), points(answer, "arguable"));
            let report = observer.observe(spoken, &[]);
            accused += usize::from(!report.guards.is_empty());
            for (place, point) in report.points.iter().enumerate() {
                if arguable.contains(&place) {
                    continue;
                }
                let (found, there) = (point.found.is_some(), covers.contains(&place));
                all.add(found, there);
                if is_looked_into {
                    looked_into.add(found, there);
                } else {
                    held_out.add(found, there);
                }
            }
        }
    }
    looked_into.says("looked into");
    held_out.says("held out");
    all.says("all");
    for (half, counts) in [("looked into", looked_into), ("held out", held_out)] {
        assert!(counts.both > 150, "{half}: the answers were read");
        let (precision, recall) = (counts.precision(), counts.recall());
        assert!(precision >= PRECISION, "{half}: {precision}");
        assert!(recall >= RECALL, "{half}: {recall}");
    }
    assert_eq!(accused, 0, "a real answer is accused of nothing");
}
