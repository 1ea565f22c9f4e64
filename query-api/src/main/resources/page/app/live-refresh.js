const PERIOD_MS = 2_000;
const LONGEST_PERIOD_MS = 30_000;

/**
 * Calls the load again and again: every two seconds, less often while it fails, not at all while nobody looks.
 */
export class LiveRefresh {
  #load;
  #onPause;
  #timer = 0;
  #period = PERIOD_MS;

  /**
   * @param {function(): Promise<boolean>} load tells whether it succeeded
   * @param {function(): void} onPause
   */
  constructor(load, onPause) {
    this.#load = load;
    this.#onPause = onPause;
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) {
        window.clearTimeout(this.#timer);
        this.#onPause();
      } else {
        this.now();
      }
    });
  }

  /** Loads at once, and goes on from there. */
  async now() {
    window.clearTimeout(this.#timer);
    let succeeded = false;
    try {
      succeeded = await this.#load();
    } finally {
      this.#period = succeeded ? PERIOD_MS : Math.min(2 * this.#period, LONGEST_PERIOD_MS);
      window.clearTimeout(this.#timer);
      if (!document.hidden) {
        this.#timer = window.setTimeout(() => this.now(), this.#period);
      }
    }
  }
}
