import { ApiError } from './api.js';
import { byId, el } from './dom.js';
import { formatDuration, formatNumber, formatShare } from './format.js';
import { t } from './i18n.js';
import { learnRecentNames } from './names.js';
import { explain } from './notices.js';
import { CHARTS } from './stats-charts.js';
import { askStats, METRICS, SHARES, STATISTICS } from './stats-query.js';
import { onSystemTheme } from './theme.js';

const PERIOD_MS = 10_000;

/** Response times and counts of the dialogs that match the filters. */
export class StatsTab {
  #filters;
  #root = byId('stats-tab');
  #shown = false;
  #asked = '';
  #last = 0;
  #request = new AbortController();
  /** @type {import('./stats-query.js').Wish} */
  #wish = { metric: 'firstResponse', statistic: 'p50', within: 'PT5M', on: 'createdAt' };
  #answer = null;
  #library = null;
  #drawn = new Map();
  #tiles = el('dl', { class: 'tiles' });
  #problem = el('p', { class: 'problem', role: 'alert', hidden: true });
  #charts = el('div', { class: 'charts' });

  /** @param {function(): URLSearchParams} filters what the list is asked */
  constructor(filters) {
    this.#filters = filters;
    onSystemTheme(() => this.paint());
    new ResizeObserver(() => this.#drawn.forEach((chart) => chart.resize())).observe(this.#charts);
  }

  /** @param {boolean} shown */
  show(shown) {
    this.#shown = shown;
    if (!shown) {
      return;
    }
    if (this.#root.childElementCount === 0) {
      this.translate();
    }
    if (String(this.#filters()) !== this.#asked) {
      this.#load();
    }
  }

  /** Dialogs have changed: asks again, but not all the time. */
  async refresh() {
    if (this.#shown && Date.now() - this.#last > PERIOD_MS) {
      await this.#load();
    }
  }

  async #load() {
    this.#request.abort();
    const request = new AbortController();
    this.#request = request;
    const filters = this.#filters();
    this.#asked = String(filters);
    this.#last = Date.now();
    this.#root.setAttribute('aria-busy', 'true');
    try {
      // Charts are a large library: who looks at the list alone does not load it
      const [answer, library] = await Promise.all([
        askStats(filters, this.#wish, request.signal), import('/webjars/echarts/5.5.0/echarts.esm.min.mjs'), learnRecentNames(),
      ]);
      this.#answer = answer;
      this.#library = library;
      this.#problem.hidden = true;
      this.paint();
    } catch (failure) {
      if (failure.name === 'AbortError') {
        return;
      }
      this.#problem.hidden = false;
      this.#problem.textContent = failure instanceof ApiError ? explain(failure, null) : t('stats.noCharts');
      if (!(failure instanceof ApiError)) {
        throw failure;
      }
    }
    this.#root.removeAttribute('aria-busy');
  }

  /** Everything again in the language of now. */
  translate() {
    this.#drawn.forEach((chart) => chart.dispose());
    this.#drawn.clear();
    this.#charts.replaceChildren();
    this.#root.replaceChildren(this.#controls(), this.#problem, this.#tiles, this.#charts);
    this.paint();
  }

  #controls() {
    const choice = (name, label, values, text) => {
      const select = el('select', { id: `stats-${name}`, on: {
        change: () => {
          this.#wish = { ...this.#wish, [name]: select.value };
          this.#load();
        },
      } }, ...values.map((value) => el('option', { value, text: text(value) })));
      select.value = this.#wish[name];
      return el('label', {}, el('span', { text: label }), select);
    };
    return el('form', { class: 'wish', 'aria-label': t('stats.wish'), on: { submit: (event) => event.preventDefault() } },
      choice('metric', t('stats.metric'), METRICS, (metric) => t(`column.${metric}Ms`)),
      choice('statistic', t('stats.statistic'), STATISTICS, (statistic) => t(`stats.${statistic}`)),
      choice('within', t('stats.within'), Object.keys(SHARES), (limit) => formatDuration(SHARES[limit])),
      choice('on', t('stats.on'), ['createdAt', 'closedAt'], (time) => t(`column.${time}`)));
  }

  /** Tiles and charts, in the colours of now. */
  paint() {
    if (!this.#answer || !this.#shown) {
      return;
    }
    this.#paintTiles(this.#answer.all);
    const colours = coloursOf(this.#root);
    const charts = Object.entries(CHARTS).map(([name, chart]) => ({ name, ...chart(this.#answer, this.#wish, colours) }));
    // All of them first: how wide one is depends on the others
    charts.forEach(({ name, table }) => this.#figure(name, table));
    for (const { name, option } of charts) {
      const canvas = this.#charts.querySelector(`[data-chart=${name}] .canvas`);
      const drawn = this.#drawn.get(name) ?? this.#library.init(canvas, null, { renderer: 'canvas' });
      this.#drawn.set(name, drawn);
      // The browser writes tooltips into the picture: as a part of the page they would need inline styles
      drawn.setOption({ animation: false, textStyle: { fontFamily: 'inherit', color: colours.text }, ...option }, true);
    }
  }

  #figure(name, { head, rows }) {
    let figure = this.#charts.querySelector(`[data-chart=${name}]`);
    const title = t(`stats.${name}`);
    if (!figure) {
      figure = el('figure', { class: 'chart', data: { chart: name } }, el('figcaption', { text: title }),
        el('div', { class: 'canvas', role: 'img', 'aria-label': title }),
        el('details', {}, el('summary', { text: t('stats.asTable') }), el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': title })));
      this.#charts.append(figure);
    }
    figure.querySelector('.scroll').replaceChildren(el('table', {},
      el('thead', {}, el('tr', {}, ...head.map((text) => el('th', { text, scope: 'col' })))),
      el('tbody', {}, ...rows.map(([first, ...rest]) =>
        el('tr', {}, el('th', { text: first, scope: 'row', dir: 'auto' }), ...rest.map((text) => el('td', { text })))))));
  }

  #paintTiles(all) {
    const times = all[`${this.#wish.metric}Ms`];
    const tiles = {
      created: formatNumber(all.created), answered: formatNumber(all.answered), closed: formatNumber(all.closed),
      reopened: formatNumber(all.reopened), spam: formatNumber(all.spam),
      p50: durationOr(times.p50), p90: durationOr(times.p90),
      share: times.withinShare === null ? '–' : formatShare(times.withinShare),
      rating: all.clientRating.avg === null ? '–' : `${formatNumber(Math.round(all.clientRating.avg * 10) / 10)} ★`,
    };
    this.#tiles.replaceChildren(...Object.entries(tiles).map(([name, text]) =>
      el('div', { data: { tile: name } }, el('dt', { text: t(`stats.tile.${name}`) }), el('dd', { text }))));
  }
}

const durationOr = (millis) => (millis === null ? '–' : formatDuration(millis));

/** The theme's colours, as the library wants them. */
function coloursOf(root) {
  const probe = el('span');
  root.append(probe);
  const colours = {};
  for (const name of ['text', 'quiet', 'line', 'accent', 'chosen', 'surface', 'waiting-text', 'answered-text', 'spam-text']) {
    probe.style.color = `var(--${name})`;
    colours[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return colours;
}
