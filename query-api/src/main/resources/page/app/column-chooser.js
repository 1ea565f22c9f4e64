import { COLUMNS, columnTitle, USUAL_FIELDS } from './columns.js';
import { button, byId, el } from './dom.js';
import { t } from './i18n.js';
import { openPopover } from './popover.js';

/**
 * Which columns are shown, and in which order: check boxes, dragged or moved by buttons.
 * @param {string[]} fields those that are shown now
 * @param {function(string[]): void} onChange called at every change
 */
export function chooseColumns(fields, onChange) {
  const shown = new Set(fields);
  let order = [...fields, ...COLUMNS.map(({ field }) => field).filter((field) => !shown.has(field))];
  const list = el('ul', { class: 'columns', 'aria-label': t('columns') });
  const find = el('input', { type: 'search', placeholder: t('filters.find'), 'aria-label': t('filters.find') });

  const tellChange = () => onChange(order.filter((field) => shown.has(field)));
  const move = (field, to) => {
    order = order.filter((other) => other !== field);
    order.splice(to, 0, field);
    tellChange();
    show(field);
  };
  const show = (focused) => {
    list.replaceChildren(...order.map((field, at) => item(field, at)));
    filter();
    if (focused) {
      list.querySelector(`[data-field="${focused}"] .up`)?.focus();
    }
  };
  const filter = () => {
    const typed = find.value.trim().toLocaleLowerCase();
    for (const node of list.children) {
      node.hidden = !node.textContent.toLocaleLowerCase().includes(typed);
    }
  };
  const item = (field, at) => {
    const title = columnTitle(field);
    const box = el('input', { type: 'checkbox', value: field, checked: shown.has(field), on: {
      change: () => {
        if (!box.checked && shown.size === 1) {
          box.checked = true;
          return;
        }
        box.checked ? shown.add(field) : shown.delete(field);
        tellChange();
      },
    } });
    return el('li', { draggable: 'true', data: { field }, on: {
      dragstart: (event) => event.dataTransfer.setData('text/plain', field),
      dragover: (event) => event.preventDefault(),
      drop: (event) => {
        event.preventDefault();
        const dragged = event.dataTransfer.getData('text/plain');
        if (order.includes(dragged)) {
          move(dragged, at);
        }
      },
    } },
    el('label', { class: 'option' }, box, el('span', { text: title })),
    button('↑', () => move(field, at - 1), { class: 'plain up', disabled: at === 0, 'aria-label': t('columns.up', { name: title }) }),
    button('↓', () => move(field, at + 1), { class: 'plain', disabled: at === order.length - 1, 'aria-label': t('columns.down', { name: title }) }));
  };
  find.addEventListener('input', filter);
  const usual = button(t('columns.usual'), () => {
    shown.clear();
    USUAL_FIELDS.forEach((field) => shown.add(field));
    order = [...USUAL_FIELDS, ...COLUMNS.map(({ field }) => field).filter((field) => !shown.has(field))];
    tellChange();
    show();
  });
  show();
  openPopover(byId('columns'), el('div', { class: 'stack' }, find, list, el('div', { class: 'buttons' }, usual)), { label: t('columns') });
}
