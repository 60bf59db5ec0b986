/** A hub in memory that takes files: the real judge, ledger and queue, and a file of one figure a row. */
import { hash } from 'node:crypto';
import type { PlacedStretch, PlaceRows } from '../../../../shared/app/batches/cut-file.ts';
import type { JudgeRows } from '../../../../shared/app/batches/judge-piece.ts';
import { type BatchOrder, startBatch } from '../../../../shared/app/batches/start-batch.ts';
import { type SweepBatchesPorts, sweepBatches } from '../../../../shared/app/batches/sweep-batches.ts';
import { type WorkPorts, workOnBatch } from '../../../../shared/app/batches/work-on-batch.ts';
import { judgeSubmission } from '../../../../shared/app/submissions/judge-submission.ts';
import { dryRun } from '../../../../shared/app/submissions/submit.ts';
import type { BatchMessage } from '../../../../shared/contract/batches/record.ts';
import { MINUTE } from '../../../../shared/domain/values/duration.ts';
import { fakeBatches } from '../../../fakes/batches.ts';
import { fakeHub } from '../../../fakes/hub.ts';
import { snapshotOf } from '../../../fixtures/registry.ts';
import { cellsOf, NOW, report } from '../../../fixtures/reports.ts';

/** A row is `system,value`: a report of one cell each time but for the value, so that a wrong value is a wrong report. */
export const fileOf = (rows: readonly (readonly [system: string, value: string])[]): Buffer =>
  Buffer.from(`system,value\n${rows.map((row) => row.join(',')).join('\n')}\n`);

const ROWS_IN_STRETCH = 2;

/** Takes up where it stopped, by rows. */
const placeRows: PlaceRows = async function* (bytes, _, after) {
  let text = '';
  for await (const chunk of bytes) text += Buffer.from(chunk).toString('utf8');
  const lines = text.split('\n').filter((line) => line !== '');
  const first = after === null ? 2 : after.row + 1;
  const body = after === null ? lines.slice(1) : lines;
  let at = after?.bytes ?? `${lines[0]}\n`.length;
  for (let from = 0; from < body.length; from += ROWS_IN_STRETCH) {
    const some = body.slice(from, from + ROWS_IN_STRETCH);
    const stop = some.indexOf('stop');
    const base = { column: null, key: null, details: {}, value: null, submission: null };
    const row = first + from;
    at += some.join('\n').length + 1;
    const stretch: PlacedStretch = {
      layout: { shape: 'long', kind: 'report', columns: [], decimalComma: false },
      rows: some.flatMap((line, index) => {
        const fields = line.split(',');
        return fields.length === 2
          ? [{ group: `${fields[0]}~monthly~2026-10`, row: row + index, fields }]
          : [];
      }),
      findings: some.flatMap((line, index) =>
        line.split(',').length === 2
          ? []
          : [
              {
                ...base,
                row: row + index,
                code: 'wrong-field-count' as const,
                details: { count: 1, expected: 2 },
              },
            ],
      ),
      stop: stop < 0 ? null : { ...base, row: row + stop, code: 'unclosed-quote' },
      upTo: { bytes: at, row: row + some.length - 1, header: null, delimiter: ',' },
    };
    yield stretch;
  }
};

export const ORDER = {
  credential: { keyId: 'abcdefghijkl', agency: 'H26', systems: null },
  agency: 'H26',
  mode: 'valid-rows',
  dryRun: false,
  run: 1,
  form: { mediaType: 'text/csv', encoding: 'identity', decimalComma: false },
  declared: [],
  now: NOW,
} satisfies Partial<BatchOrder>;

export function batchHub() {
  let time = NOW;
  const now = () => time;
  const hub = fakeHub(snapshotOf(1), now);
  const batches = fakeBatches(hub.queue.sendEntry);
  const { submitPorts } = hub;
  const judgeRows: JudgeRows = async (_, rows, { credential, receivedAt }) => {
    const [first, second] = rows;
    const [system = '', value = ''] = first?.fields ?? [];
    const body = report({ system, cells: cellsOf('monthly', () => value) });
    const submission = {
      ...{ body, bodyLiterals: [], bodyFindings: [], idempotencyKey: null, credential, receivedAt },
      sha256: hash('sha256', JSON.stringify(body)),
    };
    const findingOf = (code: 'duplicate-cell' | string) =>
      rows.map(({ row, group }) => ({
        ...{
          row,
          column: 'value',
          key: null,
          code: code as 'duplicate-cell',
          details: {},
          value,
          submission: group,
        },
      }));
    if (second !== undefined) return { ok: false, findings: findingOf('duplicate-cell') };
    const [verdict, judged] = [
      await dryRun(submitPorts, submission),
      await judgeSubmission(submitPorts, submission),
    ];
    if (!verdict.ok) return { ok: false, findings: findingOf(verdict.problem.findings[0]?.code ?? 'none') };
    const entry = judged.ok ? judged.value : judged.couldStand;
    if (entry === null) throw new Error('a verdict without an entry');
    return { ok: true, value: { entry, verdict: verdict.value.verdict, fate: {} } };
  };
  const ports = {
    ...submitPorts,
    ...batches.ports,
    placeRows,
    judgeRows,
    piecesFor: () => 3,
    now,
  };
  type Ports = typeof ports;
  /** All that can fail, as `change` makes it; clock, names, reader and judge are as they are. */
  const through = (change: <P extends object>(calls: P) => P): Ports => {
    const { now: _, newName, piecesFor, placeRows: place, judgeRows: judge, ...calls } = ports;
    return { ...change(calls), now, newName, piecesFor, placeRows: place, judgeRows: judge };
  };
  const always = () => true;
  const work = (message: BatchMessage, used: WorkPorts = ports, hasTime: () => boolean = always) =>
    workOnBatch(used, message, hasTime);
  /** Of all objects of a kind, in the order of their names, behind the lines of their heads. */
  const linesOf = (prefix: string, head: number): string[] =>
    [...batches.objects]
      .filter(([name]) => name.startsWith(prefix))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([, lines]) => lines.slice(head));
  return {
    hub,
    batches,
    ports,
    through,
    work,
    start: (bytes: Buffer, changes: Partial<BatchOrder> = {}, used: Ports = ports) =>
      startBatch(used, {
        ...ORDER,
        ...{ bytes, size: bytes.length, sha256: hash('sha256', bytes), now: time },
        ...changes,
      }),
    sweep: (used: SweepBatchesPorts = ports) => sweepBatches(used),
    pass: (minutes: number): void => {
      time += minutes * MINUTE;
    },
    /** Works off all messages, those that come of them too. */
    async drain(hasTime: () => boolean = always): Promise<void> {
      for (let those = batches.take(); those.length > 0; those = batches.take())
        for (const message of those) await work(message, ports, hasTime);
    },
    /** Sweeps and works until nothing is under way. */
    async settle(): Promise<void> {
      for (let round = 0; round < 40; round += 1) {
        await this.drain();
        this.pass(61);
        if ((await this.sweep()).open === 0) return;
      }
      throw new Error('a batch hangs');
    },
    read: (id: string) => batches.ports.readBatch(id).then((standing) => standing?.record ?? null),
    errors: (id: string) => linesOf(`errors/${id}/`, 0),
    list: (id: string) => linesOf(`lists/${id}/`, 1),
  };
}
