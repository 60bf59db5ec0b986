/** Every five minutes: goes on with the recovery drill that is under way, or begins the one that is due (R7). */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from 'aws-lambda';
import { advanceDrill } from '../shared/app/recovery/drill/advance.ts';
import type { DrillPorts } from '../shared/app/recovery/drill/ports.ts';
import { dynamoDb, patience, s3, secretsManager, sqs } from '../shared/aws/clients.ts';
import { publishMetrics } from '../shared/aws/metrics.ts';
import { listOperations, putOperation, readOperation } from '../shared/aws/operations-table.ts';
import { copiesOf, hubTables } from '../shared/aws/recovery/drill-hub.ts';
import { keepReport } from '../shared/aws/recovery/drill-reports.ts';
import { drillTables } from '../shared/aws/recovery/drill-tables.ts';
import { readJournal } from '../shared/aws/recovery/journal-bucket.ts';
import { hubSigner } from '../shared/aws/submissions/signing-keys.ts';
import { sendEntry } from '../shared/aws/submissions/submissions-queue.ts';
import { readConfig } from '../shared/config.ts';

const config = readConfig('drill', process.env);
const client = dynamoDb(patience.byTheClock);
const objects = s3(patience.byTheClock);
const publish = publishMetrics(config.STAGE);
const names = {
  registry: config.REGISTRY_TABLE,
  submissions: config.SUBMISSIONS_TABLE,
  totals: config.TOTALS_TABLE,
};
const ports: DrillPorts = {
  ...drillTables(client, names),
  live: hubTables(client, names, Date.now),
  openCopy: copiesOf(client, names, Date.now),
  readJournal: readJournal(objects, config.JOURNAL_BUCKET),
  sendEntry: sendEntry(sqs(patience.byTheClock), config.SUBMISSIONS_QUEUE_URL),
  readOperation: readOperation(client, config.OPERATIONS_TABLE),
  putOperation: putOperation(client, config.OPERATIONS_TABLE),
  listOperations: listOperations(client, config.OPERATIONS_TABLE),
  keepReport: keepReport(objects, config.DRILL_BUCKET),
  readSigner: hubSigner(client, secretsManager(patience.byTheClock), config, Date.now),
  pause: (look) => sleep(2_000 * look),
  newSalt: randomUUID,
  now: Date.now,
};

/** The last fifth of the timeout is left to the piece that has begun. */
const SHARE_TO_FINISH = 1 / 5;

/** Leaves one `drill-advanced` line and the metrics, whatever a step throws: where the drill is, and what it has found so far. */
export async function handler(_: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>) {
  const lastStart = context.getRemainingTimeInMillis() * SHARE_TO_FINISH;
  const goOn = (): boolean => context.getRemainingTimeInMillis() > lastStart;
  const advance = await advanceDrill(ports, Number(config.DRILL_DAYS), goOn);
  const { drill, busy, overdueDays, failing, fault } = advance;
  const { id, step, outcome, differenceCount } = drill ?? {};
  const time = new Date().toISOString();
  const found = { busy, drill: id, step, outcome, differences: differenceCount, overdueDays, failing };
  console.log(JSON.stringify({ event: 'drill-advanced', time, ...found }));
  publish({ DrillFailed: failing ? 1 : 0, DrillOverdueDays: overdueDays });
  if (fault !== null) throw fault;
  return found;
}
