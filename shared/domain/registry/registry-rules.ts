/**
 * What has to hold among agencies and systems beyond the form of each (R18): codes are unique and nest, parents
 * are in being as long as their children, merges end in an agency that is in being.
 */
import { type Agency, COUNTRY, type System } from '../../contract/registry.ts';
import { duplicates, type Fault, fault, type Path } from '../problems/fault.ts';
import { legacyAgencyCode } from '../values/agency-code.ts';
import { covers, historyFaults, stretchText } from '../values/validity.ts';

/** Says that nothing is listed by a code. */
export const UNKNOWN_AGENCY = 'unknown agency';

type Agencies = ReadonlyMap<string, Agency>;

const isClosed = (agency: Agency): boolean => agency.history.at(-1)?.to != null;

/** Every fault at once; an empty list means that trees can be built from it for any day. */
export function registryFaults(agencies: readonly Agency[], systems: readonly System[]): Fault[] {
  const byCode = new Map(agencies.map((agency) => [agency.code, agency]));
  return [
    ...duplicates(
      agencies.map(({ code }) => code),
      (index) => ['agencies', index, 'code'],
      'code',
    ),
    ...duplicates(
      systems.map(({ id }) => id),
      (index) => ['systems', index, 'id'],
      'id',
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
    faults.push(fault([...path, 'legacyCode'], `not the legacy form of ${code}`, legacyCode, `"${legacy}"`));
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
      const allowed = digits === undefined ? 'empty' : `${digits} digits, or empty`;
      return [fault(at, `not the administrative code of a ${kind}`, administrativeCode, allowed)];
    }
    const owner = owners.get(administrativeCode);
    if (owner !== undefined)
      return [fault(at, `the administrative code of ${owner}`, administrativeCode, 'one for each agency')];
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
    const problem = levels === 1 ? 'a level-1 agency stands under the country' : 'not an agency of level 1';
    return [fault(path, problem, parent, allowed)];
  }
  const found = byCode.get(parent);
  if (found === undefined) {
    return [fault(path, UNKNOWN_AGENCY, parent, `"${COUNTRY}" or the code of an agency listed here`)];
  }
  if (isInCycle(code, parent, byCode)) {
    return [fault(path, `cycle: ${code} is above itself`, parent, 'an agency that is not below this one')];
  }
  const faults: Fault[] = [];
  if (!code.startsWith(`${parent}.`)) {
    faults.push(
      fault(path, `the code ${code} does not begin with its parent's and a dot`, parent, codePrefixes(code)),
    );
  }
  if (!covers(found.history, stretch)) {
    const lives = found.history.map(stretchText).join(', ');
    faults.push(
      fault(
        path,
        `parent not in being all through ${stretchText(stretch)}`,
        parent,
        `a parent in being; this one: ${lives}`,
      ),
    );
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
  if (!isClosed(agency)) return [fault(at, 'merged, but its validity is open', into, 'empty, or a last day')];
  const chain = [agency.code];
  let next: string | null = into;
  while (next !== null) {
    if (chain.includes(next))
      return [fault(at, `merges in a circle: ${[...chain, next].join(' → ')}`, into, open)];
    if (chain.length === MOST_STEPS)
      return [fault(at, `merges of more than ${MOST_STEPS} agencies in a row`, into, open)];
    chain.push(next);
    const found = byCode.get(next);
    if (found === undefined) return [fault(at, UNKNOWN_AGENCY, next, open)];
    if (!isClosed(found)) return [];
    next = found.mergedInto;
  }
  return [fault(at, `the chain of merges ends in a closed agency: ${chain.join(' → ')}`, into, open)];
}

const open = 'an agency listed here that is in being, or whose merges end in one';

function systemFaults(system: System, byCode: Agencies, path: Path): Fault[] {
  const faults = historyFaults(system.history, path);
  const registeredBy = system.id.slice(0, system.id.lastIndexOf('.'));
  for (const [index, stretch] of system.history.entries()) {
    const at = [...path, 'history', index, 'agency'];
    const found = byCode.get(stretch.agency);
    if (found === undefined) {
      faults.push(fault(at, UNKNOWN_AGENCY, stretch.agency, 'the code of an agency in agencies.csv'));
    } else if (!covers(found.history, stretch)) {
      const lives = found.history.map(stretchText).join(', ');
      const problem = `agency closed or not yet in being during ${stretchText(stretch)}`;
      faults.push(fault(at, problem, stretch.agency, `an agency in being; this one: ${lives}`));
    }
  }
  const first = system.history[0]?.agency;
  if (first !== undefined && first !== registeredBy) {
    const problem = `not the agency of the id; ${system.id} was registered by ${registeredBy}`;
    faults.push(fault([...path, 'history', 0, 'agency'], problem, first, `"${registeredBy}"`));
  }
  return faults;
}
