import { ApiError, deleteView, fetchViews, saveView } from './api.js';
import { button, byId, el } from './dom.js';
import { readParameter } from './filter-fields.js';
import { t } from './i18n.js';
import { askFirst } from './modal.js';
import { toast, wordsOf } from './notices.js';
import { knownFields, knownSort, START, timezone } from './place.js';
import { closePopover, openPopover } from './popover.js';

/** Questions with a name: the built-in ones and the user's own. */
export class Views {
  /** @type {import('./api.js').SavedView[]} */
  #views = [];
  #place;
  #current;
  #onChange;

  /**
   * @param {function(): import('./place.js').Place} place
   * @param {function(): {sort: string, fields: string[]}} current what holds now
   * @param {function(Partial<import('./place.js').Place>): void} onChange
   */
  constructor(place, current, onChange) {
    this.#place = place;
    this.#current = current;
    this.#onChange = onChange;
    byId('views').addEventListener('click', () => this.#open());
  }

  /** @throws {ApiError} */
  async load() {
    this.#views = await fetchViews();
  }

  /** What the view of a place says about it. */
  definition(place = this.#place()) {
    const { sort, fields } = this.#views.find(({ name }) => name === place.view)?.definition ?? {};
    return { sort: knownSort(sort ?? null), fields: knownFields(fields ?? null) };
  }

  /** Paints the button. */
  show() {
    const { view } = this.#place();
    byId('views').replaceChildren(el('span', { text: view ? this.#title(view) : t('view.all'), dir: 'auto' }), el('span', { text: '▾', 'aria-hidden': 'true' }));
    byId('views').setAttribute('aria-label', t('view.label', { name: view ? this.#title(view) : t('view.all') }));
  }

  #title(name) {
    const builtIn = t(`view.${name}`);
    return builtIn === `view.${name}` ? name : builtIn;
  }

  #open() {
    const { view } = this.#place();
    const choose = (name) => button(name ? this.#title(name) : t('view.all'), () => {
      closePopover();
      this.#onChange({ ...START, tab: this.#place().tab, view: name });
    }, { class: 'choice', dir: 'auto', 'aria-current': name === view ? 'true' : null });
    const own = this.#views.filter(({ builtIn }) => !builtIn);
    const list = el('div', { class: 'fields' },
      ...['', ...this.#views.filter(({ builtIn }) => builtIn).map(({ name }) => name)].map(choose),
      ...(own.length > 0 ? [el('h3', { text: t('view.own') })] : []),
      ...own.map((saved) => el('div', { class: 'own' }, choose(saved.name), this.#editButton(saved), this.#deleteButton(saved))));
    const save = button(t('view.save'), () => {
      closePopover();
      this.#save();
    }, { class: 'main' });
    openPopover(byId('views'), el('div', { class: 'stack' }, list, el('div', { class: 'buttons' }, save)), { label: t('views') });
  }

  /** Takes the view apart into filters that can be changed, if it is made of nothing else. */
  #editButton(saved) {
    const filters = flat(saved.definition.filter ?? {});
    return button('✎', () => {
      closePopover();
      this.#onChange({ ...START, tab: this.#place().tab, filters, ...pick(saved.definition) });
    }, { class: 'plain', hidden: filters === null, 'aria-label': t('view.edit', { name: saved.name }), title: t('view.edit', { name: saved.name }) });
  }

  #deleteButton({ name }) {
    return button('×', async () => {
      closePopover();
      const said = await askFirst({ title: t('view.deleteAsk', { name }), confirm: t('view.delete'), danger: true });
      if (said) {
        await this.#tell(() => deleteView(name));
        if (this.#place().view === name) {
          this.#onChange({ view: '' });
        }
      }
    }, { class: 'plain', 'aria-label': `${t('view.delete')}: ${name}` });
  }

  async #save() {
    const { view } = this.#place();
    const isOwn = this.#views.some(({ name, builtIn }) => name === view && !builtIn);
    const name = el('input', { name: 'name', maxlength: 64, required: true, value: isOwn ? view : '', autocomplete: 'off', 'aria-label': t('view.name') });
    const said = await askFirst({
      title: t('view.save'), text: t('view.saveText'), fields: [name], confirm: t('save'),
      check: (data) => (String(data.get('name')).trim() === '' ? t('view.nameMissing') : null),
    });
    if (!said) {
      return;
    }
    const chosen = String(said.get('name')).trim();
    if (await this.#tell(() => saveView(chosen, this.#definitionOfNow()))) {
      this.#onChange({ ...START, tab: this.#place().tab, view: chosen });
      toast(t('view.saved', { name: chosen }));
    }
  }

  #definitionOfNow() {
    const place = this.#place();
    const base = this.#views.find(({ name }) => name === place.view)?.definition.filter;
    const own = { ...place.filters };
    const parts = [base, own].filter((filter) => filter && Object.keys(filter).length > 0);
    const filter = parts.length > 1 ? { and: parts } : parts[0] ?? {};
    const { sort, fields } = this.#current();
    return { filter, sort, fields, timezone: timezone() };
  }

  async #tell(change) {
    try {
      await change();
      await this.load();
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      toast(wordsOf(error), { bad: true });
      return false;
    }
  }
}

/** @returns {?Object<string, string>} the filters of a definition, if all of them are plain ones */
function flat(filter) {
  const filters = {};
  for (const [name, value] of Object.entries(filter)) {
    const ends = value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.entries(value).map(([end, each]) => [`${name}.${end}`, each]) : [[name, value]];
    for (const [parameter, each] of ends) {
      const read = readParameter(parameter, String(each));
      if (!read) {
        return null;
      }
      filters[read.name] = read.value;
    }
  }
  return filters;
}

const pick = (definition) => ({ sort: knownSort(definition.sort ?? null), fields: knownFields(definition.fields ?? null) });
