/** What `dtm me`, `catalogue`, `agencies` and `systems` make of the answers that the OpenAPI document shows. */
import { expect, test } from 'vitest';
import { catalogueText, datasetText } from '../../cli/catalogue-text.ts';
import { meText } from '../../cli/me-text.ts';
import { agenciesText, systemsText } from '../../cli/tree-text.ts';
import { WIDTH } from '../../cli/view.ts';
import { Me } from '../../shared/contract/access/me.ts';
import { CatalogueAnswer, DatasetDescription } from '../../shared/contract/registry/catalogue-answers.ts';
import { AgencyList, SystemList } from '../../shared/contract/registry/tree-answers.ts';
import { meExample } from '../../shared/http/access/examples/me.ts';
import { catalogueExample, datasetExample } from '../../shared/http/registry/catalogue-examples.ts';
import { agenciesExample, systemsExample } from '../../shared/http/registry/examples.ts';
import { english } from '../fixtures/view.ts';

const found = AgencyList.parse(agenciesExample.answer);
const me = meText(Me.parse(meExample.answer), english);
const catalogue = catalogueText(CatalogueAnswer.parse(catalogueExample.answer), english);
const dataset = datasetText(DatasetDescription.parse(datasetExample.answer), english);
const agencies = agenciesText(found, english);
const systems = systemsText(SystemList.parse(systemsExample.answer), english);

test('the key, until when, and each open period with its deadlines in Vietnam’s time', () => {
  expect(me).toMatch(
    /^Key bri9pl6bjkbi of H26 People's Committee of Ha Noi\nmay submit, read until 2027-11-20 09:30 \+07:00;/,
  );
  expect(me).toContain('14 systems, of which 14 may report');
  expect(me).toMatch(/etx-monthly +2026-11 +2026-10-15 to +2026-11-17 00:00 \+07:00 commune +14\n/);
  expect(me).toMatch(/2026-11-14 +2026-11-19 00:00 \+07:00 department\n/);
});

test('the catalogue by dataset, and a dataset with ranges, checks and code lists', () => {
  expect(catalogue).toMatch(/^Catalogue of version 1\. Illustrative/);
  expect(catalogue).toMatch(/etx-yearly .*report +year +25/);
  expect(dataset).toMatch(/^etx-inspection: .*, report by half-year, 13 cells, version 1\n/);
  expect(dataset).toMatch(/complaints\.received +kind +case +0 +0 to 10 000 000/);
  expect(dataset).toMatch(/connectivity\.longest-outage +minute +1 +0 to 530 000/);
  expect(dataset).toContain('refused-within-requested: "');
  expect(dataset).toContain('kind: internal, agency, citizen, business');
  const told = {
    ...DatasetDescription.parse(datasetExample.answer),
    provenance: { vi: 'Theo', en: 'After it' },
  };
  expect(datasetText(told, english)).toContain('\nAfter it\n');
});

test('agencies in both languages, with what became of one that has ended; systems with their stage', () => {
  expect(agencies).toMatch(/H26\.18 +Ủy ban nhân dân phường Hoàn Kiếm .*\n\(00070\) +People's Committee/);
  const [one] = found.agencies;
  if (one === undefined) throw new Error('nothing found');
  const merged = { ...one, state: 'merged' as const, to: '2025-06-30', mergedInto: 'H49' };
  const text = agenciesText({ ...found, node: one, agencies: [merged], next: 'WyJ4Il0' }, english);
  expect(text).toMatch(
    /^H26\.18 People's Committee of Hoan Kiem Ward, as of 2026-11-20: 0 agencies and 1 system/,
  );
  expect(text).toContain('2025-06-30, now H49');
  expect(text).toMatch(/There are more: go on with --after WyJ4Il0$/);
  expect(systems).toMatch(/H26\.18\.motcua +One-stop .* H26\.18 +connected +2026-06-30$/);
});

test.each(Object.entries({ me, catalogue, dataset, agencies, systems }))('%s fits a terminal', (_, text) => {
  const sentences = (line: string) => /^(Catalogue|Every|etx-inspection:| {2})/.test(line);
  const wide = text.split('\n').filter((line) => line.length > WIDTH && !sentences(line));
  expect(wide).toEqual([]);
});
