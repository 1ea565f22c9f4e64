import { ApiError, fetchMe, problemText } from './api.js';
import { el } from './dom.js';
import { token } from './session.js';

/**
 * Has the browser save an answer as a file, as it comes: what a script asks for has to fit into memory. So a form asks, in
 * a frame that stays empty, and carries the token.
 * @param {string} path below `/api/v1`
 * @param {URLSearchParams} query
 * @param {function(ApiError): void} onProblem called if there is no file; status 0 if the service could not be reached
 * @throws {ApiError} if that is known already
 */
export async function download(path, query, onProblem) {
  // A form cannot be sent again with another token, so it is seen to that this one is good
  await fetchMe();
  const frame = el('iframe', { name: `download-${crypto.getRandomValues(new Uint32Array(1))}`, hidden: true });
  const form = el('form', { method: 'post', action: `/api/v1${path}?${query}`, target: frame.name, hidden: true },
    ...(token() ? [el('input', { type: 'hidden', name: 'access_token', value: token() })] : []));
  document.body.append(frame, form);
  frame.addEventListener('load', () => {
    if (frame.contentDocument?.URL !== 'about:blank') {
      onProblem(problemOf(frame.contentDocument));
      frame.remove();
    }
  });
  form.submit();
  form.remove();
}

/** @param {?Document} answer null if it is the browser's own about an error */
function problemOf(answer) {
  try {
    const problem = JSON.parse(answer?.body.textContent ?? '');
    return new ApiError(problem.status, problemText(problem));
  } catch {
    return new ApiError(0, '');
  }
}
