/** The dialogs that are selected, on whichever page they are. */
export class Selection {
  #ids = new Set();
  #listeners = [];

  /** @param {function(): void} listener */
  onChange(listener) {
    this.#listeners.push(listener);
  }

  has(id) {
    return this.#ids.has(id);
  }

  ids() {
    return [...this.#ids];
  }

  toggle(id) {
    this.set([id], !this.#ids.has(id));
  }

  /**
   * @param {string[]} ids
   * @param {boolean} selected
   */
  set(ids, selected) {
    ids.forEach((id) => (selected ? this.#ids.add(id) : this.#ids.delete(id)));
    this.#tell();
  }

  clear() {
    if (this.#ids.size > 0) {
      this.#ids.clear();
      this.#tell();
    }
  }

  #tell() {
    this.#listeners.forEach((listener) => listener());
  }
}
