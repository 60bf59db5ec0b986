import { expect, it } from 'vitest';
import { simulate } from '../../bench/simulate/simulate.ts';
import { sized } from '../size.ts';

const submissions = sized(8_000, 50_000);

it('leaves no total that differs from the replay or from the plain account, whatever fails on the way', async () => {
  const run = await simulate({ submissions, agencies: 600, seed: 7 });
  expect(run.examples).toEqual([]);
  expect(run).toMatchObject({ differences: 0, wrong: 0 });
  // The story was not an idle one.
  expect(run.compared).toBeGreaterThan(1000);
  expect(run.story.duplicates).toBeGreaterThan(submissions * 0.075);
  expect(run.story.corrections).toBeGreaterThan(submissions * 0.075);
  expect((run.network.failed + run.network.lost) / run.network.calls).toBeGreaterThan(0.045);
  expect(run.died).toBeGreaterThan(0);
  expect(run.queue.again).toBeGreaterThan(50);
}, 300_000);

it('is the same run again for the same seed, and another one for another', async () => {
  const tiny = { submissions: 2000, agencies: 200, seed: 3 };
  const [first, second, other] = [
    await simulate(tiny),
    await simulate(tiny),
    await simulate({ ...tiny, seed: 4 }),
  ];
  expect(second).toEqual(first);
  expect(other.digest).not.toBe(first.digest);
  expect(other.storyDigest).not.toBe(first.storyDigest);
}, 60_000);

it.each(['a batch is acknowledged before it is folded', 'only first revisions are read'] as const)(
  'finds the wrong totals of an engine where %s',
  async (sabotage) => {
    const run = await simulate({ submissions: 8000, agencies: 200, seed: 6, sabotage });
    expect(run.died).toBeGreaterThan(0);
    expect(run.differences + run.wrong).toBeGreaterThan(0);
  },
  60_000,
);
