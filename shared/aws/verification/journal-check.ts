/** The ports of the scheduled check of the journal against the ledger. */
import { randomUUID } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';
import { operationKeys } from '../../app/verification/journal-check/operation-keys.ts';
import type { SweepJournalPorts } from '../../app/verification/journal-check/sweep-journal.ts';
import { readJournal } from '../recovery/journal-bucket.ts';
import { readLedgerPage } from '../submissions/ledger-pages.ts';
import { readPlaces } from '../submissions/ledger-places.ts';
import { putOperation, readOperation } from '../operations-table.ts';

export type JournalCheckNames = {
  readonly ledger: string;
  readonly operations: string;
  readonly journal: string;
};

export function sweepJournalPorts(
  client: DynamoDBClient,
  objects: S3Client,
  { ledger, operations, journal }: JournalCheckNames,
  now: () => number,
): SweepJournalPorts {
  const records = {
    readOperation: readOperation(client, operations),
    putOperation: putOperation(client, operations),
  };
  return {
    ...records,
    ...operationKeys(records, 'sweep'),
    readJournal: readJournal(objects, journal),
    readPlaces: readPlaces(client, ledger),
    readLedgerPage: readLedgerPage(client, ledger),
    newSalt: randomUUID,
    now,
  };
}
