/** Whether a call is within the quotas of its credential and of the agency that it acts for (ADR 44). What a container knows is in memory. */
import {
  type CallLimits,
  judgeCall,
  letIn,
  type QuotaUnit,
  spent,
  type Tally,
  tallyAt,
  tallyTold,
  tallyUntold,
  toTell,
} from '../../domain/access/quota-lease.ts';
import type { QuotaSubject } from '../../domain/access/quota-limits.ts';
import { type QuotaWindow, quotaWindowAt } from '../../domain/access/quota-window.ts';
import { type Problem, problem } from '../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import type { CountCalls } from '../ports/quotas.ts';
import {
  MOST_SUBJECTS,
  type QuotaUser,
  quotaSubjects,
  type Subject,
  type SubjectPorts,
} from './quota-subjects.ts';

export type QuotaPorts = SubjectPorts & { readonly countCalls: CountCalls };

/** How a quota stands after the call: `left` as far as this container knows, until an instant in milliseconds. */
export type QuotaStanding = {
  readonly of: QuotaSubject['of'];
  readonly id: string;
  readonly unit: QuotaUnit;
  readonly limit: number;
  readonly left: number;
  readonly until: number;
};

/** `now` in milliseconds. */
export type AdmitCall = (
  users: readonly QuotaUser[],
  now: number,
) => Promise<Result<readonly QuotaStanding[]>>;

/** After a store that did not answer nobody waits for it again so soon. */
const STORE_RESTS_MS = 5_000;

export function quotaGate(ports: QuotaPorts): AdmitCall {
  const subjectOf = quotaSubjects(ports);
  const tallies = new Map<string, Tally>();
  const telling = new Map<string, Promise<void>>();
  const usedUp = new Map<string, string>();
  /** Whose counts begin anew tells them as another counter: what was told of the one before stands. */
  let counter = 0;
  let clock = 0;
  let storeRestsUntil = 0;

  const look = ({ name, limits }: Subject, at: QuotaWindow): Tally => {
    const tally = tallyAt(tallies.get(name) ?? null, at, limits);
    if (tallies.size >= MOST_SUBJECTS && !tallies.has(name)) {
      tallies.clear();
      counter += 1;
    }
    tallies.set(name, tally);
    return tally;
  };

  const tell = async (subject: Subject, at: QuotaWindow): Promise<void> => {
    const { name, limits } = subject;
    const counts = toTell(look(subject, at));
    const counting = counter;
    let after = (tally: Tally): Tally => tallyUntold(tally, limits);
    if (clock >= storeRestsUntil) {
      try {
        const told = await ports.countCalls(subject, at.day, counts, counting);
        after = (tally) => tallyTold(tally, counts, told, limits);
      } catch (error) {
        storeRestsUntil = clock + STORE_RESTS_MS;
        ports.say({ kind: 'not-counted', subject, error });
      }
    }
    const tally = tallies.get(name);
    if (tally?.day === at.day && counting === counter) tallies.set(name, after(tally));
  };

  /** Calls that wait for the same answer ask once. */
  const tellOnce = (subject: Subject, at: QuotaWindow): Promise<void> => {
    const known = telling.get(subject.name);
    if (known !== undefined) return known;
    const told = tell(subject, at).finally(() => telling.delete(subject.name));
    telling.set(subject.name, told);
    return told;
  };

  const refuse = (subject: Subject, unit: QuotaUnit, at: QuotaWindow): Problem => {
    const limit = limitOf(subject.limits, unit);
    const [from, until] = unit === 'day' ? [at.dayFrom, at.dayTo] : [at.hourFrom, at.hourTo];
    if (usedUp.get(subject.name) !== `${unit} ${from}`) {
      if (usedUp.size >= MOST_SUBJECTS) usedUp.clear();
      usedUp.set(subject.name, `${unit} ${from}`);
      ports.say({ kind: 'used-up', subject, limit });
    }
    return problem('quota-exceeded', {
      subject: subject.id,
      limit,
      from: new Date(from).toISOString(),
      until: new Date(until).toISOString(),
      retryAfter: Math.ceil((until - clock) / 1000),
    });
  };

  return async (users, now) => {
    // A clock that is put back would begin an hour anew, in which this container has told more already.
    clock = Math.max(clock, now);
    const subjects = await Promise.all(users.map((user) => subjectOf(user, clock)));
    for (;;) {
      const at = quotaWindowAt(clock);
      const silent: Subject[] = [];
      for (const subject of subjects) {
        const verdict = judgeCall(look(subject, at), subject.limits);
        if (verdict === 'tell') silent.push(subject);
        else if (verdict !== 'in') return fail(refuse(subject, verdict.over, at));
      }
      if (silent.length > 0) {
        await Promise.all(silent.map((subject) => tellOnce(subject, at)));
        continue;
      }
      for (const subject of subjects) tallies.set(subject.name, letIn(look(subject, at)));
      return ok(subjects.flatMap((subject) => standingOf(subject, look(subject, at), at)));
    }
  };
}

const limitOf = ({ requestsPerHour, requestsPerDay }: CallLimits, unit: QuotaUnit): number =>
  unit === 'hour' ? requestsPerHour : requestsPerDay;

function standingOf({ of, id, limits }: Subject, tally: Tally, at: QuotaWindow): QuotaStanding[] {
  const known = spent(tally);
  return (['hour', 'day'] as const).map((unit) => {
    const limit = limitOf(limits, unit);
    const until = unit === 'hour' ? at.hourTo : at.dayTo;
    return { of, id, unit, limit, left: Math.max(0, limit - known[unit]), until };
  });
}
