/** The files that docs/guide-for-files.md shows, judged by the shipped catalogue. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readCsv } from '../../../../shared/app/batches/read/read-csv.ts';
import { readNdjson } from '../../../../shared/app/batches/read/read-ndjson.ts';
import { Catalogue } from '../../../../shared/contract/registry.ts';
import { compileCatalogue } from '../../../../shared/domain/registry/cell.ts';
import { fakeHub } from '../../../fakes/hub.ts';
import { check } from '../../../fixtures/files.ts';

const projectFile = (path: string) => new URL(`../../../../${path}`, import.meta.url);
const guide = readFileSync(projectFile('docs/guide-for-files.md'), 'utf8');
const seed = compileCatalogue(
  Catalogue.parse(JSON.parse(readFileSync(projectFile('seed/catalogue.json'), 'utf8'))),
);
/** The guide's system is of the small country of the fixtures. */
const files = [...guide.matchAll(/```(csv|json)\n([\s\S]*?)```/g)].map(([, format = '', text = '']) => ({
  format,
  text: text.replaceAll('H01.dvc', 'H26.dvc'),
}));

test.each(files)('an example of the guide is accepted: $format', async ({ format, text }) => {
  const hub = fakeHub();
  const submitPorts = { ...hub.submitPorts, readCatalogue: async () => ({ value: seed, version: 1 }) };
  const { accepted, findings } = await check(text, {
    hub: { ...hub, submitPorts },
    read: format === 'csv' ? readCsv : readNdjson,
    receivedAt: Date.parse('2026-11-20T04:00:00Z'),
  });
  expect(findings).toEqual([]);
  expect(accepted).toHaveLength(1);
});

test('there are three', () => {
  expect(files).toHaveLength(3);
});
