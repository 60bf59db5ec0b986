/** A template is the file that is sent: filled with right values it is accepted as it stands, of every dataset, in both formats. */
import { describe, expect, test } from 'vitest';
import { checkFile } from '../../../../shared/app/batches/check-file.ts';
import { packing } from '../../../../shared/app/batches/packing.ts';
import { readCsv } from '../../../../shared/app/batches/read/read-csv.ts';
import { readWorkbook } from '../../../../shared/app/batches/read/read-workbook.ts';
import { readTemplate, type TemplateQuery } from '../../../../shared/app/batches/read-template.ts';
import { readSeed } from '../../../../shared/app/registry/load-seed.ts';
import type { Credential } from '../../../../shared/contract/registry.ts';
import type { Cell } from '../../../../shared/contract/submissions/submission.ts';
import type { FileRow, ReadRows } from '../../../../shared/domain/batches/rows.ts';
import { templateCsv } from '../../../../shared/domain/batches/template/template-csv.ts';
import { templateWorkbook } from '../../../../shared/domain/batches/template/template-workbook.ts';
import { cellKey } from '../../../../shared/domain/registry/cell.ts';
import { fakeLedger } from '../../../fakes/ledger.ts';
import { fakeRegistry } from '../../../fakes/registry.ts';
import { fakeSpill } from '../../../fakes/spill.ts';
import { rowsIn } from '../../../fixtures/files.ts';
import { credential, snapshotOf } from '../../../fixtures/registry.ts';
import { smallSeedFiles } from '../../../fixtures/small-seed.ts';
import { partsOf, textRow, zipOf } from '../../../fixtures/workbooks/workbook.ts';

const NOW = Date.parse('2026-11-20T02:30:00.000Z');
const seed = readSeed(smallSeedFiles());
if (!seed.ok) throw new Error('the seed has faults');
const { agencies, systems, catalogue, calendar } = seed.value;
const registry = fakeRegistry(snapshotOf(1, agencies, systems), catalogue, calendar);
const ledger = fakeLedger(() => NOW);
const { value: compiled } = await registry.readCatalogue();
const workbooks = readWorkbook(compiled);

const template = async (asked: Partial<TemplateQuery>, who: Partial<Credential> = { agency: 'H26' }) => {
  const query = { dataset: 'etx-monthly', node: null, period: null, after: null, ...asked };
  return readTemplate(registry, credential(who), query, NOW);
};
async function right(...asked: Parameters<typeof template>) {
  const answer = await template(...asked);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  return answer.value;
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}

async function contentOf(bytes: Uint8Array, read: ReadRows) {
  const rows: FileRow[] = [];
  let names: readonly string[] = [];
  for await (const stretch of read(once(bytes))) {
    expect(stretch.findings).toEqual([]);
    names = stretch.header?.names ?? names;
    rows.push(...rowsIn(stretch));
  }
  expect(rows.flatMap(({ findings = [] }) => findings)).toEqual([]);
  return { names, rows: rows.map(({ fields }) => fields) };
}

/** What stands in the columns of a cell, as the catalogue's example has it. */
function figuresOf(cells: readonly Cell[]): Map<string, string> {
  const figures = new Map<string, string>();
  for (const { indicator, dimensions = {}, ...parts } of cells) {
    const key = cellKey(
      indicator,
      Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    if (parts.evidence === null) figures.set(`${key}:day`, 'không có');
    if (parts.value !== undefined) figures.set(key, String(parts.value));
    if (parts.numerator !== undefined) figures.set(`${key}:numerator`, String(parts.numerator));
    if (parts.denominator !== undefined) figures.set(`${key}:denominator`, String(parts.denominator));
  }
  return figures;
}

const nameIn = (heading: string): string => /\[([^\]]*)\]$/.exec(heading)?.[1] ?? '';

/** Each row with the figures of the example; of events also a key and a window. */
function filled(
  names: readonly string[],
  rows: readonly (readonly string[])[],
  cells: readonly Cell[],
): string[][] {
  const figures = figuresOf(cells);
  const window = { from: '2026-11-19T08:00:00+07:00', to: '2026-11-19T08:00:30+07:00' };
  return rows.map((row, index) =>
    names.map((heading, column) => {
      const name = nameIn(heading);
      const there = row[column] ?? '';
      if (there !== '') return there;
      if (name === 'key') return `row-${index}`;
      return name === 'from' || name === 'to' ? window[name] : (figures.get(name) ?? '');
    }),
  );
}

async function judge(bytes: Uint8Array, read: ReadRows, who: Credential) {
  const accepted: string[] = [];
  const findings: unknown[] = [];
  const ports = {
    ...registry,
    findEntry: ledger.findEntry,
    readHighest: ledger.readHighest,
    spill: fakeSpill(),
  };
  const sizes = { partitions: 2, seed: 1, held: 10_000 };
  const file = { bytes: once(bytes), read, decimalComma: false, credential: who, receivedAt: NOW, sizes };
  const told = {
    accepted: ({ entry }: { entry: { system: string } }) => accepted.push(entry.system),
    refused: () => {},
    found: (those: readonly unknown[]) => findings.push(...those),
  };
  const verdict = await checkFile(ports, file, told as never);
  if (!verdict.ok) findings.push(...verdict.problem);
  return { accepted: accepted.sort(), findings: findings.slice(0, 3) };
}

/** In quotes only where a semicolon, a quotation mark or a line break stands: headings have commas. */
const asExcelSaves = (text: string): string =>
  /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

const datasets = catalogue.datasets.map(({ id }) => id);

describe.each(datasets)('%s', (id) => {
  const who = credential({ agency: id === 'hub-probes' ? 'G06' : 'H26' });

  test('as CSV: what is filled in is accepted, a submission for each system', async () => {
    const { template: found } = await right({ dataset: id }, who);
    const { names, rows } = await contentOf(Buffer.from(templateCsv(found)), readCsv);
    expect(rows.length).toBeGreaterThan(0);
    const lines = [names, ...filled(names, rows, found.description.example)];
    const sent = Buffer.from(lines.map((line) => line.map(asExcelSaves).join(';')).join('\r\n'));
    const ids = found.rows.map(([system]) => system);
    expect(await judge(sent, readCsv, who)).toEqual({ accepted: ids, findings: [] });
  });

  test('as a workbook: the same headings and rows, and what is filled in is accepted', async () => {
    const { template: found } = await right({ dataset: id }, who);
    const csv = await contentOf(Buffer.from(templateCsv(found)), readCsv);
    const { names, rows } = await contentOf(templateWorkbook(found, packing), workbooks);
    const width = names.length;
    const wide = rows.map((row) => [...row, ...Array<string>(width - row.length).fill('')]);
    expect({ names, rows: wide }).toEqual(csv);
    const escaped = [names, ...filled(names, rows, found.description.example)].map((line) =>
      textRow(...line.map((text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'))),
    );
    const ids = found.rows.map(([system]) => system);
    expect(await judge(zipOf(partsOf(escaped.join(''))), workbooks, who)).toEqual({
      accepted: ids,
      findings: [],
    });
  });
});

describe('which systems and which period', () => {
  const ids = async (...asked: Parameters<typeof template>) =>
    (await right(...asked)).template.rows.map(([system]) => system);

  test('all that the key may report for, of several agencies too; or those of one and below it', async () => {
    const vendor = { agency: 'H26.18', furtherAgencies: ['H01'] };
    const all = await ids({}, vendor);
    expect(all).toContain('H26.18.motcua');
    expect(all.some((id) => id?.startsWith('H01.'))).toBe(true);
    expect(await ids({ node: 'H26.18' }, vendor)).toEqual(['H26.18.motcua']);
    expect((await ids({})).length).toBeGreaterThan((await ids({ node: 'H26.18' })).length);
    expect(await ids({}, { agency: 'H26', systems: ['H26.dvc'] })).toEqual(['H26.dvc']);
  });

  test('the period that is over and open, or the one that is asked for, with revision 1 and the name of the system', async () => {
    const { template: found } = await right({ node: 'H26.18' });
    expect(found.period.id).toBe('2026-11');
    expect(found.rows).toEqual([
      ['H26.18.motcua', 'Hệ thống một cửa điện tử phường Hoàn Kiếm', 'etx-monthly', '2026-11', '1'],
    ]);
    expect((await right({ period: '2026-12' })).template.period.id).toBe('2026-12');
  });

  test('by agency those that were its own in the period, where a report counts, though they have moved since', async () => {
    const moved = systems.map((one) =>
      one.id !== 'H26.18.motcua'
        ? one
        : {
            ...one,
            history: [
              { from: one.history[0]?.from ?? '', to: '2026-11-30', agency: 'H26.18' },
              { from: '2026-12-01', to: null, agency: 'H26' },
            ],
          },
    );
    const later = fakeRegistry(snapshotOf(1, agencies, moved), catalogue, calendar);
    const idsIn = async (period: string) => {
      const query = { dataset: 'etx-monthly', node: 'H26.18', period, after: null };
      const now = Date.parse('2026-12-02T02:30:00.000Z');
      const answer = await readTemplate(later, credential({ agency: 'H26' }), query, now);
      return answer.ok ? answer.value.template.rows.map(([system]) => system) : answer.problem;
    };
    expect(await idsIn('2026-11')).toEqual(['H26.18.motcua']);
    expect(await idsIn('2026-12')).toEqual([]);
  });

  test.each<[string, Partial<TemplateQuery>, string]>([
    ['a closed one', { period: '2026-01' }, 'period-closed'],
    ['one that has not begun', { period: '2027-03' }, 'future-period'],
    ['one of another kind', { period: '2026-Q4' }, 'impossible-period'],
    ['an agency that there is not', { node: 'H99' }, 'unknown-agency'],
    ['an agency of others', { node: 'H01' }, 'foreign-agency'],
    ['a system that there is not', { after: 'H26.none' }, 'unknown-cursor'],
  ])('%s is refused', async (_, asked, code) => {
    const answer = await template(asked);
    expect(answer.ok ? [] : answer.problem.findings.map((finding) => finding.code)).toEqual([code]);
  });

  test('a dataset that there is not is refused', async () => {
    expect(await template({ dataset: 'none' })).toMatchObject({ problem: { kind: 'dataset-not-found' } });
  });

  test('systems behind one', async () => {
    const all = await ids({});
    expect(await ids({ after: all[1] ?? '' })).toEqual(all.slice(2));
  });
});

test('more systems than a file has rows for: the next file begins behind the last one', async () => {
  const [one] = systems.filter(({ id }) => id === 'H26.18.motcua');
  if (one === undefined) throw new Error('no such system');
  const many = Array.from({ length: 5001 }, (_, index) => ({ ...one, id: `H26.18.s${10_000 + index}` }));
  const crowded = fakeRegistry(snapshotOf(1, agencies, many), catalogue, calendar);
  const asked = { dataset: 'etx-monthly', node: null, period: null };
  const first = await readTemplate(crowded, credential({ agency: 'H26' }), { ...asked, after: null }, NOW);
  expect(first).toMatchObject({ ok: true, value: { next: 'H26.18.s14999' } });
  const second = await readTemplate(
    crowded,
    credential({ agency: 'H26' }),
    { ...asked, after: 'H26.18.s14999' },
    NOW,
  );
  expect(second.ok && [second.value.template.rows.length, second.value.next]).toEqual([1, null]);
  const bytes = first.ok ? templateWorkbook(first.value.template, packing).length : 0;
  // What Lambda answers is at most 6 MB, in base64.
  expect(bytes).toBeLessThan(4_000_000);
});

test('a name that begins like a formula is shown and computes nothing', async () => {
  const evil = systems.map((one) =>
    one.id === 'H26.18.motcua' ? { ...one, names: { vi: "=cmd|' /C calc'!A0", en: 'x' } } : one,
  );
  const crooked = fakeRegistry(snapshotOf(1, agencies, evil), catalogue, calendar);
  const query = { dataset: 'etx-monthly', node: 'H26.18', period: null, after: null };
  const answer = await readTemplate(crooked, credential({ agency: 'H26' }), query, NOW);
  if (!answer.ok) throw new Error('refused');
  const { rows } = await contentOf(templateWorkbook(answer.value.template, packing), workbooks);
  expect(rows[0]?.[1]).toBe("'=cmd|' /C calc'!A0");
  expect(templateCsv(answer.value.template)).toContain(";'=cmd|' /C calc'!A0;");
});
