import { describe, expect, test } from 'vitest';
import { readNdjson } from '../../../../shared/app/batches/read/read-ndjson.ts';
import { wideName } from '../../../../shared/domain/batches/column-names.ts';
import { check, csvOf, longRows, named } from '../../../fixtures/files.ts';
import { credential } from '../../../fixtures/registry.ts';

const id = 'H26.dvc~monthly~2026-10~1';

/** Wide: the columns are the cells of `longRows`. */
const wideNames = longRows()
  .slice(1)
  .flatMap(([, , , , , indicator, kind, channel, value]) => {
    const key = [indicator, channel && `channel=${channel}`, kind && `kind=${kind}`]
      .filter(Boolean)
      .join('|');
    return value === '' ? [wideName(key, 'numerator'), wideName(key, 'denominator')] : [key];
  });
const wideRows = (...systems: string[]) => [
  ['system', 'dataset', 'period', 'revision', 'key', ...wideNames],
  ...systems.map((system) => [
    system,
    'monthly',
    '2026-10',
    '1',
    `of ${system}`,
    ...wideNames.map(() => '1'),
  ]),
];
/** The rows with one cell changed; rows count from 1. */
const changed = (rows: readonly string[][], row: number, column: string, text: string) =>
  rows.map((fields, index) =>
    index === row - 1 ? fields.map((field, at) => (rows[0]?.[at] === column ? text : field)) : fields,
  );

describe('both layouts', () => {
  test('long: a row for each cell', async () => {
    const { accepted, findings, rows } = await check(csvOf(longRows()));
    expect({ accepted, findings, rows }).toEqual({ accepted: [id], findings: [], rows: 14 });
  });

  test('wide: a row for each system', async () => {
    const { accepted, findings, rows } = await check(csvOf(wideRows('H26.dvc', 'H26.18.dvc')));
    expect(findings).toEqual([]);
    expect(accepted).toEqual(['H26.18.dvc~monthly~2026-10~1', id]);
    expect(rows).toBe(2);
  });

  test('rows of one report may lie anywhere', async () => {
    const [header = [], ...one] = longRows();
    const [, ...other] = longRows('H26.18.dvc');
    const mixed = one.flatMap((row, index) => [row, other[index] ?? []]).reverse();
    const { accepted, findings } = await check(csvOf([header, ...mixed]));
    expect({ accepted, findings }).toEqual({ accepted: ['H26.18.dvc~monthly~2026-10~1', id], findings: [] });
  });

  test('a report has the same bytes whatever the order of its rows, and by either layout', async () => {
    const [header = [], ...one] = longRows();
    const [, ...other] = longRows('H26.18.dvc');
    const found = await Promise.all([
      check(csvOf([header, ...one, ...other])),
      check(csvOf([header, ...one, ...other.toReversed()])),
      check(csvOf([header, ...other, ...one.toReversed()])),
      check(csvOf(wideRows('H26.dvc', 'H26.18.dvc'))),
    ]);
    const [first, ...others] = found.map(({ sha256 }) => sha256);
    expect(Object.keys(first ?? {})).toHaveLength(2);
    for (const sha256 of others) expect(sha256).toEqual(first);
  });

  test.each([
    [
      'Vietnamese',
      [
        'Hệ thống',
        'Bộ dữ liệu',
        'Kỳ báo cáo',
        'Lần gửi',
        'Khóa',
        'Chỉ tiêu',
        'kind',
        'channel',
        'Giá trị',
        'Tử số',
        'Mẫu số',
      ],
    ],
    [
      'without its marks',
      [
        'HE THONG',
        'bo du lieu',
        'ky',
        'lan gui',
        'khoa',
        'chi tieu',
        'kind',
        'channel',
        'gia tri',
        'tu so',
        'mau so',
      ],
    ],
    [
      'with the name in brackets',
      [
        'Of which [system]',
        'x [Dataset]',
        '[period]',
        'Lần thứ [revision]',
        ' [key] ',
        'i [indicator]',
        '[kind]',
        '[channel]',
        '[value]',
        '[numerator]',
        '[denominator]',
      ],
    ],
  ])('headings in %s', async (_, header) => {
    const { accepted, findings } = await check(csvOf([header, ...longRows().slice(1)]));
    expect({ accepted, findings }).toEqual({ accepted: [id], findings: [] });
  });

  test('NDJSON: the columns are names, figures numbers or text', async () => {
    const [header = [], ...rows] = longRows();
    const lines = rows.map((fields, index) =>
      JSON.stringify(
        Object.fromEntries(
          header.flatMap((name, at) => {
            const text = fields[at] ?? '';
            const isNumber = name === 'revision' || (/^\d+$/.test(text) && index % 2 === 0);
            return text === '' ? [] : [[name, isNumber ? Number(text) : text]];
          }),
        ),
      ),
    );
    const { accepted, findings } = await check(lines.join('\n'), { read: readNdjson });
    expect({ accepted, findings }).toEqual({ accepted: [id], findings: [] });
  });
});

describe('what is wrong is said by row, column and the own key', () => {
  test.each([
    ['a figure out of range', longRows(), 2, 'value', '-1', 'out-of-range 2 value'],
    ['a figure with too many digits', longRows(), 2, 'value', '1.5', 'wrong-scale 2 value'],
    ['no figure', longRows(), 2, 'value', '', 'missing-value 2 value'],
    ['an unknown value of a dimension', longRows(), 2, 'kind', 'robot', 'unknown-dimension-value 2 kind'],
    ['no value of a dimension', longRows(), 2, 'kind', '', 'missing-dimension 2 kind'],
    [
      'a dimension that the indicator does not have',
      longRows(),
      10,
      'kind',
      'citizen',
      'unknown-dimension 10 kind',
    ],
    ['an unknown indicator', longRows(), 2, 'indicator', 'x.y', 'unknown-indicator 2 indicator'],
    [
      'a figure of a ratio that is not there',
      longRows(),
      15,
      'denominator',
      '',
      'missing-value 15 denominator',
    ],
    ['a revision that is no number', longRows(), 2, 'revision', 'x', 'wrong-type 2 revision'],
    [
      'wide: a figure out of range',
      wideRows('H26.dvc', 'G06.dvc'),
      3,
      'load.peak',
      '-1',
      'out-of-range 3 load.peak',
    ],
    ['wide: no figure', wideRows('H26.dvc', 'G06.dvc'), 3, 'load.peak', '', 'missing-cell 3 load.peak'],
    [
      'wide: no denominator',
      wideRows('H26.dvc'),
      2,
      'share.on-time:denominator',
      '',
      'missing-value 2 share.on-time:denominator',
    ],
    [
      'wide: an unknown system',
      wideRows('H26.dvc', 'G06.dvc'),
      3,
      'system',
      'G06.none',
      'unknown-system 3 system',
    ],
    ['wide: an impossible period', wideRows('H26.dvc'), 2, 'period', 'Oct-26', 'wrong-form 2 period'],
    ['wide: a closed period', wideRows('H26.dvc'), 2, 'period', '2025-10', 'period-closed 2 period'],
    ['wide: an unknown dataset', wideRows('H26.dvc'), 2, 'dataset', 'weekly', 'unknown-dataset 2 dataset'],
  ])('%s', async (_, rows, row, column, text, finding) => {
    const { findings, refused } = await check(csvOf(changed(rows, row, column, text)));
    expect(findings.filter(({ code }) => `${code}` === finding.split(' ')[0]).map(named)).toContain(finding);
    expect(refused).toHaveLength(1);
    const [own] = findings.map(({ key }) => key);
    const expected = rows[row - 1]?.[4];
    expect(findings.filter((one) => one.row === row).every(({ key }) => key === expected)).toBe(true);
    expect(own).not.toBeNull();
  });

  test('another’s system: nothing more is said of it', async () => {
    const { findings } = await check(csvOf(longRows('G06.dvc')), {
      credential: credential({ agency: 'H26' }),
    });
    expect(findings.map(named)).toEqual(['foreign-agency 2 system']);
  });

  test('the same cell twice is an error on both rows', async () => {
    const rows = longRows();
    const { findings } = await check(csvOf([...rows, rows[3] ?? []]));
    expect(findings.map(named)).toEqual(['duplicate-cell 4 -', 'duplicate-cell 16 -']);
    expect(findings.map(({ details }) => details.first)).toEqual(['row 16', 'row 4']);
  });

  test('three times: once on each row', async () => {
    const rows = longRows();
    const { findings } = await check(csvOf([...rows, rows[3] ?? [], rows[3] ?? []]));
    expect(findings.map(({ row }) => row)).toEqual([4, 4, 16, 17]);
  });

  test('rows of one report that do not agree', async () => {
    const { findings } = await check(csvOf(changed(longRows(), 5, 'revision', '2')));
    expect(findings.map(named)).toEqual(['conflicting-rows 5 revision']);
  });

  test('a report with more rows than there can be cells', async () => {
    const [header = [], row = []] = longRows();
    const { findings, refused } = await check(csvOf([header, ...Array(5001).fill(row)]));
    expect(findings).toHaveLength(5001);
    expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(['too-many-rows']));
    expect(refused).toEqual(['H26.dvc~monthly~2026-10']);
  });
});

describe('a decimal comma', () => {
  const rows = changed(longRows(), 11, 'value', '1,5');

  test('is read where it is declared', async () => {
    const { findings, accepted } = await check(csvOf(rows), { decimalComma: true });
    expect({ findings, accepted }).toEqual({ findings: [], accepted: [id] });
  });

  test('a point beside it is refused, once', async () => {
    const { findings } = await check(csvOf(changed(rows, 12, 'value', '1.000')), { decimalComma: true });
    expect(findings.map(named)).toEqual(['point-in-decimal-comma 12 value']);
  });
});
