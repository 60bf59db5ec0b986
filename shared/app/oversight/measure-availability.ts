/** How available the hub was, from what the prober recorded in the ledger and from the totals of it (R6). */
import {
  HUB_SYSTEM,
  MeasuredSince,
  PROBE_DATASET,
  probeIndicators,
} from '../../contract/oversight/availability.ts';
import { parseRecorded } from '../../contract/recorded.ts';
import type { Calendar } from '../../contract/registry.ts';
import type { EventEntry } from '../../contract/submissions/ledger.ts';
import {
  addTallies,
  noMinutes,
  type Piece,
  piecesOf,
  type Span,
  type Tally,
  tallyMinutes,
  tallyTotals,
} from '../../domain/oversight/availability.ts';
import type { NodeContent } from '../../domain/totals/total.ts';
import { type Period, periodOfDay } from '../../domain/values/period.ts';
import type { ReadEvents } from '../ports/ledger.ts';
import type { ReadOperation } from '../ports/operations.ts';
import type { ReadChildren } from '../ports/totals.ts';

export type MeasurePorts = {
  readonly readChildren: ReadChildren;
  readonly readEvents: ReadEvents;
};

/** Totals follow the ledger within seconds, after an outage within hours; younger minutes are read one by one. */
const TOTALS_MAY_LAG = 2 * 3_600_000;

/** When the first minute was measured; null before that. */
export async function measuredSince(readOperation: ReadOperation): Promise<number | null> {
  const record = await readOperation('availability', null, 'since');
  return record === null ? null : Date.parse(parseRecorded(MeasuredSince, record.body).since);
}

/** The minutes that entries of one bucket tell of: their beginning → whether the hub was up. */
function seenMinutes(entries: Iterable<EventEntry>): Map<number, boolean> {
  const withdrawn = new Set<string>();
  const seen = new Map<number, boolean>();
  const all = [...entries];
  for (const { kind, idempotencyKey } of all) if (kind === 'event-withdrawal') withdrawn.add(idempotencyKey);
  for (const { kind, idempotencyKey, increments } of all) {
    if (kind !== 'event' || withdrawn.has(idempotencyKey)) continue;
    for (const { from, cells } of increments)
      seen.set(Math.floor(Date.parse(from) / 60_000) * 60_000, cells[probeIndicators.up] === '1');
  }
  return seen;
}

const minutesIn = (content: NodeContent | undefined, indicator: string): number => {
  const value = content?.cells[indicator];
  return typeof value === 'string' ? Number(value) : 0;
};

/**
 * Tells the minutes of spans of whole minutes. Days and hours come from the totals of the hub's own system; what is
 * under one parent is read once.
 */
export function measuring(
  { readChildren, readEvents }: MeasurePorts,
  calendar: Calendar,
  maintenance: readonly Span[],
  now: number,
): (span: Span) => Promise<Tally> {
  const read = new Map<string, Promise<Map<string, NodeContent>>>();
  const childrenOf = (period: string, parent: string): Promise<Map<string, NodeContent>> => {
    const key = `${period} ${parent}`;
    const known =
      read.get(key) ??
      Array.fromAsync(readChildren(PROBE_DATASET, period, parent)).then(
        (all) => new Map(all.map(([name, { content }]) => [name, content])),
      );
    read.set(key, known);
    return known;
  };

  const events = new Map<string, Promise<readonly EventEntry[]>>();
  const eventsOf = (hour: string): Promise<readonly EventEntry[]> => {
    const known = events.get(hour) ?? Array.fromAsync(readEvents(PROBE_DATASET, HUB_SYSTEM, hour, 0));
    events.set(hour, known);
    return known;
  };

  const periods = new Map<string, Period | null>();
  const totalOf = async (bucket: string): Promise<NodeContent | undefined> => {
    const day = bucket.slice(0, 10);
    // Of each day once: asked for each of its hours it took half of the CPU of a run of the prober.
    if (!periods.has(day)) periods.set(day, periodOfDay('month', calendar, day));
    const period = periods.get(day) ?? null;
    if (period === null) return undefined;
    const parent = bucket.length === 10 ? HUB_SYSTEM : `${HUB_SYSTEM}@${day}`;
    return (await childrenOf(period.id, parent)).get(`${HUB_SYSTEM}@${bucket}`);
  };

  const tallyOf = async ({ kind, bucket, span }: Piece): Promise<Tally> => {
    if (kind === 'minutes') {
      const covered = maintenance.some(({ from, to }) => from <= span.from && span.to <= to);
      const entries = covered ? [] : await eventsOf(bucket);
      return tallyMinutes(span, maintenance, seenMinutes(entries));
    }
    const total = await totalOf(bucket);
    return tallyTotals(span, minutesIn(total, probeIndicators.probed), minutesIn(total, probeIndicators.up));
  };

  return async (span) => {
    const pieces = piecesOf(span, maintenance, now - TOTALS_MAY_LAG);
    let sum = noMinutes;
    for (let start = 0; start < pieces.length; start += 16) {
      const tallies = await Promise.all(pieces.slice(start, start + 16).map(tallyOf));
      sum = tallies.reduce(addTallies, sum);
    }
    return sum;
  };
}
