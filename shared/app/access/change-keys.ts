/** Issuing, rotating and revoking keys (R10), each a change by an operator. A revocation takes effect within a minute (DESIGN §9). */
import type { Change } from '../../contract/access/change.ts';
import type { KeyOrder, RotationOrder } from '../../contract/access/keys.ts';
import type { Credential } from '../../contract/registry.ts';
import { agenciesOf } from '../../domain/access/agencies-of.ts';
import { isSameKey, type Rotation, rotate } from '../../domain/access/key-line.ts';
import { isKey } from '../../domain/access/kind-of-credential.ts';
import { recordDigest } from '../../domain/access/record-digest.ts';
import { NOTHING, versionText } from '../../domain/access/task-version.ts';
import { type FindingValue, type Problem, problem } from '../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import { DAY } from '../../domain/values/duration.ts';
import { type AskedGrants, type GrantPorts, judgeGrants } from './judge-grants.ts';
import { type KeyRecordPorts, keyName, keyRecord } from './key-records.ts';
import { type ChangeOrder, makeChange } from './make-change.ts';
import type { LeasePorts } from './task-lease.ts';

export type KeyPorts = LeasePorts & GrantPorts & KeyRecordPorts;

export const invalid = (findings: readonly FindingValue[]): Problem =>
  problem('invalid-change', { count: findings.length }, findings);

export async function issueKey(
  ports: KeyPorts,
  order: ChangeOrder,
  { keyId, secretHash, days, ...asked }: KeyOrder,
): Promise<Result<Change>> {
  const { now, operator } = order;
  const end = now + days * DAY;
  const grants = await judgeGrants(ports, asked, { from: now, to: end });
  if (!grants.ok) return fail(invalid(grants.problem));
  const after: Credential = {
    keyId,
    secretHash,
    ...grants.value,
    issuedBy: operator,
    validFrom: new Date(now).toISOString(),
    validTo: new Date(end).toISOString(),
    revokedAt: null,
  };
  return makeChange(ports, keyRecord(ports, keyId), order, () =>
    ok({ record: keyName(keyId), action: 'issue', before: null, after }),
  );
}

/**
 * Two records change: the next key is put first, then the old one with its end and the change. Should it die in between, the same
 * request finds the next key there, and goes on.
 */
export async function rotateKey(
  ports: KeyPorts,
  order: ChangeOrder,
  id: string,
  asked: RotationOrder,
): Promise<Result<Change>> {
  const { now, operator } = order;
  const newest = async (keyId: string | undefined): Promise<Credential | null> =>
    keyId === undefined ? null : ((await ports.readKeyVersions(keyId)).at(-1)?.credential ?? null);
  const held = await newest(id);
  if (held === null || !isKey(held)) return fail(problem('key-not-found', { id }));
  const grants = await judgeGrants(ports, askedAgain(held), { from: now, to: now + asked.days * DAY });
  if (!grants.ok) return fail(invalid(grants.problem));
  const neighbours = {
    before: await newest(held.replaces),
    behind: await newest(held.replacedBy),
    taken: await newest(asked.keyId),
  };
  let rotation: Rotation | null = null;
  const putNext = async (change: Change): Promise<boolean> => {
    if (rotation === null) return false;
    const { next } = rotation;
    const put = await ports.putKeyVersion(1, next, issueOf(change, next));
    if (put === 'written') return true;
    const there = await newest(next.keyId);
    return there !== null && isSameKey(there, next);
  };
  return makeChange(ports, keyRecord(ports, id, putNext), order, (old) => {
    if (old === null) return fail(problem('key-not-found', { id }));
    const rotated = rotate(old, neighbours, asked, operator, now);
    if (!rotated.ok) return rotated;
    rotation = rotated.value;
    return ok({ record: keyName(id), action: 'rotate', before: old, after: rotated.value.old });
  });
}

/** In the life of the next key: it was issued by the same call. */
const issueOf = (change: Change, next: Credential): Change => ({
  ...change,
  record: keyName(next.keyId),
  action: 'issue',
  version: versionText({ record: 0, version: 1 }),
  on: versionText(NOTHING),
  before: null,
  after: recordDigest(next),
  body: next,
});

/** What a key was issued for, to be judged by the registry of today. */
const askedAgain = (held: Credential): AskedGrants => ({
  agencies: agenciesOf(held),
  systems: held.systems,
  scopes: held.scopes,
  networks: held.networks ?? null,
  note: held.note ?? null,
});

/** One that has expired too: then nobody has to ask whether it had by then. */
export const revokeKey = (ports: KeyPorts, order: ChangeOrder, id: string): Promise<Result<Change>> => {
  return makeChange(ports, keyRecord(ports, id), order, (before) => {
    if (before === null || !isKey(before)) return fail(problem('key-not-found', { id }));
    if (before.revokedAt !== null) return fail(problem('key-ended', { keyId: id, at: before.revokedAt }));
    const after = { ...before, revokedAt: new Date(order.now).toISOString() };
    return ok({ record: keyName(id), action: 'revoke', before, after });
  });
};
