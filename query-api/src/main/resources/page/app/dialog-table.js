import { TabulatorFull } from '/webjars/tabulator-tables/6.3.1/dist/js/tabulator_esm.min.mjs';
import { tick } from './cells.js';
import { COLUMNS } from './columns.js';
import { t } from './i18n.js';

/** The table of dialogs. It shows what it is given; which rows, and in which order, the server decides. */
export class DialogTable {
  #root;
  #table;
  #built;
  /** @type {import('./api.js').Dialog[]} */
  #rows = [];

  /**
   * @param {HTMLElement} root
   * @param {function(string): void} onSort called with the field whose header was pressed
   */
  constructor(root, onSort) {
    this.#root = root;
    this.onSort = onSort;
    this.#table = new TabulatorFull(root, {
      index: 'dialogId',
      height: '100%',
      layout: 'fitColumns',
      renderVertical: 'basic',
      selectableRows: 1,
      columnDefaults: { headerSort: false, resizable: 'header' },
      columns: this.#definitions(),
    });
    this.#built = new Promise((resolve) => this.#table.on('tableBuilt', resolve));
    window.setInterval(() => tick(root), 1000);
  }

  #definitions() {
    return COLUMNS.map((column) => ({
      field: column.field,
      title: t(`column.${column.field}`),
      minWidth: column.width,
      width: column.grow ? undefined : column.width,
      widthGrow: column.grow || undefined,
      cssClass: column.numeric ? 'numeric' : '',
      titleFormatter: () => this.#header(column),
      formatter: (cell) => {
        // A narrow screen shows cards, where each value carries its own title.
        cell.getElement().dataset.title = t(`column.${column.field}`);
        return column.show(cell.getData());
      },
    }));
  }

  #header(column) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'sorter';
    button.textContent = t(`column.${column.field}`);
    button.title = button.textContent;
    button.addEventListener('click', () => this.onSort(column.field));
    return button;
  }

  /**
   * Shows these rows in this order, and keeps scroll and selection. Only what changed is painted.
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
      const selected = this.#table.getSelectedData().map((row) => row.dialogId);
      await this.#replace();
      this.#table.selectRow(selected.filter((id) => rows.some((row) => row.dialogId === id)));
    }
  }

  /** Paints all rows; for a moment there are none, and what was scrolled would jump to the top. */
  async #replace() {
    const scrolled = [this.#root.querySelector('.tabulator-tableholder'), document.scrollingElement]
      .map((element) => ({ element, top: element.scrollTop, left: element.scrollLeft }));
    await this.#table.replaceData(this.#rows.map((row) => ({ ...row })));
    scrolled.forEach(({ element, top, left }) => element.scrollTo({ top, left, behavior: 'instant' }));
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

  /** @param {import('./view.js').Sort} sort */
  async showSort(sort) {
    await this.#built;
    for (const column of this.#table.getColumns()) {
      const isSorted = column.getField() === sort.field;
      column.getElement().setAttribute('aria-sort', isSorted ? sort.direction : 'none');
    }
  }

  /** Paints everything anew, in the language of now. */
  async translate() {
    await this.#built;
    this.#table.setColumns(this.#definitions());
    await this.#replace();
  }

  /** @param {boolean} busy */
  setBusy(busy) {
    this.#root.setAttribute('aria-busy', String(busy));
  }
}
