/** The records that a seed makes. */
import type { System } from '../../contract/registry.ts';
import { CURRENT, type RegistryRecord } from '../../domain/registry/records.ts';
import { withNumbers } from '../../domain/registry/system-numbers.ts';
import type { Seed } from './load-seed.ts';

/** `held`: the systems that the registry has, whose numbers stay. */
export const seedRecords = (seed: Seed, held: readonly System[] = []): RegistryRecord[] => [
  ...seed.agencies.map((body): RegistryRecord => ({ kind: 'agency', id: body.code, body })),
  ...withNumbers(held, seed.systems).map((body): RegistryRecord => ({ kind: 'system', id: body.id, body })),
  { kind: 'catalogue', id: CURRENT, body: seed.catalogue },
  { kind: 'calendar', id: CURRENT, body: seed.calendar },
  { kind: 'duties', id: CURRENT, body: seed.duties },
];
