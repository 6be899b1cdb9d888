// What this tab knows of the playground: the last state of the server, who we are and which channel is open.
// Views subscribe to topics and read from here; they never keep a copy.

import { api } from './api.js';
import { addressOf, writeAddress } from './address.js';

const listeners = new Map();

/** Topics from the server and from the page: state, channel, person, message_create, message_update, message_delete, modal, interaction, traffic, connection. */
export function subscribe(topic, listener) {
  if (!listeners.has(topic)) listeners.set(topic, []);
  listeners.get(topic).push(listener);
}

export function publish(topic, detail) {
  for (const listener of listeners.get(topic) ?? []) listener(detail);
}

export const world = { as: null, channelId: null, snapshot: null, unread: new Set() };

let fetching = null;
let again = false;

/** Fetches the state. Calls during a fetch are answered by one more fetch after it. */
export function refresh() {
  if (fetching) {
    again = true;
    return fetching;
  }
  fetching = (async () => {
    do {
      again = false;
      const as = world.as;
      const snapshot = await api.state(as);
      if (world.as !== as) {
        again = true;
        continue;
      }
      world.snapshot = snapshot;
      world.as = snapshot.me.id;
    } while (again);
    publish('state');
  })().finally(() => { fetching = null; });
  return fetching;
}

export async function becomePerson(id) {
  world.as = id;
  world.unread.clear();
  publish('person');
  await refresh();
  openChannel(channelOf(world.channelId) ? world.channelId : firstChannel()?.id ?? null);
}

/** Opens a channel, thread or DM; `message` is scrolled to when it is there. */
export function openChannel(id, { step = false, message = null } = {}) {
  world.channelId = id;
  world.unread.delete(id);
  writeAddress({ as: world.as, channel: id }, { step });
  publish('channel', { message });
}

export const linkTo = (channel) => addressOf({ as: world.as, channel });

export const THREAD_TYPES = new Set([10, 11, 12]);
export const FORUM_TYPES = new Set([15, 16]);
const LISTED_TYPES = new Set([0, 5, 15, 16]);

const guilds = () => world.snapshot?.guilds ?? [];

export function channelOf(id) {
  if (!id || !world.snapshot) return null;
  for (const guild of guilds()) {
    const found = guild.channels.find((channel) => channel.id === id) ?? guild.threads.find((thread) => thread.id === id);
    if (found) return found;
  }
  return world.snapshot.dms.find((dm) => dm.id === id) ?? null;
}

export const guildOf = (channelId) => guilds().find((guild) =>
  guild.channels.some((channel) => channel.id === channelId) || guild.threads.some((thread) => thread.id === channelId)) ?? null;

export const listedChannels = (guild) => guild.channels
  .filter((channel) => LISTED_TYPES.has(channel.type))
  .sort((a, b) => (a.position ?? 0) - (b.position ?? 0) || compareIds(a.id, b.id));

export const threadsOf = (guild, channelId) => guild.threads
  .filter((thread) => thread.parent_id === channelId)
  .sort((a, b) => compareIds(b.id, a.id));

export function firstChannel() {
  const guild = guilds()[0];
  return guild ? listedChannels(guild)[0] ?? null : world.snapshot?.dms[0] ?? null;
}

export function userOf(id) {
  const snapshot = world.snapshot;
  if (!snapshot) return null;
  return snapshot.bot?.id === id ? snapshot.bot : snapshot.people.find((person) => person.id === id) ?? null;
}

/** The person shown under this name, if there is one. */
export const personNamed = (name) => world.snapshot?.people.find((person) => person.display_name === name || person.name === name) ?? null;

export const roleOf = (id) => guilds().flatMap((guild) => guild.roles).find((role) => role.id === id) ?? null;

/** Whether the person has this role on the open server. */
export const isMyRole = (id) => guildOf(world.channelId)?.roles_of?.[world.as]?.includes(id) === true;

/** The name to show for a user object of either interface. */
export function nameOf(user) {
  const known = userOf(user?.id);
  return known?.display_name || known?.name || user?.global_name || user?.display_name || user?.username || user?.name || 'someone';
}

/** The name of a channel; a conversation is named after the other one in it, the bot. */
export const channelName = (channel) => channel.name ?? nameOf(world.snapshot.bot);

export function isAdminHere(channelId = world.channelId) {
  const guild = guildOf(channelId);
  if (!guild) return false;
  return guild.owner_id === world.as || userOf(world.as)?.guilds?.some((membership) => membership.id === guild.id && membership.admin) === true;
}

/** The people and the bot who share the open channel. */
export function membersHere() {
  const guild = guildOf(world.channelId);
  const { people, bot, me } = world.snapshot;
  const humans = guild ? people.filter((person) => guild.members.includes(person.id)) : [me];
  return bot ? [...humans, bot] : humans;
}

/** The commands registered for the open channel. */
export function commandsHere() {
  const guild = guildOf(world.channelId);
  return world.snapshot?.commands?.[guild ? guild.id : 'dm'] ?? [];
}

/** Orders ids by age: they are numbers too large for a double. */
export const compareIds = (a, b) => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
