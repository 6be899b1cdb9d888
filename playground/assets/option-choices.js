// Where an option's choices come from: its declaration, the people and places of the server, or the bot itself.

import { debounce } from './dom.js';
import { guildOf, listedChannels, membersHere, nameOf, world } from './world.js';

const PAUSE_MS = 250;

const users = () => membersHere().map((user) => ({ value: user.id, label: nameOf(user) }));
const roles = () => (guildOf(world.channelId)?.roles ?? []).map((role) => ({ value: role.id, label: role.name }));

function channels(option) {
  const guild = guildOf(world.channelId);
  return (guild ? listedChannels(guild) : [])
    .filter((channel) => !option.channel_types?.length || option.channel_types.includes(channel.type))
    .map((channel) => ({ value: channel.id, label: `#${channel.name}` }));
}

const BY_TYPE = {
  5: () => [{ value: true, label: 'True' }, { value: false, label: 'False' }],
  6: users,
  7: channels,
  8: roles,
  9: () => [...users(), ...roles()],
};

/** The closed list of an option's choices, or `null` where any text may stand. */
export function fixedChoices(option) {
  if (option.choices?.length) return option.choices.map((choice) => ({ value: choice.value, label: choice.name }));
  return BY_TYPE[option.type]?.(option) ?? null;
}

/** Asks the bot while the person types, after a pause; only the answer to the last question is shown. */
export function liveChoices(option, complete, list) {
  let turn = 0;
  let last = [];

  const ask = debounce(PAUSE_MS, async (text) => {
    const own = ++turn;
    try {
      const choices = await complete(option.name, text);
      if (own !== turn) return;
      last = choices.map((choice) => ({ value: choice.value, label: choice.name }));
      list.show(last, { preselect: text !== '', status: last.length ? null : 'No suggestion fits.' });
    } catch (error) {
      if (own === turn) list.show([], { status: `No suggestions: ${error.message}` });
    }
  });

  /** Until the bot has answered, only what fits of its last answer stays, so that nothing else is picked by haste. */
  function narrow(text) {
    const fitting = last.filter((item) => item.label.toLowerCase().includes(text.toLowerCase()));
    list.show(fitting, { preselect: text !== '' });
    ask(text);
  }

  return {
    ask: narrow,
    last: () => last,
    cancel() {
      ask.cancel();
      turn += 1;
    },
  };
}
