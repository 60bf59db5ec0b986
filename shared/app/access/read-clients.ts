/** Clients of the issuer of tokens, as operators see them. */
import type { Change } from '../../contract/access/change.ts';
import type { ClientLife, ClientList, RegisteredClient } from '../../contract/access/clients.ts';
import type { Credential } from '../../contract/registry.ts';
import { agenciesOf } from '../../domain/access/agencies-of.ts';
import { keyState } from '../../domain/access/issue-key.ts';
import { expiringKeys } from '../../domain/access/key-expiry.ts';
import { isClient } from '../../domain/access/kind-of-credential.ts';
import { problem } from '../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import type { ReadKeyVersions } from '../ports/keys.ts';
import type { ListCredentials } from '../ports/registry.ts';
import { versionOfKey } from './key-records.ts';
import { PAGE, pageBehind } from './read-keys.ts';

/** Throws for a key, which is no client. `now` in milliseconds. */
export function shownClient(credential: Credential, now: number): RegisteredClient {
  if (!isClient(credential)) throw new Error(`credential ${credential.keyId} is no client`);
  const { keyId: id, clientId, systems, scopes, networks, note, issuedBy } = credential;
  return {
    id,
    clientId,
    state: keyState(credential, now),
    agencies: [...agenciesOf(credential)],
    systems,
    scopes,
    networks: networks ?? null,
    note: note ?? null,
    validFrom: credential.validFrom,
    validTo: credential.validTo,
    revokedAt: credential.revokedAt,
    registeredBy: issuedBy ?? null,
  };
}

/** With `expiring` only those that end within so many days with nothing else to follow; null for all. */
export async function listClients(
  listCredentials: ListCredentials,
  { expiring, after }: { readonly expiring: number | null; readonly after: string | null },
  now: number,
): Promise<ClientList> {
  const all = await listCredentials();
  const asked = pageBehind(
    (expiring === null ? all : expiringKeys(all, now, expiring)).filter(isClient),
    after,
  );
  const clients = asked.slice(0, PAGE).map((one) => shownClient(one, now));
  return { clients, next: asked.length > PAGE ? (clients.at(-1)?.id ?? null) : null };
}

export async function readClient(
  readKeyVersions: ReadKeyVersions,
  id: string,
  now: number,
): Promise<Result<ClientLife>> {
  const versions = await readKeyVersions(id);
  const newest = versions.at(-1);
  if (newest === undefined || !isClient(newest.credential)) return fail(problem('client-not-found', { id }));
  const changes = versions.flatMap(({ change, credential }): Change[] =>
    change === null ? [] : [{ ...change, body: shownClient(credential, Date.parse(change.at)) }],
  );
  return ok({ client: shownClient(newest.credential, now), version: versionOfKey(versions), changes });
}
