/** Of which submission a row is, told from the row alone. */
import { cut } from '../values/cut.ts';
import { nameOf } from './column-names.ts';
import type { Layout, RowField } from './layout.ts';
import type { PlacedRow } from './placed-row.ts';
import { LONGEST_SHOWN, type RowFinding } from './row-finding.ts';
import type { FileRow } from './rows.ts';

/** In UTF-16 units: what a right cell has is below a tenth of it. */
export const LONGEST_CELL = 1000;

/** Where the columns are of which the group is made. */
export function groupColumns({ kind, columns }: Layout): readonly [number, number, number] {
  const at = (is: RowField) => columns.findIndex((column) => column.is === is);
  return [at('system'), at('dataset'), at(kind === 'event' ? 'key' : 'period')];
}

/** Blanks at the edges of a cell mean nothing. */
const fieldAt = (fields: readonly string[], index: number): string => fields[index]?.trim() ?? '';

const grouper = (layout: Layout) => {
  const [system, dataset, third] = groupColumns(layout);
  return (fields: readonly string[]) =>
    `${fieldAt(fields, system)}~${fieldAt(fields, dataset)}~${fieldAt(fields, third)}`;
};

const LONGEST_GROUP = 200;

/** As findings name it. */
export const shownGroup = (group: string): string => cut(group, LONGEST_GROUP);

/** A row with its group; or the findings of a row that is of none, as a part of the group's name is missing. */
export function placer(layout: Layout): (row: FileRow) => PlacedRow | readonly RowFinding[] {
  const group = groupColumns(layout);
  const [system, dataset, third] = group;
  const groupOf = grouper(layout);
  const keyColumn = layout.columns.findIndex(({ is }) => is === 'key');

  const withPlace = (findings: readonly RowFinding[], key: string, submission: string | null) =>
    findings.map((finding): RowFinding => ({ ...finding, key: key === '' ? null : key, submission }));

  return ({ row, fields, findings }) => {
    const a = fieldAt(fields, system);
    const b = fieldAt(fields, dataset);
    const c = fieldAt(fields, third);
    const isLong = fields.some((field) => field.length > LONGEST_CELL);
    if (a !== '' && b !== '' && c !== '' && findings === undefined && !isLong)
      return { group: `${a}~${b}~${c}`, row, fields };

    const found = [...(findings ?? []), ...(isLong ? longCells(layout, row, fields) : [])];
    const key = cut(fieldAt(fields, keyColumn), LONGEST_SHOWN);
    if (a !== '' && b !== '' && c !== '') {
      const shortened = fields.map((field) => cut(field, LONGEST_CELL));
      const name = groupOf(shortened);
      return { group: name, row, fields: shortened, findings: withPlace(found, key, shownGroup(name)) };
    }
    if (found.length > 0) return withPlace(found, key, null);
    return group
      .filter((index) => fieldAt(fields, index) === '')
      .map((index): RowFinding => {
        const column = layout.columns[index];
        const [heading, name] = column === undefined ? ['', ''] : [column.heading, nameOf(column)];
        const place = { row, column: heading, key: key === '' ? null : key };
        return { ...place, code: 'empty-cell', details: { name }, value: null, submission: null };
      });
  };
}

const longCells = ({ columns }: Layout, row: number, fields: readonly string[]): RowFinding[] =>
  fields.flatMap((field, index): RowFinding[] =>
    field.length <= LONGEST_CELL
      ? []
      : [
          {
            row,
            column: columns[index]?.heading ?? null,
            key: null,
            code: 'cell-too-long',
            details: { count: field.length, limit: LONGEST_CELL },
            value: cut(field, LONGEST_SHOWN),
            submission: null,
          },
        ],
  );

/** FNV-1a: spreads what senders chose, and is not made to withstand them; hence the seed, that they cannot know beforehand. */
export function partitionOf(group: string, seed: number, partitions: number): number {
  let hash = (0x811c9dc5 ^ seed) | 0;
  for (let at = 0; at < group.length; at += 1) hash = Math.imul(hash ^ group.charCodeAt(at), 0x01000193);
  // The high bits are better spread than the low ones.
  return ((hash ^ (hash >>> 15)) >>> 0) % partitions;
}
