import { columnOf, columnTitle, COLUMNS } from './columns.js';
import { button, byId, el } from './dom.js';
import { filterForm } from './filter-editor.js';
import { filterField, FILTERS, filterTitle } from './filter-fields.js';
import { filteredNames, filterSentence, filterWords, partsOf } from './filter-words.js';
import { t } from './i18n.js';
import { filterQuery, isFiltered } from './place.js';
import { closePopover, openPopover } from './popover.js';
import { firstSort, parseSort, turned } from './sorting.js';

const TYPING_PAUSE_MS = 300;
const GROUPS = ['dialog', 'words', 'times', 'durations', 'counts', 'ratings'];

/** The filters above list and statistics: what is asked, how to ask more, and how to ask less. */
export class FilterBar {
  #place;
  #onChange;
  #sort = '';

  /**
   * @param {function(): import('./place.js').Place} place where the reader is
   * @param {function(Partial<import('./place.js').Place>, {typing?: boolean}=): void} onChange
   */
  constructor(place, onChange) {
    this.#place = place;
    this.#onChange = onChange;
    byId('filters').addEventListener('submit', (event) => event.preventDefault());
    this.#listenToSearch();
    byId('add-filter').addEventListener('click', () => this.#chooseField());
    byId('clear-filters').addEventListener('click', () => onChange({ filters: {} }));
    byId('sort-field').addEventListener('change', (event) => onChange({ sort: firstSort(event.target.value) }));
    byId('sort-direction').addEventListener('click', () => onChange({ sort: turned(this.#sort) }));
  }

  #listenToSearch() {
    let typing = 0;
    const search = byId('search');
    search.addEventListener('input', () => {
      window.clearTimeout(typing);
      typing = window.setTimeout(() => {
        const { q: _, ...others } = this.#place().filters;
        this.#onChange({ filters: search.value.trim() ? { ...others, q: search.value } : others }, { typing: true });
      }, TYPING_PAUSE_MS);
    });
  }

  /** @param {string} sort the sorting that holds */
  show(sort) {
    this.#sort = sort;
    const { filters } = this.#place();
    if (document.activeElement !== byId('search')) {
      byId('search').value = filters.q ?? '';
    }
    byId('chips').replaceChildren(...filteredNames(filters).filter((name) => name !== 'status').map((name) => this.#chip(name)));
    byId('clear-filters').hidden = !isFiltered(this.#place());
    const [first] = parseSort(sort);
    byId('sort-field').replaceChildren(...COLUMNS.map(({ field }) => new Option(columnTitle(field), field)));
    byId('sort-field').value = columnOf(first.field) ? first.field : '';
  }

  #chip(name) {
    const parts = partsOf(this.#place().filters, name);
    const edit = el('button', { type: 'button', class: 'what', title: filterSentence(name, parts), data: { filter: name },
      'aria-haspopup': 'dialog', on: { click: () => this.#edit(name, edit) } },
    el('span', { class: 'title', text: filterTitle(name) }), ' ', el('span', { text: filterWords(name, parts), dir: 'auto' }));
    const remove = button('×', () => this.#set(name, null), { class: 'off', 'aria-label': t('filters.remove', { name: filterTitle(name) }) });
    return el('span', { class: 'chip' }, edit, remove);
  }

  #edit(name, anchor) {
    const field = filterField(name);
    const place = this.#place();
    const form = filterForm(field, partsOf(place.filters, name), filterQuery(place, { without: [name] }),
      (parts) => this.#set(name, parts));
    openPopover(anchor, form, { label: filterTitle(name) });
  }

  #set(name, parts) {
    const filters = Object.fromEntries(Object.entries(this.#place().filters).filter(([key]) => key.split('.')[0] !== name));
    for (const [end, value] of Object.entries(parts ?? {})) {
      filters[end ? `${name}.${end}` : name] = value;
    }
    this.#onChange({ filters });
  }

  /** All fields, less and less of them while their name is typed. */
  #chooseField() {
    const anchor = byId('add-filter');
    const find = el('input', { type: 'search', placeholder: t('filters.find'), 'aria-label': t('filters.find'), autofocus: true });
    const groups = GROUPS.map((group) => el('div', { class: 'group', role: 'group', 'aria-label': t(`group.${group}`) },
      el('h3', { text: t(`group.${group}`) }),
      ...FILTERS.filter((field) => field.group === group).map((field) => button(filterTitle(field.name), () => {
        closePopover();
        this.#edit(field.name, anchor);
      }, { data: { filter: field.name } }))));
    const list = el('div', { class: 'fields' }, ...groups);
    find.addEventListener('input', () => {
      const typed = find.value.trim().toLocaleLowerCase();
      for (const group of groups) {
        const shown = [...group.querySelectorAll('button')].filter((node) => {
          node.hidden = !node.textContent.toLocaleLowerCase().includes(typed);
          return !node.hidden;
        });
        group.hidden = shown.length === 0;
      }
    });
    find.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') {
        event.preventDefault();
        [...list.querySelectorAll('button')].find((node) => node.offsetParent)?.click();
      }
    });
    openPopover(anchor, el('div', { class: 'stack' }, find, list), { label: t('filters.add') });
  }
}
