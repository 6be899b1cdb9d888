//! An outbox that keeps what was sent, and fails where it is told to.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;

use crate::clock::Clock;
use crate::domain::action::Action;
use crate::domain::id::{ChannelId, GuildId, MessageId, RoleId, UserId};
use crate::domain::permission::Permissions;
use crate::domain::session::Message;
use crate::domain::view::{Row, Target, View};
use crate::features::request::TypedMessage;
use crate::outbox::{
    DownloadError, Examined, InteractionHandle, Nonce, Outbox, Rests, SeenMessage, SendError,
};

/// The bot's own user in these tests.
pub fn us() -> UserId {
    UserId::new(99).expect("not zero")
}

/// When a request fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing happened at the other end.
    Before,
    /// It took effect, and the answer was lost.
    After,
}

#[derive(Debug, Default)]
struct World {
    messages: Vec<(Message, View, String)>,
    threads: Vec<(Message, String)>,
    members: Vec<(ChannelId, UserId)>,
    replies: Vec<View>,
    requests: usize,
    fault: Option<(usize, Fault)>,
    forgets_nonces: bool,
    theirs: Vec<SeenMessage>,
    hides_history: bool,
    refusals: Vec<(ChannelId, u32)>,
    thread_refusals: Vec<(ChannelId, u32)>,
    reactions: Vec<(Message, String)>,
    roles: Vec<RoleId>,
    page: usize,
    next: u64,
    files: HashMap<String, Vec<u8>>,
    closed: Vec<UserId>,
}

/// The double. Ids of messages tell their time, as Discord's do; a thread has its message's id.
#[derive(Debug)]
pub struct Double {
    world: Mutex<World>,
    clock: Clock,
}

impl Double {
    /// A Discord that is empty.
    pub fn new(clock: Clock) -> Self {
        let page = 100;
        let world = World {
            page,
            ..World::default()
        };
        let world = Mutex::new(world);
        Self { world, clock }
    }

    /// The id of a message that is written now.
    pub fn fresh_id(&self) -> MessageId {
        self.id_in(&mut self.world())
    }

    fn id_in(&self, world: &mut World) -> MessageId {
        world.next += 1;
        let now = MessageId::earliest_at(self.clock.now()).get();
        MessageId::new(now + world.next).expect("not zero")
    }

    /// A person's message stands in its channel from now on, whether we hear of it or not.
    pub fn stands(&self, message: &TypedMessage) {
        let TypedMessage {
            at,
            author,
            by_bot,
            text,
            mentions_us,
            replies_to,
            has_other_content,
            ..
        } = message.clone();
        self.world().theirs.push(SeenMessage {
            at,
            author,
            by_bot,
            text,
            mentions_us,
            replies_to,
            has_other_content,
            actions: Vec::new(),
        });
    }

    /// Its author changes a message.
    pub fn rewrite(&self, at: Message, text: &str) {
        let mut world = self.world();
        let found = world.theirs.iter_mut().find(|message| message.at == at);
        found.expect("a message").text = text.to_owned();
    }

    /// Its author deletes a message.
    pub fn remove(&self, at: Message) {
        self.world().theirs.retain(|message| message.at != at);
    }

    /// From now on a channel refuses every post and thread with this code.
    pub fn refuse(&self, channel: ChannelId, code: u32) {
        self.world().refusals.push((channel, code));
    }

    /// From now on a channel refuses threads with this code.
    pub fn refuse_threads(&self, channel: ChannelId, code: u32) {
        self.world().thread_refusals.push((channel, code));
    }

    /// Every channel takes posts and threads again.
    pub fn refuse_nothing(&self) {
        self.world().refusals.clear();
        self.world().thread_refusals.clear();
    }

    /// The roles that servers have.
    pub fn set_roles(&self, roles: Vec<RoleId>) {
        self.world().roles = roles;
    }

    /// Our reactions.
    pub fn reactions(&self) -> Vec<(Message, String)> {
        self.world().reactions.clone()
    }

    fn refusal(&self, channel: ChannelId) -> Result<(), SendError> {
        let world = self.world();
        refused(&world.refusals, channel)
    }

    fn thread_refusal(&self, channel: ChannelId) -> Result<(), SendError> {
        let world = self.world();
        refused(&world.thread_refusals, channel)
    }

    /// We may no longer read message history: Discord gives empty pages, and no error.
    pub fn hide_history(&self) {
        self.world().hides_history = true;
    }

    /// How many messages a page has from now on.
    pub fn small_pages(&self, page: usize) {
        self.world().page = page;
    }

    /// Somebody attached this file.
    pub fn attach(&self, url: &str, bytes: &[u8]) {
        self.world().files.insert(url.to_owned(), bytes.to_vec());
    }

    /// This person takes no direct messages.
    pub fn close_messages_of(&self, person: UserId) {
        self.world().closed.push(person);
    }

    /// How many requests were made.
    pub fn requests(&self) -> usize {
        self.world().requests
    }

    /// Fails the request of this number (from 0), counted from now.
    pub fn fail(&self, number: usize, fault: Fault) {
        let mut world = self.world();
        world.fault = Some((world.requests + number, fault));
    }

    /// Discord knows a nonce for some minutes only: from now on it knows none.
    pub fn forget_nonces(&self) {
        self.world().forgets_nonces = true;
    }

    /// What stands in a channel.
    pub fn channel(&self, channel: ChannelId) -> Vec<View> {
        let world = self.world();
        let there = world
            .messages
            .iter()
            .filter(|(at, ..)| at.channel == channel);
        there.map(|(_, view, _)| view.clone()).collect()
    }

    /// The names of all threads.
    pub fn threads(&self) -> Vec<String> {
        self.world()
            .threads
            .iter()
            .map(|(_, name)| name.clone())
            .collect()
    }

    /// How many messages there are in all channels.
    pub fn messages(&self) -> usize {
        self.world().messages.len()
    }

    fn world(&self) -> std::sync::MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does `work` unless the request's fault says otherwise.
    fn request<T>(&self, work: impl FnOnce(&mut World) -> T) -> Result<T, SendError> {
        let mut world = self.world();
        let number = world.requests;
        world.requests += 1;
        let fault = world
            .fault
            .filter(|(at, _)| *at == number)
            .map(|(_, fault)| fault);
        if fault == Some(Fault::Before) {
            return Err(SendError::Unreachable("before".to_owned()));
        }
        let done = work(&mut world);
        match fault {
            Some(Fault::After) => Err(SendError::Unreachable("after".to_owned())),
            _ => Ok(done),
        }
    }
}

fn refused(refusals: &[(ChannelId, u32)], channel: ChannelId) -> Result<(), SendError> {
    let refused = refusals.iter().find(|(at, _)| *at == channel);
    refused.map_or(Ok(()), |&(_, code)| {
        Err(SendError::Refused {
            status: 403,
            code,
            message: "refused".to_owned(),
        })
    })
}

/// The direct messages with a person.
pub fn direct(person: UserId) -> ChannelId {
    ChannelId::new(1_000_000 + person.get()).expect("not zero")
}

fn actions(view: &View) -> Vec<Action> {
    let buttons = view.rows.iter().filter_map(|row| match row {
        Row::Buttons(buttons) => Some(buttons),
        Row::Select(_) => None,
    });
    let targets = buttons.flatten().map(|button| &button.target);
    targets
        .filter_map(|target| match target {
            Target::Action(action) => Some(*action),
            Target::Link(_) => None,
        })
        .collect()
}

#[async_trait]
impl Outbox for Double {
    async fn post(
        &self,
        channel: ChannelId,
        view: &View,
        nonce: &Nonce,
    ) -> Result<MessageId, SendError> {
        self.refusal(channel)?;
        let closed = self.world().closed.clone();
        if closed.iter().any(|person| direct(*person) == channel) {
            return Err(SendError::Refused {
                status: 403,
                code: 50007,
                message: "Cannot send messages to this user".to_owned(),
            });
        }
        self.request(|world| {
            let known = world.messages.iter().find(|(at, _, known)| {
                !world.forgets_nonces && at.channel == channel && known == nonce.as_str()
            });
            if let Some((at, ..)) = known {
                return at.id;
            }
            let id = self.id_in(world);
            let nonce = nonce.as_str().to_owned();
            world
                .messages
                .push((Message { channel, id }, view.clone(), nonce));
            id
        })
    }

    async fn edit(&self, message: Message, view: &View) -> Result<(), SendError> {
        self.request(|world| {
            if let Some(found) = world.messages.iter_mut().find(|(at, ..)| *at == message) {
                found.1 = view.clone();
            }
        })
    }

    async fn delete(&self, message: Message) -> Result<(), SendError> {
        self.request(|world| world.messages.retain(|(at, ..)| *at != message))
    }

    async fn react(&self, message: Message, emoji: &str) -> Result<(), SendError> {
        self.refusal(message.channel)?;
        self.request(|world| world.reactions.push((message, emoji.to_owned())))
    }

    async fn open_thread(
        &self,
        message: Message,
        name: &str,
        _rests: Rests,
    ) -> Result<ChannelId, SendError> {
        self.refusal(message.channel)?;
        self.thread_refusal(message.channel)?;
        self.request(|world| {
            if !world.threads.iter().any(|(of, _)| *of == message) {
                world.threads.push((message, name.to_owned()));
            }
            ChannelId::new(message.id.get()).expect("not zero")
        })
    }

    async fn add_to_thread(&self, thread: ChannelId, person: UserId) -> Result<(), SendError> {
        self.request(|world| world.members.push((thread, person)))
    }

    async fn read(
        &self,
        channel: ChannelId,
        after: Option<MessageId>,
    ) -> Result<Vec<SeenMessage>, SendError> {
        const UNKNOWN_CHANNEL: u32 = 10003;
        self.refusal(channel).or_else(|error| match error.code() {
            Some(UNKNOWN_CHANNEL) => Err(error),
            // What takes no posts may be read all the same.
            _ => Ok(()),
        })?;
        self.request(|world| {
            if world.hides_history {
                return Vec::new();
            }
            let ours = world.messages.iter().map(|(at, view, _)| SeenMessage {
                at: *at,
                author: us(),
                by_bot: true,
                text: view.text.clone(),
                mentions_us: false,
                replies_to: None,
                has_other_content: false,
                actions: actions(view),
            });
            let mut there: Vec<SeenMessage> = ours
                .chain(world.theirs.iter().cloned())
                .filter(|one| one.at.channel == channel)
                .filter(|one| after.is_none_or(|after| one.at.id > after))
                .collect();
            there.sort_by_key(|one| one.at.id);
            if after.is_none() {
                there.drain(..there.len().saturating_sub(world.page));
            }
            there.truncate(world.page);
            there
        })
    }

    async fn archive_thread(&self, _thread: ChannelId) -> Result<(), SendError> {
        self.request(|_| ())
    }

    async fn examine(&self, _guild: GuildId, _channel: ChannelId) -> Result<Examined, SendError> {
        self.request(|_| Examined {
            takes_threads: true,
            may: Permissions::ALL,
            notifies: Vec::new(),
            roles: Vec::new(),
        })
    }

    async fn roles(&self, _guild: GuildId) -> Result<Vec<RoleId>, SendError> {
        self.request(|world| world.roles.clone())
    }

    async fn owner(&self, _guild: GuildId) -> Result<UserId, SendError> {
        self.request(|_| UserId::new(1).expect("not zero"))
    }

    async fn direct_channel(&self, person: UserId) -> Result<ChannelId, SendError> {
        self.request(|_| direct(person))
    }

    async fn download(&self, url: &str, most: usize) -> Result<Vec<u8>, DownloadError> {
        let files = self.world().files.clone();
        let file = files.get(url).ok_or(DownloadError::Elsewhere)?;
        if file.len() > most {
            return Err(DownloadError::TooLarge);
        }
        Ok(file.clone())
    }

    fn has_room(&self, _posts: usize) -> bool {
        true
    }

    async fn edit_reply(&self, _to: &InteractionHandle, view: &View) -> Result<(), SendError> {
        self.request(|world| world.replies.push(view.clone()))
    }

    async fn follow_up(&self, _to: &InteractionHandle, view: &View) -> Result<(), SendError> {
        self.request(|world| world.replies.push(view.clone()))
    }

    async fn delete_reply(&self, _to: &InteractionHandle) -> Result<(), SendError> {
        self.request(|_| ())
    }
}
