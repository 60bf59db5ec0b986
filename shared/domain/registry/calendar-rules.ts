/** What has to hold in the calendar beyond its form, and between it and the datasets (R19). */
import type { Calendar, Dataset } from '../../contract/registry.ts';
import { duplicates, type Fault, fault } from '../problems/fault.ts';
import { kindOfPeriod, periodExample, readPeriod } from '../values/period.ts';

type Rule = Calendar['periods'][number];

export function calendarFaults(calendar: Calendar, datasets: readonly Dataset[]): Fault[] {
  const kinds = new Set(calendar.periods.map(({ kind }) => kind));
  const missing = new Map(datasets.map((dataset) => [dataset.periodKind, dataset.id]));
  return [
    ...duplicateKinds(calendar.periods),
    ...calendar.periods.flatMap((rule, index) => [
      ...boundFaults(rule, index),
      ...seamFaults(calendar, rule, index),
    ]),
    ...[...missing]
      .filter(([kind]) => !kinds.has(kind))
      .map(([kind, dataset]) =>
        fault(
          ['periods'],
          `no period of kind "${kind}", which dataset ${dataset} uses`,
          [...kinds],
          `also "${kind}"`,
        ),
      ),
    ...calendar.periods.flatMap(({ deadlines, closes }, index) =>
      Object.entries(deadlines)
        .filter(([, days]) => days > closes)
        .map(([level, days]) =>
          fault(
            ['periods', index, 'deadlines', level],
            'the deadline is after the period closes',
            days,
            `up to ${closes}`,
          ),
        ),
    ),
  ];
}

/** Of each kind one rule holds from the beginning. */
function duplicateKinds(rules: readonly Rule[]): Fault[] {
  const first = rules.flatMap(({ kind, from }, index) => (from === undefined ? [{ kind, index }] : []));
  return duplicates(
    first.map(({ kind }) => kind),
    (at) => ['periods', first[at]?.index ?? 0, 'kind'],
    'period kind',
  );
}

/** Each day lies in one period of a kind: in none it could not be reported, in two it would count twice. */
function boundFaults({ start, end }: Rule, index: number): Fault[] {
  const follows = { month: end.month - 1, day: end.day + 1 };
  if (start.month === follows.month && start.day === follows.day) return [];
  const allowed = `${JSON.stringify(follows)}, which follows the end`;
  return [fault(['periods', index, 'start'], 'not the day after the period before it', start, allowed)];
}

function seamFaults(calendar: Calendar, { kind, from }: Rule, index: number): Fault[] {
  const earlier = calendar.periods.slice(0, index).findLast((rule) => rule.kind === kind);
  const at = (problem: string, allowed: string) => [
    fault(['periods', index, 'from'], problem, from, allowed),
  ];
  if (from === undefined) return [];
  if (kindOfPeriod(from) !== kind)
    return at(`not a period of kind "${kind}"`, `such as "${periodExample[kind]}"`);
  if (earlier === undefined)
    return at('no rule for the periods before it', 'none in the first rule of a kind');
  if (earlier.from !== undefined && earlier.from >= from)
    return at('not after the rule before it', `after "${earlier.from}"`);
  const first = readPeriod(from, calendar);
  if (first === null || first.from <= first.to) return [];
  return at('a first period without a day', `an end after ${dayBefore(first.from)}`);
}

const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
