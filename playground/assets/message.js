// Draws one message with all its parts.

import { attachments } from './attachments.js';
import { avatar } from './avatar.js';
import { components } from './components.js';
import { button, count, el } from './dom.js';
import { embed } from './embed.js';
import { icon } from './icons.js';
import { markdown, plainText } from './markdown-view.js';
import { menuButton, openMessageMenu } from './message-menu.js';
import { reactButton, reactions } from './reactions.js';
import { clockTime, fullTime, shortTime } from './times.js';
import { channelOf, commandsHere, linkTo, nameOf } from './world.js';

const EPHEMERAL = 64;
const LOADING = 128;
const THREAD_STARTER = 21;
const MESSAGE_COMMAND = 3;
const SYSTEM_WORDS = {
  1: () => 'added somebody to this thread.',
  2: () => 'took somebody out of this thread.',
  4: (message) => `renamed this to ${message.content}.`,
  6: () => 'pinned a message.',
  7: () => 'joined.',
  18: (message) => `started the thread ${message.content}.`,
};

export const isEphemeral = (message) => Boolean(message.flags & EPHEMERAL);
export const isThinking = (message) => Boolean(message.flags & LOADING);

/** A list item for the message; `onDismiss(message)` is called when an ephemeral one is put away. */
export function drawMessage(message, { onDismiss }) {
  const system = SYSTEM_WORDS[message.type];
  const item = el('li', {
    id: `m-${message.id}`,
    class: ['message', isEphemeral(message) && 'ephemeral', system && 'system', message.mentions_me && 'to-me'].filter(Boolean).join(' '),
    tabindex: '-1',
    dataset: { testid: `message-${message.id}`, message: message.id, author: message.author.id, at: message.timestamp, ephemeral: isEphemeral(message) ? 'true' : null, notified: message.mentions_me ? 'true' : null },
    onkeydown: (event) => {
      if (event.key !== 'Enter' || event.target !== item) return;
      event.preventDefault();
      openMessageMenu(item, message);
    },
    oncontextmenu: (event) => {
      // Links and selected text keep the browser's own menu.
      if (event.target.closest('a, input, textarea') || String(getSelection())) return;
      event.preventDefault();
      openMessageMenu(event.clientX || event.clientY ? { x: event.clientX, y: event.clientY } : item, message);
    },
  }, system ? systemLine(message, system) : ordinary(message, onDismiss));
  return item;
}

function systemLine(message, words) {
  return el('p', {}, el('strong', {}, nameOf(message.author)), ' ', words(message), ' ', time(message), el('span', { class: 'message-actions' }, menuButton(message)));
}

function ordinary(message, onDismiss) {
  return el('article', { 'aria-label': `${nameOf(message.author)}, ${shortTime(new Date(message.timestamp))}` },
    usedCommand(message) ?? replyLine(message),
    avatar(message.author),
    el('div', { class: 'message-body' },
      el('header', {},
        el('span', { class: 'author' }, nameOf(message.author)),
        message.author.bot && el('span', { class: 'tag' }, 'bot'),
        time(message),
        message.mentions_me && el('span', { class: 'tag' }, 'notified you')),
      content(message),
      attachments(message.attachments),
      (message.embeds ?? []).map(embed),
      components(message),
      reactions(message),
      threadChip(message),
      isEphemeral(message) && ephemeralBar(message, onDismiss)),
    el('div', { class: 'message-actions' }, isEphemeral(message) ? null : reactButton(message), menuButton(message)));
}

function time(message) {
  const at = new Date(message.timestamp);
  return el('time', { datetime: message.timestamp, title: `${fullTime(at)} (${clockTime(at)})` }, shortTime(at));
}

function content(message) {
  if (isThinking(message)) {
    return el('p', { class: 'thinking', role: 'status', dataset: { testid: 'thinking' } }, `${nameOf(message.author)} is thinking`, el('span', { class: 'dots', 'aria-hidden': 'true' }));
  }
  const edited = message.edited_timestamp && el('span', { class: 'edited', title: fullTime(new Date(message.edited_timestamp)) }, '(edited)');
  if (message.type === THREAD_STARTER && message.referenced_message) {
    const start = message.referenced_message;
    return [start.content && markdown(start.content), (start.embeds ?? []).map(embed)];
  }
  if (!message.content) return edited || null;
  const body = markdown(message.content);
  if (edited) (body.lastElementChild?.tagName === 'P' ? body.lastElementChild : body).append(' ', edited);
  return body;
}

/** "Ada used /drill" above an answer to a command. */
function usedCommand(message) {
  const used = message.interaction ?? message.interaction_metadata;
  if (!used?.user || !used.name) return null;
  const isMessageCommand = commandsHere().some((command) => command.type === MESSAGE_COMMAND && command.name === used.name);
  return el('p', { class: 'reference' }, el('strong', {}, nameOf(used.user)), ' used ', el('span', { class: 'mention' }, isMessageCommand ? used.name : `/${used.name}`));
}

function replyLine(message) {
  if (message.type !== 19 && !(message.message_reference && message.type === 0)) return null;
  const to = message.referenced_message;
  if (!to) return el('p', { class: 'reference' }, icon('reply'), 'Answer to a message that was deleted');
  const words = plainText(to.content || to.embeds?.[0]?.title || to.embeds?.[0]?.description || 'a message without words', 90);
  return el('p', { class: 'reference' }, icon('reply'),
    el('a', { href: linkTo(to.channel_id), dataset: { jump: to.channel_id, jumpMessage: to.id } }, el('strong', {}, nameOf(to.author)), ' ', words));
}

function threadChip(message) {
  const thread = channelOf(message.thread?.id) ?? message.thread ?? (message.type === 0 || message.type === 20 || message.type === 19 ? channelOf(message.id) : null);
  if (!thread) return null;
  const { archived, locked } = thread.thread_metadata ?? {};
  const state = [thread.message_count ? count(thread.message_count, 'message') : null, archived && 'archived', locked && 'locked'].filter(Boolean).join(' · ');
  return el('a', { class: 'thread-chip', href: linkTo(thread.id), dataset: { jump: thread.id, testid: `thread-chip-${thread.id}` } },
    icon(locked ? 'lock' : 'thread'), el('span', { class: 'thread-name' }, thread.name), state && el('span', { class: 'quiet' }, state));
}

function ephemeralBar(message, onDismiss) {
  return el('p', { class: 'ephemeral-bar', dataset: { testid: 'ephemeral' } }, icon('eye'), 'Only you can see this',
    button('Dismiss', { class: 'text-button', onclick: () => onDismiss(message) }));
}
