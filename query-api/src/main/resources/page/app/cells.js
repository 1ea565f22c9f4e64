import { el, linkAway, webAddress } from './dom.js';
import { formatDuration, formatFullTime, formatNumber, formatTime, serverNow } from './format.js';
import { t } from './i18n.js';
import { nameOf } from './names.js';

/*
 * What stands in a cell, as nodes. Each function is given the dialog and the field.
 */

/** A text by people or connectors; each has its own direction of writing. */
export function textCell(dialog, field) {
  return dialog[field] ? words('text', dialog[field]) : missing();
}

/** A name, or else the id: `lineName`, `lineId`. */
export function labelCell(dialog, field) {
  const text = dialog[field] ?? dialog[field.replace(/Name$/, 'Id')];
  return text ? words('text', text) : missing();
}

/** The client's name, or that it is not known. */
export function clientCell(dialog) {
  return dialog.clientName ? words('client', dialog.clientName) : words('client nameless', t('client.nameless'));
}

/** The operator, or that nobody has taken the dialog. */
export const operatorCell = (dialog) => labelCell(dialog, 'operatorName');

/** Everybody who took part. */
export function peopleCell(dialog, field) {
  const names = (dialog[field] ?? []).map((id) => nameOf('operator', id));
  return names.length > 0 ? words('text', names.join(', ')) : missing();
}

/** The detailed status in the colour of the general one. */
export function statusCell(dialog) {
  return pill(t(`detailedStatus.${dialog.detailedStatus}`), dialog);
}

/** The general status. */
export function generalStatusCell(dialog) {
  return pill(t(`status.${dialog.status}`), dialog);
}

function pill(text, dialog) {
  return el('span', { class: 'pill', text, data: { status: dialog.detailedStatus === 'SPAM' ? 'SPAM' : dialog.status } });
}

/** Who wrote first. */
export function directionCell(dialog, field) {
  return words('text', t(`direction.${dialog[field]}`));
}

/** Yes, or nothing. */
export function flagCell(dialog, field) {
  return dialog[field] ? el('span', { class: 'flag', text: t('yes') }) : missing();
}

/** How long the client is waiting at this moment; {@link tick} moves it on. */
export function waitingCell(dialog) {
  if (!dialog.openQuestionAt) {
    return missing();
  }
  const since = String(Date.parse(dialog.openQuestionAt));
  const waiting = el('span', { class: 'waiting', title: formatFullTime(dialog.openQuestionAt), data: { since } });
  showWaiting(waiting);
  return waiting;
}

/** How long there is to answer, or since when the answer is late. */
export function dueCell(dialog) {
  if (!dialog.dueAt) {
    return missing();
  }
  const left = el('span', { class: 'left', title: formatFullTime(dialog.dueAt), data: { due: String(Date.parse(dialog.dueAt)) } });
  showLeft(left);
  return left;
}

/**
 * Moves all waiting times on.
 * @param {Element} root
 */
export function tick(root) {
  root.querySelectorAll('[data-since]').forEach(showWaiting);
  root.querySelectorAll('[data-due]').forEach(showLeft);
}

function showWaiting(waiting) {
  waiting.textContent = formatDuration(Math.max(0, serverNow() - Number(waiting.dataset.since)));
}

function showLeft(left) {
  const millis = Number(left.dataset.due) - serverNow();
  left.textContent = millis < 0 ? `−${formatDuration(-millis)}` : formatDuration(millis);
  left.classList.toggle('late', millis < 0);
}

/** A time, the whole of it on hovering. */
export function timeCell(dialog, field) {
  const time = dialog[field];
  return time ? el('time', { class: 'time', text: formatTime(time), title: formatFullTime(time), datetime: time }) : missing();
}

/** A duration in milliseconds. */
export function durationCell(dialog, field) {
  return isMissing(dialog[field]) ? missing() : el('span', { class: 'number', text: formatDuration(dialog[field]) });
}

/** The dialog's number: a name made of digits, not grouped. */
export function numberCell(dialog) {
  return el('span', { class: 'number', text: String(dialog.number) });
}

/** A count. */
export function countCell(dialog, field) {
  return isMissing(dialog[field]) ? missing() : el('span', { class: 'number', text: formatNumber(dialog[field]) });
}

/** A rating with a star. */
export function ratingCell(dialog, field) {
  return isMissing(dialog[field]) ? missing() : el('span', { class: 'rating', text: `${dialog[field]} ★` });
}

/** The page on which the client wrote. */
export function pageCell(dialog, field) {
  const address = webAddress(dialog[field]);
  if (!address) {
    return textCell(dialog, field);
  }
  return linkAway(address, address.replace(/^https?:\/\//, ''), { class: 'text', dir: 'ltr', title: address, tabindex: -1 });
}

/** The entities of the CRM. */
export function crmCell(dialog, field) {
  const links = (dialog[field] ?? []).map((link) => {
    const text = `${t(`crm.${link.type}`)} ${link.id}`;
    const address = webAddress(link.url);
    return address ? linkAway(address, text, { tabindex: -1 }) : el('span', { text });
  });
  return links.length > 0 ? el('span', { class: 'links' }, ...links) : missing();
}

const isMissing = (value) => value === null || value === undefined;

function missing() {
  return el('span', { class: 'missing', text: '–' });
}

function words(className, text) {
  return el('span', { class: className, text, title: text, dir: 'auto' });
}
