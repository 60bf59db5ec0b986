/**
 * Table Submissions and a copy of it as a client answers for them, of any number of items, none of which is kept: each page is made
 * when it is asked for. So what a walk through a million entries holds is what the walk itself holds.
 */
import { hash } from 'node:crypto';
import { DynamoDBClient, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../shared/aws/item.ts';
import { itemOf } from '../../shared/aws/submissions/ledger-item.ts';
import type { Agency, System } from '../../shared/contract/registry.ts';
import type { ReportEntry } from '../../shared/contract/submissions/ledger.ts';
import type { RegistrySnapshot } from '../../shared/domain/registry/tree.ts';
import { reportDigest } from '../../shared/domain/submissions/submission-digest.ts';
import { seed } from '../units/workload.ts';

/** Systems of one level-1 agency, whose reports of a period are one partition. */
const SYSTEMS = 130;
const DATASET = 'etx-monthly';
/** About 1 MB. */
const PAGE = 1300;
const STORED = '2026-10-15T02:00:00.000Z';

const agencies = Array.from({ length: 56 }, (_, index) => `H${10 + index}`);
const { datasets } = seed.catalogue;
const keys = datasets.get(DATASET)?.keys ?? [];

const senderAt = (index: number) => {
  const partition = Math.floor(index / SYSTEMS);
  const agency = agencies[partition % agencies.length] ?? '';
  const month = Math.floor(partition / agencies.length);
  const period = `${2000 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  return { agency, period, system: `${agency}.s${String(index % SYSTEMS).padStart(3, '0')}` };
};

const cells = Object.fromEntries(keys.map((key, index) => [key, String(1000 + index * 7)]));
const key = { system: 'H10.s000', dataset: DATASET, period: '2000-01', revision: 1 };
const template: ReportEntry = {
  ...key,
  kind: 'report',
  agency: 'H10',
  cells,
  digest: reportDigest(key, cells),
  sha256: 'a'.repeat(64),
  receivedAt: STORED,
  storedAt: STORED,
  registryVersion: 1,
  catalogueVersion: 1,
  timeliness: 'on-time',
  credential: 'abcdefghijkl',
  idempotencyKey: null,
};
const body = itemOf(template);

/** As `reportDigest` makes it; the cells, which are the same in all, are put in order once, or the ledger would cost more than its walk. */
const cellsText = JSON.stringify(
  Object.fromEntries(Object.entries(cells).sort(([a], [b]) => (a < b ? -1 : 1))),
);
const digestOf = (system: string, period: string): string =>
  hash(
    'sha256',
    `{"cells":${cellsText},"dataset":"${DATASET}","period":"${period}","revision":1,"system":"${system}"}`,
  );
if (digestOf(key.system, key.period) !== template.digest)
  throw new Error('digests of the generated ledger are made otherwise than those of the hub');

function itemAt(index: number): Item {
  const { agency, period, system } = senderAt(index);
  return {
    ...body,
    pk: { S: `${agency}#${DATASET}#${period}` },
    sk: { S: `${system}#001` },
    agency: { S: agency },
    digest: { B: Buffer.from(digestOf(system, period), 'hex') },
  };
}

const indexOf = (pk: string, sk: string): number => {
  const [agency = '', , period = ''] = pk.split('#');
  const [year = 0, month = 0] = period.split('-').map(Number);
  const partition = ((year - 2000) * 12 + month - 1) * agencies.length + agencies.indexOf(agency);
  return partition * SYSTEMS + Number(sk.slice(sk.indexOf('.s') + 2, sk.indexOf('#')));
};

const itemsFrom = (first: number, behind: number): Item[] =>
  Array.from({ length: Math.max(0, behind - first) }, (_, index) => itemAt(first + index));

/** Both tables have the same `entries`; what it is not asked for by the drill it refuses by name. */
export class GeneratedLedger extends DynamoDBClient {
  readonly entries: number;
  constructor(entries: number) {
    super({ region: 'ap-southeast-1', credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' } });
    this.entries = entries;
    this.send = (async (command: unknown) => this.answer(command)) as DynamoDBClient['send'];
  }

  private answer(command: unknown) {
    if (command instanceof ScanCommand) {
      const { pk, sk } = command.input.ExclusiveStartKey ?? {};
      const first = pk?.S === undefined ? 0 : indexOf(pk.S, sk?.S ?? '') + 1;
      const behind = Math.min(first + PAGE, this.entries);
      const Items = itemsFrom(first, behind);
      const last = Items.at(-1);
      return behind < this.entries && last !== undefined
        ? { Items, LastEvaluatedKey: { pk: last.pk, sk: last.sk } }
        : { Items };
    }
    if (command instanceof QueryCommand) {
      const values = command.input.ExpressionAttributeValues ?? {};
      const at = (name: string) => indexOf(values[':pk']?.S ?? '', values[name]?.S ?? '');
      return { Items: itemsFrom(at(':from'), at(':to') + 1) };
    }
    throw new Error('the generated ledger answers Scan and Query');
  }
}

/** A registry that answers for every name in it. */
export const generatedRegistry = (): RegistrySnapshot => ({
  version: 1,
  agencies: new Map(agencies.map((code) => [code, {} as Agency])),
  systems: new Map(
    agencies.flatMap((code) =>
      Array.from({ length: SYSTEMS }, (_, index) => [
        `${code}.s${String(index).padStart(3, '0')}`,
        {} as System,
      ]),
    ),
  ),
});
