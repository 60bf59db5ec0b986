/** At the end of a run: every stored total against the replay of the ledger, and against the account in plain maps. */
import { createHash } from 'node:crypto';
import type { ReadChildren } from '../../shared/app/ports/totals.ts';
import { verifyTotals } from '../../shared/app/verification/verify-totals.ts';
import { COUNTRY } from '../../shared/contract/registry.ts';
import { type CompiledCatalogue, foldOfCatalogue } from '../../shared/domain/registry/cell.ts';
import { possibleParents } from '../../shared/domain/totals/fold-tree.ts';
import { countOf } from '../../shared/domain/totals/reporters.ts';
import { emptyNode, type NodeContent } from '../../shared/domain/totals/total.ts';
import { readPeriod } from '../../shared/domain/values/period.ts';
import { type Country, calendar, EVENTS, REPORTS } from './country.ts';
import type { compactLedger, totalsStore } from './stores.ts';
import type { Account, startStory } from './story.ts';

export type CheckResult = {
  /** Of verify, over all datasets and periods. */
  readonly digest: string;
  readonly verified: number;
  readonly differences: number;
  /** Totals compared with the independent account, and how many differ from it. */
  readonly compared: number;
  readonly wrong: number;
  /** The first few, for who has to find out why. */
  readonly examples: readonly string[];
};

export type Checked = {
  readonly ledger: ReturnType<typeof compactLedger>;
  readonly totals: ReturnType<typeof totalsStore>;
  readonly country: Country;
  readonly compiled: CompiledCatalogue;
  readonly periods: readonly string[];
  readonly story: Pick<ReturnType<typeof startStory>, 'accounts'>;
  readonly now: number;
};

export async function checkTotals(run: Checked): Promise<CheckResult> {
  const { ledger, totals, country, compiled } = run;
  const ports = {
    foldOf: foldOfCatalogue(compiled),
    readNode: async (key: Parameters<typeof totals.readNode>[0]) => totals.readNode(key),
    readChildren: async function* (...[dataset, period, node]: Parameters<ReadChildren>) {
      yield* totals.childrenOf(dataset, period, node, 0, Number.POSITIVE_INFINITY);
    },
    readReports: async function* (dataset: string, period: string, _: string, systems: readonly string[]) {
      yield* ledger.reportsOf(dataset, period, systems);
    },
    readSystemEvents: async function* (dataset: string, system: string, from: string, to: string) {
      yield* ledger.eventsOf(
        dataset,
        system,
        (bucket) => from <= bucket.slice(0, 10) && bucket.slice(0, 10) <= to,
      );
    },
    readSnapshot: async () => country.snapshot,
    pause: async () => undefined,
  };
  const accounts = run.story.accounts();
  const digest = createHash('sha256');
  const result = { verified: 0, differences: 0, compared: 0, wrong: 0 };
  const examples: string[] = [];
  for (const [id, { dataset }] of compiled.datasets) {
    const own = accounts[id] ?? new Map<string, Account>();
    const periods = new Set([...own.keys()].map((key) => key.slice(0, 7)));
    for (const name of [...periods].sort()) {
      const period = readPeriod(name, calendar);
      if (period === null) throw new Error(`${name} is no period`);
      const report = await verifyTotals(ports, { dataset, period, snapshot: country.snapshot });
      digest.update(`${id} ${name} ${report.digest} ${JSON.stringify(report.national)}\n`);
      result.verified += report.totals;
      result.differences += report.differenceCount;
      examples.push(...report.differences.slice(0, 3).map((one) => `verify: ${id} ${name} ${one.node}`));
    }
    for (const [key, account] of own) {
      const [period = '', agency = ''] = key.split('#');
      const parent = country.snapshot.agencies.get(agency)?.history[0]?.parent ?? null;
      const content = possibleParents(agency, agency === COUNTRY ? null : parent)
        .map((above) => totals.readNode({ dataset: id, period, parent: above, node: agency })?.content)
        .find((one) => one !== undefined);
      result.compared += 1;
      const [expected, stored] = [expectedOf(id, account), storedOf(id, content)];
      if (expected === stored) continue;
      result.wrong += 1;
      if (examples.length < 12) examples.push(`account: ${id} ${key}: ${stored} instead of ${expected}`);
    }
  }
  return { ...result, digest: digest.digest('hex'), examples: examples.slice(0, 12) };
}

const plain = (hundredths: number): string => String(Number((hundredths / 100).toFixed(2)));
/** Sums of a large country are beyond what a double divides exactly. */
const exact = (hundredths: number): string => {
  const digits = String(hundredths).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`.replace(/\.?0+$/, '');
};

/** The latest of one system is in no total of an agency. */
function expectedOf(dataset: string, account: Account): string {
  const { reporters, amount, top, bottom, most, least } = account;
  const those =
    dataset === REPORTS
      ? [exact(amount), [String(top), String(bottom)], plain(most)]
      : [exact(amount), plain(least), null];
  return JSON.stringify([reporters.size, ...those]);
}

function storedOf(dataset: string, content: NodeContent | undefined): string {
  const { cells, reporters } = content ?? emptyNode;
  const keys = dataset === EVENTS ? ['amount', 'least', 'state'] : ['amount', 'share', 'most'];
  return JSON.stringify([countOf(reporters), ...keys.map((key) => cells[key] ?? null)]);
}
