import { token } from './session.js';

/**
 * A dialog as the list answers it: the fields that were asked for; times are ISO-8601 UTC, durations milliseconds,
 * null is "not known".
 * @typedef {Object<string, any> & {dialogId: string}} Dialog
 *
 * @typedef {{items: Dialog[], total: number, facets: ?Object<string, Object<string, number>>, cursor: ?string,
 *   asOf: string}} DialogPage
 *
 * @typedef {{name: string, builtIn: boolean, savedAt: ?string,
 *   definition: {filter?: Object<string, any>, sort?: string, fields?: string[]|string}}} SavedView
 */

/** The service answered with a problem (RFC 9457), or could not be reached (status 0). */
export class ApiError extends Error {
  /**
   * @param {number} status the HTTP status, 0 if there was no answer
   * @param {string} detail what the service says about it, in English; may be empty
   */
  constructor(status, detail) {
    super(`${status} ${detail}`);
    this.status = status;
    this.detail = detail;
  }
}

/**
 * A request. Who sends it is told by the token of this tab.
 * @param {string} path below `/api/v1`
 * @param {{method?: string, query?: URLSearchParams, json?: any, signal?: AbortSignal, key?: string,
 *   anonymous?: boolean}} [options] key: the same again does nothing twice
 * @returns {Promise<Response>} a good answer
 * @throws {ApiError}
 */
export async function send(path, { method = 'GET', query, json, signal, key, anonymous } = {}) {
  const headers = { Accept: 'application/json' };
  if (json !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  if (key) {
    headers['Idempotency-Key'] = key;
  }
  if (token() && !anonymous) {
    headers.Authorization = `Bearer ${token()}`;
  }
  let response;
  try {
    response = await fetch(`/api/v1${path}${query ? `?${query}` : ''}`, {
      method,
      headers,
      signal,
      body: json === undefined ? undefined : JSON.stringify(json),
      cache: 'no-store',
    });
  } catch (failure) {
    throw orUnreachable(failure);
  }
  if (!response.ok) {
    throw new ApiError(response.status, await problemOf(response));
  }
  return response;
}

/** The same, for what it answers; null if that is nothing. */
export async function ask(path, options = {}) {
  const response = await send(path, options);
  if (response.status === 204) {
    return null;
  }
  try {
    const text = await response.text();
    return text === '' ? null : JSON.parse(text);
  } catch (failure) {
    throw orUnreachable(failure);
  }
}

/** The connection was refused, or broke in the middle of the answer. */
function orUnreachable(failure) {
  return failure.name === 'AbortError' ? failure : new ApiError(0, '');
}

async function problemOf(response) {
  if (!(response.headers.get('Content-Type') ?? '').includes('json')) {
    return '';
  }
  const problem = await response.json().catch(() => ({}));
  const fields = (problem.errors ?? []).map((error) => `${error.field}: ${error.message}`);
  return [problem.detail ?? problem.title, ...fields].filter(Boolean).join('; ');
}

const inPath = (text) => encodeURIComponent(text);

/**
 * One page of the list.
 * @param {URLSearchParams} query
 * @param {AbortSignal} [signal]
 * @returns {Promise<DialogPage>}
 */
export const fetchDialogs = (query, signal) => ask('/dialogs', { query, signal });

/** @returns {Promise<Dialog>} */
export const fetchDialog = (id, signal) => ask(`/dialogs/${inPath(id)}`, { signal });

/**
 * Entries of a dialog's history.
 * @param {'asc'|'desc'} order
 * @returns {Promise<{items: Object<string, any>[], cursor: ?string}>}
 */
export function fetchHistory(id, order, cursor, signal) {
  const query = new URLSearchParams({ order, limit: '50' });
  if (cursor) {
    query.set('cursor', cursor);
  }
  return ask(`/dialogs/${inPath(id)}/history`, { query, signal });
}

/** @returns {Promise<SavedView[]>} */
export const fetchViews = async () => (await ask('/views')).items;

export const saveView = (name, definition) => ask(`/views/${inPath(name)}`, { method: 'PUT', json: definition });

export const deleteView = (name) => ask(`/views/${inPath(name)}`, { method: 'DELETE' });

/** @returns {Promise<import('./session.js').Me>} */
export const fetchMe = () => ask('/me');

/**
 * What the installation tells its page. `demoUsers` is empty where people log in elsewhere.
 * @returns {Promise<{channelLinks: Object<string, string>,
 *   demoUsers: {id: string, name: string, role: string, department: ?string}[]}>}
 */
export const fetchPageSettings = () => ask('/page');

/** @returns {Promise<{token: string}>} */
export const demoLogin = (userId) => ask('/demo/login', { method: 'POST', json: { userId }, anonymous: true });

/** @returns {Promise<{groups: Object<string, any>[], asOf: string}>} */
export const fetchStats = (query, signal) => ask('/stats', { query, signal });

/**
 * Acts on dialogs.
 * @param {'close'|'spam'|'transfer'} action
 * @param {string[]} dialogIds up to 500
 * @param {{operatorId?: string, lineId?: string}} [to]
 * @returns {Promise<{results: {dialogId: string, outcome: 'accepted'|'notActive'|'notFound'|'forbidden'}[]}>}
 */
export const act = (action, dialogIds, to) =>
  ask('/dialogs/actions', { method: 'POST', json: { action, dialogIds, to }, key: crypto.randomUUID() });

/** @param {{rating?: number, comment?: string}} review */
export const sendReview = (id, review) =>
  ask(`/dialogs/${inPath(id)}/review`, { method: 'PUT', json: review, key: crypto.randomUUID() });

/** @param {'kept'|'removed'} metrics what becomes of the numbers of the client's dialogs */
export const eraseClient = (clientId, metrics) =>
  ask(`/clients/${inPath(clientId)}/erasure`, { method: 'POST', json: { metrics }, key: crypto.randomUUID() });
