const TOKEN = 'dialogpulse.token';

/**
 * Who works here, as the service tells it.
 * @typedef {{userId: string, name: ?string, department: ?string, role: string, rights: Object<string, string|boolean>}} Me
 */

/** @type {?Me} */
let me = null;

/** The token of this tab; other tabs may be other people. */
export const token = () => window.sessionStorage.getItem(TOKEN);

/** @param {?string} value null: nobody in particular any more */
export function setToken(value) {
  if (value === null) {
    window.sessionStorage.removeItem(TOKEN);
  } else {
    window.sessionStorage.setItem(TOKEN, value);
  }
}

/** @param {Me} found */
export function setMe(found) {
  me = found;
}

/** @returns {?Me} null until it is known */
export const currentUser = () => me;

/**
 * Whether the user has this right for some dialogs; for which, the service decides.
 * @param {'view'|'history'|'act'|'review'} right
 */
export const may = (right) => Boolean(me && me.rights[right] && me.rights[right] !== 'none');

/** Whether the user may erase what is known of clients. */
export const mayErase = () => me?.rights.erase === true;
