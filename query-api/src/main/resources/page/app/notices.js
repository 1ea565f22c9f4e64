import { button, byId, el } from './dom.js';
import { formatTime } from './format.js';
import { t } from './i18n.js';

const TOAST_MS = 8_000;

/** @param {'loading'|'on'|'paused'|'off'} state */
export function showLive(state) {
  byId('live').dataset.state = state;
  const text = byId('live-text');
  text.dataset.i18n = `live.${state}`;
  if (text.textContent !== t(`live.${state}`)) {
    text.textContent = t(`live.${state}`);
  }
}

/**
 * Says in the place of the rows why there are none.
 * @param {'loading'|'empty'|'filtered'|'error'|null} kind null hides it
 * @param {string} [text] instead of the kind's own
 * @param {function(): void} [action] for the button of the kind
 */
export function showInsteadOfRows(kind, text, action) {
  const panel = byId('empty');
  panel.hidden = kind === null;
  if (kind === null) {
    return;
  }
  panel.dataset.kind = kind;
  byId('empty-title').textContent = t(`${kind}.title`);
  byId('empty-text').textContent = text ?? (kind === 'loading' ? '' : t(`${kind}.text`));
  const act = byId('empty-action');
  act.hidden = !action;
  act.textContent = action ? t(`${kind}.action`) : '';
  act.onclick = action ?? null;
}

/**
 * Says above the rows that they are no longer fresh.
 * @param {string|null} text null hides it
 */
export function showProblem(text) {
  const problem = byId('problem');
  problem.hidden = text === null;
  if (problem.textContent !== (text ?? '')) {
    problem.textContent = text ?? '';
  }
}

/**
 * Says for a while what came of something.
 * @param {string} text
 * @param {{bad?: boolean, action?: {text: string, do: function(): void}}} [options]
 */
export function toast(text, { bad = false, action } = {}) {
  const note = el('div', { class: bad ? 'toast bad' : 'toast' }, el('span', { text, dir: 'auto' }));
  if (action) {
    note.append(button(action.text, () => {
      note.remove();
      action.do();
    }));
  }
  note.append(button('×', () => note.remove(), { class: 'plain', 'aria-label': t('close') }));
  byId('toasts').append(note);
  window.setTimeout(() => note.remove(), bad ? 2 * TOAST_MS : TOAST_MS);
}

/**
 * A failure in the reader's words, with the server's own detail behind it.
 * @param {import('./api.js').ApiError} error
 */
export function wordsOf(error) {
  const known = { 0: 'error.unreachable', 401: 'error.unauthorized', 403: 'error.forbidden', 429: 'error.tooMany', 503: 'error.starting' }[error.status];
  return [known ? t(known) : t('error.unexpected', { status: String(error.status) }), error.detail].filter(Boolean).join(' ');
}

/**
 * The same, of something that is tried again by itself.
 * @param {import('./api.js').ApiError} error
 * @param {?string} asOf the time of the rows still shown
 */
export function explain(error, asOf) {
  const parts = [wordsOf(error)];
  if (asOf) {
    parts.push(t('error.stale', { time: formatTime(asOf) }));
  }
  return [...parts, t('error.retrying')].join(' ');
}
