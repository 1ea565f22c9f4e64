import { fetchDialogs } from './api.js';

/*
 * Filters and statistics know lines and operators by their ids; people know them by names. The names are learned from
 * the rows that pass by.
 */

/** @typedef {'line'|'operator'} Named */

/** @type {Record<Named, Map<string, string>>} */
const known = { line: new Map(), operator: new Map() };
let recent = null;

/** @param {import('./api.js').Dialog[]} rows */
export function learnNames(rows) {
  for (const row of rows) {
    if (row.lineId && row.lineName) {
      known.line.set(row.lineId, row.lineName);
    }
    if (row.operatorId && row.operatorName) {
      known.operator.set(row.operatorId, row.operatorName);
    }
  }
}

/** Looks through the newest dialogs once, for those whom no row has named yet. */
export function learnRecentNames() {
  recent ??= fetchDialogs(new URLSearchParams({
    limit: '500', sort: '-createdAt', fields: 'dialogId,lineId,lineName,operatorId,operatorName',
  })).then((page) => learnNames(page.items), (failure) => {
    recent = null;
    throw failure;
  });
  return recent;
}

/** Another user may know others. */
export function forgetNames() {
  recent = null;
  Object.values(known).forEach((names) => names.clear());
}

/**
 * The name, or the id as long as no name is known.
 * @param {Named} kind
 */
export const nameOf = (kind, id) => known[kind].get(id) ?? id;

/**
 * All that are known, by name.
 * @param {Named} kind
 * @returns {{id: string, name: string}[]}
 */
export function allNames(kind) {
  return [...known[kind]].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name));
}
