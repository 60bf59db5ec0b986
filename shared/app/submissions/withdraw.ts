/**
 * Takes a submission back (R24): a withdrawal is an entry like any other. It disappears from all totals; the ledger
 * keeps it. Asking again is answered as the first time was.
 */
import type { Credential } from '../../contract/registry.ts';
import type { DryRunVerdict } from '../../contract/submissions/dry-run.ts';
import type { LedgerEntry } from '../../contract/submissions/ledger.ts';
import type { Accepted } from '../../contract/submissions/submission.ts';
import { type Problem, problem } from '../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import { onDay } from '../../domain/registry/tree.ts';
import { withdrawalDigest } from '../../domain/submissions/submission-digest.ts';
import { isEvent, readSubmissionId, submissionId } from '../../domain/submissions/submission-key.ts';
import { closesAt, dayOf, type Period, periodOfDay, readPeriod } from '../../domain/values/period.ts';
import { dayOfBucket, shardOf } from '../../domain/values/time-bucket.ts';
import { actsFor } from '../access/acts-for.ts';
import { refuseSystem } from '../access/foreign.ts';
import type { FindEntry, PutEntry, ReadRevisions } from '../ports/ledger.ts';
import type { SendEntry } from '../ports/queues.ts';
import type { FindAgency, FindSystem, ReadCalendar, ReadCatalogue } from '../ports/registry.ts';
import type { ReadSigner, Sign } from '../ports/signing.ts';
import { ownerOf } from '../registry/placed.ts';
import { acceptedOf } from './receipt.ts';
import { verdictOf } from './submit.ts';

/** What says whether a withdrawal is right; it records nothing. */
export type JudgeWithdrawalPorts = {
  readonly findAgency: FindAgency;
  readonly findSystem: FindSystem;
  readonly readCatalogue: ReadCatalogue;
  readonly readCalendar: ReadCalendar;
  readonly readRevisions: ReadRevisions;
  readonly findEntry: FindEntry;
};

export type WithdrawPorts = JudgeWithdrawalPorts & {
  readonly putEntry: PutEntry;
  readonly sendEntry: SendEntry;
  readonly readSigner: ReadSigner<Sign>;
};

export type WithdrawRequest = {
  /** Fits `SubmissionId`. */
  readonly id: string;
  readonly credential: Credential;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
};

export async function withdraw(
  ports: WithdrawPorts,
  request: WithdrawRequest,
): Promise<Result<Accepted, Problem>> {
  const judged = await judgeWithdrawal(ports, request);
  if (!judged.ok) return judged;
  const { entry, stands } = judged.value;
  const signer = await ports.readSigner();
  // Somebody else's revision or withdrawal came between: look again, it is decided by what stands now.
  if (!stands && (await ports.putEntry(entry)) !== 'written') return withdraw(ports, request);
  await ports.sendEntry(entry);
  return ok(acceptedOf(entry, signer));
}

/** The verdict that `withdraw` would give now, with nothing recorded (R26). */
export async function dryRunWithdrawal(
  ports: JudgeWithdrawalPorts,
  request: WithdrawRequest,
): Promise<Result<DryRunVerdict, Problem>> {
  const judged = await judgeWithdrawal(ports, request);
  return judged.ok ? ok(verdictOf(judged.value.entry, judged.value.stands ? 'same-again' : 'new')) : judged;
}

/** The withdrawal, and whether it stands already. */
type Judged = { readonly entry: LedgerEntry; readonly stands: boolean };

/** The dry run and the real run are this one function. */
async function judgeWithdrawal(
  ports: JudgeWithdrawalPorts,
  request: WithdrawRequest,
): Promise<Result<Judged, Problem>> {
  const period = await periodOf(ports, request.id);
  const foreign = await refuseForeign(ports, request, period);
  if (foreign !== null) return fail(foreign);
  const target = await findTarget(ports, request);
  if (!target.ok) return target;
  const { entry, withdrawal } = target.value;
  if (withdrawal !== null) return ok({ entry: withdrawal, stands: true });
  const closes = period === null ? 0 : closesAt(period, await ports.readCalendar());
  if (request.receivedAt >= closes) {
    const { dataset, period: id } = entry;
    const closedAt = new Date(closes).toISOString();
    return fail(
      problem('period-closed', { period: id, dataset, closedAt }, [
        { ...ofId, code: 'period-closed', details: { value: id, dataset, closedAt } },
      ]),
    );
  }
  return ok({ entry: withdrawalOf(entry, request), stands: false });
}

/** Where an answer points when what is wrong is what the id names. */
const ofId = { pointer: null, parameter: 'id', key: null } as const;

type Target = { readonly entry: LedgerEntry; readonly withdrawal: LedgerEntry | null };

async function findTarget(
  ports: JudgeWithdrawalPorts,
  { id }: WithdrawRequest,
): Promise<Result<Target, Problem>> {
  const missing = fail(problem('submission-not-found', { id }));
  const address = readSubmissionId(id);
  if (address.kind === 'event') {
    const dataset = (await ports.readCatalogue()).value.datasets.get(address.key.dataset)?.dataset;
    if (dataset === undefined || address.key.isWithdrawal) return missing;
    const key = { ...address.key, shard: shardOf(dataset, address.key.idempotencyKey) };
    const [entry, withdrawal] = await Promise.all([
      ports.findEntry(key),
      ports.findEntry({ ...key, isWithdrawal: true }),
    ]);
    return entry === null ? missing : ok({ entry, withdrawal });
  }
  const { system, dataset, period, revision } = address.key;
  const revisions = await ports.readRevisions(system, dataset, period);
  const entry = revisions.find((one) => one.revision === revision && one.kind === 'report');
  const highest = revisions.at(-1);
  if (entry === undefined || highest === undefined) return missing;
  if (highest.revision === revision) return ok({ entry, withdrawal: null });
  if (highest.kind === 'withdrawal' && highest.revision === revision + 1)
    return ok({ entry, withdrawal: highest });
  const details = { what: `${system} ${dataset} ${period}`, revision, highest: highest.revision };
  const allowed = highest.kind === 'report' ? [submissionId(highest)] : [];
  return fail(
    problem('revision-superseded', details, [
      { ...ofId, code: 'revision-superseded', details: { value: id, highest: highest.revision }, allowed },
    ]),
  );
}

/** The period that an id names, or that its bucket lies in. */
async function periodOf(ports: JudgeWithdrawalPorts, id: string): Promise<Period | null> {
  const calendar = await ports.readCalendar();
  const address = readSubmissionId(id);
  if (address.kind === 'report') return readPeriod(address.key.period, calendar);
  const plan = (await ports.readCatalogue()).value.datasets.get(address.key.dataset);
  const day = dayOfBucket(address.key.bucket);
  return plan === undefined ? null : periodOfDay(plan.dataset.periodKind, calendar, day);
}

/** Foreign systems are refused before anything is said of what they have sent. */
async function refuseForeign(
  ports: JudgeWithdrawalPorts,
  { credential, id, receivedAt }: WithdrawRequest,
  period: Period | null,
): Promise<Problem | null> {
  const { system: what } = readSubmissionId(id).key;
  const today = onDay(dayOf(receivedAt));
  const days = period ?? today;
  const system = await ports.findSystem(what);
  const agency = ownerOf(system?.value ?? null, what, days);
  const mine = await actsFor(ports.findAgency, credential, agency, [days, today]);
  return refuseSystem(credential, mine, what, { parameter: 'id' });
}

function withdrawalOf(entry: LedgerEntry, request: WithdrawRequest): LedgerEntry {
  const receivedAt = new Date(request.receivedAt).toISOString();
  const digest = withdrawalDigest(request.id);
  const now = {
    receivedAt,
    storedAt: receivedAt,
    credential: request.credential.keyId,
    digest,
    sha256: digest,
  };
  if (isEvent(entry)) {
    return { ...entry, ...now, kind: 'event-withdrawal', increments: [] };
  }
  return {
    ...entry,
    ...now,
    kind: 'withdrawal',
    revision: entry.revision + 1,
    cells: {},
    idempotencyKey: null,
  };
}
