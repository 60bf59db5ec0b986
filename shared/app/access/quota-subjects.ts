/** Whose quotas a call uses, with the limits that they have now. */
import type { QuotaLimits, Quotas } from '../../contract/access/quotas.ts';
import type { Credential } from '../../contract/registry.ts';
import { agenciesOf } from '../../domain/access/agencies-of.ts';
import {
  firstQuotas,
  levelOf,
  limitsOfAgency,
  limitsOfKey,
  type QuotaSubject,
} from '../../domain/access/quota-limits.ts';
import { MINUTE } from '../../domain/values/duration.ts';
import type { ReadQuotas, SayQuotaNews } from '../ports/quotas.ts';
import type { FindAgency } from '../ports/registry.ts';

export type SubjectPorts = {
  readonly findAgency: FindAgency;
  readonly readQuotas: ReadQuotas;
  readonly say: SayQuotaNews;
};

export type QuotaUser =
  | { readonly of: 'key'; readonly credential: Credential }
  | { readonly of: 'agency'; readonly code: string };

export type Subject = QuotaSubject & { readonly name: string; readonly limits: QuotaLimits };

/** Bounds the memory of a container: more subjects than there are. Beyond it all are begun anew. */
export const MOST_SUBJECTS = 30_000;

/** Limits are read again so often, whoever calls; after a read that failed, so soon. */
const STAND_MS = 5 * MINUTE;
const AGAIN_MS = 5_000;

/** Without an answer those limits go on that were read before, or those that the hub comes with. `now` in milliseconds. */
export function quotaSubjects({ readQuotas, findAgency, say }: SubjectPorts) {
  let quotas: Quotas = firstQuotas;
  let readNext = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;
  const subjects = new Map<string, Promise<Subject>>();

  const read = async (now: number): Promise<void> => {
    try {
      quotas = (await readQuotas()) ?? firstQuotas;
      readNext = now + STAND_MS;
    } catch (error) {
      readNext = now + AGAIN_MS;
      say({ kind: 'limits-unread', error });
    }
    subjects.clear();
    reading = null;
  };
  const ofAgency = async (code: string): Promise<QuotaLimits> =>
    limitsOfAgency(quotas, code, levelOf(code, (await findAgency(code))?.value ?? null));
  const made = async (user: QuotaUser, name: string): Promise<Subject> => {
    if (user.of === 'agency') return { of: 'agency', id: user.code, name, limits: await ofAgency(user.code) };
    const { keyId } = user.credential;
    const agencies = await Promise.all(agenciesOf(user.credential).map(ofAgency));
    return { of: 'key', id: keyId, name, limits: limitsOfKey(quotas, keyId, agencies) };
  };

  return async (user: QuotaUser, now: number): Promise<Subject> => {
    if (now >= readNext) {
      reading ??= read(now);
      await reading;
    }
    const name = user.of === 'key' ? `key:${user.credential.keyId}` : `agency:${user.code}`;
    const known = subjects.get(name);
    if (known !== undefined) return known;
    if (subjects.size >= MOST_SUBJECTS) subjects.clear();
    const subject = made(user, name);
    subjects.set(name, subject);
    subject.catch(() => subjects.delete(name));
    return subject;
  };
}
