//! A question made ready to observe many answers to it.
//!
//! What depends on the question alone is done once: its cues, the runs of words of its reference
//! material, its terms. Invariants: the same question, lexicon, answer and disputes always give
//! the same report; observing takes time linear in the answer's length, whatever it holds.

use std::sync::Arc;

use super::copied::Reference;
use super::coverage::Coverage;
use super::delivery::{delivery, speaking_seconds};
use super::guard::Asked;
use super::lexicon::Lexicon;
use super::next::next_step;
use super::plan::plan;
use super::reasoning::{Reasoning, reasoning};
use super::report::{ENGINE, NextStep, PointSeen, Report};
use super::star::{story, tells_a_story};
use super::stem::{SharedStems, Stems};
use super::suggestion::suggestion;
use super::text::Text;
use crate::domain::question::{Kind, Question};

/// A question that answers are held against.
pub struct Observer {
    question: Arc<Question>,
    asked: Asked,
    coverage: Coverage,
    terms: Vec<Vec<Arc<str>>>,
    stems: Arc<SharedStems>,
}

impl Observer {
    /// An observer of answers to this question; an empty lexicon will do.
    pub fn new(question: Arc<Question>, lexicon: Arc<Lexicon>) -> Self {
        Self::with_stems(question, lexicon, Arc::default())
    }

    /// The same with a memory of stems that other observers use, too.
    pub(super) fn with_stems(
        question: Arc<Question>,
        lexicon: Arc<Lexicon>,
        stems: Arc<SharedStems>,
    ) -> Self {
        let shared = Arc::clone(&stems);
        shared.with(|own| Self::made_with(question, lexicon, stems, own))
    }

    fn made_with(
        question: Arc<Question>,
        lexicon: Arc<Lexicon>,
        shared: Arc<SharedStems>,
        stems: &mut Stems,
    ) -> Self {
        let asked = format!("{}\n\n{}", question.title, question.ask);
        let asked_text = Text::new(&asked, stems);
        let reference = Reference::new(&question, stems);
        let stems_of = |text: &str, stems: &mut Stems| {
            let text = Text::new(text, stems);
            text.tokens()
                .iter()
                .map(|token| Arc::clone(&token.stem))
                .collect()
        };
        Self {
            asked: Asked::new(&asked, &asked_text, reference),
            coverage: Coverage::new(&question, &asked_text, lexicon, stems),
            terms: question
                .terms
                .iter()
                .map(|term| stems_of(&term.term, stems))
                .collect(),
            question,
            stems: shared,
        }
    }

    /// The question.
    pub fn question(&self) -> &Arc<Question> {
        &self.question
    }

    /// What can be seen in `answer`; `disputes` are the places of key points that the person said
    /// they covered.
    pub fn observe(&self, answer: &str, disputes: &[u8]) -> Report {
        let question = &*self.question;
        let text = self.stems.with(|stems| Text::new(answer, stems));
        let words = u32::try_from(text.prose().count()).unwrap_or(u32::MAX);
        let points: Vec<PointSeen> = (0..=u8::MAX)
            .zip(self.coverage.find(answer, &text))
            .map(|(index, found)| PointSeen {
                index,
                found,
                disputed: disputes.contains(&index),
            })
            .collect();
        let is_told = match question.kind {
            Kind::Behavioral => true,
            Kind::Situational => tells_a_story(&text),
            Kind::Technical | Kind::Design => false,
        };
        let answers = points.iter().any(|point| point.found.is_some());
        let mut report = Report {
            engine: ENGINE,
            words,
            speaking_seconds: speaking_seconds(words),
            minutes: question.minutes,
            points,
            story: is_told.then(|| story(answer, &text)),
            plan: (question.kind == Kind::Situational && !is_told).then(|| plan(answer, &text)),
            reasoning: if is_told {
                Reasoning::default()
            } else {
                reasoning(question, answer, &text)
            },
            delivery: delivery(answer, &text, &self.terms),
            guards: self.asked.guards(answer, &text, answers),
            next_step: NextStep::SayAloud,
            suggested: None,
        };
        report.next_step = next_step(question, &report);
        report.suggested = suggestion(&report);
        report
    }
}

/// What can be seen in an answer to a question that is not observed again, without a lexicon: see
/// [`Observer::observe`].
pub fn observe(question: &Question, answer: &str, disputes: &[u8]) -> Report {
    let observer = Observer::new(Arc::new(question.clone()), Arc::default());
    observer.observe(answer, disputes)
}

#[cfg(test)]
#[path = "observer_tests.rs"]
mod tests;
