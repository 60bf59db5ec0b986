/** What the stories of the engine at the running hub share: events, withdrawals, verification, waiting for totals. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { writeEndpoint } from '../../cli/twin-state.ts';
import { seededRandom } from '../../demo/sample/random.ts';
import { sampleCells } from '../../demo/sample/values.ts';
import type { Seed } from '../../shared/app/registry/load-seed.ts';
import { type VerifyReport, verifyTotals } from '../../shared/app/verification/verify-totals.ts';
import { snapshotReader } from '../../shared/aws/registry/snapshots.ts';
import { registryReader } from '../../shared/aws/registry.ts';
import { readEvents, readReports, readSystemEvents } from '../../shared/aws/submissions/ledger-table.ts';
import { putNode, readChildren, readNode } from '../../shared/aws/totals.ts';
import type { ProblemDetails } from '../../shared/contract/problem.ts';
import type { Cell, EventSubmission } from '../../shared/contract/submissions/submission.ts';
import { SeriesAnswer as Series, type SeriesAnswer, TotalsAnswer } from '../../shared/contract/totals.ts';
import { compileCatalogue, foldOfCatalogue } from '../../shared/domain/registry/cell.ts';
import { readPeriod } from '../../shared/domain/values/period.ts';
import { projectDirectory, STAGE, type TestHub } from './hub.ts';
import type { Posted, Sender } from './sender.ts';

type Increment = EventSubmission['increments'][number];

export const event = (
  system: string,
  increments: readonly Increment[],
  dataset = 'etx-daily',
): EventSubmission => ({ system, dataset, increments: [...increments] });

/** A window of a minute with some figures. */
export const increment = (from: string, cells: readonly Cell[]): Increment => ({
  from,
  to: new Date(Date.parse(from) + 59_000).toISOString(),
  cells: [...cells],
});

export const sent = (value: number | string): Cell => ({ indicator: 'sharing.messages-sent', value });

/** One value for every cell of a dataset. */
export function everyCell(seed: Seed, dataset: string, variant: number): Cell[] {
  const plan = compileCatalogue(seed.catalogue).datasets.get(dataset);
  if (plan === undefined) throw new Error(`no dataset ${dataset}`);
  return sampleCells(plan, false, seededRandom(variant));
}

export const postEvent = (sender: Sender, body: EventSubmission, key: string): Promise<Posted> =>
  sender.post(body, { 'Idempotency-Key': key });

export const codesOf = (problem: ProblemDetails | null): string[] =>
  problem?.errors.map(({ code }) => code) ?? [];

export async function withdraw(sender: Sender, id: string): Promise<{ status: number; id: string }> {
  const { status, text } = await sender.call({
    method: 'DELETE',
    path: `/submissions/${encodeURIComponent(id)}`,
  });
  const body = JSON.parse(text) as { id?: string; code?: string };
  return { status, id: body.id ?? body.code ?? '' };
}

export type Query = Readonly<Record<string, string>>;

/** `GET /totals` with whatever parameters. */
export async function totalsBy(sender: Sender, query: Query): Promise<TotalsAnswer> {
  const answer = await sender.call({ path: `/totals?${new URLSearchParams(query)}` });
  expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 200 });
  return TotalsAnswer.parse(JSON.parse(answer.text));
}

export async function seriesBy(sender: Sender, query: Query): Promise<SeriesAnswer> {
  const answer = await sender.call({ path: `/totals?${new URLSearchParams(query)}` });
  expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 200 });
  return Series.parse(JSON.parse(answer.text));
}

/** The figure of an indicator over all dimensions; a ratio by its parts. Null where there is none. */
export function figure({ total }: Pick<TotalsAnswer, 'total'>, indicator: string): string | null {
  const all = [...total.cells, ...total.subtotals].filter((cell) => cell.indicator === indicator);
  const cell = all.find(({ dimensions }) => Object.keys(dimensions).length === 0);
  if (cell === undefined) return null;
  return cell.numerator === undefined ? cell.value : `${cell.numerator} / ${cell.denominator}`;
}

/** The stores of a test's hub, as an operator has them. */
export function storesOf({ client }: TestHub) {
  const names = { registry: `dtm-${STAGE}-registry`, ledger: `dtm-${STAGE}-submissions` };
  const totals = `dtm-${STAGE}-totals`;
  return {
    ...registryReader(client, names.registry, () => Number.MAX_SAFE_INTEGER),
    readSnapshot: snapshotReader(client, names.registry),
    readReports: readReports(client, names.ledger),
    readEvents: readEvents(client, names.ledger),
    readSystemEvents: readSystemEvents(client, names.ledger),
    readNode: readNode(client, totals),
    readChildren: readChildren(client, totals),
    putNode: putNode(client, totals),
  };
}

/** Replays a dataset and period and compares every total. */
async function verified(hub: TestHub, dataset: string, periodId: string): Promise<VerifyReport> {
  const stores = storesOf(hub);
  const catalogue = compileCatalogue(hub.seed.catalogue);
  const plan = catalogue.datasets.get(dataset);
  const period = readPeriod(periodId, hub.seed.calendar);
  if (plan === undefined || period === null) throw new Error(`${dataset} ${periodId}`);
  const ports = { ...stores, foldOf: foldOfCatalogue(catalogue), pause: async () => undefined };
  return verifyTotals(ports, { dataset: plan.dataset, period, snapshot: await stores.readSnapshot() });
}

/** Names of the totals that are not those of the ledger. */
export const differing = async (hub: TestHub, dataset: string, period: string): Promise<string[]> =>
  (await verified(hub, dataset, period)).differences.map(({ node }) => node);

/** Leaves what `dtm` has to know of the hub in its state directory. */
export function tellDtm({ twin, stateDirectory }: TestHub): void {
  // The SDK's clients write into the credentials that they are given.
  const { accessKeyId, secretAccessKey, sessionToken } = twin.operatorCredentials;
  const credentials = { accessKeyId, secretAccessKey, sessionToken };
  const aws = { endpoint: twin.awsUrl, region: twin.region, credentials };
  writeEndpoint(stateDirectory, { stage: STAGE, apiUrl: twin.apiUrl, aws });
}

/** `dtm`, as an operator runs it. */
export const runDtm = (
  { stateDirectory }: TestHub,
  words: readonly string[],
): Promise<{ readonly code: number; readonly out: string }> =>
  promisify(execFile)(process.execPath, ['cli/dtm.ts', '--state', stateDirectory, ...words], {
    cwd: projectDirectory,
  }).then(
    ({ stdout }) => ({ code: 0, out: stdout }),
    (fault: { code: number; stdout: string; stderr: string }) => ({
      code: fault.code,
      out: fault.stdout + fault.stderr,
    }),
  );

/** Readers keep records of the registry for a minute; after a change the tests do not wait for that. */
export function forgetRegistry({ twin }: TestHub): void {
  for (const [name, one] of twin.functions) if (/-(submit|read-\w+)$/.test(name)) one.killProcesses();
}
