import { ApiError, fetchDialogs } from './api.js';
import { byId } from './dom.js';
import { formatNumber, setServerTime } from './format.js';
import { t } from './i18n.js';
import { learnNames } from './names.js';
import { explain, showInsteadOfRows, showLive, showProblem, wordsOf } from './notices.js';

const PAGE_SIZE = 50;

/**
 * What the list shows.
 * @typedef {{filters: URLSearchParams, sort: string, fields: string[], isFiltered: boolean}} Question
 *   fields: to be asked for
 */

/** Loads one page of the list at a time and shows it, or says why it cannot. */
export class DialogList {
  #table;
  #actions;
  /** @type {Question} */
  #question;
  /** Cursors of the pages up to the shown one; the first page has none. */
  #cursors = [null];
  /** @type {?import('./api.js').DialogPage} */
  #page = null;
  #request = new AbortController();
  /** The rows on the screen are of another question or page than the one being loaded. */
  #moved = true;

  /**
   * @param {import('./dialog-table.js').DialogTable} table
   * @param {{onClear: function(): void, onRetry: function(): void,
   *   onPage: function(import('./api.js').DialogPage, AbortSignal): Promise<void>}} actions onPage: called with what
   *   was answered
   */
  constructor(table, actions) {
    this.#table = table;
    this.#actions = actions;
    showLive('loading');
    showInsteadOfRows('loading');
  }

  /** @param {Question} question from now on, from its first page */
  setQuestion(question) {
    const before = this.#question;
    this.#question = question;
    const same = before && String(before.filters) === String(question.filters) && before.sort === question.sort;
    if (!same) {
      this.#cursors = [null];
      this.#moved = true;
    }
    return !same;
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

  /** @returns {URLSearchParams} what is asked, without fields and place */
  query() {
    const query = new URLSearchParams(this.#question.filters);
    query.set('sort', this.#question.sort);
    return query;
  }

  /** @returns {Promise<boolean>} whether the rows on the screen are fresh */
  async load() {
    this.#request.abort();
    const request = new AbortController();
    this.#request = request;
    this.#table.setBusy(this.#moved);
    try {
      const page = await fetchDialogs(this.#pageQuery(), request.signal);
      if (!request.signal.aborted) {
        await this.#show(page);
        await this.#actions.onPage(page, request.signal);
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

  #pageQuery() {
    const query = this.query();
    query.set('limit', String(PAGE_SIZE));
    query.set('fields', this.#question.fields.join(','));
    query.set('facets', 'status');
    if (this.#cursors.at(-1)) {
      query.set('cursor', this.#cursors.at(-1));
    }
    return query;
  }

  async #show(page) {
    setServerTime(page.asOf);
    learnNames(page.items);
    showLive('on');
    showProblem(null);
    if (!this.#moved && this.#table.isBeingMarked()) {
      return;
    }
    this.#page = page;
    await this.#table.show(page.items);
    await this.#table.showSort(this.#question.sort);
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
      // Rows of another question would be taken for the answer.
      this.#page = null;
      this.#table.show([]);
      this.showTexts();
      const final = [400, 404].includes(error.status);
      showInsteadOfRows('error', final ? wordsOf(error) : explain(error, null), this.#actions.onRetry);
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
    } else if (this.#question.isFiltered) {
      showInsteadOfRows('filtered', undefined, this.#actions.onClear);
    } else {
      showInsteadOfRows('empty');
    }
  }
}
