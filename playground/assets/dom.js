// Builds DOM nodes. The only way this page makes elements: text always becomes a text node, never markup.

const PROPERTIES = new Set(['value', 'checked', 'disabled', 'hidden', 'indeterminate', 'textContent']);

/**
 * Makes an element. Functions under `on…` become listeners, `dataset` and `style` take objects,
 * `true` sets an empty attribute; `null`, `undefined` and `false` leave it out.
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) assign(node, name, value);
  node.append(...nodes(children));
  return node;
}

function assign(node, name, value) {
  if (value === null || value === undefined) return;
  if (name === 'dataset') {
    for (const [key, item] of Object.entries(value)) if (item !== null && item !== undefined) node.dataset[key] = item;
  } else if (name === 'style') {
    for (const [key, item] of Object.entries(value)) node.style.setProperty(key, item);
  } else if (typeof value === 'function') {
    node.addEventListener(name.slice(2), value);
  } else if (PROPERTIES.has(name)) {
    node[name] = value;
  } else if (value !== false) {
    node.setAttribute(name, value === true ? '' : String(value));
  }
}

function nodes(children) {
  return children.flat(Infinity)
    .filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : document.createTextNode(String(child))));
}

/** Puts these children in the place of all that `node` held. */
export function fill(node, ...children) {
  node.replaceChildren(...nodes(children));
  return node;
}

/** The element with this id, which index.html is known to hold. */
export const place = (id) => document.getElementById(id);

/** A button that submits nothing. */
export function button(label, attributes = {}, ...children) {
  return el('button', { type: 'button', ...attributes }, ...(children.length ? children : [label]));
}

let counter = 0;
/** An element id that no other call returned. */
export const uniqueId = (prefix) => `${prefix}-${++counter}`;

/** Waits until `pause` ms passed without another call, then calls once with the last arguments. */
export function debounce(pause, call) {
  let timer = 0;
  const delayed = (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => call(...args), pause);
  };
  delayed.cancel = () => clearTimeout(timer);
  return delayed;
}

/** `1 message`, `2 messages`. */
export const count = (number, noun) => `${number} ${noun}${number === 1 ? '' : 's'}`;
