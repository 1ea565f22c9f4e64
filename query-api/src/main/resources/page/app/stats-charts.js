import { formatDuration, formatNumber, formatShare } from './format.js';
import { locale, t } from './i18n.js';
import { nameOf } from './names.js';

/*
 * The charts: each tells ECharts what to draw, and the same as a table.
 */

const MOST_BARS = 15;
const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));
const PERCENTILES = ['p50', 'p90', 'p95', 'p99'];
// A Monday
const SOME_WEEK = Date.UTC(2026, 0, 5);
const DAY_MS = 86_400_000;

const timesOf = (group, { metric }) => group[`${metric}Ms`];
const words = (millis) => (millis === null || millis === undefined ? '–' : formatDuration(millis));

function weekday(number) {
  return new Intl.DateTimeFormat(locale(), { weekday: 'short', timeZone: 'UTC' }).format(SOME_WEEK + (number - 1) * DAY_MS);
}

function axis(colours) {
  return {
    axisLabel: { color: colours.quiet }, axisLine: { lineStyle: { color: colours.line } }, axisTick: { show: false },
    splitLine: { lineStyle: { color: colours.line } },
  };
}

function tooltip(colours, formatter) {
  return {
    renderMode: 'richText', confine: true, backgroundColor: colours.surface, borderColor: colours.line,
    textStyle: { color: colours.text, fontSize: 13 }, formatter,
  };
}

const GRID = { left: 8, right: 16, top: 16, bottom: 8, containLabel: true };

/** When it goes slowly: weekday by hour. */
function hours({ hours: groups }, wish, colours) {
  const value = (group) => timesOf(group, wish)[wish.statistic];
  const known = groups.filter((group) => value(group) !== null);
  const largest = Math.max(1, ...known.map(value));
  const days = [1, 2, 3, 4, 5, 6, 7];
  return {
    option: {
      grid: { ...GRID, bottom: 44 },
      xAxis: { type: 'category', data: HOURS, ...axis(colours), splitLine: { show: false } },
      yAxis: { type: 'category', data: days.map(weekday), inverse: true, ...axis(colours), splitLine: { show: false } },
      visualMap: {
        dimension: 2, min: 0, max: largest, orient: 'horizontal', left: 'center', bottom: 0, itemHeight: 160, itemWidth: 12,
        inRange: { color: [colours.chosen, colours['waiting-text']] }, textStyle: { color: colours.quiet },
        text: [words(largest), words(0)],
      },
      tooltip: tooltip(colours, ({ data: [hour, day, millis, count] }) =>
        `${weekday(day + 1)} ${HOURS[hour]}:00\n${words(millis)} · ${t('total', { count })}`),
      series: [{
        type: 'heatmap', data: known.map((group) => [group.hourOfDay, group.dayOfWeek - 1, value(group), timesOf(group, wish).count]),
        itemStyle: { borderColor: colours.surface, borderWidth: 2, borderRadius: 3 },
      }],
    },
    table: {
      head: ['', ...HOURS],
      rows: days.map((day) => [weekday(day), ...HOURS.map((_, hour) =>
        words(known.filter((group) => group.dayOfWeek === day && group.hourOfDay === hour).map(value)[0]))]),
    },
  };
}

/** How the percentiles went from day to day. */
function percentiles({ days }, wish, colours) {
  const palette = [colours['answered-text'], colours.accent, colours['waiting-text'], colours['spam-text']];
  return {
    option: {
      color: palette,
      grid: { ...GRID, top: 36 },
      legend: { data: PERCENTILES, top: 0, textStyle: { color: colours.quiet }, icon: 'roundRect' },
      xAxis: { type: 'category', data: days.map(({ day }) => day), ...axis(colours) },
      yAxis: { type: 'value', ...axis(colours), axisLabel: { color: colours.quiet, formatter: (value) => formatDuration(value) } },
      tooltip: { ...tooltip(colours, (lines) => [lines[0].name, ...lines.map(({ seriesName, value }) => `${seriesName}: ${words(value)}`)].join('\n')), trigger: 'axis' },
      series: PERCENTILES.map((name) => ({ name, type: 'line', smooth: true, symbolSize: 5, data: days.map((group) => timesOf(group, wish)[name]) })),
    },
    table: { head: [t('stats.day'), ...PERCENTILES], rows: days.map((group) => [group.day, ...PERCENTILES.map((name) => words(timesOf(group, wish)[name]))]) },
  };
}

/** How much was answered in time, day by day. */
function share({ days }, wish, colours) {
  const shares = days.map((group) => timesOf(group, wish).withinShare);
  return {
    option: {
      color: [colours['answered-text']],
      grid: GRID,
      xAxis: { type: 'category', data: days.map(({ day }) => day), ...axis(colours) },
      yAxis: { type: 'value', min: 0, max: 1, ...axis(colours), axisLabel: { color: colours.quiet, formatter: (value) => formatShare(value) } },
      tooltip: { ...tooltip(colours, ([{ name, value }]) => `${name}\n${value === null || value === undefined ? '–' : formatShare(value)}`), trigger: 'axis' },
      series: [{ type: 'bar', barMaxWidth: 42, itemStyle: { borderRadius: [4, 4, 0, 0] }, data: shares }],
    },
    table: { head: [t('stats.day'), t('stats.tile.share')], rows: days.map((group, i) => [group.day, shares[i] === null ? '–' : formatShare(shares[i])]) },
  };
}

function bars(groups, name, wish, colours) {
  const value = (group) => timesOf(group, wish)[wish.statistic];
  const known = groups.filter((group) => value(group) !== null)
    .sort((a, b) => timesOf(b, wish).count - timesOf(a, wish).count).slice(0, MOST_BARS)
    .sort((a, b) => value(b) - value(a));
  return {
    option: {
      color: [colours.accent],
      grid: GRID,
      xAxis: { type: 'value', ...axis(colours), axisLabel: { color: colours.quiet, hideOverlap: true, formatter: (millis) => formatDuration(millis) } },
      yAxis: { type: 'category', inverse: true, data: known.map(name), ...axis(colours), axisLabel: { color: colours.text, width: 140, overflow: 'truncate' } },
      tooltip: tooltip(colours, ({ dataIndex }) => {
        const times = timesOf(known[dataIndex], wish);
        return [name(known[dataIndex]), words(value(known[dataIndex])), `${t('stats.tile.share')}: ${formatShare(times.withinShare)}`, t('total', { count: times.count })].join('\n');
      }),
      series: [{ type: 'bar', barMaxWidth: 18, itemStyle: { borderRadius: [0, 4, 4, 0] }, data: known.map(value) }],
    },
    table: {
      head: ['', t(`stats.${wish.statistic}`), t('stats.tile.share'), t('stats.count')],
      rows: known.map((group) => [name(group), words(value(group)), formatShare(timesOf(group, wish).withinShare), formatNumber(timesOf(group, wish).count)]),
    },
  };
}

const operators = (answer, wish, colours) =>
  bars(answer.operators, ({ operator }) => (operator === null ? t('none.operator') : nameOf('operator', operator)), wish, colours);

const lines = (answer, wish, colours) =>
  bars(answer.lines, ({ line }) => (line === null ? '–' : nameOf('line', line)), wish, colours);

/** @type {Object<string, function(any, import('./stats-query.js').Wish, Object<string, string>): {option: any, table: any}>} */
export const CHARTS = { hours, percentiles, share, operators, lines };
