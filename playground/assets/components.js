// Draws the buttons and selects below a message and sends what the person does with them.

import { button, el } from './dom.js';
import { drawLink } from './markdown-view.js';
import { interactLoudly } from './interactions.js';
import { selectMenu } from './select-menu.js';

const BUTTON = 2;
const SELECTS = new Set([3, 5, 6, 7, 8]);
const BUTTON_STYLES = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'danger', 5: 'link', 6: 'secondary' };
const LINK = 5;

/** The rows of a message's components, or `null` without any. */
export function components(message) {
  const rows = (message.components ?? []).filter((row) => row.components?.length);
  if (!rows.length) return null;
  return el('div', { class: 'components', role: 'group', 'aria-label': 'Actions of this message' },
    rows.map((row) => el('div', { class: 'component-row' }, row.components.map((component) => drawComponent(message, component)))));
}

function drawComponent(message, component) {
  if (component.type === BUTTON) return component.style === LINK ? linkButton(component) : pressButton(message, component);
  if (SELECTS.has(component.type)) return selectMenu(message, component, send);
  return el('span', { class: 'quiet' }, `(component of type ${component.type})`);
}

function face(component) {
  return [
    component.emoji && el('span', { class: 'emoji', 'aria-hidden': component.label ? 'true' : null }, component.emoji.id ? `:${component.emoji.name}:` : component.emoji.name),
    component.label && el('span', {}, component.label),
  ];
}

function linkButton(component) {
  if (component.disabled) return button('', { class: 'button link', disabled: true }, ...face(component));
  const link = drawLink(component.url, face(component), {});
  link.classList.remove('mention');
  link.classList.add('button', 'link');
  return link;
}

function pressButton(message, component) {
  const control = button('', {
    class: `button ${BUTTON_STYLES[component.style] ?? 'secondary'}`,
    disabled: component.disabled === true,
    dataset: { customId: component.custom_id },
    onclick: () => send(control, message, { do: 'press', custom_id: component.custom_id }, component.label ?? component.emoji?.name ?? 'Button'),
  }, ...face(component));
  return control;
}

/** Sends a press or a choice; the control shows that it waits, and takes no second press meanwhile. */
async function send(control, message, action, label) {
  if (control.getAttribute('aria-busy') === 'true') return;
  control.setAttribute('aria-busy', 'true');
  try {
    await interactLoudly({ ...action, channel: message.channel_id, message: message.id }, label);
  } finally {
    control.removeAttribute('aria-busy');
  }
}
