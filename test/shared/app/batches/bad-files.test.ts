import { describe, expect, test } from 'vitest';
import { findingText } from '../../../../shared/domain/language/finding-text.ts';
import { badFiles } from '../../../fixtures/bad-files.ts';
import { check, chunksOf, longRows, named } from '../../../fixtures/files.ts';

const files = badFiles(longRows());

describe('a file that is wrong', () => {
  test.each(files.map((file) => [file.wrong, file] as const))(
    '%s',
    async (_, { bytes, findings, isFatal }) => {
      const found = await check(bytes);
      // A row that is of no report leaves its cell out of it.
      const said = found.findings.filter(({ code }) => code !== 'missing-cell');
      expect(said.map(named)).toEqual(findings);
      expect(found.rows === null).toBe(isFatal);
      expect(found.accepted).toEqual([]);
    },
  );

  test.each(files.map((file) => [file.wrong, file] as const))(
    'is said in both languages, whole: %s',
    async (_, { bytes }) => {
      for (const finding of (await check(bytes)).findings)
        for (const language of ['vi', 'en'] as const)
          expect(findingText(finding, language)).not.toMatch(/\{\w+\}/);
    },
  );

  test('by the bytes around the wrong one its encoding is told', async () => {
    const encodings = new Map<string, unknown>();
    for (const { wrong, bytes } of files)
      for (const { code, details } of (await check(bytes)).findings)
        if (code === 'bytes-not-utf-8' || code === 'wrong-encoding') encodings.set(wrong, details.encoding);
    expect(Object.fromEntries(encodings)).toMatchObject({
      'the wrong letters: UTF-16LE': 'UTF-16LE',
      'UTF-16BE without a mark': 'UTF-16BE',
      'Latin-1': 'LATIN1',
      'Windows-1258': 'WINDOWS-1258',
    });
  });

  test('5 GB of spaces are not read to their end', async () => {
    let read = 0;
    async function* spaces() {
      for (; read < 80_000; read += 1) yield Buffer.alloc(65_536, ' ');
    }
    const { findings } = await check(spaces());
    expect(findings.map(named)).toEqual(['row-too-long 1 -']);
    expect(read).toBeLessThan(10);
  });

  test('what comes before the fault is not accepted either', async () => {
    const { accepted, rows } = await check(
      chunksOf(
        `${longRows()
          .map((row) => row.join())
          .join('\n')}\n"`,
      ),
    );
    expect({ accepted, rows }).toEqual({ accepted: [], rows: null });
  });
});
