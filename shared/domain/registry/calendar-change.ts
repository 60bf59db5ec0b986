/**
 * What a new calendar must leave as it is (R19): the first and last day of every period that has begun. Entries name
 * their period, and events are read by its days; were these to move, an event would count in two periods or in none.
 * Deadlines and closing may change: they decide what is taken, and what was taken keeps its verdict.
 */
import type { Calendar } from '../../contract/registry.ts';
import { type Fault, fault } from '../problems/fault.ts';
import { DAY } from '../values/duration.ts';
import { dayOf, readPeriod, startOfDay } from '../values/period.ts';

type Rule = Calendar['periods'][number];

/** Every function has read the new calendar long before: they keep one for a minute. In milliseconds. */
const NOTICE = DAY;

/** Paths begin at the new calendar; `now` in milliseconds. A calendar that passed its rules has none to itself. */
export function boundsMoved(before: Calendar, after: Calendar, now: number): Fault[] {
  const notice = dayOf(now + NOTICE);
  const hasBegun = (rule: Rule, by: Calendar): boolean => {
    const first = rule.from === undefined ? null : readPeriod(rule.from, by);
    return first === null || startOfDay(first.from) <= now + NOTICE;
  };
  const inForce = before.periods.filter((rule) => hasBegun(rule, before));
  const kinds = new Set(before.periods.map(({ kind }) => kind));
  const missing = inForce
    .filter((rule) => after.periods.every((one) => !isSame(one, rule)))
    .map(({ kind, from }) => {
      const since = from === undefined ? '' : ` from ${from} on`;
      const problem = `the rule of ${kind}s${since} is missing`;
      return fault(['periods'], problem, undefined, 'every rule that has been in force');
    });
  const changed = after.periods.flatMap((rule, index) => {
    const { kind, from } = rule;
    const begins = `a ${kind} that begins after ${notice}`;
    const old = inForce.find((one) => isSame(one, rule));
    if (old !== undefined) {
      return (['start', 'end'] as const)
        .filter((edge) => old[edge].month !== rule[edge].month || old[edge].day !== rule[edge].day)
        .map((edge) => {
          const allowed = `${JSON.stringify(old[edge])} as before; new ones in a rule of their own behind it, with "from": ${begins}`;
          return fault(['periods', index, edge], `cut-offs of ${kind}s that have begun`, rule[edge], allowed);
        });
    }
    if (!kinds.has(kind) || !hasBegun(rule, after)) return [];
    return [fault(['periods', index, 'from'], `a ${kind} that has begun, or is about to`, from, begins)];
  });
  return [...missing, ...changed];
}

const isSame = (one: Rule, other: Rule): boolean => one.kind === other.kind && one.from === other.from;
