import { ApiError } from './api.js';
import { download } from './download.js';
import { t } from './i18n.js';
import { toast, wordsOf } from './notices.js';
import { openMenu } from './popover.js';

const FORMATS = ['xlsx', 'csv', 'ndjson', 'parquet'];

/**
 * Offers every row that matches as a file, with the columns that are shown.
 * @param {HTMLElement} anchor
 * @param {function(): URLSearchParams} question filters, sorting and columns
 */
export function offerExport(anchor, question) {
  openMenu(anchor, FORMATS.map((format) => ({ text: t(`export.${format}`), do: () => save(format, question()) })), { label: t('export') });
}

async function save(format, query) {
  query.set('format', format);
  if (format === 'csv') {
    // Else Excel takes it for another encoding
    query.set('bom', 'true');
  }
  const fail = (error) => toast(wordsOf(error), { bad: true });
  try {
    await download('/dialogs/export', query, fail);
    toast(t('export.running'));
  } catch (error) {
    if (!(error instanceof ApiError)) {
      throw error;
    }
    fail(error);
  }
}
