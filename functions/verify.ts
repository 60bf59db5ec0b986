/**
 * Every five minutes, and the sweep: recomputes the totals of all open periods from the ledger and folds what differs;
 * goes on with a sweep, or begins one that is due; then goes on with the check of the journal against the ledger. Invoked with `{}`
 * it begins both at once. Each minute, as task `asked`: goes on with the verification that an operator asked for.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from 'aws-lambda';
import { advanceAsked, type Step } from '../shared/app/verification/asked/advance.ts';
import { checkLedger } from '../shared/app/verification/asked/check-journal.ts';
import { checkTotals } from '../shared/app/verification/asked/check-totals.ts';
import { operationKeys } from '../shared/app/verification/journal-check/operation-keys.ts';
import { runVerification, type VerifyOrder } from '../shared/app/verification/run-verification.ts';
import { dynamoDb, patience, s3 } from '../shared/aws/clients.ts';
import { publishMetrics } from '../shared/aws/metrics.ts';
import { listOperations, putOperation, readOperation } from '../shared/aws/operations-table.ts';
import { snapshotReader } from '../shared/aws/registry/snapshots.ts';
import { registryReader } from '../shared/aws/registry.ts';
import { readEvents, readReports, readSystemEvents } from '../shared/aws/submissions/ledger-table.ts';
import { putNode, readChildren, readNode } from '../shared/aws/totals.ts';
import { sweepJournalPorts } from '../shared/aws/verification/journal-check.ts';
import { sweepEvents } from '../shared/aws/verification/sweep-events.ts';
import { readConfig } from '../shared/config.ts';

const config = readConfig('verify', process.env);
const client = dynamoDb(patience.byTheClock);
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
  listOperations: listOperations(client, config.OPERATIONS_TABLE),
  readOperation: readOperation(client, config.OPERATIONS_TABLE),
  putOperation: putOperation(client, config.OPERATIONS_TABLE),
  pause: (look: number) => sleep(2_000 * look),
  now: Date.now,
};
/** Made anew for each run: they remember what was empty. */
const sweepPorts = () => ({
  ...ports,
  readSystemEvents: sweepEvents(client, config.SUBMISSIONS_TABLE),
  readFreshEvents: ports.readSystemEvents,
});
const names = {
  ledger: config.SUBMISSIONS_TABLE,
  operations: config.OPERATIONS_TABLE,
  journal: config.JOURNAL_BUCKET,
};
const journal = sweepJournalPorts(client, s3(patience.byTheClock), names, Date.now);
const journalPorts = { ...journal, ...operationKeys(ports, 'sweep') };
const say = (line: object) => console.log(JSON.stringify({ time: new Date().toISOString(), ...line }));

/** The last part of the timeout is left to the agencies that have begun. */
const SHARE_TO_FINISH = 2 / 5;

/** Leaves one `verification-advanced` line where there was something to do. */
async function goOnWithAsked(goOn: () => boolean) {
  const asked = { ...journal, ...operationKeys(ports, 'asked') };
  const steps = {
    totals: (...work: Parameters<Step>) => checkTotals(ports, ...work),
    journal: (...work: Parameters<Step>) => checkLedger(asked, ...work),
  };
  const advanced = await advanceAsked(ports, steps, goOn);
  if (advanced !== null) say({ event: 'verification-advanced', ...advanced });
  publish({ VerificationFailed: advanced?.outcome === 'failed' ? 1 : 0 });
  return advanced;
}

export async function handler(
  order: VerifyOrder & { readonly task?: string },
  context: Pick<Context, 'getRemainingTimeInMillis'>,
) {
  const lastStart = context.getRemainingTimeInMillis() * SHARE_TO_FINISH;
  const goOn = (): boolean => context.getRemainingTimeInMillis() > lastStart;
  if (order.task === 'asked') return goOnWithAsked(goOn);
  return runVerification({ ports, sweepPorts: sweepPorts(), journalPorts, say, publish }, order, goOn);
}
