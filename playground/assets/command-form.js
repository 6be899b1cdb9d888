// The composer while a slash command is being filled in: its options as fields, required ones first.

import { api } from './api.js';
import { buildOptions } from './commands.js';
import { button, el } from './dom.js';
import { icon } from './icons.js';
import { OptionError, optionField } from './option-field.js';
import { world } from './world.js';

/**
 * The form of one entry of `commands.js`. `onCancel()` puts it away.
 * Answers `{element, focus, read}`; `read` resolves with the action to send, or `null` after showing what is missing.
 */
export function commandForm(entry, { onCancel }) {
  const channel = world.channelId;
  const fields = entry.options.map((option) => optionField(option, complete));

  async function complete(focused, text) {
    const values = fields.map((field) => (field.option.name === focused
      ? { name: focused, type: field.option.type, value: text, focused: true }
      : { name: field.option.name, type: field.option.type, value: field.settled() })).filter((value) => value.value !== undefined);
    const answer = await api.act({ do: 'autocomplete', as: world.as, channel, name: entry.command.name, options: buildOptions(entry, values) });
    return answer.choices ?? [];
  }

  async function read() {
    const read = await Promise.allSettled(fields.map((field) => field.read()));
    const wrong = read.findIndex((result) => result.status === 'rejected');
    if (wrong >= 0) {
      fields[wrong].focus();
      const { reason } = read[wrong];
      if (reason instanceof OptionError) return null;
      throw reason;
    }
    const values = read.map((result, at) => ({ name: fields[at].option.name, type: fields[at].option.type, value: result.value }))
      .filter((value) => value.value !== undefined);
    return { do: 'slash', channel, name: entry.command.name, options: buildOptions(entry, values) };
  }

  const element = el('div', {
    class: 'command-form',
    role: 'group',
    'aria-label': `Command ${entry.name}`,
    dataset: { testid: 'command-form', command: entry.name },
    onkeydown: (event) => {
      if (event.key === 'Escape') onCancel();
    },
  },
  el('header', {},
    el('span', { class: 'command-name' }, `/${entry.name}`),
    el('span', { class: 'quiet' }, entry.description),
    button('', { class: 'icon-button small', 'aria-label': `Put /${entry.name} away`, onclick: onCancel }, icon('close'))),
  fields.length
    ? el('div', { class: 'options' }, fields.map((field) => field.element))
    : el('p', { class: 'quiet' }, 'It has no options. Press Enter to run it.'));

  return { element, read, focus: () => fields[0]?.focus() };
}
