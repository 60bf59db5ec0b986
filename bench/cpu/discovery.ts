/** CPU per read of the registry beside its floor: a country of 3,400 agencies and 7,200 systems, one kind of call after the other. */
import type { Agency } from '../../shared/contract/registry.ts';
import { CURRENT, type RegistryRecord } from '../../shared/domain/registry/records.ts';
import type { Built } from '../bundles.ts';
import { benchRegistry } from '../registry.ts';
import { readEvent } from './events.ts';
import { type BesideFloor, besideFloor, PAIRS } from './handler-cpu.ts';

const SYSTEMS = 7200;
const COMMUNES = 3321;

/** Under a province, in place of the communes that the seed does not have. */
const communes = (): Agency[] =>
  Array.from({ length: COMMUNES }, (_, index) => ({
    code: `H26.C${String(index).padStart(4, '0')}`,
    legacyCode: '',
    kind: 'commune',
    history: [
      {
        from: '2025-07-01',
        to: null,
        parent: 'H26',
        names: { vi: `Ủy ban nhân dân xã số ${index}`, en: `People's Committee of Commune ${index}` },
      },
    ],
    mergedInto: null,
    provenance: 'bench',
  }));

const calls = {
  'GET /catalogue': { path: '/catalogue' },
  'GET /catalogue/etx-monthly': { path: '/catalogue', id: 'etx-monthly' },
  'GET /agencies?agency=H26': { path: '/agencies', query: { agency: 'H26' } },
  'GET /agencies?search=ha noi': { path: '/agencies', query: { search: 'ha noi' } },
  'GET /systems?agency=VN': { path: '/systems', query: { agency: 'VN' } },
  'GET /me': { path: '/me' },
};

/** Rounds of one kind of call each, in turn. */
const PER_ROUND = 20;
/** As many as `besideFloor` has of a round. */
const of = <T>(values: readonly T[], kind: number, kinds: number, pairs: number): T[] =>
  values.filter((_, index) => Math.floor(index / pairs) % kinds === kind);

/** By call, with the key of the country and that of a ministry. `rounds`: of each kind of call. */
export async function discoveryCpu(built: Built, rounds: number): Promise<Record<string, BesideFloor>> {
  const now = Date.now();
  const registry = benchRegistry(SYSTEMS, now);
  const [sender] = registry.senders;
  if (sender === undefined) throw new Error('the registry of the bench has no sender');
  const records: RegistryRecord[] = [
    ...registry.records,
    { kind: 'duties', id: CURRENT, body: [] },
    ...communes().map((body) => ({ kind: 'agency' as const, id: body.code, body })),
  ];
  const kinds = [
    ...Object.entries(calls).map(([name, call]) => ({
      name,
      event: readEvent(registry.countryKey, call, now),
    })),
    { name: 'GET /me, key of a ministry', event: readEvent(sender.apiKey, calls['GET /me'], now) },
  ];
  const events = kinds.flatMap(({ event }) => Array.from({ length: PER_ROUND }, () => event));
  const { ours, floor } = await besideFloor(
    built,
    { name: 'read-registry', events, records },
    { rounds: rounds * kinds.length, perRound: PER_ROUND, warmUp: 2 * kinds.length * PER_ROUND },
  );
  return Object.fromEntries(
    kinds.map(({ name }, kind) => [
      name,
      {
        ours: of(ours, kind, kinds.length, PAIRS),
        floor: of(floor, kind, kinds.length, PAIRS),
      },
    ]),
  );
}
