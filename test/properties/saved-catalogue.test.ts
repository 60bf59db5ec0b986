/** What `dtm check` says of a file without the hub is what the hub says of it by a dry run (issue 13, R26). */
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { checkSaved } from '../../shared/app/batches/check-saved.ts';
import { fakeSpill } from '../fakes/spill.ts';
import { chunksOf, csvOf } from '../fixtures/files.ts';
import { credential } from '../fixtures/registry.ts';
import { NOW } from '../fixtures/reports.ts';
import { savedOf } from '../fixtures/saved-catalogue.ts';
import { batchHub } from '../shared/app/batches/batch-hub.ts';
import { sized } from '../size.ts';
import { tables } from './arbitrary-files.ts';

vi.setConfig({ testTimeout: 60_000 });

const senders = fc.constantFrom(
  ...[credential(), credential({ agency: 'H26' }), credential({ agency: 'H26' })],
  credential({ agency: 'H26', systems: ['H26.dvc', 'H26.thu'] }),
  credential({ agency: 'H49' }),
  credential({ agency: 'H26.05' }),
);

test('row for row, count for count, total for total', async () => {
  const counts = { accepted: 0, refused: 0, errors: 0 };
  await fc.assert(
    fc.asyncProperty(tables, senders, async ({ names, rows }, sender) => {
      const text = csvOf([names, ...rows]);
      const { keyId, agency, systems } = sender;
      const hub = batchHub();
      const sent = { dryRun: true, agency, credential: { keyId, agency, systems } };
      const started = await hub.start(Buffer.from(text), sent);
      if (!started.ok) throw new Error(JSON.stringify(started.problem));
      const { id } = started.value.standing.record;
      await hub.drain();
      const record = await hub.read(id);

      const saved = await savedOf(hub.hub.registry, sender, NOW);
      const here = await checkSaved(saved, fakeSpill(), {
        bytes: chunksOf(text),
        ...{ mediaType: 'text/csv', encoding: 'identity', decimalComma: false, declared: [] },
        ...{ agency, now: NOW, seed: 7 },
      });
      if (record?.state === 'failed') {
        if (here.ok) throw new Error('the hub could not read it');
        expect(here.problem.problem.kind).toBe(record.problem?.kind);
        return;
      }
      if (!here.ok) throw new Error(JSON.stringify(here.problem));
      const { accepted, refused, errors, listed, totals, rows: read } = here.value;
      expect({ accepted, refused, totals }).toEqual({
        accepted: record?.result?.accepted,
        refused: record?.result?.refused,
        totals: record?.result?.totals,
      });
      expect(read).toBe(record?.cut?.rows);
      expect(errors.byCode).toEqual(record?.errors?.byCode);
      expect(listed.map((one) => JSON.stringify(one)).sort()).toEqual((await hub.errors(id)).sort());
      counts.accepted += accepted;
      counts.refused += refused;
      counts.errors += errors.count;
    }),
    { numRuns: sized(150, 1_000) },
  );
  // Both were met.
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(0);
});
