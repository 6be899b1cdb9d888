// A small surface beside the control that opened it, above everything else; closes on Escape, on a press outside, and gives focus back.

import { el } from './dom.js';

const MARGIN = 8;

/** Opens `content` beside `anchor`, an element or `{x, y}` in the window. Answers a function that closes it. */
export function openPopup(anchor, content, { onClose = () => {} } = {}) {
  const invoker = document.activeElement;
  const popup = el('div', { class: 'popup', popover: 'auto' }, content);
  // Within the landmark it belongs to.
  (invoker?.closest('main, aside, nav') ?? document.body).append(popup);
  popup.addEventListener('toggle', (event) => {
    if (event.newState !== 'closed') return;
    const focusInside = popup.contains(document.activeElement) || document.activeElement === document.body;
    popup.remove();
    onClose();
    if (focusInside && invoker?.isConnected) invoker.focus();
  });
  popup.showPopover();
  put(popup, anchor);
  return () => popup.hidePopover();
}

function put(popup, anchor) {
  const from = anchor instanceof Element ? anchor.getBoundingClientRect() : { left: anchor.x, right: anchor.x, top: anchor.y, bottom: anchor.y };
  const { width, height } = popup.getBoundingClientRect();
  const below = from.bottom + 4;
  const top = below + height + MARGIN <= innerHeight ? below : Math.max(MARGIN, from.top - height - 4);
  const left = Math.max(MARGIN, Math.min(from.left, innerWidth - width - MARGIN));
  popup.style.setProperty('top', `${top}px`);
  popup.style.setProperty('left', `${left}px`);
}

/** Arrow keys, Home, End and first letters move the focus among `items`. */
export function roveFocus(event, items) {
  const at = items.indexOf(document.activeElement);
  const moves = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: items.length - 1 };
  let next = items[(moves[event.key] + items.length) % items.length];
  if (!(event.key in moves)) {
    if (event.key.length !== 1 || event.key === ' ' || event.ctrlKey || event.metaKey || event.altKey) return;
    const ordered = [...items.slice(at + 1), ...items.slice(0, at + 1)];
    next = ordered.find((item) => item.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase()));
  }
  if (!next) return;
  event.preventDefault();
  next.focus();
}
