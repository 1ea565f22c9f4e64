import { filterField, filterTitle, isRange } from './filter-fields.js';
import { formatDuration, formatFullDate, formatNumber } from './format.js';
import { t } from './i18n.js';
import { nameOf } from './names.js';

/** Filters of a time that people ask for so often that they have names. */
export const USUAL_TIMES = Object.freeze({
  today: { gte: 'now/d' },
  yesterday: { gte: 'now-1d/d', lte: 'now-1d/d' },
  lastHour: { gte: 'now-1h' },
  last24h: { gte: 'now-24h' },
  last7d: { gte: 'now-7d/d' },
  last30d: { gte: 'now-30d/d' },
  thisMonth: { gte: 'now/M' },
});

/**
 * What is asked of one field: ends and values by their operator; the empty one is "is".
 * @param {Object<string, string>} filters
 * @param {string} name
 * @returns {Object<string, string>}
 */
export function partsOf(filters, name) {
  return Object.fromEntries(Object.entries(filters)
    .filter(([parameter]) => parameter.split('.')[0] === name)
    .map(([parameter, value]) => [parameter.split('.')[1] ?? '', value]));
}

/** The fields that are filtered by, in the order in which they were added. */
export const filteredNames = (filters) =>
  [...new Set(Object.keys(filters).map((name) => name.split('.')[0]))].filter((name) => name !== 'q');

/** @returns {?string} the name of a usual time */
export function usualTime(parts) {
  const same = (usual) => Object.keys(usual).length === Object.keys(parts).length
    && Object.entries(usual).every(([end, value]) => parts[end] === value);
  return Object.keys(USUAL_TIMES).find((name) => same(USUAL_TIMES[name])) ?? null;
}

/**
 * A filter in words, after the field's title: `≥ 5m`, `Telegram, VK`.
 * @param {string} name
 * @param {Object<string, string>} parts
 */
export function filterWords(name, parts) {
  const field = filterField(name);
  if (!field) {
    return Object.values(parts).join(' ');
  }
  if (!isRange(field) || parts[''] !== undefined) {
    return valuesOf(field, parts['']).map((value) => valueWords(field, value)).join(', ');
  }
  if (parts.exists !== undefined) {
    return t(parts.exists === 'true' ? 'operator.exists' : 'operator.missing');
  }
  const usual = field.kind === 'time' ? usualTime(parts) : null;
  if (usual) {
    return t(`usual.${usual}`);
  }
  const sign = { gte: '≥', gt: '>', lte: '≤', lt: '<' };
  return Object.entries(parts).map(([end, value]) => `${sign[end]} ${endWords(field, value)}`).join(' ');
}

/** @returns {string[]} */
export function valuesOf(field, text) {
  return ['words', 'flag'].includes(field.kind) || field.name === 'id' ? [text] : text.split(',').filter(Boolean);
}

/** A value as people call it. */
export function valueWords(field, value) {
  if (value === 'none' && field.orNone) {
    return t(field.name === 'operator' ? 'none.operator' : 'none.rating');
  }
  switch (field.name) {
    case 'status':
    case 'detailedStatus':
    case 'direction':
      return t(`${field.name}.${value}`);
    case 'line':
      return nameOf('line', value);
    case 'operator':
    case 'participant':
      return nameOf('operator', value);
    case 'clientRating':
    case 'managerRating':
      return `${value} ★`;
    default:
      return field.kind === 'flag' ? t(value === 'true' ? 'yes' : 'no') : value;
  }
}

function endWords(field, value) {
  if (field.kind === 'duration') {
    return formatDuration(Number(value));
  }
  if (field.kind === 'whole') {
    return field.name === 'number' ? value : formatNumber(Number(value));
  }
  return /^now|^\d{4}-\d{2}-\d{2}$/.test(value) ? value : formatFullDate(value);
}

/** The whole of it, for those who cannot see the chip. */
export const filterSentence = (name, parts) => `${filterTitle(name)}: ${filterWords(name, parts)}`;
