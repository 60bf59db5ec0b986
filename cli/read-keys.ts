/** What operators read of keys, over the admin routes. */

import type * as z from 'zod';
import {
  type IssuedKey,
  KeyLife,
  KeyList,
  type KeySubmission,
  KeySubmissions,
} from '../shared/contract/access/keys.ts';
import { readRecorded } from '../shared/contract/recorded.ts';
import { localized } from '../shared/domain/language/localized.ts';
import type { CallAdmin } from './call-admin.ts';
import { CommandFault } from './fault.ts';
import { refusal } from './refusal.ts';
import type { View } from './view.ts';

export async function read<T>(call: CallAdmin, path: string, schema: z.ZodType<T>, view: View): Promise<T> {
  const answer = await call({ method: 'GET', path });
  if (answer.status !== 200) throw refusal(answer, view);
  const value = readRecorded(schema, answer.body);
  if (value === null)
    throw new CommandFault(
      localized(
        `the hub's answer to ${path} is of another release than this dtm`,
        `câu trả lời của hệ thống cho ${path} thuộc phiên bản khác với dtm này`,
      ),
    );
  return value;
}

/** Throws where it was never issued. */
export const lifeOf = (call: CallAdmin, keyId: string, view: View): Promise<KeyLife> =>
  read(call, `/keys/${encodeURIComponent(keyId)}`, KeyLife, view);

/** All pages. With `expiring` only those that end so soon with no other to follow. */
export async function allKeys(call: CallAdmin, expiring: number | null, view: View): Promise<IssuedKey[]> {
  const keys: IssuedKey[] = [];
  for (let after: string | null = null; ; ) {
    const query = new URLSearchParams({
      ...(expiring !== null && { expiring: String(expiring) }),
      ...(after !== null && { after }),
    });
    const page: KeyList = await read(call, `/keys?${query}`, KeyList, view);
    keys.push(...page.keys);
    if (page.next === null) return keys;
    after = page.next;
  }
}

export type Recorded = {
  readonly submissions: readonly KeySubmission[];
  readonly unreadable: readonly string[];
  readonly journaledTo: string | null;
};

/** All pages of what a key recorded since an instant; what is in the journal twice is told once. */
export async function recordedBy(
  call: CallAdmin,
  { keyId, since }: { readonly keyId: string; readonly since: string },
  view: View,
): Promise<Recorded> {
  const submissions = new Map<string, KeySubmission>();
  const unreadable: string[] = [];
  let journaledTo: string | null = null;
  for (let after: string | null = null; ; ) {
    const query = new URLSearchParams({ since, ...(after !== null && { after }) });
    const page: KeySubmissions = await read(
      call,
      `/keys/${keyId}/submissions?${query}`,
      KeySubmissions,
      view,
    );
    for (const one of page.submissions) submissions.set(one.id, one);
    unreadable.push(...page.unreadable);
    journaledTo = page.journaledTo ?? journaledTo;
    if (page.next === null) return { submissions: [...submissions.values()], unreadable, journaledTo };
    after = page.next;
  }
}
