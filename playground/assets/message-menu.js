// The menu of one message: the bot's message commands first, then what any chat offers.

import { api } from './api.js';
import { confirmAction } from './confirm.js';
import { button, el } from './dom.js';
import { icon } from './icons.js';
import { interactLoudly } from './interactions.js';
import { announce, attempt } from './notices.js';
import { openPopup, roveFocus } from './popup.js';
import { openReactionPicker } from './reactions.js';
import { commandsHere, isAdminHere, publish, world } from './world.js';

const MESSAGE_COMMAND = 3;
const EPHEMERAL = 64;

/** The control that opens the menu. */
export function menuButton(message) {
  const control = button('', {
    class: 'icon-button small',
    'aria-label': 'More actions for this message',
    'aria-haspopup': 'menu',
    dataset: { testid: `menu-${message.id}` },
    onclick: () => openMessageMenu(control, message),
  }, icon('more'));
  return control;
}

/** Opens the menu beside an element or at a place `{x, y}`. */
export function openMessageMenu(anchor, message) {
  const origin = anchor instanceof Element ? anchor : document.getElementById(`m-${message.id}`);
  const items = entries(message, origin).map(([label, run, kind]) => (label ? el('button', {
    type: 'button',
    role: 'menuitem',
    tabindex: '-1',
    class: kind ?? null,
    onclick: () => {
      close();
      run();
    },
  }, label) : el('hr', {})));
  const buttons = items.filter((item) => item.matches('button'));
  const menu = el('div', { class: 'menu', role: 'menu', 'aria-label': 'Message', onkeydown: (event) => roveFocus(event, buttons) }, items);
  const close = openPopup(anchor, [menu]);
  buttons[0].focus();
}

function entries(message, origin) {
  const ephemeral = Boolean(message.flags & EPHEMERAL);
  const mine = message.author.id === world.as;
  const commands = ephemeral ? [] : commandsHere().filter((command) => command.type === MESSAGE_COMMAND)
    .map((command) => [command.name, () => useCommand(command, message), 'app-command']);
  return [
    ...commands,
    ...(commands.length ? [[null]] : []),
    ...(ephemeral ? [] : [['Reply', () => publish('reply', message)], ['Add reaction', () => openReactionPicker(origin, message)]]),
    ...(mine ? [['Edit', () => publish('edit', message)]] : []),
    ['Copy text', () => copy(message.content ?? '', 'Text copied.')],
    ['Copy id', () => copy(message.id, 'Id copied.')],
    ...(!ephemeral && (mine || isAdminHere(message.channel_id)) ? [[null], ['Delete', () => remove(message), 'danger']] : []),
  ];
}

function useCommand(command, message) {
  return interactLoudly({ do: 'message_command', name: command.name, channel: message.channel_id, message: message.id }, command.name);
}

async function copy(text, done) {
  await attempt(async () => {
    if (!navigator.clipboard) throw new Error(`The browser allows no copying here. It reads: ${text}`);
    await navigator.clipboard.writeText(text);
    announce(done);
  }, 'Copy');
}

async function remove(message) {
  const agreed = await confirmAction({ title: 'Delete this message?', text: 'It cannot be brought back.', agree: 'Delete' });
  if (agreed) await attempt(() => api.act({ do: 'delete', as: world.as, channel: message.channel_id, message: message.id }), 'Delete');
}
