// Opening and closing of what stands at the sides: the channels (a sheet on narrow screens) and the traffic drawer.

import { el, place } from './dom.js';
import { icon } from './icons.js';
import { publish } from './world.js';

const narrow = matchMedia('(max-width: 760px)');
const KEY = 'playground.drawer';

const root = document.documentElement;

export const drawerIsOpen = () => !place('drawer').hidden;

function setChannels(open) {
  root.classList.toggle('channels-open', open);
  place('channels-toggle').setAttribute('aria-expanded', String(open));
  updateScrim();
  if (open) (place('channels').querySelector('[aria-current="page"]') ?? place('channels')).focus();
}

/** Closes the channel sheet after a choice and moves on to what was chosen. */
export function closeChannels() {
  if (!root.classList.contains('channels-open')) return;
  setChannels(false);
  place('stage-title')?.focus();
}

function setDrawer(open, { focus = true } = {}) {
  place('drawer').hidden = !open;
  root.classList.toggle('drawer-open', open);
  place('drawer-toggle').setAttribute('aria-expanded', String(open));
  updateScrim();
  remember(open);
  if (open) publish('drawer');
  if (open && focus) place('drawer').focus();
}

export function closeDrawer() {
  setDrawer(false);
  place('drawer-toggle').focus();
}

/** On narrow screens an open side lies over the messages, which then must not take focus. */
function updateScrim() {
  const covered = narrow.matches && (root.classList.contains('channels-open') || drawerIsOpen());
  place('scrim').hidden = !covered;
  place('stage').inert = covered;
}

function remember(open) {
  try {
    sessionStorage.setItem(KEY, open ? 'open' : '');
  } catch {
    // Without storage the drawer starts closed.
  }
}

function remembered() {
  try {
    return sessionStorage.getItem(KEY) === 'open';
  } catch {
    return false;
  }
}

function drawTheme() {
  const dark = window.playgroundTheme.isDark();
  const toggle = place('theme-toggle');
  toggle.setAttribute('aria-label', dark ? 'Use the light theme' : 'Use the dark theme');
  toggle.replaceChildren(icon(dark ? 'sun' : 'moon'));
}

export function showPanels() {
  place('channels-toggle').append(icon('menu'));
  place('drawer-toggle').append(icon('traffic'), el('span', {}, 'Bot traffic'));
  place('channels-toggle').addEventListener('click', () => setChannels(!root.classList.contains('channels-open')));
  place('drawer-toggle').addEventListener('click', () => (drawerIsOpen() ? closeDrawer() : setDrawer(true)));
  place('theme-toggle').addEventListener('click', () => {
    window.playgroundTheme.toggle();
    drawTheme();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawTheme);
  narrow.addEventListener('change', () => setChannels(false));
  place('scrim').addEventListener('click', () => (drawerIsOpen() ? closeDrawer() : closeChannels()));
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]')) return;
    if (narrow.matches && drawerIsOpen()) closeDrawer();
    else closeChannels();
  });
  drawTheme();
  if (remembered() && !narrow.matches) setDrawer(true, { focus: false });
}
