// A list of suggestions for a text input or textarea, after the combobox pattern: the focus stays in the input.

import { el, fill, uniqueId } from './dom.js';

/**
 * `place` is the element that the list is put into; `onPick(item)` gets the chosen one.
 * Items are `{value, label, detail}`; `status` is a line that cannot be chosen.
 */
export function suggestionsFor(input, { place, label, onPick }) {
  const id = uniqueId('suggestions');
  const list = el('ul', { class: 'suggestions', id, role: 'listbox', 'aria-label': label, hidden: true });
  let items = [];
  let active = -1;
  place.append(list);
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-expanded', 'false');
  input.setAttribute('aria-controls', id);

  function show(next, { preselect = true, status = null } = {}) {
    items = next;
    if (!items.length && !status) return hide();
    fill(list, items.map(draw), status && el('li', { class: 'quiet', role: 'presentation' }, status));
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    return mark(preselect && items.length ? 0 : -1);
  }

  function draw(item, at) {
    return el('li', {
      id: `${id}-${at}`,
      role: 'option',
      'aria-selected': 'false',
      dataset: { value: item.value },
      // Before the input loses its focus to the press.
      onmousedown: (event) => event.preventDefault(),
      onclick: () => pick(at),
    }, el('span', { class: 'option-label' }, item.label), item.detail && el('span', { class: 'option-detail' }, item.detail));
  }

  function mark(at) {
    active = at;
    [...list.children].forEach((node, index) => {
      if (node.role === 'option') node.setAttribute('aria-selected', String(index === at));
    });
    if (at < 0) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', `${id}-${at}`);
    return list.children[at].scrollIntoView({ block: 'nearest' });
  }

  function hide() {
    list.hidden = true;
    items = [];
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  function pick(at) {
    const item = items[at];
    hide();
    onPick(item);
  }

  /** Takes the keys that belong to the list; answers whether it took this one. */
  function takeKey(event) {
    if (list.hidden || event.isComposing) return false;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!items.length) return false;
      const step = event.key === 'ArrowDown' ? 1 : -1;
      mark(active < 0 && step < 0 ? items.length - 1 : (active + step + items.length) % items.length);
    } else if (event.key === 'Escape') {
      hide();
    } else if ((event.key === 'Enter' || event.key === 'Tab') && active >= 0 && !event.shiftKey) {
      const wasTab = event.key === 'Tab';
      pick(active);
      if (wasTab && input.tagName === 'INPUT') return true;
    } else {
      return false;
    }
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  return { show, hide, takeKey, get open() { return !list.hidden; } };
}
