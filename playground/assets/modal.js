// A form that the bot asked for: text inputs with live counters, and choices. What was typed outlives a failed submit.

import { button, el, place, uniqueId } from './dom.js';
import { icon } from './icons.js';
import { NO_ANSWER, fieldOf } from './modal-field.js';
import { announce } from './notices.js';

/** `submit(action, label)` is `interact`, handed in because interactions open modals. */
export function openModal(modal, { interactionId, submit }) {
  const opener = describeFocus();
  const titleId = uniqueId('modal-title');
  const fields = modal.components.flatMap(inputsOf).map(fieldOf);
  const problem = el('p', { class: 'form-problem', role: 'alert', dataset: { testid: 'modal-problem' } });
  const send = el('button', { type: 'submit', class: 'button primary', dataset: { testid: 'modal-submit' } }, 'Submit');
  const cancel = button('Cancel', { class: 'button', dataset: { testid: 'modal-cancel' }, onclick: () => dialog.close() });
  const form = el('form', { novalidate: true, onsubmit: onSubmit },
    el('header', {}, el('h2', { id: titleId }, modal.title),
      button('', { class: 'icon-button', 'aria-label': 'Close without sending', onclick: () => dialog.close() }, icon('close'))),
    el('div', { class: 'modal-fields' }, fields.map((field) => field.element)),
    problem,
    el('footer', {}, cancel, send));
  const dialog = el('dialog', { class: 'modal', 'aria-labelledby': titleId, dataset: { testid: 'modal', customId: modal.custom_id } }, form);

  async function onSubmit(event) {
    event.preventDefault();
    if (send.disabled) return;
    const wrong = fields.find((field) => field.problem());
    for (const field of fields) field.showProblem();
    if (wrong) {
      wrong.focus();
      return;
    }
    problem.textContent = '';
    setBusy(true);
    try {
      const values = Object.fromEntries(fields.map((field) => [field.customId, field.read()]));
      const status = await submit({ do: 'submit', interaction_id: interactionId, fields: values }, modal.title);
      if (status === 'failed') problem.textContent = NO_ANSWER;
      else dialog.close('sent');
    } catch (error) {
      problem.textContent = error.message;
    } finally {
      setBusy(false);
    }
  }

  function setBusy(busy) {
    send.disabled = busy;
    send.textContent = busy ? 'Sending…' : 'Submit';
    form.setAttribute('aria-busy', String(busy));
  }

  dialog.addEventListener('close', () => {
    dialog.remove();
    restoreFocus(opener);
    if (dialog.returnValue !== 'sent') announce('Form closed, nothing was sent.');
  });
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  document.body.append(dialog);
  dialog.showModal();
  fields[0]?.focus();
}

/** Inputs stand in rows (the older form) or each in a label (the newer one). */
function inputsOf(component) {
  if (component.type === 1) return component.components.map((input) => ({ ...input }));
  if (component.type === 18) return [{ ...component.component, label: component.label, description: component.description }];
  return [];
}

/** The opener may be drawn anew while the form is open, so it is found again by what it is. */
function describeFocus() {
  const active = document.activeElement;
  return { node: active, message: active?.closest('[data-message]')?.dataset.message ?? null, customId: active?.dataset?.customId ?? null };
}

export function restoreFocus({ node, message, customId }) {
  if (node?.isConnected && node !== document.body) return node.focus();
  const owner = message && document.getElementById(`m-${message}`);
  const twin = owner && customId && [...owner.querySelectorAll('[data-custom-id]')].find((item) => item.dataset.customId === customId);
  return (twin || owner || document.getElementById('composer') || place('messages')).focus();
}
