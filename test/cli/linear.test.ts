/** Files and answers that `dtm` is given: read and shown in time that grows as their length does. */

import { describe, expect, test } from 'vitest';
import { problemOf } from '../../cli/call-hub.ts';
import { problemText } from '../../cli/problem-table.ts';
import { readKeySet } from '../../cli/receipt/key-set.ts';
import { verifyDrillReport } from '../../cli/receipt/verify-drill-report.ts';
import { verifyReceipt } from '../../cli/receipt/verify-receipt.ts';
import { seedFiles } from '../../cli/seed-files.ts';
import { grouped } from '../../cli/table.ts';
import { whatItIs } from '../../shared/app/oversight/dead-letters.ts';
import { readSeed, type SeedFiles } from '../../shared/app/registry/load-seed.ts';
import { seedFaultText } from '../../shared/app/registry/seed-fault.ts';
import { english } from '../fixtures/view.ts';
import { filled, superlinear } from '../shared/growth.ts';

const keySet = { issuer: 'dtm-dev', keys: [] };
const file = (content: string) => ({ name: 'file', content });

describe('receipts, keys and reports of drills', () => {
  const contents: [string, (length: number) => string][] = [
    ['points', filled('', '.')],
    ['blanks', filled('', ' ', 'x')],
    ['byte order marks', filled('', '\uFEFF', 'x')],
    ['base64', filled('e30.', 'A', '.e30')],
    ['brackets', filled('', '[')],
    ['names', filled('{', '"a":0,', '"receipt":"a.b.c"}')],
    ['zeros', filled('{"receipt":1', '0', '1}')],
    ['keys', filled('{"issuer":"dtm-dev","keys":[', '{"kid":"a"},', '{}]}')],
    ['backslashes', filled('"', '\\\\', '"')],
  ];
  test.each(contents)('%s', async (_name, make) => {
    expect(await superlinear(make, (text) => verifyReceipt(file(text), keySet, null))).toBeNull();
    expect(await superlinear(make, (text) => verifyDrillReport(file(text), keySet))).toBeNull();
    expect(await superlinear(make, (text) => readKeySet(file(text)))).toBeNull();
  });
});

describe('answers', () => {
  const error = (detail: string) =>
    JSON.stringify({ code: 'wrong-form', pointer: '/cells/0', key: 'a|b=c', detail });
  const problem = (errors: string) =>
    `{"type":"urn","title":"t","status":422,"detail":"d","code":"c","requestId":"r","errors":[${errors}]}`;
  test.each<[string, (length: number) => string]>([
    [
      'many errors',
      (length) =>
        problem(
          Array(Math.floor(length / 100))
            .fill(error('wrong'))
            .join(),
        ),
    ],
    ['a long word', (length) => problem(error('a'.repeat(length)))],
    ['many words', (length) => problem(error('a '.repeat(length / 2)))],
    ['blanks', (length) => problem(error(`a${' '.repeat(length)}b`))],
    ['none of the hub', filled('{"a":"', '\\"', '"}')],
  ])('%s', async (_name, make) => {
    const shown = (text: string) => problemText(problemOf({ status: 422, body: JSON.parse(text) }), english);
    expect(await superlinear(make, shown)).toBeNull();
  });

  test('dead letters and figures', async () => {
    expect(await superlinear(filled('{"a', '\n', '"'), whatItIs)).toBeNull();
    expect(await superlinear(filled('1', '0', '.5'), grouped)).toBeNull();
  });
});

describe('a seed', () => {
  const right = seedFiles('seed');
  const read = (files: SeedFiles): void => {
    const seed = readSeed(files);
    if (!seed.ok) for (const one of seed.problem) seedFaultText(one);
  };
  const header = (csv: string): string => `${csv.split('\n', 1)[0]}\n`;
  const systems = (length: number): string =>
    header(right.systemsCsv) +
    Array.from(
      { length: length / 90 },
      (_, at) => `H26.s${at},H26,a,b,small,3,citizen,connected,2026-01-01,2026-01-01,`,
    ).join('\n');
  const agencies = (length: number, row: (at: number) => string): string =>
    header(right.agenciesCsv) + Array.from({ length: length / 60 }, (_, at) => row(at)).join('\n');

  test.each<[string, (length: number) => Partial<SeedFiles>]>([
    [
      'columns that nobody knows',
      (length) => ({ agenciesCsv: `${Array.from({ length: length / 8 }, (_, at) => `c${at}`).join()}\n` }),
    ],
    ['one column many times', (length) => ({ agenciesCsv: filled('', 'code,', 'code\n')(length) })],
    ['quotes', (length) => ({ agenciesCsv: filled(`${header(right.agenciesCsv)}"`, '""')(length) })],
    [
      'a quote that is not closed',
      (length) => ({ systemsCsv: filled(`${header(right.systemsCsv)}"`, 'a,\n')(length) }),
    ],
    ['empty rows', (length) => ({ systemsCsv: filled(header(right.systemsCsv), '\n')(length / 64) })],
    ['commas', (length) => ({ systemsCsv: filled(header(right.systemsCsv), ',')(length) })],
    ['systems', (length) => ({ systemsCsv: systems(length) })],
    [
      'duties',
      (length) => ({
        dutiesCsv:
          header(right.dutiesCsv) +
          right.dutiesCsv
            .split('\n')
            .slice(1)
            .join('\n')
            .repeat(Math.floor(length / right.dutiesCsv.length)),
      }),
    ],
    [
      'the history of one agency',
      (length) => ({
        agenciesCsv: agencies(length, () => 'H26,000.00.00.H26,a,b,province,VN,2026-01-01,,,x'),
      }),
    ],
    [
      'agencies that merge in a chain',
      (length) => ({
        agenciesCsv: agencies(length, (at) => `A${at},,a,b,province,VN,2020-01-01,2026-01-01,A${at + 1},x`),
      }),
    ],
    [
      'agencies below each other',
      (length) => ({
        agenciesCsv: agencies(length, (at) => `A${at},,a,b,commune,A${at + 1},2020-01-01,,,x`),
      }),
    ],
    ['zeros in a catalogue', (length) => ({ catalogueJson: filled('{"version":1', '0', '1}')(length) })],
    [
      'indicators that refer to nothing',
      (length) => ({
        catalogueJson: JSON.stringify({
          ...JSON.parse(right.catalogueJson),
          datasets: [],
          dimensions: [],
          indicators: Array.from({ length: length / 300 }, (_, at) => ({
            ...JSON.parse(right.catalogueJson).indicators[0],
            id: `a.i${at}`,
            dimensions: ['none'],
            unit: 'none',
          })),
        }),
      }),
    ],
    [
      'datasets that refer to nothing',
      (length) => ({
        catalogueJson: JSON.stringify({
          ...JSON.parse(right.catalogueJson),
          datasets: [
            {
              ...JSON.parse(right.catalogueJson).datasets[0],
              indicators: Array.from({ length: length / 20 }, (_, at) => `none.i${at}`),
            },
          ],
        }),
      }),
    ],
    [
      'periods of a calendar',
      (length) => ({
        calendarJson: JSON.stringify({
          ...JSON.parse(right.calendarJson),
          periods: Array(Math.floor(length / 300)).fill(JSON.parse(right.calendarJson).periods[0]),
        }),
      }),
    ],
  ])('%s', async (_name, make) => {
    expect(await superlinear((length) => ({ ...right, ...make(length) }), read)).toBeNull();
  });
});
