/** What a story plays on: stores in memory, or the real adapters on an emulator. The queue is in memory for both. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ReadSystemEvents } from '../../shared/app/ports/ledger.ts';
import type { SubmitPorts } from '../../shared/app/submissions/submit.ts';
import type { WithdrawPorts } from '../../shared/app/submissions/withdraw.ts';
import type { AggregatePorts } from '../../shared/app/totals/aggregate-batch.ts';
import { snapshotReader } from '../../shared/aws/registry/snapshots.ts';
import { writeRecords } from '../../shared/aws/registry/write.ts';
import * as ledger from '../../shared/aws/submissions/ledger-table.ts';
import * as totals from '../../shared/aws/totals.ts';
import { createTable } from '../contracts/stores.ts';
import { fakeLedger } from '../fakes/ledger.ts';
import { fakeRegistry } from '../fakes/registry.ts';
import { fakeTotals } from '../fakes/totals.ts';
import { calendar, catalogue } from '../model/small-country.ts';
import {
  agenciesOf,
  type Country,
  endedSystems,
  initialCountry,
  snapshotOfCountry,
  systemsOf,
} from './country.ts';

export type StoryStore = Pick<
  AggregatePorts,
  'readNode' | 'readNodes' | 'readChildren' | 'putNode' | 'readReports' | 'readEvents' | 'readSnapshot'
> &
  Pick<SubmitPorts, 'putEntry' | 'readHighest'> &
  Pick<WithdrawPorts, 'findEntry' | 'readRevisions'> & {
    readonly readSystemEvents: ReadSystemEvents;
    /** Publishes the country as it is now as the next version. */
    readonly publish: (country: Country, wasWide: boolean) => Promise<void>;
  };

type Kind = 'agency' | 'system';
const recordsOf = (country: Country, wasWide: boolean) => [
  ...agenciesOf(country).map((body) => ({ kind: 'agency' as Kind, id: body.code, body })),
  ...[...systemsOf(country), ...(wasWide ? endedSystems(country) : [])].map((body) => ({
    kind: 'system' as Kind,
    id: body.id,
    body,
  })),
];

export async function storeInMemory(): Promise<StoryStore> {
  const known = fakeRegistry(snapshotOfCountry(initialCountry, 1), catalogue.catalogue, calendar);
  return {
    ...fakeLedger(),
    ...fakeTotals(),
    readSnapshot: known.readSnapshot,
    publish: async (country, wasWide) => {
      await known.writeRecords(recordsOf(country, wasWide));
    },
  };
}

export async function storeIn(client: DynamoDBClient): Promise<StoryStore> {
  const [entries, nodes, records] = [
    await createTable(client, 'story-ledger'),
    await createTable(client, 'story-totals'),
    await createTable(client, 'story-registry'),
  ];
  const publish = async (country: Country, wasWide: boolean): Promise<void> => {
    await writeRecords(client, records, recordsOf(country, wasWide), '2026-10-15T02:00:00.000Z');
  };
  await publish(initialCountry, false);
  return {
    publish,
    putEntry: ledger.putEntry(client, entries),
    findEntry: ledger.findEntry(client, entries),
    readRevisions: ledger.readRevisions(client, entries),
    readHighest: ledger.readHighest(client, entries),
    readReports: ledger.readReports(client, entries),
    readEvents: ledger.readEvents(client, entries),
    readSystemEvents: ledger.readSystemEvents(client, entries),
    readNode: totals.readNode(client, nodes),
    readNodes: totals.readNodes(client, nodes),
    readChildren: totals.readChildren(client, nodes),
    putNode: totals.putNode(client, nodes),
    readSnapshot: snapshotReader(client, records),
  };
}
