import { TabulatorFull } from '/webjars/tabulator-tables/6.3.1/dist/js/tabulator_esm.min.mjs';
import { tick } from './cells.js';
import { columnOf, columnTitle } from './columns.js';
import { button, el } from './dom.js';
import { t } from './i18n.js';
import { RowKeys } from './row-keys.js';
import { parseSort } from './sorting.js';

/**
 * @typedef {{onSort: function(string, boolean): void, onOpen: function(string): void,
 *   onMenu: function(import('./api.js').Dialog, HTMLElement, {x: number, y: number}=): void,
 *   onColumns: function(string[]): void, onWidth: function(string, number): void}} TableActions
 */

/** The table of dialogs. It shows what it is given; which rows, and in which order, the server decides. */
export class DialogTable {
  #root;
  #table;
  #built;
  #actions;
  #selection;
  #keys;
  /** @type {string[]} */
  #fields;
  #widths;
  #sort = '';
  #selects = false;
  /** @type {import('./api.js').Dialog[]} */
  #rows = [];

  /**
   * @param {HTMLElement} root
   * @param {{fields: string[], widths: Object<string, number>, selects: boolean}} look selects: rows can be selected
   * @param {import('./selection.js').Selection} selection
   * @param {TableActions} actions
   */
  constructor(root, { fields, widths, selects }, selection, actions) {
    this.#root = root;
    this.#fields = fields;
    this.#widths = widths;
    this.#selects = selects;
    this.#selection = selection;
    this.#actions = actions;
    this.#table = new TabulatorFull(root, {
      index: 'dialogId',
      height: '100%',
      layout: 'fitColumns',
      renderVertical: 'basic',
      selectableRows: false,
      movableColumns: true,
      columnDefaults: { headerSort: false, resizable: 'header' },
      columns: this.#definitions(),
      rowFormatter: (row) => this.#dress(row),
    });
    this.#built = new Promise((resolve) => this.#table.on('tableBuilt', resolve)).then(() => mendRoles(root));
    this.#keys = new RowKeys(root, {
      open: (id) => actions.onOpen(id),
      toggle: (id) => this.#selects && selection.toggle(id),
      menu: (id, node) => this.#menu(id, node),
    });
    this.#table.on('columnResized', (column) => actions.onWidth(column.getField(), column.getWidth()));
    this.#table.on('columnMoved', (_, columns) =>
      actions.onColumns(columns.map((column) => column.getField()).filter((field) => columnOf(field))));
    root.addEventListener('click', (event) => this.#press(event));
    root.addEventListener('contextmenu', (event) => {
      const row = event.target.closest('.tabulator-row');
      if (row && document.getSelection()?.isCollapsed !== false) {
        event.preventDefault();
        this.#menu(row.dataset.dialogId, row, { x: event.clientX, y: event.clientY });
      }
    });
    selection.onChange(() => this.#showSelection());
    window.setInterval(() => tick(root), 1000);
  }

  #definitions() {
    const select = {
      field: '_select', width: 36, minWidth: 36, resizable: false, cssClass: 'select', headerSort: false,
      title: t('selection'), titleFormatter: () => this.#selectAll(), formatter: (cell) => this.#selectOne(cell.getData()),
    };
    const menu = {
      field: '_menu', width: 40, minWidth: 40, resizable: false, cssClass: 'more', frozen: true, title: t('row.menu'),
      titleFormatter: () => el('span', { class: 'unseen', text: t('row.menu') }),
      formatter: () => button('⋯', () => {}, { class: 'plain', 'aria-label': t('row.menu'), 'aria-haspopup': 'menu', tabindex: -1 }),
    };
    return [...(this.#selects ? [select] : []), ...this.#fields.map((field) => this.#definition(columnOf(field))), menu];
  }

  #definition(column) {
    const width = this.#widths[column.field];
    return {
      field: column.field,
      title: columnTitle(column.field),
      minWidth: Math.min(column.width, width ?? column.width),
      width: width ?? (column.grow ? undefined : column.width),
      widthGrow: width === undefined && column.grow ? column.grow : undefined,
      cssClass: column.numeric ? 'numeric' : '',
      titleFormatter: () => this.#header(column),
      formatter: (cell) => {
        // A narrow screen shows cards, where each value carries its own title.
        cell.getElement().dataset.title = columnTitle(column.field);
        return column.show(cell.getData());
      },
    };
  }

  #header(column) {
    const title = columnTitle(column.field);
    return el('button', { type: 'button', class: 'sorter', text: title, title: `${title}. ${t('sort.hint')}`, 'aria-label': title,
      on: { click: (event) => this.#actions.onSort(column.field, event.shiftKey) } });
  }

  #selectAll() {
    return el('input', { type: 'checkbox', class: 'all', 'aria-label': t('selection.page'), on: {
      change: (event) => this.#selection.set(this.#rows.map((row) => row.dialogId), event.target.checked),
    } });
  }

  #selectOne(dialog) {
    return el('input', { type: 'checkbox', tabindex: -1, value: dialog.dialogId, checked: this.#selection.has(dialog.dialogId),
      'aria-label': t('selection.row', { number: String(dialog.number ?? dialog.dialogId) }), on: {
        change: () => this.#selection.toggle(dialog.dialogId),
      } });
  }

  #dress(row) {
    const node = row.getElement();
    const id = row.getData().dialogId;
    node.dataset.dialogId = id;
    node.classList.toggle('chosen', this.#selection.has(id));
    if (this.#selects) {
      node.setAttribute('aria-selected', String(this.#selection.has(id)));
    }
    this.#keys.dress(node);
  }

  #press(event) {
    const row = event.target.closest('.tabulator-row');
    if (!row || event.target.closest('input, a') || this.isBeingMarked()) {
      return;
    }
    if (event.target.closest('.more')) {
      this.#menu(row.dataset.dialogId, event.target.closest('.more').querySelector('button'));
    } else if (!event.target.closest('.select')) {
      this.#actions.onOpen(row.dataset.dialogId);
    }
  }

  #menu(id, anchor, at) {
    const dialog = this.#rows.find((row) => row.dialogId === id);
    if (dialog) {
      this.#actions.onMenu(dialog, anchor, at);
    }
  }

  #showSelection() {
    const rows = [...this.#root.querySelectorAll('.tabulator-row')];
    for (const node of rows) {
      const chosen = this.#selection.has(node.dataset.dialogId);
      node.classList.toggle('chosen', chosen);
      node.setAttribute('aria-selected', String(chosen));
      const box = node.querySelector('.select input');
      if (box) {
        box.checked = chosen;
      }
    }
    const all = this.#root.querySelector('input.all');
    if (all) {
      const count = this.#rows.filter((row) => this.#selection.has(row.dialogId)).length;
      all.checked = count > 0 && count === this.#rows.length;
      all.indeterminate = count > 0 && count < this.#rows.length;
    }
  }

  /** @param {?string} dialogId the one whose history is open */
  showOpen(dialogId) {
    this.#root.querySelectorAll('.tabulator-row').forEach((node) =>
      node.classList.toggle('open', node.dataset.dialogId === dialogId));
  }

  /** The row after or before one on this page; null at the ends. */
  neighbour(dialogId, step) {
    const at = this.#rows.findIndex((row) => row.dialogId === dialogId);
    return at < 0 ? null : this.#rows[at + step]?.dialogId ?? null;
  }

  /**
   * Shows these rows in this order, and keeps scroll, focus and selection. Only what changed is painted.
   * @param {import('./api.js').Dialog[]} rows
   */
  async show(rows) {
    await this.#built;
    const before = this.#rows;
    this.#rows = rows;
    const sameOrder = rows.length === before.length && rows.every((row, i) => row.dialogId === before[i].dialogId);
    if (sameOrder) {
      const changed = rows.filter((row, i) => JSON.stringify(row) !== JSON.stringify(before[i]));
      await Promise.all(changed.map((row) => this.#table.updateRow(row.dialogId, row)));
    } else {
      await this.#replace();
    }
    this.#showSelection();
  }

  /** Paints all rows; for a moment there are none, and what was scrolled would jump to the top. */
  async #replace() {
    const focused = this.#keys.remember();
    const scrolled = [this.#root.querySelector('.tabulator-tableholder'), document.scrollingElement]
      .map((element) => ({ element, top: element.scrollTop, left: element.scrollLeft }));
    await this.#table.replaceData(this.#rows.map((row) => ({ ...row })));
    scrolled.forEach(({ element, top, left }) => element.scrollTo({ top, left, behavior: 'instant' }));
    this.#keys.restore(focused);
  }

  /** Whether the reader is marking text, which painting would undo. */
  isBeingMarked() {
    const selection = document.getSelection();
    return Boolean(selection && !selection.isCollapsed && this.#root.contains(selection.anchorNode));
  }

  /** Back to the first row, for another page or order. */
  scrollToTop() {
    this.#root.querySelector('.tabulator-tableholder').scrollTo({ top: 0 });
    // A narrow screen scrolls as a whole.
    document.scrollingElement.scrollTo({ top: 0 });
  }

  /** @param {string} sort */
  async showSort(sort) {
    await this.#built;
    this.#sort = sort;
    const shown = new Map(parseSort(sort).map((part) => [part.field, part.shown]));
    for (const column of this.#table.getColumns()) {
      column.getElement().setAttribute('aria-sort', shown.get(column.getField()) ?? 'none');
    }
  }

  /**
   * Shows other columns, or the same ones in the language of now.
   * @param {string[]} fields
   * @param {Object<string, number>} widths in pixels, of columns that were resized
   */
  async showColumns(fields, widths) {
    await this.#built;
    this.#fields = fields;
    this.#widths = widths;
    this.#table.setColumns(this.#definitions());
    await this.#replace();
    await this.showSort(this.#sort);
    this.#showSelection();
  }

  /** @param {boolean} busy */
  setBusy(busy) {
    this.#root.setAttribute('aria-busy', String(busy));
  }
}

/** The library nests groups of rows in each other, and lets a box without a role take the focus: screen readers stumble. */
function mendRoles(root) {
  root.querySelector('.tabulator-header').setAttribute('role', 'presentation');
  root.querySelector('.tabulator-tableholder').removeAttribute('tabindex');
}
