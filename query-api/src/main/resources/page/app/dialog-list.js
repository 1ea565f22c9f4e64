import { ApiError, fetchDialogs } from './api.js';
import { formatNumber, setServerTime } from './format.js';
import { t } from './i18n.js';
import { explain, showInsteadOfRows, showLive, showProblem } from './notices.js';
import { isFiltered, queryOf } from './view.js';

const byId = (id) => document.getElementById(id);

/** Loads one page of the list at a time and shows it, or says why it cannot. */
export class DialogList {
  #table;
  #onClear;
  #onRetry;
  /** @type {import('./view.js').View} */
  #view;
  /** Cursors of the pages up to the shown one; the first page has none. */
  #cursors = [null];
  /** @type {?import('./api.js').DialogPage} */
  #page = null;
  #request = new AbortController();
  /** The rows on the screen are of another view or page than the one being loaded. */
  #moved = true;

  /**
   * @param {import('./dialog-table.js').DialogTable} table
   * @param {import('./view.js').View} view
   * @param {{onClear: function(): void, onRetry: function(): void}} actions for the buttons of the notices
   */
  constructor(table, view, { onClear, onRetry }) {
    this.#table = table;
    this.#view = view;
    this.#onClear = onClear;
    this.#onRetry = onRetry;
    showLive('loading');
    showInsteadOfRows('loading');
  }

  /** @param {import('./view.js').View} view from now on, from its first page */
  setView(view) {
    this.#view = view;
    this.#cursors = [null];
    this.#moved = true;
  }

  /** To the next page, if there is one. */
  next() {
    if (this.#page?.cursor && !this.#moved) {
      this.#cursors.push(this.#page.cursor);
      this.#moved = true;
    }
  }

  /** To the page before, if there is one. */
  previous() {
    if (this.#cursors.length > 1) {
      this.#cursors.pop();
      this.#moved = true;
    }
  }

  /** @returns {Promise<boolean>} whether the rows on the screen are fresh */
  async load() {
    this.#request.abort();
    const request = new AbortController();
    this.#request = request;
    this.#table.setBusy(this.#moved);
    try {
      const page = await fetchDialogs(queryOf(this.#view, this.#cursors.at(-1)), request.signal);
      if (!request.signal.aborted) {
        await this.#show(page);
      }
      return true;
    } catch (failure) {
      if (failure.name === 'AbortError') {
        return true;
      }
      if (!(failure instanceof ApiError)) {
        throw failure;
      }
      return this.#fail(failure);
    }
  }

  async #show(page) {
    setServerTime(page.asOf);
    showLive('on');
    showProblem(null);
    if (!this.#moved && this.#table.isBeingMarked()) {
      return;
    }
    this.#page = page;
    await this.#table.show(page.items);
    await this.#table.showSort(this.#view.sort);
    if (this.#moved) {
      this.#table.scrollToTop();
    }
    this.#moved = false;
    this.#table.setBusy(false);
    this.showTexts();
  }

  #fail(error) {
    if (error.status === 400 && this.#cursors.length > 1) {
      // The page went away with the data it began at, e.g. when the index was rebuilt.
      this.#cursors = [null];
      return this.load();
    }
    showLive('off');
    this.#table.setBusy(false);
    if (this.#moved || !this.#page) {
      // Rows of another view would be taken for the answer.
      this.#page = null;
      this.#table.show([]);
      this.showTexts();
      showInsteadOfRows('error', explain(error, null), this.#onRetry);
    } else {
      showProblem(explain(error, this.#page.asOf));
    }
    return false;
  }

  /** Paints the texts around the rows, in the language of now. */
  showTexts() {
    const page = this.#page;
    byId('total').textContent = page ? t('total', { count: page.total }) : '';
    byId('page').textContent = page ? t('pages.page', { page: formatNumber(this.#cursors.length) }) : '';
    byId('previous').disabled = this.#cursors.length === 1;
    byId('next').disabled = !page?.cursor;
    byId('pages').hidden = !page?.cursor && this.#cursors.length === 1;
    if (!page) {
      return;
    }
    if (page.items.length > 0) {
      showInsteadOfRows(null);
    } else if (isFiltered(this.#view)) {
      showInsteadOfRows('filtered', undefined, this.#onClear);
    } else {
      showInsteadOfRows('empty');
    }
  }
}
