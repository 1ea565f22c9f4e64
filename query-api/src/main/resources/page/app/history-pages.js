import { fetchHistory } from './api.js';

/**
 * A stretch of a dialog's history, which grows at the end that it was not begun at. From `end` it begins with what
 * happened last and is kept up to date; from `start` with what happened first.
 */
export class HistoryPages {
  #id;
  #signal;
  #cursor = null;
  /** @type {Map<string, import('./history-entries.js').Entry>} */
  #entries = new Map();

  /**
   * @param {string} dialogId
   * @param {'start'|'end'} from
   * @param {AbortSignal} signal
   */
  constructor(dialogId, from, signal) {
    this.#id = dialogId;
    this.from = from;
    this.#signal = signal;
  }

  /** In order. */
  entries() {
    return [...this.#entries.values()].sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at))).map(({ entry }) => entry);
  }

  /** Whether there is more at the end that grows. */
  get hasMore() {
    return this.#cursor !== null;
  }

  /** Loads the first stretch, or the next one. */
  async more() {
    const page = await fetchHistory(this.#id, this.from === 'end' ? 'desc' : 'asc', this.#cursor, this.#signal);
    this.#cursor = page.cursor;
    this.#add(page.items);
  }

  /**
   * What has happened since, from the end; events that came late find their places.
   * @returns {Promise<boolean>} whether there is anything new
   */
  async refresh() {
    if (this.from !== 'end') {
      return false;
    }
    const before = JSON.stringify([...this.#entries.values()]);
    let cursor = null;
    do {
      const page = await fetchHistory(this.#id, 'desc', cursor, this.#signal);
      const reached = page.items.some(({ eventId }) => this.#entries.has(eventId));
      this.#add(page.items);
      cursor = reached ? null : page.cursor;
    } while (cursor);
    return JSON.stringify([...this.#entries.values()]) !== before;
  }

  /** The service has the order of one moment; late events between pages are put where their time says. */
  #add(items) {
    items.forEach((entry) => {
      const rank = { opened: 0, message: 2, closingStarted: 3, closed: 4 }[entry.type] ?? 1;
      const at = `${entry.occurredAt}|${rank}|${entry.eventId}`;
      this.#entries.set(entry.eventId, { at, entry });
    });
  }
}
