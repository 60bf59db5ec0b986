/** Logs Insights on the twin, as far as AWS documents what the saved queries use. */
import { describe, expect, test } from 'vitest';
import { readQuery } from '../../../twin/aws/logs/insights/query.ts';

const START = Date.parse('2026-11-20T02:00:00Z');
const lines = [
  { at: 0, line: { audit: true, who: 'a', status: 200, took: 5, target: { system: 'H26.dvc' }, none: null } },
  { at: 30, line: { audit: true, who: 'b', status: 404, took: 50, target: { system: 'H261.dvc' } } },
  { at: 90, line: { audit: true, who: 'a', status: 401, took: 500, list: [{ name: 'x' }] } },
].map(({ at, line }) => ({
  timestamp: START + at * 60_000,
  logStream: 's',
  log: '1:/aws/lambda/x',
  message: JSON.stringify(line),
}));
const more = [
  { timestamp: START, logStream: 's', log: '1:/aws/lambda/x', message: 'START RequestId: 1' },
  {
    timestamp: START,
    logStream: 's',
    log: '1:/aws/lambda/x',
    message: '2026\tid\tINFO\t{"who":"c","status":500}',
  },
];
const run = (query: string) =>
  readQuery(query)([...lines, ...more]).map((row) =>
    Object.fromEntries(row.map(({ field, value }) => [field, value])),
  );

describe('filter', () => {
  test.each([
    ['who = "a"', 2],
    ['who != "a"', 2],
    ['absent != "a"', 0],
    ['not ispresent(who)', 1],
    ['ispresent(none)', 0],
    ['status >= 400 and status < 500', 2],
    ['status in [401, 500]', 2],
    ['status not in [401, 500]', 3],
    ['target.system like /^H26[.]/', 1],
    ['target.system like "H26"', 2],
    ['list.0.name = "x"', 1],
    ['who = "c" or (who = "a" and status = 401)', 2],
    ['who = "c" or who = "a" and status = 401', 2],
    ['(who = "c" or who = "a") and status = 401', 1],
    ['@message like /START/', 1],
    ['coalesce(target.system, who) = "a"', 1],
    ['concat(who, "-", status) = "b-404"', 1],
    ['audit', 3],
  ])('%s gives %i', (condition, count) => {
    expect(run(`filter ${condition} | fields who`)).toHaveLength(count);
  });
});

test('stats by a field and by time', () => {
  expect(
    run(
      'filter audit | stats count(*) as calls, sum(took) as sum, min(took), max(took) as most, avg(took) as mean, pct(took, 50) as half, count(list.0.name) as listed, count_distinct(status) as kinds, earliest(status) as first, latest(status) as last by who | sort who asc',
    ),
  ).toEqual([
    {
      who: 'a',
      calls: '2',
      sum: '505',
      min: '5',
      most: '500',
      mean: '252.5',
      half: '5',
      listed: '1',
      kinds: '2',
      first: '200',
      last: '401',
    },
    {
      who: 'b',
      calls: '1',
      sum: '50',
      min: '50',
      most: '50',
      mean: '50',
      half: '50',
      listed: '0',
      kinds: '1',
      first: '404',
      last: '404',
    },
  ]);
  expect(run('filter audit | stats count(*) as calls by bin(1h) as hour | sort hour desc')).toEqual([
    { hour: '2026-11-20 03:00:00.000', calls: '1' },
    { hour: '2026-11-20 02:00:00.000', calls: '2' },
  ]);
});

test('groups of a field that some lines have not; a filter, a sort and a limit behind stats', () => {
  expect(run('stats count(*) as lines by who | filter lines > 1 | sort lines desc | limit 1')).toEqual([
    { who: 'a', lines: '2' },
  ]);
  expect(run('stats count(*) as lines by who | sort who asc | limit 1')).toEqual([{ lines: '1' }]);
});

test('parse gives the named groups, of lines that match', () => {
  expect(
    run('filter audit | parse target.system /^(?<code>[0-9A-Z]+)[.]/ | fields code | sort code desc'),
  ).toEqual([{ code: 'H261' }, { code: 'H26' }, {}]);
});

test('what stands in a text ends no text, and what the twin does not know is refused', () => {
  expect(run('filter who = "a\\" or 1 = 1" | fields who')).toEqual([]);
  for (const query of [
    'fiter who = "a"',
    'filter who = "a',
    'filter who ~ "a"',
    'filter who = "a" "b"',
    'filter who in ["a"',
    'stats median(took)',
    'fields strlen(who)',
    'limit many',
  ])
    expect(() => readQuery(query)).toThrow(expect.objectContaining({ name: 'MalformedQueryException' }));
});
