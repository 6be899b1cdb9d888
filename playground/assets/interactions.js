// Follows what the person asked of the bot: from the press to the acknowledgement, a modal, or "did not respond".

import { api } from './api.js';
import { openModal } from './modal.js';
import { showFailure } from './notices.js';
import { subscribe, world } from './world.js';

const POLL_MS = 1500;
const GIVE_UP_MS = 15_000;
const NO_RESPONSE = 'The application did not respond.';

// Interactions this tab started: another tab of the same person must not open our modals.
const own = new Map();
// Events may overtake the answer that tells us our id; they wait here, bounded, until it is known.
const early = new Map();
const EARLY_MOST = 50;

/**
 * Starts an interaction and resolves with `acknowledged` or `failed`.
 * A refusal by the playground itself (wrong option, no permission) rejects with its words; else `onAccepted` is called first.
 */
export async function interact(action, label, { onAccepted = () => {} } = {}) {
  const { id } = await api.act({ ...action, as: world.as });
  const entry = { id, settle: null, modalShown: false };
  const settled = new Promise((resolve) => { entry.settle = resolve; });
  own.set(id, entry);
  onAccepted();
  for (const event of early.get(id) ?? []) apply(entry, event);
  early.delete(id);
  poll(entry, Date.now() + GIVE_UP_MS);
  return settled;
}

/** As `interact`, and shows a failure of either kind. */
export async function interactLoudly(action, label, handlers = {}) {
  try {
    const status = await interact(action, label, handlers);
    if (status === 'failed') showFailure(NO_RESPONSE, label);
    return status;
  } catch (error) {
    showFailure(error.message, label);
    return 'refused';
  }
}

function receive(event) {
  const entry = own.get(event.id);
  if (entry) return apply(entry, event);
  early.set(event.id, [...(early.get(event.id) ?? []), event]);
  if (early.size > EARLY_MOST) early.delete(early.keys().next().value);
  return undefined;
}

function apply(entry, event) {
  if (event.modal && !entry.modalShown) {
    entry.modalShown = true;
    finish(entry, 'acknowledged');
    openModal(event.modal, { interactionId: entry.id, submit: interact });
  } else if (event.status === 'acknowledged' || event.status === 'failed') {
    finish(entry, event.status);
  }
}

function finish(entry, status) {
  entry.settle(status);
  entry.done = true;
  // A modal may still follow its acknowledgement; after that the entry is of no use.
  setTimeout(() => own.delete(entry.id), GIVE_UP_MS);
}

/** The live stream may be broken just now, so the outcome is also asked for. */
async function poll(entry, until) {
  while (!entry.done && Date.now() < until) {
    await new Promise((resolve) => { setTimeout(resolve, POLL_MS); });
    if (entry.done) return;
    const outcome = await api.interaction(entry.id).catch(() => null);
    if (outcome) apply(entry, { status: outcome.status, modal: outcome.modal });
  }
  if (!entry.done) finish(entry, 'failed');
}

export function followInteractions() {
  subscribe('interaction', receive);
  subscribe('modal', (modal) => receive({ id: modal.interaction_id, modal }));
}
