/** A hub's published keys in a file or an answer, read as RFC 7517 §5 has it. */
import * as z from 'zod';
import { type KeySet, PublicKey } from '../../shared/contract/submissions/receipt.ts';
import type { Details } from '../../shared/domain/problems/problems.ts';
import { fail, ok, type Result } from '../../shared/domain/problems/result.ts';
import { CommandFault } from '../fault.ts';
import type { Named } from '../files.ts';
import { type ReceiptFault, receiptFaultText, wrongPart } from './faults.ts';
import type { WrongPart } from './wrong-parts.ts';

/** What else stands in a set is not looked at. */
const Outer = z.object({ issuer: PublicKey.shape.kid, keys: z.array(z.unknown()) });
/** What else stands in a key is not looked at. */
const Key = z.object(PublicKey.shape);
const Revoked = z.object({ kid: z.string(), revoked: z.unknown().refine((value) => value !== undefined) });

/** The path of the first member that is wrong; `{}` for the whole. */
const memberOf = (error: z.ZodError, ...at: readonly (string | number)[]): string =>
  [...at, ...(error.issues[0]?.path ?? [])].join('.') || '{}';

/**
 * Keys of a kind that is not the hub's are left out, and so are those that lack something; but what is said to be revoked in a
 * form that is not known is a reason to refuse. Of two keys with one id a revoked one stays.
 */
export function readKeySet({ name, content }: Named<string>): Result<KeySet, ReceiptFault> {
  const fault = (part: WrongPart, details: Details = {}) =>
    fail(wrongPart('keys-unreadable', part, { file: name, ...details }));
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch {
    return fault('no-json');
  }
  const outer = Outer.safeParse(json);
  if (!outer.success) return fault('member', { member: memberOf(outer.error) });
  const { issuer, keys } = outer.data;
  const byId = new Map<string, PublicKey>();
  let unread: string | null = null;
  for (const [at, one] of keys.entries()) {
    const key = Key.safeParse(one);
    if (key.success) {
      if (byId.get(key.data.kid)?.revoked === undefined) byId.set(key.data.kid, key.data);
      continue;
    }
    const member = memberOf(key.error, 'keys', at);
    unread ??= member;
    const revoked = Revoked.safeParse(one);
    if (revoked.success) return fault('revoked-member', { member, kid: revoked.data.kid });
  }
  if (byId.size === 0 && unread !== null) return fault('member', { member: unread });
  return ok({ issuer, keys: [...byId.values()] });
}

/** Throws where it is no key set. */
export function keysIn(file: Named<string>): KeySet {
  const keys = readKeySet(file);
  if (!keys.ok) throw new CommandFault(receiptFaultText(keys.problem).slice(2));
  return keys.value;
}
