import { actOn, actionTexts } from './actions.js';
import { ApiError, fetchDialogs } from './api.js';
import { button, byId, el } from './dom.js';
import { t } from './i18n.js';
import { toast, wordsOf } from './notices.js';
import { may } from './session.js';

/** The most dialogs that one request may name. */
const MOST = 500;

/** What can be done with the selected dialogs. */
export class BulkBar {
  #selection;
  #question;
  #total = 0;

  /**
   * @param {import('./selection.js').Selection} selection
   * @param {function(): URLSearchParams} question the list's filters and sorting
   * @param {function(): void} onDone called after something was done
   */
  constructor(selection, question, onDone) {
    this.#selection = selection;
    this.#question = question;
    this.onDone = onDone;
    selection.onChange(() => this.show());
  }

  /** @param {number} total how many dialogs match */
  setTotal(total) {
    if (total !== this.#total) {
      this.#total = total;
      this.show();
    }
  }

  show() {
    const bar = byId('bulk');
    const ids = this.#selection.ids();
    bar.hidden = ids.length === 0;
    if (ids.length === 0) {
      return;
    }
    const all = this.#total > ids.length && ids.length < MOST
      ? [button(t('selection.all', { count: Math.min(this.#total, MOST) }), () => this.#selectAll(), { class: 'plain' })]
      : [];
    const acts = may('act') ? ['close', 'spam', 'transfer'].map((action) =>
      button(actionTexts(action).button, () => this.#act(action), { class: action === 'spam' ? 'danger' : '', data: { action } })) : [];
    bar.replaceChildren(
      el('strong', { text: t('selection.count', { count: ids.length }), role: 'status' }), ...acts, ...all,
      button(t('selection.clear'), () => this.#selection.clear(), { class: 'plain' }),
      ...(ids.length > MOST ? [el('span', { class: 'wrong', text: t('selection.tooMany', { count: MOST }) })] : []));
  }

  /** All that match, as far as one request reaches, in the order of the list. */
  async #selectAll() {
    const query = this.#question();
    query.set('limit', String(MOST));
    query.set('fields', 'dialogId');
    try {
      const page = await fetchDialogs(query);
      this.#selection.set(page.items.map((row) => row.dialogId), true);
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      toast(wordsOf(error), { bad: true });
    }
  }

  async #act(action) {
    const ids = this.#selection.ids().slice(0, MOST);
    const done = await actOn(action, ids);
    if (done) {
      // Those that were refused stay selected, to be looked at
      this.#selection.set(done.accepted, false);
      this.onDone();
    }
  }
}
