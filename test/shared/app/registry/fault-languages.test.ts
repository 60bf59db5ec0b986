/** What can be wrong with the files of an import is said in Vietnamese too, every one of it. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { refusedImport } from '../../../../shared/app/registry/import-registry.ts';
import { readSeed, type SeedFiles } from '../../../../shared/app/registry/load-seed.ts';
import { problemDetails } from '../../../../shared/http/render-problem.ts';
import { foreignWords } from '../../../fixtures/one-language.ts';
import { smallSeedFiles } from '../../../fixtures/small-seed.ts';

const sources = [
  ...['shared/app/registry', 'shared/domain/registry'].flatMap((folder) =>
    readdirSync(folder).map((name) => `${folder}/${name}`),
  ),
  'shared/domain/json/json-syntax.ts',
  'shared/domain/language/finding-text.ts',
  'shared/domain/oversight/duties.ts',
  'shared/domain/problems/fault.ts',
  'shared/domain/values/plain-text.ts',
  'shared/domain/values/validity.ts',
];

const text = /\s*('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`)/.source;
const pair = new RegExp(`localized\\(${text},${text},?\\s*\\)`, 'g');
/** Without its quotes; what is filled in is no word. */
const inside = (literal = ''): string =>
  literal
    .slice(1, -1)
    .replace(/\$\{[^}]*\}/g, '""')
    .replace(/\{\w+\}/g, '""');

describe('no word of the English text stands in the Vietnamese one', () => {
  test.each(sources)('%s', (file) => {
    const source = readFileSync(file, 'utf8');
    const pairs = [...source.matchAll(pair)].map(([, en, vi]) => ({ en: inside(en), vi: inside(vi) }));
    // A text that is written in another form would not be looked at; what has no text of its own is made of others.
    expect(pairs).toHaveLength((source.match(/\blocalized\(\s*['"`]/g) ?? []).length);
    expect(pairs.filter((one) => foreignWords(one).length > 0)).toEqual([]);
  });
});

const files = smallSeedFiles();
const wrong: readonly (readonly [string, Partial<SeedFiles>])[] = [
  ['an empty file', { dutiesCsv: '' }],
  ['no JSON', { catalogueJson: '{' }],
  ['a quotation mark that is not closed', { agenciesCsv: `${files.agenciesCsv}"` }],
  ['a cell too many', { agenciesCsv: files.agenciesCsv.replace('\nH26,', '\nH26,,') }],
  ['a row that is no agency', { agenciesCsv: files.agenciesCsv.replace('\nH26,', '\nh26,') }],
  ['an agency that is missing', { agenciesCsv: files.agenciesCsv.replace(/\nH26,.*/, '') }],
  ['a field that there is not', { calendarJson: files.calendarJson.replace('{', '{ "note": 1,') }],
];

test.each(wrong)('the answer to %s is in the language that was asked for', (_, changed) => {
  const read = readSeed({ ...files, ...changed });
  const problem = refusedImport(read.ok ? [] : read.problem);
  const [vi, en] = (['vi', 'en'] as const).map((language) => problemDetails(problem, language, 'r').errors);
  expect(en).not.toHaveLength(0);
  for (const [index, error] of (en ?? []).entries()) {
    const other = vi?.[index];
    expect(foreignWords({ en: error.detail, vi: other?.detail ?? 'nothing' })).toEqual([]);
    expect(other?.detail).not.toContain('{');
    expect(foreignWords({ en: String(error.allowed ?? ''), vi: String(other?.allowed ?? '') })).toEqual([]);
  }
});
