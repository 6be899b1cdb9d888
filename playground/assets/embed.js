// Draws embeds: colour, author, title, description, fields, pictures and footer.

import { avatar, cssColour } from './avatar.js';
import { localPath } from './address.js';
import { el } from './dom.js';
import { drawLink, inlineMarkdown, markdown } from './markdown-view.js';
import { fullTime } from './times.js';
import { personNamed } from './world.js';

export function embed(content) {
  const colour = cssColour(content.color);
  return el('section', { class: 'embed', 'aria-label': 'Embed', style: colour ? { '--embed': colour } : {} },
    author(content.author),
    content.title && el('h3', { class: 'embed-title' }, titleOf(content)),
    content.description && el('div', { class: 'embed-description' }, markdown(content.description)),
    fields(content.fields ?? []),
    picture(content.image, 'embed-image'),
    picture(content.thumbnail, 'embed-thumbnail'),
    footer(content));
}

function titleOf(content) {
  const title = inlineMarkdown(content.title);
  return content.url ? drawLink(content.url, title) : title;
}

function author(who) {
  if (!who?.name) return null;
  return el('p', { class: 'embed-author' }, authorIcon(who), who.url ? drawLink(who.url, [who.name]) : who.name);
}

/** The icon where it is this server's own; a person's picture elsewhere is drawn as everywhere on this page. */
function authorIcon(who) {
  if (!who.icon_url) return null;
  const path = localPath(who.icon_url);
  if (path) return el('img', { class: 'author-icon', src: path, alt: '' });
  const person = personNamed(who.name);
  return person && avatar(person, 'tiny');
}

function fields(list) {
  if (!list.length) return null;
  return el('dl', { class: 'embed-fields' }, list.map((field) => el('div', { class: field.inline ? 'inline' : null },
    el('dt', {}, inlineMarkdown(field.name)),
    el('dd', {}, markdown(field.value)))));
}

/** A picture of this server; one from elsewhere becomes a link, since the page asks nobody else for anything. */
function picture(image, name) {
  if (!image?.url) return null;
  const path = localPath(image.url);
  if (path) return el('img', { class: name, src: path, alt: image.description ?? 'Picture in the embed', loading: 'lazy' });
  return el('p', { class: 'embed-picture-link' }, drawLink(image.url, ['Picture']));
}

function footer(content) {
  const at = content.timestamp ? new Date(content.timestamp) : null;
  const parts = [content.footer?.text, at && el('time', { datetime: at.toISOString() }, fullTime(at))].filter(Boolean);
  if (!parts.length) return null;
  return el('p', { class: 'embed-footer' }, parts.flatMap((part, at) => (at ? [' · ', part] : [part])));
}
