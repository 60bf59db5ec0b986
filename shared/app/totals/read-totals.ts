/** Totals of a node: with its children in one period, as a series of periods, or as of an instant. */
import pLimit from 'p-limit';
import type { Credential } from '../../contract/registry.ts';
import type { Localized } from '../../contract/text.ts';
import type { SeriesAnswer, TotalsAnswer } from '../../contract/totals.ts';
import type { Problem } from '../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import { foldOfCatalogue } from '../../domain/registry/cell.ts';
import { onDay } from '../../domain/registry/tree.ts';
import { dayOf } from '../../domain/values/period.ts';
import { actsFor } from '../access/acts-for.ts';
import { foreignAgency } from '../access/foreign.ts';
import { readAsOf } from './read/as-of.ts';
import { refusedCursor } from './read/children-cursor.ts';
import { type Child, fittingChildren, pageOf } from './read/children-page.ts';
import { namesOf } from './read/node-names.ts';
import { readOfSystems, refusedForSystems } from './read/of-systems.ts';
import { type Question, type QuestionPorts, readQuestion, type TotalsQuery } from './read/question.ts';
import { type NamedChild, readNamedChildren, type StoredChildrenPorts } from './read/stored-children.ts';
import type { StoredTotalPorts } from './read/stored-totals.ts';
import type { AsOfPorts } from './read/totals-as-of.ts';
import { overTime, readParts, wholeOf } from './read/whole-period.ts';

type StoredPorts = StoredTotalPorts & StoredChildrenPorts;
export type ReadTotalsPorts = QuestionPorts & Omit<StoredPorts & AsOfPorts, 'foldOf'>;

type NamedQuestion = Question & { readonly names: Localized | null };

const PARALLEL_PERIODS = 8;

export async function readTotals(
  ports: ReadTotalsPorts,
  credential: Credential,
  query: TotalsQuery,
  now: number,
): Promise<Result<TotalsAnswer | SeriesAnswer, Problem>> {
  const read = await readQuestion(ports, query, now);
  if (!read.ok) return read;
  const question = read.value;
  const [{ period }] = question.periods;
  const foreign = await foreignPeriods(ports, credential, question, now);
  const [first] = foreign;
  if (first !== undefined) {
    const what = question.isSeries ? `${query.node} ${first}..${foreign.at(-1)}` : query.node;
    return fail(foreignAgency(credential, what, { parameter: 'agency' }));
  }
  const refused = await refusedCursor(ports, question);
  if (refused !== null) return fail(refused);
  const stores = { ...ports, foldOf: foldOfCatalogue(question.catalogue) };
  const { systems } = credential;
  if (query.asOf !== null) return readAsOf(stores, question, query.asOf, systems);
  if (systems !== null) {
    const tooMany = refusedForSystems(question, systems);
    return tooMany === null ? ok(await readOfSystems(stores, question, systems)) : fail(tooMany);
  }
  const named = { ...question, names: await namesOf(ports, query.node, period) };
  return ok(await (question.isSeries ? readSeries : readPeriod)(stores, named));
}

/** Of a node that was moved a key may read some periods and not others (ADR 17): those that it may not, in their order. */
async function foreignPeriods(
  { findAgency }: Pick<ReadTotalsPorts, 'findAgency'>,
  credential: Credential,
  { query: { node }, periods }: Question,
  now: number,
): Promise<string[]> {
  const today = onDay(dayOf(now));
  const foreign: string[] = [];
  for (const { period } of periods)
    if (!(await actsFor(findAgency, credential, node, [period, today]))) foreign.push(period.id);
  return foreign;
}

async function readSeries(ports: StoredTotalPorts, question: NamedQuestion): Promise<SeriesAnswer> {
  const series = await pLimit(PARALLEL_PERIODS).map(question.periods, async (asked) =>
    wholeOf(question, asked, await readParts(ports, question, asked)),
  );
  return { kind: 'series', dataset: question.dataset.id, node: question.query.node, series };
}

async function readPeriod(ports: StoredPorts, question: NamedQuestion): Promise<TotalsAnswer> {
  const { query, dataset, catalogue, periods } = question;
  const [asked] = periods;
  const parts = await readParts(ports, question, asked);
  const whole = wholeOf(question, asked, parts);
  const found = readNamedChildren(ports, {
    dataset,
    code: query.node,
    periods: parts,
    after: query.after,
    atATime: fittingChildren(whole.total),
  });
  return {
    kind: 'total',
    dataset: dataset.id,
    ...whole,
    ...(await pageOf(wholeChildren(found, question), catalogue)),
    asOf: null,
    changedSince: [],
    changes: 0,
    nextChange: null,
  };
}

/** Children with what they have in all parts of the period together. */
async function* wholeChildren(
  children: AsyncIterable<NamedChild>,
  { periods: [asked], catalogue }: Question,
): AsyncGenerator<Child> {
  for await (const { node, names, contents } of children)
    yield { node, names, content: overTime(contents, asked, catalogue) };
}
