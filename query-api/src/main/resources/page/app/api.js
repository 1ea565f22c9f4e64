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

/** @type {?function(?string): Promise<void>} */
let loginAgain = null;

/**
 * From now on, whoever works is not thrown out when the token ends.
 * @param {function(?string): Promise<void>} login given the token that was refused; done when there is a good one
 */
export function setLoginAgain(login) {
  loginAgain = login;
}

/**
 * @typedef {{method?: string, query?: URLSearchParams, json?: any, signal?: AbortSignal, key?: string, as?: ?string}}
 *   RequestOptions key: the same again does nothing twice; as: a token other than the tab's, null: nobody
 */

/**
 * A request. Who sends it is told by the token of this tab.
 * @param {string} path below `/api/v1`
 * @param {RequestOptions} [options]
 * @returns {Promise<Response>} a good answer
 * @throws {ApiError}
 */
export async function send(path, options = {}) {
  const sentAs = options.as === undefined ? token() : options.as;
  let response = await answerTo(path, options, sentAs);
  if (response.status === 401 && options.as === undefined && loginAgain) {
    await loginAgain(sentAs);
    response = await answerTo(path, options, token());
  }
  if (!response.ok) {
    throw new ApiError(response.status, await problemOf(response));
  }
  return response;
}

async function answerTo(path, { method = 'GET', query, json, signal, key }, sentAs) {
  const headers = { Accept: 'application/json' };
  if (json !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  if (key) {
    headers['Idempotency-Key'] = key;
  }
  if (sentAs) {
    headers.Authorization = `Bearer ${sentAs}`;
  }
  try {
    return await fetch(`/api/v1${path}${query ? `?${query}` : ''}`, {
      method,
      headers,
      signal,
      body: json === undefined ? undefined : JSON.stringify(json),
      cache: 'no-store',
    });
  } catch (failure) {
    throw orUnreachable(failure);
  }
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
  return problemText(await response.json().catch(() => ({})));
}

/**
 * What a problem says.
 * @param {{title?: string, detail?: string, errors?: {field: string, message: string}[]}} problem
 */
export function problemText(problem) {
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

/**
 * @param {string} [as] another token than the tab's
 * @returns {Promise<import('./session.js').Me>}
 */
export const fetchMe = (as) => ask('/me', { as });

/**
 * What the installation tells its page. `demoUsers` is empty where people log in elsewhere.
 * @returns {Promise<{channelLinks: Object<string, string>,
 *   demoUsers: {id: string, name: string, role: string, department: ?string}[]}>}
 */
export const fetchPageSettings = () => ask('/page');

/** @returns {Promise<{token: string}>} */
export const demoLogin = (userId) => ask('/demo/login', { method: 'POST', json: { userId }, as: null });

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

/**
 * @param {'kept'|'removed'} metrics what becomes of the numbers of the client's dialogs
 * @returns {Promise<{dialogs: number}>} how many dialogs of the client there are
 */
export const eraseClient = (clientId, metrics) =>
  command(`/clients/${inPath(clientId)}/erasure`, 'POST', { metrics });
