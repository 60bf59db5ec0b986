/** Asking for a verification, and reading what came of it; the next minute's run begins it. */
import type { Change } from '../../../contract/access/change.ts';
import {
  MOST_NAMED,
  type Verification,
  type VerificationOrder,
  type VerificationStanding,
} from '../../../contract/verification.ts';
import { plainFinding } from '../../../domain/json/plain-finding.ts';
import { type FindingValue, type Problem, problem } from '../../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../../domain/problems/result.ts';
import { targetsOf } from '../../../domain/verification/targets.ts';
import { type ChangeOrder, type Decision, makeChange } from '../../access/make-change.ts';
import { nextName, numberedRecords } from '../../access/numbered-records.ts';
import type { ListOperations, PutOperation, ReadOperation } from '../../ports/operations.ts';
import type { ReadCalendar, ReadCatalogue } from '../../ports/registry.ts';
import { impossiblePeriod } from '../../registry/impossible-period.ts';
import { type AskedState, isOver, newAsked, readAsked, reportOf, standing, summaryOf } from './state.ts';

export type AskVerificationPorts = {
  readonly listOperations: ListOperations;
  readonly readOperation: ReadOperation;
  readonly putOperation: PutOperation;
};

/** What is asked for is judged by the registry as it stands now. */
export type JudgeVerificationPorts = AskVerificationPorts & {
  readonly readCatalogue: ReadCatalogue;
  readonly readCalendar: ReadCalendar;
};

const storeOf = (ports: AskVerificationPorts) =>
  numberedRecords<AskedState>(ports, 'verification', { others: true });

/** The newest of them, with the version on which one can be asked for. `now` in milliseconds. */
export async function listVerifications(
  ports: AskVerificationPorts,
  now: number,
): Promise<VerificationStanding> {
  const { version } = await storeOf(ports).read();
  const verifications: VerificationStanding['verifications'] = [];
  for await (const { body } of ports.listOperations('verification', null, { most: MOST_NAMED })) {
    verifications.push(summaryOf(standing(readAsked(body), now)));
    if (verifications.length === MOST_NAMED) break;
  }
  return { version, verifications };
}

export async function readVerification(
  { readOperation }: Pick<AskVerificationPorts, 'readOperation'>,
  id: string,
  now: number,
): Promise<Result<Verification>> {
  const held = await readOperation('verification', null, id);
  if (held === null) return fail(problem('verification-not-found', { id }));
  return ok(reportOf(standing(readAsked(held.body), now)));
}

/** Refused while another is asked for or under way: one at a time, so that nobody has to ask whose repair it was. */
export async function askForVerification(
  ports: JudgeVerificationPorts,
  order: ChangeOrder,
  asked: VerificationOrder,
): Promise<Result<Change>> {
  const refusal = refuseOrder(asked) ?? (await refuseTarget(ports, asked, order.now));
  if (refusal !== null) return fail(refusal);
  return makeChange(ports, storeOf(ports), order, (newest): Result<Decision<AskedState>> => {
    const last = newest === null ? null : standing(readAsked(newest.body), order.now);
    if (last !== null && !isOver(last))
      return fail(problem('verification-under-way', { id: last.id, by: last.askedBy, since: last.askedAt }));
    const record = nextName('verification', newest);
    const id = record.slice(record.indexOf('~') + 1);
    const action = asked.what === 'entry' ? 'accept' : asked.repair ? 'repair' : 'verify';
    return ok({ record, action, before: null, after: newAsked(id, asked, order.operator, order.now) });
  });
}

/** What belongs to what is asked, beside `what` itself. */
const fieldsOf: Readonly<Record<VerificationOrder['what'], readonly (keyof VerificationOrder)[]>> = {
  totals: ['repair', 'dataset', 'period'],
  journal: ['repair'],
  entry: ['entry', 'reason'],
};

/** Null: the order says what is needed and nothing else. */
function refuseOrder(asked: VerificationOrder): Problem | null {
  const { what, reason = '' } = asked;
  const finding = (
    code: 'missing-field' | 'unknown-field',
    name: string,
    allowed?: readonly string[],
  ): FindingValue => ({
    code,
    pointer: `/${name}`,
    key: null,
    details: { name },
    ...(allowed && { allowed }),
  });
  const known: readonly string[] = ['what', ...fieldsOf[what]];
  const strange = Object.keys(asked).filter((name) => !known.includes(name));
  const needed = what === 'entry' ? (['entry', 'reason'] as const) : [];
  const missing = needed.filter((name) => asked[name] === undefined);
  const plain = plainFinding(reason, '/reason');
  const findings: FindingValue[] = [
    ...strange.map((name) => finding('unknown-field', name, known)),
    ...missing.map((name) => finding('missing-field', name)),
    ...(plain === null ? [] : [plain]),
  ];
  return findings.length === 0 ? null : problem('invalid-change', { count: findings.length }, findings);
}

/** Null: there is such a dataset and such a period, which may be closed; or neither is named. */
async function refuseTarget(
  { readCatalogue, readCalendar }: JudgeVerificationPorts,
  { dataset, period }: VerificationOrder,
  now: number,
): Promise<Problem | null> {
  if (dataset === undefined && period === undefined) return null;
  const [{ value: catalogue }, calendar] = await Promise.all([readCatalogue(), readCalendar()]);
  const chosen = targetsOf({ dataset, period }, catalogue, calendar, now);
  if (chosen.ok) return null;
  const { unknown, allowed } = chosen.problem;
  const found = catalogue.datasets.get(dataset ?? '')?.dataset;
  const refused = (value: string): Pick<FindingValue, 'code' | 'details' | 'allowed'> => {
    if (unknown === 'dataset') return { code: 'unknown-dataset', details: { value }, allowed };
    if (found !== undefined) return impossiblePeriod(value, found);
    return { code: 'period-of-none', details: { value }, allowed };
  };
  const value = (unknown === 'dataset' ? dataset : period) ?? '';
  return problem('invalid-change', { count: 1 }, [{ ...refused(value), pointer: `/${unknown}`, key: null }]);
}
