// Asks before what cannot be taken back.

import { button, el, uniqueId } from './dom.js';

/** Resolves with whether the person agreed. */
export function confirmAction({ title, text, agree }) {
  return new Promise((resolve) => {
    const id = uniqueId('confirm');
    const dialog = el('dialog', { class: 'modal confirm', 'aria-labelledby': id, dataset: { testid: 'confirm' } },
      el('h2', { id }, title),
      el('p', {}, text),
      el('footer', {},
        button('Cancel', { class: 'button', onclick: () => dialog.close() }),
        button(agree, { class: 'button danger', dataset: { testid: 'confirm-agree' }, onclick: () => dialog.close('yes') })));
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
