/** What sets of reporters cost: the item of the country, in bytes and in the read units of a fold or of one part of a quarter. */
import type { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { putNode } from '../../../shared/aws/totals.ts';
import { foldNodes } from '../../../shared/domain/totals/fold.ts';
import { reporter, unionOf } from '../../../shared/domain/totals/reporters.ts';
import type { NodeContent } from '../../../shared/domain/totals/total.ts';
import { type Item, itemSize, readUnits } from '../../../twin/aws/dynamodb/item-size.ts';

/** A fold may leave out who has each cell, where there is no room for it. */
const folded = (content: NodeContent): NodeContent => foldNodes([content], () => 'sum');
const KEY = { dataset: 'etx-live', period: '2026-10', parent: null, node: 'VN' };
const cells = Object.fromEntries(
  Array.from({ length: 50 }, (_, index) => [
    `transactions.received|channel=c${index % 5}|kind=k${index}`,
    String(32_138_207 * (index + 7)),
  ]),
);

async function sizeOf(content: NodeContent): Promise<number> {
  let size = 0;
  const client = {
    send: async ({ input }: PutItemCommand) => {
      const { body, ...others } = input.Item ?? {};
      const text = Buffer.from(body?.B ?? []).toString('base64');
      size = itemSize({ ...(others as Item), body: { B: text } });
    },
  } as unknown as DynamoDBClient;
  const stored = { content, revisions: {}, seen: 41_007, version: 9, registryVersion: 3 };
  await putNode(client, 'totals')(KEY, stored, 8);
  return size;
}

/** Systems of which one in `of` is left out, by a generator of its own. */
function drawn(systems: number, of: number, seed: number): string {
  let state = seed + 1;
  const next = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state;
  };
  const numbers = Array.from({ length: systems }, (_, number) => number);
  return unionOf(numbers.filter(() => next() % of !== 0).map(reporter));
}
const contentOf = (reporters: string, own: (index: number) => string | null): NodeContent => ({
  cells,
  reporters,
  newestReceivedAt: '2026-10-15T02:00:00.000Z',
  cellReporters: Object.fromEntries(
    Object.keys(cells).flatMap((key, index) => {
      const set = own(index);
      return set === null ? [] : [[key, set]];
    }),
  ),
});

type Left = readonly [of: number, seed: number];
const nobody = 2_000_000_000;
const tenthOfAnIndicator = (at: number): Left => [10, at >> 3];
const halfOfACell = (at: number): Left => [2, at];

test.each<[string, number, number, ((at: number) => Left) | null, number]>([
  ['all of 7,200 have reported every cell', 7200, nobody, null, 1],
  ['half of 7,200, by no rule, have reported every cell', 7200, 2, null, 1],
  ['each of 8 indicators was left out by a tenth of 7,200', 7200, nobody, tenthOfAnIndicator, 2],
  ['each cell was left out by another half of 7,200: the most there can be', 7200, nobody, halfOfACell, 12],
  ['half of 72,000 have reported every cell', 72_000, 2, null, 3],
  ['each cell was left out by another half of 72,000: there is no room', 72_000, nobody, halfOfACell, 1],
])('the country where %s', async (_, systems, of, own, units) => {
  const known = new Map<string, string>();
  const set = ([left, seed]: Left): string => {
    const name = `${left} ${seed}`;
    const found = known.get(name) ?? drawn(systems, left, seed);
    known.set(name, found);
    return found;
  };
  const content = contentOf(drawn(systems, of, 1), (index) => own && set(own(index)));
  expect(readUnits(await sizeOf(folded(content)), true)).toBe(units);
});
