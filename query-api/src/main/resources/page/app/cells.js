import { formatDuration, formatFullTime, formatNumber, formatTime, serverNow } from './format.js';
import { t } from './i18n.js';

/*
 * What stands in a cell, as nodes. Names come from strangers: text goes in as text, never as markup.
 */

/** @returns {function(import('./api.js').Dialog): Node} a cell of the first of the fields that is known */
export function textCell(...fields) {
  return (dialog) => {
    const text = fields.map((field) => dialog[field]).find(Boolean);
    return text ? element('span', 'text', text, text) : missing();
  };
}

/** The client's name, or that it is not known. */
export function clientCell(dialog) {
  const name = dialog.clientName;
  return name ? element('span', 'client', name, name) : element('span', 'client nameless', t('client.nameless'));
}

/** The operator, or that nobody has taken the dialog. */
export function operatorCell(dialog) {
  const name = dialog.operatorName ?? dialog.operatorId;
  return name ? element('span', 'text', name, name) : missing();
}

/** The detailed status in the colour of the general one. */
export function statusCell(dialog) {
  const pill = element('span', 'pill', t(`detailedStatus.${dialog.detailedStatus}`));
  pill.dataset.status = dialog.detailedStatus === 'SPAM' ? 'SPAM' : dialog.status;
  return pill;
}

/** How long the client is waiting at this moment; {@link tick} moves it on. */
export function waitingCell(dialog) {
  if (!dialog.openQuestionAt) {
    return missing();
  }
  const waiting = element('span', 'waiting', '', formatFullTime(dialog.openQuestionAt));
  waiting.dataset.since = String(Date.parse(dialog.openQuestionAt));
  showWaiting(waiting);
  return waiting;
}

/**
 * Moves all waiting times on.
 * @param {Element} root
 */
export function tick(root) {
  root.querySelectorAll('[data-since]').forEach(showWaiting);
}

function showWaiting(waiting) {
  const millis = Math.max(0, serverNow() - Number(waiting.dataset.since));
  waiting.textContent = formatDuration(millis);
}

/** @returns {function(import('./api.js').Dialog): Node} a cell of a time, the whole of it on hovering */
export function timeCell(field) {
  return (dialog) => {
    if (!dialog[field]) {
      return missing();
    }
    const time = element('time', 'time', formatTime(dialog[field]), formatFullTime(dialog[field]));
    time.dateTime = dialog[field];
    return time;
  };
}

/** @returns {function(import('./api.js').Dialog): Node} a cell of a duration */
export function durationCell(field) {
  return (dialog) => (dialog[field] === null ? missing() : element('span', 'number', formatDuration(dialog[field])));
}

/** The dialog's number: a name made of digits, not grouped. */
export function numberCell(dialog) {
  return element('span', 'number', String(dialog.number));
}

/** A count. */
export function countCell(dialog, field) {
  return element('span', 'number', formatNumber(dialog[field]));
}

/** The client's rating with a star. */
export function ratingCell(dialog) {
  const rating = dialog.clientRating;
  return rating === null ? missing() : element('span', 'rating', `${rating} ★`);
}

function missing() {
  return element('span', 'missing', '–');
}

function element(name, className, text, title) {
  const node = document.createElement(name);
  node.className = className;
  node.textContent = text;
  if (title) {
    node.title = title;
  }
  return node;
}
