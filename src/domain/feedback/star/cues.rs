//! The turns of phrase by which people tell a story, and the points that they give.
//!
//! Made from how such stories are told in general. Nothing here names a field of work: the
//! subject is the question bank's.

use std::sync::LazyLock;

use super::Part;
use crate::domain::feedback::phrase::Phrases;

/// What a turn of phrase shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shows {
    /// A part, surely.
    Surely(Part),
    /// A part, likely.
    Likely(Part),
    /// A part, perhaps: it takes more to count.
    Perhaps(Part),
    /// A deed of the person.
    I,
    /// A deed of "we".
    We,
    /// What the person would do.
    Plan,
    /// What they took from it.
    Lesson,
}

impl Shows {
    /// The points that it gives, by part.
    pub(super) fn points(self) -> impl Iterator<Item = (Part, i32)> {
        let one = |part, points| [Some((part, points)), None];
        let points = match self {
            Self::Surely(part) => one(part, 32),
            Self::Likely(part) => one(part, 20),
            Self::Perhaps(part) => one(part, 10),
            Self::I => [Some((Part::Action, 28)), Some((Part::Result, -12))],
            Self::We => [Some((Part::Action, 20)), Some((Part::Situation, 4))],
            Self::Plan => one(Part::Action, 12),
            Self::Lesson => one(Part::Result, 14),
        };
        points.into_iter().flatten()
    }
}

const SITUATION: Part = Part::Situation;
const TASK: Part = Part::Task;
const ACTION: Part = Part::Action;
const RESULT: Part = Part::Result;

/// All of them; made once.
pub(super) static CUES: LazyLock<Phrases<Shows>> = LazyLock::new(|| {
    Phrases::new(&[
        (
            Shows::Surely(SITUATION),
            "in/at/during/from/on my/our previous/last/former/current/first/old/prior/recent ANY? \
             role/job/company/team/position/employer/project/workplace/startup/firm/organization/organisation/engagement|\
             when/while/back i was/worked/joined|when i worked/joined/started|while i worked|\
             while working/employed|during my time/tenure/internship|there was a/this/one time|\
             a/two/three/four/few/couple/several ANY? of? years/months/weeks ago|\
             last/this year/month/summer/winter/autumn/fall/spring/christmas|\
             in NUM we/our/the|in january/february/march/april/june/july/august/september/october/november/december|\
             one time|once upon|i remember a/the/when/one/this|i recall|i worked at/for/in/as/with|\
             i was working/employed|i used to work|the situation was|the context was|\
             i'd like to share|the example i|an example of this|for background|for context|\
             at the/that time we/our/the/i|at the/that point we/our|at a/an/the ANY ANY? company/startup/bank/shop/firm/agency|\
             black friday|we had been|i once|\
             early/earlier/late/later/midway/shortly/halfway in/on/into/after/before/through ANY|in my first ANY|\
             when/after i ADV moved/came/changed/switched/got/became/inherited/arrived/took|after/before/since joining/moving/taking|one of the/my ANY? ANY? ANY? i/of|the hardest/worst/biggest/toughest/most|it/this all? started/began when/with|the year before",
        ),
        (
            Shows::Likely(SITUATION),
            "there was/were|we had|we were|our ANY ANY? ANY? was/were/had/kept/took/suffered/ran/relied/used/went/started/began/broke/failed|\
             the/a/this/that ANY ANY? ANY? was/were/had/kept/took/suffered/ran/relied/failed/went/wanted/lost/needed|\
             our ANY? ANY? needed/wanted/lacked/didn't/couldn't/struggled/grew|i was a/an ANY|i was new|i had just|\
             my ANY? manager/boss/director/lead/colleague/teammate/client/team/company wanted/felt/believed/thought/insisted/preferred/planned|\
             i and ANY ANY? disagreed|and i disagreed|clashed|at the/that time|was/were having|used to|faced|were/was facing|struggled|struggling|suffered|\
             one/every day/night/morning/evening/sunday/monday/tuesday/wednesday/thursday/friday/saturday/weekend/release|\
             on a/one sunday/monday/tuesday/wednesday/thursday/friday/saturday|\
             no one/body/nobody knew|nobody knew/had|kept ING|had no|had been ING|initially|originally|\
             a/an ANY ANY? ANY? with NUM|of NUM people/engineers/employees|a/an ANY ANY? ANY? of NUM|\
             we/they ran/relied/depended/shared/lost/suffered/kept/operated|\
             had grown/become/gone|went down|broke down|an incident|an outage|a project where|a situation where|a time when|\
             an/one/a issue/incident/outage where/when/that|problem was|issue was|the challenge was|this was a/an/when|\
             had just|was/were ING|was/were broken/down/slow/late/behind/manual/new/old/unhappy/angry",
        ),
        (
            Shows::Perhaps(SITUATION),
            "problem/problems|issue/issues|outage|incident|because|manual/manually|legacy|downtime|slow|crashed|failing|failed|\
             company|startup|team|customers|users|frequently|often|constantly|every|took NUM|everyone|nobody|each",
        ),
        (
            Shows::Surely(TASK),
            "i was ADV asked/tasked/assigned/told/given/responsible/expected/charged/hired/brought/appointed/chosen/lent/put|\
             i was to|i was ADV the/a/an? ANY? ANY? lead/owner/engineer/manager/architect/commander/responsible/one/only/person|\
             i was on call|i was in charge|i was ADV incident|i'd been asked/tasked/given|i had been asked/tasked/given|\
             i had to|i needed to|i decided|i wanted to|and was given/asked/tasked/told/assigned/responsible|my ANY? priority was|felt responsible|i felt ANY ANY? duty/responsibility|i was part of|our ANY? job was|someone had to|somebody had to|i had ANY? ANY? weeks/days/months/hours/minutes|i had until|\
             my/the job/task/role/goal/responsibility/responsibilities/mission/objective/assignment/aim/mandate/duty/brief was/were/is|\
             our/the ANY? goal/target/aim/objective/task was|we were asked/tasked/told|\
             it was/fell/came ADV my/up|it was on me|it was mine|fell to me|was mine to|up to me to|\
             tasked with|responsible for|in charge of|asked me to|asked me|wanted me to|told me to|assigned to/me|put me in|\
             i took ADV over|i took on|i took it|i took ownership|i took responsibility|i took the lead|i stepped up/in|i volunteered|i offered|\
             i owned|i own|i led the|i was leading|as the ANY ANY? lead/engineer/owner/commander|i needed|what i had to|\
             i was supposed|i was meant|my manager/boss/director/cto/lead asked/wanted/told/gave|the task was|charged with|\
             i had ANY ANY? ANY? ANY? to|i had NUM|i had ADV until/inherited|i set out|i was ADV called|i promised|i asked to|gave me|two of us had|\
             with ANY ANY? ANY? of NUM i had|i wanted|i looked after|i took the|i was ADV the ANY? ANY? ANY?|i figured|i suggested|i proposed|i saw an/the opportunity/chance/need|my first/top/main ANY? priority/concern/goal/thought/job|i believed|i made it|i recognized/recognised|i identified a/the need|i ran a/one/the team|was mine|i had a/one/NUM/ten ANY|and had a/one/NUM ANY|i led a/the/NUM ANY|i set myself|i made it my|we/i were/was given|i was accountable|i acted as|i served as|the ask was",
        ),
        (
            Shows::Likely(TASK),
            "we had to|we needed to|we needed|had to ANY|needed to|had to be|wanted to|we wanted|the goal|the aim|my goal|\
             the/an objective|the challenge was to|the requirement was|requirements were|in order to|so that we|deadline|by the end of|\
             i realized/realised|i knew|asked to|was asked|wanted us|target of|the deadline|within NUM weeks/months/days/hours|\
             i led|i headed|as team/tech/technical lead|i was|i had|it had to|must not|without ING|the plan was|the idea was|\
             the business/management/leadership/cto/ceo/board wanted/asked/needed|i joined|had NUM weeks/months/days/hours|expected to|\
             aim/goal was|i saw|i felt|i proposed|was up to|make sure/certain|to ensure",
        ),
        (
            Shows::Perhaps(TASK),
            "responsible|responsibility|goal|task|deadline|needed|ensure|must|own|role|wanted",
        ),
        (
            Shows::I,
            "i/i've/ive ADV DID|so/then/and/first/also i ADV DID|i ADV had ANY ANY? ANY? DID|me and ANY DID|\
             i ADV started/began by? ING|i helped|i ADV used|i ADV looked|i did not just|i would not|i didn't|i did|i ended up ING|i managed to|i made sure",
        ),
        (
            Shows::We,
            "we/we've ADV DID|ANY and i DID|we started ING|we ended up ING|together we",
        ),
        (
            Shows::Likely(ACTION),
            "i ADV would|first/firstly/second/secondly/third/thirdly i|step one/two/three|my first/next step|my approach was|\
             my first|the first thing|next i|after that i|from there|what i did|by ING|started by|began by|worked with|sat down|set up|rolled out",
        ),
        (
            Shows::Perhaps(ACTION),
            "first|firstly|then|next|second|secondly|afterwards|after that|once|DID|wrote|built|implemented|configured",
        ),
        (
            Shows::Plan,
            "i would|i'd|i will|i'll|we would|we'd|i could|i should|i am going|i'm going to",
        ),
        (
            Shows::Surely(RESULT),
            "as a? result|as results|the/final/end/overall result/results/outcome/impact/payoff was/were/is|the/our/my? result/results/outcome|\
             in the end|at the end of|resulted in|resulting in|this/that/which/it led to|leading to|led to a|\
             reduced/reducing/cut/cutting/dropped/decreased/improved/increased/lowered/shortened/halved/doubled/raised/brought \
             ANY? ANY? ANY? ANY? ANY? from/by/to/down NUM|\
             reduced/reducing/cut/cutting/dropped/decreased/improved/increased/lowered/shortened/raised ANY? ANY? ANY? ANY? ANY? ANY? by/from ANY? ANY? NUM|\
             ANY? dropped/fell/went/came/rose/grew/shrank/climbed/jumped from/to/by/down/under/below ANY? NUM|\
             went/dropped/fell/down/came/rose/grew from|from NUM ANY? ANY? ANY? to|down to ANY? NUM|\
             saved us/the/about/around/over/nearly/roughly/NUM|saving us/the/about/around/over/nearly/roughly/NUM|\
             since then|ever since|which has/have ADV DID|so far|after that/this we/there|to this day|we have not had|we haven't had|\
             ended up with|was back ADV? in/after/within/up|were back|no more|never happened|hasn't happened|did not happen again|\
             without ANY? ANY? downtime/outage/incident/incidents/loss|zero downtime|zero incidents/outages/errors|with no downtime|no data loss|\
             the outcome|was a success|were a success|was successful|successfully completed|it worked|paid off|NUM% faster/fewer/less/more/lower/reduction|\
             NUM fewer/less/faster|by NUM ANY? ANY? later|within/after NUM ANY? ANY? we|became the standard|became standard|is/was now used|are now|is now|\
             now we|now the|today the|today we|today it|got promoted|won the|thanked|reduction in|improvement in|reduction of|\
             all NUM|none of|not one|nobody has|nothing was/has|on time|ahead of schedule|weeks/days/months early|early and",
        ),
        (
            Shows::Likely(RESULT),
            "eventually|ultimately|finally|in total|overall|consequently|therefore the|\
             this/that/which/it ADV reduced/meant/allowed/enabled/helped/saved/improved/increased/cut/gave/brought/made|\
             were able to|was able to|could now|no longer|went live|went down to|went up to|NUM ANY? ANY? have/has ADV DID|have/has ADV adopted/become/improved|\
             from months/weeks/days/hours/minutes ANY? ANY? months/weeks/days/hours/minutes/seconds|exceeded|exceeding|achieved|succeeded|eliminated|fell|dropped|rose|improved|decreased|increased|\
             was/were gone|was/were done|was/were fixed|was/were resolved|was/were restored|were happy|was happy|happy with|adopted|\
             satisfied|better|faster|instead of NUM|rather than NUM|\
             less than|more than NUM|NUM out of NUM|NUM of NUM|a year later|a month later|weeks later|months later|the following|the next release/time/quarter|\
             has since|have since|still in use|still uses|still use|still runs|from then on|were met|was met|we hit|passed the|we were up|were up|was up|\
             was lost|were lost|was sold|by the time|by monday/tuesday/wednesday/thursday/friday/then|within a/NUM ANY|\
             we ADV delivered/shipped/finished/released/launched/completed/met/hit/passed/lost/kept|now take/takes/use/uses/run/runs/apply/have/has|has/have been ANY since|is/are ADV still|\
             the team/customer/client/customers/clients/company ADV signed/renewed/stayed/adopted/agreed/accepted/chose/kept/uses/use|accepted it|agreed to|\
             was/were/is/are back|recovered|delivered on|as far as we|was ADV offered|were ADV offered|never had to|closed NUM|fewer|saves|saved",
        ),
        (
            Shows::Perhaps(RESULT),
            "afterwards|no|none|nothing|agreed|accepted|approved|recovered|worked|passed|pleased|proud|praised|less|more|fewer|noticeably|smoothly|stopped|became|\
             signed|launched|tripled|halved|doubled|promoted|trust|confidence|easier|quickly|all|everyone|both|loved|impressed|so far|went well|too|even|\
             NUM|after NUM|in NUM minutes/hours/days/weeks/months|for NUM months/weeks/years|success|successful|positive|feedback|stable|resolved|restored|reduced|improvement|now|today|later",
        ),
        (
            Shows::Lesson,
            "i ADV learned/learnt|taught me|taught us|lesson|lessons|looking back|in hindsight|in retrospect|next time|\
             i would do|what i took|my takeaway|takeaway|since then i|i've learned|i now always|now i always|i always now|ever since i|\
             what i'd do|i'd do ANY? differently|if i did it again|we learned/learnt|the learning|it showed me|made me realize/realise",
        ),
    ])
});
