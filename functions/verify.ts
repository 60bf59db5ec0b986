/**
 * Every five minutes, and the sweep: recomputes the totals of all open periods from the ledger and folds what differs;
 * goes on with a sweep, or begins one that is due; then goes on with the check of the journal against the ledger. Invoked with `{}`
 * it begins both at once. Each minute, as task `asked`: goes on with the verification that an operator asked for.
 */
import type { Context } from 'aws-lambda';
import { runAsked } from '../shared/app/verification/asked/run-asked.ts';
import { operationKeys } from '../shared/app/verification/journal-check/operation-keys.ts';
import { runVerification, type VerifyOrder } from '../shared/app/verification/run-verification.ts';
import { dynamoDb, patience, s3 } from '../shared/aws/clients.ts';
import { publishMetrics } from '../shared/aws/metrics.ts';
import { readSystemEvents } from '../shared/aws/submissions/ledger-table.ts';
import { sweepJournalPorts } from '../shared/aws/verification/journal-check.ts';
import { sweepEvents } from '../shared/aws/verification/sweep-events.ts';
import { verifyPorts } from '../shared/aws/verification/verify-ports.ts';
import { readConfig } from '../shared/config.ts';

const config = readConfig('verify', process.env);
const client = dynamoDb(patience.byTheClock);
const publish = publishMetrics(config.STAGE);
const ports = verifyPorts(client, config, Date.now);
/** Made anew for each run: they remember what was empty. */
const sweepPorts = () => ({
  ...ports,
  readSystemEvents: sweepEvents(client, config.SUBMISSIONS_TABLE),
  readFreshEvents: readSystemEvents(client, config.SUBMISSIONS_TABLE),
});
const names = {
  ledger: config.SUBMISSIONS_TABLE,
  operations: config.OPERATIONS_TABLE,
  journal: config.JOURNAL_BUCKET,
};
const journal = sweepJournalPorts(client, s3(patience.byTheClock), names, Date.now);
/** Each walk has keys of its own. */
const journalPorts = (walk: string) => ({ ...journal, ...operationKeys(ports, walk) });
const say = (line: object) => console.log(JSON.stringify({ time: new Date().toISOString(), ...line }));

/** The last part of the timeout is left to the agencies that have begun. */
const SHARE_TO_FINISH = 2 / 5;

type Order = VerifyOrder & { readonly task?: string };

export async function handler(order: Order, context: Pick<Context, 'getRemainingTimeInMillis'>) {
  const lastStart = context.getRemainingTimeInMillis() * SHARE_TO_FINISH;
  const goOn = (): boolean => context.getRemainingTimeInMillis() > lastStart;
  const told = { ports, say, publish };
  if (order.task === 'asked') return runAsked({ ...told, journalPorts: journalPorts('asked') }, goOn);
  const run = { ...told, sweepPorts: sweepPorts(), journalPorts: journalPorts('sweep') };
  return runVerification(run, order, goOn);
}
