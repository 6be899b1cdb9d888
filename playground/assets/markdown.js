// Reads chat Markdown into a tree of plain objects. Pure: knows no DOM and no names; `markdown-view.js` draws the tree.
//
// Blocks: paragraph, heading, subtext, quote, list, code. Inline: text, strong, emphasis, underline, strike, spoiler,
// code, link, timestamp, user, role, channel, command, emoji, everyone, break.

import { parseInline } from './markdown-inline.js';

const HEADING = /^(#{1,3})\s+(\S.*)$/;
const SUBTEXT = /^-#\s+(\S.*)$/;
const QUOTE = /^> ?(.*)$/;
const QUOTE_REST = /^>>> ?/;
const ITEM = /^(\s*)([-*]|\d{1,9}\.)\s+(\S.*)$/;
const FENCE = /```(?:([\w+#.-]+)\n)?\n*([\s\S]*?)\n*```/;

/** The blocks of a text. With `embedded` off (titles, field names) call `parseInline` instead. */
export function parseMarkdown(text) {
  const blocks = [];
  let rest = text.replaceAll('\r\n', '\n');
  for (;;) {
    const fence = FENCE.exec(rest);
    // A fence within a quote belongs to the quote, which reads its own lines.
    if (!fence || /(^|\n)>[^\n]*$/.test(rest.slice(0, fence.index))) break;
    if (!fence[2].trim()) break;
    blocks.push(...parseLines(rest.slice(0, fence.index).replace(/\n$/, '')));
    blocks.push({ type: 'code', language: fence[1] ?? null, text: fence[2] });
    rest = rest.slice(fence.index + fence[0].length).replace(/^\n/, '');
  }
  blocks.push(...parseLines(rest));
  return blocks;
}

function parseLines(text) {
  if (!text) return [];
  const lines = text.split('\n');
  const blocks = [];
  let at = 0;
  while (at < lines.length) {
    const [block, used] = readBlock(lines, at);
    const previous = blocks.at(-1);
    if (block.type === 'paragraph' && previous?.type === 'paragraph') previous.lines.push(...block.lines);
    else blocks.push(block);
    at += used;
  }
  return blocks.map(finish);
}

function readBlock(lines, at) {
  const line = lines[at];
  const heading = HEADING.exec(line);
  if (heading) return [{ type: 'heading', level: heading[1].length, children: parseInline(heading[2]) }, 1];
  const subtext = SUBTEXT.exec(line);
  if (subtext) return [{ type: 'subtext', children: parseInline(subtext[1]) }, 1];
  if (QUOTE_REST.test(line)) {
    const quoted = [line.replace(QUOTE_REST, ''), ...lines.slice(at + 1)].join('\n');
    return [{ type: 'quote', children: parseMarkdown(quoted) }, lines.length - at];
  }
  if (QUOTE.test(line)) return readQuote(lines, at);
  if (ITEM.test(line)) return readList(lines, at);
  return [{ type: 'paragraph', lines: [line] }, 1];
}

function readQuote(lines, at) {
  const quoted = [];
  while (at + quoted.length < lines.length) {
    const found = QUOTE.exec(lines[at + quoted.length]);
    if (!found) break;
    quoted.push(found[1]);
  }
  return [{ type: 'quote', children: parseMarkdown(quoted.join('\n')) }, quoted.length];
}

function readList(lines, at) {
  const root = { type: 'list', ordered: isOrdered(lines[at]), start: startOf(lines[at]), items: [] };
  const stack = [{ indent: ITEM.exec(lines[at])[1].length, list: root }];
  let used = 0;
  for (; at + used < lines.length; used += 1) {
    const line = lines[at + used];
    const found = ITEM.exec(line);
    if (!found) {
      // An indented line continues the item above it.
      const last = stack.at(-1).list.items.at(-1);
      if (!/^\s{2,}\S/.test(line) || !last) break;
      last.children.push({ type: 'break' }, ...parseInline(line.trim()));
      continue;
    }
    const indent = found[1].length;
    while (stack.length > 1 && indent < stack.at(-1).indent) stack.pop();
    if (stack.length === 1 && indent < 2 && isOrdered(line) !== root.ordered) break;
    if (indent >= stack.at(-1).indent + 2 && stack.at(-1).list.items.length) {
      const nested = { type: 'list', ordered: isOrdered(line), start: startOf(line), items: [] };
      stack.at(-1).list.items.at(-1).nested.push(nested);
      stack.push({ indent, list: nested });
    }
    stack.at(-1).list.items.push({ children: parseInline(found[3]), nested: [] });
  }
  return [root, used];
}

const isOrdered = (line) => /^\s*\d/.test(line);
const startOf = (line) => (isOrdered(line) ? Number.parseInt(line, 10) : 1);

/** Inline marks may run over the lines of a paragraph, so these are joined before they are read. */
function finish(block) {
  return block.type === 'paragraph' ? { type: 'paragraph', children: parseInline(block.lines.join('\n')) } : block;
}
