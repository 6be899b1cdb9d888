// Changes to the world around the bot: rights taken away, channels that vanish, threads that close, roles, newcomers.

import { api } from './api.js';
import { confirmAction } from './confirm.js';
import { button, el } from './dom.js';
import { labelledSelect, textInput, toggle } from './form-fields.js';
import { attempt } from './notices.js';
import { membershipPanel, rolePanel } from './role-panel.js';
import { shape } from './shape.js';
import { THREAD_TYPES, channelOf, guildOf, subscribe, world } from './world.js';

const PERMISSIONS = [
  ['VIEW_CHANNEL', 'View channel'],
  ['SEND_MESSAGES', 'Send messages'],
  ['EMBED_LINKS', 'Embed links'],
  ['ATTACH_FILES', 'Attach files'],
  ['ADD_REACTIONS', 'Add reactions'],
  ['READ_MESSAGE_HISTORY', 'Read message history'],
  ['CREATE_PUBLIC_THREADS', 'Create public threads'],
  ['SEND_MESSAGES_IN_THREADS', 'Send messages in threads'],
  ['MANAGE_THREADS', 'Manage threads'],
  ['MANAGE_MESSAGES', 'Manage messages'],
  ['MENTION_EVERYONE', 'Mention everyone'],
];

const here = () => channelOf(world.channelId);
const guildHere = () => guildOf(world.channelId);

function privileges() {
  const content = toggle('The application has Message Content', { testid: 'message-content', onChange: (on) => shape({ do: 'message_content', on }, 'Message Content changed.') });
  const limits = toggle('Rate limits are enforced', { testid: 'rate-limits', onChange: (on) => shape({ do: 'rate_limits', on }, 'Rate limits changed.') });
  const draw = () => {
    content.set(world.snapshot?.application?.message_content === true);
    limits.set(world.snapshot?.rate_limits === true);
  };
  subscribe('state', draw);
  return el('section', { class: 'stack', 'aria-label': 'Application' }, el('h3', {}, 'Application'), content.element, limits.element);
}

function permissions() {
  const scope = labelledSelect('Where', [['channel', 'This channel'], ['guild', 'The whole server']], { testid: 'permission-scope' });
  const name = labelledSelect('The bot’s permission', PERMISSIONS, { testid: 'permission-name' });
  const change = (verb, words) => {
    const channel = here();
    // Rights of a thread are those of its channel.
    const target = scope.value === 'guild' ? { guild: guildHere()?.id } : { channel: THREAD_TYPES.has(channel?.type) ? channel.parent_id : channel?.id };
    return shape({ do: verb, ...target, permissions: [name.value] }, words);
  };
  return el('section', { class: 'stack', 'aria-label': 'Permissions' },
    el('h3', {}, 'Permissions'), scope.element, name.element,
    el('div', { class: 'row' },
      button('Take away', { class: 'button danger', dataset: { testid: 'permission-deny' }, onclick: () => change('deny', 'Permission taken away.') }),
      button('Give back', { class: 'button', dataset: { testid: 'permission-allow' }, onclick: () => change('allow', 'Permission given back.') })));
}

function openPlace() {
  const title = el('h3', {});
  const archive = button('', { class: 'button', dataset: { testid: 'world-archive' }, onclick: () => threadChange('archived', 'archive', 'unarchive') });
  const lock = button('', { class: 'button', dataset: { testid: 'world-lock' }, onclick: () => threadChange('locked', 'lock', 'unlock') });
  const remove = button('Delete it', { class: 'button danger', dataset: { testid: 'world-delete' }, onclick: removeHere });
  const crowded = button('Thread limit reached', { class: 'button', title: 'The next thread in this server answers 160006', onclick: () => shape({ do: 'fill_threads', guild: guildHere().id }, 'The next thread will be refused.') });
  const draw = () => {
    const channel = here();
    const isThread = THREAD_TYPES.has(channel?.type);
    title.textContent = channel?.name ? `This ${isThread ? 'thread' : 'channel'}: ${channel.name}` : 'This conversation';
    archive.hidden = !isThread;
    lock.hidden = !isThread;
    archive.textContent = channel?.thread_metadata?.archived ? 'Unarchive' : 'Archive';
    lock.textContent = channel?.thread_metadata?.locked ? 'Unlock' : 'Lock';
    remove.hidden = !guildHere();
    crowded.hidden = !guildHere();
  };
  subscribe('state', draw);
  subscribe('channel', draw);
  return el('section', { class: 'stack', 'aria-label': 'What is open' }, title, el('div', { class: 'row wrap' }, archive, lock, crowded, remove));
}

function threadChange(flag, set, unset) {
  const channel = here();
  const verb = channel.thread_metadata?.[flag] ? unset : set;
  return shape({ do: verb, channel: channel.id }, `Done: ${verb}.`);
}

async function removeHere() {
  const channel = here();
  const agreed = await confirmAction({ title: `Delete ${channel.name}?`, text: 'It goes with all its messages, as if an admin had deleted it.', agree: 'Delete' });
  if (agreed) await shape({ do: 'delete_channel', channel: channel.id }, 'Deleted.');
}

const FORUM = 15;
const TEXT = 0;

function placeToAdd(kind, name) {
  if (kind === 'guild') return { do: 'add_guild', name };
  if (kind === 'role') return { do: 'add_role', guild: guildHere()?.id, name, mentionable: true };
  return { do: 'add_channel', guild: guildHere()?.id, name, type: kind === 'forum' ? FORUM : TEXT };
}

async function addPerson(name) {
  const made = await attempt(() => api.shape({ do: 'add_person', name }), 'World');
  if (made) await shape({ do: 'join', person: made.id, guild: guildHere()?.id }, `${name} added.`);
}

function additions() {
  const name = textInput('Name', { testid: 'add-name', placeholder: 'a name' });
  const kind = labelledSelect('What', [['channel', 'Channel here'], ['forum', 'Forum here'], ['role', 'Role here'], ['person', 'Person here'], ['guild', 'Server']], { testid: 'add-kind' });
  async function add(event) {
    event.preventDefault();
    const added = name.value;
    if (kind.value === 'person') await addPerson(added);
    else await shape(placeToAdd(kind.value, added), `${added} added.`);
    name.clear();
  }
  return el('section', { 'aria-label': 'Add' }, el('h3', {}, 'Add'),
    el('form', { class: 'stack', 'aria-label': 'Add to the world', onsubmit: add }, kind.element, name.element, el('button', { type: 'submit', class: 'button' }, 'Add')));
}

export const worldPanel = () => el('div', { class: 'stack' }, privileges(), permissions(), rolePanel(), openPlace(), membershipPanel(), additions());
