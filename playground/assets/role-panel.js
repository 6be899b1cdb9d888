// The roles of the open server: who has them, who may mention them; and whether the bot is there at all.

import { confirmAction } from './confirm.js';
import { button, el } from './dom.js';
import { labelledSelect, toggle } from './form-fields.js';
import { shape } from './shape.js';
import { guildOf, membersHere, nameOf, subscribe, world } from './world.js';

const guildHere = () => guildOf(world.channelId);

/** Roles that people can have: not everybody's, and not a bot's own. */
const rolesHere = () => (guildHere()?.roles ?? []).filter((role) => role.id !== guildHere().id && !role.managed);

export function rolePanel() {
  const role = labelledSelect('Role', [], { testid: 'role', onChange: () => draw() });
  const person = labelledSelect('Person', [], { testid: 'role-person', onChange: () => draw() });
  const mention = toggle('Everybody may mention it', { testid: 'role-mentionable', onChange: (on) => shape({ do: 'edit_role', ...chosen(), mentionable: on }, 'Role changed.') });
  const give = button('', { class: 'button', dataset: { testid: 'role-give' }, onclick: () => change(has() ? 'take_role' : 'give_role') });
  const remove = button('Delete it', { class: 'button danger', dataset: { testid: 'role-delete' }, onclick: removeRole });
  const element = el('section', { class: 'stack', 'aria-label': 'Roles' },
    el('h3', {}, 'Roles'), role.element, mention.element, person.element, el('div', { class: 'row wrap' }, give, remove));

  const chosen = () => ({ guild: guildHere()?.id, role: role.value });
  const has = () => guildHere()?.roles_of[person.value]?.includes(role.value) === true;
  const change = (verb) => shape({ do: verb, ...chosen(), person: person.value }, verb === 'give_role' ? 'Role given.' : 'Role taken.');

  async function removeRole() {
    const { name } = rolesHere().find((one) => one.id === role.value);
    const agreed = await confirmAction({ title: `Delete the role ${name}?`, text: 'Nobody has it any more, and mentions of it reach nobody.', agree: 'Delete' });
    if (agreed) await shape({ do: 'delete_role', ...chosen() }, 'Role deleted.');
  }

  function draw() {
    const roles = rolesHere();
    element.hidden = !roles.length;
    if (!roles.length) return;
    role.offer(roles.map((one) => [one.id, one.name]));
    person.offer(membersHere().map((user) => [user.id, nameOf(user)]));
    mention.set(roles.find((one) => one.id === role.value)?.mentionable === true);
    give.textContent = has() ? 'Take it from them' : 'Give it to them';
  }

  subscribe('state', draw);
  subscribe('channel', draw);
  return element;
}

/** The bot's place on the open server: removed, or invited again. */
export function membershipPanel() {
  const change = button('', { class: 'button', dataset: { testid: 'bot-membership' }, onclick: toggleMembership });
  const element = el('section', { class: 'stack', 'aria-label': 'The bot on this server' }, el('h3', {}, 'The bot on this server'), el('div', { class: 'row' }, change));

  async function toggleMembership() {
    const guild = guildHere();
    if (!guild.has_bot) return shape({ do: 'add_bot', guild: guild.id }, 'The bot is back.');
    const agreed = await confirmAction({ title: `Remove the bot from ${guild.name}?`, text: 'As if an admin had kicked it. It can be invited again.', agree: 'Remove' });
    return agreed && shape({ do: 'remove_bot', guild: guild.id }, 'The bot is gone from this server.');
  }

  function draw() {
    const guild = guildHere();
    element.hidden = !guild;
    change.textContent = guild?.has_bot === false ? 'Invite it again' : 'Remove it';
    change.classList.toggle('danger', guild?.has_bot !== false);
  }

  subscribe('state', draw);
  subscribe('channel', draw);
  return element;
}
