// A select below a message: a button that opens a list box. Choosing is a deliberate act (Enter, press), never a mere arrow key.

import { button, el } from './dom.js';
import { icon } from './icons.js';
import { openPopup, roveFocus } from './popup.js';
import { guildOf, listedChannels, membersHere, nameOf, world } from './world.js';

/** `send(control, message, action, label)` sends the choice. */
export function selectMenu(message, component, send) {
  const many = (component.max_values ?? 1) > 1;
  const defaults = (component.options ?? []).filter((option) => option.default);
  const label = component.placeholder ?? 'Make a choice';
  const shown = defaults.length ? defaults.map((option) => option.label).join(', ') : label;
  const control = button('', {
    class: 'button select',
    'aria-haspopup': 'listbox',
    'aria-expanded': 'false',
    disabled: component.disabled === true,
    dataset: { customId: component.custom_id },
    onclick: () => open(),
  }, el('span', {}, shown), icon('down'));

  function choose(values) {
    send(control, message, { do: 'choose', custom_id: component.custom_id, values }, label);
  }

  function open() {
    const options = optionsOf(component);
    const chosen = new Set(defaults.map((option) => option.value));
    const list = listBox(options, { label, many, chosen, onPick: (value) => { close(); choose([value]); } });
    const footer = many && el('footer', {}, el('p', { class: 'quiet' }, range(component)),
      button('Send choice', { class: 'button primary', onclick: () => { close(); choose([...chosen]); } }));
    control.setAttribute('aria-expanded', 'true');
    const close = openPopup(control, [list, footer].filter(Boolean), { onClose: () => control.setAttribute('aria-expanded', 'false') });
    (list.querySelector('[aria-selected="true"]') ?? list.firstElementChild)?.focus();
  }

  return control;
}

function range({ min_values: least = 1, max_values: most = 1 }) {
  return least === most ? `Choose ${most}.` : `Choose ${least} to ${most}.`;
}

function listBox(options, { label, many, chosen, onPick }) {
  const list = el('ul', { class: 'listbox', role: 'listbox', 'aria-label': label, 'aria-multiselectable': String(many) }, options.map(draw));

  function draw(option) {
    const item = el('li', {
      role: 'option',
      tabindex: '-1',
      'aria-selected': String(chosen.has(option.value)),
      dataset: { value: option.value },
      onclick: () => pick(option, item),
    }, option.emoji?.name && el('span', { class: 'emoji', 'aria-hidden': 'true' }, option.emoji.name),
    el('span', { class: 'option-label' }, option.label, option.description && el('span', { class: 'option-detail' }, option.description)));
    return item;
  }

  function pick(option, item) {
    if (!many) return onPick(option.value);
    if (!chosen.delete(option.value)) chosen.add(option.value);
    item.setAttribute('aria-selected', String(chosen.has(option.value)));
    return undefined;
  }

  list.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      document.activeElement.click();
    } else {
      roveFocus(event, [...list.children]);
    }
  });
  if (!options.length) list.append(el('li', { class: 'quiet' }, `There is nothing to choose here.`));
  return list;
}

/** What can be chosen: the bot's own options, or people, roles or channels of the place. */
function optionsOf(component) {
  const guild = guildOf(world.channelId);
  const users = () => membersHere().map((user) => ({ value: user.id, label: nameOf(user) }));
  const roles = () => (guild?.roles ?? []).map((role) => ({ value: role.id, label: role.name }));
  const channels = () => (guild ? listedChannels(guild) : [])
    .filter((channel) => !component.channel_types?.length || component.channel_types.includes(channel.type))
    .map((channel) => ({ value: channel.id, label: `#${channel.name}` }));
  return { 3: () => component.options, 5: users, 6: roles, 7: () => [...users(), ...roles()], 8: channels }[component.type]();
}
