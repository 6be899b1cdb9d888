// One change to the world from outside, and the state after it.

import { api } from './api.js';
import { announce, attempt } from './notices.js';
import { refresh } from './world.js';

/** Makes a change, shows what it led to and announces `done`. */
export async function shape(change, done) {
  const answer = await attempt(async () => ({ answer: await api.shape(change) }), 'World');
  // The state tells what is so now, also after a refusal.
  await attempt(refresh);
  if (answer) announce(done);
}
