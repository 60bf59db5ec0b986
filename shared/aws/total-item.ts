/** Items of table Totals and the nodes that they are. The content is JSON, deflated with a preset dictionary. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { NodeKey, StoredNode } from '../app/ports/totals.ts';
import { checkFormat } from '../contract/recorded.ts';
import { noReporters } from '../domain/totals/reporters.ts';
import type { Item } from './item.ts';

type Body = Pick<StoredNode, 'content' | 'revisions' | 'seen' | 'included'>;

export const partitionOf = (dataset: string, period: string, parent: string | null): string =>
  `${dataset}#${period}#${parent ?? '-'}`;

export const keyOf = ({ dataset, period, parent, node }: NodeKey): Item => ({
  pk: { S: partitionOf(dataset, period, parent) },
  sk: { S: node },
});

/**
 * What is in every body, so that it takes no room there: a total of eight cells deflates to three quarters, and the fold
 * of an agency of 129 systems reads 7 units, not 9. Never to be changed: what is stored could not be read any more. (A
 * body that was deflated without it can be.)
 */
const dictionary = Buffer.from(
  '","0":"1000.00.00.000Z","000Z"],"|kind=|channel=transactions.messages-efficiency.connectivity.' +
    '"},"reporters":1,"newestReceivedAt":"2026-00T00:00:00.000Z"},"revisions":{},"seen":1}{"content":{"cells":{"',
);

/** Throws NewerFormat: whoever folds above it, or in its place, waits for the release that knows what it says (ADR 25). */
export function nodeOf(item: Item): StoredNode {
  checkFormat(item.format?.N, `total ${item.pk?.S} ${item.sk?.S}`);
  const inflated = inflateRawSync(item.body?.B ?? new Uint8Array(), { dictionary });
  const body = JSON.parse(inflated.toString()) as Body;
  // Before there were sets of reporters a total had their number: it has none of them until the sweep folds it anew.
  if (typeof body.content.reporters !== 'string')
    return { ...body, content: { ...body.content, reporters: noReporters }, ...versionsOf(item) };
  return { ...body, ...versionsOf(item) };
}

const versionsOf = (item: Item) => ({
  version: Number(item.version?.N),
  registryVersion: Number(item.registry?.N),
});

/**
 * Of what another release has put beside these fields nothing is kept: it was made of children as they were then, and beside what
 * is folded now it would be a figure of another time. What is absent was not folded, and is folded by whoever knows it (ADR 25).
 */
export const itemOf = (
  key: NodeKey,
  { version, registryVersion, content, revisions, seen, included }: StoredNode,
): Item => ({
  ...keyOf(key),
  version: { N: String(version) },
  registry: { N: String(registryVersion) },
  body: {
    B: deflateRawSync(
      JSON.stringify({
        content,
        revisions,
        seen,
        ...(included !== undefined && { included }),
      } satisfies Body),
      { dictionary },
    ),
  },
});
