// Where a person writes: plain messages, replies, and slash commands with completion.

import { api } from './api.js';
import { readFile, readableSize } from './attachments.js';
import { commandForm } from './command-form.js';
import { entriesOf, findEntries } from './commands.js';
import { button, el, fill, place } from './dom.js';
import { icon } from './icons.js';
import { interactLoudly } from './interactions.js';
import { encodeMentions, mentionItems } from './mentions.js';
import { attempt, clearFailures } from './notices.js';
import { suggestionsFor } from './suggestions.js';
import { ordered } from './timeline.js';
import { THREAD_TYPES, FORUM_TYPES, channelOf, commandsHere, nameOf, publish, subscribe, world } from './world.js';

const MOST = 2000;
const COUNT_FROM = 1800;
const FORUM_HINT = 'Posts of a forum are made by the bot here. Choose one at the left to write in it.';

let parts = null;
let form = null;
let replyTo = null;
let files = [];
// What was begun in each channel is still there when the person comes back.
const drafts = new Map();
let shownChannel = null;

function build() {
  const input = el('textarea', { id: 'composer', rows: '1', 'aria-label': 'Message', dataset: { testid: 'composer' } });
  const above = el('div', { class: 'composer-above' });
  const command = el('div', { class: 'composer-command' });
  const counter = el('span', { class: 'counter', role: 'status' });
  const picker = el('input', { type: 'file', multiple: true, hidden: true, 'aria-label': 'Files to attach', dataset: { testid: 'attach-files' }, onchange: addFiles });
  const attach = button('', { class: 'icon-button', 'aria-label': 'Attach files', onclick: () => picker.click() }, icon('file'));
  const send = el('button', { type: 'submit', class: 'icon-button send', 'aria-label': 'Send', dataset: { testid: 'send' } }, icon('send'));
  const hint = el('span', { class: 'command-hint', hidden: true }, 'Enter runs it, Escape puts it away');
  const box = el('div', { class: 'composer-box' }, attach, picker, input, hint, counter, send);
  const frame = el('form', { class: 'composer', 'aria-label': 'Write a message', onsubmit: onSubmit }, above, command, box);
  const list = suggestionsFor(input, { place: frame, label: 'Suggestions', onPick: (item) => item.pick() });
  parts = { input, above, command, counter, attach, hint, send, frame, list, picker };
  input.addEventListener('input', onInput);
  input.addEventListener('keydown', onKey);
  input.addEventListener('blur', () => list.hide());
  fill(place('composer-place'), frame);
}

function onInput() {
  const { input, counter } = parts;
  input.style.setProperty('height', 'auto');
  input.style.setProperty('height', `${Math.min(input.scrollHeight, 220)}px`);
  const left = MOST - input.value.length;
  counter.textContent = input.value.length >= COUNT_FROM ? String(left) : '';
  counter.classList.toggle('over', left < 0);
  suggest();
}

/** Commands while the text is `/…` alone; people and channels while a word begins with `@` or `#`. */
function suggest() {
  const { input, list } = parts;
  if (/^\/[^\n]*$/.test(input.value)) return suggestCommands(input.value.slice(1));
  const before = input.value.slice(0, input.selectionStart);
  const word = /(?:^|\s)([@#][^\s@#]*)$/.exec(before)?.[1];
  if (!word) return list.hide();
  return list.show(mentionItems(word).map((item) => ({ ...item, pick: () => insert(item.value, word.length) })));
}

function suggestCommands(typed) {
  const found = findEntries(entriesOf(commandsHere()), typed);
  const items = found.map((entry) => ({ value: entry.name, label: `/${entry.name}`, detail: entry.description, pick: () => openCommand(entry) }));
  const status = world.snapshot.bot_connected === false ? 'The bot is not connected: its commands cannot be answered.' : 'No command begins like this.';
  parts.list.show(items, { status: items.length ? null : status });
}

function insert(text, over) {
  const { input } = parts;
  input.setRangeText(`${text} `, input.selectionStart - over, input.selectionStart, 'end');
  input.focus();
}

function onKey(event) {
  if (parts.list.takeKey(event)) return;
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && !matchMedia('(pointer: coarse)').matches) {
    event.preventDefault();
    parts.frame.requestSubmit();
  } else if (event.key === 'ArrowUp' && !parts.input.value) {
    const last = ordered().filter((message) => message.author.id === world.as && !message.flags).at(-1);
    if (last) {
      event.preventDefault();
      publish('edit', last);
    }
  } else if (event.key === 'Escape' && replyTo) {
    setReply(null);
  }
}

function openCommand(entry) {
  form = commandForm(entry, { onCancel: closeCommand });
  parts.input.value = '';
  onInput();
  parts.frame.classList.add('has-command');
  parts.input.hidden = true;
  parts.attach.hidden = true;
  parts.hint.hidden = false;
  fill(parts.command, form.element);
  if (entry.options.length) form.focus();
  else parts.send.focus();
}

function closeCommand({ refocus = true } = {}) {
  form = null;
  parts.command.replaceChildren();
  parts.frame.classList.remove('has-command');
  parts.input.hidden = false;
  parts.attach.hidden = false;
  parts.hint.hidden = true;
  if (refocus) parts.input.focus();
}

async function onSubmit(event) {
  event.preventDefault();
  if (parts.send.disabled) return;
  parts.send.disabled = true;
  try {
    if (form) await sendCommand();
    else await say();
  } finally {
    parts.send.disabled = false;
    present();
  }
}

async function sendCommand() {
  const sent = form;
  const label = `/${sent.element.dataset.command}`;
  const action = await attempt(() => sent.read(), label);
  if (!action) return;
  clearFailures();
  // Refused by the playground, the form stays with all that was filled in.
  await new Promise((accepted) => {
    interactLoudly(action, label, { onAccepted: () => {
      closeCommand();
      accepted();
    } }).then(accepted);
  });
}

async function say() {
  const { input } = parts;
  const content = encodeMentions(input.value.trim());
  if (!content && !files.length) return;
  const sent = files;
  const done = await attempt(async () => {
    if (content.length > MOST) throw new Error(`A message holds ${MOST} characters; this one has ${content.length}.`);
    const attachments = await Promise.all(sent.map(readFile));
    return api.act({ do: 'say', as: world.as, channel: world.channelId, content, reply_to: replyTo?.id, attachments });
  }, 'Message not sent');
  if (done === undefined) return;
  clearFailures();
  input.value = '';
  files = [];
  setReply(null);
  onInput();
}

function addFiles() {
  files = [...files, ...parts.picker.files];
  parts.picker.value = '';
  drawAbove();
}

function setReply(message) {
  replyTo = message;
  drawAbove();
  if (message) parts.input.focus();
}

function drawAbove() {
  fill(parts.above,
    replyTo && bar([icon('reply'), 'Replying to ', el('strong', {}, nameOf(replyTo.author))], 'Do not reply', () => setReply(null)),
    files.map((file, at) => bar([icon('file'), file.name, ' ', el('span', { class: 'quiet' }, readableSize(file.size))], `Leave ${file.name} out`, () => {
      files = files.filter((_, other) => other !== at);
      drawAbove();
    })));
}

function bar(words, label, onRemove) {
  return el('p', { class: 'composer-bar' }, el('span', {}, words), button('', { class: 'icon-button small', 'aria-label': label, onclick: onRemove }, icon('close')));
}

/** Shows whether and where one can write. */
function present() {
  const channel = channelOf(world.channelId);
  const { input, send, attach } = parts;
  const forum = FORUM_TYPES.has(channel?.type);
  const silent = !channel || channel.can_send === false || forum;
  input.disabled = silent;
  attach.disabled = silent;
  if (!form) send.disabled = silent;
  const where = channel?.name ? `${THREAD_TYPES.has(channel.type) ? '' : '#'}${channel.name}` : 'the bot';
  const hint = forum ? FORUM_HINT : silent ? reasonForSilence(channel) : `Message ${where}, or / for a command`;
  input.setAttribute('placeholder', hint);
}

function reasonForSilence(channel) {
  if (!channel) return 'Choose a channel';
  return channel.thread_metadata?.locked ? 'This thread is locked' : 'You may not write here';
}

function onChannel() {
  if (shownChannel !== world.channelId) {
    drafts.set(shownChannel, parts.input.value);
    shownChannel = world.channelId;
    parts.input.value = drafts.get(shownChannel) ?? '';
    files = [];
    setReply(null);
    closeCommand({ refocus: false });
    onInput();
    parts.list.hide();
  }
  present();
}

export function showComposer() {
  build();
  subscribe('channel', onChannel);
  subscribe('state', present);
  subscribe('reply', setReply);
  subscribe('person', () => closeCommand({ refocus: false }));
}
