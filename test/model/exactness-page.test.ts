/** docs/exactness.md: its snippet says what the hub says, and what it links to is there. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { LedgerEntry } from '../../shared/contract/submissions/ledger.ts';
import { entry } from '../fixtures/reports.ts';
import { eventWish, reportWish, storyHub, withdrawalWish } from '../stories/hub.ts';
import { type StoryStore, storeInMemory } from '../stories/stores.ts';
import { engine } from './engine.ts';
import { period } from './small-country.ts';

const docs = fileURLToPath(new URL('../../docs/', import.meta.url));
const page = readFileSync(join(docs, 'exactness.md'), 'utf8');
const door = { ahead: 0, behind: 0, fault: 'none' as const };

/** What was counted, and the journal of it: in the order of the queue and once more the other way round. */
async function counted(): Promise<{ store: StoryStore; journal: LedgerEntry[] }> {
  const store = await storeInMemory();
  const hub = storyHub(store, engine);
  const wishes = [
    reportWish('H26.dvc', 1, 5),
    reportWish('H26.dvc', 2, 3),
    reportWish('G06.dvc', 1, 1.5),
    reportWish('H49.dvc', 1, 9),
    eventWish('H26.dvc', 'a', 0, -2.5),
    eventWish('H26.dvc', 'b', 0, 4),
    eventWish('G06.dvc', 'a', 1, 0.5),
  ];
  for (const wish of wishes) expect(await hub.ask(wish, door)).toMatchObject({ ok: true });
  for (const of of [reportWish('H49.dvc', 1, 9), eventWish('H26.dvc', 'b', 0, 4)])
    expect(await hub.ask(withdrawalWish(of), door)).toMatchObject({ ok: true });
  await hub.drain();
  const journal = hub.journal.flat();
  return { store, journal: [...journal, ...journal.toReversed()] };
}

function recompute(journal: readonly LedgerEntry[], dataset: string): string {
  const [, code] = /```js\n([\s\S]*?)```/.exec(page) ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'dtm-exactness-'));
  try {
    writeFileSync(join(folder, 'recompute.mjs'), code ?? '');
    const lines = journal.map((entry) => `${JSON.stringify(entry)}\n`).join('');
    const given = [join(folder, 'recompute.mjs'), dataset, period.id, 'volume'];
    const { stdout, stderr } = spawnSync(process.execPath, given, { input: lines, encoding: 'utf8' });
    return stdout + stderr;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the page on exactness', () => {
  test.each(['monthly', 'fine'])(
    'its snippet finds the total of %s from the journal alone',
    async (dataset) => {
      const { store, journal } = await counted();
      const key = { dataset, period: period.id, parent: null, node: 'VN' };
      const volume = (await store.readNode(key))?.content.cells.volume;
      expect(volume).toBe(dataset === 'monthly' ? '4.5' : '-2');
      expect(recompute(journal, dataset)).toBe(`${volume}\n`);
    },
  );

  const evidence = entry({
    dataset: 'owed',
    cells: { 'owed.drill': ['2026-09-01', '15/BB', 'e'.repeat(64)], none: [] },
  });
  const content = { cells: { volume: '1.6' }, increments: [] };

  test('its snippet sees an entry of any kind that is not what was sent: by its digest, or by its content', async () => {
    const journal = [...(await counted()).journal, evidence];
    expect(recompute(journal, 'monthly')).not.toContain('not what was sent');
    for (const kind of ['report', 'event', 'withdrawal', 'event-withdrawal', 'evidence']) {
      const one = kind === 'evidence' ? evidence : journal.find((line) => line.kind === kind);
      if (one === undefined) throw new Error(`no ${kind} is journalled`);
      const altered = [
        { ...one, digest: 'f'.repeat(64) },
        { ...one, dataset: 'other' },
      ];
      const withOther = kind.endsWith('withdrawal') ? [] : [{ ...one, ...content }];
      for (const line of [...altered, ...withOther])
        expect(recompute([line as LedgerEntry], 'monthly')).toContain(
          `not what was sent: {"kind":"${one.kind}"`,
        );
    }
  });

  test('what it links to is there', () => {
    const links = [...page.matchAll(/\]\((?!http)([^)#]+)\)/g)].map(([, link = '']) => link);
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((link) => !existsSync(join(docs, link)))).toEqual([]);
  });
});
