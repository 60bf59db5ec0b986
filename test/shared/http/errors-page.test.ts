/** docs/errors.md: up to date, and each code in it with real values, in both languages. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findings } from '../../../shared/domain/problems/findings.ts';
import { problems } from '../../../shared/domain/problems/problems.ts';
import { errorsPage } from '../../../shared/http/errors/errors-page.ts';
import { findingGuides, problemGuides, rooms } from '../../../shared/http/errors/guides.ts';
import { proseOf, words } from '../domain/language/prose.ts';

const rows = errorsPage()
  .split('\n')
  .filter((line) => line.startsWith('| <a id='));
const cellsOf = (row: string) => row.split(/(?<!\\) \| /);

test('the committed page is what the tables make (else: npm run errors)', () => {
  expect(readFileSync(join(import.meta.dirname, '../../../docs/errors.md'), 'utf8')).toBe(errorsPage());
});

test('each problem and finding has one row, and no other code has', () => {
  expect(rooms.flatMap((room) => room.problems).sort()).toEqual(Object.keys(problems).sort());
  expect(rooms.flatMap((room) => room.findings).sort()).toEqual(Object.keys(findings).sort());
  expect(rows).toHaveLength(Object.keys(problems).length + Object.keys(findings).length);
});

test('an address of the page leads to one row', () => {
  const anchors = rows.map((row) => /id="([\w-]+)"/.exec(row)?.[1]);
  expect(anchors.filter((anchor, index) => anchors.indexOf(anchor) !== index)).toEqual([]);
  const targets = [...errorsPage().matchAll(/\]\(#([\w-]+)\)/g)].map(([, target]) => target);
  expect(targets.filter((target) => !anchors.includes(target))).toEqual([]);
});

describe('each row is rendered with real values', () => {
  test.each(rows)('%s', (row) => {
    expect(cellsOf(row)).toHaveLength(4);
    for (const text of cellsOf(row).slice(2)) {
      expect(text).toMatch(/^\*\*.+\.\*\*<br>“.+”<br>→ .+/);
      // What stands between backquotes can be a path of a call; a name in a text was left without its value.
      expect(text.replace(/`[^`]*`/g, '')).not.toMatch(/\{\w+\}|undefined|null|NaN|\[object/);
    }
  });
});

const guides = [...Object.entries(problemGuides), ...Object.entries(findingGuides)].flatMap(
  ([code, guide]) => [
    ...('remedy' in guide ? [{ code: `${code}, what to do`, ...guide.remedy }] : []),
    ...('meaning' in guide ? [{ code: `${code}, meaning`, ...guide.meaning }] : []),
  ],
);

describe('what to do is English in English, Vietnamese in Vietnamese', () => {
  test.each(guides)('$code', ({ en, vi }) => {
    expect(words.vietnamese.test(proseOf(vi))).toBe(true);
    expect(words.english.exec(proseOf(vi))?.[0]).toBeUndefined();
    expect(words.vietnamese.exec(proseOf(en))?.[0]).toBeUndefined();
  });
});
