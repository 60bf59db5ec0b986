/** Whose quotas a call uses, with the limits that they have now. */
import type { Quotas } from '../../contract/access/quotas.ts';
import type { Credential } from '../../contract/registry.ts';
import { agenciesOf } from '../../domain/access/agencies-of.ts';
import type { CallLimits } from '../../domain/access/quota-lease.ts';
import { limitsOfKey, type QuotaSubject } from '../../domain/access/quota-limits.ts';
import type { FindAgency } from '../ports/registry.ts';
import { type InForcePorts, limitsInForce, quotasInForce } from './quotas-in-force.ts';

export type SubjectPorts = InForcePorts & { readonly findAgency: FindAgency };

export type QuotaUser =
  | { readonly of: 'key'; readonly credential: Credential }
  | { readonly of: 'agency'; readonly code: string };

export type Subject = QuotaSubject & { readonly name: string; readonly limits: CallLimits };

/** Bounds the memory of a container: more subjects than there are. Beyond it all are begun anew. */
export const MOST_SUBJECTS = 30_000;

/** `now` in milliseconds. */
export function quotaSubjects(ports: SubjectPorts) {
  const inForce = quotasInForce(ports);
  let quotas: Quotas | null = null;
  const subjects = new Map<string, Promise<Subject>>();

  const made = async (user: QuotaUser, name: string, quotas: Quotas): Promise<Subject> => {
    const ofAgency = (code: string) => limitsInForce(ports.findAgency, quotas, code);
    if (user.of === 'agency') return { of: 'agency', id: user.code, name, limits: await ofAgency(user.code) };
    const { keyId } = user.credential;
    const agencies = await Promise.all(agenciesOf(user.credential).map(ofAgency));
    return { of: 'key', id: keyId, name, limits: limitsOfKey(quotas, keyId, agencies) };
  };

  return async (user: QuotaUser, now: number): Promise<Subject> => {
    const newest = await inForce(now);
    if (newest !== quotas) subjects.clear();
    quotas = newest;
    const name = user.of === 'key' ? `key:${user.credential.keyId}` : `agency:${user.code}`;
    const known = subjects.get(name);
    if (known !== undefined) return known;
    if (subjects.size >= MOST_SUBJECTS) subjects.clear();
    const subject = made(user, name, newest);
    subjects.set(name, subject);
    subject.catch(() => subjects.delete(name));
    return subject;
  };
}
