import { DialogList } from './dialog-list.js';
import { DialogTable } from './dialog-table.js';
import { listenToFilters, nextSort, showFilters } from './filters.js';
import { chooseLanguage, setLanguage } from './i18n.js';
import { LiveRefresh } from './live-refresh.js';
import { showLive } from './notices.js';
import { emptyView, readView, writeView } from './view.js';

const byId = (id) => document.getElementById(id);

chooseLanguage();

let view = readView(window.location.search);

const table = new DialogTable(byId('table'), (field) => change({ sort: nextSort(view.sort, field) }));
const list = new DialogList(table, view, {
  onClear: () => change({ ...emptyView(), sort: view.sort }),
  onRetry: () => refresh.now(),
});
const refresh = new LiveRefresh(() => list.load(), () => showLive('paused'));

function change(part) {
  view = { ...view, ...part };
  writeView(view);
  showFilters(view);
  list.setView(view);
  refresh.now();
}

listenToFilters(() => view, change);

byId('next').addEventListener('click', () => {
  list.next();
  refresh.now();
});
byId('previous').addEventListener('click', () => {
  list.previous();
  refresh.now();
});
byId('languages').addEventListener('click', async (event) => {
  if (event.target instanceof HTMLButtonElement) {
    setLanguage(event.target.value);
    showFilters(view);
    list.showTexts();
    await table.translate();
    refresh.now();
  }
});

showFilters(view);
refresh.now();
