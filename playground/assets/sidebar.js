// Servers, channels, threads and direct messages at the left.

import { api } from './api.js';
import { button, count, el, fill, place } from './dom.js';
import { icon } from './icons.js';
import { attempt } from './notices.js';
import { FORUM_TYPES, channelName, channelOf, linkTo, listedChannels, nameOf, openChannel, refresh, subscribe, threadsOf, world } from './world.js';

// Which lists of archived threads the person opened; drawing anew must not close them.
const opened = new Set();

function link(channel, { testid, sign, label }) {
  const here = channel.id === world.channelId;
  const unread = world.unread.has(channel.id);
  return el('a', {
    class: ['channel-link', unread && 'unread'].filter(Boolean).join(' '),
    href: linkTo(channel.id),
    'aria-current': here ? 'page' : null,
    dataset: { jump: channel.id, testid },
  }, icon(sign), el('span', { class: 'channel-name' }, label), unread && el('span', { class: 'visually-hidden' }, ', new messages'), unread && el('span', { class: 'unread-dot', 'aria-hidden': 'true' }));
}

function threadLink(thread) {
  const { archived, locked } = thread.thread_metadata ?? {};
  const marks = [archived && 'archived', locked && 'locked'].filter(Boolean).join(', ');
  return el('li', {}, link(thread, {
    testid: `thread-${thread.id}`,
    sign: locked ? 'lock' : 'thread',
    label: [thread.name, marks && el('span', { class: 'visually-hidden' }, ` (${marks})`)],
  }));
}

function threads(guild, channel) {
  const all = threadsOf(guild, channel.id);
  const active = all.filter((thread) => !thread.thread_metadata?.archived);
  const archived = all.filter((thread) => thread.thread_metadata?.archived);
  if (!all.length) return null;
  return [
    active.length > 0 && el('ul', { class: 'threads', 'aria-label': `Threads of ${channel.name}` }, active.map(threadLink)),
    archived.length > 0 && archivedThreads(channel, archived),
  ];
}

function archivedThreads(channel, archived) {
  const holdsOpen = archived.some((thread) => thread.id === world.channelId);
  return el('details', {
    class: 'archived',
    open: opened.has(channel.id) || holdsOpen,
    ontoggle: (event) => opened[event.target.open ? 'add' : 'delete'](channel.id),
  }, el('summary', {}, `${archived.length} archived`), el('ul', { class: 'threads' }, archived.map(threadLink)));
}

function channelItem(guild, channel) {
  const sign = FORUM_TYPES.has(channel.type) ? 'forum' : 'channel';
  return el('li', {}, link(channel, { testid: `channel-${channel.id}`, sign, label: channel.name }), threads(guild, channel));
}

function server(guild) {
  const categories = guild.channels.filter((channel) => channel.type === 4);
  const inside = (id) => listedChannels(guild).filter((channel) => (categories.some((category) => category.id === channel.parent_id) ? channel.parent_id === id : id === null));
  const list = (channels) => el('ul', {}, channels.map((channel) => channelItem(guild, channel)));
  return el('section', { 'aria-label': guild.name, dataset: { testid: `guild-${guild.id}` } },
    el('h2', {}, guild.name),
    inside(null).length > 0 && list(inside(null)),
    categories.map((category) => [el('h3', {}, category.name), list(inside(category.id))]));
}

function directMessages() {
  const { dms, bot } = world.snapshot;
  const withBot = bot && button('', { class: 'channel-link', dataset: { testid: 'open-dm' }, onclick: openDm }, icon('message'), el('span', { class: 'channel-name' }, `Write to ${nameOf(bot)}`));
  return el('section', { 'aria-label': 'Direct messages' },
    el('h2', {}, 'Direct messages'),
    dms.length ? el('ul', {}, dms.map((dm) => el('li', {}, link(dm, { testid: `channel-${dm.id}`, sign: 'message', label: channelName(dm) })))) : withBot);
}

async function openDm() {
  const made = await attempt(() => api.act({ do: 'open_dm', as: world.as }), 'Direct message');
  if (!made) return;
  await refresh();
  openChannel(made.id, { step: true });
}

function draw() {
  if (!world.snapshot) return;
  const nav = place('channels');
  const focused = nav.contains(document.activeElement) ? document.activeElement.dataset.testid : null;
  const scroll = nav.scrollTop;
  fill(nav, world.snapshot.guilds.map(server), directMessages());
  nav.scrollTop = scroll;
  if (focused) nav.querySelector(`[data-testid="${focused}"]`)?.focus({ preventScroll: true });
  const toggle = place('channels-toggle');
  const { size } = world.unread;
  toggle.classList.toggle('has-unread', size > 0);
  toggle.setAttribute('aria-label', size ? `Servers and channels, ${count(size, 'channel')} with new messages` : 'Servers and channels');
}

/** Leaves a channel that vanished. */
function leaveVanished() {
  if (world.channelId && !channelOf(world.channelId)) {
    const guild = world.snapshot.guilds[0];
    const next = guild && listedChannels(guild)[0];
    if (next) openChannel(next.id);
  }
}

export function showSidebar() {
  subscribe('state', draw);
  subscribe('state', leaveVanished);
  subscribe('channel', draw);
  subscribe('unread', draw);
}
