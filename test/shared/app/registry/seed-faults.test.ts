/** One fault in the seed is one line: not what follows from it, nor a whole file. */
import { expect, test } from 'vitest';
import { readSeed, type SeedFiles } from '../../../../shared/app/registry/load-seed.ts';
import { seedFaultText } from '../../../../shared/app/registry/seed-fault.ts';
import { inOneLanguage } from '../../../fixtures/one-language.ts';
import { smallSeedFiles } from '../../../fixtures/small-seed.ts';

const files = smallSeedFiles();
const faultsOf = (changed: Partial<SeedFiles>): string[] => {
  const result = readSeed({ ...files, ...changed });
  return result.ok ? [] : result.problem.map((one) => inOneLanguage(seedFaultText(one)));
};
const agencies = (from: RegExp, to: string): Partial<SeedFiles> => ({
  agenciesCsv: files.agenciesCsv.replace(from, to),
});
const systems = (from: string | RegExp, to: string): Partial<SeedFiles> => ({
  systemsCsv: files.systemsCsv.replace(from, to),
});

test.each([
  ['an unknown kind', agencies(/^(H26,.*),province,/m, '$1,city,')],
  ['a cell too many', agencies(/^H26,/m, 'H26,,')],
  ['a cell too few', agencies(/^H26,.*$/m, 'H26,000.00.00.H26')],
  ['a code in lower case', agencies(/^H26,/m, 'h26,')],
  ['a blank behind its code', agencies(/^H26,/m, 'H26 ,')],
  ['a hub system with an unknown stage', systems(/^(G06\.dtm,.*),connected,/m, '$1,konnected,')],
  ['a hub system with a cell too many', systems(/^G06\.dtm,/m, 'G06.dtm,,')],
])('%s is reported once, not again by everything that refers to it', (_, changed) => {
  expect(faultsOf(changed)).toHaveLength(1);
});

test('an agency that is missing is missing once, in whichever rows and files it is named', () => {
  const codes = files.agenciesCsv.split('\n').filter((row) => /^H26\.\d+,/.test(row)).length;
  const faults = faultsOf(agencies(/^H26,.*\n/m, '')).filter((one) => one.includes('unknown agency: "H26"'));
  expect(faults).toHaveLength(1);
  const others = files.systemsCsv.split('\n').filter((row) => /^[^,]*,H26,/.test(row)).length + codes - 1;
  expect(faults[0]).toMatch(/^agencies\.csv, row \d+, column parent: unknown agency: "H26" \(also in /);
  expect(faults[0]).toContain(`agencies.csv row`);
  expect(faults[0]).toContain(` and ${others - 5} more)`);
});

test('a file that is empty is one fault, and nothing is said of what others name in it', () => {
  for (const csv of ['', '\n', '\ufeff'])
    expect(faultsOf({ agenciesCsv: csv })).toEqual([
      expect.stringMatching(/^agencies\.csv: the file is empty; allowed: the columns code, legacy_code/),
    ]);
});

test('the header again, a column many times and too many rows are one fault each', () => {
  const [header = ''] = files.systemsCsv.split('\n', 1);
  const one = (systemsCsv: string): string | undefined => {
    const faults = faultsOf({ systemsCsv });
    expect(faults).toHaveLength(1);
    return faults[0];
  };
  expect(one(`${header}\n${files.systemsCsv}`)).toBe(
    'systems.csv, row 2: the header stands again; remove it',
  );
  expect(one(files.systemsCsv.replace(header, `${header}${',id'.repeat(1000)}`))).toMatch(
    /column id: the column stands twice$/,
  );
  expect(one(`${header}\n${'x\n'.repeat(50_001)}`)).toBe('systems.csv: too many rows; allowed: up to 50000');
}, 60_000);

test('as many rows as are read have their faults said, of one thing or of many', () => {
  const [header = ''] = files.systemsCsv.split('\n', 1);
  const rows = (length: number, row: (at: number) => string) =>
    `${header}\n${Array.from({ length }, (_, at) => row(at)).join('\n')}`;
  // More than a call can have arguments.
  const read = readSeed({ ...files, systemsCsv: rows(45_000, () => 'a,b,c,d,e,f,g,h,i,j,k') });
  expect(read.ok ? 0 : read.problem.length).toBeGreaterThan(130_000);
  const illWritten = rows(
    20_000,
    (at) => `H26.s${at},H26,a\u200b,b,small,3,online,connected,2026-01-01,2026-01-01,`,
  );
  expect(faultsOf({ systemsCsv: illWritten })).toHaveLength(20_000);
}, 60_000);

test('what is wrong in another way with a reference to a faulty row is said all the same', () => {
  const faults = faultsOf({
    ...agencies(/^(G02,.*),ministry,/m, '$1,city,'),
    ...systems('G01.dvc,G01,', 'G01.dvc,G02,'),
  });
  expect(faults).toHaveLength(2);
  expect(faults[1]).toMatch(/^systems\.csv, row 2, column agency: not the agency of the id;/);
});

test('fields that the catalogue does not have are pointed at, each with its value, cut where it is long', () => {
  const long = JSON.stringify('x'.repeat(1000));
  expect(
    faultsOf({ catalogueJson: files.catalogueJson.replace('{', `{ "note": 1, "a/b": ${long},`) }),
  ).toEqual([
    'catalogue.json, at /note: unknown field: 1; allowed: only fields that the schema has',
    `catalogue.json, at /a~1b: unknown field: "${'x'.repeat(199)}…; allowed: only fields that the schema has`,
  ]);
});

test.each([
  [
    'letters apart',
    agencies(/,([^,]*Huế[^,]*),/, `,${'Huế'.normalize('NFD')},`),
    /^agencies\.csv, row \d+, column name_vi: letters and accents apart \(not Unicode NFC\): "Huế"; allowed: "Huế", in composed letters$/u,
  ],
  [
    'a lost letter',
    agencies(/^(G01,[^,]*,,)[^,]*/m, '$1Bộ Qu\uFFFDc phòng'),
    /^agencies\.csv, row 2, column name_vi: a letter was lost in another encoding: U\+FFFD behind "Bộ Qu": /,
  ],
  [
    'a no-break space in a code',
    systems(/^(G01\.dvc),/m, '$1\u00a0,'),
    /^systems\.csv, row 2, column id: a blank of another kind, U\+00A0 behind "G01\.dvc": /,
  ],
  [
    'an invisible letter in provenance',
    agencies(/^(G01,.*)$/m, '$1\u200b'),
    /^agencies\.csv, row 2, column provenance: a character that nobody sees, U\+200B behind /,
  ],
  [
    'a name of the catalogue that is turned around',
    { catalogueJson: files.catalogueJson.replace(/"vi": "/, '"vi": "\\u202e') },
    /^catalogue\.json, at \/notice\/vi: a character that nobody sees, U\+202E at the beginning: /,
  ],
])('%s is said once, with its place', (_, changed, line) => {
  const faults = faultsOf(changed);
  expect(faults.map((one) => one.normalize('NFC'))).toEqual([expect.stringMatching(line)]);
});
