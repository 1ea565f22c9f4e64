import { ApiError, send } from './api.js';

const SILENCE_MS = 40_000;
const PAUSE_MS = 3_000;
/** Whoever types a filter asks many questions, of which the last one counts. */
const SETTLED_MS = 1_000;

/**
 * Hears when rows of a question change. It does not read them: the list is loaded again, so that order, totals and
 * counts are of one moment.
 */
export class LiveSignal {
  #onChange;
  #onConnected;
  #following = new AbortController();

  /**
   * @param {function(): void} onChange
   * @param {function(boolean): void} onConnected
   */
  constructor(onChange, onConnected) {
    this.#onChange = onChange;
    this.#onConnected = onConnected;
  }

  /** @param {URLSearchParams} filters from now on these, and no longer those before */
  follow(filters) {
    this.stop();
    const following = new AbortController();
    this.#following = following;
    const query = new URLSearchParams(filters);
    query.set('fields', 'dialogId');
    window.setTimeout(() => this.#keepOn(query, following.signal), SETTLED_MS);
  }

  stop() {
    this.#following.abort();
  }

  async #keepOn(query, signal) {
    while (!signal.aborted) {
      let again = true;
      try {
        await this.#read(query, signal);
      } catch (failure) {
        // A question that is refused is refused as a list too, where it is told
        again = !(failure instanceof ApiError) || ![400, 403, 404].includes(failure.status);
      }
      if (signal.aborted) {
        return;
      }
      this.#onConnected(false);
      if (!again) {
        return;
      }
      await new Promise((resolve) => window.setTimeout(resolve, PAUSE_MS));
    }
  }

  async #read(query, signal) {
    const stuck = new AbortController();
    const response = await send('/dialogs/stream', { query, signal: AbortSignal.any([signal, stuck.signal]) });
    this.#onConnected(true);
    // What changed between the last load and now was told to nobody
    this.#onChange();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let watch = 0;
    try {
      for (;;) {
        watch = window.setTimeout(() => stuck.abort(), SILENCE_MS);
        const { done, value } = await reader.read();
        window.clearTimeout(watch);
        if (done) {
          return;
        }
        if (value.includes('event:')) {
          this.#onChange();
        }
      }
    } finally {
      window.clearTimeout(watch);
    }
  }
}
