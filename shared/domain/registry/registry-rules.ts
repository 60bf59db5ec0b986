/**
 * What has to hold among agencies and systems beyond the form of each (R18): codes are unique and nest, parents
 * are in being as long as their children, merges end in an agency that is in being.
 */
import { type Agency, COUNTRY, type System } from '../../contract/registry.ts';
import type { Localized } from '../../contract/text.ts';
import { localized, unworded } from '../language/localized.ts';
import { duplicates, type Fault, fault, type Path } from '../problems/fault.ts';
import { legacyAgencyCode } from '../values/agency-code.ts';
import { covers, historyFaults, stretchesText, stretchText } from '../values/validity.ts';

/** Says that nothing is listed by a code. */
export const UNKNOWN_AGENCY: Localized = /* @__PURE__ */ localized('unknown agency', 'không có cơ quan');

type Agencies = ReadonlyMap<string, Agency>;

const isClosed = (agency: Agency): boolean => agency.history.at(-1)?.to != null;

/** Every fault at once; an empty list means that trees can be built from it for any day. */
export function registryFaults(agencies: readonly Agency[], systems: readonly System[]): Fault[] {
  const byCode = new Map(agencies.map((agency) => [agency.code, agency]));
  return [
    ...duplicates(
      agencies.map(({ code }) => code),
      (index) => ['agencies', index, 'code'],
      localized('code', 'mã'),
    ),
    ...duplicates(
      systems.map(({ id }) => id),
      (index) => ['systems', index, 'id'],
      localized('id', 'định danh'),
    ),
    ...administrativeCodeFaults(agencies),
    ...agencies.flatMap((agency, index) => agencyFaults(agency, byCode, ['agencies', index])),
    ...systems.flatMap((system, index) => systemFaults(system, byCode, ['systems', index])),
  ];
}

function agencyFaults(agency: Agency, byCode: Agencies, path: Path): Fault[] {
  const { code, legacyCode } = agency;
  const legacy = legacyAgencyCode(code) ?? '';
  const faults = [...historyFaults(agency.history, path), ...mergeFaults(agency, byCode, path)];
  if (legacyCode !== legacy) {
    const problem = localized(`not the legacy form of ${code}`, `không phải dạng mã cũ của ${code}`);
    faults.push(fault([...path, 'legacyCode'], problem, legacyCode, unworded(`"${legacy}"`)));
  }
  for (const [index, stretch] of agency.history.entries()) {
    faults.push(...parentFaults(agency, stretch, byCode, [...path, 'history', index, 'parent']));
  }
  return faults;
}

/** How many digits the administrative code of a kind has; other kinds have none. */
const administrativeDigits: Partial<Record<Agency['kind'], number>> = { province: 2, commune: 5 };

/** One given to an agency is never given to another, closed or not (Decision 19/2025/QĐ-TTg). */
function administrativeCodeFaults(agencies: readonly Agency[]): Fault[] {
  const owners = new Map<string, string>();
  return agencies.flatMap(({ code, kind, administrativeCode }, index) => {
    if (administrativeCode === undefined) return [];
    const at = ['agencies', index, 'administrativeCode'];
    const digits = administrativeDigits[kind];
    if (administrativeCode.length !== digits) {
      const allowed =
        digits === undefined
          ? localized('empty', 'để trống')
          : localized(`${digits} digits, or empty`, `${digits} chữ số, hoặc để trống`);
      const problem = localized(
        `not the administrative code of a ${kind}`,
        `không phải mã hành chính của cơ quan loại "${kind}"`,
      );
      return [fault(at, problem, administrativeCode, allowed)];
    }
    const owner = owners.get(administrativeCode);
    if (owner !== undefined) {
      const problem = localized(`the administrative code of ${owner}`, `là mã hành chính của ${owner}`);
      return [fault(at, problem, administrativeCode, localized('one for each agency', 'mỗi cơ quan một mã'))];
    }
    owners.set(administrativeCode, code);
    return [];
  });
}

function parentFaults(
  { code }: Agency,
  stretch: Agency['history'][number],
  byCode: Agencies,
  path: Path,
): Fault[] {
  const { parent } = stretch;
  const levels = code.split('.').length;
  if (parent === COUNTRY || levels === 1) {
    if (parent === COUNTRY && levels === 1) return [];
    const allowed = levels === 1 ? `"${COUNTRY}"` : `"${code.slice(0, code.lastIndexOf('.'))}"`;
    const problem =
      levels === 1
        ? localized('a level-1 agency stands under the country', 'cơ quan cấp 1 trực thuộc quốc gia')
        : localized('not an agency of level 1', 'không phải cơ quan cấp 1');
    return [fault(path, problem, parent, unworded(allowed))];
  }
  const found = byCode.get(parent);
  if (found === undefined) {
    const allowed = localized(
      `"${COUNTRY}" or the code of an agency listed here`,
      `"${COUNTRY}" hoặc mã của một cơ quan có trong tệp này`,
    );
    return [fault(path, UNKNOWN_AGENCY, parent, allowed)];
  }
  if (isInCycle(code, parent, byCode)) {
    const problem = localized(
      `cycle: ${code} is above itself`,
      `vòng lặp: ${code} là cấp trên của chính mình`,
    );
    const allowed = localized('an agency that is not below this one', 'một cơ quan không thuộc cơ quan này');
    return [fault(path, problem, parent, allowed)];
  }
  const faults: Fault[] = [];
  if (!code.startsWith(`${parent}.`)) {
    const problem = localized(
      `the code ${code} does not begin with its parent's and a dot`,
      `mã ${code} không bắt đầu bằng mã cấp trên và dấu chấm`,
    );
    faults.push(fault(path, problem, parent, unworded(codePrefixes(code))));
  }
  if (!covers(found.history, stretch)) {
    const [lives, during] = [stretchesText(found.history), stretchText(stretch)];
    const problem = localized(
      `parent not in being all through ${during.en}`,
      `cấp trên không tồn tại suốt thời gian ${during.vi}`,
    );
    const allowed = localized(
      `a parent in being; this one: ${lives.en}`,
      `một cấp trên đang tồn tại; cấp trên này: ${lives.vi}`,
    );
    faults.push(fault(path, problem, parent, allowed));
  }
  return faults;
}

const codePrefixes = (code: string): string =>
  code
    .split('.')
    .slice(0, -1)
    .map((_, index, groups) => `"${groups.slice(0, index + 1).join('.')}"`)
    .join(', ');

/** More than any agency has above it or is merged on to: a code has room for eighteen levels. */
const MOST_STEPS = 100;

/** Looked for near by: of a longer one each agency has a code that does not begin with its parent's, which is said too. */
function isInCycle(code: string, parent: string, byCode: Agencies): boolean {
  const seen = new Set<string>();
  const open = [parent];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === code) return true;
    if (seen.has(at)) continue;
    if (seen.size === MOST_STEPS) return false;
    seen.add(at);
    open.push(...(byCode.get(at)?.history.map((stretch) => stretch.parent) ?? []));
  }
  return false;
}

function mergeFaults(agency: Agency, byCode: Agencies, path: Path): Fault[] {
  const into = agency.mergedInto;
  const at = [...path, 'mergedInto'];
  if (into === null) return [];
  if (!isClosed(agency)) {
    const problem = localized('merged, but its validity is open', 'đã sáp nhập nhưng chưa có ngày cuối');
    return [fault(at, problem, into, localized('empty, or a last day', 'để trống, hoặc có ngày cuối'))];
  }
  const chain = [agency.code];
  let next: string | null = into;
  while (next !== null) {
    if (chain.includes(next)) {
      const circle = [...chain, next].join(' → ');
      return [
        fault(at, localized(`merges in a circle: ${circle}`, `sáp nhập vòng tròn: ${circle}`), into, open),
      ];
    }
    if (chain.length === MOST_STEPS) return [fault(at, tooManyMerges, into, open)];
    chain.push(next);
    const found = byCode.get(next);
    if (found === undefined) return [fault(at, UNKNOWN_AGENCY, next, open)];
    if (!isClosed(found)) return [];
    next = found.mergedInto;
  }
  const problem = localized(
    `the chain of merges ends in a closed agency: ${chain.join(' → ')}`,
    `chuỗi sáp nhập kết thúc ở một cơ quan đã đóng: ${chain.join(' → ')}`,
  );
  return [fault(at, problem, into, open)];
}

const open = /* @__PURE__ */ localized(
  'an agency listed here that is in being, or whose merges end in one',
  'một cơ quan có trong tệp này đang tồn tại, hoặc sáp nhập vào một cơ quan như vậy',
);
const tooManyMerges = /* @__PURE__ */ localized(
  `merges of more than ${MOST_STEPS} agencies in a row`,
  `hơn ${MOST_STEPS} cơ quan sáp nhập nối tiếp nhau`,
);

function systemFaults(system: System, byCode: Agencies, path: Path): Fault[] {
  const faults = historyFaults(system.history, path);
  const registeredBy = system.id.slice(0, system.id.lastIndexOf('.'));
  for (const [index, stretch] of system.history.entries()) {
    const at = [...path, 'history', index, 'agency'];
    const found = byCode.get(stretch.agency);
    if (found === undefined) {
      const allowed = localized(
        'the code of an agency in agencies.csv',
        'mã của một cơ quan trong agencies.csv',
      );
      faults.push(fault(at, UNKNOWN_AGENCY, stretch.agency, allowed));
    } else if (!covers(found.history, stretch)) {
      const [lives, during] = [stretchesText(found.history), stretchText(stretch)];
      const problem = localized(
        `agency closed or not yet in being during ${during.en}`,
        `cơ quan đã đóng hoặc chưa tồn tại trong thời gian ${during.vi}`,
      );
      const allowed = localized(
        `an agency in being; this one: ${lives.en}`,
        `một cơ quan đang tồn tại; cơ quan này: ${lives.vi}`,
      );
      faults.push(fault(at, problem, stretch.agency, allowed));
    }
  }
  const first = system.history[0]?.agency;
  if (first !== undefined && first !== registeredBy) {
    const problem = localized(
      `not the agency of the id; ${system.id} was registered by ${registeredBy}`,
      `không phải cơ quan trong định danh; ${system.id} do ${registeredBy} đăng ký`,
    );
    faults.push(fault([...path, 'history', 0, 'agency'], problem, first, unworded(`"${registeredBy}"`)));
  }
  return faults;
}
