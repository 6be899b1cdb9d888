// Editing one's own message in its place.

import { api } from './api.js';
import { button, el } from './dom.js';
import { decodeMentions, encodeMentions } from './mentions.js';
import { attempt } from './notices.js';
import { world } from './world.js';

/** Puts an editor into the message's item; `restore` draws the message again when it closes. */
export function startEdit(item, message, restore) {
  if (!item || item.querySelector('.message-edit')) return;
  const input = el('textarea', { rows: '2', maxlength: '2000', 'aria-label': 'Edit your message', value: decodeMentions(message.content), dataset: { testid: 'edit' } });
  const form = el('form', { class: 'message-edit', onsubmit: save },
    input,
    el('div', { class: 'row' },
      el('button', { type: 'submit', class: 'button primary', dataset: { testid: 'edit-save' } }, 'Save'),
      button('Cancel', { class: 'button', onclick: close })));

  function close() {
    form.remove();
    restore();
    document.getElementById(`m-${message.id}`)?.focus();
  }

  async function save(event) {
    event.preventDefault();
    const content = encodeMentions(input.value.trim());
    if (content && content !== message.content) {
      const done = await attempt(() => api.act({ do: 'edit', as: world.as, channel: message.channel_id, message: message.id, content }), 'Edit');
      if (done === undefined) return;
    }
    close();
  }

  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) save(event);
  });
  const body = item.querySelector('.message-body');
  body.querySelector(':scope > .markdown')?.remove();
  body.querySelector(':scope > header').after(form);
  input.focus();
  input.setSelectionRange(input.value.length, input.value.length);
}
