/** Agencies and systems as callers find them: on any day, by name or code, page by page while the registry changes. */
import { describe, expect, test } from 'vitest';
import {
  type AgenciesQuery,
  listAgencies,
  listSystems,
  type SystemsQuery,
} from '../../../../shared/app/registry/read-tree.ts';
import type { Credential } from '../../../../shared/contract/registry.ts';
import { fakeRegistry } from '../../../fakes/registry.ts';
import { agencies, agency, credential, snapshotOf, system, systems } from '../../../fixtures/registry.ts';

const TODAY = '2026-11-20';

const named = (code: string, vi: string, en: string, administrativeCode?: string) => {
  const made = agency(code, 'commune', { parent: 'H26' });
  return {
    ...made,
    ...(administrativeCode === undefined ? {} : { administrativeCode }),
    history: made.history.map((stretch) => ({ ...stretch, names: { vi, en } })),
  };
};
const wards = [
  named('H26.21', 'Ủy ban nhân dân phường Cầu Giấy', "People's Committee of Cau Giay Ward"),
  named('H26.24', 'Ủy ban nhân dân phường Đống Đa', "People's Committee of Dong Da Ward", '00229'),
];
const country = snapshotOf(1, [...agencies, ...wards]);
const known = fakeRegistry(country);

async function ask(query: Partial<AgenciesQuery>, registry = known) {
  const answer = await listAgencies(
    registry,
    { node: null, search: null, asOf: null, after: null, ...query },
    TODAY,
  );
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem.findings));
  return answer.value;
}
const codes = async (query: Partial<AgenciesQuery>) => (await ask(query)).agencies.map(({ code }) => code);

const refused = async (query: Partial<AgenciesQuery>, registry = known) => {
  const answer = await listAgencies(
    registry,
    { node: null, search: null, asOf: null, after: null, ...query },
    TODAY,
  );
  return answer.ok ? 'answered' : answer.problem.findings.map(({ code }) => code).join();
};

describe('the tree', () => {
  test('of a node it has the node and what is right below it', async () => {
    const { node, agencies: below } = await ask({ node: 'H26' });
    expect(node).toMatchObject({ code: 'H26', parent: 'VN', state: 'open', agencies: 4, systems: 3 });
    expect(below.map(({ code }) => code)).toEqual(['H26.05', 'H26.18', 'H26.21', 'H26.24']);
    expect((await ask({ node: 'VN' })).node).toMatchObject({
      code: 'VN',
      kind: 'country',
      agencies: 4,
      from: null,
    });
  });

  test('an administrative code is told where there is one', async () => {
    const below = (await ask({ node: 'H26' })).agencies.map((one) => [one.code, one.administrativeCode]);
    expect(below).toContainEqual(['H26.24', '00229']);
    expect(below).toContainEqual(['H26.21', null]);
  });

  test('what has ended stays where it was, with its successor from the day after', async () => {
    const stateOf = async (asOf: string) =>
      (await ask({ node: 'VN', asOf })).agencies.find(({ code }) => code === 'H40');
    expect(await stateOf('2026-11-20')).toMatchObject({
      state: 'merged',
      mergedInto: 'H49',
      to: '2025-06-30',
    });
    expect(await stateOf('2025-06-30')).toMatchObject({ state: 'open', mergedInto: null });
    expect(await stateOf('2020-09-14')).toBeUndefined();
  });

  test('a node that is none, or none yet, is refused', async () => {
    expect(await refused({ node: 'H99' })).toBe('unknown-agency');
    expect(await refused({ node: 'H40', asOf: '2020-09-14' })).toBe('agency-later');
  });
});

describe('a search', () => {
  test.each([
    ['dong da', ['H26.24']],
    ['ĐỐNG ĐA', ['H26.24']],
    ['da phuong dong', ['H26.24']],
    ['cau giay ward', ['H26.21']],
    ['phường', ['H26.21', 'H26.24']],
    ['h26.18', ['H26.18', 'H26.18.01']],
    ['00229', ['H26.24']],
    ['0022', []],
    ['000.00.00.H40', ['H40']],
    ['phuong giay dong', []],
    // In the middle of a syllable nobody means it: "uong" would be every ward, "an" every people's committee.
    ['uong', []],
    ['giay c', ['H26.21']],
  ])('for "%s" finds %j', async (search, found) => {
    expect(await codes({ search })).toEqual(found);
    expect((await ask({ search })).node).toBeNull();
  });

  test('below a node finds what is there', async () => {
    expect(await codes({ node: 'H26.18', search: 'H' })).toEqual(['H26.18', 'H26.18.01']);
    expect(await codes({ node: 'H49', search: 'phuong' })).toEqual([]);
  });
});

const commune = (index: number) =>
  agency(`H26.C${String(index).padStart(3, '0')}`, 'commune', { parent: 'H26' });

describe('pages', () => {
  const registry = () =>
    fakeRegistry(
      snapshotOf(
        1,
        [agency('H26', 'province'), ...Array.from({ length: 250 }, (_, at) => commune(at * 2))],
        [],
      ),
    );

  test('what is there all the while comes once, whatever comes and goes between them', async () => {
    const changing = registry();
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 3; page += 1) {
      const answer: Awaited<ReturnType<typeof ask>> = await ask({ node: 'H26', after }, changing);
      seen.push(...answer.agencies.map(({ code }) => code));
      after = answer.next;
      const ended = {
        ...commune(198),
        history: commune(198).history.map((one) => ({ ...one, to: '2026-11-01' })),
      };
      await changing.writeRecords(
        [commune(1), commune(299), ended].map((body) => ({ kind: 'agency', id: body.code, body })),
      );
    }
    expect(after).toBeNull();
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(
      expect.arrayContaining(Array.from({ length: 250 }, (_, at) => commune(at * 2).code)),
    );
    expect([seen.length, seen.includes(commune(299).code), seen.includes(commune(1).code)]).toEqual([
      251,
      true,
      false,
    ]);
  });

  test('go on with the day on which they began', async () => {
    const { next } = await ask({ node: 'H26', asOf: '2026-05-01' }, registry());
    expect((await ask({ node: 'H26', after: next }, registry())).asOf).toBe('2026-05-01');
  });

  test('a cursor of another question, of another day, or made up is refused', async () => {
    const { next: after } = await ask({ node: 'H26', asOf: '2026-05-01' }, registry());
    for (const query of [
      { node: 'VN', after },
      { node: 'H26', search: 'H', after },
      { node: 'H26', asOf: '2026-05-02', after },
      { node: 'H26', after: 'H26' },
      { node: 'H26', after: Buffer.from('["2026-13-01","H26","","H26.C001"]').toString('base64url') },
    ])
      expect(await refused(query, registry())).toBe('unknown-cursor');
  });
});

describe('systems', () => {
  async function list(node: string, who: Partial<Credential>, more: Partial<SystemsQuery> = {}) {
    const registry = fakeRegistry(
      snapshotOf(1, agencies, [
        ...systems,
        system('H40.cu', [{ from: '2021-01-01', to: '2025-06-30', agency: 'H40' }]),
      ]),
    );
    const query = { node, asOf: null, after: null, ...more };
    const answer = await listSystems(registry, credential(who), query, TODAY);
    if (!answer.ok) throw new Error(answer.problem.findings[0]?.code);
    const all = answer.value.systems;
    return {
      all: all.map(({ id }) => id),
      own: all.filter(({ details }) => details !== null).map(({ id }) => id),
    };
  }

  test('those of a node and of all below it, as they stood on a day', async () => {
    expect((await list('H26.18', {})).all).toEqual([
      'H26.05.kho',
      'H26.18.01.so',
      'H26.18.dvc',
      'H26.18.motcua',
    ]);
    expect((await list('H26.18', {}, { asOf: '2026-03-14' })).all).not.toContain('H26.05.kho');
    await expect(list('H99', {})).rejects.toThrow('unknown-agency');
  });

  test('all are public; details are of those that the key is for', async () => {
    expect(await list('H26.18', { agency: 'H26.18', systems: ['H26.18.dvc'] })).toMatchObject({
      own: ['H26.18.dvc'],
    });
    expect(await list('H49', { agency: 'H26' })).toEqual({ all: ['H49.dvc'], own: [] });
    const ofCountry = await list('VN', {});
    expect(ofCountry.own).toEqual(ofCountry.all);
    expect(ofCountry.all).not.toContain('H26.moi');
  });

  test('a successor has the details of what it took over', async () => {
    expect(await list('H40', { agency: 'H49' })).toEqual({
      all: ['H40.cu', 'H40.dvc'],
      own: ['H40.cu', 'H40.dvc'],
    });
    expect(await list('H40', { agency: 'G06' })).toMatchObject({ own: [] });
  });
});
