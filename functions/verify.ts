/** Scheduled, and the sweep: recomputes the totals of all open periods from the ledger and folds what differs. */
import { setTimeout as sleep } from 'node:timers/promises';
import { sweepOpenPeriods } from '../shared/app/verify-open-periods.ts';
import { attempts, dynamoDb } from '../shared/aws/clients.ts';
import { readEvents, readReports, readSystemEvents } from '../shared/aws/ledger-table.ts';
import { registryReader, snapshotReader } from '../shared/aws/registry-table.ts';
import { putNode, readChildren, readNode } from '../shared/aws/totals-table.ts';
import { readConfig } from '../shared/config.ts';

const config = readConfig('verify', process.env);
const client = dynamoDb(attempts.behindTheQueue);
const ports = {
  ...registryReader(client, config.REGISTRY_TABLE, Date.now),
  readSnapshot: snapshotReader(client, config.REGISTRY_TABLE),
  readReports: readReports(client, config.SUBMISSIONS_TABLE),
  readEvents: readEvents(client, config.SUBMISSIONS_TABLE),
  readSystemEvents: readSystemEvents(client, config.SUBMISSIONS_TABLE),
  putNode: putNode(client, config.TOTALS_TABLE),
  readNode: readNode(client, config.TOTALS_TABLE),
  readChildren: readChildren(client, config.TOTALS_TABLE),
  pause: () => sleep(2_000),
};

/**
 * Leaves one `totals-verified` line per dataset and period, with what differed and was folded anew. Throws when a total
 * could not be repaired, which raises the alarm.
 */
export async function handler(): Promise<{ periods: number; repaired: number }> {
  const stuck: string[] = [];
  let periods = 0;
  let repaired = 0;
  for await (const { report, repairs } of sweepOpenPeriods(ports, Date.now())) {
    const { national: _, differences, ...figures } = report;
    const nodes = differences.map(({ node }) => node);
    const time = new Date().toISOString();
    console.log(JSON.stringify({ event: 'totals-verified', time, ...figures, differences: nodes, repairs }));
    const failed = repairs.filter(({ outcome }) => outcome !== 'written' && outcome !== 'unchanged');
    stuck.push(
      ...failed.map(({ node, outcome }) => `${report.dataset} ${report.period} ${node}: ${outcome}`),
    );
    repaired += nodes.length;
    periods += 1;
  }
  if (stuck.length > 0) throw new Error(`totals that differ and could not be folded: ${stuck.join(', ')}`);
  return { periods, repaired };
}
