/**
 * Reads the seed: the registry, the catalogue and the calendar that a hub starts with. Pure: files come as text.
 * Either everything is right, or every fault comes back at once with its file and place; nothing is loaded in part.
 */
import type * as z from 'zod';
import { HUB_SYSTEM } from '../../contract/oversight/availability.ts';
import { type Duties, DutyRule } from '../../contract/oversight/duties.ts';
import { Agency, Calendar, Catalogue, System } from '../../contract/registry.ts';
import { parseStrictJson } from '../../domain/json/strict-json.ts';
import { findingText } from '../../domain/language/finding-text.ts';
import { localized, unworded } from '../../domain/language/localized.ts';
import { dutyFaults } from '../../domain/oversight/duties.ts';
import type { Fault, Path } from '../../domain/problems/fault.ts';
import type { FindingValue } from '../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import { calendarFaults } from '../../domain/registry/calendar-rules.ts';
import { catalogueFaults } from '../../domain/registry/catalogue-rules.ts';
import type { ImportFinding } from '../../domain/registry/findings.ts';
import { hubSystemFaults, probeDatasetFaults } from '../../domain/registry/hub-rules.ts';
import { registryFaults, UNKNOWN_AGENCY } from '../../domain/registry/registry-rules.ts';
import { type Row, readTable } from './csv-table.ts';
import { saidOnce } from './said-once.ts';
import { inJson, type SeedFault, schemaFaults, seedFault, textFaults } from './seed-fault.ts';
import { agencySpec, dutySpec, placeInTable, type Spec, systemSpec } from './seed-tables.ts';

/** The texts of `agencies.csv`, `systems.csv`, `catalogue.json`, `calendar.json` and `duties.csv`. */
export type SeedFiles = {
  readonly agenciesCsv: string;
  readonly systemsCsv: string;
  readonly catalogueJson: string;
  readonly calendarJson: string;
  readonly dutiesCsv: string;
};

export type Seed = {
  readonly agencies: readonly Agency[];
  readonly systems: readonly System[];
  readonly catalogue: Catalogue;
  readonly calendar: Calendar;
  readonly duties: Duties;
  /** In which row of its file each has its newest stretch. */
  readonly rows: Readonly<Record<'agencies' | 'systems', ReadonlyMap<string, number>>>;
};

export function readSeed(files: SeedFiles): Result<Seed, readonly SeedFault[]> {
  const agencies = readThings(agencySpec, Agency, files.agenciesCsv);
  const systems = readThings(systemSpec, System, files.systemsCsv);
  const catalogue = readJson('catalogue.json', Catalogue, files.catalogueJson);
  const calendar = readJson('calendar.json', Calendar, files.calendarJson);
  const duties = readThings(dutySpec, DutyRule, files.dutiesCsv);
  const faults = [
    ...agencies.faults,
    ...systems.faults,
    ...catalogue.faults,
    ...calendar.faults,
    ...duties.faults,
    ...registryRules(agencies, systems),
    ...(catalogue.value ? catalogueFaults(catalogue.value) : []).map((each) =>
      inJson('catalogue.json', 'import-rule', each),
    ),
    ...(calendar.value ? calendarFaults(calendar.value, catalogue.value?.datasets ?? []) : []).map((each) =>
      inJson('calendar.json', 'import-rule', each),
    ),
    ...(catalogue.value ? probeDatasetFaults(catalogue.value) : []).map((each) =>
      inJson('catalogue.json', 'import-rule', each),
    ),
    ...(systems.malformed.has(HUB_SYSTEM) ? [] : hubSystemFaults(systems.things)).map((each) =>
      seedFault({ file: systemSpec.file, row: null, column: null, pointer: null }, 'import-rule', each),
    ),
    ...(catalogue.value ? dutyFaults(duties.things, catalogue.value) : []).map((found) => {
      const [index, ...path] = found.path;
      return inCsv(dutySpec, duties.rows[Number(index)] ?? [], 'import-rule', path, found);
    }),
  ];
  if (faults.length > 0 || !catalogue.value || !calendar.value) return fail(inOrder(faults));
  return ok({
    agencies: agencies.things,
    systems: systems.things,
    catalogue: catalogue.value,
    calendar: calendar.value,
    duties: duties.things,
    rows: {
      agencies: rowsById(agencies, ({ code }) => code),
      systems: rowsById(systems, ({ id }) => id),
    },
  });
}

const rowsById = <T>({ things, rows }: Things<T>, idOf: (thing: T) => string): Map<string, number> =>
  new Map(
    things.flatMap(
      (thing, index) => rows[index]?.slice(-1).map(({ row }) => [idOf(thing), row] as const) ?? [],
    ),
  );

/** By file as listed, then by row, so that a person can go through a file from top to bottom. */
const inOrder = (faults: readonly SeedFault[]): SeedFault[] => {
  const files = ['agencies.csv', 'systems.csv', 'catalogue.json', 'calendar.json', 'duties.csv'];
  return faults.toSorted(
    (a, b) => files.indexOf(a.file) - files.indexOf(b.file) || (a.row ?? 0) - (b.row ?? 0),
  );
};

type Things<T> = {
  readonly things: readonly T[];
  /** The rows that each thing came from. */
  readonly rows: readonly (readonly Row[])[];
  /** What malformed rows are called: they are there, but no rule can be asked of them. */
  readonly malformed: ReadonlySet<unknown>;
  readonly faults: readonly SeedFault[];
};

function readThings<T>(spec: Spec, schema: z.ZodType<T>, text: string): Things<T> {
  const table = readTable(spec.file, text, Object.keys(spec.fields));
  const texts = [...table.rows, ...table.uneven].flatMap((row) => cellFaults(spec.file, row));
  const faults = [...table.faults, ...texts];
  const textsAt = Map.groupBy(texts, ({ row }) => row ?? 0);
  const malformed = new Set<unknown>(table.uneven.flatMap(spec.namesOf));
  const things: T[] = [];
  const rows: (readonly Row[])[] = [];
  for (const group of Map.groupBy(table.rows, spec.keyOf).values()) {
    const value = spec.build(group);
    // What is wrong with a cell's letters explains what else it is not: that is said once.
    const illWritten = group.flatMap(({ row }) => textsAt.get(row) ?? []);
    const said = new Set(illWritten.map(cellOf));
    const found = schemaFaults(schema, value)
      .map((each) => inCsv(spec, group, 'import-value', each.path, each))
      .filter((each) => !said.has(cellOf(each)));
    const differing = constantFaults(spec, group);
    // One by one: arguments have an end that rows do not.
    for (const each of [...found, ...differing]) faults.push(each);
    if (found.length === 0 && illWritten.length === 0) {
      things.push(schema.parse(value));
      rows.push(group);
    } else for (const name of group.flatMap(spec.namesOf)) malformed.add(name);
  }
  return { things, rows, malformed, faults };
}

const cellOf = ({ row, column }: SeedFault): string => `${row} ${column}`;

const cellFaults = (file: string, { row, cells }: Row): SeedFault[] =>
  Object.entries(cells).flatMap(([column, text]) =>
    textFaults(text).map((found) => seedFault({ file, row, column, pointer: null }, 'import-value', found)),
  );

const inCsv = (spec: Spec, rows: readonly Row[], code: ImportFinding, path: Path, found: Fault): SeedFault =>
  seedFault({ file: spec.file, ...placeInTable(spec, rows, path), pointer: null }, code, found);

function constantFaults(spec: Spec, rows: readonly Row[]): SeedFault[] {
  const [first, ...others] = rows;
  return others.flatMap((other) =>
    spec.constant
      .filter((column) => other.cells[column] !== first?.cells[column])
      .map((column) => ({
        file: spec.file,
        row: other.row,
        column,
        pointer: null,
        code: 'import-rule' as const,
        what: localized(
          `differs from row ${first?.row}, which has the same ${spec.key}: ${JSON.stringify(other.cells[column])}`,
          `khác với dòng ${first?.row}, dòng có cùng "${spec.key}": ${JSON.stringify(other.cells[column])}`,
        ),
        allowed: unworded(JSON.stringify(first?.cells[column] ?? '')),
      })),
  );
}

/** Under a wrong header no row was read: what other rows and files name would seem to be missing. */
const isUnread = ({ faults }: Things<unknown>): boolean =>
  faults.some(({ row }) => row === null || row === 1);

/** Says nothing about a reference to something malformed: that fault is already there. */
function registryRules(agencies: Things<Agency>, systems: Things<System>): SeedFault[] {
  if (isUnread(agencies) || isUnread(systems)) return [];
  const found = registryFaults(agencies.things, systems.things).filter(
    ({ problem, value }) => problem !== UNKNOWN_AGENCY || !agencies.malformed.has(value),
  );
  const placed = (one: Fault): SeedFault => {
    const [list, index, ...path] = one.path;
    const [spec, all] = list === 'agencies' ? [agencySpec, agencies] : [systemSpec, systems];
    return inCsv(spec, all.rows[Number(index)] ?? [], 'import-rule', path, one);
  };
  // An agency that is missing is missing once, however many rows name it.
  const causes = Map.groupBy(found, (one) => (one.problem === UNKNOWN_AGENCY ? String(one.value) : one));
  return [...causes.values()].map((those) => saidOnce(those.map(placed)));
}

function readJson<T>(
  file: string,
  schema: z.ZodType<T>,
  text: string,
): { readonly value: T | null; readonly faults: readonly SeedFault[] } {
  const json = parseStrictJson(text);
  const found = json.ok ? json.value.findings : json.problem.findings;
  if (!json.ok || found.length > 0)
    return { value: null, faults: found.map((each) => jsonFault(file, each)) };
  const { value } = json.value;
  const texts = textFaults(value);
  const said = new Set(texts.map(({ path }) => JSON.stringify(path)));
  const others = schemaFaults(schema, value).filter(({ path }) => !said.has(JSON.stringify(path)));
  const faults = [...texts, ...others].map((each) => inJson(file, 'import-value', each));
  return { value: faults.length === 0 ? schema.parse(value) : null, faults };
}

/** What senders are told about malformed JSON holds for seed files too: a name that stands twice is refused. */
const jsonFault = (file: string, found: FindingValue): SeedFault => ({
  file,
  row: null,
  column: null,
  pointer: found.pointer ?? '',
  code: 'import-file',
  what: localized(`not JSON: ${findingText(found, 'en')}`, `không phải JSON: ${findingText(found, 'vi')}`),
  allowed: null,
});
