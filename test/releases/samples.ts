/** Records of every kind as this release writes them: use cases over ports in memory, what they came to through the real writers. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { operationKeys } from '../../shared/app/verification/journal-check/operation-keys.ts';
import { sweepJournal } from '../../shared/app/verification/journal-check/sweep-journal.ts';
import { advanceSweep } from '../../shared/app/verification/sweep.ts';
import { sendBatchMessages } from '../../shared/aws/batches/queue.ts';
import type { Item } from '../../shared/aws/item.ts';
import { putOperation } from '../../shared/aws/operations-table.ts';
import { keepReport } from '../../shared/aws/recovery/drill-reports.ts';
import { writeJournal } from '../../shared/aws/recovery/journal-bucket.ts';
import { commitVersion } from '../../shared/aws/registry/version.ts';
import { writeRecords } from '../../shared/aws/registry/write.ts';
import { putEntry } from '../../shared/aws/submissions/ledger-table.ts';
import { sendEntry, sendRefold } from '../../shared/aws/submissions/submissions-queue.ts';
import { putNode } from '../../shared/aws/totals.ts';
import { clientCredentialId } from '../../shared/domain/access/client-credential-id.ts';
import { firstQuotas } from '../../shared/domain/access/quota-limits.ts';
import { CURRENT, credentialRecord, type RegistryRecord } from '../../shared/domain/registry/records.ts';
import { emptyView } from '../../shared/domain/registry/view.ts';
import { firstState, slotKeys } from '../../shared/domain/submissions/signing-keys.ts';
import { submissionId } from '../../shared/domain/submissions/submission-key.ts';
import { askedPorts, askNow as askForVerification, runVerify } from '../fixtures/asked.ts';
import { calendar, catalogue } from '../fixtures/catalogue.ts';
import { duties, owed } from '../fixtures/duties.ts';
import { events } from '../fixtures/events.ts';
import { endNow, startNow } from '../fixtures/maintenance.ts';
import { agencies, credential, systems } from '../fixtures/registry.ts';
import { NOW } from '../fixtures/reports.ts';
import { slotSecrets } from '../fixtures/signing.ts';
import { ask, settledHub, tick, untilDone } from '../shared/app/recovery/drill/country.ts';
import { batchMessages, batchSamples } from './batch-samples.ts';
import { operate } from './operator-samples.ts';
import { hubKinds } from './readers.ts';

export type Sample = { readonly name: string; readonly kind: string; readonly text: string };

type Input = {
  readonly Item?: Item;
  readonly MessageBody?: string;
  readonly Entries?: readonly { readonly MessageBody: string }[];
  readonly Body?: string | Uint8Array;
  readonly Key?: string;
  readonly RequestItems?: Record<string, { PutRequest: { Item: Item } }[]>;
};

/** What a writer sends, and a client that answers nothing. */
function recordingClient() {
  const inputs: Input[] = [];
  const client = {
    send: async (command: { readonly input: Input }) => {
      inputs.push(command.input);
      return {};
    },
  };
  return { inputs, client: client as unknown as DynamoDBClient & SQSClient & S3Client };
}

/** Bytes in base64, as on DynamoDB's wire. */
const itemText = (item: Item): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(item).map(([name, value]) => [
        name,
        value.B === undefined ? value : { B: Buffer.from(value.B).toString('base64') },
      ]),
    ),
  );

type Client = ReturnType<typeof recordingClient>['client'];

/** The one thing that a writer writes. */
async function written(write: (client: Client) => Promise<unknown>): Promise<Input> {
  const { inputs, client } = recordingClient();
  await write(client);
  const found = inputs.find(
    ({ Item, MessageBody, Body, Entries }) => (Item ?? MessageBody ?? Body ?? Entries) !== undefined,
  );
  if (found === undefined) throw new Error('nothing was written');
  return found;
}

const itemOf = async (write: (client: Client) => Promise<unknown>): Promise<string> =>
  itemText((await written(write)).Item ?? {});

const registryRecords: readonly RegistryRecord[] = [
  ...agencies.map((body) => ({ kind: 'agency', id: body.code, body }) as const),
  ...systems.map((body) => ({ kind: 'system', id: body.id, body }) as const),
  { kind: 'catalogue', id: CURRENT, body: catalogue },
  { kind: 'calendar', id: CURRENT, body: calendar },
  { kind: 'duties', id: CURRENT, body: duties },
  credentialRecord(credential()),
  credentialRecord(credential({ systems: ['H26.dvc'], revokedAt: '2026-10-15T02:00:00.000Z' })),
  credentialRecord(
    credential({ keyId: clientCredentialId('h26-dvc'), secretHash: undefined, clientId: 'h26-dvc' }),
  ),
  {
    kind: 'signing-keys',
    id: CURRENT,
    body: { ...firstState, retired: slotKeys('dev', 'b', slotSecrets.b, NOW) },
  },
  {
    kind: 'quotas',
    id: CURRENT,
    body: { ...firstQuotas, own: [{ of: 'agency', id: 'H26', limits: { requestsPerHour: 500_000 } }] },
  },
];

/** A month of the small country: every kind of entry, counted, swept, drilled, one maintenance over and one under way. */
async function livedHub() {
  const nodes: Parameters<ReturnType<typeof putNode>>[] = [];
  const all = await settledHub();
  const { hub, ports, operations, clock } = all;
  const receivedAt = clock.now;
  const answers = [
    await hub.withdraw('H26.dvc~monthly~2026-10~1', { receivedAt }),
    await hub.submit(events(), { receivedAt, idempotencyKey: 'gone' }),
    await hub.withdraw('H26.dvc~realtime~2026-10-05T10:31~gone', { receivedAt }),
    await hub.submit(owed('2026-09-01', null), { receivedAt, idempotencyKey: 'owed' }),
  ];
  if (answers.some(({ ok }) => !ok)) throw new Error(JSON.stringify(answers));
  const put = hub.consumerPorts.putNode;
  await hub.aggregate(undefined, {
    ...hub.consumerPorts,
    putNode: async (...asked) => {
      nodes.push(asked);
      return put(...asked);
    },
  });
  const sweepPorts = { ...hub.verifyPorts, ...hub.registry, ...operations, now: all.now };
  let goes = 1;
  const once = () => {
    goes -= 1;
    return goes >= 0;
  };
  for await (const _ of advanceSweep(sweepPorts, { lane: 'recent', goOn: once, isAsked: false }));
  for await (const _ of advanceSweep(sweepPorts, { lane: 'others', goOn: () => true, isAsked: false }));
  clock.now += 3 * 3_600_000;
  const checkPorts = {
    ...operations,
    ...operationKeys(operations, 'sweep'),
    ...{ readJournal: hub.journal.readJournal, ...hub.ledger, newSalt: () => 'salt', now: all.now },
  };
  await sweepJournal(checkPorts, { goOn: () => true, isAsked: false });
  await operations.putOperation('availability', null, 'since', { since: new Date(NOW).toISOString() }, null);
  for (const reason of ['an older release', 'a newer one']) {
    await startNow(operations, reason, null, clock.now);
    if (reason === 'an older release') await endNow(operations, clock.now + 1);
  }
  await operate(operations, all.now);
  const asked = { ...askedPorts(hub, operations), newSalt: () => 'salt', now: all.now };
  for (const what of ['journal', 'totals'] as const) {
    await askForVerification(asked, { what, repair: true }, clock.now);
    await runVerify(asked, what === 'totals' ? () => false : undefined);
  }
  await ask(all);
  await untilDone(all);
  await ask(all);
  for (let run = 0; run < 4; run += 1) await tick(all);
  return { hub, nodes, operations, kept: all.kept, ports };
}

export async function samples(): Promise<readonly Sample[]> {
  const { hub, nodes, operations, kept } = await livedHub();
  const found: Sample[] = [];
  const add = (kind: string, name: string, text: string) =>
    found.push({ name: `${kind} ${name}`, kind, text });
  const entries = hub.ledger.entries();
  for (const entry of entries) {
    const name = `${entry.kind} ${submissionId(entry)}`;
    add('entry', name, await itemOf((client) => putEntry(client, 't')(entry)));
    const sent = await written((client) => sendEntry(client, 'q')(entry));
    add('message', name, sent.MessageBody ?? '');
  }
  const refold = { kind: 'refold', dataset: 'monthly', period: '2026-10', node: 'H26' } as const;
  add('message', 'refold', (await written((client) => sendRefold(client, 'q')(refold))).MessageBody ?? '');
  const journal = await written((client) =>
    writeJournal(
      client,
      'b',
      () => NOW,
      () => 'id',
    )(entries),
  );
  add('journal', 'of all entries', Buffer.from(journal.Body ?? '').toString('base64'));
  for (const [key, node, expected] of nodes)
    add(
      'total',
      `${key.dataset} ${key.node}`,
      await itemOf((client) => putNode(client, 't')(key, node, expected)),
    );
  const { inputs, client } = recordingClient();
  await writeRecords(client, 't', registryRecords, new Date(NOW).toISOString());
  const rows: Item[] = [
    ...inputs.flatMap(({ RequestItems }) => RequestItems?.t ?? []).map(({ PutRequest }) => PutRequest.Item),
    ...inputs.flatMap(({ Item: item }) => (item === undefined ? [] : [item])),
  ];
  for (const row of rows.filter(({ pk }) => !pk?.S?.startsWith('registry#')))
    add('registry', row.pk?.S ?? '', itemText(row));
  const view = { version: 7, abandoned: [3, 6], at: new Date(NOW).toISOString() };
  add('registry-view', 'version', await itemOf((each) => commitVersion(each, 't')(emptyView, view)));
  for (const [name, text] of await batchSamples(itemOf)) add('operation', name, text);
  for (const message of batchMessages) {
    const sent = await written((each) => sendBatchMessages(each, 'q')([message]));
    add('batch-message', message.step, sent.Entries?.[0]?.MessageBody ?? '');
  }
  for (const kind of hubKinds)
    for await (const { id, body } of operations.listOperations(kind, null))
      add(
        'operation',
        `${kind} ${id}`,
        await itemOf((each) => putOperation(each, 't')(kind, null, id, body, null)),
      );
  for (const { report, page } of kept) {
    const recording = recordingClient();
    await keepReport(recording.client, 'b')(report, page);
    const json = recording.inputs.find(({ Key }) => Key?.endsWith('.json'));
    add('drill-report', report.id, String(json?.Body));
  }
  return found;
}
