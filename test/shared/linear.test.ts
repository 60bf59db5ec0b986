/** A body of 256 KB, whatever is in it: read, judged and refused in time that grows as its length does. */
import { describe, expect, test } from 'vitest';
import { parseStrictJson } from '../../shared/domain/json/strict-json.ts';
import { problemDetails } from '../../shared/http/render-problem.ts';
import { fakeHub } from '../fakes/hub.ts';
import { filled, superlinear } from './growth.ts';

/** From text to the answer, as `submit` does it. */
async function answered(text: string): Promise<void> {
  const read = parseStrictJson(text);
  let refusal = read.ok ? null : read.problem;
  if (read.ok) {
    const { value, literals: bodyLiterals, findings: bodyFindings } = read.value;
    const verdict = await fakeHub().dryRun(value, { bodyLiterals, bodyFindings, idempotencyKey: 'k-1' });
    if (!verdict.ok) refusal = verdict.problem;
  }
  if (refusal === null) throw new Error('accepted');
  const answer = JSON.stringify(problemDetails(refusal, 'vi', 'r'));
  expect(Buffer.byteLength(answer)).toBeLessThan(80_000);
}

const half = (length: number, before: string, unit: string, middle: string, second: string, after: string) =>
  filled(before, unit, middle)(length / 2) + filled('', second, after)(length / 2);

describe('JSON', () => {
  test.each<[string, (length: number) => string]>([
    ['zeros in a number', filled('{"revision":1', '0', '1}')],
    ['zeros behind a point', filled('[0.', '0', '1]')],
    ['zeros behind zeros', filled('[1.', '0', ']')],
    ['digits', filled('[', '7', ']')],
    ['digits of an exponent', filled('[1e', '0', '1]')],
    ['brackets', filled('', '[')],
    ['braces', filled('', '{"a":')],
    ['deep lists', filled('[', `${'['.repeat(18)}${']'.repeat(18)},`, '0]')],
    ['blanks', filled('[', ' ', ']')],
    ['line breaks before an error', filled('[', '\n', 'x]')],
    ['a comment', filled('[/*', '*')],
    ['a long text', filled('["', 'a', '"]')],
    ['a text that is not closed', filled('["', 'a')],
    ['escaped quotes', filled('["', '\\"', '"]')],
    ['backslashes', filled('["', '\\\\', '"]')],
    ['escapes', filled('["', '\\u0041', '"]')],
    ['half pairs in one text', filled('["', '\\ud800', '"]')],
    ['texts of half pairs', filled('[', '"\\ud800",', '0]')],
    ['numbers', filled('[', '1,', '0]')],
    ['numbers with zeros behind the point', filled('[', '1.0,', '0]')],
    ['numbers of too many digits', filled('[', '1234567890123456,', '0]')],
    ['names twice', filled('{', '"":0,', '"":0}')],
    ['names', (length) => `{${Array.from({ length: length / 12 }, (_, at) => `"n${at}":0`).join()}}`],
    ['forbidden names', filled('{', '"__proto__":0,', '"a":0}')],
    ['a long name above names twice', (length) => half(length, '{"', 'a', '":{', '"":0,', '"":0}}')],
    ['a name of slashes above names twice', (length) => half(length, '{"', '/', '":{', '"":0,', '"":0}}')],
    ['a long name above half pairs', (length) => half(length, '{"', '~', '":[', '"\\ud800",', '0]}')],
    ['a long name twice', (length) => half(length, '{"', 'a', '":0,"', 'a', '":0}')],
  ])('%s', async (_name, make) => {
    expect(await superlinear(make, answered)).toBeNull();
  });
});

const head = '"system":"H26.dvc","dataset":"monthly","period":"2026-10","revision":1';
const cells = (unit: string) => filled(`{${head},"cells":[`, `${unit},`, '{}]}');
const cellOf = (before: string, unit: string, after: string) =>
  filled(`{${head},"cells":[{"indicator":"load.peak",${before}`, unit, `${after}}]}`);
const field = (name: string, unit: string, start = '', end = '!') =>
  filled(`{"system":"H26.dvc","dataset":"monthly","${name}":"${start}`, unit, `${end}"}`);
const live = '"system":"H26.dvc","dataset":"realtime"';
const increments = (unit: string) => filled(`{${live},"increments":[`, `${unit},`, '{}]}');
const second = '"from":"2026-10-05T03:31:00Z","to":"2026-10-05T03:31:01Z"';
const count = '{"indicator":"volume.received","dimensions":{"kind":"citizen","channel":"app"},"value":"x"}';

describe('a report', () => {
  test.each<[string, (length: number) => string]>([
    ['cells of nothing', cells('{}')],
    ['cells that are none', cells('0')],
    ['cells of an unknown indicator', cells('{"indicator":"a","value":1}')],
    ['the same cell', cells('{"indicator":"load.peak","value":1}')],
    ['the same cell with zeros behind the point', cells('{"indicator":"load.peak","value":1.0}')],
    ['the same cell as thousands', cells('{"indicator":"load.peak","value":1.000}')],
    ['cells of unknown fields', cells('{"a":0}')],
    [
      'cells of an unknown dataset',
      filled(
        '{"system":"H26.dvc","dataset":"none","cells":[',
        '{"indicator":"load.peak","value":"x"},',
        '{}]}',
      ),
    ],
    ['a long indicator', filled(`{${head},"cells":[{"indicator":"`, 'a', '"}]}')],
    ['a long value', cellOf('"value":"', '0', '"')],
    ['a long value with a point', cellOf('"value":"0.', '0', '1"')],
    ['a long number as value', cellOf('"value":1.', '0', '')],
    ['a value of another type', cellOf('"value":[', '0,', '0]')],
    [
      'dimensions of one cell',
      (length) =>
        cellOf(
          '"dimensions":{',
          Array.from({ length: length / 12 }, (_, at) => `"d${at}":"",`).join(''),
          '"z":""}',
        )(0),
    ],
    ['a long dimension', cellOf('"dimensions":{"', 'a', '":""}')],
    ['a long value of a dimension', cellOf('"dimensions":{"kind":"', 'a', '"}')],
    ['unknown fields', filled(`{${head},`, '"\\u0001":0,', '"a":0}')],
    ['a revision of a list', filled('{"system":"H26.dvc","revision":[', '0,', '0]}')],
    [
      'a long reference',
      filled(
        `{${head},"cells":[{"indicator":"owed.drill","evidence":{"day":"2026-10-01","reference":"1/`,
        'A',
        '!"}}]}',
      ),
    ],
    ...['A', 'A.', '0', '.', '-', 'a'].flatMap((unit): [string, (length: number) => string][] =>
      ['system', 'dataset', 'period', 'agency'].map((name) => [
        `a ${name} of ${unit}`,
        field(name, unit, 'H'),
      ]),
    ),
  ])('%s', async (_name, make) => {
    expect(await superlinear(make, answered)).toBeNull();
  });
});

describe('events', () => {
  test.each<[string, (length: number) => string]>([
    ['increments of nothing', increments('{}')],
    ['increments without cells', increments(`{${second},"cells":[]}`)],
    ['increments of a wrong cell', increments(`{${second},"cells":[${count}]}`)],
    [
      'increments of another bucket',
      increments('{"from":"2026-10-04T03:31:00Z","to":"2026-10-05T03:31:01Z"}'),
    ],
    ['cells of one increment', filled(`{${live},"increments":[{${second},"cells":[`, `${count},`, '0]}]}')],
    [
      'a long fraction of a second',
      filled(
        `{${live},"increments":[{"from":"2026-10-05T03:31:00.`,
        '0',
        'Z","to":"2026-10-05T03:30:59Z"}]}',
      ),
    ],
    ['a long time', filled(`{${live},"increments":[{"from":"2026-10-05T`, '0', '"}]}')],
  ])('%s', async (_name, make) => {
    expect(await superlinear(make, answered)).toBeNull();
  });
});
