// Shows the timeline: keeps the place while reading, groups a person's run of messages, and tells what arrives.

import { button, el, fill, place } from './dom.js';
import { drawMessage, isEphemeral, isThinking } from './message.js';
import { startEdit } from './message-edit.js';
import { plainText } from './markdown-view.js';
import { announce } from './notices.js';
import { dismiss, followTimeline, load, loadOlder, mayHaveOlder, messageOf, ordered } from './timeline.js';
import { dayName } from './times.js';
import { THREAD_TYPES, FORUM_TYPES, channelOf, compareIds, nameOf, publish, subscribe, world } from './world.js';

const GROUP_MS = 7 * 60 * 1000;
const NEAR_END = 80;

const list = () => place('messages');
const nearEnd = () => list().scrollHeight - list().scrollTop - list().clientHeight < NEAR_END;

function toEnd() {
  list().scrollTop = list().scrollHeight;
  place('jump').hidden = true;
}

/** Follows to the newest message: to its end, or to its beginning where it is taller than the view. */
function toNewest(item) {
  toEnd();
  if (item.offsetHeight > list().clientHeight) list().scrollTop = item.offsetTop - list().offsetTop;
}

const draw = (message) => drawMessage(message, { onDismiss });

function onDismiss(message) {
  const item = document.getElementById(`m-${message.id}`);
  const next = item?.nextElementSibling ?? item?.previousElementSibling;
  dismiss(message);
  (next?.isConnected ? next : place('composer'))?.focus();
}

/** Marks runs of one author and sets the day separators. */
function arrange() {
  for (const separator of list().querySelectorAll('.day')) separator.remove();
  let before = null;
  for (const item of list().querySelectorAll('.message')) {
    const at = new Date(item.dataset.at);
    const newDay = !before || new Date(before.dataset.at).toDateString() !== at.toDateString();
    if (newDay) item.before(el('li', { class: 'day' }, el('span', {}, dayName(at))));
    const sameRun = !newDay && before.dataset.author === item.dataset.author && !item.querySelector('.reference')
      && !before.classList.contains('system') && before.dataset.ephemeral === item.dataset.ephemeral && at - new Date(before.dataset.at) < GROUP_MS;
    item.classList.toggle('grouped', sameRun);
    before = item;
  }
}

function reset(jump) {
  const messages = ordered();
  fill(list(), olderButton(), beginning(), messages.map(draw));
  arrange();
  toEnd();
  if (jump?.message) reveal(jump.message);
}

function olderButton() {
  if (!mayHaveOlder()) return null;
  return el('li', { class: 'older' }, button('Show older messages', { class: 'button', onclick: loadOlder }));
}

function beginning() {
  const channel = channelOf(world.channelId);
  if (!channel || mayHaveOlder()) return null;
  const name = channel.name ? `${THREAD_TYPES.has(channel.type) ? '' : '#'}${channel.name}` : 'this conversation';
  const words = FORUM_TYPES.has(channel.type) ? 'A forum holds posts; choose one at the left.' : `This is where ${name} begins.`;
  return el('li', { class: 'beginning' }, el('p', {}, words));
}

function older(messages) {
  const height = list().scrollHeight;
  list().querySelector('.older')?.remove();
  list().prepend(...[olderButton(), beginning(), ...messages.map(draw)].filter(Boolean));
  arrange();
  list().scrollTop += list().scrollHeight - height;
}

function added(message) {
  // What one wrote, and what only answers one's own press.
  const own = message.author.id === world.as || isEphemeral(message);
  const follow = nearEnd() || own;
  const item = draw(message);
  const after = [...list().querySelectorAll('.message')].find((other) => compareIds(other.dataset.message, message.id) > 0);
  if (after) after.before(item);
  else list().append(item);
  arrange();
  if (follow) toNewest(item);
  else place('jump').hidden = false;
  if (message.author.id !== world.as) announce(`${nameOf(message.author)}: ${summary(message)}`);
}

function changed(message) {
  const item = document.getElementById(`m-${message.id}`);
  if (!item || item.querySelector('.message-edit')) return;
  const follow = nearEnd();
  const focus = focusWithin(item);
  const wasThinking = item.querySelector('.thinking') !== null;
  const drawn = draw(message);
  item.replaceWith(drawn);
  arrange();
  refocus(drawn, focus);
  if (follow && !drawn.nextElementSibling) toNewest(drawn);
  else if (follow) toEnd();
  if (wasThinking && !isThinking(message)) announce(`${nameOf(message.author)}: ${summary(message)}`);
}

function summary(message) {
  if (isThinking(message)) return 'thinking';
  const embed = message.embeds?.[0];
  return plainText([message.content, embed?.title, embed?.description].filter(Boolean).join('. ')) || 'a message without words';
}

/** What has the focus within a message, so that drawing it anew does not lose the place of a keyboard. */
function focusWithin(item) {
  const active = document.activeElement;
  if (!item.contains(active)) return null;
  return { key: active.dataset.customId ?? active.dataset.testid ?? active.dataset.emoji ?? null };
}

function refocus(item, focus) {
  if (!focus) return;
  const twin = focus.key && [...item.querySelectorAll('button, a')].find((node) => [node.dataset.customId, node.dataset.testid, node.dataset.emoji].includes(focus.key));
  (twin || item).focus({ preventScroll: true });
}

function removed(id) {
  document.getElementById(`m-${id}`)?.remove();
  arrange();
}

function elsewhere(channel) {
  world.unread.add(channel);
  publish('unread');
}

/**
 * Thread chips and mentions are drawn from the state, which may know a new thread later than the message that names it;
 * a message is drawn anew only if they say something else now.
 */
function redrawNames() {
  const names = (item) => [...item?.querySelectorAll('.thread-chip, .mention') ?? []].map((node) => node.tagName + node.textContent).join('\n');
  for (const message of ordered()) {
    if (names(document.getElementById(`m-${message.id}`)) !== names(draw(message))) changed(message);
  }
}

/** Scrolls to a message and marks it for a moment. */
function reveal(id) {
  const item = document.getElementById(`m-${id}`);
  if (!item) return;
  item.scrollIntoView({ block: 'center' });
  item.focus({ preventScroll: true });
  item.classList.add('revealed');
  setTimeout(() => item.classList.remove('revealed'), 2500);
}

/** Up and Down go from message to message. */
function onKey(event) {
  if (!['ArrowUp', 'ArrowDown'].includes(event.key) || event.target.closest('textarea, input, button, a, pre')) return;
  const items = [...list().querySelectorAll('.message')];
  const at = items.indexOf(document.activeElement.closest('.message'));
  const next = at < 0 ? items.at(-1) : items[at + (event.key === 'ArrowUp' ? -1 : 1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

export function showMessages() {
  followTimeline({ reset, older, added, changed, removed, elsewhere });
  place('jump').addEventListener('click', toEnd);
  list().addEventListener('keydown', onKey);
  list().addEventListener('scroll', () => { if (nearEnd()) place('jump').hidden = true; }, { passive: true });
  let atEnd = true;
  list().addEventListener('scroll', () => { atEnd = nearEnd(); }, { passive: true });
  new ResizeObserver(() => { if (atEnd) toEnd(); }).observe(list());
  subscribe('edit', (message) => startEdit(document.getElementById(`m-${message.id}`), message, () => changed(messageOf(message.id))));
  subscribe('reveal', reveal);
  subscribe('state', redrawNames);
  subscribe('reload', () => load());
}
