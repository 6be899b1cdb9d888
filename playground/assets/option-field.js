// One option of a slash command: an input with its suggestions, read as the type that the option has.

import { readFile } from './attachments.js';
import { el, uniqueId } from './dom.js';
import { fixedChoices, liveChoices } from './option-choices.js';
import { suggestionsFor } from './suggestions.js';

const INTEGER = 4;
const NUMBER = 10;
const ATTACHMENT = 11;

/** Words that belong to one field. */
export class OptionError extends Error {}

/**
 * A field: `element`, `focus()`, `read()` (a promise of the value, `undefined` when left empty; rejects with
 * `OptionError`) and `settled()`, the value as far as it is a valid one already, for the other fields' autocomplete.
 * `complete(name, text)` asks the bot for choices.
 */
export function optionField(option, complete) {
  return option.type === ATTACHMENT ? fileField(option) : inputField(option, complete);
}

function frame(option, input) {
  const note = option.required ? '' : 'optional';
  const problem = el('p', { class: 'field-problem', id: `${input.id}-problem`, role: 'alert' });
  input.setAttribute('aria-describedby', `${input.id}-detail ${input.id}-problem`);
  if (option.required) input.setAttribute('aria-required', 'true');
  input.dataset.testid = `command-option-${option.name}`;
  const element = el('div', { class: option.required ? 'option required' : 'option' },
    el('label', { for: input.id }, option.name, note && el('span', { class: 'quiet' }, ` ${note}`)),
    input,
    el('p', { class: 'option-description', id: `${input.id}-detail` }, option.description ?? ''),
    problem);
  const fail = (words) => {
    problem.textContent = words;
    input.setAttribute('aria-invalid', 'true');
    throw new OptionError(words);
  };
  const clear = () => {
    problem.textContent = '';
    input.removeAttribute('aria-invalid');
  };
  return { element, fail, clear };
}

function inputField(option, complete) {
  const numeric = option.type === INTEGER || option.type === NUMBER;
  const input = el('input', {
    id: uniqueId('option'),
    type: 'text',
    autocomplete: 'off',
    spellcheck: 'false',
    inputmode: numeric ? 'numeric' : null,
    maxlength: option.max_length,
  });
  const { element, fail, clear } = frame(option, input);
  let chosen = null;
  const list = suggestionsFor(input, {
    place: element,
    label: `Choices for ${option.name}`,
    onPick: (item) => {
      chosen = item;
      input.value = item.label;
      clear();
    },
  });
  const choices = option.autocomplete ? liveChoices(option, complete, list) : fixedChoices(option);

  function suggest(text) {
    if (option.autocomplete) choices.ask(text);
    else if (choices) list.show(choices.filter((item) => item.label.toLowerCase().includes(text.toLowerCase())), { preselect: text !== '' });
  }

  input.addEventListener('input', () => {
    chosen = null;
    clear();
    suggest(input.value.trim());
  });
  input.addEventListener('focus', () => suggest(chosen ? '' : input.value.trim()));
  input.addEventListener('blur', () => {
    choices?.cancel?.();
    list.hide();
  });
  input.addEventListener('keydown', (event) => list.takeKey(event));

  function typed() {
    const text = input.value.trim();
    if (!text) return undefined;
    const pool = option.autocomplete ? choices.last() : choices;
    const same = chosen ?? pool?.find((item) => item.label.toLowerCase() === text.toLowerCase() || String(item.value).toLowerCase() === text.toLowerCase());
    return same ? same.value : text;
  }

  const isListed = (value) => !choices || option.autocomplete || choices.some((item) => item.value === value);

  function settled() {
    const value = typed();
    if (value === undefined || !isListed(value)) return undefined;
    return numeric ? validNumber(Number(value)) : value;
  }

  function validNumber(number) {
    const inRange = number >= (option.min_value ?? -Infinity) && number <= (option.max_value ?? Infinity);
    return inRange && (option.type !== INTEGER || Number.isInteger(number)) ? number : undefined;
  }

  async function read() {
    clear();
    const value = typed();
    if (value === undefined) return option.required ? fail(`${option.name} is needed.`) : undefined;
    if (!isListed(value)) fail(`Choose one of the list for ${option.name}.`);
    if (!numeric) return value;
    const number = Number(value);
    if (Number.isNaN(number) || (option.type === INTEGER && !Number.isInteger(number))) fail(`${option.name} takes a ${option.type === INTEGER ? 'whole number' : 'number'}.`);
    if (number < (option.min_value ?? -Infinity)) fail(`${option.name} starts at ${option.min_value}.`);
    if (number > (option.max_value ?? Infinity)) fail(`${option.name} ends at ${option.max_value}.`);
    return number;
  }

  return { option, element, focus: () => input.focus(), read, settled };
}

function fileField(option) {
  const input = el('input', { id: uniqueId('option'), type: 'file' });
  const { element, fail, clear } = frame(option, input);
  async function read() {
    clear();
    if (input.files.length) return readFile(input.files[0]);
    return option.required ? fail(`${option.name} needs a file.`) : undefined;
  }
  return { option, element, focus: () => input.focus(), read, settled: () => undefined };
}
