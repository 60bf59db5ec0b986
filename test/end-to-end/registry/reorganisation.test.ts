/** Reorganisations at the running hub: earlier periods keep their tree, later ones have the new one, all totals right. */
import type { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Seed } from '../../../shared/app/registry/load-seed.ts';
import type { RegistryDifference } from '../../../shared/contract/registry/import.ts';
import type { Agency, System } from '../../../shared/contract/registry.ts';
import { filesOf } from '../../fixtures/registry-files.ts';
import { fewAgencies } from '../few-agencies.ts';
import { startHub, type TestHub, TODAY } from '../hub.ts';
import { DEAD_LETTERS, messagesIn, operatorSqs, untilQuiet } from '../queues.ts';
import { report } from '../report.ts';
import { type Sender, senderOf } from '../sender.ts';
import {
  differing,
  event,
  figure,
  forgetRegistry,
  increment,
  postEvent,
  sent,
  totalsBy,
} from '../stories.ts';
import { importFiles } from './import.ts';

/** The month 2026-11 ends on 2026-11-14, 2026-12 on 2026-12-14. */
const LAST_DAY = '2026-11-14';
const FROM = '2026-11-15';

let hub: TestHub;
let sqs: SQSClient;
let country: Sender;
const reported = [
  ['H26.05.01.001.hatang', 1],
  ['H26.18.motcua', 10],
  ['H26.dvc', 100],
  ['G06.dvc', 1000],
] as const;

beforeAll(async () => {
  hub = await startHub(TODAY, { country: fewAgencies });
  sqs = operatorSqs(hub.twin);
  country = senderOf(hub, await hub.issue('VN', { scopes: ['submit', 'read'] }));
}, 120_000);
afterAll(async () => {
  sqs.destroy();
  await hub.stop();
});

/** What `dtm registry load` does, with a seed that was changed; waits until the refolds are done. */
let seed: Seed;
async function reorganise(changes: {
  agency?: (one: Agency) => Agency;
  system?: (one: System) => System;
}): Promise<RegistryDifference> {
  seed ??= hub.seed;
  seed = {
    ...seed,
    agencies: seed.agencies.map((one) => changes.agency?.(one) ?? one),
    systems: seed.systems.map((one) => changes.system?.(one) ?? one),
  };
  const { difference } = await importFiles(hub, filesOf(seed));
  await untilQuiet(sqs, hub.twin, 30_000);
  forgetRegistry(hub);
  return difference;
}

const system = (id: string, to: string) => (one: System) =>
  one.id === id
    ? {
        ...one,
        history: [
          { from: one.history[0]?.from ?? '', to: LAST_DAY, agency: one.history[0]?.agency ?? '' },
          { from: FROM, to: null, agency: to },
        ],
      }
    : one;

async function expectRight(): Promise<void> {
  for (const period of ['2026-11', '2026-12'])
    for (const dataset of ['etx-monthly', 'etx-daily']) {
      expect([dataset, period, await differing(hub, dataset, period)]).toEqual([dataset, period, []]);
    }
  expect(await messagesIn(sqs, hub.twin, DEAD_LETTERS)).toBe(0);
}

const sentBy = async (agency: string, period: string) =>
  figure(await totalsBy(country, { dataset: 'etx-daily', period, agency }), 'sharing.messages-sent');

test('before anything moves every total has what its systems sent', async () => {
  for (const [system, value] of reported) {
    const dated = event(system, [increment('2026-11-20T01:15:00.000Z', [sent(value)])]);
    expect((await postEvent(country, dated, 'now')).status).toBe(202);
    const earlier = event(system, [increment('2026-11-10T01:15:00.000Z', [sent(value)])]);
    expect((await postEvent(country, earlier, 'before')).status).toBe(202);
    expect((await country.post(report(hub.seed, { system, period: '2026-11' }, value))).status).toBe(202);
  }
  await untilQuiet(sqs, hub.twin, 20_000);
  expect(await sentBy('H26', '2026-12')).toBe('111');
  expect(await sentBy('VN', '2026-11')).toBe('1111');
  await expectRight();
}, 60_000);

test('a system that moves counts at its new agency from then on, and at the old one before', async () => {
  const load = await reorganise({ system: system('H26.dvc', 'H26.05') });
  expect(load.refolds).toBeGreaterThan(0);
  expect(await sentBy('H26.05', '2026-12')).toBe('101');
  expect(await sentBy('H26.05', '2026-11')).toBe('1');
  expect(await sentBy('H26', '2026-12')).toBe('111');
  const { children } = await totalsBy(country, { dataset: 'etx-daily', period: '2026-12', agency: 'H26' });
  expect(children.map(({ node }) => node)).toEqual(['H26.05', 'H26.18']);
  await expectRight();
}, 60_000);

test('an agency that moves to another parent takes its total along, from the day on', async () => {
  // The centre H26.05.01 with its division comes directly under the province.
  await reorganise({
    agency: (one) => {
      const [only] = one.history;
      if (one.code !== 'H26.05.01' || only === undefined) return one;
      return {
        ...one,
        history: [
          { ...only, to: LAST_DAY },
          { ...only, from: FROM, parent: 'H26' },
        ],
      };
    },
  });
  expect(await sentBy('H26.05', '2026-12')).toBe('100');
  expect(await sentBy('H26.05', '2026-11')).toBe('1');
  expect(await sentBy('H26.05.01', '2026-12')).toBe('1');
  expect(await sentBy('H26', '2026-12')).toBe('111');
  const { children } = await totalsBy(country, { dataset: 'etx-daily', period: '2026-12', agency: 'H26' });
  expect(children.map(({ node }) => node)).toEqual(['H26.05', 'H26.05.01', 'H26.18']);
  await expectRight();
}, 60_000);

test('an agency that closes and merges gives its systems to the other; its code keeps what it had', async () => {
  await reorganise({
    agency: (one) => {
      const [only] = one.history;
      if (one.code !== 'H26.18' || only === undefined) return one;
      return { ...one, history: [{ ...only, to: LAST_DAY }], mergedInto: 'H26.05' };
    },
    system: (one) => (one.history.at(-1)?.agency === 'H26.18' ? system(one.id, 'H26.05')(one) : one),
  });
  expect(await sentBy('H26.18', '2026-11')).toBe('10');
  expect(await sentBy('H26.18', '2026-12')).toBeNull();
  expect(await sentBy('H26.05', '2026-12')).toBe('110');
  expect(await sentBy('VN', '2026-12')).toBe('1111');
  const refused = await country.post(
    report(hub.seed, { system: 'H26.18.motcua', period: '2026-12', agency: 'H26.18' }),
  );
  expect([409, 422]).toContain(refused.status);
  await expectRight();
}, 60_000);

test('a renaming changes names only, and nothing is folded', async () => {
  const renamed = { vi: 'Tên mới', en: 'New name' };
  const load = await reorganise({
    agency: (one) => {
      const last = one.history.at(-1);
      if (one.code !== 'G06' || last === undefined) return one;
      return { ...one, history: [...one.history.slice(0, -1), { ...last, names: renamed }] };
    },
  });
  expect([load.changed.names, load.refolds]).toEqual([['agency G06'], 0]);
  expect(await sentBy('G06', '2026-12')).toBe('1000');
  await expectRight();
}, 60_000);

test('what comes in after the reorganisation is counted in the new tree, late reports in the old one', async () => {
  const now = event('H26.dvc', [increment('2026-11-20T01:15:00.000Z', [sent(10_000)])]);
  expect((await postEvent(country, now, 'after')).status).toBe(202);
  const late = event('H26.dvc', [increment('2026-11-11T01:15:00.000Z', [sent(20_000)])]);
  expect((await postEvent(country, late, 'after')).status).toBe(202);
  await untilQuiet(sqs, hub.twin, 20_000);
  expect(await sentBy('H26.05', '2026-12')).toBe('10110');
  expect(await sentBy('H26.05', '2026-11')).toBe('1');
  expect(await sentBy('H26', '2026-11')).toBe('20111');
  await expectRight();
}, 60_000);
