import { el } from './dom.js';
import { t } from './i18n.js';

const OPERATORS = ['gte', 'gt', 'lte', 'lt', 'between', 'exists', 'missing'];
const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Inputs for a range: an operator, and the ends that it takes.
 * @param {import('./filter-fields.js').FilterField} field
 * @param {Object<string, string>} parts
 * @returns {{node: HTMLElement, read: function(): Object<string, string>}}
 */
export function rangeInputs(field, parts) {
  const operators = [...(field.exact ? ['is'] : []), ...OPERATORS];
  const select = el('select', { 'aria-label': t('operator') },
    ...operators.map((operator) => el('option', { value: operator, text: t(`operator.${operator}`) })));
  const ends = Object.keys(parts).filter((end) => end !== 'exists');
  select.value = operatorOf(parts, ends, operators);
  const first = endInput(field, parts[ends[0]] ?? '');
  const second = endInput(field, parts[ends[1]] ?? '');
  const show = () => {
    first.node.hidden = ['exists', 'missing'].includes(select.value);
    second.node.hidden = select.value !== 'between';
  };
  select.addEventListener('change', show);
  show();
  return {
    node: el('div', { class: 'stack' }, select, first.node, second.node),
    read: () => read(select.value, first.read(), second.read()),
  };
}

function operatorOf(parts, ends, operators) {
  if (parts.exists !== undefined) {
    return parts.exists === 'true' ? 'exists' : 'missing';
  }
  if (ends.length > 1) {
    return 'between';
  }
  return ends.length === 0 ? operators[0] : ends[0] || 'is';
}

function read(operator, first, second) {
  switch (operator) {
    case 'exists':
      return { exists: 'true' };
    case 'missing':
      return { exists: 'false' };
    case 'between':
      return { ...(first && { gte: first }), ...(second && { lte: second }) };
    case 'is':
      return first ? { '': first } : {};
    default:
      return first ? { [operator]: first } : {};
  }
}

function endInput(field, value) {
  switch (field.kind) {
    case 'duration':
      return durationInput(field, value);
    case 'time':
      return timeInput(value);
    default: {
      const input = el('input', { type: 'number', min: 0, step: 1, value, 'aria-label': t('value') });
      return { node: input, read: () => input.value };
    }
  }
}

function durationInput(field, value) {
  const millis = Number(value || 300_000);
  const unit = Object.keys(UNITS).reverse().find((name) => millis % UNITS[name] === 0) ?? 's';
  const number = el('input', { type: 'number', min: field.name === 'timeLeftMs' ? null : 0, step: 'any', value: millis / UNITS[unit], 'aria-label': t('value') });
  const select = el('select', { 'aria-label': t('unit') },
    ...Object.keys(UNITS).map((name) => el('option', { value: name, text: t(`unit.${name}`) })));
  select.value = unit;
  return {
    node: el('div', { class: 'together' }, number, select),
    read: () => (number.value === '' ? '' : String(Math.round(Number(number.value) * UNITS[select.value]))),
  };
}

/** By the reader's clock; what the address says in another way stays as it is until it is changed. */
function timeInput(value) {
  const input = el('input', { type: 'datetime-local', 'aria-label': t('value') });
  const given = new Date(/^\d+$/.test(value) ? Number(value) : value);
  if (value && !Number.isNaN(given.getTime())) {
    input.value = new Date(given.getTime() - given.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  }
  const before = input.value;
  return {
    node: input,
    read: () => {
      if (input.value === before) {
        return value;
      }
      return input.value === '' ? '' : new Date(input.value).toISOString();
    },
  };
}
