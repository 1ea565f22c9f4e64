import { fetchDialogs } from './api.js';
import { byId, el } from './dom.js';
import { formatNumber } from './format.js';
import { t } from './i18n.js';
import { filterQuery } from './place.js';
import { DETAILED_STATUSES } from './statuses.js';

const GENERAL = [...new Set(Object.values(DETAILED_STATUSES))];

/** The general statuses above the list, each with how many dialogs it has under the other filters. */
export class StatusCounts {
  #root = byId('statuses');
  #counts = null;
  #chosen = '';

  /** @param {function(string): void} onChoose called with a status; empty: all of them */
  constructor(onChoose) {
    this.#root.addEventListener('click', (event) => {
      const pressed = event.target.closest('button');
      if (pressed) {
        onChoose(pressed.value);
      }
    });
    this.show('');
  }

  /**
   * Counts anew.
   * @param {import('./place.js').Place} place
   * @param {import('./api.js').DialogPage} page what the list has just been answered
   * @param {AbortSignal} signal
   */
  async load(place, page, signal) {
    const narrowed = place.filters.status || place.filters.detailedStatus;
    let answer = page;
    if (narrowed) {
      const query = filterQuery(place, { without: ['status', 'detailedStatus'] });
      query.set('facets', 'status');
      query.set('limit', '1');
      query.set('fields', 'dialogId');
      answer = await fetchDialogs(query, signal);
    }
    this.#counts = { ...answer.facets?.status, '': answer.total };
    this.show(this.#chosen);
  }

  /** @param {string} chosen */
  show(chosen) {
    this.#chosen = chosen;
    const focused = this.#root.contains(document.activeElement) ? document.activeElement.value : null;
    this.#root.replaceChildren(...['', ...GENERAL].map((status) => el('button', {
      type: 'button', value: status, 'aria-pressed': String(status === chosen), data: { status },
    }, el('span', { text: t(`status.${status || 'all'}`) }),
    el('span', { class: 'count', text: this.#counts ? formatNumber(this.#counts[status] ?? 0) : '' }))));
    if (focused !== null) {
      [...this.#root.children].find((node) => node.value === focused)?.focus();
    }
  }
}
