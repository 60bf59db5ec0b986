/** Whether Lambda and API Gateway let the hub do what its templates say. */
import type { DeploymentPlan } from './plan.ts';
import type { Readings } from './readings.ts';
import { command, type Row, ready, rowOf } from './row.ts';

/**
 * The quota that AWS gives to accounts in use (Lambda's developer guide, "Lambda quotas"). New accounts have less, often 10, of which
 * consumer, sweep, watch and prober take six.
 */
const ORDINARY_CONCURRENCY = 1000;

/** "You can reserve … as long as you leave at least 100 simultaneous executions unreserved" (Lambda API, PutFunctionConcurrency). */
const KEPT_UNRESERVED = 100;

/** API Gateway's quota where it is not the smaller one of some regions, 2,500 (developer guide, "API Gateway quotas"). */
const ORDINARY_RATE = 10_000;

export const quotas = {
  concurrency: { service: 'lambda', code: 'L-B99A9384' },
  rate: { service: 'apigateway', code: 'L-8A5B8E43' },
} as const;

const ask = ({ service, code }: { readonly service: string; readonly code: string }, value: number) =>
  command(
    `aws service-quotas request-service-quota-increase --service-code ${service} --quota-code ${code} --desired-value ${value}`,
  );

/** Asks for a quota, unless that was done: then says so. */
const asking = (
  askedFor: Readings['throttleAskedFor'],
  quota: { readonly service: string; readonly code: string },
  value: number,
): string[] =>
  askedFor.ok && askedFor.value !== null && askedFor.value >= value
    ? [`${askedFor.value} were asked for already, and AWS has not decided yet: wait.`]
    : [ask(quota, value)];

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((all, one) => all + one, 0);

export const concurrencyRows = (
  { concurrency, concurrencyAskedFor, ownReserved }: Readings,
  plan: DeploymentPlan,
): Row[] => {
  const limit = 'Lambda: functions at once';
  const needed = `${ORDINARY_CONCURRENCY}, for all of the account`;
  const names = Object.keys(plan.reservable).join(', ');
  const reserved = `Lambda: reserved for ${names}`;
  const setAside = `${sum(plan.reserved)}, and ${KEPT_UNRESERVED} for all others`;
  return [
    ...rowOf(limit, needed, concurrency, (found) =>
      found.limit >= ORDINARY_CONCURRENCY
        ? ready(limit, String(found.limit), needed)
        : {
            what: limit,
            found: String(found.limit),
            needed,
            verdict: 'missing',
            todo: asking(concurrencyAskedFor, quotas.concurrency, ORDINARY_CONCURRENCY),
          },
    ),
    ...rowOf(reserved, setAside, concurrency, ({ unreserved }) =>
      rowOf(reserved, setAside, ownReserved, (own) => reserveRow(reserved, unreserved + own, plan)),
    ),
  ];
};

/** `free`: what would be unreserved without this stage. */
function reserveRow(what: string, free: number, { reserved, reservable }: DeploymentPlan): Row {
  const wanted = sum(reserved);
  const could = free - sum(reservable) >= KEPT_UNRESERVED;
  const found = `${free} may be shared out`;
  if (wanted > 0) {
    const needed = `${wanted}, and ${KEPT_UNRESERVED} that AWS keeps for all others`;
    if (free - wanted >= KEPT_UNRESERVED) return ready(what, found, needed);
    const todo = [
      'Deploy with -c reserveConcurrency=false until Lambda has more: AWS refuses the functions otherwise.',
    ];
    return { what, found, needed, verdict: 'missing', todo };
  }
  if (!could) return ready(what, found, `nothing: reserveConcurrency is false, and must be here`);
  return {
    what,
    found,
    needed: 'nothing: reserveConcurrency is false',
    verdict: 'advice',
    todo: ['Deploy with -c reserveConcurrency=true: a rush of senders then takes no room from the two.'],
  };
}

export const throttleRows = ({ throttle, throttleAskedFor }: Readings, plan: DeploymentPlan): Row[] => {
  const what = 'API Gateway: requests a second, and at once';
  const needed = `${plan.throttle.rate}, ${plan.throttle.burst}`;
  return rowOf(what, needed, throttle, ({ rate, burst }) => {
    const found = `${rate}, ${burst}`;
    if (rate >= plan.throttle.rate && burst >= plan.throttle.burst) return ready(what, found, needed);
    const todo = [
      'Some regions begin with 2500 and 1250. AWS sets the second by the first, and takes no request for it.',
      ...asking(throttleAskedFor, quotas.rate, Math.max(ORDINARY_RATE, plan.throttle.rate)),
    ];
    return { what, found, needed, verdict: 'missing', todo };
  });
};
