/**
 * Every five minutes, and the sweep: recomputes the totals of all open periods from the ledger and folds what differs;
 * goes on with a sweep that is not finished, or begins one that is due. An operator invokes it with `{"dataset": …,
 * "period": …}` for one of them, open or closed, or with `{}` for a sweep now.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from 'aws-lambda';
import { advanceSweep } from '../shared/app/sweep.ts';
import { inOneRun, type Sweep, sweepOpenPeriods } from '../shared/app/verify-open-periods.ts';
import { attempts, dynamoDb } from '../shared/aws/clients.ts';
import { readEvents, readReports, readSystemEvents } from '../shared/aws/ledger-table.ts';
import { publishMetrics } from '../shared/aws/metrics.ts';
import { putOperation, readOperation } from '../shared/aws/operations-table.ts';
import { registryReader, snapshotReader } from '../shared/aws/registry-table.ts';
import { sweepEvents } from '../shared/aws/sweep-events.ts';
import { putNode, readChildren, readNode } from '../shared/aws/totals-table.ts';
import { readConfig } from '../shared/config.ts';

const config = readConfig('verify', process.env);
const client = dynamoDb(attempts.behindTheQueue);
const publish = publishMetrics(config.STAGE);
const ports = {
  ...registryReader(client, config.REGISTRY_TABLE, Date.now),
  readSnapshot: snapshotReader(client, config.REGISTRY_TABLE),
  readReports: readReports(client, config.SUBMISSIONS_TABLE),
  readEvents: readEvents(client, config.SUBMISSIONS_TABLE),
  readSystemEvents: readSystemEvents(client, config.SUBMISSIONS_TABLE),
  putNode: putNode(client, config.TOTALS_TABLE),
  readNode: readNode(client, config.TOTALS_TABLE),
  readChildren: readChildren(client, config.TOTALS_TABLE),
  readOperation: readOperation(client, config.OPERATIONS_TABLE),
  putOperation: putOperation(client, config.OPERATIONS_TABLE),
  pause: (look: number) => sleep(2_000 * look),
  now: Date.now,
};
const inSweep = () => ({
  ...ports,
  readSystemEvents: sweepEvents(client, config.SUBMISSIONS_TABLE),
  readFreshEvents: ports.readSystemEvents,
});

type Order = { readonly source?: string; readonly dataset?: string; readonly period?: string };

/** The last part of the timeout is left to the agencies that have begun. */
const SHARE_TO_FINISH = 2 / 5;

const say = (line: object) => console.log(JSON.stringify({ time: new Date().toISOString(), ...line }));

/**
 * Leaves one `totals-verified` line per dataset and period, with what differed and was folded anew. Throws at its end
 * when a total could not be repaired, or an agency not be compared, which raises the alarm.
 */
export async function handler(
  { source, dataset, period }: Order,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<{ periods: number; repaired: number; complete: boolean }> {
  const lastStart = context.getRemainingTimeInMillis() * SHARE_TO_FINISH;
  const goOn = (): boolean => context.getRemainingTimeInMillis() > lastStart;
  const isOrder = dataset !== undefined && period !== undefined;
  const wrong: string[] = [];
  let [periods, repaired, left] = [0, 0, 0];
  const tell = ({ report, repairs, remaining }: Sweep): void => {
    const { national: _, differences, folded, written, ...figures } = report;
    say({ event: 'totals-verified', ...figures, differences: differences.map(({ node }) => node), repairs });
    for (const one of [...report.stuck, ...report.failed])
      wrong.push(`${report.dataset} ${report.period} ${one}`);
    [periods, repaired, left] = [periods + 1, repaired + report.differenceCount, remaining];
  };
  if (isOrder) {
    const order = { dataset, period };
    for await (const sweep of sweepOpenPeriods(ports, Date.now(), order, inOneRun(goOn))) tell(sweep);
  } else {
    const sweeps = advanceSweep(inSweep(), { goOn, isAsked: source !== 'schedule' });
    let next = await sweeps.next();
    for (; !next.done; next = await sweeps.next()) tell(next.value);
    if (next.value === 'unfinished') say({ event: 'totals-verification-stopped', periods, remaining: left });
    if (next.value === 'busy') return { periods: 0, repaired: 0, complete: false };
    if (next.value === 'not due') return { periods: 0, repaired: 0, complete: true };
  }
  publish({ TotalsRepaired: repaired, ...(!isOrder && { PeriodsNotSwept: left }) });
  if (wrong.length > 0) throw new Error(`totals that stay wrong or were not compared: ${wrong.join(', ')}`);
  return { periods, repaired, complete: left === 0 };
}
