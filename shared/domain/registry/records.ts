/** The registry as records (DESIGN §5): what an import writes of the tree is one version of it. */
import { Quotas } from '../../contract/access/quotas.ts';
import { Duties } from '../../contract/oversight/duties.ts';
import { parseRecorded } from '../../contract/recorded.ts';
import { Agency, Calendar, Catalogue, Credential, System } from '../../contract/registry.ts';
import { SigningState } from '../../contract/submissions/receipt.ts';
import type { RegistrySnapshot } from './tree.ts';

/** The kinds of records and their schemas; of catalogue, calendar, duties, signing-keys and quotas there is one, with the id `current`. */
export const recordKinds = {
  agency: Agency,
  system: System,
  catalogue: Catalogue,
  calendar: Calendar,
  duties: Duties,
  credential: Credential,
  'signing-keys': SigningState,
  quotas: Quotas,
} as const;
export type RecordKind = keyof typeof recordKinds;
export type RegistryRecord = { readonly kind: RecordKind; readonly id: string; readonly body: unknown };

export const CURRENT = 'current';

/** Made by the hub and its operators, never by a seed. Each has versions of its own; the version of the registry is that of the others together. */
export const isOfTheHub = ({ kind }: Pick<RegistryRecord, 'kind'>): boolean =>
  kind === 'credential' || kind === 'signing-keys' || kind === 'quotas';

/** As people are told of it: `agency H26`, `catalogue`. */
export const recordName = ({ kind, id }: RegistryRecord): string => (id === CURRENT ? kind : `${kind} ${id}`);

export const credentialRecord = (body: Credential): RegistryRecord => ({
  kind: 'credential',
  id: body.keyId,
  body,
});

/** The tree that records make, each the newest of its name. Throws where one does not fit its schema. */
export function snapshotOfRecords(version: number, records: Iterable<RegistryRecord>): RegistrySnapshot {
  const agencies = new Map<string, Agency>();
  const systems = new Map<string, System>();
  for (const { kind, id, body } of records) {
    if (kind === 'agency') agencies.set(id, parseRecorded(Agency, body));
    if (kind === 'system') systems.set(id, parseRecorded(System, body));
  }
  return { version, agencies, systems };
}

/** By key id. Throws where one does not fit its schema. */
export const credentialsOf = (records: Iterable<RegistryRecord>): Map<string, Credential> =>
  new Map(
    [...records].flatMap(({ kind, id, body }) =>
      kind === 'credential' ? [[id, parseRecorded(Credential, body)] as const] : [],
    ),
  );
