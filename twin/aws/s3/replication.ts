/**
 * S3 replication as a hub meets it: only what is put after the rule is there, some time after the put and in no order, by a role
 * whose rights on both sides are asked for each object. What they do not reach is FAILED and never tried again. Deletions stay here.
 */
import type { S3Store } from '../../../node_modules/fauxqs/dist/s3/s3Store.js';
import type { Authorization } from '../iam/authorization.ts';
import type { Access } from '../iam/policy-evaluation.ts';
import type { ReplicationStatus, ReplicationStatuses } from './replication-status.ts';

export type ReplicationRule = {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly prefix: string;
  /** Of the role, as a principal of the endpoint. */
  readonly accessKeyId: string;
  /** All that the role needs to copy one object, its keys included. */
  readonly accesses: (key: string) => readonly Access[];
};

export type ReplicationOutcome = {
  readonly rule: ReplicationRule;
  readonly key: string;
  readonly status: 'COMPLETED' | 'FAILED';
  /** What was not allowed; null where nothing was. */
  readonly refused: Access | null;
  /** Since the object was put, or since this twin opened its stores. */
  readonly milliseconds: number;
};

export type ReplicationOptions = {
  readonly rules: readonly ReplicationRule[];
  /** How long the next object takes. */
  readonly seconds: () => number;
  readonly onOutcome: (outcome: ReplicationOutcome) => void;
};

/** The store that has a bucket, with what became of its objects. */
export type Held = { readonly store: S3Store; readonly statuses: ReplicationStatuses };

export type Replication = {
  /** Before an object is put, so that a twin that is killed behind it knows that it is to be copied. */
  readonly expect: (bucket: string, key: string) => void;
  readonly statusOf: (bucket: string, key: string) => ReplicationStatus | undefined;
  readonly stop: () => void;
};

export function startReplication(
  { rules, seconds, onOutcome }: ReplicationOptions,
  authorization: Authorization,
  holding: (bucket: string) => Held | undefined,
): Replication {
  const timers = new Set<NodeJS.Timeout>();
  const ruleOf = (bucket: string, key: string): ReplicationRule | undefined =>
    rules.find(({ source, prefix }) => source === bucket && key.startsWith(prefix));

  const copy = (rule: ReplicationRule, key: string, since: number): void => {
    const [from, to] = [holding(rule.source), holding(rule.target)];
    const caller = authorization.caller(rule.accessKeyId);
    if (from === undefined || to === undefined || caller === undefined)
      throw new Error(`the replication rule ${rule.id} has no role, or a bucket that is not there`);
    const object = find(from.store, rule.source, key);
    // Its put failed, or it was deleted before its turn came.
    if (object === undefined) return;
    const refused = rule.accesses(key).find((access) => !authorization.allows(caller, access)) ?? null;
    const status = refused === null ? 'COMPLETED' : 'FAILED';
    if (refused === null) {
      const { body, contentType, metadata, contentLanguage, contentDisposition, cacheControl } = object;
      const system = {
        ...(contentLanguage === undefined ? {} : { contentLanguage }),
        ...(contentDisposition === undefined ? {} : { contentDisposition }),
        ...(cacheControl === undefined ? {} : { cacheControl }),
        ...(object.contentEncoding === undefined ? {} : { contentEncoding: object.contentEncoding }),
      };
      to.store.putObject(rule.target, key, body, contentType, metadata, system);
      to.statuses.set(rule.target, key, 'REPLICA');
    }
    from.statuses.set(rule.source, key, status);
    onOutcome({ rule, key, status, refused, milliseconds: performance.now() - since });
  };

  const later = (rule: ReplicationRule, key: string): void => {
    const since = performance.now();
    const timer = setTimeout(() => {
      timers.delete(timer);
      copy(rule, key, since);
    }, seconds() * 1000);
    timers.add(timer.unref());
  };

  for (const source of new Set(rules.map((rule) => rule.source)))
    for (const { bucket, key } of holding(source)?.statuses.pending() ?? []) {
      const rule = bucket === source ? ruleOf(bucket, key) : undefined;
      if (rule !== undefined) later(rule, key);
    }
  return {
    expect: (bucket, key) => {
      const rule = ruleOf(bucket, key);
      if (rule === undefined) return;
      holding(bucket)?.statuses.set(bucket, key, 'PENDING');
      later(rule, key);
    },
    statusOf: (bucket, key) => holding(bucket)?.statuses.get(bucket, key),
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function find(store: S3Store, bucket: string, key: string) {
  try {
    return store.getObject(bucket, key);
  } catch {
    return undefined;
  }
}
