import { button, el } from './dom.js';
import { t } from './i18n.js';

/**
 * Asks before something is done.
 * @param {{title: string, text?: string, fields?: Node[], confirm: string, danger?: boolean, needed?: boolean,
 *   check?: function(FormData): ?string}} question needed: there is no button to say no; check: what is wrong with the
 *   answer, null if nothing is
 * @returns {Promise<?FormData>} the answers; null if it is not to be done
 */
export function askFirst({ title, text, fields = [], confirm, danger = false, needed = false, check }) {
  return new Promise((resolve) => {
    const wrong = el('p', { class: 'wrong', role: 'alert', hidden: true });
    const cancel = needed ? [] : [button(t('cancel'), () => dialog.close())];
    const ok = el('button', { type: 'submit', class: danger ? 'main danger' : 'main', text: confirm });
    const form = el('form', { method: 'dialog' },
      el('h2', { id: 'modal-title', text: title, dir: 'auto' }),
      ...(text ? [el('p', { text })] : []),
      ...fields, wrong, el('div', { class: 'buttons' }, ...cancel, ok));
    const dialog = el('dialog', { class: 'modal', 'aria-labelledby': 'modal-title' }, form);
    let answer = null;
    form.addEventListener('submit', (event) => {
      const said = new FormData(form);
      const problem = check?.(said) ?? null;
      wrong.hidden = problem === null;
      wrong.textContent = problem ?? '';
      if (problem) {
        event.preventDefault();
      } else {
        answer = said;
      }
    });
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(answer);
    });
    // Escape closes this, and not the panel behind it too
    dialog.addEventListener('keydown', (event) => event.stopPropagation());
    document.body.append(dialog);
    dialog.showModal();
    if (fields.length === 0) {
      ok.focus();
    }
  });
}

/**
 * Shows something to read.
 * @param {string} title
 * @param {...Node} content
 */
export function tell(title, ...content) {
  const dialog = el('dialog', { class: 'modal', 'aria-labelledby': 'modal-title' },
    el('h2', { id: 'modal-title', text: title }), ...content,
    el('div', { class: 'buttons' }, button(t('close'), () => dialog.close(), { class: 'main' })));
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  document.body.append(dialog);
  dialog.showModal();
}

/** @returns {HTMLElement} choices of which one holds */
export function radios(name, options, chosen) {
  return el('div', { class: 'radios', role: 'radiogroup' }, ...options.map(({ value, text }) =>
    el('label', {}, el('input', { type: 'radio', name, value, checked: value === chosen }), el('span', { text }))));
}
