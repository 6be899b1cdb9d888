// The picture of a person: initials on their colour. A picture of this server's own is shown instead where there is one.

import { el } from './dom.js';
import { icon } from './icons.js';
import { nameOf, userOf } from './world.js';

const FALLBACK_COLOURS = ['#2f6f73', '#7a5a1e', '#7b3f58', '#46632c', '#4f5480'];

/** A colour as the interface gives it: a number or `#rrggbb`. */
export function cssColour(value) {
  if (typeof value === 'number') return `#${value.toString(16).padStart(6, '0')}`;
  return /^#[0-9a-f]{3,8}$/i.test(value ?? '') ? value : null;
}

function initials(name) {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)].map((word) => [...word][0]) : [...(words[0] ?? '?')].slice(0, 1);
  return letters.join('').toUpperCase();
}

/** Black or white, whichever reads better on the colour. */
function inkOn(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) || 0);
  return red * 0.299 + green * 0.587 + blue * 0.114 > 150 ? '#10201a' : '#ffffff';
}

/** A round picture; purely decorative, the name stands beside it. */
export function avatar(user, size = '') {
  const known = userOf(user?.id);
  const colour = cssColour(known?.color) ?? FALLBACK_COLOURS[Number(String(user?.id ?? '0').slice(-3)) % FALLBACK_COLOURS.length];
  const style = { '--avatar': colour, '--avatar-ink': inkOn(colour) };
  const isBot = known?.bot ?? user?.bot;
  return el('span', { class: `avatar ${size} ${isBot ? 'bot' : ''}`, 'aria-hidden': 'true', style }, isBot ? icon('message') : initials(nameOf(user)));
}
