/** Quotas as use cases ask for them: what is allowed, and what all containers have counted. */
import type { Change } from '../../contract/access/change.ts';
import type { Quotas } from '../../contract/access/quotas.ts';
import type { HourCount, Told } from '../../domain/access/quota-lease.ts';
import type { QuotaSubject } from '../../domain/access/quota-limits.ts';

/** As operators have set them last; null where nobody ever has. */
export type ReadQuotas = () => Promise<Quotas | null>;

/**
 * Tells what this container has let in, by hour of the day, the hour that is asked for first. The answer is what all have told of that hour
 * and of the day. Of a `counter` of the container counts only grow. One conditional write; the same again, or one that was overtaken by a later, changes nothing. Throws where it is not known.
 */
export type CountCalls = (
  subject: QuotaSubject,
  day: string,
  counts: readonly [HourCount, ...HourCount[]],
  counter: number,
) => Promise<Told>;

/** What operators hear of: a limit that is used up, once for each container and window; what could not be told or read. */
export type QuotaNews =
  | { readonly kind: 'used-up'; readonly subject: QuotaSubject; readonly limit: number }
  | { readonly kind: 'not-counted'; readonly subject: QuotaSubject; readonly error: unknown }
  | { readonly kind: 'limits-unread'; readonly error: unknown };

export type SayQuotaNews = (news: QuotaNews) => void;

/** One version of the quotas; `change` is null where no operator signed for it. */
export type QuotasVersion = {
  readonly version: number;
  readonly quotas: Quotas;
  readonly change: Change | null;
};

/** Whether a key or client of that id was ever registered. Consistent. */
export type HasCredential = (id: string) => Promise<boolean>;

/** Every version, newest first. Consistent. */
export type ListQuotas = () => AsyncIterable<QuotasVersion>;

/** Writes a version with the change that made it, where there is none of that number yet. */
export type PutQuotas = (
  version: number,
  quotas: Quotas,
  change: Change,
) => Promise<'written' | 'lost the race'>;
