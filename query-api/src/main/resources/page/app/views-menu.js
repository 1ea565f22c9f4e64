import { ApiError, deleteView, fetchViews, saveView } from './api.js';
import { button, byId, el } from './dom.js';
import { filterField, readParameter } from './filter-fields.js';
import { valuesOf } from './filter-words.js';
import { t } from './i18n.js';
import { askFirst } from './modal.js';
import { toast, wordsOf } from './notices.js';
import { askedFilters, knownFields, knownSort, START, timezone } from './place.js';
import { closePopover, openPopover } from './popover.js';

/** The view whose rights are wider than those of the list: under another name the same question finds less. */
const CONTACT_CENTER = 'contact-center';

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
    const view = this.#shown();
    byId('views').replaceChildren(el('span', { text: view ? this.#title(view) : t('view.all'), dir: 'auto' }), el('span', { text: '▾', 'aria-hidden': 'true' }));
    byId('views').setAttribute('aria-label', t('view.label', { name: view ? this.#title(view) : t('view.all') }));
  }

  /** The name of what is shown: a view that is asked for, or one whose question is the place's. */
  #shown() {
    const place = this.#place();
    return place.view || (this.#own().find((saved) => isAt(placeOf(saved), place))?.name ?? '');
  }

  #own() {
    return this.#views.filter(({ builtIn }) => !builtIn);
  }

  #title(name) {
    const builtIn = t(`view.${name}`);
    return builtIn === `view.${name}` ? name : builtIn;
  }

  #open() {
    const { view } = this.#place();
    const shown = this.#shown();
    const choose = (name, place) => button(name ? this.#title(name) : t('view.all'), () => {
      closePopover();
      this.#onChange({ ...place, tab: this.#place().tab });
    }, { class: 'choice', dir: 'auto', 'aria-current': name === shown ? 'true' : null });
    const own = this.#own();
    const list = el('div', { class: 'fields' },
      choose('', START), ...this.#views.filter(({ builtIn }) => builtIn).map((each) => choose(each.name, placeOf(each))),
      ...(own.length > 0 ? [el('h3', { text: t('view.own') })] : []),
      ...own.map((saved) => el('div', { class: 'own' }, choose(saved.name, placeOf(saved)), this.#deleteButton(saved))));
    const kept = view === CONTACT_CENTER;
    const save = button(t('view.save'), () => {
      closePopover();
      this.#save();
    }, { class: 'main', disabled: kept, 'aria-describedby': kept ? 'view-not-saved' : null });
    const why = kept ? [el('p', { id: 'view-not-saved', class: 'hint', text: t('view.notSaved', { name: this.#title(view) }) })] : [];
    openPopover(byId('views'), el('div', { class: 'stack' }, list, el('div', { class: 'buttons' }, save), ...why), { label: t('views') });
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
    const view = this.#shown();
    const isOwn = this.#own().some(({ name }) => name === view);
    const name = el('input', { name: 'name', maxlength: 64, required: true, value: isOwn ? view : '', autocomplete: 'off', 'aria-label': t('view.name') });
    const said = await askFirst({
      title: t('view.save'), text: t('view.saveText'), fields: [name], confirm: t('save'),
      check: (data) => (String(data.get('name')).trim() === '' ? t('view.nameMissing') : null),
    });
    if (!said) {
      return;
    }
    // As the service writes it
    const chosen = String(said.get('name')).trim().normalize('NFC');
    if (await this.#tell(() => saveView(chosen, this.#definitionOfNow()))) {
      const saved = this.#own().find((each) => each.name === chosen);
      this.#onChange({ ...(saved ? placeOf(saved) : { ...START, view: chosen }), tab: this.#place().tab });
      toast(t('view.saved', { name: chosen }));
    }
  }

  #definitionOfNow() {
    const place = this.#place();
    const base = this.#views.find(({ name }) => name === place.view)?.definition.filter;
    const own = askedFilters(place);
    const parts = [base, own].filter((filter) => filter && Object.keys(filter).length > 0);
    const filter = parts.length > 1 ? { and: parts } : parts[0] ?? {};
    const { sort, fields } = this.#current();
    return { filter, sort, fields, timezone: timezone() };
  }

  async #tell(change) {
    try {
      await change();
      await this.load();
      this.show();
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

/**
 * Where a view is. One of the user's own is taken apart into filters, if it is made of nothing else: its name says nothing
 * to others, but a link to its filters does, and they can be changed.
 * @param {import('./api.js').SavedView} view
 * @returns {import('./place.js').Place}
 */
function placeOf({ name, builtIn, definition }) {
  const filters = builtIn ? null : flat(definition.filter ?? {});
  return filters === null
    ? { ...START, view: name }
    : { ...START, filters, sort: knownSort(definition.sort ?? null), fields: knownFields(definition.fields ?? null) };
}

/** Whether two places ask the same. */
function isAt(one, other) {
  const question = (place) => JSON.stringify([place.view, Object.entries(askedFilters(place)).sort(), place.sort, place.fields]);
  return question(one) === question(other);
}

/** @returns {?Object<string, string>} the filters of a definition, if all of them are plain ones */
function flat(filter) {
  const filters = {};
  for (const [name, value] of Object.entries(filter)) {
    const isRange = value !== null && typeof value === 'object' && !Array.isArray(value);
    for (const [parameter, each] of isRange ? Object.entries(value).map(([end, at]) => [`${name}.${end}`, at]) : [[name, value]]) {
      const read = readParameter(parameter, String(each));
      if (!read || (Array.isArray(each) && !isOneText(read.name, each))) {
        return null;
      }
      filters[read.name] = read.value;
    }
  }
  return filters;
}

/** Whether several values mean the same when commas are between them. */
function isOneText(name, values) {
  const field = filterField(name);
  return field ? valuesOf(field, String(values)).length === values.length : values.length === 1;
}
