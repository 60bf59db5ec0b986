/** Verdicts by file are those by call, in any order of rows: batches add no rule of their own (issue 13). */
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { judgeRows } from '../../shared/app/batches/judge-rows.ts';
import { plainLines } from '../../shared/app/batches/read/plain-lines.ts';
import { dryRun } from '../../shared/app/submissions/submit.ts';
import { assembler } from '../../shared/domain/batches/assemble.ts';
import type { FileSubmission } from '../../shared/domain/batches/file-submission.ts';
import { placer } from '../../shared/domain/batches/place-row.ts';
import type { PlacedRow } from '../../shared/domain/batches/placed-row.ts';
import { readHeader } from '../../shared/domain/batches/read-header.ts';
import { type RowRun, readHead, rowsOfRun, runPlacer } from '../../shared/domain/batches/row-runs.ts';
import { type FileRow, plainRow } from '../../shared/domain/batches/rows.ts';
import { fakeHub } from '../fakes/hub.ts';
import { compiled } from '../fixtures/catalogue.ts';
import { credential } from '../fixtures/registry.ts';
import { NOW } from '../fixtures/reports.ts';
import { sized } from '../size.ts';
import { type Table, tables } from './arbitrary-files.ts';

vi.setConfig({ testTimeout: 60_000 });

function submissionsOf({ names }: Table, rows: readonly FileRow[]): FileSubmission[] {
  const layout = readHeader({ row: 1, names }, compiled, { decimalComma: false });
  if (!layout.ok) throw new Error(JSON.stringify(layout.problem));
  const place = placer(layout.value);
  const placed = rows.map(place).filter((row) => 'group' in row);
  const read = spilled(runPlacer(layout.value)({ rows }).runs);
  expect(read).toEqual(placed);
  return [...Map.groupBy(read, ({ group }) => group).values()].map(assembler(layout.value));
}

/** As they come back. */
const spilled = (runs: readonly RowRun[]): PlacedRow[] =>
  runs
    .flatMap(({ text }) => {
      const [head = '', ...lines] = text.slice(0, -1).split('\n');
      expect(lines).toHaveLength(readHead(head).count);
      return rowsOfRun(readHead(head), lines.join('\n'));
    })
    .sort((a, b) => a.row - b.row);

test('a row is of the same submission whether its line was parted when it was read or later', async () => {
  const blanks = fc.constantFrom('', '', '', ' ', '\u00A0', '\r', '\x1F');
  await fc.assert(
    fc.asyncProperty(
      tables,
      fc.infiniteStream(blanks),
      fc.infiniteStream(fc.constantFrom('\n', '\r\n', '\n,\n')),
      async ({ names, rows }, between, breaks) => {
        const bare = (text: string) => text.replaceAll('"', '') + between.next().value;
        const text = rows.map((fields) => `${fields.map(bare).join(',')}${breaks.next().value}`).join('');
        const layout = readHeader({ row: 1, names }, compiled, { decimalComma: false });
        if (!layout.ok) throw new Error(JSON.stringify(layout.problem));
        const others: FileRow[] = [];
        const { plain } = plainLines(text, {
          ...{ delimiter: ',', row: 1, columns: () => names.length },
          other: (row, fields) => others.push({ row, fields }),
        });
        const parted = plain.rows.map((_, index) => plainRow(plain, index));
        const place = runPlacer(layout.value);
        const [late, early] = [place({ rows: [], plain }), place({ rows: parted })];
        const trimmed = (runs: readonly RowRun[]) =>
          spilled(runs).map((row) => ({ ...row, fields: row.fields.map((field) => field.trim()) }));
        expect(trimmed(late.runs)).toEqual(trimmed(early.runs));
        expect(late.findings).toEqual(early.findings);
      },
    ),
    { numRuns: sized(300, 2_000) },
  );
});

const rowsOf = ({ rows }: Table): FileRow[] => rows.map((fields, index) => ({ row: index + 2, fields }));
const sent = { credential: credential({ agency: 'H26' }), receivedAt: NOW };

test('the verdict by file is the dry run of the body that was put together, error for error', async () => {
  await fc.assert(
    fc.asyncProperty(tables, async (drawn) => {
      const hub = fakeHub();
      for (const submission of submissionsOf(drawn, rowsOf(drawn))) {
        expect(submission.canonical).toBe(canonicalize(submission.body));
        const byFile = await judgeRows(hub.submitPorts, submission, sent);
        const { body, idempotencyKey } = submission;
        const byCall = await dryRun(hub.submitPorts, {
          ...{ body: JSON.parse(JSON.stringify(body)), bodyLiterals: [], bodyFindings: [] },
          ...{ sha256: 'a'.repeat(64), idempotencyKey, ...sent },
        });
        if (byCall.ok && submission.findings.length === 0) {
          if (!byFile.ok) throw new Error(JSON.stringify(byFile.findings));
          expect(byFile.value.entry.digest).toBe(byCall.value.digest);
          continue;
        }
        if (byFile.ok) throw new Error(`${submission.canonical} is refused by the call`);
        const said = new Set(submission.findings.map(({ row, column }) => `${row} ${column}`));
        const ofCall = byCall.ok ? [] : byCall.problem.findings;
        const expected = ofCall
          .flatMap(submission.locate)
          .filter(({ row, column }) => !said.has(`${row} ${column}`))
          .map((finding) => JSON.stringify(finding));
        const ofRows = submission.findings.map((finding) => JSON.stringify(finding));
        expect(byFile.findings.map((finding) => JSON.stringify(finding)).sort()).toEqual(
          [...new Set([...ofRows, ...expected])].sort(),
        );
        // Each has a place in the file, and what stands there is said.
        for (const { row, column, value } of byFile.findings) {
          const fields = drawn.rows[(row ?? 0) - 2];
          expect(fields).toBeDefined();
          if (column !== null) expect(value ?? '').toBe(fields?.[drawn.names.indexOf(column)]?.trim());
        }
      }
    }),
    { numRuns: sized(300, 2_000) },
  );
});

/** Cells twice are in the order of their rows, and refused. */
const hasTwice = ({ canonical }: FileSubmission): boolean => {
  const { cells = [], increments = [] } = JSON.parse(canonical) as Record<string, { cells?: object[] }[]>;
  return [cells as object[], ...increments.map((one) => one.cells ?? [])].some((list) => {
    const places = list.map((cell) => JSON.stringify(cell, ['dimensions', 'indicator', 'kind', 'channel']));
    return new Set(places).size < places.length;
  });
};

test('any order of the rows in the file gives the same submissions', async () => {
  const shuffled = tables.chain((drawn) => {
    const { length } = drawn.rows;
    const rows = fc.shuffledSubarray([...drawn.rows], { minLength: length, maxLength: length });
    return fc.tuple(fc.constant(drawn), rows);
  });
  const contents = (drawn: Table) =>
    new Map(submissionsOf(drawn, rowsOf(drawn)).map((one) => [one.submission, one]));
  await fc.assert(
    fc.asyncProperty(shuffled, async ([drawn, rows]) => {
      const [before, after] = [contents(drawn), contents({ ...drawn, rows })];
      expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
      for (const [name, one] of before) {
        const other = after.get(name);
        expect(other?.findings.length === 0).toBe(one.findings.length === 0);
        if (one.findings.length === 0 && !hasTwice(one)) expect(other?.canonical).toBe(one.canonical);
      }
    }),
    { numRuns: sized(500, 2_000) },
  );
});
