/** Where the key comes from, and which files it is not taken from. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { givenKey } from '../../cli/given-key.ts';

const directory = mkdtempSync(join(tmpdir(), 'dtm-key-'));
afterAll(() => rmSync(directory, { recursive: true }));

function fileWith(content: string, mode = 0o600): string {
  const path = join(directory, `key-${mode.toString(8)}-${content.length}`);
  writeFileSync(path, content);
  chmodSync(path, mode);
  return path;
}

test('what is named on the command line counts before the environment, a key before its file', () => {
  const keyFile = fileWith('dtm_dev_a\n');
  const DTM_KEY_FILE = fileWith('dtm_dev_other');
  expect(givenKey({ keyFile }, { DTM_KEY: 'e' })).toEqual({ key: 'dtm_dev_a', from: '--key-file' });
  expect(givenKey({}, { DTM_KEY: 'e', DTM_KEY_FILE })).toEqual({ key: 'e', from: 'DTM_KEY' });
  expect(givenKey({}, { DTM_KEY: '', DTM_KEY_FILE })).toEqual({ key: 'dtm_dev_other', from: 'DTM_KEY_FILE' });
  expect(givenKey({}, { DTM_KEY: '', DTM_KEY_FILE: '' })).toBeNull();
});

test.each([0o640, 0o604, 0o620, 0o666])('a file of mode %o is refused, with what to do', (mode) => {
  const keyFile = fileWith('dtm_dev_a', mode);
  expect(() => givenKey({ keyFile }, {})).toThrow(
    `others may read this key (mode 0${mode.toString(8)}). chmod 600 ${keyFile}`,
  );
  expect(() => givenKey({}, { DTM_KEY_FILE: keyFile })).toThrow('others may read this key');
});

test.each(['', 'two\nlines', 'dtm_dev_ a'])('a file with %j has no key', (content) => {
  expect(() => givenKey({ keyFile: fileWith(content) }, {})).toThrow('no key in it');
});

test('a file that is not there is said to be so', () => {
  expect(() => givenKey({ keyFile: join(directory, 'none') }, {})).toThrow('cannot be read: ENOENT');
});
