import { expect, test } from 'vitest';
import {
  firstSystemIn,
  isGzip,
  kindOfFile,
  textOfHead,
} from '../../../../shared/domain/batches/file-kind.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

test.each([
  ['a header', 'system;dataset\nH01.dvc;etx-daily\n', 'x', 'text/csv'],
  ['a header behind a byte order mark', '\uFEFFHệ thống,Kỳ\n', 'x.txt', 'text/csv'],
  ['nothing', '', 'x.csv', 'text/csv'],
  ['nothing that is called JSON', '', 'report.json', 'application/json'],
  ['a report', '{"system":"H01.dvc","cells":[]}', 'x', 'application/json'],
  ['a report on many lines', '{\n  "system": "H01.dvc"', 'x', 'application/json'],
  ['a report that is cut off', '{"system":"H01.dvc","cells":[', 'x', 'application/json'],
  ['events', '{"system":"H01.dvc","increments":[]}\n', 'x', 'application/json'],
  ['a list', '[1]', 'x', 'application/json'],
  ['rows', '{"system":"H01.dvc"}\n{"system":"H01.dvc"}\n', 'x', 'application/x-ndjson'],
  ['one row', '{"system":"H01.dvc","indicator":"x.y"}\n', 'x', 'application/x-ndjson'],
  ['one wide row by its name', '{"system":"H01.dvc","x.y":1}', 'x.ndjson.gz', 'application/x-ndjson'],
  ['a zip file', 'PK\u0003\u0004', 'x', workbook],
] as const)('%s is known by its bytes', (_, text, name, kind) => {
  expect(kindOfFile(bytes(text), name)).toBe(kind);
});

test('an old or encrypted workbook goes to who says so, gzip is opened first, UTF-16 is read', () => {
  expect(kindOfFile(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), 'x')).toBe(workbook);
  expect(isGzip(Uint8Array.of(0x1f, 0x8b, 8))).toBe(true);
  expect(isGzip(bytes('x'))).toBe(false);
  const wide = Buffer.from('\uFEFF{"cells":[]}', 'utf16le');
  expect(textOfHead(wide)).toBe('{"cells":[]}');
  expect(kindOfFile(wide, 'x')).toBe('application/json');
});

test.each([
  ['system;dataset\nH01.05.dvc;etx-daily\n', 'H01.05.dvc'],
  ['dataset,"system"\netx-daily,"H26.dvc"\n', 'H26.dvc'],
  ['{"indicator":"transactions.received","system":"G06.dvc"}', 'G06.dvc'],
  ['system;dataset\n', null],
])('the first system in %j is %s', (text, system) => {
  expect(firstSystemIn(text)).toBe(system);
});
