/** Reports of a verification as text. */
import type { RepairReport } from '../shared/app/verification/verify-and-repair.ts';
import type { VerifyReport } from '../shared/app/verification/verify-totals.ts';
import { reportersText } from '../shared/domain/totals/reporters.ts';
import type { CellTotal, NodeContent } from '../shared/domain/totals/total.ts';
import { damagedText } from '../shared/domain/verification/compare-entry.ts';
import type { AskedTargets, UnknownTarget } from '../shared/domain/verification/targets.ts';
import { oneOf } from './fault.ts';
import { inLine } from './shown.ts';
import { counted, table } from './table.ts';
import { WIDTH } from './view.ts';

const MOST_DIFFERENCES = 50;

export const unknownTargetText = (asked: AskedTargets, { unknown, allowed }: UnknownTarget): string =>
  unknown === 'dataset'
    ? `--dataset ${asked.dataset}: no such dataset; ${oneOf(allowed)}`
    : `--period ${asked.period}: no period of ${asked.dataset ?? 'any dataset'}; ${oneOf(allowed)}`;

/** What explains differences that will be gone by themselves; nothing where no message is on its way. */
export const onTheirWayText = (messages: number): string =>
  messages === 0
    ? ''
    : `\n${counted(messages, 'message')} on the way to be counted (after a crash up to 6 minutes): totals that differ may be theirs.\nVerify again when the queue is empty; --repair folds them now.`;

export function verifyText(reports: readonly VerifyReport[]): string {
  const overview = table(
    [
      { head: 'dataset' },
      { head: 'period' },
      { head: 'entries', align: 'right' },
      { head: 'totals', align: 'right' },
      { head: 'differences', align: 'right' },
      { head: 'digest' },
    ],
    reports.map(({ dataset, period, entries, totals, differenceCount, digest }) => [
      dataset,
      period,
      String(entries),
      String(totals),
      String(differenceCount),
      digest.slice(0, 16),
    ]),
  );
  const differing = reports.flatMap(differencesOf);
  const damage = damageText(reports);
  if (differing.length === 0) return `${overview}\n\n${damage === '' ? '✓ No differences.' : damage}`;
  const details = table(
    [
      { head: 'total', width: 26 },
      { head: 'what', width: 28 },
      { head: 'stored', align: 'right', width: 20 },
      { head: 'recomputed', align: 'right', width: WIDTH - 80 },
    ],
    differing.slice(0, MOST_DIFFERENCES),
  );
  const rest = differing.length - MOST_DIFFERENCES;
  const more = rest > 0 ? `\n… and ${rest} more; --json has the first hundred totals of each period` : '';
  const nodes = reports.reduce((count, { differenceCount }) => count + differenceCount, 0);
  const end = `✗ ${counted(nodes, 'total')} not equal to the ledger.`;
  return `${overview}\n\n${details}${more}\n\n${damage === '' ? '' : `${damage}\n\n`}${end}`;
}

/** Empty where every entry gives its own digest. */
function damageText(reports: readonly VerifyReport[]): string {
  const all = reports.flatMap(({ damaged }) => damaged);
  const count = reports.reduce((sum, { damagedCount }) => sum + damagedCount, 0);
  if (count === 0) return '';
  const lines = all.slice(0, MOST_DIFFERENCES).map((one) => `✗ ${inLine(one.id)}\n    ${damagedText(one)}`);
  const more = count > lines.length ? [`… and ${count - lines.length} more`] : [];
  const end = `✗ ${counted(count, 'entry', 'entries')} of the ledger damaged: dtm verify --journal says what the journal proves.`;
  return [...lines, ...more, end].join('\n');
}

/** [total, what, stored, recomputed] for each cell that differs. */
function differencesOf({ dataset, period, differences }: VerifyReport): string[][] {
  return differences.flatMap(({ node, stored, recomputed }) => {
    const [before, after] = [partsOf(stored), partsOf(recomputed)];
    const names = [...new Set([...before.keys(), ...after.keys()])];
    return names
      .filter((name) => before.get(name) !== after.get(name))
      .map((name) => [
        `${node} ${dataset} ${period}`,
        name,
        before.get(name) ?? 'none',
        after.get(name) ?? 'none',
      ]);
  });
}

const valueText = (value: CellTotal): string => (typeof value === 'string' ? value : value.join(' / '));

function partsOf(content: NodeContent | null): Map<string, string> {
  if (content === null) return new Map();
  return new Map([
    ['reporters', reportersText(content.reporters)],
    // A blank where a table may break it.
    ['newest received at', content.newestReceivedAt?.replace('T', ' ') ?? 'none'],
    // A blank after each bar, where a table may break the line.
    ...Object.entries(content.cells).map(
      ([key, value]) => [key.replaceAll('|', ' | '), valueText(value)] as const,
    ),
    ...Object.entries(content.cellReporters ?? {}).map(
      ([key, set]) => [`reporters of ${key.replaceAll('|', ' | ')}`, reportersText(set)] as const,
    ),
  ]);
}

/** What differed, and what was folded for it: the totals themselves and all above them. */
export function repairText(repairs: readonly RepairReport[]): string {
  const lines = repairs.map(({ dataset, period, differenceCount, folded, written, stuck }) => {
    const failed =
      stuck.length === 0
        ? ''
        : `; still as wrong as before (what the fold said): ${inLine(stuck.join(', '))}`;
    return `${dataset} ${period}: ${counted(differenceCount, 'total')} differed, ${counted(folded, 'total')} folded anew, ${written} changed${failed}`;
  });
  return `${verifyText(repairs)}\n\n${lines.join('\n')}`;
}
