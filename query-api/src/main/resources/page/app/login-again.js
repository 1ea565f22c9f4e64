import { startAs, tokenField } from './account.js';
import { ApiError, demoLogin, fetchMe } from './api.js';
import { t } from './i18n.js';
import { askFirst } from './modal.js';
import { showLive } from './notices.js';
import { currentUser, setToken, token } from './session.js';

/** @type {?Promise<void>} */
let underWay = null;

/**
 * Has whoever works here log in again when the token has ended. All requests that were refused meanwhile wait for it, so
 * that everything on the screen goes on where it was.
 * @param {?string} refused the token
 * @param {{id: string}[]} demoUsers these get another token by themselves
 * @returns {Promise<void>} done when there is a good token
 * @throws {ApiError} if the service cannot be asked
 */
export function loginAgain(refused, demoUsers) {
  if (token() !== refused) {
    // Another request has seen to it
    return Promise.resolve();
  }
  underWay ??= login(demoUsers).finally(() => {
    underWay = null;
  });
  return underWay;
}

async function login(demoUsers) {
  const { userId } = currentUser();
  if (demoUsers.some(({ id }) => id === userId)) {
    setToken((await demoLogin(userId)).token);
    return;
  }
  showLive('paused');
  let text = t('login.ended');
  for (;;) {
    const said = await askFirst({ title: t('login.again'), text, fields: [tokenField()], confirm: t('login.action'), needed: true });
    if (said && await goOnAs(String(said.get('token')).trim())) {
      return;
    }
    text = t('login.refused');
  }
}

/** @returns {Promise<boolean>} whether the token is accepted */
async function goOnAs(newToken) {
  let me;
  try {
    me = await fetchMe(newToken);
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) {
      return false;
    }
    throw error;
  }
  if (JSON.stringify(me) === JSON.stringify(currentUser())) {
    setToken(newToken);
    return true;
  }
  // Somebody else, or with other rights: what is on the screen is not theirs
  startAs(newToken);
  return new Promise(() => {});
}
