/**
 * Who is overdue with what (R7, R9). The newest report of a system says its state, so nothing is kept beside the ledger:
 * a correction, or a withdrawal, changes the answer as it changes the totals.
 */
import type { ComplianceAnswer, Duties, DutyRule, DutyState } from '../../contract/oversight/duties.ts';
import {
  type Agency,
  type Calendar,
  COUNTRY,
  type Credential,
  type Dataset,
  type System,
} from '../../contract/registry.ts';
import type { ReportEntry } from '../../contract/submissions/ledger.ts';
import { addMonths, dueDay, overdueDays, rulesOf } from '../../domain/oversight/duties.ts';
import type { Problem } from '../../domain/problems/problems.ts';
import { unknownAgency, unknownCursor } from '../../domain/problems/refused-parameter.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import type { CompiledCatalogue } from '../../domain/registry/cell.ts';
import { systemsBelow } from '../../domain/registry/subtree.ts';
import { agencyOfSystem, chainOf, onDay, type Tree, treeAt } from '../../domain/registry/tree.ts';
import { evidenceOf } from '../../domain/submissions/evidence.ts';
import { agencyOfSystemId, submissionId } from '../../domain/submissions/submission-key.ts';
import { countingEntry } from '../../domain/totals/fold.ts';
import { dayOf, type Period, periodOfDay, periodsBetween, readPeriod } from '../../domain/values/period.ts';
import { actsFor } from '../access/acts-for.ts';
import { foreignAgency } from '../access/foreign.ts';
import type { ReadReports } from '../ports/ledger.ts';
import type { FindAgency, ReadCalendar, ReadCatalogue, ReadDuties, ReadSnapshot } from '../ports/registry.ts';

export type CompliancePorts = {
  readonly findAgency: FindAgency;
  readonly readSnapshot: ReadSnapshot;
  readonly readCatalogue: ReadCatalogue;
  readonly readCalendar: ReadCalendar;
  readonly readDuties: ReadDuties;
  readonly readReports: ReadReports;
};

export type ComplianceQuery = {
  readonly node: string;
  /** Also duties that are met. */
  readonly all: boolean;
  /** Systems up to this one were answered before. */
  readonly after: string | null;
};

/** How many systems an answer looks at. */
const MOST_SYSTEMS = 200;
/** How many queries are under way at once. */
const ABREAST = 16;

export async function readCompliance(
  ports: CompliancePorts,
  credential: Credential,
  { node, all, after }: ComplianceQuery,
  now: number,
): Promise<Result<ComplianceAnswer, Problem>> {
  const today = dayOf(now);
  const agency = node === COUNTRY ? null : await ports.findAgency(node);
  if (node !== COUNTRY && agency === null) return fail(unknownAgency(node));
  if (!(await actsFor(ports.findAgency, credential, node, [onDay(today)]))) {
    return fail(foreignAgency(credential, node, { parameter: 'agency' }));
  }
  const [snapshot, { value: catalogue }, calendar, duties] = await Promise.all([
    ports.readSnapshot(),
    ports.readCatalogue(),
    ports.readCalendar(),
    ports.readDuties(),
  ]);
  const tree = treeAt(snapshot, onDay(today));
  const closed = agency === null ? null : closedOn(agency.value, today);
  if (!tree.has(node) && closed === null) return fail(unknownAgency(node));
  if (after !== null && !wasBelow(tree, node, snapshot.systems.get(after))) return fail(unknownCursor(after));
  const below = [...systemsBelow(tree, node).keys()].flatMap((id) => snapshot.systems.get(id) ?? []);
  const connected = below
    .filter(({ id, stage }) => stage === 'connected' && (after === null || id > after))
    // How well a system is protected is told of the key's own only (ADR 29).
    .filter(({ id }) => credential.systems === null || credential.systems.includes(id))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const systems = connected.slice(0, MOST_SYSTEMS);
  const newest = await newestReports(ports, systems, periodsOf(duties, catalogue, calendar, today));
  const states = systems.flatMap((system) =>
    rulesOf(duties, system).map((rule): DutyState => {
      const entry = newest.get(`${rule.dataset} ${system.id}`) ?? null;
      const agency = agencyOfSystem(snapshot, system.id, onDay(today)) ?? agencyOfSystemId(system.id);
      return stateOf(rule, { system, agency, entry }, calendar, today);
    }),
  );
  const overdue = states.filter(({ state }) => state === 'overdue');
  return ok({
    node,
    today,
    systems: systems.length,
    overdue: overdue.length,
    duties: all ? states : overdue,
    next: connected.length > systems.length ? (systems.at(-1)?.id ?? null) : null,
    ...(closed !== null && { closed }),
  });
}

/** A closed code keeps its history (R18), so it is known; nothing of its is due any more. Null for one that is not closed by then. */
function closedOn({ history, mergedInto }: Agency, today: string): ComplianceAnswer['closed'] | null {
  const on = history.at(-1)?.to ?? null;
  return on !== null && on < today ? { on, mergedInto } : null;
}

/** Also one that has moved away or was suspended since it was answered. */
const wasBelow = (tree: Tree, node: string, system: System | undefined): boolean =>
  system?.history.some(({ agency }) => chainOf(tree, agency)?.includes(node)) ?? false;

type Looked = { readonly dataset: string; readonly periods: readonly Period[] };

/**
 * The periods of each dataset in which the newest report is looked for, newest first: back to where a duty that was
 * fulfilled then would be overdue all the same.
 */
function periodsOf(
  duties: Duties,
  { datasets }: CompiledCatalogue,
  calendar: Calendar,
  today: string,
): Looked[] {
  return [...Map.groupBy(duties, ({ dataset }) => dataset)].map(([dataset, rules]) => {
    const kind: Dataset['periodKind'] | undefined = datasets.get(dataset)?.dataset.periodKind;
    const oldest = addMonths(today, -Math.max(...rules.map(({ months }) => months)));
    const [first, last] = kind
      ? [periodOfDay(kind, calendar, oldest), periodOfDay(kind, calendar, today)]
      : [null, null];
    const periods = first && last ? periodsBetween(first, last, calendar) : null;
    return { dataset, periods: (periods ?? []).toReversed() };
  });
}

/** By dataset and system; the counting entry of the newest period that has one. */
async function newestReports(
  { readReports }: CompliancePorts,
  systems: readonly System[],
  looked: readonly Looked[],
): Promise<ReadonlyMap<string, ReportEntry>> {
  const newest = new Map<string, ReportEntry>();
  const groups = [...Map.groupBy(systems, ({ id }) => agencyOfSystemId(id))];
  const read = async (dataset: string, period: Period, owner: string, wanted: readonly string[]) => {
    const entries = await Array.fromAsync(readReports(dataset, period.id, owner, wanted));
    for (const [system, revisions] of Map.groupBy(entries, (entry) => entry.system)) {
      const counting = countingEntry(revisions);
      if (counting !== null) newest.set(`${dataset} ${system}`, counting);
    }
  };
  for (const { dataset, periods } of looked) {
    for (const period of periods) {
      const waiting = groups
        .map(([owner, those]) => ({
          owner,
          wanted: those.map(({ id }) => id).filter((id) => !newest.has(`${dataset} ${id}`)),
        }))
        .filter(({ wanted }) => wanted.length > 0);
      for (let start = 0; start < waiting.length; start += ABREAST) {
        const abreast = waiting.slice(start, start + ABREAST);
        await Promise.all(abreast.map(({ owner, wanted }) => read(dataset, period, owner, wanted)));
      }
    }
  }
  return newest;
}

/** A system under a duty, whose it is, and its newest report on it. */
type Obliged = { readonly system: System; readonly agency: string; readonly entry: ReportEntry | null };

function stateOf(
  rule: DutyRule,
  { system, agency, entry }: Obliged,
  calendar: Calendar,
  today: string,
): DutyState {
  const last = entry === null ? null : lastOf(rule, entry, calendar);
  const due = dueDay(rule, system, last?.day ?? null);
  const late = overdueDays(due, today);
  return {
    system: system.id,
    names: system.names,
    agency,
    size: system.size,
    securityLevel: system.securityLevel,
    duty: rule.duty,
    dutyNames: rule.names,
    due,
    state: late > 0 ? 'overdue' : 'met',
    overdueDays: late,
    last,
  };
}

function lastOf({ indicator }: DutyRule, entry: ReportEntry, calendar: Calendar): DutyState['last'] {
  const value = entry.cells[indicator];
  const facts = { submission: submissionId(entry), receivedAt: entry.receivedAt };
  const evidence = evidenceOf(value);
  if (evidence !== null) return { ...evidence, ...facts };
  if (value === undefined || (typeof value !== 'string' && value.length === 0)) return null;
  const day = readPeriod(entry.period, calendar)?.to;
  return day === undefined ? null : { day, reference: null, sha256: null, ...facts };
}
