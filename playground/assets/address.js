// Who and where this tab is, kept in its address (`?as=…&channel=…`), so that three tabs can be three people.

const parameters = () => new URLSearchParams(location.search);

export const readAddress = () => ({ as: parameters().get('as'), channel: parameters().get('channel') });

/** The address of this page for another person or channel. */
export function addressOf({ as, channel }) {
  const search = new URLSearchParams();
  if (as) search.set('as', as);
  if (channel) search.set('channel', channel);
  return `${location.pathname}?${search}`;
}

/** Notes where this tab is. A new step in the history only when the channel changes by the person's own choice. */
export function writeAddress(to, { step = false } = {}) {
  const address = addressOf(to);
  if (address === location.pathname + location.search) return;
  history[step ? 'pushState' : 'replaceState'](null, '', address);
}

const LINK = /^https?:\/\/(?:[a-z]+\.)?discord(?:app)?\.com\/channels\/(?:\d+|@me)\/(\d+)(?:\/(\d+))?\/?$/;

/** Reads a link to a channel or message as bots write it: `{channel, message}`, or `null` for any other address. */
export function parseJumpLink(url) {
  const found = LINK.exec(url);
  return found ? { channel: found[1], message: found[2] ?? null } : null;
}

/** The address as a link may carry it: http, https or mailto, else `null`. */
export function safeAddress(url) {
  try {
    const parsed = new URL(url);
    return ['http:', 'https:', 'mailto:'].includes(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * The path of an address on this very server, else `null`. Only from there pictures are loaded: the page asks nobody
 * else for anything. The server may call itself by another loopback name than the one in the address bar.
 */
export function localPath(url) {
  if (!url || !URL.canParse(url, location.href)) return null;
  const { origin, hostname, port, pathname, search } = new URL(url, location.href);
  const sameMachine = LOOPBACK.has(hostname) && LOOPBACK.has(location.hostname) && port === location.port;
  return origin === location.origin || sameMachine ? pathname + search : null;
}
