import { demoLogin } from './api.js';
import { button, byId, el } from './dom.js';
import { t } from './i18n.js';
import { toast, wordsOf } from './notices.js';
import { closePopover, openPopover } from './popover.js';
import { currentUser, setToken, token } from './session.js';

/** @typedef {{id: string, name: string, role: string, department: ?string}} DemoUser */

/** Who works here, and how to be somebody else. */
export class Account {
  /** @type {DemoUser[]} */
  #demoUsers = [];

  constructor() {
    byId('account').addEventListener('click', () => this.#open());
  }

  /** @param {DemoUser[]} demoUsers empty where people log in elsewhere */
  setDemoUsers(demoUsers) {
    this.#demoUsers = demoUsers;
    this.show();
  }

  /** Paints the button. */
  show() {
    const me = currentUser();
    byId('account').hidden = me === null;
    if (me) {
      byId('account').replaceChildren(
        el('b', { text: me.name ?? me.userId, dir: 'auto' }), el('span', { text: roleName(me.role) }));
    }
  }

  #open() {
    const users = this.#demoUsers.map((user) => button('', () => become(user.id), {
      class: 'choice', 'aria-current': currentUser()?.userId === user.id ? 'true' : null, data: { user: user.id },
    }));
    users.forEach((node, i) => node.append(el('b', { text: this.#demoUsers[i].name, dir: 'auto' }), ' ', el('span', { class: 'quiet', text: roleName(this.#demoUsers[i].role) })));
    const isDemo = users.length > 0;
    const out = token() ? [button(isDemo ? t('login.local') : t('login.out'), leave, { class: isDemo ? 'choice' : '' })] : [];
    openPopover(byId('account'), el('div', { class: 'stack' },
      ...(isDemo ? [el('h2', { text: t('login.as') }), el('div', { class: 'fields' }, ...users, ...out), el('p', { class: 'hint', text: t('login.demo') })] : [
        el('h2', { text: currentUser()?.name ?? currentUser()?.userId ?? '', dir: 'auto' }), el('p', { class: 'hint', text: roleName(currentUser()?.role ?? '') }), ...out])),
    { label: t('login.as') });
  }
}

export function roleName(role) {
  const known = t(`role.${role}`);
  return known === `role.${role}` ? role : known;
}

async function become(userId) {
  closePopover();
  try {
    startAs((await demoLogin(userId)).token);
  } catch (error) {
    toast(wordsOf(error), { bad: true });
  }
}

function leave() {
  startAs(null);
}

/** Begins anew, so that nothing of the one before is left on the screen. */
export function startAs(newToken) {
  setToken(newToken);
  window.location.reload();
}

/**
 * Says instead of everything that a token is needed, and takes one.
 * @param {boolean} refused whether there was one
 */
export function showLogin(refused) {
  const field = tokenField();
  const form = el('form', {}, field, el('button', { type: 'submit', class: 'main', text: t('login.action') }));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    startAs(field.value.trim());
  });
  showBlocked(t('login.title'), t(refused ? 'login.refused' : 'login.text'), form);
  field.focus();
}

/** @returns {HTMLInputElement} */
export const tokenField = () => el('input', {
  type: 'password', name: 'token', required: true, autocomplete: 'off', 'aria-label': t('login.token'), placeholder: t('login.token'),
});

/**
 * Says why there is nothing to work with.
 * @param {string} title
 * @param {string} text
 * @param {...Node} more
 */
export function showBlocked(title, text, ...more) {
  byId('work').hidden = true;
  byId('blocked').hidden = false;
  byId('blocked').replaceChildren(el('h2', { text: title }), el('p', { text }), ...more);
}
