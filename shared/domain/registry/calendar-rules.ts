/** What has to hold in the calendar beyond its form, and between it and the datasets (R19). */
import type { Calendar, Dataset } from '../../contract/registry.ts';
import type { Localized } from '../../contract/text.ts';
import { localized } from '../language/localized.ts';
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
          localized(
            `no period of kind "${kind}", which dataset ${dataset} uses`,
            `không có kỳ loại "${kind}", loại mà bộ dữ liệu ${dataset} dùng`,
          ),
          [...kinds],
          localized(`also "${kind}"`, `thêm "${kind}"`),
        ),
      ),
    ...calendar.periods.flatMap(({ deadlines, closes }, index) =>
      Object.entries(deadlines)
        .filter(([, days]) => days > closes)
        .map(([level, days]) =>
          fault(
            ['periods', index, 'deadlines', level],
            localized('the deadline is after the period closes', 'hạn nộp sau khi kỳ đóng'),
            days,
            localized(`up to ${closes}`, `tối đa ${closes}`),
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
    localized('period kind', 'loại kỳ'),
  );
}

/** Each day lies in one period of a kind: in none it could not be reported, in two it would count twice. */
function boundFaults({ start, end }: Rule, index: number): Fault[] {
  const follows = { month: end.month - 1, day: end.day + 1 };
  if (start.month === follows.month && start.day === follows.day) return [];
  const problem = localized('not the day after the period before it', 'không phải ngày ngay sau kỳ trước');
  const day = JSON.stringify(follows);
  const allowed = localized(`${day}, which follows the end`, `${day}, ngay sau ngày cuối`);
  return [fault(['periods', index, 'start'], problem, start, allowed)];
}

function seamFaults(calendar: Calendar, { kind, from }: Rule, index: number): Fault[] {
  const earlier = calendar.periods.slice(0, index).findLast((rule) => rule.kind === kind);
  const at = (problem: Localized, allowed: Localized) => [
    fault(['periods', index, 'from'], problem, from, allowed),
  ];
  if (from === undefined) return [];
  if (kindOfPeriod(from) !== kind)
    return at(
      localized(`not a period of kind "${kind}"`, `không phải kỳ loại "${kind}"`),
      localized(`such as "${periodExample[kind]}"`, `ví dụ "${periodExample[kind]}"`),
    );
  if (earlier === undefined)
    return at(
      localized('no rule for the periods before it', 'không có quy tắc cho các kỳ trước đó'),
      localized('none in the first rule of a kind', 'để trống ở quy tắc đầu tiên của mỗi loại'),
    );
  if (earlier.from !== undefined && earlier.from >= from)
    return at(
      localized('not after the rule before it', 'không sau quy tắc trước đó'),
      localized(`after "${earlier.from}"`, `sau "${earlier.from}"`),
    );
  const first = readPeriod(from, calendar);
  if (first === null || first.from <= first.to) return [];
  const day = dayBefore(first.from);
  return at(
    localized('a first period without a day', 'kỳ đầu tiên không có ngày nào'),
    localized(`an end after ${day}`, `ngày cuối sau ${day}`),
  );
}

const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
