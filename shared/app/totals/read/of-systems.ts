/**
 * What a key that is limited to some systems reads of a node: the totals of these alone, in the node's place. The node's own would tell
 * what the others reported, by its children or by the difference (R20, ADR 35).
 */
import pLimit from 'p-limit';
import type { Credential } from '../../../contract/registry.ts';
import type { SeriesAnswer, TotalsAnswer } from '../../../contract/totals.ts';
import type { Problem } from '../../../domain/problems/problems.ts';
import { refusedParameter } from '../../../domain/problems/refused-parameter.ts';
import { systemsBelow } from '../../../domain/registry/subtree.ts';
import { numbersOf } from '../../../domain/registry/system-numbers.ts';
import { type RegistrySnapshot, treeAt } from '../../../domain/registry/tree.ts';
import { agencyOfSystemId } from '../../../domain/submissions/submission-key.ts';
import { inOrder } from '../../../domain/totals/canonical-total.ts';
import { countingEntry, type FoldOf, foldNodes, leafOf } from '../../../domain/totals/fold.ts';
import { possibleParents } from '../../../domain/totals/fold-tree.ts';
import { renderTotal } from '../../../domain/totals/render-total.ts';
import type { NodeContent } from '../../../domain/totals/total.ts';
import type { Period } from '../../../domain/values/period.ts';
import type { ReadReports } from '../../ports/ledger.ts';
import type { ReadSnapshot } from '../../ports/registry.ts';
import type { ReadNodes } from '../../ports/totals.ts';
import { pageOf } from './children-page.ts';
import { type NodeNamesPorts, namesOf } from './node-names.ts';
import type { AskedPeriod, Question } from './question.ts';
import { headOf, overTime } from './whole-period.ts';

export type OfSystemsPorts = NodeNamesPorts & {
  readonly readSnapshot: ReadSnapshot;
  readonly readReports: ReadReports;
  readonly readNodes: ReadNodes;
  readonly foldOf: FoldOf;
};

/** A system that has something in a period, and the child of the node that it is under then. */
type Own = { readonly child: string; readonly system: string; readonly content: NodeContent };

/** Calls on their way at a time. */
const PARALLEL = 16;
const MOST_KEYS = 100;

/** Reports of a system in a period that one answer is made of, or its totals of events: of 200 systems 15 periods, of 50 all sixty. */
const MOST_PARTS = 3000;

/** Null: the answer can be made within the time of a call. */
export function refusedForSystems(
  { query, dataset, periods }: Question,
  systems: NonNullable<Credential['systems']>,
): Problem | null {
  const count = periods.reduce((sum, { parts }) => sum + parts.length, 0);
  const limit = Math.max(1, Math.floor(MOST_PARTS / Math.max(1, systems.length)));
  if (count <= limit) return null;
  const details = { value: query.period, count, dataset: dataset.id, systems: systems.length, limit };
  return refusedParameter({ code: 'too-many-for-systems', parameter: 'period', details });
}

export async function readOfSystems(
  ports: OfSystemsPorts,
  question: Question,
  systems: NonNullable<Credential['systems']>,
): Promise<TotalsAnswer | SeriesAnswer> {
  const { query, dataset, catalogue, periods, isSeries } = question;
  const snapshot = await ports.readSnapshot();
  const limit = pLimit(PARALLEL);
  const names = await namesOf(ports, query.node, periods[0].period);
  const read = await Promise.all(
    periods.map(async (asked) => {
      const parts = asked.parts.map((period) => ownIn({ ports, limit, snapshot, question }, period, systems));
      return { asked, parts: await Promise.all(parts) };
    }),
  );
  const folded = (parts: readonly (readonly Own[])[], asked: AskedPeriod): NodeContent =>
    overTime(
      parts.map((own) =>
        own.length === 0
          ? null
          : foldNodes(
              own.map(({ content }) => content),
              ports.foldOf,
            ),
      ),
      asked,
      catalogue,
    );
  const series = read.map(({ asked, parts }) => ({
    ...headOf(asked),
    total: renderTotal(query.node, names, folded(parts, asked), catalogue),
  }));
  const ofSystems = [...systems];
  const [first] = read;
  const [whole] = series;
  if (isSeries || first === undefined || whole === undefined)
    return { kind: 'series', dataset: dataset.id, node: query.node, series, ofSystems };
  const { asked, parts } = first;
  const children = [...new Set(parts.flat().map(({ child }) => child))]
    .filter((child) => query.after === null || child > query.after)
    .sort()
    .map(async (child) => {
      const those = parts.map((own) => own.filter((one) => one.child === child));
      // A system has figures of its own that no total of several has: it is shown as it is.
      const isSystem = those.flat().every(({ system }) => system === child);
      const content = isSystem
        ? overTime(
            those.map(([one]) => one?.content ?? null),
            asked,
            catalogue,
          )
        : folded(those, asked);
      return { node: child, names: await namesOf(ports, child, asked.period), content };
    });
  return {
    kind: 'total',
    dataset: dataset.id,
    ...whole,
    ...(await pageOf(await Promise.all(children), catalogue)),
    asOf: null,
    changedSince: [],
    changes: 0,
    nextChange: null,
    ofSystems,
  };
}

type Reading = {
  readonly ports: OfSystemsPorts;
  readonly limit: ReturnType<typeof pLimit>;
  readonly snapshot: RegistrySnapshot;
  readonly question: Question;
};

async function ownIn(reading: Reading, period: Period, systems: readonly string[]): Promise<Own[]> {
  const { snapshot, question } = reading;
  const places = systemsBelow(treeAt(snapshot, period), question.query.node);
  const placed = systems.flatMap((system) => {
    const place = places.get(system);
    return place === undefined ? [] : [{ system, ...place }];
  });
  const contents = await (question.dataset.kind === 'event' ? storedOf : reportedOf)(reading, period, placed);
  return placed.flatMap(({ system, child }) => {
    const content = contents.get(system);
    return content === undefined ? [] : [{ system, child, content }];
  });
}

type Placed = readonly { readonly system: string; readonly agency: string }[];

/** From the ledger: a system that reports has no total of its own. */
async function reportedOf(
  { ports, limit, snapshot, question: { dataset } }: Reading,
  period: Period,
  placed: Placed,
): Promise<ReadonlyMap<string, NodeContent>> {
  const rules = { foldOf: ports.foldOf, numberOf: numbersOf(snapshot) };
  const groups = [...Map.groupBy(placed, ({ system }) => agencyOfSystemId(system))];
  const read = await limit.map(groups, ([owner, those]) =>
    Array.fromAsync(
      ports.readReports(
        dataset.id,
        period.id,
        owner,
        those.map(({ system }) => system),
      ),
    ),
  );
  const found = new Map<string, NodeContent>();
  for (const [system, revisions] of Map.groupBy(read.flat(), (entry) => entry.system)) {
    const counting = countingEntry(revisions);
    if (counting !== null) found.set(system, inOrder(leafOf(counting, period.to, rules)));
  }
  return found;
}

/** Of events a system has a total, under its agency or a band of it: the one of the newest registry is it. */
async function storedOf(
  { ports, limit, question: { dataset } }: Reading,
  period: Period,
  placed: Placed,
): Promise<ReadonlyMap<string, NodeContent>> {
  const keys = placed.flatMap(({ system, agency }) =>
    possibleParents(system, agency).map((parent) => ({
      dataset: dataset.id,
      period: period.id,
      parent,
      node: system,
    })),
  );
  const batches = Array.from({ length: Math.ceil(keys.length / MOST_KEYS) }, (_, index) =>
    keys.slice(index * MOST_KEYS, (index + 1) * MOST_KEYS),
  );
  const stored = (await limit.map(batches, ports.readNodes)).flat();
  const newest = new Map<string, { readonly content: NodeContent; readonly registryVersion: number }>();
  for (const [index, { node }] of keys.entries()) {
    const one = stored[index];
    if (one && one.registryVersion >= (newest.get(node)?.registryVersion ?? 0)) newest.set(node, one);
  }
  return new Map([...newest].map(([system, { content }]) => [system, content]));
}
