/**
 * What a new calendar must leave as it is (R19): the first and last day of every period that has begun. Entries name
 * their period, and events are read by its days; were these to move, an event would count in two periods or in none.
 * Deadlines and closing may change: they decide what is taken, and what was taken keeps its verdict.
 */
import type { Calendar } from '../../contract/registry.ts';
import { localized } from '../language/localized.ts';
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
      const since = from === undefined ? { en: '', vi: '' } : { en: ` from ${from} on`, vi: ` từ ${from}` };
      const problem = localized(
        `the rule of ${kind}s${since.en} is missing`,
        `thiếu quy tắc của kỳ loại "${kind}"${since.vi}`,
      );
      const allowed = localized('every rule that has been in force', 'mọi quy tắc đã có hiệu lực');
      return fault(['periods'], problem, undefined, allowed);
    });
  const changed = after.periods.flatMap((rule, index) => {
    const { kind, from } = rule;
    const begins = localized(
      `a ${kind} that begins after ${notice}`,
      `một kỳ loại "${kind}" bắt đầu sau ${notice}`,
    );
    const old = inForce.find((one) => isSame(one, rule));
    if (old !== undefined) {
      return (['start', 'end'] as const)
        .filter((edge) => old[edge].month !== rule[edge].month || old[edge].day !== rule[edge].day)
        .map((edge) => {
          const held = JSON.stringify(old[edge]);
          const problem = localized(
            `cut-offs of ${kind}s that have begun`,
            `ngày đầu hoặc ngày cuối của kỳ loại "${kind}" đã bắt đầu`,
          );
          const allowed = localized(
            `${held} as before; new ones in a rule of their own behind it, with "from": ${begins.en}`,
            `${held} như trước; ngày mới trong một quy tắc riêng sau đó, với "from": ${begins.vi}`,
          );
          return fault(['periods', index, edge], problem, rule[edge], allowed);
        });
    }
    if (!kinds.has(kind) || !hasBegun(rule, after)) return [];
    const problem = localized(
      `a ${kind} that has begun, or is about to`,
      `một kỳ loại "${kind}" đã hoặc sắp bắt đầu`,
    );
    return [fault(['periods', index, 'from'], problem, from, begins)];
  });
  return [...missing, ...changed];
}

const isSame = (one: Rule, other: Rule): boolean => one.kind === other.kind && one.from === other.from;
