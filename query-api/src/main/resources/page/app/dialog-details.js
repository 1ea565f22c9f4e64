import { COLUMNS, columnTitle } from './columns.js';
import { el } from './dom.js';
import { t } from './i18n.js';

/**
 * All columns of a dialog that have a value, folded away until they are asked for.
 * @param {import('./api.js').Dialog} dialog
 * @returns {HTMLElement}
 */
export function detailsOf(dialog) {
  const known = COLUMNS.filter(({ field }) => {
    const value = dialog[field];
    return value !== null && value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);
  });
  const list = el('dl', {}, ...known.map((column) =>
    el('div', {}, el('dt', { text: columnTitle(column.field) }), el('dd', {}, column.show(dialog)))));
  const isOpen = document.querySelector('#history details')?.hasAttribute('open') ?? false;
  return el('details', { class: 'details', open: isOpen }, el('summary', { text: t('history.details') }), list);
}
