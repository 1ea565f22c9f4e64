import { fetchStats } from './api.js';

/**
 * What statistics are to tell.
 * @typedef {{metric: string, statistic: string, within: string, on: string}} Wish
 *
 * @typedef {Object<string, any>} Group
 */

export const METRICS = ['firstResponse', 'averageResponse', 'maxResponse', 'totalResponse', 'replyWait', 'startWait', 'operatorClose', 'dialog', 'bot'];
export const STATISTICS = ['p50', 'p90', 'p95', 'p99', 'avg', 'max'];

/** Limits in which answers may be wanted, as the API takes them, in milliseconds. */
export const SHARES = Object.freeze({
  PT30S: 30_000, PT1M: 60_000, PT2M: 120_000, PT5M: 300_000, PT15M: 900_000, PT1H: 3_600_000, PT24H: 86_400_000,
});

/**
 * @param {URLSearchParams} filters
 * @param {Wish} wish
 * @param {AbortSignal} signal
 * @returns {Promise<{all: Group, hours: Group[], days: Group[], operators: Group[], lines: Group[]}>}
 */
export async function askStats(filters, wish, signal) {
  const of = (...groupBy) => {
    const query = new URLSearchParams(filters);
    query.set('metrics', wish.metric);
    query.set('within', wish.within);
    query.set('on', wish.on);
    if (groupBy.length > 0) {
      query.set('groupBy', groupBy.join(','));
    }
    return fetchStats(query, signal).then((answer) => answer.groups);
  };
  const [[all], hours, days, operators, lines] = await Promise.all([
    of(), of('dayOfWeek', 'hourOfDay'), of('day'), of('operator'), of('line'),
  ]);
  return { all: all ?? nothing(wish), hours, days, operators, lines };
}

/** Without a dialog there is no group. */
function nothing({ metric }) {
  const none = { count: 0, avg: null };
  return {
    created: 0, answered: 0, closed: 0, reopened: 0, spam: 0, clientRating: none, managerRating: none,
    [`${metric}Ms`]: { count: 0, p50: null, p90: null, p95: null, p99: null, avg: null, max: null, withinShare: null },
  };
}
