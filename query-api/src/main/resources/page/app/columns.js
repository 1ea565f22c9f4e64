import {
  clientCell,
  countCell,
  durationCell,
  numberCell,
  operatorCell,
  ratingCell,
  statusCell,
  textCell,
  timeCell,
  waitingCell,
} from './cells.js';

/**
 * A column of the list. `first` is the direction of the first click; `storedTheOtherWay` marks a column whose shown
 * values descend when the stored ones ascend.
 * @typedef {{field: string, show: function(import('./api.js').Dialog): Node, width: number, grow: number,
 *   first: 'ascending'|'descending', numeric: boolean, storedTheOtherWay: boolean}} ListColumn
 */

/** @type {ListColumn[]} */
export const COLUMNS = [
  column('number', numberCell, { width: 64, first: 'descending', numeric: true }),
  column('clientName', clientCell, { width: 132, grow: 3 }),
  column('detailedStatus', statusCell, { width: 164 }),
  column('openQuestionAt', waitingCell, { width: 92, first: 'descending', numeric: true, storedTheOtherWay: true }),
  column('channel', textCell('channel'), { width: 92 }),
  column('lineName', textCell('lineName', 'lineId'), { width: 104, grow: 2 }),
  column('operatorName', operatorCell, { width: 124, grow: 2 }),
  column('createdAt', timeCell('createdAt'), { width: 108, first: 'descending' }),
  column('lastMessageAt', timeCell('lastMessageAt'), { width: 108, first: 'descending' }),
  column('firstResponseMs', durationCell('firstResponseMs'), { width: 80, first: 'descending', numeric: true }),
  column('averageResponseMs', durationCell('averageResponseMs'), { width: 80, first: 'descending', numeric: true }),
  column('maxResponseMs', durationCell('maxResponseMs'), { width: 80, first: 'descending', numeric: true }),
  column('messageCount', countCell, { width: 84, first: 'descending', numeric: true }),
  column('clientRating', ratingCell, { width: 68, first: 'descending', numeric: true }),
];

/**
 * @param {string} field
 * @returns {ListColumn|undefined}
 */
export function columnOf(field) {
  return COLUMNS.find((candidate) => candidate.field === field);
}

function column(field, show, options) {
  const base = { field, grow: 0, first: 'ascending', numeric: false, storedTheOtherWay: false };
  return { ...base, ...options, show: (dialog) => show(dialog, field) };
}
