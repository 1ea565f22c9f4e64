import { ApiError, sendReview } from './api.js';
import { el } from './dom.js';
import { t } from './i18n.js';
import { toast, wordsOf } from './notices.js';

const RATINGS = [1, 2, 3, 4, 5];

/**
 * The manager's rating of a dialog, and what there is to say about it.
 * @param {import('./api.js').Dialog} dialog
 * @param {function(): void} onDone
 * @returns {HTMLFormElement}
 */
export function reviewForm(dialog, onDone) {
  const stars = el('div', { class: 'stars', role: 'radiogroup', 'aria-label': t('column.managerRating') }, ...RATINGS.map((rating) =>
    el('label', { title: t('review.stars', { count: rating }) },
      el('input', { type: 'radio', name: 'rating', value: rating, checked: dialog.managerRating === rating, 'aria-label': t('review.stars', { count: rating }) }),
      el('span', { text: '★', 'aria-hidden': 'true' }))));
  const comment = el('textarea', { name: 'comment', rows: 1, maxlength: 4096, placeholder: t('review.comment'), 'aria-label': t('review.comment'), dir: 'auto' });
  comment.value = dialog.managerComment ?? '';
  const save = el('button', { type: 'submit', text: t('review.save') });
  const form = el('form', { class: 'review', 'aria-label': t('review') }, stars, comment, save);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const said = new FormData(form);
    const review = {
      ...(said.get('rating') && { rating: Number(said.get('rating')) }),
      ...(String(said.get('comment')).trim() && { comment: String(said.get('comment')).trim() }),
    };
    if (Object.keys(review).length === 0) {
      toast(t('review.nothing'), { bad: true });
      return;
    }
    save.disabled = true;
    try {
      await sendReview(dialog.dialogId, review);
      toast(t('review.saved'));
      onDone();
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      toast(wordsOf(error), { bad: true });
    } finally {
      save.disabled = false;
    }
  });
  return form;
}
