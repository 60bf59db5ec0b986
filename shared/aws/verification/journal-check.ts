/** What the scheduled check of the journal reads and writes, beside the keys of its walk. */
import { randomUUID } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';
import { putOperation, readOperation } from '../operations-table.ts';
import { readJournal } from '../recovery/journal-bucket.ts';
import { readLedgerPage } from '../submissions/ledger-pages.ts';
import { readPlaces } from '../submissions/ledger-places.ts';

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
) {
  return {
    readOperation: readOperation(client, operations),
    putOperation: putOperation(client, operations),
    readJournal: readJournal(objects, journal),
    readPlaces: readPlaces(client, ledger),
    readLedgerPage: readLedgerPage(client, ledger),
    newSalt: randomUUID,
    now,
  };
}
