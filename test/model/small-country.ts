/**
 * The smallest country in which every race of the engine can happen: two agencies with one system each, a report
 * dataset and an event dataset of one bucket level, and a second version of the tree in which a system has moved.
 */
import { readFileSync } from 'node:fs';
import { Calendar, Catalogue } from '../../shared/contract/registry.ts';
import { compileCatalogue } from '../../shared/domain/registry/cell.ts';
import type { RegistrySnapshot } from '../../shared/domain/registry/tree.ts';
import { type Period, readPeriod } from '../../shared/domain/values/period.ts';
import { agency, snapshotOf, system } from '../fixtures/registry.ts';

const names = (text: string) => ({ vi: text, en: text });
const indicator = (id: string, fold: 'sum' | 'max') => ({
  id,
  group: 'volume',
  names: names(id),
  unit: 'one',
  scale: 1,
  fold,
  overTime: fold,
  dimensions: [],
  min: null,
  max: null,
});
const dataset = (id: string, kind: 'report' | 'event', buckets: string[] = [], shards = 1) => ({
  id,
  names: names(id),
  category: 'b',
  kind,
  buckets,
  shards,
  periodKind: 'month',
  indicators: ['volume', 'peak'],
  checks: [],
});

export const catalogue = compileCatalogue(
  Catalogue.parse({
    notice: names('model'),
    units: [{ id: 'one', names: names('one') }],
    dimensions: [],
    indicators: [indicator('volume', 'sum'), indicator('peak', 'max')],
    datasets: [
      dataset('monthly', 'report'),
      dataset('live', 'event', ['day']),
      dataset('fine', 'event', ['day', 'hour'], 2),
    ],
  }),
);

export const calendar = Calendar.parse(
  JSON.parse(readFileSync(new URL('../../seed/calendar.json', import.meta.url), 'utf8')),
);

const found = readPeriod('2026-10', calendar);
if (found === null) throw new Error('the calendar has no month');
export const period: Period = found;

/** A day of the period, on which events happen, and an instant at which it takes reports. */
export const EVENT_DAY = '2026-10-01';
export const NOW = Date.parse('2026-10-15T02:00:00.000Z');

const agencies = [agency('H26', 'province'), agency('G06', 'ministry')];
const since = (code: string) => [{ from: '2021-01-01', to: null, agency: code }];

/** By version: 1, and 2 in which H26.dvc is found to have belonged to G06 all the time. */
const snapshots: Readonly<Record<number, RegistrySnapshot>> = {
  1: snapshotOf(1, agencies, [system('H26.dvc', since('H26')), system('G06.dvc', since('G06'))]),
  2: snapshotOf(2, agencies, [system('H26.dvc', since('G06')), system('G06.dvc', since('G06'))]),
};

export function snapshotAt(version: number): RegistrySnapshot {
  const snapshot = snapshots[version];
  if (snapshot === undefined) throw new Error(`no registry version ${version}`);
  return snapshot;
}
