// Draws the tree of `markdown.js`. Names come from `world`; text only ever becomes text nodes.

import { el } from './dom.js';
import { localPath, parseJumpLink, safeAddress } from './address.js';
import { parseMarkdown } from './markdown.js';
import { parseInline } from './markdown-inline.js';
import { fullTime, timestampText } from './times.js';
import { channelOf, isMyRole, linkTo, nameOf, roleOf, userOf, world } from './world.js';

/** A text with all its marks. */
export const markdown = (text) => el('div', { class: 'markdown' }, parseMarkdown(text ?? '').map(drawBlock));

/** One line's marks only, as in titles and field names. */
export const inlineMarkdown = (text) => drawInline(parseInline(text ?? ''));

/** The text without marks, for announcements and previews. */
export function plainText(text, limit = 160) {
  const flat = parseMarkdown(text ?? '').map(flatten).join(' ').replace(/\s+/g, ' ').trim();
  return flat.length > limit ? `${flat.slice(0, limit - 1)}…` : flat;
}

function flatten(node) {
  if (node.text !== undefined) return node.text;
  if (node.type === 'break') return ' ';
  if (node.type === 'spoiler') return 'spoiler';
  if (node.type === 'user') return mentionText(node);
  if (node.type === 'list') return node.items.map((item) => [...item.children, ...item.nested].map(flatten).join('')).join(' ');
  if (node.type === 'timestamp') return timestampText(node.seconds, node.style) ?? '';
  return (node.children ?? []).map(flatten).join('');
}

const BLOCKS = {
  paragraph: (block) => el('p', {}, drawInline(block.children)),
  // Messages live below the page's own headings, so theirs start at level 3.
  heading: (block) => el(`h${block.level + 2}`, { class: `heading-${block.level}` }, drawInline(block.children)),
  subtext: (block) => el('p', { class: 'subtext' }, drawInline(block.children)),
  quote: (block) => el('blockquote', {}, block.children.map(drawBlock)),
  code: (block) => el('pre', { dataset: { language: block.language }, tabindex: '0', 'aria-label': 'Code' }, el('code', {}, block.text)),
  list: drawList,
};

const drawBlock = (block) => BLOCKS[block.type](block);

function drawList(list) {
  const items = list.items.map((item) => el('li', {}, drawInline(item.children), item.nested.map(drawList)));
  return list.ordered ? el('ol', { start: list.start }, items) : el('ul', {}, items);
}

const INLINE = {
  text: (node) => node.text,
  break: () => el('br'),
  code: (node) => el('code', {}, node.text),
  strong: (node) => el('strong', {}, drawInline(node.children)),
  emphasis: (node) => el('em', {}, drawInline(node.children)),
  underline: (node) => el('u', {}, drawInline(node.children)),
  strike: (node) => el('s', {}, drawInline(node.children)),
  spoiler: drawSpoiler,
  link: (node) => drawLink(node.url, drawInline(node.children)),
  timestamp: drawTimestamp,
  user: (node) => drawMention(node),
  role: (node) => el('span', { class: isMyRole(node.id) ? 'mention to-me' : 'mention' }, `@${roleOf(node.id)?.name ?? 'unknown role'}`),
  channel: (node) => channelLink(node.id, null, null),
  command: (node) => el('span', { class: 'mention' }, `/${node.name}`),
  emoji: (node) => `:${node.name}:`,
  everyone: (node) => el('span', { class: 'mention to-me' }, `@${node.name}`),
};

const drawInline = (children) => children.map((node) => INLINE[node.type](node));

function drawSpoiler(node) {
  const shown = el('span', { class: 'spoiler', tabindex: '-1' }, drawInline(node.children));
  const cover = el('button', {
    type: 'button',
    class: 'spoiler-cover',
    onclick: () => {
      cover.replaceWith(shown);
      shown.focus();
    },
  }, 'Show spoiler');
  return cover;
}

function drawTimestamp(node) {
  const text = timestampText(node.seconds, node.style);
  if (text === null) return `<t:${node.seconds}:${node.style}>`;
  const date = new Date(node.seconds * 1000);
  return el('time', { datetime: date.toISOString(), title: fullTime(date), dataset: { relative: node.style === 'R' ? '' : null } }, text);
}

const mentionText = (node) => `@${userOf(node.id) ? nameOf(node) : 'unknown'}`;

const drawMention = (node) => el('span', { class: node.id === world.as ? 'mention to-me' : 'mention' }, mentionText(node));

function channelLink(id, message, children) {
  const channel = channelOf(id);
  if (!channel) return el('span', { class: 'mention' }, children ?? '#unknown');
  const label = children ?? [`#${channel.name ?? 'direct message'}`, message ? ' › message' : ''];
  return el('a', { class: 'mention', href: linkTo(id), dataset: { jump: id, jumpMessage: message } }, label);
}

/** A link; one to a channel or message of this playground opens it here. */
export function drawLink(url, children, attributes = {}) {
  const jump = parseJumpLink(url);
  if (jump) {
    const bare = children.length === 1 && children[0] === url;
    return channelLink(jump.channel, jump.message, bare ? null : children);
  }
  const href = localPath(url) ?? safeAddress(url);
  if (!href) return el('span', {}, children);
  return el('a', { href, target: '_blank', rel: 'noopener noreferrer nofollow', ...attributes }, children);
}
