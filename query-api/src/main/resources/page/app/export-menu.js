import { ApiError, send } from './api.js';
import { el } from './dom.js';
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
  openMenu(anchor, FORMATS.map((format) => ({ text: t(`export.${format}`), do: () => download(format, question()) })), { label: t('export') });
}

async function download(format, query) {
  query.set('format', format);
  if (format === 'csv') {
    // Else Excel takes it for another encoding
    query.set('bom', 'true');
  }
  toast(t('export.running'));
  try {
    const response = await send('/dialogs/export', { query });
    const name = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? `dialogs.${format}`;
    const file = await response.blob();
    const address = URL.createObjectURL(file);
    el('a', { href: address, download: name }).click();
    window.setTimeout(() => URL.revokeObjectURL(address), 60_000);
    toast(t('export.done', { name }));
  } catch (error) {
    // A file without its end must not pass for a whole one
    toast(error instanceof ApiError ? wordsOf(error) : t('export.broken'), { bad: true });
  }
}
