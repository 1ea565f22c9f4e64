import { token } from './session.js';

const RETRY_MS = 1_000;

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

/** Not `crypto.randomUUID`: that is only there for pages that came encrypted or from this machine. */
const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * Does what the user has confirmed, once: without an answer, or with "not now", it is tried once more under the same
 * key.
 */
async function command(path, method, json) {
  const options = { method, json, key: newKey() };
  try {
    return await ask(path, options);
  } catch (error) {
    if (!(error instanceof ApiError) || ![0, 503].includes(error.status)) {
      throw error;
    }
    await new Promise((resolve) => window.setTimeout(resolve, RETRY_MS));
    return ask(path, options);
  }
}

/**
 * Where dialogs are transferred to: an operator, of whom no dialog has told yet only with a name, or a line.
 * @typedef {{operatorId?: string, operatorName?: string, lineId?: string}} Target
 */

/**
 * Acts on dialogs.
 * @param {'close'|'spam'|'transfer'} action
 * @param {string[]} dialogIds up to 500
 * @param {Target} [to]
 * @returns {Promise<{results: {dialogId: string, outcome: 'accepted'|'notActive'|'notFound'|'forbidden'}[]}>}
 */
export const act = (action, dialogIds, to) =>
  command('/dialogs/actions', 'POST', { action, dialogIds, to });

/** @param {{rating?: number, comment?: string}} review */
export const sendReview = (id, review) =>
  command(`/dialogs/${inPath(id)}/review`, 'PUT', review);

/** @param {'kept'|'removed'} metrics what becomes of the numbers of the client's dialogs */
export const eraseClient = (clientId, metrics) =>
  command(`/clients/${inPath(clientId)}/erasure`, 'POST', { metrics });
