import { fetchDialogs } from './api.js';
import { button, el } from './dom.js';
import { filterTitle, isRange } from './filter-fields.js';
import { USUAL_TIMES, usualTime, valuesOf, valueWords } from './filter-words.js';
import { formatNumber } from './format.js';
import { t } from './i18n.js';
import { learnRecentNames } from './names.js';
import { closePopover } from './popover.js';
import { rangeInputs } from './range-inputs.js';
import { wordsOf } from './notices.js';

/**
 * A form for one filter.
 * @param {import('./filter-fields.js').FilterField} field
 * @param {Object<string, string>} parts what is asked of it now, by operator
 * @param {URLSearchParams} others the other filters, under which values are counted
 * @param {function(?Object<string, string>): void} onDone called with the new parts; null: without it
 * @returns {HTMLFormElement}
 */
export function filterForm(field, parts, others, onDone) {
  const title = filterTitle(field.name);
  const inputs = inputsOf(field, parts, others);
  const apply = el('button', { type: 'submit', class: 'main', text: t('apply') });
  const buttons = el('div', { class: 'buttons' }, apply);
  if (Object.keys(parts).length > 0) {
    buttons.prepend(button(t('remove'), () => finish(null)));
  }
  const form = el('form', { class: 'editor', 'aria-label': title }, el('h2', { text: title }), inputs.node, buttons);
  const finish = (result) => {
    closePopover();
    onDone(result);
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const result = inputs.read();
    finish(Object.keys(result).length > 0 ? result : null);
  });
  return form;
}

function inputsOf(field, parts, others) {
  if (field.kind === 'time') {
    return timeInputs(field, parts);
  }
  if (isRange(field)) {
    return rangeInputs(field, parts);
  }
  if (field.kind === 'choice' || field.kind === 'facet') {
    return choices(field, parts, others);
  }
  if (field.kind === 'flag') {
    return flag(field, parts);
  }
  return text(field, parts);
}

function flag(field, parts) {
  const option = (value) => el('label', { class: 'option' },
    el('input', { type: 'radio', name: field.name, value, checked: (parts[''] ?? 'true') === value }),
    el('span', { text: valueWords(field, value) }));
  const node = el('div', { class: 'options' }, option('true'), option('false'));
  return { node, read: () => ({ '': node.querySelector('input:checked').value }) };
}

function text(field, parts) {
  const input = el('input', { type: 'text', maxlength: 512, autocomplete: 'off', value: parts[''] ?? '', 'aria-label': filterTitle(field.name) });
  const hint = el('p', { class: 'hint', text: t(field.kind === 'words' ? 'filter.wordsHint' : 'filter.idsHint') });
  return { node: el('div', {}, input, hint), read: () => (input.value.trim() ? { '': input.value.trim() } : {}) };
}

/** Check boxes, of the values that occur with how often they do. */
function choices(field, parts, others) {
  const chosen = new Set(parts[''] === undefined ? [] : valuesOf(field, parts['']));
  const list = el('div', { class: 'options' });
  const show = (values, counts) => list.replaceChildren(...values.map((value) => {
    const box = el('input', { type: 'checkbox', value, checked: chosen.has(value), on: {
      change: () => (box.checked ? chosen.add(value) : chosen.delete(value)),
    } });
    const count = counts ? el('span', { class: 'count', text: formatNumber(counts[value] ?? 0) }) : '';
    return el('label', { class: 'option' }, box, el('span', { text: valueWords(field, value), dir: 'auto' }), count);
  }));
  const noneLast = field.orNone ? ['none'] : [];
  if (field.kind === 'choice') {
    show([...field.values, ...noneLast], null);
  } else {
    list.replaceChildren(el('p', { class: 'hint', text: t('live.loading') }));
    occurring(field, others).then(
      (counts) => show([...new Set([...chosen, ...Object.keys(counts)])].sort((a, b) => byName(field, a, b)), counts),
      (error) => list.replaceChildren(el('p', { class: 'wrong', text: wordsOf(error) })),
    );
  }
  return { node: list, read: () => (chosen.size > 0 ? { '': [...chosen].join(',') } : {}) };
}

function byName(field, a, b) {
  return Number(a === 'none') - Number(b === 'none') || valueWords(field, a).localeCompare(valueWords(field, b));
}

async function occurring(field, others) {
  const query = new URLSearchParams(others);
  query.set('facets', field.name);
  query.set('limit', '1');
  query.set('fields', 'dialogId');
  const [page] = await Promise.all([fetchDialogs(query), learnRecentNames()]);
  const counts = page.facets?.[field.name] ?? {};
  if (!field.orNone) {
    delete counts.none;
  }
  return counts;
}

/** A usual time, or ends by the clock. */
function timeInputs(field, parts) {
  const custom = rangeInputs(field, parts);
  const now = Object.keys(parts).length === 0 ? 'today' : usualTime(parts) ?? 'custom';
  const select = el('select', { 'aria-label': filterTitle(field.name) },
    ...[...Object.keys(USUAL_TIMES), 'custom'].map((name) => el('option', { value: name, text: t(`usual.${name}`) })));
  select.value = now;
  const show = () => {
    custom.node.hidden = select.value !== 'custom';
  };
  select.addEventListener('change', show);
  show();
  return {
    node: el('div', { class: 'stack' }, select, custom.node),
    read: () => (select.value === 'custom' ? custom.read() : { ...USUAL_TIMES[select.value] }),
  };
}
