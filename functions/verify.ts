/** Scheduled: recomputes the totals of all open periods from the ledger and says what differs. */
import { setTimeout as sleep } from 'node:timers/promises';
import { verifyOpenPeriods } from '../shared/app/verify-open-periods.ts';
import { attempts, dynamoDb } from '../shared/aws/clients.ts';
import { readReports } from '../shared/aws/ledger-table.ts';
import { registryReader, snapshotReader } from '../shared/aws/registry-table.ts';
import { readChildren, readNode } from '../shared/aws/totals-table.ts';
import { readConfig } from '../shared/config.ts';

const config = readConfig('verify', process.env);
const client = dynamoDb(attempts.behindTheQueue);
const ports = {
  ...registryReader(client, config.REGISTRY_TABLE, Date.now),
  readSnapshot: snapshotReader(client, config.REGISTRY_TABLE),
  readReports: readReports(client, config.SUBMISSIONS_TABLE),
  readNode: readNode(client, config.TOTALS_TABLE),
  readChildren: readChildren(client, config.TOTALS_TABLE),
  pause: () => sleep(2_000),
};

/** Leaves one `totals-verified` line per dataset and period; throws when a total differs, which raises the alarm. */
export async function handler(): Promise<{ periods: number }> {
  const wrong: string[] = [];
  let periods = 0;
  for await (const report of verifyOpenPeriods(ports, Date.now())) {
    const { national: _, differences, ...figures } = report;
    const nodes = differences.map(({ node }) => node);
    console.log(
      JSON.stringify({
        event: 'totals-verified',
        time: new Date().toISOString(),
        ...figures,
        differences: nodes,
      }),
    );
    wrong.push(...nodes.map((node) => `${report.dataset} ${report.period} ${node}`));
    periods += 1;
  }
  if (wrong.length > 0) throw new Error(`totals that differ from the ledger: ${wrong.join(', ')}`);
  return { periods };
}
