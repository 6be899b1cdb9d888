// Reads the marks within a line of chat Markdown into a tree. Pure, see `markdown.js`.
//
// Rules are tried in order at each place; what no rule takes is text. Marks nest, so their inside is read again.

const wrap = (type) => (found) => ({ type, children: parseInline(found[1]) });

const RULES = [
  [/^\\([\\`*_~|<>[\]()#@:!.+-])/, (found) => ({ type: 'text', text: found[1] })],
  [/^``([\s\S]+?)``(?!`)/, (found) => ({ type: 'code', text: found[1] })],
  [/^`([^`\n]+)`/, (found) => ({ type: 'code', text: found[1] })],
  [/^\[((?:[^[\]\\]|\\.|\[[^\]]*\])+)\]\(<?(https?:\/\/[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)>?(?:\s+"[^"]*")?\)/,
    (found) => ({ type: 'link', url: found[2], children: parseInline(found[1], { links: false }) })],
  [/^<(https?:\/\/[^\s<>]+)>/, (found) => bareLink(found[1])],
  [/^https?:\/\/[^\s<>]+[^\s<>"'.,:;!?)\]*_~|]/, (found) => bareLink(found[0])],
  [/^<t:(-?\d{1,13})(?::([tTdDfFRsS]))?>/, (found) => ({ type: 'timestamp', seconds: Number(found[1]), style: found[2] ?? 'f' })],
  [/^<@!?(\d+)>/, (found) => ({ type: 'user', id: found[1] })],
  [/^<@&(\d+)>/, (found) => ({ type: 'role', id: found[1] })],
  [/^<#(\d+)>/, (found) => ({ type: 'channel', id: found[1] })],
  [/^<\/([^:<>\n]{1,100}):(\d+)>/, (found) => ({ type: 'command', name: found[1] })],
  [/^<a?:(\w{2,32}):\d+>/, (found) => ({ type: 'emoji', name: found[1] })],
  [/^@(everyone|here)\b/, (found) => ({ type: 'everyone', name: found[1] })],
  [/^\|\|([\s\S]+?)\|\|/, wrap('spoiler')],
  [/^\*\*\*(?=\S)([\s\S]+?)\*\*\*(?!\*)/, (found) => ({ type: 'strong', children: [wrap('emphasis')(found)] })],
  [/^\*\*(?=\S)((?:\\.|(?!\*\*)[\s\S]|\*\*\*)+?)\*\*(?!\*)/, wrap('strong')],
  [/^__(?=\S)([\s\S]+?)__(?!_)/, wrap('underline')],
  [/^~~(?=\S)([\s\S]+?)~~/, wrap('strike')],
  [/^\*(?=[^\s*])((?:\*\*(?:[^*]+)\*\*|\\.|[^*])+?)\*(?!\*)/, wrap('emphasis')],
  [/^_(?=\S)((?:__[^_]+__|\\.|[^_])+?)_(?!\w)/, wrap('emphasis')],
  [/^\n/, () => ({ type: 'break' })],
];

const LINKS = new Set(['link']);

const bareLink = (url) => ({ type: 'link', url, children: [{ type: 'text', text: url }] });

/** The inline nodes of a text; with `links` off, addresses stay text (a link may not hold another). */
export function parseInline(text, { links = true } = {}) {
  const out = [];
  let rest = text;
  let before = '';
  while (rest) {
    const node = match(rest, before, links);
    if (node) {
      push(out, node.node);
      before = rest[node.length - 1];
      rest = rest.slice(node.length);
    } else {
      // Leap to the next character that could begin a mark.
      const leap = Math.max(1, rest.slice(1).search(/[\\`*_~|<[@\n]|https?:/) + 1 || rest.length);
      push(out, { type: 'text', text: rest.slice(0, leap) });
      before = rest[leap - 1];
      rest = rest.slice(leap);
    }
  }
  return out;
}

function match(rest, before, links) {
  // An underscore within a word is part of a name, not a mark.
  if (rest[0] === '_' && rest[1] !== '_' && /\w/.test(before)) return null;
  for (const [pattern, make] of RULES) {
    const found = pattern.exec(rest);
    if (!found) continue;
    const node = make(found);
    if (!links && LINKS.has(node.type)) continue;
    return { node, length: found[0].length };
  }
  return null;
}

function push(out, node) {
  const last = out.at(-1);
  if (node.type === 'text' && last?.type === 'text') last.text += node.text;
  else out.push(node);
}
