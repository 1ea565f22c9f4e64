import { actOn, erase } from './actions.js';
import { webAddress } from './dom.js';
import { t } from './i18n.js';
import { toast } from './notices.js';
import { openMenu } from './popover.js';
import { may, mayErase } from './session.js';
import { ACTIVE } from './statuses.js';

/** Addresses of chats by channel, with `{clientId}` and `{dialogId}` in them. @type {Object<string, string>} */
let channelLinks = {};

/** @param {Object<string, string>} links */
export function setChannelLinks(links) {
  channelLinks = links;
}

/** @returns {?string} the address of a dialog's chat in its channel */
export function channelAddress(dialog) {
  const template = channelLinks[dialog.channel];
  if (!template || (template.includes('{clientId}') && !dialog.clientId)) {
    return null;
  }
  const filled = template.replace(/\{(clientId|dialogId)\}/g, (_, field) => encodeURIComponent(dialog[field]));
  return webAddress(filled);
}

/**
 * What can be done with a dialog, as far as the user may.
 * @param {import('./api.js').Dialog} dialog
 * @param {HTMLElement} anchor
 * @param {{open?: function(string): void, done: function(): void, at?: {x: number, y: number}}} options open: shows the
 *   history; left out where it is shown already
 */
export function openRowMenu(dialog, anchor, { open, done, at }) {
  const act = (action) => async () => {
    if (await actOn(action, [dialog.dialogId])) {
      done();
    }
  };
  const address = channelAddress(dialog);
  const items = [
    ...(open ? [{ text: may('history') ? t('row.history') : t('row.details'), do: () => open(dialog.dialogId) }] : []),
    ...(address ? [{ text: t('row.channel', { channel: dialog.channel }), href: address }] : []),
    ...(may('act') && ACTIVE.includes(dialog.detailedStatus) ? [
      { text: t('action.close'), do: act('close') },
      { text: t('action.transfer'), do: act('transfer') },
      { text: t('action.spam'), do: act('spam'), danger: true },
    ] : []),
    // Browsers have no clipboard for pages that came without encryption from elsewhere
    ...(navigator.clipboard ? [{ text: t('row.link'), do: () => copyLink(dialog.dialogId) }] : []),
    ...(mayErase() && dialog.clientId ? [{ text: t('erase'), danger: true, do: async () => (await erase(dialog)) && done() }] : []),
  ];
  openMenu(anchor, items, { label: t('row.menu'), at });
}

async function copyLink(dialogId) {
  const address = new URL(window.location.origin + window.location.pathname);
  address.searchParams.set('id', dialogId);
  address.searchParams.set('dialog', dialogId);
  await navigator.clipboard.writeText(address.href);
  toast(t('row.linkCopied'));
}
