/** Where in the seed files a fault is, and what a schema's issue says about it. */
import type * as z from 'zod';
import type { Language, Localized } from '../../contract/text.ts';
import { jsonPointer } from '../../domain/json/json-pointer.ts';
import { partAt } from '../../domain/json/readable.ts';
import { formText } from '../../domain/language/finding-text.ts';
import { localized, unworded } from '../../domain/language/localized.ts';
import { type Fault, fault, faultWhat, type Path } from '../../domain/problems/fault.ts';
import type { FindingValue } from '../../domain/problems/problems.ts';
import type { ImportFinding } from '../../domain/registry/findings.ts';
import { plainTextFault } from '../../domain/values/plain-text.ts';

/** `row` and `column` for CSV, `pointer` (RFC 6901) for JSON; null where the fault is of the whole file or row. */
export type SeedFault = {
  readonly file: string;
  readonly row: number | null;
  readonly column: string | null;
  readonly pointer: string | null;
  readonly code: ImportFinding;
  /** What is wrong, with the bad value: `unknown agency: "H99"`. */
  readonly what: Localized;
  /** As a sentence fragment or a list of values; null where `what` says it. */
  readonly allowed: Localized | null;
};

export type FaultPlace = Pick<SeedFault, 'file' | 'row' | 'column' | 'pointer'>;

export const seedFault = (place: FaultPlace, code: ImportFinding, found: Fault): SeedFault => ({
  ...place,
  code,
  what: faultWhat(found),
  allowed: found.allowed,
});

/** As an item of `errors[]`. */
export const seedFinding = ({
  file,
  row,
  column,
  pointer,
  code,
  what,
  allowed,
}: SeedFault): FindingValue => ({
  code,
  pointer,
  key: null,
  place: { file, row, column },
  details: {},
  words: { what },
  ...(allowed !== null && { allowedText: allowed }),
});

/** One line for people: `agencies.csv, row 3, column parent: unknown agency: "H99"; allowed: …`. */
export function seedFaultText({ file, row, column, pointer, what, allowed }: SeedFault): Localized {
  const at = pointer === '' ? localized('at the root', 'ở gốc') : localized(`at ${pointer}`, `ở ${pointer}`);
  const place = [
    unworded(file),
    ...(row === null ? [] : [localized(`row ${row}`, `dòng ${row}`)]),
    ...(column === null ? [] : [localized(`column ${column}`, `cột ${column}`)]),
    ...(pointer === null ? [] : [at]),
  ];
  const line = (language: Language, allowedIs: string): string => {
    const where = place.map((one) => one[language]).join(', ');
    return `${where}: ${what[language]}${allowed === null ? '' : `; ${allowedIs}: ${allowed[language]}`}`;
  };
  return { vi: line('vi', 'được phép'), en: line('en', 'allowed') };
}

export const inJson = (file: string, code: ImportFinding, found: Fault): SeedFault =>
  seedFault({ file, row: null, column: null, pointer: jsonPointer(found.path) }, code, found);

/** The texts of a value that are not plain: they are stored and shown for ever, and nobody would see it. */
export function textFaults(value: unknown, path: Path = []): Fault[] {
  if (typeof value === 'string') {
    const found = plainTextFault(value);
    return found === null ? [] : [fault(path, found.problem, value, found.allowed)];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Array.isArray(value)
    ? value.flatMap((one, index) => textFaults(one, [...path, index]))
    : Object.entries(value).flatMap(([name, one]) => textFaults(one, [...path, name]));
}

/** The faults that a schema finds in a value. */
export function schemaFaults(schema: z.ZodType, value: unknown): Fault[] {
  const issues = schema.safeParse(value).error?.issues ?? [];
  return issues.flatMap((issue) => {
    const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => unknownField(value, [...path, key]));
    const [problem, allowed] = describe(issue);
    return [fault(path, problem, partAt(value, path), allowed)];
  });
}

const unknownField = (value: unknown, path: Path): Fault =>
  fault(
    path,
    localized('unknown field', 'không có trường'),
    partAt(value, path),
    localized('only fields that the schema has', 'chỉ các trường có trong lược đồ'),
  );

const otherForm = /* @__PURE__ */ localized('not of the form', 'không đúng dạng');

/** [what is wrong, what is allowed] */
function describe(issue: z.core.$ZodIssue): [Localized, Localized] {
  switch (issue.code) {
    case 'invalid_value': {
      const values = issue.values.map((value) => JSON.stringify(value)).join(', ');
      return [localized('unknown value', 'giá trị lạ'), unworded(values)];
    }
    case 'invalid_type':
      return [localized('wrong type', 'sai kiểu'), formText(issue.expected)];
    case 'invalid_format':
      return issue.format === 'date'
        ? [localized('not a day', 'không phải ngày'), unworded('YYYY-MM-DD')]
        : [otherForm, unworded(issue.pattern ?? issue.format)];
    case 'too_small':
      return [
        localized('too small or too short', 'quá nhỏ hoặc quá ngắn'),
        localized(`at least ${issue.minimum}`, `ít nhất ${issue.minimum}`),
      ];
    case 'too_big':
      return [
        localized('too large or too long', 'quá lớn hoặc quá dài'),
        localized(`at most ${issue.maximum}`, `tối đa ${issue.maximum}`),
      ];
    case 'invalid_union': {
      const options = issue.errors.flatMap((errors) => errors.map((error) => describe(error)[1]));
      const [en, vi] = [options.map((one) => one.en), options.map((one) => one.vi)];
      return [otherForm, localized(en.join(' or '), vi.join(' hoặc '))];
    }
    default:
      return [otherForm, localized('what the schema says', 'theo lược đồ')];
  }
}
