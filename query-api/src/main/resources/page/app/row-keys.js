/**
 * Rows by the keyboard: Tab reaches one of them, arrows go up and down, Enter opens its history, Space selects it, and
 * the menu key or M opens its menu.
 */
export class RowKeys {
  #root;
  #actions;
  #activeId = null;

  /**
   * @param {HTMLElement} root
   * @param {{open: function(string): void, toggle: function(string): void,
   *   menu: function(string, HTMLElement): void}} actions
   */
  constructor(root, actions) {
    this.#root = root;
    this.#actions = actions;
    root.addEventListener('keydown', (event) => this.#onKey(event));
    root.addEventListener('focusin', (event) => {
      const row = event.target.closest('.tabulator-row');
      if (row) {
        this.#activate(row);
      }
    });
  }

  /** Makes a row one that can be reached. */
  dress(row) {
    row.tabIndex = this.#activeId === null || row.dataset.dialogId === this.#activeId ? 0 : -1;
    this.#activeId ??= row.dataset.dialogId;
  }

  /** @returns {boolean} whether a row has the focus */
  remember() {
    return Boolean(document.activeElement?.closest('.tabulator-row') && this.#root.contains(document.activeElement));
  }

  /** @param {boolean} focused what {@link remember} has told */
  restore(focused) {
    const rows = this.#rows();
    const row = rows.find((node) => node.dataset.dialogId === this.#activeId) ?? rows[0];
    if (row) {
      this.#activate(row);
      if (focused) {
        row.focus({ preventScroll: true });
      }
    }
  }

  #rows() {
    return [...this.#root.querySelectorAll('.tabulator-row')];
  }

  #activate(row) {
    this.#activeId = row.dataset.dialogId;
    for (const other of this.#rows()) {
      const isActive = other === row;
      other.tabIndex = isActive ? 0 : -1;
      other.querySelectorAll('input, .more button, a').forEach((node) => {
        node.tabIndex = isActive ? 0 : -1;
      });
    }
  }

  #onKey(event) {
    const row = event.target;
    if (!row.classList?.contains('tabulator-row')) {
      return;
    }
    const id = row.dataset.dialogId;
    const rows = this.#rows();
    const at = rows.indexOf(row);
    const act = {
      ArrowDown: () => rows[at + 1]?.focus(),
      ArrowUp: () => rows[at - 1]?.focus(),
      Home: () => rows[0].focus(),
      End: () => rows.at(-1).focus(),
      Enter: () => this.#actions.open(id),
      ' ': () => this.#actions.toggle(id),
      ContextMenu: () => this.#actions.menu(id, row.querySelector('.more button')),
      m: () => this.#actions.menu(id, row.querySelector('.more button')),
    }[event.code === 'KeyM' ? 'm' : event.key];
    if (act && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      act();
    }
  }
}
