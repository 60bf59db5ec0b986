import { describe, expect, test } from 'vitest';
import { counted, grouped, seconds, table } from '../../cli/table.ts';

describe('a table', () => {
  test('is as wide as its columns, with numbers to the right and no blanks at the end of a line', () => {
    const drawn = table(
      [{ head: 'code' }, { head: 'systems', align: 'right' }],
      [
        ['H26', '10'],
        ['G06.12', '5'],
      ],
    );
    expect(drawn.split('\n')).toEqual([
      'code    systems',
      '──────  ───────',
      'H26          10',
      'G06.12        5',
    ]);
  });

  test('breaks text at blanks where a column has a width', () => {
    const drawn = table([{ head: 'name', width: 8 }, { head: 'n' }], [['one two three', '1']]);
    expect(drawn.split('\n').slice(2)).toEqual(['one two   1', 'three']);
  });

  test('cuts nothing off: a word that is too wide is broken', () => {
    const drawn = table([{ head: 'where', width: 6 }], [['/cells/12/dimensions']]);
    expect(drawn.split('\n').slice(2)).toEqual(['/cells', '/12/di', 'mensio', 'ns']);
  });

  test('takes Vietnamese names letter by letter', () => {
    const [, , row] = table([{ head: 'tên' }, { head: 'n' }], [['Số tài khoản', '1']]).split('\n');
    expect(row).toBe('Số tài khoản  1');
  });

  test('keeps its columns where accents stand apart or letters are wide', () => {
    const names = ['Huế', 'Huế'.normalize('NFD'), '京都', 'ab'];
    const rows = table(
      [{ head: 'n' }, { head: 'x' }],
      names.map((name) => [name, '|']),
    )
      .split('\n')
      .slice(2);
    expect(rows).toEqual(['Huế   |', `${'Huế'.normalize('NFD')}   |`, '京都  |', 'ab    |']);
    const [first, second] = table([{ head: 'n', width: 4 }, { head: 'x' }], [['京都市', '|']])
      .split('\n')
      .slice(2);
    expect([first, second]).toEqual(['京都  |', '市']);
  });

  test('shows what would steer the terminal, a line break too; lines of ours are a list', () => {
    const rows = table([{ head: 'n' }], [['a\u001b[2J\nb'], [['a', 'b']]])
      .split('\n')
      .slice(2);
    expect(rows).toEqual(['a\\u001b[2J\\u000ab', 'a', 'b']);
  });
});

test.each([
  ['0', '0'],
  ['999', '999'],
  ['1000', '1 000'],
  ['-1234567', '-1 234 567'],
  ['1234.5678', '1 234.5678'],
  ['2249417745902806010', '2 249 417 745 902 806 010'],
])('%s is written %s', (decimal, written) => {
  expect(grouped(decimal)).toBe(written);
});

test('counts and times read as English', () => {
  expect([counted(1, 'key'), counted(0, 'key'), counted(2, 'entry', 'entries')]).toEqual([
    '1 key',
    '0 keys',
    '2 entries',
  ]);
  expect(seconds(1549)).toBe('1.5 s');
});

test('where the columns do not fit beside each other, each row is a list', () => {
  const columns = [{ head: 'key' }, { head: 'agencies', width: 20 }, { head: 'state', width: 12 }];
  const rows = [
    ['cf95vsri5ek8', ['H26', 'H29'], 'live'],
    ['8pjot7x8nuxx', 'G01\u001b[2J', ''],
  ];
  expect(table(columns, rows, 24)).toBe(
    [
      'key       cf95vsri5ek8',
      'agencies  H26',
      '          H29',
      'state     live',
      '',
      'key       8pjot7x8nuxx',
      'agencies  G01\\u001b[2J',
    ].join('\n'),
  );
  expect(table(columns, rows, 40)).toMatch(/^key {11}/);
});
