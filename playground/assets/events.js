// The live connection: server-sent events become topics of `world`. After a break everything is fetched anew.

import { api } from './api.js';
import { debounce } from './dom.js';
import { publish, refresh, subscribe, world } from './world.js';

const TOPICS = ['message_create', 'message_update', 'message_delete', 'modal', 'interaction', 'traffic'];
const RETRY_MS = 2000;

let source = null;
let retry = 0;
let lost = false;

const refreshSoon = debounce(60, () => refresh().catch(() => {}));

function connect() {
  source?.close();
  clearTimeout(retry);
  const own = new EventSource(api.eventsAddress(world.as));
  source = own;
  own.onopen = () => {
    if (lost) {
      lost = false;
      refresh().catch(() => {});
      publish('connection', { connected: true });
    }
  };
  own.onerror = () => {
    if (source !== own) return;
    lost = true;
    publish('connection', { connected: false });
    // The browser retries a dropped stream by itself, but gives up on an HTTP error.
    if (own.readyState === EventSource.CLOSED) retry = setTimeout(connect, RETRY_MS);
  };
  own.addEventListener('state', refreshSoon);
  for (const topic of TOPICS) own.addEventListener(topic, (event) => publish(topic, JSON.parse(event.data)));
}

/** Connects for the present person and again whenever another one is chosen. */
export function followEvents() {
  subscribe('person', connect);
  connect();
}
