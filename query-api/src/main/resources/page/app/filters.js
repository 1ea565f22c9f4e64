import { COLUMNS, columnOf } from './columns.js';
import { t } from './i18n.js';
import { DETAILED_STATUSES } from './statuses.js';

const TYPING_PAUSE_MS = 300;

const byId = (id) => document.getElementById(id);
const statuses = byId('statuses');
const detailed = byId('detailed-status');
const clientName = byId('client-name');
const sortField = byId('sort-field');

/**
 * Wires the filters and the sorting of narrow screens.
 * @param {function(): import('./view.js').View} current
 * @param {function(Partial<import('./view.js').View>): void} onChange
 */
export function listenToFilters(current, onChange) {
  let typing = 0;
  byId('filters').addEventListener('submit', (event) => event.preventDefault());
  statuses.addEventListener('click', (event) => {
    if (event.target instanceof HTMLButtonElement) {
      onChange({ status: event.target.value, detailedStatus: '' });
    }
  });
  detailed.addEventListener('change', () => {
    const status = DETAILED_STATUSES[detailed.value] ?? current().status;
    onChange({ status, detailedStatus: detailed.value });
  });
  clientName.addEventListener('input', () => {
    window.clearTimeout(typing);
    typing = window.setTimeout(() => onChange({ clientName: clientName.value }), TYPING_PAUSE_MS);
  });
  sortField.addEventListener('change', () => onChange({ sort: firstSort(sortField.value) }));
  byId('sort-direction').addEventListener('click', () => onChange({ sort: turned(current().sort) }));
}

/**
 * The order after a press on a column's header: its natural one first, then the other way round.
 * @param {import('./view.js').Sort} sort
 * @param {string} field
 */
export function nextSort(sort, field) {
  return sort.field === field ? turned(sort) : firstSort(field);
}

function firstSort(field) {
  return { field, direction: columnOf(field).first };
}

function turned(sort) {
  return { ...sort, direction: sort.direction === 'ascending' ? 'descending' : 'ascending' };
}

/** @param {import('./view.js').View} view */
export function showFilters(view) {
  for (const button of statuses.children) {
    button.setAttribute('aria-pressed', String(button.value === view.status));
  }
  const offered = Object.keys(DETAILED_STATUSES)
    .filter((status) => !view.status || DETAILED_STATUSES[status] === view.status);
  detailed.replaceChildren(
    new Option(t('filter.anyDetail'), ''),
    ...offered.map((status) => new Option(t(`detailedStatus.${status}`), status)),
  );
  detailed.value = view.detailedStatus;
  if (document.activeElement !== clientName) {
    clientName.value = view.clientName;
  }
  sortField.replaceChildren(...COLUMNS.map(({ field }) => new Option(t(`column.${field}`), field)));
  sortField.value = view.sort.field;
}
