/** Control totals as senders keep them in files. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { declaredFile } from '../../../cli/batch/declared-file.ts';

const directory = mkdtempSync(join(tmpdir(), 'dtm-'));
afterAll(() => rmSync(directory, { recursive: true }));
const read = (name: string, text: string) => {
  writeFileSync(join(directory, name), text);
  return declaredFile(join(directory, name));
};

const totals = [
  { dataset: 'etx-inspection', indicator: 'incidents.recorded', sum: '1204' },
  { dataset: 'etx-monthly', indicator: 'efficiency.on-time-rate', sum: ['98', '100'] },
];

test.each([
  [
    'CSV',
    'dataset,indicator,sum\netx-monthly,efficiency.on-time-rate,98/100\netx-inspection,incidents.recorded,1204\n',
  ],
  [
    'CSV as Excel saves it',
    '\ufeffSum;Indicator;Dataset\r\n1204.0;incidents.recorded;etx-inspection\r\n98/100;efficiency.on-time-rate;etx-monthly\r\n',
  ],
  ['JSON', JSON.stringify(totals.toReversed())],
])('%s', async (_, text) => {
  expect(await read('right', text)).toEqual(totals);
});

test.each([
  ['no such column', 'dataset,indicator,total\na,b,1\n', /row 1: not a declared total/],
  ['no figure', 'dataset,indicator,sum\na,b,1\na,c,x\n', /row 3: not a declared total/],
  ['a row too short', 'dataset,indicator,sum\na,b\n', /row 2: not a declared total/],
  ['twice', 'dataset,indicator,sum\na,b,1\na,b,2\n', /The total of b in a is declared twice/],
  [
    'too many',
    `dataset,indicator,sum\n${Array.from({ length: 201 }, (__, at) => `a,b${at},1`).join('\n')}`,
    /more than 200/,
  ],
  ['broken JSON', '[{"dataset":"a"', /not a declared total; allowed: CSV with the columns/],
])('%s is refused', async (_, text, expected) => {
  await expect(read('wrong', text)).rejects.toThrow(expected);
});
