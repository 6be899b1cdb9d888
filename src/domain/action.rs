//! What the buttons, selects and modals below our messages do.
//!
//! A closed set: whoever adds an action is led by the compiler to its custom id
//! (`discord::custom_id`) and to the feature that carries it out. Actions name rows by id and
//! hold no text of people.

use super::id::{AttemptId, CardId, OwnQuestionId, ScheduleId, SuggestionId};

/// What a button does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Opens the modal for an answer that the thread sees.
    Answer(CardId),
    /// Opens the modal for an answer that only its author sees.
    AnswerPrivately(CardId),
    /// Gives the next hint.
    Hint(CardId),
    /// Leaves the question and asks another.
    Skip(CardId),
    /// Shows reference material, after a nudge where it was not answered yet.
    Show(CardId, Section),
    /// Shows reference material all the same.
    ShowAnyway(CardId, Section),
    /// Says how the answer went, in its author's own view.
    Rate(AttemptId, Rating),
    /// Opens the modal with this attempt's text.
    TryAgain(AttemptId),
    /// Asks the next question in the same place.
    Next(CardId),
    /// Asks the next question for this person alone.
    NextPrivately(CardId),
    /// Opens the modal to change this attempt's text.
    Edit(AttemptId),
    /// Erases this attempt.
    Delete(AttemptId),
    /// Asks which of several key points the answer did cover.
    WhichCovered(AttemptId),
    /// Shows the key points that were not found either, beyond those named in the reply.
    FurtherPoints(AttemptId),
    /// Says that the answer did cover a key point (its place in the question's list, from 0).
    Covered(AttemptId, u8),
    /// Shows the caller what was seen in their latest answer to a card, to them alone.
    MyFeedback(CardId),
    /// Shows the caller the others' answers to a card, once they have answered it themselves.
    ReadAnswers(CardId),
    /// Shows all reference material of a card after its reveal.
    ShowReference(CardId),
    /// Makes a schedule's post of today now.
    PostNow(ScheduleId),
    /// Chooses another question for a schedule's next post.
    AnotherQuestion(ScheduleId),
    /// Lets a suggestion join its server's bank.
    ApproveSuggestion(SuggestionId),
    /// Opens the modal to change a suggestion.
    EditSuggestion(SuggestionId),
    /// Opens the modal for why a suggestion is rejected.
    RejectSuggestion(SuggestionId),
    /// Shows the suggestion after this one.
    NextSuggestion(SuggestionId),
    /// Removes a question from its server's own bank.
    RemoveOwn(OwnQuestionId),
    /// Erases all of the caller's data.
    Forget,
    /// Leaves the caller's data as they are.
    KeepData,
}

/// What a select does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SelectAction {
    /// Shows the chosen section of reference material.
    More(CardId),
}

/// What submitting a modal does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FormAction {
    /// Takes an answer.
    Answer {
        /// The card that is answered.
        card: CardId,
        /// Whether only its author sees it.
        private: bool,
    },
    /// Changes an answer.
    Edit(AttemptId),
    /// Takes a question that somebody proposes.
    Suggest,
    /// Changes a suggestion.
    EditSuggestion(SuggestionId),
    /// Rejects a suggestion, for the reason that was typed.
    RejectSuggestion(SuggestionId),
}

/// A section of a question's reference material.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Section {
    /// The framework and how its steps apply.
    Framework,
    /// The worked example.
    StarExample,
    /// Mistakes to avoid.
    Mistakes,
    /// Key points.
    KeyPoints,
    /// How to answer.
    Outline,
    /// What interviewers look for.
    LooksFor,
    /// Terms and their meaning.
    Terms,
    /// Follow-up questions.
    FollowUps,
}

impl Section {
    /// Every section.
    pub const ALL: [Self; 8] = [
        Self::Framework,
        Self::StarExample,
        Self::Mistakes,
        Self::KeyPoints,
        Self::Outline,
        Self::LooksFor,
        Self::Terms,
        Self::FollowUps,
    ];

    /// The sections behind `More...`, in order.
    pub const MORE: [Self; 5] = [
        Self::KeyPoints,
        Self::Outline,
        Self::LooksFor,
        Self::Terms,
        Self::FollowUps,
    ];

    /// A short stable name for custom ids and the store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Framework => "framework",
            Self::StarExample => "star",
            Self::Mistakes => "mistakes",
            Self::KeyPoints => "points",
            Self::Outline => "outline",
            Self::LooksFor => "looks",
            Self::Terms => "terms",
            Self::FollowUps => "follow",
        }
    }

    /// The section of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.name() == name)
    }
}

/// How an answer went, in its author's own view (the four grades of spaced repetition).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rating {
    /// It did not come; ask me again soon.
    Again,
    /// It came with effort.
    Hard,
    /// It went well.
    Good,
    /// It was no effort.
    Easy,
}

impl Rating {
    /// Every rating, worst first.
    pub const ALL: [Self; 4] = [Self::Again, Self::Hard, Self::Good, Self::Easy];

    /// A stable name for custom ids and the store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Again => "again",
            Self::Hard => "hard",
            Self::Good => "good",
            Self::Easy => "easy",
        }
    }

    /// The rating of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rating| rating.name() == name)
    }
}
