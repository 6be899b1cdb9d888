// Says what went wrong (a dismissable bar, announced at once) and what happened (announced when there is a pause).

import { button, el, place } from './dom.js';
import { icon } from './icons.js';

const MOST = 3;
const SPOKEN_MS = 4000;

/** Shows a failure above the composer until it is dismissed or pushed out by newer ones. */
export function showFailure(text, detail = null) {
  const bar = el('div', { class: 'notice', dataset: { testid: 'failure' } },
    el('p', {}, detail && el('strong', {}, `${detail} · `), text));
  bar.append(button('', { class: 'icon-button small', 'aria-label': 'Dismiss this notice', onclick: () => bar.remove() }, icon('close')));
  const bars = place('notices');
  if (bars.lastChild?.textContent === bar.textContent) bars.lastChild.remove();
  bars.append(bar);
  while (bars.children.length > MOST) bars.firstChild.remove();
}

export const clearFailures = () => place('notices').replaceChildren();

/** Runs an action of the person; its error is shown, never lost. Answers `undefined` after a failure. */
export async function attempt(action, detail = null) {
  try {
    return await action();
  } catch (error) {
    showFailure(error.message, detail);
    return undefined;
  }
}

/** Tells screen readers, without anything to see. */
export function announce(text) {
  const line = el('p', {}, text);
  const announcer = place('announcer');
  announcer.append(line);
  // Long enough to be read out, short enough not to be met again while browsing the page.
  setTimeout(() => line.remove(), SPOKEN_MS);
}
