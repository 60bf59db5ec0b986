/** The CSV files of the seed: which columns they have and how rows become agencies, systems and duties. */
import type { Path } from '../../domain/problems/fault.ts';
import { parseAgencyCode } from '../../domain/values/agency-code.ts';
import type { Row } from './csv-table.ts';

/** Rows with the same key are the history of one thing, in order of time. */
export type Spec = {
  readonly file: string;
  readonly key: string;
  /** What the rows of one thing have in common. */
  readonly keyOf: (row: Row) => string;
  /** What other rows can call a row that has a fault, which can be in the key itself. */
  readonly namesOf: (row: Row) => readonly string[];
  /** Column → the field that it fills, without `history` and its index. */
  readonly fields: Readonly<Record<string, string>>;
  /** Columns that all rows of one key must have the same in. */
  readonly constant: readonly string[];
  readonly build: (rows: readonly Row[]) => unknown;
};

const orNull = (text: string | undefined): string | null => text || null;
const number = (text = ''): number | string => (/^\d{1,4}$/.test(text) ? Number(text) : text);
const names = ({ cells }: Row) => ({ vi: cells.name_vi, en: cells.name_en });
const stretch = ({ cells }: Row) => ({ from: cells.valid_from, to: orNull(cells.valid_to) });
const newest = (rows: readonly Row[]): Row => rows.at(-1) ?? { row: 0, cells: {} };

export const agencySpec: Spec = {
  file: 'agencies.csv',
  key: 'code',
  keyOf: ({ cells }) => cells.code ?? '',
  namesOf: ({ cells }) => {
    const legacy = parseAgencyCode(cells.legacy_code ?? '');
    return [cells.code ?? '', ...(legacy.ok ? [legacy.code] : [])];
  },
  fields: {
    code: 'code',
    legacy_code: 'legacyCode',
    administrative_code: 'administrativeCode',
    name_vi: 'names.vi',
    name_en: 'names.en',
    kind: 'kind',
    parent: 'parent',
    valid_from: 'from',
    valid_to: 'to',
    merged_into: 'mergedInto',
    provenance: 'provenance',
  },
  constant: ['legacy_code', 'administrative_code', 'kind', 'merged_into', 'provenance'],
  build: (rows) => {
    const { cells } = newest(rows);
    return {
      code: cells.code,
      legacyCode: cells.legacy_code,
      ...(cells.administrative_code ? { administrativeCode: cells.administrative_code } : {}),
      kind: cells.kind,
      history: rows.map((row) => ({ ...stretch(row), parent: row.cells.parent, names: names(row) })),
      mergedInto: orNull(cells.merged_into),
      provenance: cells.provenance,
    };
  },
};

export const systemSpec: Spec = {
  file: 'systems.csv',
  key: 'id',
  keyOf: ({ cells }) => cells.id ?? '',
  namesOf: ({ cells }) => [cells.id ?? ''],
  fields: {
    id: 'id',
    agency: 'agency',
    name_vi: 'names.vi',
    name_en: 'names.en',
    size: 'size',
    security_level: 'securityLevel',
    channel: 'channel',
    stage: 'stage',
    due: 'due',
    valid_from: 'from',
    valid_to: 'to',
  },
  constant: ['name_vi', 'name_en', 'size', 'security_level', 'channel', 'stage', 'due'],
  build: (rows) => {
    const row = newest(rows);
    const { cells } = row;
    return {
      id: cells.id,
      names: names(row),
      size: cells.size,
      securityLevel: number(cells.security_level),
      channel: cells.channel,
      stage: cells.stage,
      due: cells.due,
      history: rows.map((each) => ({ ...stretch(each), agency: each.cells.agency })),
    };
  },
};

/** Each row is a rule of its own. */
export const dutySpec: Spec = {
  file: 'duties.csv',
  key: 'duty',
  keyOf: ({ row }) => String(row),
  namesOf: () => [],
  fields: {
    duty: 'duty',
    name_vi: 'names.vi',
    name_en: 'names.en',
    dataset: 'dataset',
    indicator: 'indicator',
    size: 'size',
    level_from: 'levelFrom',
    level_to: 'levelTo',
    months: 'months',
    valid_from: 'from',
    provenance: 'provenance',
  },
  constant: [],
  build: (rows) => {
    const row = newest(rows);
    const { duty, dataset, indicator, size, provenance, ...cells } = row.cells;
    return {
      duty,
      dataset,
      indicator,
      size,
      provenance,
      names: names(row),
      levelFrom: number(cells.level_from),
      levelTo: number(cells.level_to),
      months: number(cells.months),
      from: cells.valid_from,
    };
  },
};

/** The row and column that a path within one thing came from. */
export function placeInTable(
  spec: Spec,
  rows: readonly Row[],
  path: Path,
): { row: number; column: string | null } {
  const [first, index, ...rest] = path;
  const inHistory = first === 'history' && typeof index === 'number';
  const field = (inHistory ? rest : path).join('.');
  const column = Object.entries(spec.fields).find(([, name]) => name === field)?.[0] ?? null;
  const found = inHistory ? rows[index] : newest(rows);
  return { row: found?.row ?? 0, column };
}
