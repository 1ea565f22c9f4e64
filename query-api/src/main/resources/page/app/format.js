import { locale, t } from './i18n.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Server time less browser time, in milliseconds: a browser's clock may be wrong. */
let clockOffset = 0;

/** @param {string|undefined} asOf the server's time in its answer */
export function setServerTime(asOf) {
  const time = Date.parse(asOf ?? '');
  if (!Number.isNaN(time)) {
    clockOffset = time - Date.now();
  }
}

/** @returns {number} epoch milliseconds by the server's clock */
export function serverNow() {
  return Date.now() + clockOffset;
}

/**
 * The two largest units: `45s`, `3m 05s`, `2h 07m`, `5d 3h`.
 * @param {number} millis
 */
export function formatDuration(millis) {
  if (millis < 0) {
    return `−${formatDuration(-millis)}`;
  }
  if (millis < MINUTE) {
    return t('duration.seconds', { s: Math.floor(millis / SECOND) });
  }
  if (millis < HOUR) {
    return t('duration.minutes', { m: Math.floor(millis / MINUTE), s: twoDigits((millis % MINUTE) / SECOND) });
  }
  if (millis < DAY) {
    return t('duration.hours', { h: Math.floor(millis / HOUR), m: twoDigits((millis % HOUR) / MINUTE) });
  }
  return t('duration.days', { d: Math.floor(millis / DAY), h: Math.floor((millis % DAY) / HOUR) });
}

function twoDigits(value) {
  return String(Math.floor(value)).padStart(2, '0');
}

/**
 * The time alone for today, else with the date, in the browser's time zone.
 * @param {string} iso
 */
export function formatTime(iso) {
  const time = new Date(iso);
  const isToday = time.toDateString() === new Date(serverNow()).toDateString();
  const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' };
  const date = { day: '2-digit', month: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  return formatter(isToday ? clock : date).format(time);
}

/** @param {string} iso */
export function formatFullTime(iso) {
  return formatter({ dateStyle: 'full', timeStyle: 'long' }).format(new Date(iso));
}

/** @param {string} iso a date and a time, to the minute */
export function formatFullDate(iso) {
  const time = new Date(/^\d+$/.test(iso) ? Number(iso) : iso);
  return Number.isNaN(time.getTime()) ? iso : formatter({ dateStyle: 'short', timeStyle: 'short' }).format(time);
}

/** @param {string} iso the day alone */
export function formatDay(iso) {
  return formatter({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(iso));
}

/** @param {string} iso the time of the day alone */
export function formatClock(iso) {
  return formatter({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(new Date(iso));
}

/** @param {number} value */
export function formatNumber(value) {
  return new Intl.NumberFormat(locale()).format(value);
}

/** @param {number} share 0 to 1 */
export function formatShare(share) {
  return new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 1 }).format(share);
}

/** @type {Map<string, Intl.DateTimeFormat>} making one costs more than a hundred uses of it */
const formatters = new Map();

function formatter(options) {
  const key = locale() + JSON.stringify(options);
  if (!formatters.has(key)) {
    formatters.set(key, new Intl.DateTimeFormat(locale(), options));
  }
  return formatters.get(key);
}
