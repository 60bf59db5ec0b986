/** What became of each request of the sample, and whether it is what the plan says. */
import { type Answer, problemOf } from '../../cli/call-hub.ts';
import { Accepted } from '../../shared/contract/submissions/submission.ts';
import type { PlannedRequest } from '../sample/planned-request.ts';

export type Observed = {
  readonly request: PlannedRequest;
  /** `there before`: recorded by an earlier run of the same sample that was cut short. */
  readonly outcome: PlannedRequest['expected'] | 'there before';
  readonly refusal: {
    readonly status: number;
    readonly code: string;
    readonly findings: readonly string[];
  } | null;
  /** When the hub received it; null where it was refused. */
  readonly receivedAt: string | null;
  /** What differs from the plan, in words; null when nothing does. */
  readonly mismatch: string | null;
};

/** `seen` holds the time of receipt by submission id and is added to; `began` is when this run did. */
export function observe(
  request: PlannedRequest,
  answer: Answer,
  seen: Map<string, string>,
  began: string,
): Observed {
  const accepted = Accepted.safeParse(answer.body);
  if (answer.status !== 202 || !accepted.success) return refusalOf(request, answer);
  const { id, receivedAt } = accepted.data;
  const first = seen.get(id);
  const isCorrection = !id.endsWith('~1');
  const fresh = isCorrection ? 'corrected' : 'accepted';
  const outcome = first === undefined ? (receivedAt < began ? 'there before' : fresh) : 'duplicate';
  seen.set(id, first ?? receivedAt);
  const asPlanned =
    outcome === request.expected || (outcome === 'there before' && request.expected === fresh);
  const mismatch = !asPlanned
    ? `expected ${expectation(request)}, was ${outcome}`
    : first !== undefined && first !== receivedAt
      ? `a duplicate got ${receivedAt}, the first time had got ${first}`
      : null;
  return { request, outcome, refusal: null, receivedAt, mismatch };
}

function refusalOf(request: PlannedRequest, answer: Answer): Observed {
  const { code, status, detail, errors } = problemOf(answer);
  const findings = [...new Set(errors.map((error) => error.code))];
  const planned = request.refusedWith;
  const asPlanned =
    planned !== undefined &&
    planned.status === status &&
    planned.code === code &&
    (planned.finding === null || findings.includes(planned.finding));
  const got = `refused with ${[status, code, ...findings].join(' ')} (${detail})`;
  return {
    request,
    outcome: 'refused',
    refusal: { status, code, findings },
    receivedAt: null,
    mismatch: asPlanned ? null : `expected ${expectation(request)}, was ${got}`,
  };
}

const expectation = ({ expected, refusedWith }: PlannedRequest): string =>
  refusedWith === undefined
    ? expected
    : `${expected} with ${[refusedWith.status, refusedWith.code, refusedWith.finding ?? []].flat().join(' ')}`;
