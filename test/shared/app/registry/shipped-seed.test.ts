/** What the shipped seed has: counts as the decisions that it follows have them, not as its files do. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { seedFiles } from '../../../../cli/seed-files.ts';
import { readSeed } from '../../../../shared/app/registry/load-seed.ts';
import { seedFaultText } from '../../../../shared/app/registry/seed-fault.ts';
import { folds } from '../../../../shared/contract/registry.ts';
import { legacyAgencyCode, levelOne } from '../../../../shared/domain/values/agency-code.ts';

const files = seedFiles('seed');
const read = readSeed(files);
if (!read.ok) throw new Error(read.problem.map((one) => seedFaultText(one).en).join('\n'));
const seed = read.value;

describe('the shipped seed', () => {
  const active = seed.agencies.filter(
    ({ code, history }) => code === levelOne(code) && history.at(-1)?.to === null,
  );
  const communes = seed.agencies.filter(({ kind }) => kind === 'commune');
  const agencyOf = (id: string) =>
    seed.systems.find((system) => system.id === id)?.history.at(-1)?.agency ?? '';

  test('has the 56 active level-1 agencies, 22 central and 34 provinces', () => {
    const provinces = active.filter(({ kind }) => kind === 'province');
    expect([active.length, provinces.length]).toEqual([56, 34]);
  });

  test.each<[string, string, number]>([
    ['wards', 'phường', 687],
    ['communes', 'xã', 2621],
    ['special zones', 'đặc khu', 13],
  ])('has the %s of Decision 19/2025/QĐ-TTg, each under a province in being', (_, word, count) => {
    const found = communes.filter(({ history }) =>
      history.at(-1)?.names.vi.startsWith(`Ủy ban nhân dân ${word} `),
    );
    expect(found).toHaveLength(count);
    const parents = new Set(found.map(({ history }) => history.at(-1)?.parent));
    expect([...parents].filter((parent) => !active.some(({ code }) => code === parent))).toEqual([]);
  });

  test('has the administrative code of every province and commune in being, none twice, and says which agency codes are made up', () => {
    const coded = seed.agencies.filter(({ administrativeCode }) => administrativeCode !== undefined);
    expect(new Set(coded.map(({ administrativeCode }) => administrativeCode)).size).toBe(34 + 3321);
    expect(communes).toHaveLength(3321);
    expect(communes.filter(({ provenance }) => !provenance.includes('agency code made up'))).toEqual([]);
  });

  test('has each commune of the list with its code, name and province, by a digest made of the list alone', () => {
    const codeOf = new Map(seed.agencies.map((one) => [one.code, one.administrativeCode]));
    const lines = communes.map(({ administrativeCode, history }) => {
      const { parent = '', names } = history.at(-1) ?? {};
      return `${administrativeCode} ${codeOf.get(parent)} ${parent} ${names?.vi.replace('Ủy ban nhân dân ', '')}`;
    });
    expect(lines).toContain('00004 01 H26 phường Ba Đình');
    expect(createHash('sha256').update(lines.sort().join('\n')).digest('hex')).toBe(
      '254193f96653550ff2d5c04ce71283d834a9030bcff95ef16cc19b7395362349',
    );
  });

  test('has at least four connected systems for each of them', () => {
    const connected = seed.systems.filter(({ stage }) => stage === 'connected').map(({ id }) => agencyOf(id));
    const few = active.filter(({ code }) => connected.filter((agency) => agency === code).length < 4);
    expect(few).toEqual([]);
  });

  test('closes ministries on 2025-02-28 and provinces on 2025-06-30, each into an agency in being', () => {
    const closed = seed.agencies.filter(({ history }) => history.at(-1)?.to !== null);
    const days = closed.map(({ kind, history }) => `${kind} ${history.at(-1)?.to}`);
    expect(new Set(days)).toEqual(new Set(['ministry 2025-02-28', 'province 2025-06-30']));
    expect(closed).toHaveLength(34);
    const codes = active.map(({ code }) => code);
    expect(closed.every(({ mergedInto }) => mergedInto !== null && codes.includes(mergedInto))).toBe(true);
  });

  test('has a tree of four levels, and every agency a legacy code', () => {
    expect(Math.max(...seed.agencies.map(({ code }) => code.split('.').length))).toBe(4);
    expect(seed.agencies.every(({ code, legacyCode }) => legacyCode === legacyAgencyCode(code))).toBe(true);
  });

  test('has stages of every kind on the roadmap', () => {
    const stages = new Set(seed.systems.map(({ stage }) => stage));
    expect([...stages].sort()).toEqual(['connected', 'planned', 'suspended', 'testing']);
  });

  test('says that its catalogue is illustrative, and uses every group, fold and category', () => {
    const { notice, indicators, datasets } = seed.catalogue;
    expect(notice.en).toMatch(/^Illustrative/);
    expect(notice.vi).toMatch(/^Danh mục minh họa/);
    expect(indicators).toHaveLength(61);
    expect(datasets.find(({ id }) => id === 'etx-procedures')?.provenance?.en).toMatch(
      /^Illustrative: after .*Decision 766/,
    );
    expect(new Set(indicators.map(({ group }) => group)).size).toBe(5);
    expect(new Set(indicators.map(({ fold }) => fold))).toEqual(new Set(folds));
    expect([...new Set(datasets.map(({ category }) => category))].sort()).toEqual(['a', 'b', 'c']);
  });

  test('has all its text in composed Unicode (NFC)', () => {
    for (const text of Object.values(files)) expect(text).toBe(text.normalize('NFC'));
  });
});
