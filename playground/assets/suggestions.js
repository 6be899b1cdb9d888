// A list of suggestions for a text input or textarea, after the combobox pattern: the focus stays in the input.

import { el, fill, uniqueId } from './dom.js';

const GAP = 6;
const MOST_HIGH = 340;
const LEAST_WIDE = 320;

/**
 * `place` is the element that the list is put into; `onPick(item)` gets the chosen one.
 * Items are `{value, label, detail}`; `status` is a line that cannot be chosen.
 */
export function suggestionsFor(input, { place, label, onPick }) {
  const id = uniqueId('suggestions');
  const list = el('ul', { class: 'suggestions', id, role: 'listbox', 'aria-label': label, popover: 'manual' });
  const isOpen = () => list.matches(':popover-open');
  let items = [];
  let active = -1;
  let following = null;
  place.append(list);
  // A textarea may not be a combobox; it keeps its own role and points at the list all the same.
  const isCombobox = input.tagName === 'INPUT';
  if (isCombobox) input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-haspopup', 'listbox');
  setExpanded(false);
  input.setAttribute('aria-controls', id);

  function setExpanded(expanded) {
    if (isCombobox) input.setAttribute('aria-expanded', String(expanded));
  }

  function show(next, { preselect = true, status = null } = {}) {
    items = next;
    if (!items.length && !status) return hide();
    fill(list, items.map(draw), status && el('li', { class: 'quiet', role: 'presentation' }, status));
    if (!isOpen()) open();
    put();
    setExpanded(true);
    return mark(preselect && items.length ? 0 : -1);
  }

  function open() {
    list.showPopover();
    following = new AbortController();
    const until = { capture: true, passive: true, signal: following.signal };
    document.addEventListener('scroll', (event) => { if (event.target !== list) put(); }, until);
    window.addEventListener('resize', put, until);
  }

  /** Above the input, where a composer has room; below it where there is more. */
  function put() {
    const from = (input.closest('.composer-box') ?? input).getBoundingClientRect();
    // An option's label stays in sight.
    const { top } = (input.closest('.option') ?? input.closest('.composer-box') ?? input).getBoundingClientRect();
    const above = top >= innerHeight - from.bottom;
    const width = Math.min(Math.max(from.width, LEAST_WIDE), innerWidth - 2 * GAP);
    list.style.setProperty('width', `${width}px`);
    list.style.setProperty('left', `${Math.max(GAP, Math.min(from.left, innerWidth - width - GAP))}px`);
    list.style.setProperty('top', above ? 'auto' : `${from.bottom + GAP}px`);
    list.style.setProperty('bottom', above ? `${innerHeight - top + GAP}px` : 'auto');
    list.style.setProperty('max-height', `${Math.min(MOST_HIGH, (above ? top : innerHeight - from.bottom) - 2 * GAP)}px`);
  }

  function draw(item, at) {
    return el('li', {
      id: `${id}-${at}`,
      role: 'option',
      'aria-selected': 'false',
      dataset: { value: item.value },
      onmousemove: () => { if (active !== at) mark(at, { scroll: false }); },
      // Before the input loses its focus to the press.
      onmousedown: (event) => event.preventDefault(),
      onclick: () => pick(at),
    }, el('span', { class: 'option-label' }, item.label), item.detail && el('span', { class: 'option-detail' }, item.detail));
  }

  function mark(at, { scroll = true } = {}) {
    active = at;
    [...list.children].forEach((node, index) => {
      if (node.role === 'option') node.setAttribute('aria-selected', String(index === at));
    });
    if (at < 0) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', `${id}-${at}`);
    return scroll && list.children[at].scrollIntoView({ block: 'nearest' });
  }

  function hide() {
    following?.abort();
    if (isOpen()) list.hidePopover();
    items = [];
    active = -1;
    setExpanded(false);
    input.removeAttribute('aria-activedescendant');
  }

  function pick(at) {
    const item = items[at];
    hide();
    onPick(item);
  }

  /** Takes the keys that belong to the list; answers whether it took this one. */
  function takeKey(event) {
    if (!isOpen() || event.isComposing) return false;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!items.length) return false;
      const step = event.key === 'ArrowDown' ? 1 : -1;
      mark(active < 0 && step < 0 ? items.length - 1 : (active + step + items.length) % items.length);
    } else if (event.key === 'Escape') {
      hide();
    } else if ((event.key === 'Enter' || event.key === 'Tab') && active >= 0 && !event.shiftKey) {
      const wasTab = event.key === 'Tab';
      pick(active);
      if (wasTab && isCombobox) return true;
    } else {
      return false;
    }
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  return { show, hide, takeKey, get open() { return isOpen(); } };
}
