import { expect, test } from 'vitest';
import { fileOfMonth } from '../../../demo/sample/file-of-month.ts';
import type { PlannedRequest } from '../../../demo/sample/planned-request.ts';

const request = (
  system: string,
  expected: PlannedRequest['expected'] = 'accepted',
  cells = [7],
): PlannedRequest => ({
  name: system,
  agency: system.slice(0, 3),
  system,
  body: JSON.stringify({
    ...{ system, dataset: 'd', period: '2026-10', revision: 1 },
    cells: [
      ...cells.map((value) => ({ indicator: 'x.sum', dimensions: { kind: 'g2c' }, value })),
      { indicator: 'x.ratio', numerator: 1, denominator: '2.5' },
    ],
  }),
  headers: {},
  expected,
});

test('the file has the reports of the agency with most that report once, a row a cell, and a wrong one behind them', () => {
  const corrected = [request('H01.c'), request('H01.c', 'corrected')];
  const others = [request('H01.a'), request('H02.a', 'refused'), ...corrected];
  const own = [request('H26.a'), request('H26.b')];
  const file = fileOfMonth([...others, ...own]);
  expect(file).toMatchObject({ agency: 'H26', requests: own, rows: 6, wrongRow: 6 });
  expect(file.text.split('\n')).toEqual([
    'system,dataset,period,revision,indicator,kind,value,numerator,denominator',
    'H26.a,d,2026-10,1,x.sum,g2c,7,,',
    'H26.a,d,2026-10,1,x.ratio,,,1,2.5',
    'H26.b,d,2026-10,1,x.sum,g2c,7,,',
    'H26.b,d,2026-10,1,x.ratio,,,1,2.5',
    'H26.khong-co,d,2026-10,1,x.sum,g2c,7,,',
    'H26.khong-co,d,2026-10,1,x.ratio,,,1,2.5',
    '',
  ]);
});
