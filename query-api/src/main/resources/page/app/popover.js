import { el } from './dom.js';

const GAP = 6;
const MARGIN = 8;

/** @type {?function(): void} closes the one that is open */
let closeOpen = null;

/**
 * Something small beside what opened it, until Escape, a press elsewhere, or {@link closePopover}. Pressing the same
 * button again closes it.
 * @param {HTMLElement} anchor
 * @param {Node} content
 * @param {{label: string, role?: 'dialog'|'menu', at?: {x: number, y: number}, onClose?: function(): void}} options
 *   at: there, instead of beside the anchor
 */
export function openPopover(anchor, content, { label, role = 'dialog', at, onClose }) {
  const wasOpen = anchor.getAttribute('aria-expanded') === 'true' && !at;
  closeOpen?.();
  if (wasOpen) {
    return;
  }
  const box = el('div', { class: 'popover', role, 'aria-label': label, tabindex: -1 }, content);
  document.body.append(box);
  anchor.setAttribute('aria-expanded', 'true');
  place(box, at ? new DOMRect(at.x, at.y) : anchor.getBoundingClientRect());
  const sized = new ResizeObserver(() => place(box, at ? new DOMRect(at.x, at.y) : anchor.getBoundingClientRect()));
  sized.observe(box);

  const close = () => {
    closeOpen = null;
    sized.disconnect();
    document.removeEventListener('pointerdown', onPress, true);
    document.removeEventListener('keydown', onKey, true);
    const hadFocus = box.contains(document.activeElement) || document.activeElement === document.body;
    box.remove();
    anchor.setAttribute('aria-expanded', 'false');
    if (hadFocus && anchor.isConnected) {
      anchor.focus();
    }
    onClose?.();
  };
  const onPress = (event) => {
    if (!box.contains(event.target) && !anchor.contains(event.target)) {
      close();
    }
  };
  const onKey = (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    } else if (role === 'menu') {
      moveInMenu(box, event);
    }
  };
  document.addEventListener('pointerdown', onPress, true);
  document.addEventListener('keydown', onKey, true);
  closeOpen = close;
  (box.querySelector('[autofocus]') ?? box.querySelector('input, select, button, a') ?? box).focus();
}

export const closePopover = () => closeOpen?.();

/**
 * A menu of commands.
 * @param {{text: string, do?: function(): void, href?: string, danger?: boolean}[]} items
 */
export function openMenu(anchor, items, options) {
  const nodes = items.map((item) => {
    const properties = { class: item.danger ? 'danger' : '', role: 'menuitem', tabindex: -1, text: item.text };
    const leave = () => {
      closePopover();
      item.do?.();
    };
    return item.href
      ? el('a', { ...properties, href: item.href, target: '_blank', rel: 'noopener noreferrer', on: { click: leave } })
      : el('button', { ...properties, type: 'button', on: { click: leave } });
  });
  openPopover(anchor, el('div', { class: 'menu' }, ...nodes), { ...options, role: 'menu' });
}

function moveInMenu(box, event) {
  const items = [...box.querySelectorAll('[role=menuitem]')];
  const here = items.indexOf(document.activeElement);
  const next = {
    ArrowDown: (here + 1) % items.length,
    ArrowUp: (here - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  }[event.key];
  if (next !== undefined) {
    event.preventDefault();
    items[next].focus();
  } else if (event.key === 'Tab') {
    closePopover();
  }
}

/** Below the anchor if there is room, else above; always on the screen. Narrow screens have it at their lower end. */
function place(box, anchor) {
  const below = anchor.bottom + GAP;
  const fits = below + box.offsetHeight <= window.innerHeight - MARGIN;
  const top = fits ? below : Math.max(MARGIN, Math.min(below, window.innerHeight - MARGIN - box.offsetHeight));
  const left = Math.min(anchor.left, window.innerWidth - MARGIN - box.offsetWidth);
  box.style.top = `${top}px`;
  box.style.left = `${Math.max(MARGIN, left)}px`;
}
