// The messages of the open channel: which there are, and their order. Holds data only; `messages.js` shows them.

import { api } from './api.js';
import { attempt } from './notices.js';
import { nameOfEmoji } from './reactions.js';
import { compareIds, subscribe, world } from './world.js';

const DISMISSED = 'playground.dismissed';
/** As many messages as the server gives at once. */
const PAGE = 100;

const messages = new Map();
let views = null;
let loading = 0;
let complete = false;

function dismissed() {
  try {
    return new Set(JSON.parse(sessionStorage.getItem(DISMISSED)) ?? []);
  } catch {
    return new Set();
  }
}

export const ordered = () => [...messages.values()].sort((a, b) => compareIds(a.id, b.id));
export const messageOf = (id) => messages.get(id) ?? null;
/** Whether older messages may exist than those that are shown. */
export const mayHaveOlder = () => !complete && messages.size >= PAGE;

/** Puts an ephemeral message away for this tab. */
export function dismiss(message) {
  const hidden = dismissed().add(message.id);
  try {
    sessionStorage.setItem(DISMISSED, JSON.stringify([...hidden].slice(-500)));
  } catch {
    // Without storage it comes back at the next load.
  }
  messages.delete(message.id);
  views.removed(message.id);
}

/** Fetches the open channel anew; `jump` goes to the view. An answer that comes after another channel was opened is dropped. */
export async function load(jump = null) {
  const turn = ++loading;
  const channel = world.channelId;
  if (!channel) return;
  const list = await attempt(() => api.messages(channel, world.as), 'Messages');
  if (turn !== loading || !list) return;
  const hidden = dismissed();
  messages.clear();
  complete = false;
  for (const message of list) if (!hidden.has(message.id)) messages.set(message.id, message);
  views.reset(jump);
}

/** Fetches what is older than the oldest one. */
export async function loadOlder() {
  const oldest = ordered()[0];
  const turn = loading;
  const list = await attempt(() => api.messages(world.channelId, world.as, oldest.id), 'Older messages');
  if (turn !== loading || !list) return;
  const older = list.filter((message) => !messages.has(message.id) && compareIds(message.id, oldest.id) < 0);
  complete = older.length === 0;
  for (const message of older) messages.set(message.id, message);
  views.older(older);
}

function receive(message, isNew) {
  if (message.channel_id !== world.channelId) {
    if (isNew && message.author?.id !== world.as) views.elsewhere(message.channel_id);
    return;
  }
  const known = messages.get(message.id);
  if ((!isNew && !known) || dismissed().has(message.id)) return;
  // An update is the whole message: what it no longer holds is gone.
  messages.set(message.id, keepOwnReactions(message, known));
  if (known) views.changed(messages.get(message.id));
  else views.added(messages.get(message.id));
}

/** Events are the same for all who see a message: which reactions are one's own is known from before. */
function keepOwnReactions(message, known) {
  const own = new Set((known?.reactions ?? []).filter((reaction) => reaction.me).map((reaction) => nameOfEmoji(reaction.emoji)));
  const reactions = message.reactions?.map((reaction) => ({ ...reaction, me: reaction.me || own.has(nameOfEmoji(reaction.emoji)) }));
  return { ...message, reactions };
}

function markOwnReaction({ id, emoji, added }) {
  const message = messages.get(id);
  if (!message?.reactions) return;
  const reactions = message.reactions.map((reaction) => (nameOfEmoji(reaction.emoji) === emoji ? { ...reaction, me: added } : reaction));
  messages.set(id, { ...message, reactions });
  views.changed(messages.get(id));
}

/** `handlers`: reset, older, added, changed, removed, elsewhere. */
export function followTimeline(handlers) {
  views = handlers;
  subscribe('channel', ({ message }) => load({ message }));
  subscribe('person', () => { loading += 1; });
  subscribe('connection', ({ connected }) => { if (connected) load(); });
  subscribe('message_create', (message) => receive(message, true));
  subscribe('message_update', (message) => receive(message, false));
  subscribe('reacted', markOwnReaction);
  subscribe('message_delete', ({ id, channel_id: channel }) => {
    if (channel === world.channelId && messages.delete(id)) views.removed(id);
  });
}
