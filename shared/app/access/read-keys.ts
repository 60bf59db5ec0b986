/** Keys as operators see them: without the hash of the secret. */
import type { Change } from '../../contract/access/change.ts';
import type { IssuedKey, KeyLife, KeyList } from '../../contract/access/keys.ts';
import type { Credential } from '../../contract/registry.ts';
import { agenciesOf } from '../../domain/access/agencies-of.ts';
import { keyState } from '../../domain/access/issue-key.ts';
import { expiringKeys } from '../../domain/access/key-expiry.ts';
import { isKey } from '../../domain/access/kind-of-credential.ts';
import { problem } from '../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import type { ReadKeyVersions } from '../ports/keys.ts';
import type { ListCredentials } from '../ports/registry.ts';
import { versionOfKey } from './key-records.ts';

/** By id, behind one of them or from the first. */
export const pageBehind = (all: readonly Credential[], after: string | null): Credential[] =>
  all.filter(({ keyId }) => after === null || keyId > after).toSorted((a, b) => (a.keyId < b.keyId ? -1 : 1));

/** So many fit into an answer: a key is about half a kilobyte, and 6 MB are the most that Lambda answers. */
export const PAGE = 2000;

export const shownKey = (credential: Credential, now: number): IssuedKey => ({
  keyId: credential.keyId,
  state: keyState(credential, now),
  agencies: [...agenciesOf(credential)],
  systems: credential.systems,
  scopes: credential.scopes,
  networks: credential.networks ?? null,
  note: credential.note ?? null,
  validFrom: credential.validFrom,
  validTo: credential.validTo,
  revokedAt: credential.revokedAt,
  issuedBy: credential.issuedBy ?? null,
  replaces: credential.replaces ?? null,
  replacedBy: credential.replacedBy ?? null,
});

/** With `expiring` only those that end within so many days with no other key to follow; null for all. */
export async function listKeys(
  listCredentials: ListCredentials,
  { expiring, after }: { readonly expiring: number | null; readonly after: string | null },
  now: number,
): Promise<KeyList> {
  const all = await listCredentials();
  // Of a key that ends with a client to follow nobody is cut off.
  const asked = pageBehind((expiring === null ? all : expiringKeys(all, now, expiring)).filter(isKey), after);
  const keys = asked.slice(0, PAGE).map((credential) => shownKey(credential, now));
  return { keys, next: asked.length > PAGE ? (keys.at(-1)?.keyId ?? null) : null };
}

export async function readKey(
  readKeyVersions: ReadKeyVersions,
  id: string,
  now: number,
): Promise<Result<KeyLife>> {
  const versions = await readKeyVersions(id);
  const newest = versions.at(-1);
  if (newest === undefined || !isKey(newest.credential)) return fail(problem('key-not-found', { id }));
  const changes = versions.flatMap(({ change, credential }): Change[] =>
    change === null ? [] : [{ ...change, body: shownKey(credential, Date.parse(change.at)) }],
  );
  return ok({ key: shownKey(newest.credential, now), version: versionOfKey(versions), changes });
}
