// Reactions under a message, and the small picker to add one.

import { api } from './api.js';
import { button, count, el } from './dom.js';
import { icon } from './icons.js';
import { attempt } from './notices.js';
import { openPopup, roveFocus } from './popup.js';
import { publish, world } from './world.js';

const OFFERED = ['👍', '👏', '✅', '❌', '🎉', '👀', '💡', '🤔', '🙏', '❤️', '😄', '😅', '🚀', '🔥', '⏳', '📌'];

/** An emoji as acts name it. */
export const nameOfEmoji = (emoji) => (emoji.id ? `${emoji.name}:${emoji.id}` : emoji.name);

async function react(message, emoji, added) {
  const done = await attempt(() => api.act({ do: added ? 'react' : 'unreact', as: world.as, channel: message.channel_id, message: message.id, emoji }), 'Reaction');
  if (done !== undefined) publish('reacted', { id: message.id, emoji, added });
}

/** The row of reactions; each one is a switch of one's own. */
export function reactions(message) {
  if (!message.reactions?.length) return null;
  return el('div', { class: 'reactions', role: 'group', 'aria-label': 'Reactions' }, message.reactions.map((reaction) => {
    const name = nameOfEmoji(reaction.emoji);
    return button('', {
      class: 'reaction',
      'aria-pressed': String(reaction.me === true),
      'aria-label': `${reaction.emoji.name}, ${count(reaction.count, 'reaction')}`,
      dataset: { emoji: name },
      onclick: () => react(message, name, !reaction.me),
    }, el('span', { class: 'emoji' }, reaction.emoji.id ? `:${reaction.emoji.name}:` : reaction.emoji.name), el('span', {}, reaction.count));
  }));
}

/** Opens the picker beside `anchor`. */
export function openReactionPicker(anchor, message) {
  const choices = OFFERED.map((emoji) => button(emoji, {
    class: 'emoji-choice',
    'aria-label': `React with ${emoji}`,
    dataset: { emoji },
    onclick: () => {
      close();
      react(message, emoji, true);
    },
  }));
  const grid = el('div', { class: 'emoji-grid', role: 'group', 'aria-label': 'Reactions to choose from', onkeydown: (event) => roveFocus(event, choices) }, choices);
  const close = openPopup(anchor, [grid]);
  choices[0].focus();
}

/** The control that opens the picker. */
export function reactButton(message) {
  const control = button('', {
    class: 'icon-button small',
    'aria-label': 'Add a reaction',
    dataset: { testid: `react-${message.id}` },
    onclick: () => openReactionPicker(control, message),
  }, icon('react'));
  return control;
}
