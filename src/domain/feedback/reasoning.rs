//! How a technical answer is reasoned: what is asked and assumed, weighed, guarded and measured,
//! and in which order a fault is hunted.
//!
//! Each observation rests on words of the answer. What was not found is only worth naming where
//! the question's kind lives from it; see [`wanted`].

use std::sync::LazyLock;

use super::evidence::Evidence;
use super::phrase::{Hit, Phrases};
use super::text::Text;
use crate::domain::question::{Kind, Question};

/// Something that a reasoned answer does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// Asks back, or says what is assumed.
    Clarifies,
    /// Names an alternative, or what a choice costs.
    TradeOff,
    /// Says what happens if it fails, and the way back.
    Failure,
    /// Thinks of who may do what, and of what must stay secret.
    Security,
    /// Thinks of money.
    Cost,
    /// Says how one would measure it.
    Measures,
    /// Looks for evidence before naming a cause.
    EvidenceFirst,
    /// Names a cause before any evidence.
    CauseFirst,
    /// Stops the harm before looking for the cause.
    MitigationFirst,
}

impl Aspect {
    /// Every aspect.
    pub const ALL: [Self; 9] = [
        Self::Clarifies,
        Self::TradeOff,
        Self::Failure,
        Self::Security,
        Self::Cost,
        Self::Measures,
        Self::EvidenceFirst,
        Self::CauseFirst,
        Self::MitigationFirst,
    ];

    /// Its name in stored reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Clarifies => "clarifies",
            Self::TradeOff => "trade-off",
            Self::Failure => "failure",
            Self::Security => "security",
            Self::Cost => "cost",
            Self::Measures => "measures",
            Self::EvidenceFirst => "evidence-first",
            Self::CauseFirst => "cause-first",
            Self::MitigationFirst => "mitigation-first",
        }
    }

    /// The aspect of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|aspect| aspect.name() == name)
    }
}

/// An aspect with the words that show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AspectSeen {
    /// Which one.
    pub aspect: Aspect,
    /// The words.
    pub evidence: Evidence,
}

/// How an answer is reasoned.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reasoning {
    /// What was found, each aspect once, in the order of [`Aspect::ALL`].
    pub seen: Vec<AspectSeen>,
    /// What was not found though the question lives from it, most useful first.
    pub unspoken: Vec<Aspect>,
}

impl Reasoning {
    /// The words that show an aspect.
    pub fn seen(&self, aspect: Aspect) -> Option<&Evidence> {
        let seen = self.seen.iter().find(|seen| seen.aspect == aspect)?;
        Some(&seen.evidence)
    }
}

/// The quotation of an aspect has at most this many words.
const QUOTED_WORDS: usize = 9;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shows {
    Aspect(Aspect),
    /// Looking at something.
    Evidence,
    /// Naming a cause.
    Cause,
    /// Looking for a cause.
    Search,
    /// Stopping the harm.
    Mitigation,
}

static CUES: LazyLock<Phrases<Shows>> = LazyLock::new(|| {
    Phrases::new(&[
        (
            Shows::Aspect(Aspect::Clarifies),
            "i'd/i ADV ask|i would/will ADV ask|i ADV ask/asked ANY ANY? ANY? what/how/which/who/whether|clarify*|assum*|depends on|it depends|i'd want/like to know|\
             i would want/like to know|i need to know|we need to know|do we know|find out what/how/who/which/whether|my/the first/next? question|\
             requirement/requirements|i'll ADV ask|before ANY ANY? ANY? i ADV want/need|how many/much ANY ANY? ANY? do/does/is/are we|\
             questions first|first questions|understand what/how/who/which/whether/the|given that|let's say|suppose|i take it|constraint/constraints",
        ),
        (
            Shows::Aspect(Aspect::TradeOff),
            "trade off|tradeoff/tradeoffs|trade offs|on the other hand|the other hand|downside/downsides|drawback/drawbacks|disadvantage/disadvantages|\
             the/an? alternative/alternatives|alternatively|another/other/second option/way/approach|options|pros and cons|the catch|\
             versus|vs|compared to/with|at the cost/price/expense of|the price is|the cost is|i'd ADV pick/choose/prefer|i would ADV pick/choose/prefer|i'd ADV go with/for|i would ADV go with/for|\
             prefer ANY ANY? ANY? ANY? over|instead of|rather than|as opposed to|decided against|we/you/i could also|\
             but it/that/this/they/you/then ANY? costs/means/adds/needs/takes/makes/is|either ANY ANY? ANY? ANY? or|the flip side|compromise|\
             worth the/it|not worth|simpler but|cheaper but|faster but|slower but|overkill|over engineered|good enough|we/you lose|we/you give up|\
             in exchange|balance between|it comes with|the risk/problem/trouble/issue with that/this|only if|unless|advantage/advantages|benefit is",
        ),
        (
            Shows::Aspect(Aspect::Failure),
            "roll/rolled/rolling/rolls ANY? ANY? back|rollback/rollbacks|revert*|fall back|fallback|fail over|failover|if ANY ANY? fails/breaks/dies/crashes|\
             if ANY ANY? ANY? goes wrong|goes/went wrong|worst case|undo|back out|way back|degrade*|blast radius|\
             canary|kill switch|circuit breaker/breakers|single point of failure|what if|when ANY ANY? fails/breaks/dies|disaster|switch ANY ANY? back|\
             feature flag/flags|go back to|dead letter|idempotent|restore from|backup/backups",
        ),
        (
            Shows::Aspect(Aspect::Security),
            "security|secure/secured|permission/permissions|least privilege|encrypt*|iam|access control|credential/credentials|secret/secrets|\
             audit/audited|attack*|vulnerab*|tls|mtls|authenticat*|authoriz*|authoris*|compliance|leak/leaks/leaked|who can access|who may|rbac|sandbox*",
        ),
        (
            Shows::Aspect(Aspect::Cost),
            "cost/costs|budget|cheap/cheaper/cheapest|expensive|price/prices|pay/pays/paying|bill/billing|money|licens*|spend|euros|dollars|overprovision*",
        ),
        (
            Shows::Aspect(Aspect::Measures),
            "measur*|metric/metrics|slo/slos|sli/slis|monitor*|dashboard/dashboards|alert/alerts/alerting|p95|p99|percentile|baseline|\
             benchmark*|load test/tests|how ANY ANY? know|kpi/kpis|before and after|track/tracked/tracking|error budget|we'd/i'd/you'd know|target of",
        ),
        (
            Shows::Evidence,
            "look/looks/looking/looked ANY? at|check/checks/checked/checking|logs/log|metrics/metric|graphs|dashboard/dashboards|trace/traces|kubectl|describe|\
             compare/compared|reproduce|what changed|what ANY? changed|measure|tcpdump|dig|query/queries|timeline|confirm|test/tested|run/ran ANY ANY? ANY? to see|\
             find out|see if/whether/what/how/where|narrow*|rule/ruled/ruling out|ask/asked|events|curl|ping|gather|collect|evidence|hypothes*|verify|inspect|watch|view",
        ),
        (
            Shows::Cause,
            "probably the/a/an/it's/its|it's/its/that's/thats/it/that/this is? ADV probably/likely/definitely/surely/obviously|most likely|it/that/this must be|\
             it/that/this has/have to be|the/root cause is/was|sounds like|i'm sure|i am sure|i bet|it's always|usually it's|obviously|caused by|\
             the problem is ADV ANY",
        ),
        (
            Shows::Search,
            "root cause|find out why|post mortem|postmortem|investigat*|debug*|understand why|figure out why|analyse|analyze|diagnos*|the cause|why it",
        ),
        (
            Shows::Mitigation,
            "roll/rolled/rolling ANY? ANY? back|rollback|revert*|mitigat*|stop the bleeding|restore/restoring service|fail/failed ANY? over|failover|scale/scaled/scaling ANY? up|\
             switch/switched/switching/turn/turned/turning ANY? ANY? ANY? off|disable/disabled|drain/drained|shed/shedding|rate limit|traffic away|restart/restarted|\
             stop the ANY|stopped the ANY|pause/paused|block/blocked the|users/customers/people/service back|working again|running again|workaround|isolate/isolated|contain/contained|freeze|stop ING",
        ),
    ])
});

/// How an answer to this question is reasoned.
pub(super) fn reasoning(question: &Question, text: &str, answer: &Text) -> Reasoning {
    let tokens = answer.tokens();
    let hits = CUES.find(tokens);
    let first = |shows: Shows| hits.iter().find(|hit| hit.shows == shows);
    let quote = |hit: &Hit<Shows>| Evidence::around(text, tokens, hit.tokens.clone(), QUOTED_WORDS);
    let mut seen: Vec<AspectSeen> = Aspect::ALL
        .into_iter()
        .filter_map(|aspect| {
            let evidence = quote(first(Shows::Aspect(aspect))?);
            Some(AspectSeen { aspect, evidence })
        })
        .collect();
    if is_diagnosis(question) {
        let order = order_of_the_hunt(first(Shows::Evidence), first(Shows::Cause));
        seen.extend(order.map(|(aspect, hit)| AspectSeen {
            aspect,
            evidence: quote(hit),
        }));
    }
    if is_emergency(question)
        && let Some(hit) = first(Shows::Mitigation)
        && first(Shows::Search).is_none_or(|search| hit.tokens.start < search.tokens.start)
    {
        seen.push(AspectSeen {
            aspect: Aspect::MitigationFirst,
            evidence: quote(hit),
        });
    }
    let is_unspoken = |aspect: &Aspect| !seen.iter().any(|other| other.aspect == *aspect);
    Reasoning {
        unspoken: wanted(question)
            .iter()
            .copied()
            .filter(is_unspoken)
            .collect(),
        seen,
    }
}

fn order_of_the_hunt<'a>(
    evidence: Option<&'a Hit<Shows>>,
    cause: Option<&'a Hit<Shows>>,
) -> Option<(Aspect, &'a Hit<Shows>)> {
    match (evidence, cause) {
        (Some(evidence), None) => Some((Aspect::EvidenceFirst, evidence)),
        (Some(evidence), Some(cause)) if evidence.tokens.start <= cause.tokens.start => {
            Some((Aspect::EvidenceFirst, evidence))
        }
        (_, Some(cause)) => Some((Aspect::CauseFirst, cause)),
        (None, None) => None,
    }
}

/// What an answer to this question lives from, most useful first.
fn wanted(question: &Question) -> &'static [Aspect] {
    match question.kind {
        Kind::Design => &[Aspect::TradeOff],
        Kind::Situational if is_emergency(question) => &[Aspect::MitigationFirst],
        Kind::Behavioral | Kind::Technical | Kind::Situational => &[],
    }
}

/// Whether a fault is to be found: by the question's framework or its words.
fn is_diagnosis(question: &Question) -> bool {
    let asks = || {
        let ask = question.ask.to_lowercase();
        [
            "find out why",
            "find the cause",
            "track it down",
            "how do you find",
            "how would you find",
            "narrow it down",
            "find out what",
            "where do you look",
        ]
        .iter()
        .any(|words| ask.contains(words))
    };
    let hunts = question.kind == Kind::Situational
        && has_framework(question, &["hypothesis-test", "red-use"]);
    question.kind != Kind::Behavioral && (hunts || asks())
}

/// Whether something is on fire.
fn is_emergency(question: &Question) -> bool {
    question.kind == Kind::Situational && has_framework(question, &["incident-command"])
}

fn has_framework(question: &Question, names: &[&str]) -> bool {
    let framework = question.framework.as_ref();
    framework.is_some_and(|framework| names.contains(&framework.name.as_str()))
}

#[cfg(test)]
#[path = "reasoning_tests.rs"]
mod tests;
