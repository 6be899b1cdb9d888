// One input of a modal: its label, counter and what is wrong with it, by the limits that the bot set.

import { el, uniqueId } from './dom.js';

export const NO_ANSWER = 'The application did not respond. What you wrote is still here: try again.';

const MOST = 4000;
const PARAGRAPH = 2;
const STRING_SELECT = 3;

/** A field: `element`, `customId`, `read()`, `problem()` (words or null), `showProblem()`, `focus()`. */
export function fieldOf(component) {
  return component.type === STRING_SELECT ? selectField(component) : textField(component);
}

function textField(component) {
  const id = uniqueId('field');
  const most = component.max_length ?? MOST;
  const least = component.min_length ?? 0;
  const required = component.required !== false;
  const hint = el('span', { class: 'counter', id: `${id}-counter` });
  const wrong = el('p', { class: 'field-problem', id: `${id}-problem`, role: 'alert' });
  const attributes = {
    id,
    value: component.value ?? '',
    placeholder: component.placeholder,
    maxlength: most,
    'aria-required': String(required),
    'aria-describedby': `${id}-counter ${id}-problem`,
    dataset: { customId: component.custom_id },
    oninput: () => {
      showCount();
      if (wrong.textContent) showProblem();
    },
  };
  const input = component.style === PARAGRAPH
    ? el('textarea', { rows: '8', ...attributes })
    : el('input', { type: 'text', autocomplete: 'off', ...attributes });

  function problem() {
    const { length } = input.value;
    if (required && !input.value.trim()) return 'Please fill this in.';
    if (length && length < least) return `At least ${least} characters, please; there are ${length}.`;
    return null;
  }

  function showProblem() {
    wrong.textContent = problem() ?? '';
    input.setAttribute('aria-invalid', String(Boolean(wrong.textContent)));
  }

  function showCount() {
    const { length } = input.value;
    const from = least > length ? `, at least ${least}` : '';
    hint.textContent = `${length} of ${most} characters${from}`;
    hint.classList.toggle('near', most - length <= Math.max(20, most / 20));
  }

  showCount();
  const element = labelled(component, id, required, input, hint, wrong);
  return { element, customId: component.custom_id, read: () => input.value, problem, showProblem, focus: () => input.focus() };
}

function selectField(component) {
  const id = uniqueId('field');
  const required = component.required !== false;
  const many = (component.max_values ?? 1) > 1;
  const wrong = el('p', { class: 'field-problem', id: `${id}-problem`, role: 'alert' });
  const options = component.options.map((option) => {
    const node = el('option', { value: option.value }, option.label);
    node.selected = option.default === true;
    return node;
  });
  if (!many && !component.options.some((option) => option.default)) options.unshift(el('option', { value: '' }, component.placeholder ?? 'Choose…'));
  const select = el('select', { id, multiple: many, 'aria-describedby': `${id}-problem`, dataset: { customId: component.custom_id } }, options);
  const values = () => [...select.selectedOptions].map((option) => option.value).filter(Boolean);
  const problem = () => (required && !values().length ? 'Please choose.' : null);
  const showProblem = () => { wrong.textContent = problem() ?? ''; };
  const element = labelled(component, id, required, select, null, wrong);
  return { element, customId: component.custom_id, read: values, problem, showProblem, focus: () => select.focus() };
}

function labelled(component, id, required, input, hint, wrong) {
  return el('div', { class: 'field' },
    el('label', { for: id }, component.label ?? component.custom_id, required ? null : el('span', { class: 'quiet' }, ' (optional)')),
    component.description && el('p', { class: 'quiet' }, component.description),
    input, hint, wrong);
}
