import { ApiError, fetchDialog } from './api.js';
import { statusCell } from './cells.js';
import { button, byId, el } from './dom.js';
import { detailsOf } from './dialog-details.js';
import { conversation } from './history-entries.js';
import { HistoryPages } from './history-pages.js';
import { t } from './i18n.js';
import { wordsOf } from './notices.js';
import { reviewForm } from './review-form.js';
import { openRowMenu } from './row-menu.js';
import { may } from './session.js';

const NEAR_THE_END = 60;
const SOON_MS = 500;
const MOST_TRIES = 20;

/** One dialog beside the list: who, what was said, and what was done. */
export class HistoryPanel {
  #root = byId('history');
  #actions;
  #dialogId = null;
  #dialog = null;
  /** @type {?HistoryPages} */
  #pages = null;
  #loading = new AbortController();
  #list = el('ol', { class: 'conversation' });
  #scroll = el('div', { class: 'scroll', tabindex: 0 });
  #head = el('header', { class: 'head' });
  #foot = el('footer');
  #opener = null;
  /** How often to look again for entries that the dialog is known to have. */
  #tries = MOST_TRIES;

  /**
   * @param {{onClose: function(): void, onStep: function(number): void, onDone: function(): void}} actions onStep: to
   *   the dialog before (-1) or after (1) in the list
   */
  constructor(actions) {
    this.#actions = actions;
    this.#root.addEventListener('keydown', (event) => this.#onKey(event));
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.#dialogId !== null) {
        this.#actions.onClose();
      }
    });
    this.#scroll.addEventListener('scroll', () => {
      if (this.#pages?.hasMore && this.#pages.from === 'end' && this.#scroll.scrollTop < NEAR_THE_END) {
        this.#more();
      }
    });
  }

  /** @param {?string} dialogId null closes it */
  show(dialogId) {
    if (dialogId === this.#dialogId) {
      return;
    }
    const wasOpen = this.#dialogId !== null;
    this.#dialogId = dialogId;
    this.#loading.abort();
    this.#root.hidden = dialogId === null;
    document.body.classList.toggle('with-history', dialogId !== null);
    if (dialogId === null) {
      const opener = this.#opener?.isConnected ? this.#opener : document.querySelector('.tabulator-row[tabindex="0"]');
      opener?.focus();
      this.#root.replaceChildren();
      return;
    }
    if (!wasOpen) {
      this.#opener = document.activeElement;
    }
    this.#root.setAttribute('aria-label', t('history.of', { id: dialogId }));
    this.#root.replaceChildren(this.#head, this.#scroll, this.#foot);
    this.#begin('end');
    this.#scroll.focus({ preventScroll: true });
  }

  /** In the language of now. */
  translate() {
    if (this.#dialog) {
      this.#showHead();
      this.#foot.replaceChildren();
      this.#showFoot();
      this.#paint();
    }
  }

  /** The dialog may have changed. */
  async refresh() {
    if (this.#dialogId === null || !this.#dialog) {
      return;
    }
    const signal = this.#loading.signal;
    try {
      const dialog = await fetchDialog(this.#dialogId, signal);
      if (JSON.stringify(dialog) !== JSON.stringify(this.#dialog)) {
        this.#dialog = dialog;
        this.#showHead();
        this.#tries = MOST_TRIES;
      } else if (!this.#isBehind()) {
        return;
      }
      if (this.#pages && await this.#pages.refresh()) {
        const atEnd = this.#scroll.scrollHeight - this.#scroll.scrollTop - this.#scroll.clientHeight < NEAR_THE_END;
        this.#paint();
        if (atEnd) {
          this.#toEnd();
        }
      }
      this.#lookAgain();
    } catch (failure) {
      // While the connection is lost the list says so
      if (failure instanceof ApiError && failure.status === 404) {
        this.#tell(t('history.gone'));
      }
    }
  }

  /** Histories are shown a little later than rows. */
  #isBehind() {
    if (!this.#pages || this.#pages.from !== 'end' || this.#tries === 0) {
      return false;
    }
    const entries = this.#pages.entries();
    return (entries.at(-1)?.occurredAt ?? '') < this.#dialog.modifiedAt
      || (!this.#pages.hasMore && entries.length < this.#dialog.eventCount);
  }

  #lookAgain() {
    if (this.#isBehind()) {
      this.#tries -= 1;
      window.setTimeout(() => this.refresh(), SOON_MS);
    }
  }

  async #begin(from) {
    const loading = new AbortController();
    this.#loading = loading;
    this.#dialog = null;
    this.#pages = null;
    this.#tries = MOST_TRIES;
    this.#head.replaceChildren(this.#closeButton());
    this.#foot.replaceChildren();
    this.#tell(t('live.loading'));
    try {
      const dialog = await fetchDialog(this.#dialogId, loading.signal);
      const pages = may('history') ? new HistoryPages(this.#dialogId, from, loading.signal) : null;
      await pages?.more();
      this.#dialog = dialog;
      this.#pages = pages;
      this.#showHead();
      this.#showFoot();
      this.#paint();
      if (from === 'end') {
        this.#toEnd();
      } else {
        this.#scroll.scrollTop = 0;
      }
      this.#lookAgain();
    } catch (failure) {
      if (failure.name !== 'AbortError') {
        this.#tell(failure instanceof ApiError && failure.status === 404 ? t('history.gone') : wordsOf(failure));
      }
    }
  }

  async #more() {
    const pages = this.#pages;
    if (this.#scroll.getAttribute('aria-busy') === 'true') {
      return;
    }
    this.#scroll.setAttribute('aria-busy', 'true');
    const before = this.#scroll.scrollHeight - this.#scroll.scrollTop;
    try {
      await pages.more();
      if (pages === this.#pages) {
        this.#paint();
        if (pages.from === 'end') {
          this.#scroll.scrollTop = this.#scroll.scrollHeight - before;
        }
      }
    } catch (failure) {
      if (failure.name !== 'AbortError') {
        this.#scroll.prepend(el('p', { class: 'wrong', role: 'alert', text: wordsOf(failure) }));
      }
    } finally {
      this.#scroll.removeAttribute('aria-busy');
    }
  }

  #paint() {
    if (!this.#pages) {
      this.#scroll.replaceChildren(el('p', { class: 'quiet', text: t('history.forbidden') }));
      return;
    }
    this.#list.replaceChildren(...conversation(this.#pages.entries()));
    const isFromEnd = this.#pages.from === 'end';
    const more = this.#pages.hasMore
      ? [el('p', { class: 'more-history' }, button(t(isFromEnd ? 'history.earlier' : 'history.later'), () => this.#more()),
        button(t(isFromEnd ? 'history.toStart' : 'history.toEnd'), () => this.#begin(isFromEnd ? 'start' : 'end'), { class: 'plain' }))]
      : [];
    this.#scroll.replaceChildren(...(isFromEnd ? more : []), this.#list, ...(isFromEnd ? [] : more));
  }

  #showHead() {
    const dialog = this.#dialog;
    const name = el('h2', { text: dialog.clientName ?? t('client.nameless'), title: dialog.clientName ?? '', dir: 'auto' });
    const menu = button('⋯', () => openRowMenu(dialog, menu, { done: this.#actions.onDone }), { class: 'plain', 'aria-label': t('row.menu'), 'aria-haspopup': 'menu' });
    const step = (by, text, label) => button(text, () => this.#actions.onStep(by), { class: 'plain', 'aria-label': label, title: label });
    const focused = [...this.#head.querySelectorAll('button')].indexOf(document.activeElement);
    this.#head.replaceChildren(
      el('div', { class: 'title' }, name, step(-1, '↑', t('history.previous')), step(1, '↓', t('history.next')), menu, this.#closeButton()),
      el('p', { class: 'facts' }, statusCell(dialog), ` № ${dialog.number} · ${dialog.channel ?? '–'} · `, el('span', { text: dialog.lineName ?? dialog.lineId ?? '–', dir: 'auto' }),
        ' · ', el('span', { text: dialog.operatorName ?? dialog.operatorId ?? t('none.operator'), dir: 'auto' })),
      detailsOf(dialog));
    this.#head.querySelectorAll('button')[focused]?.focus();
  }

  #showFoot() {
    if (may('review')) {
      this.#foot.replaceChildren(reviewForm(this.#dialog, this.#actions.onDone));
    }
  }

  #closeButton() {
    return button('×', () => this.#actions.onClose(), { class: 'plain', 'aria-label': t('close'), title: `${t('close')} (Esc)` });
  }

  #tell(text) {
    this.#scroll.replaceChildren(el('p', { class: 'quiet', text, role: 'status' }));
  }

  #toEnd() {
    this.#scroll.scrollTop = this.#scroll.scrollHeight;
  }

  #onKey(event) {
    const typing = event.target.closest('input, textarea, select');
    if (!typing && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      this.#actions.onStep(event.key === 'ArrowLeft' ? -1 : 1);
    }
  }
}
