/** What has to hold in the calendar beyond its form, and between it and the datasets (R19). */
import type { Calendar, Dataset } from '../contract/registry.ts';
import { duplicates, type Fault, fault } from './fault.ts';

export function calendarFaults(calendar: Calendar, datasets: readonly Dataset[]): Fault[] {
  const kinds = new Set(calendar.periods.map(({ kind }) => kind));
  const missing = new Map(datasets.map((dataset) => [dataset.periodKind, dataset.id]));
  return [
    ...duplicates(
      calendar.periods.map(({ kind }) => kind),
      (index) => ['periods', index, 'kind'],
      'period kind',
    ),
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
