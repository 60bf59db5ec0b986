import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seedOf } from '../../cli/read-seed.ts';
import { readUtf8 } from '../../cli/utf8.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const said = (bytes: Uint8Array): string => {
  const read = readUtf8(bytes);
  return read.ok ? read.value : read.problem.en;
};

test('all text comes back as it was written, without the byte order mark', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      fc.pre(!/^.{0,3}\0/su.test(text));
      expect(readUtf8(Buffer.from(`\uFEFF${text}`))).toEqual({ ok: true, value: text });
    }),
  );
  expect(said(Buffer.from('\uFEFFỦy ban'))).toBe('Ủy ban');
  expect(said(Buffer.from(''))).toBe('');
});

test.each([
  ['UTF-16LE with its mark', Buffer.from('\uFEFFmã,tên', 'utf16le'), 'UTF-16LE'],
  ['UTF-16BE with its mark', Buffer.from('\uFEFFmã,tên', 'utf16le').swap16(), 'UTF-16BE'],
  ['UTF-16LE without', Buffer.from('code,tên', 'utf16le'), 'UTF-16LE'],
  ['UTF-16BE without', Buffer.from('{"a":1}', 'utf16le').swap16(), 'UTF-16BE'],
  ['UTF-16LE of ASCII alone, which would be UTF-8 with zeros', Buffer.from('{}', 'utf16le'), 'UTF-16LE'],
  ['UTF-32LE', hex('fffe0000 7b000000'), 'UTF-32LE'],
  ['UTF-32BE', hex('0000007b 0000007d'), 'UTF-32BE'],
])('%s is named, with the command that repairs it', (_, bytes, name) => {
  expect(said(bytes)).toBe(`it is ${name}, not UTF-8: save it as UTF-8 (iconv -f ${name} -t UTF-8)`);
});

test.each([
  // Windows-1258: the hook above is a byte of its own.
  [
    'Windows-1258',
    Buffer.concat([Buffer.from('code,name\r\nH26,U'), hex('d279'), Buffer.from(' ban')]),
    'row 2, character 6, behind "H26,U": byte 0xD2 (offset 16)',
  ],
  ['a first byte', hex('ff41'), 'row 1, character 1: byte 0xFF (offset 0)'],
  ['behind a byte order mark', hex('efbbbf 41 80'), 'row 1, character 2, behind "A": byte 0x80 (offset 4)'],
  ['a letter that is cut off at the end', hex('41 0a e1bb'), 'row 2, character 1: byte 0xE1 (offset 2)'],
  ['half a surrogate pair', hex('41 eda080'), 'row 1, character 2, behind "A": byte 0xED (offset 1)'],
  ['an overlong slash', hex('c0af'), 'row 1, character 1: byte 0xC0 (offset 0)'],
])('the first wrong byte is said: %s', (_, bytes, place) => {
  expect(said(bytes)).toMatch(
    new RegExp(`^${place.replaceAll('(', '\\(').replaceAll(')', '\\)')} is not UTF-8: save it as UTF-8 `),
  );
});

test('wherever a byte is put that cannot be, it is the one that is named', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (before, after) => {
      fc.pre(!/\0/.test(before + after));
      const bytes = Buffer.concat([Buffer.from(`..${before}`), hex('ff'), Buffer.from(after)]);
      expect(said(bytes)).toContain(`byte 0xFF (offset ${Buffer.byteLength(`..${before}`)})`);
    }),
  );
});

test('a seed of which files are in other encodings is refused with each of them, and nothing is read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dtm-seed-'));
  for (const name of readdirSync('seed')) writeFileSync(join(folder, name), readFileSync(join('seed', name)));
  const text = readFileSync('seed/agencies.csv', 'utf8');
  // As Windows-1258 has it: the letters that it shares with Latin-1, and what else there is as single bytes.
  writeFileSync(join(folder, 'agencies.csv'), Buffer.from(text, 'latin1'));
  writeFileSync(join(folder, 'duties.csv'), Buffer.from(readFileSync('seed/duties.csv', 'utf8'), 'utf16le'));
  expect(() => seedOf(folder)).toThrow(
    /^agencies\.csv, row \d+, character \d+, behind ".*": byte 0x[0-9A-F]{2} \(offset \d+\) is not UTF-8: .*\nduties\.csv, it is UTF-16LE, not UTF-8: .*\n2 files in .* cannot be read: nothing was loaded$/,
  );
  // Line ends of Windows and of old Macs, and a byte order mark, are all right.
  for (const end of ['\r\n', '\r']) {
    writeFileSync(join(folder, 'agencies.csv'), `\uFEFF${text.replaceAll('\n', end)}`);
    writeFileSync(join(folder, 'duties.csv'), readFileSync('seed/duties.csv', 'utf8').replaceAll('\n', end));
    expect(seedOf(folder)).toEqual(seedOf('seed'));
  }
  rmSync(folder, { recursive: true });
});

test('no part of dtm opens a file by itself', () => {
  const files = readdirSync('cli', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const readers = files.filter((name) =>
    /\breadFile|createReadStream/.test(readFileSync(join('cli', name), 'utf8')),
  );
  expect(readers).toEqual(['files.ts']);
});
