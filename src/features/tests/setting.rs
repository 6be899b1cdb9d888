//! Services on a temporary store, people, and what they do.

use std::sync::Arc;

use jiff::SignedDuration;
use tempfile::TempDir;

use super::double::{Double, us};
use crate::clock::{Clock, Ids, ManualClock};
use crate::domain::action::FormAction;
use crate::domain::answer::AnswerRules;
use crate::domain::bank::{Bank, Vocabulary};
use crate::domain::fixture::{conflict, rollout};
use crate::domain::id::{CardId, ChannelId, GuildId, InteractionId, UserId};
use crate::domain::permission::Permissions;
use crate::domain::question::Question;
use crate::domain::session::{Attempt, Message};
use crate::domain::view::Response;
use crate::features::answer::{gather, typed};
use crate::features::drill::steps;
use crate::features::reading::Shard;
use crate::features::request::{DrillRequest, MessageEvent, TypedMessage};
use crate::features::services::{Parts, Promised, Shards};
use crate::features::{
    Caller, ChannelKind, Identity, Request, Services, Stop, carry_out, daily, jobs,
};
use crate::outbox::{InteractionHandle, InteractionToken};
use crate::store::Store;

/// Everything that a test needs.
pub struct Setting {
    /// The services.
    pub services: Services,
    /// What was sent.
    pub outbox: Arc<Double>,
    /// Moves the time.
    pub hand: ManualClock,
    promised: tokio::sync::mpsc::Receiver<Promised>,
    interactions: u64,
    _folder: TempDir,
}

/// The channel where drills are asked for.
pub fn channel() -> ChannelId {
    ChannelId::new(5).expect("not zero")
}

/// A person.
pub fn person(number: u64) -> UserId {
    UserId::new(number).expect("not zero")
}

impl Setting {
    /// A setting with a bank of two questions.
    pub async fn new() -> Self {
        Self::with(vec![rollout(), conflict()]).await
    }

    /// A setting with a bank of so many questions.
    pub async fn with_questions(count: usize) -> Self {
        let questions = (0..count).map(|number| Question {
            id: format!("core/question-{number}").parse().expect("an id"),
            title: format!("Question {number}"),
            ..rollout()
        });
        Self::with(questions.collect()).await
    }

    async fn with(questions: Vec<Question>) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (clock, hand) = Clock::manual("2026-11-02T10:00:00Z".parse().expect("an instant"));
        let url = format!("sqlite://{}", folder.path().join("test.db").display());
        let store = Store::open(&url, clock.now()).await.expect("a store");
        let outbox = Arc::new(Double::new(clock.clone()));
        let (services, promised) = Services::new(Parts {
            store,
            outbox: outbox.clone(),
            background: outbox.clone(),
            ids: Arc::new(Ids::new(clock.clone(), 1)),
            clock,
            identity: Identity {
                user: us(),
                name: "Greenroom".to_owned(),
            },
            rules: AnswerRules::default(),
            bank: Bank::new(Vocabulary::default(), questions, Vec::new()),
            reads_messages: true,
            catch_up: SignedDuration::from_hours(6),
            shards: Shards::ALL,
            owner: "test".to_owned(),
        });
        services.reading.session_began(Shard { id: 0, total: 1 });
        let interactions = 0;
        Self {
            services,
            outbox,
            hand,
            promised,
            interactions,
            _folder: folder,
        }
    }

    /// Who asks, in the channel, with every permission.
    pub fn caller(&mut self, who: u64) -> Caller {
        self.interactions += 1;
        Caller {
            person: person(who),
            name: format!("person {who}"),
            picture: None,
            guild: GuildId::new(1),
            channel: channel(),
            channel_kind: ChannelKind::Text,
            bot_may: Permissions::ALL,
            may: Permissions::default(),
            roles: Vec::new(),
            interaction: InteractionHandle {
                id: InteractionId::new(self.interactions).expect("not zero"),
                token: InteractionToken("token".to_owned()),
            },
        }
    }

    /// Carries out a request of a person's.
    pub async fn ask(&mut self, who: u64, request: Request) -> Result<Response, Stop> {
        let caller = self.caller(who);
        Self::carried_out(&self.services, &caller, request).await
    }

    /// Carries out a request to its end, as the adapter does.
    pub async fn carried_out(
        services: &Services,
        caller: &Caller,
        request: Request,
    ) -> Result<Response, Stop> {
        match carry_out(services, caller, request).await? {
            Response::Later(job) => steps::run_for(services, job).await,
            response => Ok(response),
        }
    }

    /// A person submits an answer by the modal, which is taken.
    pub async fn answers(&mut self, who: u64, card: CardId, private: bool, text: &str) -> Response {
        let form = FormAction::Answer { card, private };
        let request = Request::Submit(form, text.to_owned());
        self.ask(who, request).await.expect("taken")
    }

    /// A person's attempts at a card, oldest first.
    pub async fn attempts(&self, who: u64, card: CardId) -> Vec<Attempt> {
        let store = &self.services.store;
        store.attempts(card, person(who)).await.expect("a read")
    }

    /// A drill on the roll-out question, with its thread; gives card and thread.
    pub async fn drill(&mut self, who: u64) -> (CardId, ChannelId) {
        let request = DrillRequest {
            question: Some("core/errors-at-every-rollout".to_owned()),
            ..DrillRequest::default()
        };
        let told = self
            .ask(who, Request::Drill(request))
            .await
            .expect("a drill");
        assert_eq!(told, Response::Told);
        let since = self.services.now() - SignedDuration::from_hours(1);
        let threads = self
            .services
            .store
            .question_threads_since(since)
            .await
            .expect("a read");
        let (thread, _) = *threads.last().expect("a thread");
        let card = self
            .services
            .store
            .newest_card_in(thread)
            .await
            .expect("a read");
        (card.expect("a card").id, thread)
    }

    /// A person types a message; gives its address.
    pub async fn says(&mut self, who: u64, thread: ChannelId, text: &str) -> Message {
        let message = self.typed(who, thread, text);
        self.outbox.stands(&message);
        let at = message.at;
        self.notice(MessageEvent::Written(message)).await;
        at
    }

    /// A message that a person typed.
    pub fn typed(&self, who: u64, thread: ChannelId, text: &str) -> TypedMessage {
        TypedMessage {
            at: Message {
                channel: thread,
                id: self.outbox.fresh_id(),
            },
            author: person(who),
            by_bot: false,
            guild: GuildId::new(1),
            text: text.to_owned(),
            mentions_us: false,
            replies_to: None,
            has_other_content: false,
        }
    }

    /// Something happens to a message.
    pub async fn notice(&self, event: MessageEvent) {
        typed::notice(&self.services, &event)
            .await
            .expect("noticed");
    }

    /// Time goes by, and who is quiet has answered; gives how many answers were made.
    pub async fn wait(&self, seconds: i64) -> usize {
        self.hand.advance(SignedDuration::from_secs(seconds));
        gather::gather_due(&self.services, self.services.now())
            .await
            .expect("gathered")
    }

    /// Runs every job that is due, as the process does; those that fail stay.
    pub async fn run_jobs(&mut self) {
        while let Ok(next) = self.promised.try_recv() {
            jobs::claim_and_run(&self.services, next.job)
                .await
                .expect("recorded");
        }
        let (store, now) = (&self.services.store, self.services.now());
        let mut due = store.due_jobs(now, 99).await.expect("a read");
        due.extend(store.due_background_jobs(now, 99).await.expect("a read"));
        for (job, _) in due {
            jobs::claim_and_run(&self.services, job)
                .await
                .expect("recorded");
        }
    }

    /// Time goes by, with the scheduler awake and every job run.
    pub async fn pass(&mut self, time: SignedDuration) {
        self.hand.advance(time);
        self.tick().await;
    }

    /// The scheduler's turn, and every job that is due then.
    pub async fn tick(&mut self) {
        daily::due::step(&self.services, self.services.now())
            .await
            .expect("a step");
        self.run_jobs().await;
    }

    /// The process dies: its memory is gone, and so are its claims once it is back.
    pub async fn die(&mut self) {
        while self.promised.try_recv().is_ok() {}
        let owner = self.services.owner.to_string();
        self.services
            .store
            .release_claims(&owner)
            .await
            .expect("released");
        self.hand.advance(SignedDuration::from_mins(11));
    }
}
