/**
 * A dialog as the list answers it: times are ISO-8601 UTC, durations milliseconds, null is "not known".
 * @typedef {{dialogId: string, number: number, clientName: ?string, detailedStatus: string, status: string,
 *   openQuestionAt: ?string, channel: ?string, lineName: ?string, lineId: ?string, operatorName: ?string,
 *   operatorId: ?string, createdAt: string, lastMessageAt: ?string, firstResponseMs: ?number,
 *   averageResponseMs: ?number, maxResponseMs: ?number, messageCount: number, clientRating: ?number}} Dialog
 *
 * @typedef {{items: Dialog[], total: number, cursor: ?string, asOf: string}} DialogPage
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
 * One page of the list.
 * @param {URLSearchParams} query
 * @param {AbortSignal} signal
 * @returns {Promise<DialogPage>}
 * @throws {ApiError}
 */
export async function fetchDialogs(query, signal) {
  try {
    const response = await fetch(`/api/v1/dialogs?${query}`, {
      signal,
      headers: { Accept: 'application/json' },
      cache: 'no-store',
    });
    if (!response.ok) {
      throw new ApiError(response.status, await problemOf(response));
    }
    return await response.json();
  } catch (failure) {
    if (failure instanceof ApiError || failure.name === 'AbortError') {
      throw failure;
    }
    // The connection was refused, or broke in the middle of the answer.
    throw new ApiError(0, '');
  }
}

async function problemOf(response) {
  if (!(response.headers.get('Content-Type') ?? '').includes('json')) {
    return '';
  }
  const problem = await response.json();
  const fields = (problem.errors ?? []).map((error) => `${error.field}: ${error.message}`);
  return [problem.detail ?? problem.title, ...fields].filter(Boolean).join('; ');
}
