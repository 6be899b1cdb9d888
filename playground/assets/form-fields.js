// Labelled fields for the drawer's forms.

import { el, fill, uniqueId } from './dom.js';

/** A select; `choices` are `[value, label]`. */
export function labelledSelect(label, choices, { testid, onChange = () => {} }) {
  const id = uniqueId('select');
  const select = el('select', { id, dataset: { testid }, onchange: onChange });
  const offer = (list) => {
    const before = select.value;
    fill(select, list.map(([value, words]) => el('option', { value }, words)));
    if (list.some(([value]) => value === before)) select.value = before;
  };
  offer(choices);
  return { element: el('div', { class: 'field' }, el('label', { for: id }, label), select), offer, get value() { return select.value; } };
}

/** A whole number. */
export function numberInput(label, { testid, value, min, max }) {
  const id = uniqueId('number');
  const input = el('input', { id, type: 'number', value: String(value), min, max, step: '1', required: true, dataset: { testid } });
  return { element: el('div', { class: 'field' }, el('label', { for: id }, label), input), get value() { return input.valueAsNumber; } };
}

/** A line of text. */
export function textInput(label, { testid, placeholder }) {
  const id = uniqueId('text');
  const input = el('input', { id, type: 'text', autocomplete: 'off', placeholder, required: true, dataset: { testid } });
  return {
    element: el('div', { class: 'field' }, el('label', { for: id }, label), input),
    get value() { return input.value.trim(); },
    clear() { input.value = ''; },
  };
}

/** A switch; `onChange(on)`. `set(on)` shows a state without telling. */
export function toggle(label, { testid, onChange }) {
  const input = el('input', { type: 'checkbox', role: 'switch', dataset: { testid }, onchange: () => onChange(input.checked) });
  return { element: el('label', { class: 'check switch' }, input, el('span', {}, label)), set: (on) => { input.checked = on; } };
}
