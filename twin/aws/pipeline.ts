import { setTimeout as wait } from 'node:timers/promises';
import type { CountsBook, Usage } from './counts.ts';
import type { Faults } from './faults.ts';
import type { Authorization, AuthorizedCaller, Denial } from './iam/authorization.ts';
import type { Access } from './iam/policy-evaluation.ts';
import type { Service, WireAnswer, WireRequest } from './wire.ts';
import { accessDenied, throttled, unavailable } from './wire-errors.ts';

type Carried = { answer: WireAnswer; usages: readonly Usage[] };

/** A call, understood but not yet allowed or carried out. `resource` is the name under which it is counted. */
type AwsCall = {
  operation: string;
  resource: string;
  accesses: readonly Access[];
  carryOut(): Promise<Carried>;
};

/** One service: understands a request, or answers at once what it cannot understand. */
export type ServiceHandler = (
  request: WireRequest,
  caller: AuthorizedCaller,
) => Promise<AwsCall | WireAnswer>;

/** A call that was not carried out because a rule said so, or because nothing can be written. */
export type InjectedFailure = {
  readonly kind: 'throttle' | 'unavailable';
  readonly service: Service;
  readonly operation: string;
  readonly resource: string;
};

export type Pipeline = {
  authorization: Authorization;
  counts: CountsBook;
  faults: Faults;
  /** Whether the stores cannot carry out such an operation now. */
  refuses: (operation: string) => boolean;
  onDenied: (denial: Denial) => void;
  onInjected: (failure: InjectedFailure) => void;
};

const failed = (answer: WireAnswer): boolean => typeof answer === 'string' || answer.status >= 400;

/** Understand, authorize, inject faults, carry out, count: in this order, as AWS refuses before it throttles. */
export async function serve(
  pipeline: Pipeline,
  service: Service,
  handler: ServiceHandler,
  request: WireRequest,
  caller: AuthorizedCaller,
): Promise<WireAnswer> {
  const call = await handler(request, caller);
  if (typeof call === 'string' || 'status' in call) return call;
  const { operation, resource } = call;
  const principal = caller.principal.sessionName;
  const counted = { principal, service, operation, resource };

  const denial = pipeline.authorization.refusal(caller, service, operation, call.accesses);
  if (denial !== undefined) {
    pipeline.counts.record(counted, 'refused', []);
    pipeline.onDenied(denial);
    return accessDenied(service, denial.action, denial.message);
  }

  if (pipeline.refuses(operation)) {
    pipeline.counts.record(counted, 'failed', []);
    pipeline.onInjected({ kind: 'unavailable', service, operation, resource });
    return unavailable(service);
  }

  const hits = pipeline.faults.hitting(service, operation, principal, resource);
  let loseAnswer: 'cut' | 'error' | undefined;
  let times = 1;
  for (const hit of hits) {
    if (hit.kind === 'delay') await wait(hit.milliseconds);
    if (hit.kind === 'duplicate') times += 1;
    if (hit.kind === 'lost-answer') loseAnswer = hit.answer ?? 'cut';
    if (hit.kind === 'silence') {
      // A request that never comes is in no metric of the service.
      pipeline.counts.record(counted, 'failed', []);
      return 'silence';
    }
    if (hit.kind === 'throttle' || hit.kind === 'unavailable') {
      pipeline.counts.record(counted, 'failed', []);
      pipeline.onInjected({ kind: hit.kind, service, operation, resource });
      return hit.kind === 'throttle' ? throttled(service) : unavailable(service);
    }
  }

  const { answer, usages } = await call.carryOut();
  pipeline.counts.record(counted, failed(answer) ? 'failed' : 'done', usages);
  for (; times > 1; times -= 1) {
    const again = await call.carryOut();
    pipeline.counts.record(counted, failed(again.answer) ? 'failed' : 'done', again.usages);
  }
  if (loseAnswer === 'cut') return 'destroy';
  return loseAnswer === 'error' ? unavailable(service) : answer;
}
