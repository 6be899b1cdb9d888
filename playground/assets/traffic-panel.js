// The list of the bot's requests as they come, newest first; what was refused says why.

import { api } from './api.js';
import { button, el } from './dom.js';
import { clockTime } from './times.js';
import { drawerIsOpen } from './panels.js';
import { subscribe } from './world.js';

const SHOWN_MOST = 300;

const isTrouble = (entry) => entry.status === 0 || entry.status >= 400 || Boolean(entry.problem);

function statusName(entry) {
  if (entry.status >= 500 || entry.status === 0) return 'server';
  if (entry.limited || entry.status === 429) return 'limited';
  // A body that the API description refuses is wrong even where it was accepted.
  return entry.status >= 400 || entry.problem ? 'refused' : 'fine';
}

/** A path that may break at its slashes. */
const breakable = (path) => path.split(/(?=\/)/).flatMap((part) => [el('wbr'), part]);

function draw(entry) {
  const kind = statusName(entry);
  const problem = [entry.code && `code ${entry.code}`, entry.message, entry.problem].filter(Boolean).join(': ');
  return el('li', { class: `request ${kind}`, title: entry.path, dataset: { seq: entry.seq, testid: `traffic-${entry.seq}` } },
    el('span', { class: 'status' }, entry.status || 'reset'),
    el('span', { class: 'method' }, entry.method),
    el('span', { class: 'route' }, breakable(entry.route || entry.path)),
    el('span', { class: 'took' }, `${entry.ms < 10 ? Number(entry.ms).toFixed(1) : Math.round(entry.ms)} ms`),
    el('time', { datetime: entry.at }, clockTime(new Date(entry.at))),
    problem && el('span', { class: 'problem' }, problem));
}

/** `element`; `catchUp()` fetches what this tab has not seen, `startOver()` everything. */
export function trafficPanel() {
  const list = el('ol', { class: 'requests', 'aria-label': 'Requests of the bot, newest first', tabindex: '0', dataset: { testid: 'traffic' } });
  const empty = el('p', { class: 'quiet' }, 'No request yet.');
  const onlyTrouble = el('input', { type: 'checkbox', dataset: { testid: 'only-trouble' }, onchange: () => list.classList.toggle('only-trouble', onlyTrouble.checked) });
  const clear = button('Empty the list', { class: 'text-button', onclick: () => { list.replaceChildren(); } });
  let last = 0;
  let fetching = null;

  function add(entry) {
    if (entry.seq <= last) return;
    last = entry.seq;
    empty.hidden = true;
    const item = draw(entry);
    item.classList.toggle('trouble', isTrouble(entry));
    list.prepend(item);
    while (list.children.length > SHOWN_MOST) list.lastChild.remove();
  }

  function catchUp() {
    fetching ??= api.traffic(last)
      .then((entries) => entries.slice(-SHOWN_MOST).forEach(add))
      .catch(() => {})
      .finally(() => { fetching = null; });
  }

  /** Begins anew: after a break the playground may be another one, which counts from the start. */
  function startOver() {
    list.replaceChildren();
    last = 0;
    catchUp();
  }

  subscribe('traffic', (entry) => {
    // Entries must be added in order: while older ones are on their way, this one is among them or fetched next time.
    if (!drawerIsOpen()) return;
    if (fetching) fetching.then(catchUp);
    else add(entry);
  });

  const element = el('div', { class: 'traffic' },
    el('div', { class: 'row spread' }, el('label', { class: 'check' }, onlyTrouble, 'Only trouble'), clear),
    empty, list);
  return { element, catchUp, startOver };
}
