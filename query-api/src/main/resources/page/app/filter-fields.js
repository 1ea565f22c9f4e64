import { t } from './i18n.js';
import { DETAILED_STATUSES } from './statuses.js';

/**
 * What can be filtered by, as the API knows it.
 *
 * - `choice`: one of several values that are known beforehand
 * - `facet`: one of several values, those that occur
 * - `ids`: one of several values that nobody could list
 * - `flag`: yes or no
 * - `time`, `duration`, `whole`: ends of a range, `name.gte`, and `name.exists`
 * - `words`: words, or beginnings with `*`
 * @typedef {{name: string, kind: 'choice'|'facet'|'ids'|'flag'|'time'|'duration'|'whole'|'words', values?: string[],
 *   orNone?: boolean, group: string, exact?: boolean}} FilterField
 */

const RATINGS = ['1', '2', '3', '4', '5'];

const of = (group, kind, ...names) => names.map((name) => ({ name, kind, group }));

/** @type {FilterField[]} */
export const FILTERS = [
  { name: 'status', kind: 'choice', values: [...new Set(Object.values(DETAILED_STATUSES))], group: 'dialog' },
  { name: 'detailedStatus', kind: 'choice', values: Object.keys(DETAILED_STATUSES), group: 'dialog' },
  ...of('dialog', 'flag', 'active', 'waiting', 'breached'),
  ...of('dialog', 'facet', 'line', 'channel'),
  { name: 'operator', kind: 'facet', orNone: true, group: 'dialog' },
  ...of('dialog', 'facet', 'participant', 'department'),
  { name: 'direction', kind: 'choice', values: ['INBOUND', 'OUTBOUND'], group: 'dialog' },
  { name: 'number', kind: 'whole', exact: true, group: 'dialog' },
  ...of('dialog', 'ids', 'id', 'client'),
  ...of('dialog', 'flag', 'spam', 'crm', 'formFilled', 'historyRequested', 'pinned'),
  ...of('words', 'words', 'clientName', 'pageUrl', 'managerComment'),
  { name: 'clientRating', kind: 'choice', values: RATINGS, orNone: true, group: 'ratings' },
  { name: 'managerRating', kind: 'choice', values: RATINGS, orNone: true, group: 'ratings' },
  ...of('durations', 'duration', 'waitingForMs', 'timeLeftMs', 'targetMs', 'firstResponseMs', 'averageResponseMs', 'maxResponseMs',
    'totalResponseMs', 'replyWaitMs', 'startWaitMs', 'operatorCloseMs', 'dialogMs', 'botMs'),
  ...of('times', 'time', 'createdAt', 'lastMessageAt', 'queuedAt', 'operatorStartedAt', 'operatorRepliedAt',
    'operatorClosedAt', 'closedAt', 'modifiedAt', 'openQuestionAt', 'dueAt'),
  ...of('counts', 'whole', 'messageCount', 'clientMessageCount', 'operatorMessageCount', 'responseCount',
    'transferCount', 'reopenCount', 'eventCount'),
];

const BY_NAME = new Map(FILTERS.map((field) => [field.name, field]));

export const isRange = (field) => ['time', 'duration', 'whole'].includes(field.kind);

/** @returns {FilterField|undefined} */
export const filterField = (name) => BY_NAME.get(name);

/** @param {string} name */
export function filterTitle(name) {
  const key = `filter.${name}`;
  const own = t(key);
  return own === key ? t(`column.${name}`) : own;
}

/**
 * A parameter of the address as the page speaks of it; null if it is no filter. Durations are kept in milliseconds:
 * `maxResponse.gt=PT1M` is `maxResponseMs.gt=60000`.
 * @returns {?{name: string, value: string}}
 */
export function readParameter(name, value) {
  const [base, end] = name.split('.', 2);
  const field = filterField(base);
  if (name === 'q' || (field && (isRange(field) ? isEnd(field, end) : end === undefined))) {
    return { name, value };
  }
  const duration = filterField(`${base}Ms`);
  if (duration && isEnd(duration, end)) {
    const millis = end === 'exists' ? value : isoMillis(value);
    return millis === null ? null : { name: `${base}Ms.${end}`, value: String(millis) };
  }
  return null;
}

const isEnd = (field, end) =>
  (end === undefined ? Boolean(field.exact) : ['gte', 'gt', 'lte', 'lt', 'exists'].includes(end));

function isoMillis(text) {
  const [found, days, hours, minutes, seconds] =
    /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i.exec(text) ?? [];
  const number = (part) => Number(part ?? 0);
  return found
    ? Math.round((((number(days) * 24 + number(hours)) * 60 + number(minutes)) * 60 + number(seconds)) * 1000)
    : null;
}
