import { el, linkAway, webAddress } from './dom.js';
import { formatClock, formatDay, formatFullTime } from './format.js';
import { t } from './i18n.js';
import { nameOf } from './names.js';

/**
 * One event of a dialog as the service tells it.
 * @typedef {Object<string, any> & {eventId: string, occurredAt: string, type: string, dialogId: string}} Entry
 */

/**
 * Messages and status changes as a conversation, a line between days.
 * @param {Entry[]} entries in order
 * @returns {HTMLElement[]}
 */
export function conversation(entries) {
  const nodes = [];
  let day = '';
  for (const entry of entries) {
    const of = formatDay(entry.occurredAt);
    if (of !== day) {
      day = of;
      nodes.push(el('li', { class: 'day' }, el('span', { text: of })));
    }
    nodes.push(entry.type === 'message' ? message(entry) : change(entry));
  }
  return nodes;
}

function message(entry) {
  const role = entry.automatic && entry.personRole === 'OPERATOR' ? 'AUTOMATIC' : entry.personRole;
  const head = el('header', {}, el('b', { text: authorOf(entry), dir: 'auto' }),
    ...(role === 'AUTOMATIC' || role === 'BOT' ? [el('span', { class: 'tag', text: t(`person.${role}`) })] : []), time(entry));
  const body = entry.text ? [el('p', { text: entry.text, dir: 'auto' })] : [];
  const files = entry.attachments > 0 ? [el('p', { class: 'files', text: t('entry.files', { count: entry.attachments }) })] : [];
  const nothing = body.length + files.length === 0 ? [el('p', { class: 'quiet', text: t('entry.noText') })] : [];
  return el('li', { class: 'message', data: { role: entry.personRole ?? 'SYSTEM', event: entry.eventId } }, head, ...body, ...files, ...nothing);
}

function change(entry) {
  return el('li', { class: 'change', data: { type: entry.type, event: entry.eventId } },
    time(entry), el('span', { text: sentence(entry), dir: 'auto' }), ...details(entry));
}

function authorOf(entry) {
  return entry.personName ?? entry.personId ?? t(`person.${entry.personRole ?? 'SYSTEM'}`);
}

function time(entry) {
  return el('time', { datetime: entry.occurredAt, text: formatClock(entry.occurredAt), title: formatFullTime(entry.occurredAt) });
}

function sentence(entry) {
  const by = entry.personId || entry.personName ? authorOf(entry) : null;
  const who = by ? t('entry.by', { who: by }) : '';
  const line = entry.lineName ?? (entry.lineId ? nameOf('line', entry.lineId) : null);
  const operator = entry.operatorName ?? (entry.operatorId ? nameOf('operator', entry.operatorId) : null);
  const said = (key, values = {}) => [t(key, values), who].filter(Boolean).join(' · ');
  switch (entry.type) {
    case 'opened':
      return said('entry.opened', { line: line ?? '–', channel: entry.channel ?? '–' });
    case 'queued':
      return said(operator ? 'entry.transferred' : line ? 'entry.queuedLine' : 'entry.queued', { to: operator ?? line ?? '' });
    case 'accepted':
      return t('entry.accepted', { who: operator ?? by ?? '–' });
    case 'closed':
      return said(entry.spam ? 'entry.spam' : 'entry.closed');
    case 'clientRated':
      return t('entry.rated', { rating: String(entry.rating) });
    case 'reviewed':
      return said(entry.rating ? 'entry.reviewed' : 'entry.commented', { rating: String(entry.rating) });
    case 'pinned':
      return said(entry.pinned ? 'entry.pinned' : 'entry.unpinned');
    case 'clientUpdated':
      return said('entry.clientUpdated', { name: entry.clientName ?? entry.clientId ?? '–' });
    case 'clientErased':
      return said('entry.clientErased');
    default: {
      const known = t(`entry.${entry.type}`);
      return said(known === `entry.${entry.type}` ? entry.type : `entry.${entry.type}`);
    }
  }
}

/** What belongs to an event besides its sentence. */
function details(entry) {
  const nodes = [];
  if (entry.comment) {
    nodes.push(el('blockquote', { text: entry.comment, dir: 'auto' }));
  }
  const page = webAddress(entry.pageUrl);
  if (page) {
    nodes.push(linkAway(page, page, { class: 'address', dir: 'ltr' }));
  }
  for (const link of entry.crm ?? []) {
    const text = `${t(`crm.${link.type}`)} ${link.id}`;
    const address = webAddress(link.url);
    nodes.push(address ? linkAway(address, text, { class: 'address' }) : el('span', { class: 'address', text }));
  }
  return nodes;
}
