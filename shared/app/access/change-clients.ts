/**
 * Registering, changing and ending clients of the issuer of tokens (R10), each a change by an operator. All of it takes effect within a
 * minute, also for tokens that were issued before (DESIGN §9).
 */
import type { Change } from '../../contract/access/change.ts';
import type { ClientChange, ClientOrder } from '../../contract/access/clients.ts';
import type { Credential } from '../../contract/registry.ts';
import { clientCredentialId } from '../../domain/access/client-credential-id.ts';
import { isClient } from '../../domain/access/kind-of-credential.ts';
import { problem } from '../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import { DAY } from '../../domain/values/duration.ts';
import { invalid, type KeyPorts } from './change-keys.ts';
import { type Grants, judgeGrants } from './judge-grants.ts';
import { keyRecord } from './key-records.ts';
import { type ChangeOrder, makeChange } from './make-change.ts';

/** As changes and audit lines name it. */
export const clientName = (id: string): string => `client~${id}`;

type Granted = { readonly grants: Grants; readonly validTo: string };

async function granted(
  ports: KeyPorts,
  { days, ...asked }: ClientChange,
  now: number,
): Promise<Result<Granted>> {
  const to = now + days * DAY;
  const grants = await judgeGrants(ports, asked, { from: now, to });
  return grants.ok
    ? ok({ grants: grants.value, validTo: new Date(to).toISOString() })
    : fail(invalid(grants.problem));
}

export async function registerClient(
  ports: KeyPorts,
  order: ChangeOrder,
  { clientId, ...asked }: ClientOrder,
): Promise<Result<Change>> {
  const may = await granted(ports, asked, order.now);
  if (!may.ok) return may;
  const id = clientCredentialId(clientId);
  const there = (await ports.readKeyVersions(id)).at(-1)?.credential ?? null;
  if (there !== null && there.clientId !== clientId)
    return fail(problem('client-id-taken', { clientId, id }));
  const after: Credential = {
    keyId: id,
    clientId,
    ...may.value.grants,
    issuedBy: order.operator,
    validFrom: new Date(order.now).toISOString(),
    validTo: may.value.validTo,
    revokedAt: null,
  };
  return makeChange(ports, keyRecord(ports, id), order, () =>
    ok({ record: clientName(id), action: 'register', before: null, after }),
  );
}

/** All that it may do is said anew; a client that has expired is taken again. One that was revoked stays so: tokens of then may live. */
export async function changeClient(
  ports: KeyPorts,
  order: ChangeOrder,
  id: string,
  asked: ClientChange,
): Promise<Result<Change>> {
  const may = await granted(ports, asked, order.now);
  if (!may.ok) return may;
  return makeChange(ports, keyRecord(ports, id), order, (before) => {
    const live = liveClient(before, id);
    if (!live.ok) return live;
    const { keyId, clientId, issuedBy, validFrom, revokedAt } = live.value;
    const after: Credential = {
      keyId,
      clientId,
      ...may.value.grants,
      ...(issuedBy !== undefined && { issuedBy }),
      validFrom,
      validTo: may.value.validTo,
      revokedAt,
    };
    return ok({ record: clientName(id), action: 'change', before, after });
  });
}

export const revokeClient = (ports: KeyPorts, order: ChangeOrder, id: string): Promise<Result<Change>> =>
  makeChange(ports, keyRecord(ports, id), order, (before) => {
    const live = liveClient(before, id);
    if (!live.ok) return live;
    const after = { ...live.value, revokedAt: new Date(order.now).toISOString() };
    return ok({ record: clientName(id), action: 'revoke', before, after });
  });

function liveClient(held: Credential | null, id: string): Result<Credential & { readonly clientId: string }> {
  if (held === null || !isClient(held)) return fail(problem('client-not-found', { id }));
  const { clientId, revokedAt: at } = held;
  return at === null ? ok(held) : fail(problem('client-ended', { clientId, at }));
}
