/** What was read of an account, and what could not be. */
import type { Localized } from '../../../contract/text.ts';
import type { Result } from '../../problems/result.ts';
import type { NamedType, Place } from './plan.ts';

/** Why something is not known. `action` is the right of IAM that the call needs. */
export type Unread =
  | { readonly kind: 'refused'; readonly action: string }
  | { readonly kind: 'silent'; readonly action: string }
  /** Nothing can be asked of AWS at all. */
  | { readonly kind: 'no region' }
  | { readonly kind: 'no credentials'; readonly message: string }
  | { readonly kind: 'failed'; readonly action: string; readonly message: string };

export type Reading<T> = Result<T, Unread>;

export type Concurrency = {
  /** Runs at once of all functions of the account in the region. */
  readonly limit: number;
  /** What of it no function has for itself. */
  readonly unreserved: number;
};

export type Throttle = { readonly rate: number; readonly burst: number };

export type StackState = {
  /** As CloudFormation says it, such as `ROLLBACK_COMPLETE`. */
  readonly status: string;
  readonly isProtected: boolean;
  readonly outputs: Readonly<Record<string, string>>;
  /** Physical ids of what belongs to it now. */
  readonly resources: readonly string[];
};

export type CertificateState = {
  readonly status: string;
  /** The names that it is good for; the first part of one may be `*`. */
  readonly names: readonly string[];
  /** Milliseconds since 1970; null where it was not issued. */
  readonly ends: number | null;
};

export type ZoneState = { readonly name: string; readonly isPrivate: boolean };

/** A name that is taken, and what is known of who has it, such as `about 12 items`. */
export type Taken = { readonly name: string; readonly note: Localized | null };

/** Null where what was asked for is not there. */
export type Readings = {
  readonly place: Reading<Place>;
  readonly bootstrapVersion: Reading<number | null>;
  readonly concurrency: Reading<Concurrency>;
  /** What functions of this stage have set aside already. */
  readonly ownReserved: Reading<number>;
  /** The highest value that was asked for and is not decided yet. */
  readonly concurrencyAskedFor: Reading<number | null>;
  readonly throttle: Reading<Throttle>;
  readonly throttleAskedFor: Reading<number | null>;
  /** By name, of those that are there. */
  readonly stacks: Reading<ReadonlyMap<string, StackState>>;
  /** Types that CloudFormation has in the region. */
  readonly types: Reading<ReadonlySet<string>>;
  readonly taken: ReadonlyMap<NamedType, Reading<readonly Taken[]>>;
  /** Null where the deployment has no domain. */
  readonly domain: {
    readonly certificate: Reading<CertificateState | null>;
    /** Null where the operator makes the record. */
    readonly zone: Reading<ZoneState | null> | null;
    /** Types of the records that the zone has under the domain's name. */
    readonly records: Reading<readonly string[]> | null;
    /** Whether some API of the account and region has the domain. */
    readonly isTaken: Reading<boolean>;
  } | null;
};
