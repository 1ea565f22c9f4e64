import {
  clientCell,
  countCell,
  crmCell,
  directionCell,
  dueCell,
  durationCell,
  flagCell,
  generalStatusCell,
  labelCell,
  numberCell,
  operatorCell,
  pageCell,
  peopleCell,
  ratingCell,
  statusCell,
  textCell,
  timeCell,
  waitingCell,
} from './cells.js';
import { t } from './i18n.js';

/**
 * A column of the list. `first` is the direction of the first press on its header; `storedTheOtherWay` marks a column
 * whose shown values descend when the stored ones ascend; `needs` are the fields that a cell shows.
 * @typedef {{field: string, show: function(import('./api.js').Dialog): Node, width: number, grow: number,
 *   first: 'ascending'|'descending', numeric: boolean, storedTheOtherWay: boolean, needs: string[]}} ListColumn
 */

const NUMERIC = { first: 'descending', numeric: true };
const DURATION = { width: 76, ...NUMERIC };
const COUNT = { width: 80, ...NUMERIC };
const TIME = { width: 104, first: 'descending' };

/** Every column of the model. @type {ListColumn[]} */
export const COLUMNS = [
  column('number', numberCell, { width: 54, ...NUMERIC }),
  column('clientName', clientCell, { width: 128, grow: 3 }),
  column('detailedStatus', statusCell, { width: 156, needs: ['status'] }),
  column('openQuestionAt', waitingCell, { width: 86, ...NUMERIC, storedTheOtherWay: true }),
  column('dueAt', dueCell, { width: 84, numeric: true }),
  column('status', generalStatusCell, { width: 156 }),
  column('channel', textCell, { width: 84 }),
  column('lineName', labelCell, { width: 100, grow: 2, needs: ['lineId'] }),
  column('lineId', textCell, { width: 104 }),
  column('operatorName', operatorCell, { width: 120, grow: 2, needs: ['operatorId'] }),
  column('operatorId', textCell, { width: 96 }),
  column('departmentId', textCell, { width: 112 }),
  column('participantIds', peopleCell, { width: 160 }),
  column('clientId', textCell, { width: 120 }),
  column('dialogId', textCell, { width: 132 }),
  column('direction', directionCell, { width: 108 }),
  column('createdAt', timeCell, TIME),
  column('lastMessageAt', timeCell, TIME),
  column('queuedAt', timeCell, TIME),
  column('operatorStartedAt', timeCell, TIME),
  column('operatorRepliedAt', timeCell, TIME),
  column('operatorClosedAt', timeCell, TIME),
  column('closedAt', timeCell, TIME),
  column('modifiedAt', timeCell, TIME),
  column('firstResponseMs', durationCell, DURATION),
  column('averageResponseMs', durationCell, DURATION),
  column('maxResponseMs', durationCell, DURATION),
  column('targetMs', durationCell, { ...DURATION, width: 90 }),
  column('totalResponseMs', durationCell, DURATION),
  column('replyWaitMs', durationCell, { ...DURATION, width: 96 }),
  column('startWaitMs', durationCell, { ...DURATION, width: 96 }),
  column('operatorCloseMs', durationCell, DURATION),
  column('dialogMs', durationCell, { ...DURATION, width: 112 }),
  column('botMs', durationCell, DURATION),
  column('messageCount', countCell, COUNT),
  column('clientMessageCount', countCell, COUNT),
  column('operatorMessageCount', countCell, { ...COUNT, width: 94 }),
  column('responseCount', countCell, COUNT),
  column('transferCount', countCell, { ...COUNT, width: 90 }),
  column('reopenCount', countCell, COUNT),
  column('eventCount', countCell, COUNT),
  column('clientRating', ratingCell, { width: 66, ...NUMERIC }),
  column('managerRating', ratingCell, { width: 96, ...NUMERIC }),
  column('managerComment', textCell, { width: 180 }),
  column('pageUrl', pageCell, { width: 180 }),
  column('crm', crmCell, { width: 150 }),
  column('formFilled', flagCell, { width: 88 }),
  column('historyRequested', flagCell, { width: 100 }),
  column('pinned', flagCell, { width: 96 }),
  column('spam', flagCell, { width: 76 }),
];

/** The columns of whoever has not chosen any. */
export const USUAL_FIELDS = Object.freeze([
  'number', 'clientName', 'detailedStatus', 'openQuestionAt', 'dueAt', 'channel', 'lineName', 'operatorName', 'createdAt',
  'lastMessageAt', 'firstResponseMs', 'maxResponseMs', 'messageCount', 'clientRating',
]);

/** What the rows' menu and the panel beside the list need, whatever is shown. */
const ALWAYS_NEEDED = ['dialogId', 'clientId', 'clientName', 'channel', 'detailedStatus', 'status'];

/** @returns {ListColumn|undefined} */
export const columnOf = (field) => COLUMNS.find((candidate) => candidate.field === field);

/** @param {string} field */
export const columnTitle = (field) => t(`column.${field}`);

/**
 * The fields to ask for, so that these columns can be shown.
 * @param {readonly string[]} fields
 */
export function neededFields(fields) {
  return [...new Set([...ALWAYS_NEEDED, ...fields.flatMap((field) => columnOf(field)?.needs ?? [])])];
}

function column(field, show, options) {
  const base = { field, grow: 0, first: 'ascending', numeric: false, storedTheOtherWay: false };
  const needs = [field, ...(options.needs ?? [])];
  return { ...base, ...options, needs, show: (dialog) => show(dialog, field) };
}
