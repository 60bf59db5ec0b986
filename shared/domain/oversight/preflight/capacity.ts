/** Whether Lambda and API Gateway let the hub do what its templates say. */
import { localized } from '../../language/localized.ts';
import type { DeploymentPlan } from './plan.ts';
import type { Readings } from './readings.ts';
import { command, type Row, ready, rowOf, type Words } from './row.ts';

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
): Words[] =>
  askedFor.ok && askedFor.value !== null && askedFor.value >= value
    ? [
        localized(
          `${askedFor.value} were asked for already, and AWS has not decided yet: wait.`,
          `Đã xin ${askedFor.value}, AWS chưa quyết định: hãy chờ.`,
        ),
      ]
    : [ask(quota, value)];

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((all, one) => all + one, 0);

export const concurrencyRows = (
  { concurrency, concurrencyAskedFor, ownReserved }: Readings,
  plan: DeploymentPlan,
): Row[] => {
  const limit = localized('Lambda: functions at once', 'Lambda: số hàm chạy cùng lúc');
  const needed = localized(
    `${ORDINARY_CONCURRENCY}, for all of the account`,
    `${ORDINARY_CONCURRENCY}, cho cả tài khoản`,
  );
  const names = Object.keys(plan.reservable).join(', ');
  const reserved = localized(`Lambda: reserved for ${names}`, `Lambda: dành riêng cho ${names}`);
  const wanted = sum(plan.reserved);
  const setAside = localized(
    `${wanted}, and ${KEPT_UNRESERVED} for all others`,
    `${wanted}, và ${KEPT_UNRESERVED} cho các hàm khác`,
  );
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
function reserveRow(what: Words, free: number, { reserved, reservable }: DeploymentPlan): Row {
  const wanted = sum(reserved);
  const could = free - sum(reservable) >= KEPT_UNRESERVED;
  const found = localized(`${free} may be shared out`, `còn ${free} có thể chia`);
  if (wanted > 0) {
    const needed = localized(
      `${wanted}, and ${KEPT_UNRESERVED} that AWS keeps for all others`,
      `${wanted}, và ${KEPT_UNRESERVED} mà AWS giữ cho các hàm khác`,
    );
    if (free - wanted >= KEPT_UNRESERVED) return ready(what, found, needed);
    const todo = [
      localized(
        'Deploy with -c reserveConcurrency=false until Lambda has more: AWS refuses the functions otherwise.',
        'Hãy triển khai với -c reserveConcurrency=false đến khi Lambda có thêm: nếu không AWS từ chối các hàm.',
      ),
    ];
    return { what, found, needed, verdict: 'missing', todo };
  }
  if (!could)
    return ready(
      what,
      found,
      localized(
        'nothing: reserveConcurrency is false, and must be here',
        'không cần: reserveConcurrency là false, và ở đây phải như vậy',
      ),
    );
  return {
    what,
    found,
    needed: localized('nothing: reserveConcurrency is false', 'không cần: reserveConcurrency là false'),
    verdict: 'advice',
    todo: [
      localized(
        'Deploy with -c reserveConcurrency=true: a rush of senders then takes no room from the two.',
        'Hãy triển khai với -c reserveConcurrency=true: khi đó nhiều bên gửi dồn dập cũng không lấn chỗ của hai hàm này.',
      ),
    ],
  };
}

export const throttleRows = ({ throttle, throttleAskedFor }: Readings, plan: DeploymentPlan): Row[] => {
  const what = localized(
    'API Gateway: requests a second, and at once',
    'API Gateway: số yêu cầu mỗi giây và cùng lúc',
  );
  const needed = `${plan.throttle.rate}, ${plan.throttle.burst}`;
  return rowOf(what, needed, throttle, ({ rate, burst }) => {
    const found = `${rate}, ${burst}`;
    if (rate >= plan.throttle.rate && burst >= plan.throttle.burst) return ready(what, found, needed);
    const todo = [
      localized(
        'Some regions begin with 2500 and 1250. AWS sets the second by the first, and takes no request for it.',
        'Một số vùng ban đầu có 2500 và 1250. AWS đặt số thứ hai theo số thứ nhất và không nhận yêu cầu riêng cho nó.',
      ),
      ...asking(throttleAskedFor, quotas.rate, Math.max(ORDINARY_RATE, plan.throttle.rate)),
    ];
    return { what, found, needed, verdict: 'missing', todo };
  });
};
