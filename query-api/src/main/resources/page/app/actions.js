import { act, ApiError, eraseClient } from './api.js';
import { el } from './dom.js';
import { t } from './i18n.js';
import { askFirst, radios, tell } from './modal.js';
import { allNames, learnRecentNames } from './names.js';
import { toast, wordsOf } from './notices.js';

const LISTED = 50;

/** @param {'close'|'spam'|'transfer'} action */
export const actionTexts = (action) => ({ button: t(`action.${action}`), done: (count) => t(`action.${action}.done`, { count }) });

/**
 * Asks, acts, and tells what became of each dialog.
 * @param {'close'|'spam'|'transfer'} action
 * @param {string[]} ids up to 500
 * @returns {Promise<?{accepted: string[]}>} null if it was not done
 */
export async function actOn(action, ids) {
  const to = action === 'transfer' ? await askWhereTo(ids.length) : await askWhether(action, ids.length);
  if (!to) {
    return null;
  }
  try {
    const { results } = await act(action, ids, action === 'transfer' ? to : undefined);
    tellOutcome(action, results);
    return { accepted: results.filter(({ outcome }) => outcome === 'accepted').map(({ dialogId }) => dialogId) };
  } catch (error) {
    return failed(error);
  }
}

function failed(error) {
  if (!(error instanceof ApiError)) {
    throw error;
  }
  toast(wordsOf(error), { bad: true });
  return null;
}

async function askWhether(action, count) {
  const said = await askFirst({
    title: t(`action.${action}.ask`, { count }), text: t(`action.${action}.text`), confirm: t(`action.${action}`), danger: action === 'spam',
  });
  return said ? {} : null;
}

/** @returns {Promise<?import('./api.js').Target>} */
async function askWhereTo(count) {
  await learnRecentNames().catch(() => {
    // Without names an id can still be typed
  });
  const kind = radios('kind', [{ value: 'operator', text: t('transfer.operator') }, { value: 'line', text: t('transfer.line') }], 'operator');
  const target = el('select', { name: 'target', 'aria-label': t('transfer.to') });
  const other = el('input', { name: 'other', maxlength: 128, autocomplete: 'off', placeholder: t('transfer.other'), 'aria-label': t('transfer.other') });
  const otherName = el('input', { name: 'otherName', maxlength: 256, autocomplete: 'off', placeholder: t('transfer.otherName'), 'aria-label': t('transfer.otherName'), dir: 'auto' });
  const kindNow = () => kind.querySelector('input:checked').value;
  const showOther = () => {
    other.hidden = target.value !== '';
    otherName.hidden = other.hidden || kindNow() !== 'operator';
  };
  const show = () => {
    const of = kindNow();
    target.replaceChildren(...allNames(of).map(({ id, name }) => new Option(name === id ? name : `${name} (${id})`, id)), new Option(t('transfer.otherId'), ''));
    showOther();
  };
  kind.addEventListener('change', show);
  target.addEventListener('change', showOther);
  show();
  const chosen = (said) => String(said.get('target') || said.get('other')).trim();
  const said = await askFirst({
    title: t('action.transfer.ask', { count }), fields: [kind, target, other, otherName], confirm: t('action.transfer'),
    check: (data) => (chosen(data) === '' ? t('transfer.missing') : null),
  });
  if (!said) {
    return null;
  }
  if (said.get('kind') === 'line') {
    return { lineId: chosen(said) };
  }
  const name = said.get('target') ? '' : String(said.get('otherName')).trim();
  return { operatorId: chosen(said), ...(name && { operatorName: name }) };
}

function tellOutcome(action, results) {
  const accepted = results.filter(({ outcome }) => outcome === 'accepted').length;
  const refused = results.filter(({ outcome }) => outcome !== 'accepted');
  const done = accepted > 0 ? [actionTexts(action).done(accepted)] : [];
  if (refused.length === 0) {
    toast(done[0]);
    return;
  }
  const counts = Object.entries(Object.groupBy(refused, ({ outcome }) => outcome))
    .map(([outcome, of]) => t(`outcome.${outcome}`, { count: of.length }));
  const details = () => tell(t('outcome.title'), el('table', { class: 'plain-table' }, el('tbody', {},
    ...refused.slice(0, LISTED).map(({ dialogId, outcome }) =>
      el('tr', {}, el('th', { text: dialogId, scope: 'row', dir: 'auto' }), el('td', { text: t(`outcome.${outcome}.one`) }))))),
  ...(refused.length > LISTED ? [el('p', { text: t('outcome.more', { count: refused.length - LISTED }) })] : []));
  toast([...done, ...counts].join(' · '), { bad: true, action: { text: t('outcome.which'), do: details } });
}

/**
 * Asks, then erases what is known of a client.
 * @param {import('./api.js').Dialog} dialog one of the client's
 * @returns {Promise<boolean>} whether it is done
 */
export async function erase(dialog) {
  const name = dialog.clientName ?? dialog.clientId;
  const metrics = radios('metrics', [{ value: 'kept', text: t('erase.kept') }, { value: 'removed', text: t('erase.removed') }], 'kept');
  const sure = el('label', { class: 'option' }, el('input', { type: 'checkbox', name: 'sure' }), el('span', { text: t('erase.sure') }));
  const said = await askFirst({
    title: t('erase.ask', { name }), text: t('erase.text'), fields: [metrics, sure], confirm: t('erase'), danger: true,
    check: (data) => (data.get('sure') ? null : t('erase.notSure')),
  });
  if (!said) {
    return false;
  }
  try {
    const { dialogs } = await eraseClient(dialog.clientId, /** @type {any} */ (said.get('metrics')));
    toast(t('erase.done', { name, count: dialogs }));
    return true;
  } catch (error) {
    return failed(error) !== null;
  }
}
