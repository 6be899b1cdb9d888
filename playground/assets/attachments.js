// Draws a message's files: pictures of this server in place, anything else as a download; and reads files to be sent.

import { localPath, safeAddress } from './address.js';
import { el } from './dom.js';
import { icon } from './icons.js';

export function attachments(list) {
  if (!list?.length) return null;
  return el('ul', { class: 'attachments', 'aria-label': 'Attachments' }, list.map((file) => el('li', {}, attachment(file))));
}

function attachment(file) {
  const path = localPath(file.url);
  if (path && file.content_type?.startsWith('image/')) {
    return el('img', { class: 'attachment-image', src: path, alt: file.description || file.filename, loading: 'lazy' });
  }
  const href = path ?? safeAddress(file.url);
  const label = [icon('file'), el('span', {}, file.filename), el('span', { class: 'quiet' }, readableSize(file.size ?? 0))];
  return href ? el('a', { class: 'attachment', href, download: file.filename }, label) : el('span', { class: 'attachment' }, label);
}

/** `640 B`, `12 KB`, `3.4 MB`. */
export function readableSize(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** A chosen file as the control interface takes it. */
export function readFile(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve({
      filename: file.name,
      content_type: file.type || 'application/octet-stream',
      base64: String(reader.result).split(',')[1] ?? '',
    });
    reader.onerror = () => reject(new Error(`${file.name} could not be read.`));
    reader.readAsDataURL(file);
  });
}
