// The line above the messages: where one is, and the state of a thread.

import { el, fill, place } from './dom.js';
import { icon } from './icons.js';
import { THREAD_TYPES, FORUM_TYPES, channelName, channelOf, guildOf, linkTo, subscribe, world } from './world.js';

function draw() {
  const channel = channelOf(world.channelId);
  const header = place('stage-header');
  if (!channel) {
    fill(header, el('h2', {}, world.snapshot ? 'No channel is open' : 'One moment…'));
    return;
  }
  const isThread = THREAD_TYPES.has(channel.type);
  const parent = isThread ? channelOf(channel.parent_id) : null;
  const guild = guildOf(channel.id);
  const name = channelName(channel);
  const { archived, locked } = channel.thread_metadata ?? {};
  fill(header,
    parent && el('a', { class: 'parent', href: linkTo(parent.id), dataset: { jump: parent.id, testid: 'to-parent' } }, icon('channel'), el('span', {}, parent.name)),
    parent && el('span', { class: 'quiet', 'aria-hidden': 'true' }, '›'),
    el('h2', { id: 'stage-title', tabindex: '-1' }, icon(isThread ? 'thread' : FORUM_TYPES.has(channel.type) ? 'forum' : guild ? 'channel' : 'message'), el('span', {}, name)),
    archived && el('span', { class: 'tag' }, 'archived'),
    locked && el('span', { class: 'tag' }, 'locked'),
    channel.topic && el('p', { class: 'topic quiet' }, channel.topic));
  place('messages').setAttribute('aria-label', `Messages in ${name}`);
}

export function showStageHeader() {
  draw();
  subscribe('state', draw);
  subscribe('channel', draw);
}
