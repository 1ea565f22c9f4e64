import { ApiError } from './api.js';
import { BulkBar } from './bulk-bar.js';
import { chooseColumns } from './column-chooser.js';
import { neededFields, USUAL_FIELDS } from './columns.js';
import { DialogList } from './dialog-list.js';
import { DialogTable } from './dialog-table.js';
import { byId } from './dom.js';
import { offerExport } from './export-menu.js';
import { FilterBar } from './filter-bar.js';
import { HistoryPanel } from './history-panel.js';
import { LiveRefresh } from './live-refresh.js';
import { LiveSignal } from './live-signal.js';
import { showLive } from './notices.js';
import { addressOf, filterQuery, isFiltered, readPlace } from './place.js';
import { like, liked } from './preferences.js';
import { openRowMenu } from './row-menu.js';
import { Selection } from './selection.js';
import { may } from './session.js';
import { NEWEST_FIRST, nextSort } from './sorting.js';
import { StatsTab } from './stats-tab.js';
import { StatusCounts } from './status-counts.js';
import { Views } from './views-menu.js';

/** List, statistics and history, all of the place that the address tells. */
export class Workplace {
  /** @type {import('./place.js').Place} */
  #place = readPlace(window.location.search);
  #views = new Views(() => this.#place, () => ({ sort: this.#sort(), fields: this.#fields() }), (part) => this.#go(part));
  #filterBar = new FilterBar(() => this.#place, (part, options) => this.#go(part, options));
  #counts = new StatusCounts((status) => this.#chooseStatus(status));
  #selection = new Selection();
  #history = new HistoryPanel({
    onClose: () => this.#go({ dialog: null }),
    onStep: (step) => this.#step(step),
    onDone: () => this.#refresh?.soon(),
  });
  #stats = new StatsTab(() => filterQuery(this.#place));
  #signal = new LiveSignal(() => this.#refresh?.soon(), (connected) => this.#refresh?.setHearing(connected));
  /** @type {DialogTable} */
  #table;
  /** @type {DialogList} */
  #list;
  /** @type {LiveRefresh} */
  #refresh;
  #bulk = new BulkBar(this.#selection, () => this.#list.query(), () => this.#refresh.soon());
  #shownFields = '';

  /** Loads what is needed before anything can be shown. */
  async prepare() {
    try {
      await this.#views.load();
    } catch (failure) {
      // Who may not view dialogs has no views
      if (!(failure instanceof ApiError) || failure.status !== 403) {
        throw failure;
      }
    }
  }

  /** Begins to work, once the user is known. */
  open() {
    this.#table = new DialogTable(byId('table'), {
      fields: this.#fields(), widths: liked().widths ?? {}, selects: may('act'),
    }, this.#selection, {
      onSort: (field, besides) => this.#go({ sort: nextSort(this.#sort(), field, besides) }),
      onOpen: (dialog) => this.#go({ dialog }),
      onMenu: (dialog, anchor, at) => openRowMenu(dialog, anchor, { at, open: (id) => this.#go({ dialog: id }), done: () => this.#refresh.soon() }),
      onColumns: (fields) => this.#setFields(fields),
      onWidth: (field, width) => like({ widths: { ...liked().widths, [field]: width } }),
    });
    this.#list = new DialogList(this.#table, {
      onClear: () => this.#go({ filters: {} }),
      onRetry: () => this.#refresh.now(),
      onPage: async (page, signal) => {
        this.#bulk.setTotal(page.total);
        this.#filterBar.show(this.#sort());
        this.#table.showOpen(this.#place.dialog);
        await Promise.all([this.#counts.load(this.#place, page, signal), this.#history.refresh(), this.#stats.refresh()]);
      },
    });
    this.#refresh = new LiveRefresh(() => this.#list.load(), {
      onPause: () => {
        this.#signal.stop();
        showLive('paused');
      },
      onResume: () => this.#signal.follow(filterQuery(this.#place)),
    });
    this.#listen();
    this.#shownFields = this.#fields().join();
    this.#show();
  }

  #listen() {
    byId('next').addEventListener('click', () => {
      this.#list.next();
      this.#refresh.now();
    });
    byId('previous').addEventListener('click', () => {
      this.#list.previous();
      this.#refresh.now();
    });
    byId('columns').addEventListener('click', () => chooseColumns(this.#fields(), (fields) => this.#setFields(fields)));
    byId('export').addEventListener('click', () => offerExport(byId('export'), () => {
      const query = this.#list.query();
      query.set('fields', this.#fields().join(','));
      return query;
    }));
    byId('tabs').addEventListener('click', (event) => {
      const tab = event.target.closest('a')?.dataset.tab;
      if (tab && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        this.#go({ tab });
      }
    });
    window.addEventListener('popstate', () => {
      this.#place = readPlace(window.location.search);
      this.#show();
    });
  }

  /** The sorting that holds: the address's, else the view's. */
  #sort() {
    return this.#place.sort ?? this.#views.definition().sort ?? NEWEST_FIRST;
  }

  /** The columns that are shown: the address's, else the view's, else those that the user likes. */
  #fields() {
    return this.#place.fields ?? this.#views.definition().fields ?? liked().fields ?? [...USUAL_FIELDS];
  }

  #setFields(fields) {
    like({ fields });
    this.#go({ fields }, { typing: true });
  }

  #chooseStatus(status) {
    const { status: _, detailedStatus: __, ...others } = this.#place.filters;
    this.#go({ filters: status ? { ...others, status } : others });
  }

  #step(step) {
    const dialog = this.#table.neighbour(this.#place.dialog, step);
    if (dialog) {
      this.#go({ dialog }, { typing: true });
    }
  }

  /**
   * Somewhere else.
   * @param {Partial<import('./place.js').Place>} part what changes
   * @param {{typing?: boolean}} [options] typing: "Back" does not go through every step of it
   */
  #go(part, { typing = false } = {}) {
    this.#place = { ...this.#place, ...part };
    const address = addressOf(this.#place);
    if (typing) {
      window.history.replaceState(null, '', address);
    } else {
      window.history.pushState(null, '', address);
    }
    this.#show();
  }

  async #show() {
    const { tab, dialog } = this.#place;
    byId('list-tab').hidden = tab !== 'list';
    byId('stats-tab').hidden = tab !== 'stats';
    document.querySelectorAll('#tabs a').forEach((link) => {
      link.toggleAttribute('aria-current', false);
      if (link.dataset.tab === tab) {
        link.setAttribute('aria-current', 'page');
      }
    });
    this.#filterBar.show(this.#sort());
    this.#counts.show(this.#place.filters.status ?? '');
    this.#views.show();
    this.#history.show(dialog);
    this.#table.showOpen(dialog);
    this.#stats.show(tab === 'stats');
    const fields = this.#fields();
    if (fields.join() !== this.#shownFields) {
      this.#shownFields = fields.join();
      await this.#table.showColumns(fields, liked().widths ?? {});
    }
    this.#ask(fields);
  }

  #ask(fields) {
    const filters = filterQuery(this.#place);
    const moved = this.#list.setQuestion({
      filters, sort: this.#sort(), fields: neededFields(fields), isFiltered: isFiltered(this.#place),
    });
    if (moved) {
      this.#selection.clear();
      this.#signal.follow(filters);
    }
    this.#refresh.now();
  }

  /** Everything again in the language of now. */
  async translate() {
    if (!this.#table) {
      return;
    }
    this.#filterBar.show(this.#sort());
    this.#counts.show(this.#place.filters.status ?? '');
    this.#views.show();
    this.#bulk.show();
    this.#list.showTexts();
    this.#history.translate();
    this.#stats.translate();
    await this.#table.showColumns(this.#fields(), liked().widths ?? {});
    this.#refresh.now();
  }

  /** The charts in the colours of now. */
  paintCharts() {
    this.#stats.paint();
  }
}
