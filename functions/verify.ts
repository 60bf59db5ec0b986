/**
 * Scheduled, and the sweep: recomputes the totals of all open periods from the ledger and folds what differs. An
 * operator invokes it with `{"dataset": …, "period": …}` for one of them, open or closed.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from 'aws-lambda';
import { type SweepOrder, sweepOpenPeriods } from '../shared/app/verify-open-periods.ts';
import { attempts, dynamoDb } from '../shared/aws/clients.ts';
import { readEvents, readReports, readSystemEvents } from '../shared/aws/ledger-table.ts';
import { publishMetrics } from '../shared/aws/metrics.ts';
import { registryReader, snapshotReader } from '../shared/aws/registry-table.ts';
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
  pause: (look: number) => sleep(2_000 * look),
};

type Order = { readonly dataset?: string; readonly period?: string };

const ENOUGH_MILLISECONDS = 5 * 60_000; // for another dataset and period to be begun

/**
 * Leaves one `totals-verified` line per dataset and period, with what differed and was folded anew. Throws when a total
 * could not be repaired, which raises the alarm.
 */
export async function handler(
  { dataset, period }: Order,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<{ periods: number; repaired: number; complete: boolean }> {
  const order: SweepOrder = dataset !== undefined && period !== undefined ? { dataset, period } : null;
  const say = (line: object) => console.log(JSON.stringify({ time: new Date().toISOString(), ...line }));
  const stuck: string[] = [];
  let [periods, repaired, left] = [0, 0, 0];
  for await (const { report, repairs, remaining } of sweepOpenPeriods(ports, Date.now(), order)) {
    const { national: _, differences, ...figures } = report;
    const nodes = differences.map(({ node }) => node);
    say({ event: 'totals-verified', ...figures, differences: nodes, repairs });
    const failed = repairs.filter(({ outcome }) => outcome !== 'written' && outcome !== 'unchanged');
    stuck.push(...failed.map((one) => `${report.dataset} ${report.period} ${one.node}: ${one.outcome}`));
    [periods, repaired, left] = [periods + 1, repaired + nodes.length, remaining];
    if (left === 0 || context.getRemainingTimeInMillis() > ENOUGH_MILLISECONDS) continue;
    say({ event: 'totals-verification-stopped', periods, remaining });
    break;
  }
  publish({ TotalsRepaired: repaired, ...(order === null && { PeriodsNotSwept: left }) });
  if (stuck.length > 0) throw new Error(`totals that differ and could not be folded: ${stuck.join(', ')}`);
  return { periods, repaired, complete: left === 0 };
}
