/** Totals of an agency with 3,000 children from the tables: the same answers as from the fakes, and what they cost. */
import {
  BatchWriteItemCommand,
  type DynamoDBClient,
  type PutItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TotalsQuery } from '../../../shared/app/totals/read/question.ts';
import { type ReadTotalsPorts, readTotals } from '../../../shared/app/totals/read-totals.ts';
import { snapshotAsOf, snapshotReader } from '../../../shared/aws/registry/snapshots.ts';
import { writeRecords } from '../../../shared/aws/registry/write.ts';
import { registryReader } from '../../../shared/aws/registry.ts';
import {
  putEntry,
  readReports,
  readReportsBetween,
  readSystemEvents,
} from '../../../shared/aws/submissions/ledger-table.ts';
import { putNode, readChildren, readNode, readNodes } from '../../../shared/aws/totals.ts';
import { TotalsAnswer } from '../../../shared/contract/totals.ts';
import { createTable, type Store, stores } from '../../contracts/stores.ts';
import { type FakeHub, fakeHub } from '../../fakes/hub.ts';
import { calendar, catalogue } from '../../fixtures/catalogue.ts';
import { credential } from '../../fixtures/registry.ts';
import { NOW, PERIOD } from '../../fixtures/reports.ts';
import { reportVeryWide, veryWide, veryWideSnapshot } from '../../fixtures/wide.ts';

const [dynalite] = stores;
let store: Store;
let hub: FakeHub;
let tables: { registry: string; ledger: string; totals: string };

/** Fills a table with what `put` would write, 25 items a call. */
async function inBatches(client: DynamoDBClient, put: (client: DynamoDBClient) => Promise<void>) {
  const requests: { PutRequest: { Item: NonNullable<PutItemCommandInput['Item']> } }[] = [];
  let table = '';
  const collects = {
    send: async ({ input }: { input: PutItemCommandInput }) => {
      table = input.TableName ?? '';
      requests.push({ PutRequest: { Item: input.Item ?? {} } });
    },
  };
  await put(collects as unknown as DynamoDBClient);
  for (let start = 0; start < requests.length; start += 25)
    await client.send(
      new BatchWriteItemCommand({ RequestItems: { [table]: requests.slice(start, start + 25) } }),
    );
}

beforeAll(async () => {
  if (dynalite === undefined) throw new Error('there is no store');
  store = await dynalite.open();
  hub = fakeHub(veryWideSnapshot(1));
  await reportVeryWide(hub);
  const { client } = store;
  tables = {
    registry: await createTable(client, 'registry'),
    ledger: await createTable(client, 'ledger'),
    totals: await createTable(client, 'totals'),
  };
  const { agencies, systems } = veryWideSnapshot(1);
  await writeRecords(
    client,
    tables.registry,
    [
      ...[...agencies.values()].map((body) => ({ kind: 'agency' as const, id: body.code, body })),
      ...[...systems.values()].map((body) => ({ kind: 'system' as const, id: body.id, body })),
      { kind: 'catalogue', id: 'current', body: catalogue },
      { kind: 'calendar', id: 'current', body: calendar },
    ],
    '2026-01-01T00:00:00.000Z',
  );
  await inBatches(client, async (collects) => {
    for (const entry of hub.ledger.entries()) await putEntry(collects, tables.ledger)(entry);
  });
  const newest = new Map(hub.totals.log().map((put) => [`${put.key.parent} ${put.key.node}`, put]));
  await inBatches(client, async (collects) => {
    for (const { key, text } of newest.values())
      await putNode(collects, tables.totals)(key, JSON.parse(text), null);
  });
}, 120_000);
afterAll(() => store.close());

/** A cold function's ports, and what they have cost so far. */
function opened() {
  const { client } = store;
  const cost = { calls: 0, units: 0 };
  client.middlewareStack.add(
    (next) => async (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
      const answer = await next(args);
      const { ConsumedCapacity } = answer.output as { ConsumedCapacity?: unknown };
      cost.calls += 1;
      for (const one of [ConsumedCapacity].flat() as ({ CapacityUnits?: number } | undefined)[])
        cost.units += one?.CapacityUnits ?? 0;
      return answer;
    },
    { name: 'cost', step: 'initialize', override: true },
  );
  const ports: ReadTotalsPorts = {
    ...registryReader(client, tables.registry, Date.now),
    readSnapshot: snapshotReader(client, tables.registry),
    readSnapshotAsOf: snapshotAsOf(client, tables.registry),
    readReports: readReports(client, tables.ledger),
    readReportsBetween: readReportsBetween(client, tables.ledger),
    readSystemEvents: readSystemEvents(client, tables.ledger),
    readNode: readNode(client, tables.totals),
    readNodes: readNodes(client, tables.totals),
    readChildren: readChildren(client, tables.totals),
  };
  return { ports, cost };
}

async function ask(ports: ReadTotalsPorts, asked: Partial<TotalsQuery>) {
  const query = {
    dataset: 'monthly',
    period: PERIOD,
    node: 'H30',
    asOf: null,
    after: null,
    afterChange: null,
    ...asked,
  };
  const answer = await readTotals(ports, credential(), query, NOW + 600_000);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  return TotalsAnswer.parse(answer.value);
}

/** Calls and read units of a first page on a cold function, and of the next. */
test.each([
  ['stored', {}, [25, 1350], [25, 1200]],
  // Without the stocks, of which its last month has none yet, more children find room on a page.
  ['of a year', { period: '2026' }, [60, 1475], [60, 1350]],
  ['as of an instant', { asOf: NOW + 60_000 }, [20, 550], [10, 320]],
  ['of the country as of an instant', { node: 'VN', asOf: NOW + 60_000 }, [20, 550], null],
])(
  'totals %s are those of the fakes',
  async (_, asked, cold, warm) => {
    const { ports, cost } = opened();
    let after: string | null = null;
    const seen: string[] = [];
    for (const most of [cold, warm]) {
      if (most === null) break;
      Object.assign(cost, { calls: 0, units: 0 });
      const page: TotalsAnswer = await ask(ports, { ...asked, after });
      expect(page).toEqual(await ask(hub.readPorts, { ...asked, after }));
      expect(cost.calls).toBeLessThanOrEqual(most[0] ?? 0);
      expect(cost.units).toBeLessThanOrEqual(most[1] ?? 0);
      seen.push(...page.children.map(({ node }) => node));
      after = page.next;
    }
    if (!('node' in asked)) expect(seen).toEqual([...veryWide.communes].sort().slice(0, seen.length));
  },
  60_000,
);
