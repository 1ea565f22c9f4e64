import { ApiError, sendReview } from './api.js';
import { el } from './dom.js';
import { t } from './i18n.js';
import { toast, wordsOf } from './notices.js';

const RATINGS = [1, 2, 3, 4, 5];

/**
 * The manager's rating of a dialog, and what there is to say about it. Only what was changed is sent: others may have
 * changed the rest since.
 * @param {import('./api.js').Dialog} dialog
 * @param {function(): void} onDone
 * @returns {{node: HTMLFormElement, show: function(import('./api.js').Dialog): void}} show: what the dialog is like now,
 *   unless something else is being written
 */
export function reviewForm(dialog, onDone) {
  const stars = el('div', { class: 'stars', role: 'radiogroup', 'aria-label': t('column.managerRating') }, ...RATINGS.map((rating) =>
    el('label', { title: t('review.stars', { count: rating }) },
      el('input', { type: 'radio', name: 'rating', value: rating, 'aria-label': t('review.stars', { count: rating }) }),
      el('span', { text: '★', 'aria-hidden': 'true' }))));
  const comment = el('textarea', { name: 'comment', rows: 1, maxlength: 4096, placeholder: t('review.comment'), 'aria-label': t('review.comment'), dir: 'auto' });
  const save = el('button', { type: 'submit', text: t('review.save') });
  const form = el('form', { class: 'review', 'aria-label': t('review') }, stars, comment, save);
  /** What the form was filled with. */
  let before = { rating: '', comment: '' };
  const now = () => ({ rating: form.querySelector('input:checked')?.value ?? '', comment: comment.value.trim() });
  const isTouched = () => now().rating !== before.rating || now().comment !== before.comment;
  const fill = ({ managerRating, managerComment }) => {
    form.querySelectorAll('input').forEach((input) => {
      input.checked = Number(input.value) === managerRating;
    });
    comment.value = managerComment ?? '';
    before = now();
  };
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const said = now();
    if (before.comment && !said.comment) {
      // No event takes a comment back
      toast(t('review.notEmptied'), { bad: true });
      comment.value = before.comment;
      return;
    }
    const review = {
      ...(said.rating !== before.rating && { rating: Number(said.rating) }),
      ...(said.comment !== before.comment && { comment: said.comment }),
    };
    if (Object.keys(review).length === 0) {
      toast(t('review.nothing'), { bad: true });
      return;
    }
    save.disabled = true;
    try {
      await sendReview(dialog.dialogId, review);
      before = said;
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
  fill(dialog);
  return {
    node: form,
    show: (changed) => {
      if (!isTouched()) {
        fill(changed);
      }
    },
  };
}
