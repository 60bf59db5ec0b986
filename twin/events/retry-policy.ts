/** How Lambda goes on with an event that a function did not take: `AWS::Lambda::EventInvokeConfig`, or Lambda's own rules. */
import type { World } from '../template/world.ts';

export type RetryPolicy = {
  readonly retries: number;
  /** Milliseconds after which an event that still waits is dropped. */
  readonly longestWait: number;
};

const MINUTE = 60_000;

/** What Lambda does unless it is told otherwise. */
export const LAMBDAS_OWN: RetryPolicy = { retries: 2, longestWait: 6 * 60 * MINUTE };

/** By the name of the function. Throws for a destination, which the twin does not have. */
export function retryPolicies(world: World): ReadonlyMap<string, RetryPolicy> {
  return new Map(
    world.ofType('AWS::Lambda::EventInvokeConfig').map((one) => {
      if (one.property('DestinationConfig') !== undefined)
        throw new Error(
          `AWS::Lambda::EventInvokeConfig ${one.label}: the twin has no destinations for events`,
        );
      const seconds = one.property('MaximumEventAgeInSeconds');
      const policy = {
        retries: Number(one.property('MaximumRetryAttempts') ?? LAMBDAS_OWN.retries),
        longestWait: seconds === undefined ? LAMBDAS_OWN.longestWait : Number(seconds) * 1000,
      };
      return [String(one.property('FunctionName')).split(':').at(-1) ?? '', policy];
    }),
  );
}

/** `age` of the event in milliseconds; how often it failed and how often there was no room for it, this time included. */
export type Tried = { readonly age: number; readonly failures: number; readonly throttles: number };

/**
 * Milliseconds until an event is tried again; null when it is dropped. By Lambda's developer guide ("How Lambda handles errors
 * and retries with asynchronous invocation"): one minute after the first failure and two after the second; where there is no
 * room, from a second to five minutes, each time twice as long.
 */
export function waitFor(outcome: 'failed' | 'throttled', policy: RetryPolicy, tried: Tried): number | null {
  if (outcome === 'failed' && tried.failures > policy.retries) return null;
  const wait =
    outcome === 'failed' ? tried.failures * MINUTE : Math.min(1000 * 2 ** (tried.throttles - 1), 5 * MINUTE);
  return tried.age + wait > policy.longestWait ? null : wait;
}
