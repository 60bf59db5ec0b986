/** The file that people fill in: a row for each of their systems, a column for each cell (R15). */
import type { DatasetDescription } from '../../../contract/registry/catalogue-answers.ts';
import type { Localized } from '../../../contract/text.ts';
import type { Period } from '../../values/period.ts';
import { columnsOf, fieldsOf, type TemplateColumn } from './columns.ts';

export type TemplateSystem = { readonly id: string; readonly names: Localized };

export type Template = {
  readonly description: DatasetDescription;
  readonly period: Period;
  readonly columns: readonly TemplateColumn[];
  /** What stands in the first columns; the cells behind them are empty. */
  readonly rows: readonly (readonly string[])[];
};

/** Revision 1: what was reported before is not looked at, and a correction is a new number in the file. */
export function templateOf(
  description: DatasetDescription,
  period: Period,
  systems: readonly TemplateSystem[],
): Template {
  const isEvent = description.kind === 'event';
  const rows = systems.map(({ id, names }) => {
    // Who fills it in knows systems by their names; of events the key is the sender's to choose.
    const filled = {
      system: id,
      dataset: description.id,
      period: period.id,
      revision: '1',
      from: '',
      to: '',
    };
    return fieldsOf(description).map((name) => (name === 'key' ? (isEvent ? '' : names.vi) : filled[name]));
  });
  return { description, period, columns: columnsOf(description), rows };
}
