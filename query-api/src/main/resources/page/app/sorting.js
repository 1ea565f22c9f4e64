import { columnOf } from './columns.js';

/*
 * A sorting is the API's own text, `-lastMessageAt,number`. A column may be stored the other way round: the longest
 * wait is the oldest question.
 */

/** What is sorted by where nobody says otherwise. */
export const NEWEST_FIRST = '-createdAt';

/**
 * @param {string} sort
 * @returns {{field: string, shown: 'ascending'|'descending'}[]} shown: the direction of the values on the screen
 */
export function parseSort(sort) {
  return sort.split(',').map((part) => {
    const field = part.replace(/^-/, '');
    const descends = part.startsWith('-') !== Boolean(columnOf(field)?.storedTheOtherWay);
    return { field, shown: descends ? 'descending' : 'ascending' };
  });
}

/** The natural order of a column. */
export function firstSort(field) {
  const column = columnOf(field);
  return ((column.first === 'descending') !== column.storedTheOtherWay ? '-' : '') + field;
}

/** The same columns the other way round. */
export const turned = (sort) => sort.split(',').map(turnedPart).join(',');

const turnedPart = (part) => (part.startsWith('-') ? part.slice(1) : `-${part}`);

/**
 * The order after a press on a column's header: its natural one first, then the other way round.
 * @param {string} sort
 * @param {string} field
 * @param {boolean} besides after the columns that are sorted by already, instead of them
 */
export function nextSort(sort, field, besides) {
  const parts = sort.split(',');
  const isOf = (part) => part.replace(/^-/, '') === field;
  if (besides) {
    return parts.some(isOf)
      ? parts.map((part) => (isOf(part) ? turnedPart(part) : part)).join(',')
      : [...parts, firstSort(field)].join(',');
  }
  return isOf(parts[0]) && parts.length === 1 ? turnedPart(parts[0]) : isOf(parts[0]) ? turnedPart(parts[0]) : firstSort(field);
}
