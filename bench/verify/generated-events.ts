/**
 * The events of a country in one period, and the totals above them, of any number, made when they are asked for and not
 * kept. Every system has the same ones, so that a total is known from how many systems are below it.
 */
import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { StoredNode } from '../../shared/app/ports/totals.ts';
import { replayNode } from '../../shared/app/verification/replay.ts';
import { unitsOf } from '../../shared/app/verification/verify-totals.ts';
import type { VerifyPorts } from '../../shared/app/verification/verify-unit.ts';
import { itemOf } from '../../shared/aws/submissions/ledger-item.ts';
import { readSystemEvents } from '../../shared/aws/submissions/ledger-table.ts';
import { COUNTRY } from '../../shared/contract/registry.ts';
import { foldOfCatalogue } from '../../shared/domain/registry/cell.ts';
import { numbersOf } from '../../shared/domain/registry/system-numbers.ts';
import { treeAt } from '../../shared/domain/registry/tree.ts';
import { foldNodes } from '../../shared/domain/totals/fold.ts';
import { systemNode } from '../../shared/domain/totals/fold-tree.ts';
import { reporter } from '../../shared/domain/totals/reporters.ts';
import type { NodeContent } from '../../shared/domain/totals/total.ts';
import { readPeriod } from '../../shared/domain/values/period.ts';
import { nationOf, planOf, seed } from '../units/workload.ts';

const UNITS = 56;
const SYSTEMS = 20 * UNITS;
const PAGE = 500;
const DATASET = 'etx-live';
const at = '2026-11-05T05:00:00.000Z';

export const nation = nationOf(UNITS, SYSTEMS);
const { dataset, keys } = planOf(DATASET);
const found = readPeriod('2026-11', seed.calendar);
if (found === null) throw new Error('no period');
export const period = found;
export { dataset };

const foldOf = foldOfCatalogue(seed.catalogue);

/** Cells of a fold that does not tell systems apart. */
const sums = keys.filter((key) => foldOf(key.split('|')[0] ?? '') === 'sum').slice(0, 8);
const cells = Object.fromEntries(sums.map((key, index) => [key, String(1000 + index * 7)]));
const two = (number: number): string => String(number).padStart(2, '0');

/** One entry in each minute: six of an hour, six hours of a day. */
function itemAt(system: string, index: number) {
  const bucket = `2026-10-${two(15 + Math.floor(index / 36))}`.replace(
    /10-(3[2-9]|[4-9]\d)$/,
    (_, day) => `11-${two(Number(day) - 31)}`,
  );
  const minute = `T${two(8 + Math.floor((index % 36) / 6))}:${(index % 6) * 10 || '00'}`;
  return itemOf({
    kind: 'event',
    system,
    agency: system.slice(0, 3),
    dataset: DATASET,
    period: period.id,
    bucket: bucket + minute,
    shard: 0,
    idempotencyKey: `k${index}`,
    increments: [{ from: at, to: at, cells }],
    digest: 'a'.repeat(64),
    sha256: 'a'.repeat(64),
    receivedAt: at,
    storedAt: at,
    registryVersion: 1,
    catalogueVersion: 1,
    timeliness: 'on-time',
    credential: 'abcdefghijkl',
  });
}

class GeneratedEvents extends DynamoDBClient {
  constructor(each: number) {
    super({ region: 'ap-southeast-1', credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' } });
    this.send = (async (command: unknown) => {
      if (!(command instanceof QueryCommand)) throw new Error('the generated events answer Query');
      const { ExpressionAttributeValues: values = {}, ExclusiveStartKey: start } = command.input;
      const pk = values[':pk']?.S ?? '';
      const [system = '', , month = ''] = pk.split('#');
      // Seventeen days of October, then November.
      const [from, behind] = month === '2026-10' ? [0, Math.min(each, 17 * 36)] : [17 * 36, each];
      const first = start === undefined ? from : Number(start.at?.N);
      const last = Math.min(behind, first + PAGE);
      const Items = Array.from({ length: Math.max(0, last - first) }, (_, index) =>
        itemAt(system, first + index),
      );
      return last < behind ? { Items, LastEvaluatedKey: { at: { N: String(last) } } } : { Items };
    }) as DynamoDBClient['send'];
  }
}

const storedAs = (content: NodeContent): StoredNode => ({
  version: 1,
  registryVersion: 1,
  revisions: {},
  seen: 1,
  content,
});

/** `each`: entries of a system, up to 1,000. `isCounted`: whether all totals are stored, or none. */
export async function portsOf(each: number, isCounted: boolean): Promise<VerifyPorts> {
  const read = readSystemEvents(new GeneratedEvents(each), 'submissions');
  const numberOf = numbersOf(nation.snapshot);
  const reading = { foldOf, numberOf, readReports: async function* () {}, readSystemEvents: read };
  const tree = treeAt(nation.snapshot, period);
  const [model = ''] = nation.systems;
  /** Of one system, by name without it: what is stored, and under what. */
  const below = new Map<string, [string, NodeContent][]>();
  const whole = await replayNode(
    reading,
    {
      dataset,
      period,
      tree,
      takes: () => true,
      count: () => undefined,
      visit: async ({ name, parent }, content) => {
        if (name === model) return;
        const above = (parent ?? '').slice(model.length);
        below.set(above, [...(below.get(above) ?? []), [name.slice(model.length), content]]);
      },
    },
    systemNode(tree, model.slice(0, 3), model),
  );
  const units = unitsOf({ dataset, period, snapshot: nation.snapshot });
  const systems = new Map(units.map(({ name, children }) => [name, children === 'any' ? [] : children]));
  const ofSystem = (name: string): NodeContent => ({ ...whole, reporters: reporter(numberOf(name)) });
  const unitNodes = new Map(
    [...systems].map(([name, own]) => [name, storedAs(foldNodes(own.map(ofSystem), foldOf))]),
  );
  const country = storedAs(
    foldNodes(
      [...unitNodes.values()].map(({ content }) => content),
      foldOf,
    ),
  );
  return {
    ...reading,
    readSnapshot: async () => nation.snapshot,
    pause: async () => undefined,
    readNode: async ({ node }) =>
      !isCounted ? null : node === COUNTRY ? country : (unitNodes.get(node) ?? null),
    readChildren: async function* (_dataset, _period, node) {
      if (!isCounted) return;
      const own = systems.get(node);
      if (node === COUNTRY) yield* unitNodes;
      else if (own !== undefined) for (const name of own) yield [name, storedAs(ofSystem(name))] as const;
      else {
        const [system = ''] = node.split('@');
        for (const [name, content] of below.get(node.slice(system.length)) ?? [])
          yield [system + name, storedAs(content)] as const;
      }
    },
  };
}

export const entriesOf = (each: number): number => each * SYSTEMS;
