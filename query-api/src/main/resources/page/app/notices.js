import { formatTime } from './format.js';
import { t } from './i18n.js';

const byId = (id) => document.getElementById(id);

/** @param {'loading'|'on'|'paused'|'off'} state */
export function showLive(state) {
  byId('live').dataset.state = state;
  byId('live-text').textContent = t(`live.${state}`);
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
  const button = byId('empty-action');
  button.hidden = !action;
  button.textContent = action ? t(`${kind}.action`) : '';
  button.onclick = action ?? null;
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
 * A failure in the reader's words, with the server's own detail behind it.
 * @param {import('./api.js').ApiError} error
 * @param {?string} asOf the time of the rows still shown
 */
export function explain(error, asOf) {
  const known = { 0: 'error.unreachable', 503: 'error.starting' }[error.status];
  const parts = [known ? t(known) : t('error.unexpected', { status: String(error.status) }), error.detail];
  if (asOf) {
    parts.push(t('error.stale', { time: formatTime(asOf) }));
  }
  return [...parts, t('error.retrying')].filter(Boolean).join(' ');
}
