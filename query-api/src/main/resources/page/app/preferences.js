import { currentUser } from './session.js';

/*
 * What a user likes to see, remembered in this browser for each of its users.
 */

/** @typedef {{fields?: string[], widths?: Object<string, number>}} Liked */

const key = () => `dialogpulse.columns.${currentUser()?.userId ?? ''}`;

/** @returns {Liked} */
export function liked() {
  try {
    return JSON.parse(window.localStorage.getItem(key()) ?? '{}');
  } catch {
    // Somebody else wrote it
    return {};
  }
}

/** @param {Liked} part */
export function like(part) {
  window.localStorage.setItem(key(), JSON.stringify({ ...liked(), ...part }));
}
