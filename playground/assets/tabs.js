// Tabs after the usual pattern: arrow keys between them, one panel at a time.

import { button, el, uniqueId } from './dom.js';
import { roveFocus } from './popup.js';

/** `pages` are `{name, label, content}`; the first one is shown. */
export function tabs(label, pages) {
  const id = uniqueId('tabs');
  const panels = pages.map((page) => el('div', {
    id: `${id}-${page.name}`, class: 'tab-panel', role: 'tabpanel', 'aria-labelledby': `${id}-${page.name}-tab`, dataset: { testid: `panel-${page.name}` },
  }, page.content));
  const heads = pages.map((page, at) => button(page.label, {
    id: `${id}-${page.name}-tab`,
    role: 'tab',
    'aria-controls': `${id}-${page.name}`,
    dataset: { testid: `tab-${page.name}` },
    onclick: () => show(at),
    onfocus: () => show(at),
  }));

  function show(shown) {
    heads.forEach((head, at) => {
      head.setAttribute('aria-selected', String(at === shown));
      head.tabIndex = at === shown ? 0 : -1;
      panels[at].hidden = at !== shown;
    });
  }

  show(0);
  return [el('div', { class: 'tabs', role: 'tablist', 'aria-label': label, onkeydown: (event) => roveFocus(event, heads) }, heads), ...panels];
}
