const SOON_MS = 1_000;
const PERIOD_MS = 2_000;
const CALM_PERIOD_MS = 15_000;
const LONGEST_PERIOD_MS = 30_000;

/**
 * Calls the load again and again: soon after a change was heard of, every two seconds while nothing can be heard, less
 * often while it fails, not at all while nobody looks.
 */
export class LiveRefresh {
  #load;
  #actions;
  #timer = 0;
  #due = 0;
  #last = 0;
  #failures = 0;
  #hears = false;

  /**
   * @param {function(): Promise<boolean>} load tells whether it succeeded
   * @param {{onPause: function(): void, onResume: function(): void}} actions
   */
  constructor(load, actions) {
    this.#load = load;
    this.#actions = actions;
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) {
        window.clearTimeout(this.#timer);
        actions.onPause();
      } else {
        actions.onResume();
        this.now();
      }
    });
    window.addEventListener('online', () => this.now());
    window.addEventListener('offline', () => this.now());
  }

  /** Something has changed: loads within a second. */
  soon() {
    this.#at(Math.max(Date.now(), this.#last + SOON_MS));
  }

  /** @param {boolean} hears whether changes are told by {@link soon} */
  setHearing(hears) {
    const lost = this.#hears && !hears;
    this.#hears = hears;
    if (lost) {
      this.now();
    }
  }

  /** Loads at once, and goes on from there. */
  async now() {
    window.clearTimeout(this.#timer);
    this.#due = Infinity;
    this.#last = Date.now();
    let succeeded = false;
    try {
      succeeded = await this.#load();
    } finally {
      this.#failures = succeeded ? 0 : this.#failures + 1;
      const calm = this.#hears ? CALM_PERIOD_MS : PERIOD_MS;
      const period = succeeded ? calm : Math.min(PERIOD_MS * 2 ** (this.#failures - 1), LONGEST_PERIOD_MS);
      this.#at(Date.now() + period);
    }
  }

  /** At this time, unless it is to be earlier anyway. */
  #at(time) {
    if (time >= this.#due && this.#due !== Infinity) {
      return;
    }
    window.clearTimeout(this.#timer);
    this.#due = time;
    if (!document.hidden) {
      this.#timer = window.setTimeout(() => this.now(), Math.max(0, time - Date.now()));
    }
  }
}
