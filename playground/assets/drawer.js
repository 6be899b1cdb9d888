// The drawer with the bot's traffic: numbers at the top, then requests, faults and the world behind tabs.

import { api } from './api.js';
import { button, debounce, el, fill, place } from './dom.js';
import { faultPanel } from './fault-panel.js';
import { icon } from './icons.js';
import { closeDrawer, drawerIsOpen } from './panels.js';
import { tabs } from './tabs.js';
import { trafficPanel } from './traffic-panel.js';
import { subscribe } from './world.js';
import { worldPanel } from './world-panel.js';

const REFRESH_MS = 700;
const ACKNOWLEDGE_WITHIN_MS = 3000;
/** More than this and an answer is at risk of coming too late. */
const SLOW_MS = 1500;

const ms = (value) => (value === null || value === undefined ? '–' : `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`);

function tile(label, value, { detail = null, bad = false, testid = null } = {}) {
  return el('div', { class: bad ? 'tile bad' : 'tile', dataset: { testid } }, el('dt', {}, label), el('dd', {}, el('strong', {}, value), detail && el('span', { class: 'quiet' }, detail)));
}

function drawNumbers(box, counters) {
  const { callbacks = {}, gateway = {}, by_status: statuses = {} } = counters;
  const server = Object.entries(statuses).reduce((sum, [status, number]) => (status >= 500 ? sum + number : sum), 0);
  fill(box,
    tile('Requests', counters.requests ?? 0, { testid: 'counter-requests', detail: server ? `${server} failed (5xx)` : null }),
    tile('Refused', counters.refused ?? 0, { testid: 'counter-refused', bad: counters.refused > 0, detail: counters.openapi_refused ? `${counters.openapi_refused} against the API description` : 'the bot’s fault' }),
    tile('Rate limited', counters.rate_limited ?? 0, { testid: 'counter-rate-limited', bad: counters.rate_limited > 0, detail: 'answers 429' }),
    tile('Acknowledged', callbacks.count ? `${ms(callbacks.p50_ms)}` : '–', {
      testid: 'counter-acknowledged',
      bad: callbacks.max_ms > SLOW_MS,
      detail: callbacks.count ? `p99 ${ms(callbacks.p99_ms)}, max ${ms(callbacks.max_ms)} of ${ACKNOWLEDGE_WITHIN_MS / 1000} s` : 'nothing asked yet',
    }),
    tile('Gateway', `${gateway.events_sent ?? 0}`, { testid: 'counter-gateway', detail: `events · ${gateway.identifies ?? 0} new, ${gateway.resumes ?? 0} resumed` }),
    tile('Unknown', (counters.unknown_routes ?? 0) + (counters.unknown_interactions ?? 0), {
      testid: 'counter-unknown',
      bad: counters.unknown_routes + counters.unknown_interactions > 0,
      detail: 'routes, interactions',
    }));
}

export function showDrawer() {
  const numbers = el('dl', { class: 'tiles', 'aria-label': 'Counters' });
  const traffic = trafficPanel();
  fill(place('drawer'),
    el('header', {}, el('h2', {}, 'Bot traffic'), button('', { class: 'icon-button', 'aria-label': 'Close the drawer', onclick: closeDrawer }, icon('close'))),
    numbers,
    tabs('Parts of the drawer', [
      { name: 'traffic', label: 'Requests', content: traffic.element },
      { name: 'faults', label: 'Faults', content: faultPanel() },
      { name: 'world', label: 'World', content: worldPanel() },
    ]));

  const count = () => {
    // A missing answer shows in the connection line already.
    if (drawerIsOpen()) api.counters().then((counters) => drawNumbers(numbers, counters)).catch(() => {});
  };
  const countSoon = debounce(REFRESH_MS, count);
  subscribe('drawer', () => {
    count();
    traffic.catchUp();
  });
  subscribe('connection', ({ connected }) => { if (connected) traffic.startOver(); });
  subscribe('traffic', countSoon);
  subscribe('interaction', countSoon);
  if (drawerIsOpen()) {
    count();
    traffic.catchUp();
  }
}
