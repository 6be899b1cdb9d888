// Who one is: three people to be, one press each. They are links, so that each can also be opened in a tab of its own.

import { avatar } from './avatar.js';
import { addressOf } from './address.js';
import { el, fill, place } from './dom.js';
import { announce, attempt } from './notices.js';
import { becomePerson, subscribe, world } from './world.js';

const isAdminAnywhere = (person) => person.guilds?.some((guild) => guild.admin) === true;

function entry(person) {
  const me = person.id === world.as;
  const name = person.display_name || person.name;
  const role = isAdminAnywhere(person) ? 'admin' : null;
  return el('li', {}, el('a', {
    class: 'person',
    href: addressOf({ as: person.id, channel: world.channelId }),
    title: `${me ? 'You are' : 'Be'} ${name}${role ? `, an ${role}` : ''}`,
    'aria-current': me ? 'true' : null,
    dataset: { testid: `person-${person.id}` },
    onclick: (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      switchTo(person.id, name);
    },
  }, avatar(person, 'small'), el('span', { class: 'person-name' }, name), role && el('span', { class: 'tag' }, role)));
}

async function switchTo(id, name) {
  await attempt(() => becomePerson(id), `Becoming ${name}`);
  document.querySelector(`[data-testid="person-${id}"]`)?.focus();
  announce(`You are ${name} now.`);
}

function draw() {
  const { people, me, bot, bot_connected: connected } = world.snapshot;
  const focused = document.activeElement?.dataset?.testid;
  fill(place('people'), el('ul', {}, people.map(entry)));
  if (focused?.startsWith('person-')) document.querySelector(`[data-testid="${focused}"]`)?.focus();
  const status = place('bot-status');
  const botName = bot ? bot.display_name || bot.name : 'No bot';
  status.classList.toggle('on', connected === true);
  fill(status, el('span', { class: 'lamp', 'aria-hidden': 'true' }), `${botName} ${connected ? 'is on' : 'is not connected'}`);
  document.title = `${me.display_name || me.name} · Playground`;
}

export const showPeople = () => subscribe('state', draw);
