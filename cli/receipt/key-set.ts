/** A hub's published keys in a file or an answer, read as RFC 7517 §5 has it. */
import * as z from 'zod';
import { type KeySet, PublicKey } from '../../shared/contract/submissions/receipt.ts';
import { fail, ok, type Result } from '../../shared/domain/problems/result.ts';
import { CommandFault } from '../fault.ts';
import type { Named } from '../files.ts';
import { type ReceiptFault, receiptFault, receiptFaultText } from './faults.ts';

/** What else stands in a set is not looked at. */
const Outer = z.object({ issuer: PublicKey.shape.kid, keys: z.array(z.unknown()) });
/** What else stands in a key is not looked at. */
const Key = z.object(PublicKey.shape);
const Revoked = z.object({ kid: z.string(), revoked: z.unknown().refine((value) => value !== undefined) });

const issueText = (error: z.ZodError): string => {
  const [issue] = error.issues;
  return `${issue?.path.join('.') || 'the whole'}: ${issue?.message}`;
};

/**
 * Keys of a kind that is not the hub's are left out, and so are those that lack something; but what is said to be revoked in a
 * form that is not known is a reason to refuse. Of two keys with one id a revoked one stays.
 */
export function readKeySet({ name, content }: Named<string>): Result<KeySet, ReceiptFault> {
  const fault = (what: string) => fail(receiptFault('keys-unreadable', { file: name, what }));
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch {
    return fault('no JSON');
  }
  const outer = Outer.safeParse(json);
  if (!outer.success) return fault(issueText(outer.error));
  const { issuer, keys } = outer.data;
  const byId = new Map<string, PublicKey>();
  let unread: string | null = null;
  for (const [at, one] of keys.entries()) {
    const key = Key.safeParse(one);
    if (key.success) {
      if (byId.get(key.data.kid)?.revoked === undefined) byId.set(key.data.kid, key.data);
      continue;
    }
    unread ??= `keys.${at}.${issueText(key.error)}`;
    const revoked = Revoked.safeParse(one);
    if (revoked.success) return fault(`keys.${at}.${issueText(key.error)}; ${revoked.data.kid} is revoked`);
  }
  if (byId.size === 0 && unread !== null) return fault(unread);
  return ok({ issuer, keys: [...byId.values()] });
}

/** Throws where it is no key set. */
export function keysIn(file: Named<string>): KeySet {
  const keys = readKeySet(file);
  if (!keys.ok) throw new CommandFault(receiptFaultText(keys.problem).slice(2));
  return keys.value;
}
