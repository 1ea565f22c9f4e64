import { columnOf } from './columns.js';
import { filterField, readParameter } from './filter-fields.js';

/**
 * Where the reader is; it lives in the page's address, so a link shows the same. Filters are the API's own parameters.
 * What is null is decided by the view, else by what the user likes.
 * @typedef {{view: string, filters: Object<string, string>, sort: ?string, fields: ?string[], tab: 'list'|'stats',
 *   dialog: ?string}} Place
 */

const OWN = ['view', 'sort', 'fields', 'tab', 'dialog'];

/** @returns {Place} all dialogs, as usual */
export const START = Object.freeze({ view: '', filters: {}, sort: null, fields: null, tab: 'list', dialog: null });

/**
 * Reads the address; what it does not know in it is left aside.
 * @param {string} address the query part
 * @returns {Place}
 */
export function readPlace(address) {
  const parameters = new URLSearchParams(address);
  const filters = {};
  for (const [name, value] of parameters) {
    const filter = OWN.includes(name) || value.trim() === '' ? null : readParameter(name, value);
    if (filter) {
      filters[filter.name] = filter.value;
    }
  }
  return {
    view: parameters.get('view') ?? '',
    filters,
    sort: knownSort(parameters.get('sort')),
    fields: knownFields(parameters.get('fields')),
    tab: parameters.get('tab') === 'stats' ? 'stats' : 'list',
    dialog: parameters.get('dialog'),
  };
}

/** @returns {?string} the parts of a sorting that name columns */
export function knownSort(text) {
  const parts = (text ?? '').split(',').filter((part) => columnOf(part.replace(/^-/, '')));
  return parts.length > 0 ? parts.join(',') : null;
}

/** @returns {?string[]} the columns that there are */
export function knownFields(fields) {
  const list = Array.isArray(fields) ? fields : (fields ?? '').split(',');
  const known = [...new Set(list)].filter((field) => columnOf(field));
  return known.length > 0 ? known : null;
}

/**
 * The address of a place; parameters that are not the page's own, like the language, stay.
 * @param {Place} place
 * @returns {string}
 */
export function addressOf(place) {
  const address = new URL(window.location.href);
  for (const name of [...address.searchParams.keys()]) {
    if (OWN.includes(name) || name === 'q' || filterField(name.split('.')[0]) || filterField(`${name.split('.')[0]}Ms`)) {
      address.searchParams.delete(name);
    }
  }
  const own = {
    view: place.view,
    ...place.filters,
    sort: place.sort,
    fields: place.fields?.join(','),
    tab: place.tab === 'list' ? '' : place.tab,
    dialog: place.dialog,
  };
  for (const [name, value] of Object.entries(own)) {
    if (value) {
      address.searchParams.set(name, value);
    }
  }
  return address.pathname + address.search;
}

/** The time zone whose days the reader means. */
export const timezone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/**
 * The filters as the API's parameters.
 * @param {Place} place
 * @param {{without?: string[]}} [options] names of filters to leave out
 * @returns {URLSearchParams}
 */
export function filterQuery(place, { without = [] } = {}) {
  const query = new URLSearchParams();
  if (place.view) {
    query.set('view', place.view);
  }
  for (const [name, value] of Object.entries(place.filters)) {
    if (!without.includes(name.split('.')[0]) && (name !== 'q' || hasWord(value))) {
      query.set(name, name === 'q' ? asBeginning(value) : value);
    }
  }
  query.set('timezone', timezone());
  return query;
}

/** @param {Place} place */
export const isFiltered = (place) =>
  Object.entries(place.filters).some(([name, value]) => name !== 'q' || hasWord(value));

/** The word being typed is a beginning. */
function asBeginning(text) {
  const words = text.trim();
  return /[\p{L}\p{N}]$/u.test(words) ? `${words}*` : words;
}

/** A dash alone is nothing to look for: the reader is still typing. */
const hasWord = (text) => /[\p{L}\p{N}]/u.test(text);
