// Faults to inject: where, what and how often; and those that are waiting to happen.

import { api } from './api.js';
import { button, count, el, fill } from './dom.js';
import { announce, attempt } from './notices.js';
import { labelledSelect, numberInput } from './form-fields.js';
import { refresh, subscribe, world } from './world.js';

const ROUTES = [
  ['*', 'Any request'],
  ['POST /channels/{id}/messages', 'Send a message'],
  ['PATCH /channels/{id}/messages/{id}', 'Edit a message'],
  ['DELETE /channels/{id}/messages/{id}', 'Delete a message'],
  ['GET /channels/{id}/messages', 'Read messages'],
  ['POST /channels/{id}/messages/{id}/threads', 'Open a thread from a message'],
  ['POST /channels/{id}/threads', 'Open a thread'],
  ['PATCH /channels/{id}', 'Change a channel or thread'],
  ['PUT /channels/{id}/thread-members/{id}', 'Add somebody to a thread'],
  ['PUT /channels/{id}/messages/{id}/reactions/{emoji}/@me', 'React'],
  ['POST /interactions/{id}/{token}/callback', 'Acknowledge an interaction'],
  ['POST /webhooks/{id}/{token}', 'Send a follow-up'],
  ['PATCH /webhooks/{id}/{token}/messages/@original', 'Edit the first answer'],
  ['GET /gateway/bot', 'Ask for the gateway'],
  ['gateway', 'The gateway connection'],
];
const ON_REQUESTS = [
  ['500', 'Answer 500'],
  ['502', 'Answer 502'],
  ['503', 'Answer 503'],
  ['429', 'Answer 429 (rate limit)'],
  ['hang', 'Never answer'],
  ['reset_before', 'Break off before it takes effect'],
  ['reset_after', 'Break off after it took effect'],
  ['delay:2000', 'Answer 2 s late'],
];
const ON_GATEWAY = [
  ['drop', 'Drop the socket'],
  ['close:4000', 'Close with 4000'],
  ['reconnect', 'Ask to reconnect'],
  ['invalid_session', 'Invalid session'],
  ['no_ack', 'Stop acknowledging heartbeats'],
  ['duplicate_events', 'Send events twice'],
];

const nameIn = (list, value) => list.find(([known]) => known === value)?.[1] ?? value;

export function faultPanel() {
  const route = labelledSelect('Where', ROUTES, { testid: 'fault-route', onChange: offer });
  const what = labelledSelect('What happens', ON_REQUESTS, { testid: 'fault-what' });
  const times = numberInput('How often', { testid: 'fault-times', value: 1, min: 1, max: 1000 });
  const active = el('ul', { class: 'fault-list', 'aria-label': 'Active faults', dataset: { testid: 'fault-list' } });
  const clearAll = button('Clear all', { class: 'text-button', dataset: { testid: 'fault-clear' }, onclick: () => change(() => api.clearFaults(), 'All faults cleared.') });
  const form = el('form', { class: 'stack', 'aria-label': 'Inject a fault', dataset: { testid: 'fault-form' }, onsubmit: add },
    route.element, what.element, times.element,
    el('button', { type: 'submit', class: 'button primary', dataset: { testid: 'fault-add' } }, 'Inject'));

  function offer() {
    what.offer(route.value === 'gateway' ? ON_GATEWAY : ON_REQUESTS);
  }

  function add(event) {
    event.preventDefault();
    change(() => api.addFault({ route: route.value, what: what.value, times: times.value }), 'Fault injected.');
  }

  async function change(call, done) {
    const answer = await attempt(async () => ({ answer: await call() }), 'Fault');
    if (!answer) return;
    announce(done);
    await attempt(refresh);
  }

  function draw() {
    const faults = world.snapshot?.faults ?? [];
    clearAll.hidden = !faults.length;
    fill(active, faults.length ? faults.map(item) : el('li', { class: 'quiet' }, 'None: the playground behaves.'));
  }

  function item(fault) {
    const left = fault.left ?? fault.times;
    const what = nameIn([...ON_REQUESTS, ...ON_GATEWAY], fault.what);
    return el('li', { dataset: { testid: `fault-${fault.id}` } },
      el('span', {}, el('strong', {}, what), el('span', { class: 'quiet' }, ` ${nameIn(ROUTES, fault.route)}${left ? ` · ${count(left, 'time')} left` : ''}`)),
      button('Clear', { class: 'text-button', 'aria-label': `Clear: ${what}`, onclick: () => change(() => api.clearFault(fault.id), 'Fault cleared.') }));
  }

  subscribe('state', draw);
  draw();
  return el('div', { class: 'stack' },
    el('section', { 'aria-label': 'Active faults' }, el('div', { class: 'row spread' }, el('h3', {}, 'Active faults'), clearAll), active),
    el('section', { 'aria-label': 'Inject' }, el('h3', {}, 'Inject a fault'), form));
}
