// Words for instants: message times, day separators, and the styles of `<t:seconds:style>`. Local time of the browser.

const format = (options) => {
  const formatter = new Intl.DateTimeFormat(undefined, options);
  return (date) => formatter.format(date);
};

const STYLES = {
  t: format({ timeStyle: 'short' }),
  T: format({ timeStyle: 'medium' }),
  d: format({ dateStyle: 'short' }),
  D: format({ dateStyle: 'long' }),
  f: format({ dateStyle: 'long', timeStyle: 'short' }),
  F: format({ dateStyle: 'full', timeStyle: 'short' }),
  s: format({ dateStyle: 'short', timeStyle: 'short' }),
  S: format({ dateStyle: 'short', timeStyle: 'medium' }),
};

export const shortTime = STYLES.t;
export const clockTime = STYLES.T;
export const dayName = STYLES.D;
export const fullTime = STYLES.F;

const UNITS = [['year', 31_536_000], ['month', 2_592_000], ['day', 86_400], ['hour', 3600], ['minute', 60], ['second', 1]];
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

/** `in 3 hours`, `2 days ago`. */
export function relativeTime(date, now = Date.now()) {
  const seconds = Math.round((date.getTime() - now) / 1000);
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? UNITS.at(-1);
  return relative.format(Math.trunc(seconds / size), unit);
}

/** The text of a timestamp mark; `null` where the number is no date that can be shown. */
export function timestampText(seconds, style) {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return null;
  return style === 'R' ? relativeTime(date) : STYLES[style](date);
}

/** Keeps the relative times on the page true. */
export function keepRelativeTimes() {
  setInterval(() => {
    for (const node of document.querySelectorAll('time[data-relative]')) node.textContent = relativeTime(new Date(node.dateTime));
  }, 10_000);
}
