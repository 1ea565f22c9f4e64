/**
 * An element. Texts go in as text, never as markup: names come from strangers.
 * @param {string} name
 * @param {{class?: string, text?: string, title?: string, data?: Object<string, string>,
 *   on?: Object<string, function(any): void>, [attribute: string]: any}} [properties] what is not named here is an
 *   attribute; null and false leave it out
 * @param {...(Node|string)} children
 * @returns {any}
 */
export function el(name, properties = {}, ...children) {
  const node = document.createElement(name);
  const { class: className, text, data = {}, on = {}, ...attributes } = properties;
  if (className) {
    node.className = className;
  }
  if (text !== undefined) {
    node.textContent = text;
  }
  Object.assign(node.dataset, data);
  for (const [event, listener] of Object.entries(on)) {
    node.addEventListener(event, listener);
  }
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(attribute, value === true ? '' : String(value));
    }
  }
  node.append(...children);
  return node;
}

/** @returns {any} the button of a text */
export function button(text, onClick, properties = {}) {
  return el('button', { type: 'button', text, ...properties, on: { click: onClick } });
}

/** @returns {any} */
export const byId = (id) => document.getElementById(id);

/**
 * An address by others, if it leads to the web: `javascript:` and its like lead into this page.
 * @param {?string} text
 * @returns {?string}
 */
export function webAddress(text) {
  try {
    const url = new URL(text ?? '');
    return ['http:', 'https:'].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** @returns {any} a link to somewhere else that learns nothing about this page */
export function linkAway(address, text, properties = {}) {
  return el('a', { ...properties, text, href: address, target: '_blank', rel: 'noopener noreferrer' });
}
