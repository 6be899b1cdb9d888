//! Questions for the core's own tests.

use super::question::{
    AppliedFramework, Difficulty, KeyPoint, Kind, Minutes, Question, QuestionId,
};

/// A question with nothing but the parts that every question has.
pub(crate) fn bare(slug: &str, kind: Kind) -> Question {
    Question {
        id: QuestionId::new("core", slug).expect("tests name valid slugs"),
        title: slug.replace('-', " "),
        was: Vec::new(),
        ask: "Tell me.".to_owned(),
        kind,
        difficulty: Difficulty::Medium,
        topic: "kubernetes".to_owned(),
        competencies: Vec::new(),
        rounds: Vec::new(),
        minutes: Minutes::USUAL,
        tags: Vec::new(),
        framework: None,
        star: None,
        outline: Vec::new(),
        key_points: Vec::new(),
        terms: Vec::new(),
        looks_for: Vec::new(),
        mistakes: Vec::new(),
        follow_ups: Vec::new(),
        sources: Vec::new(),
        example: None,
    }
}

/// A key point of this sentence, cues and hint.
pub(crate) fn point(say: &str, cues: &[&str], hint: &str) -> KeyPoint {
    KeyPoint {
        say: say.to_owned(),
        cues: cues.iter().map(|&cue| cue.to_owned()).collect(),
        hint: hint.to_owned(),
    }
}

/// A technical question with four key points, a framework and a follow-up.
pub(crate) fn rollout() -> Question {
    Question {
        ask: "Customers get errors whenever we release a new version on Kubernetes. How do you \
              get to a rolling update without errors?"
            .to_owned(),
        minutes: Minutes::new(1, 3).expect("in order"),
        key_points: vec![
            point(
                "A readiness probe keeps traffic away until the new pod can serve.",
                &["readiness probe", "ready to serve", "readiness check"],
                "When may a new pod get requests?",
            ),
            point(
                "The old pod finishes open requests before it exits, with a preStop hook and a \
                 handler for SIGTERM.",
                &["prestop", "graceful shutdown", "drain", "sigterm"],
                "What happens to requests that are still open?",
            ),
            point(
                "Kubernetes goes on removing pods only as surge and unavailable counts allow.",
                &["max surge", "maxunavailable", "surge"],
                "How many may be gone at once?",
            ),
            point(
                "Go back automatically when the error rate rises.",
                &[
                    "automatic rollback",
                    "roll back",
                    "error rate alert",
                    "rolling update",
                ],
                "And if the version is bad?",
            ),
        ],
        framework: Some(AppliedFramework {
            name: "trade-off".to_owned(),
            steps: vec![(
                "Requirements".to_owned(),
                "Ask how many errors are too many.".to_owned(),
            )],
        }),
        follow_ups: vec!["What changes for long-lived connections?".to_owned()],
        ..bare("errors-at-every-rollout", Kind::Technical)
    }
}

/// A behavioural question with two key points.
pub(crate) fn conflict() -> Question {
    Question {
        ask: "Tell me about a time when you changed a colleague's mind.".to_owned(),
        minutes: Minutes::new(1, 3).expect("in order"),
        key_points: vec![
            point(
                "Listen for the reason behind the resistance.",
                &["asked why", "listened", "understand concern", "one to one"],
                "What came before your arguments?",
            ),
            point(
                "Show it on something small.",
                &["pilot", "small experiment", "trial", "proof of concept"],
                "What convinced more than words?",
            ),
        ],
        ..bare("changing-a-mind", Kind::Behavioral)
    }
}

/// A design question with three key points.
pub(crate) fn design() -> Question {
    Question {
        ask: "Design the delivery of resized pictures for a site with ten million visitors."
            .to_owned(),
        minutes: Minutes::new(1, 3).expect("in order"),
        key_points: vec![
            point(
                "Resize once and keep the result, or resize on demand and cache it.",
                &["on demand", "resize once", "cache", "at upload"],
                "When is a picture resized?",
            ),
            point(
                "A content delivery network answers most requests.",
                &["cdn", "content delivery network", "edge"],
                "Who answers most of the requests?",
            ),
            point(
                "Limit sizes, so that nobody can ask for a million variants.",
                &["limit sizes", "allowed sizes", "fixed set", "signed url"],
                "What could a visitor ask for?",
            ),
        ],
        ..bare("pictures-for-millions", Kind::Design)
    }
}

/// A situational question about an outage.
pub(crate) fn outage() -> Question {
    Question {
        ask: "Checkout is failing for one customer in five since ten minutes ago. What do you do?"
            .to_owned(),
        minutes: Minutes::new(1, 3).expect("in order"),
        key_points: vec![
            point(
                "Say who leads, and open a channel.",
                &[
                    "incident commander",
                    "declare",
                    "open a channel",
                    "who leads",
                ],
                "Who decides?",
            ),
            point(
                "Look at what changed.",
                &["what changed", "last deploy", "latest release"],
                "What was different eleven minutes ago?",
            ),
            point(
                "Tell customers and support.",
                &["status page", "tell support", "tell customers"],
                "Who else wants to know?",
            ),
        ],
        framework: Some(AppliedFramework {
            name: "incident-command".to_owned(),
            steps: vec![("Stabilise".to_owned(), "Stop the harm first.".to_owned())],
        }),
        ..bare("checkout-fails", Kind::Situational)
    }
}

/// A technical question about finding a fault.
pub(crate) fn hunt() -> Question {
    Question {
        ask: "One request in a thousand takes exactly five seconds longer. How do you find out \
              why?"
            .to_owned(),
        minutes: Minutes::new(1, 3).expect("in order"),
        key_points: vec![
            point(
                "Find what the slow requests have in common.",
                &["in common", "same host", "compare slow"],
                "What do the slow ones share?",
            ),
            point(
                "Five seconds is the resolver's time-out.",
                &["resolver", "dns timeout", "name resolution"],
                "Which time-out is five seconds long?",
            ),
        ],
        ..bare("five-seconds-longer", Kind::Technical)
    }
}
