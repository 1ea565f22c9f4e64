import { columnOf } from './columns.js';
import { DETAILED_STATUSES } from './statuses.js';

/**
 * What the manager looks at; it lives in the page's address, so a link shows the same.
 * @typedef {{status: string, detailedStatus: string, clientName: string, sort: Sort}} View
 *
 * The order; direction is that of the shown values.
 * @typedef {{field: string, direction: 'ascending'|'descending'}} Sort
 */

const PAGE_SIZE = 50;
const NEWEST_FIRST = Object.freeze({ field: 'createdAt', direction: 'descending' });

/** @returns {View} nothing filtered, newest first */
export function emptyView() {
  return { status: '', detailedStatus: '', clientName: '', sort: { ...NEWEST_FIRST } };
}

/**
 * Reads the address; what it does not know in it is left aside.
 * @param {string} address the query part
 * @returns {View}
 */
export function readView(address) {
  const parameters = new URLSearchParams(address);
  const view = emptyView();
  const detailed = parameters.get('detailedStatus') ?? '';
  const status = parameters.get('status') ?? '';
  if (Object.hasOwn(DETAILED_STATUSES, detailed)) {
    view.detailedStatus = detailed;
    view.status = DETAILED_STATUSES[detailed];
  } else if (Object.values(DETAILED_STATUSES).includes(status)) {
    view.status = status;
  }
  view.clientName = (parameters.get('clientName') ?? '').slice(0, 256);
  view.sort = readSort(parameters.get('sort')) ?? view.sort;
  return view;
}

function readSort(text) {
  const field = text?.replace(/^-/, '');
  if (!field || !columnOf(field)) {
    return null;
  }
  return { field, direction: text.startsWith('-') ? 'descending' : 'ascending' };
}

/**
 * Puts the view into the address, and leaves the address's other parameters as they are.
 * @param {View} view
 */
export function writeView(view) {
  const address = new URL(window.location.href);
  const { field, direction } = view.sort;
  const isDefault = field === NEWEST_FIRST.field && direction === NEWEST_FIRST.direction;
  const parameters = {
    status: view.detailedStatus ? '' : view.status,
    detailedStatus: view.detailedStatus,
    clientName: view.clientName,
    sort: isDefault ? '' : (direction === 'descending' ? '-' : '') + field,
  };
  for (const [name, value] of Object.entries(parameters)) {
    if (value) {
      address.searchParams.set(name, value);
    } else {
      address.searchParams.delete(name);
    }
  }
  window.history.replaceState(null, '', address);
}

/**
 * The view as the API's parameters.
 * @param {View} view
 * @param {?string} cursor
 * @returns {URLSearchParams}
 */
export function queryOf(view, cursor) {
  const query = new URLSearchParams({ limit: String(PAGE_SIZE), sort: apiSort(view.sort) });
  if (view.detailedStatus) {
    query.set('detailedStatus', view.detailedStatus);
  } else if (view.status) {
    query.set('status', view.status);
  }
  const name = view.clientName.trim();
  if (hasWord(name)) {
    // The word being typed is a prefix.
    query.set('clientName', name.endsWith('*') ? name : `${name}*`);
  }
  if (cursor) {
    query.set('cursor', cursor);
  }
  return query;
}

function apiSort({ field, direction }) {
  // The longest wait is the oldest question: shown and stored order are opposite.
  const descending = (direction === 'descending') !== columnOf(field).storedTheOtherWay;
  return (descending ? '-' : '') + field;
}

/** @param {View} view */
export function isFiltered(view) {
  return Boolean(view.status || hasWord(view.clientName));
}

/** A dash alone is nothing to look for: the reader is still typing. */
function hasWord(name) {
  return /[\p{L}\p{N}]/u.test(name);
}
