/** API keys as an operator issues, ends and lists them. A revocation takes effect within a minute (DESIGN §9). */
import { parseRecorded } from '../../contract/recorded.ts';
import { Agency, COUNTRY, type Credential, System } from '../../contract/registry.ts';
import {
  issueKey,
  type KeyOrder,
  type KeyState,
  keyState,
  type Random,
} from '../../domain/access/issue-key.ts';
import { expiringKeys } from '../../domain/access/key-expiry.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import { credentialRecord, credentialsOf, type RegistryRecord } from '../../domain/registry/records.ts';
import { parseAgencyCode } from '../../domain/values/agency-code.ts';
import { dayOf } from '../../domain/values/period.ts';
import type { FindAgency, ListRecords, WriteRecords } from '../ports/registry.ts';
import { foreignSystems } from './foreign-systems.ts';

export type KeyPorts = { readonly listRecords: ListRecords; readonly writeRecords: WriteRecords };

/** What of an order the registry does not have, or the systems that a key of the agency would never open. */
export type KeyRefusal =
  | { readonly why: 'unknown agency' }
  | { readonly why: 'unknown systems' | 'foreign systems'; readonly systems: readonly string[] };

/** `agency` in either code scheme (R18), or the country. */
export async function issueKeyOf(
  { listRecords, writeRecords }: KeyPorts,
  order: KeyOrder & { readonly stage: string },
  now: number,
  random: Random,
): Promise<Result<{ readonly key: string; readonly credential: Credential }, KeyRefusal>> {
  const records = await listRecords();
  const agency = agencyOf(order.agency, records);
  if (agency === null) return fail({ why: 'unknown agency' });
  const known = new Set(records.flatMap(({ kind, id }) => (kind === 'system' ? [id] : [])));
  const systems = (order.systems ?? []).filter((system) => !known.has(system));
  if (systems.length > 0) return fail({ why: 'unknown systems', systems });
  const { stage, ...asked } = order;
  const made = issueKey({ ...asked, agency }, stage, now, random);
  const foreign = await foreignTo(made.credential, records, now);
  if (foreign.length > 0) return fail({ why: 'foreign systems', systems: foreign });
  await writeRecords([credentialRecord(made.credential)]);
  return ok(made);
}

/** Of the systems that the key is limited to. */
function foreignTo(
  credential: Credential,
  records: readonly RegistryRecord[],
  now: number,
): Promise<string[]> {
  const limited = records.flatMap(({ kind, id, body }) =>
    kind === 'system' && credential.systems?.includes(id) ? [parseRecorded(System, body)] : [],
  );
  const agencies = new Map(records.flatMap(({ kind, id, body }) => (kind === 'agency' ? [[id, body]] : [])));
  const findAgency: FindAgency = async (code) =>
    agencies.has(code) ? { value: parseRecorded(Agency, agencies.get(code)), version: 0 } : null;
  return foreignSystems(findAgency, credential, limited, dayOf(now));
}

function agencyOf(text: string, records: readonly RegistryRecord[]): string | null {
  if (text === COUNTRY) return COUNTRY;
  const parsed = parseAgencyCode(text);
  if (!parsed.ok) return null;
  return records.some(({ kind, id }) => kind === 'agency' && id === parsed.code) ? parsed.code : null;
}

/** Null: never issued. One that was revoked before keeps its time, and nothing is written. */
export async function revokeKey(
  { listRecords, writeRecords }: KeyPorts,
  keyId: string,
  now: number,
): Promise<{ readonly credential: Credential; readonly isNews: boolean } | null> {
  const credential = credentialsOf(await listRecords()).get(keyId);
  if (credential === undefined) return null;
  if (credential.revokedAt !== null) return { credential, isNews: false };
  const revoked = { ...credential, revokedAt: new Date(now).toISOString() };
  await writeRecords([credentialRecord(revoked)]);
  return { credential: revoked, isNews: true };
}

/**
 * By agency. With `expiring` only those that end within so many days with no other key to follow; null for all.
 */
export async function listKeys(
  { listRecords }: Pick<KeyPorts, 'listRecords'>,
  expiring: number | null,
  now: number,
): Promise<readonly { readonly credential: Credential; readonly state: KeyState }[]> {
  const all = [...credentialsOf(await listRecords()).values()];
  const listed = expiring === null ? all : expiringKeys(all, now, expiring);
  return listed
    .toSorted((a, b) => (a.agency < b.agency ? -1 : 1))
    .map((credential) => ({ credential, state: keyState(credential, now) }));
}
