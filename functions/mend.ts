/**
 * Each minute: what an operator asked to be done to the ledger itself (R24), the only function that may. Entries are put back or restored
 * where the journal proves them; one that lacks its message gets it. Who asks, and for what, stands in the record of the verification.
 */
import type { Context } from 'aws-lambda';
import { advanceAsked, type Step } from '../shared/app/verification/asked/advance.ts';
import { mendLedger } from '../shared/app/verification/asked/mend-ledger.ts';
import { dynamoDb, patience, s3, sqs } from '../shared/aws/clients.ts';
import { publishMetrics } from '../shared/aws/metrics.ts';
import { listOperations, putOperation } from '../shared/aws/operations-table.ts';
import { readJournal } from '../shared/aws/recovery/journal-bucket.ts';
import { registryReader } from '../shared/aws/registry.ts';
import { readPlaces, replaceEntry } from '../shared/aws/submissions/ledger-places.ts';
import { findEntry, putEntry } from '../shared/aws/submissions/ledger-table.ts';
import { sendEntry } from '../shared/aws/submissions/submissions-queue.ts';
import { readConfig } from '../shared/config.ts';

const config = readConfig('mend', process.env);
const client = dynamoDb(patience.byTheClock);
const publish = publishMetrics(config.STAGE);
const ports = {
  readCatalogue: registryReader(client, config.REGISTRY_TABLE, Date.now).readCatalogue,
  readJournal: readJournal(s3(patience.byTheClock), config.JOURNAL_BUCKET),
  readPlaces: readPlaces(client, config.SUBMISSIONS_TABLE),
  findEntry: findEntry(client, config.SUBMISSIONS_TABLE),
  putEntry: putEntry(client, config.SUBMISSIONS_TABLE),
  replaceEntry: replaceEntry(client, config.SUBMISSIONS_TABLE),
  sendEntry: sendEntry(sqs(patience.byTheClock), config.SUBMISSIONS_QUEUE_URL),
  listOperations: listOperations(client, config.OPERATIONS_TABLE),
  putOperation: putOperation(client, config.OPERATIONS_TABLE),
  now: Date.now,
};

/** The last part of the timeout is left to the repairs of what the walk has found. */
const SHARE_TO_FINISH = 2 / 5;

/** Leaves one `verification-advanced` line where there was something to do. */
export async function handler(_: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>) {
  const lastStart = context.getRemainingTimeInMillis() * SHARE_TO_FINISH;
  const goOn = (): boolean => context.getRemainingTimeInMillis() > lastStart;
  const steps = { mend: (...work: Parameters<Step>) => mendLedger(ports, ...work) };
  const advanced = await advanceAsked(ports, steps, goOn);
  const time = new Date().toISOString();
  // That somebody looked is told by the function that compares.
  if (advanced?.outcome === 'failed') publish({ VerificationFailed: 1 });
  if (advanced !== null) console.log(JSON.stringify({ event: 'verification-advanced', time, ...advanced }));
  return advanced;
}
