/** The log against its copy: whether the trail has every line, hour by hour, and what it lacks put there. */
import type { TrailLine } from '../../contract/access/trail.ts';
import type { TrailSource } from '../../contract/access/trail-sources.ts';
import { HOUR, printOf, trailObjects, trailPrefix } from '../../domain/access/trail.ts';
import type { PutTrail, ReadLog, ReadTrail } from '../ports/trail.ts';

export type CheckTrailPorts = {
  readonly readLog: ReadLog;
  readonly readTrail: ReadTrail;
  readonly putTrail: PutTrail;
};

/** What was asked for: instants in milliseconds, the second one not included. */
export type TrailRange = { readonly from: number; readonly to: number };

/** One hour of one log group, or the part of it that was asked for. */
export type TrailHour = {
  readonly source: string;
  /** Its first instant, in milliseconds. */
  readonly from: number;
  readonly inLog: number;
  /** Different lines of the trail. */
  readonly inTrail: number;
  /** Lines of the log that the trail lacks, */
  readonly missing: number;
  /** and the first of them. */
  readonly first: readonly TrailLine[];
  /** How many of them a repair has put there. */
  readonly copied: number;
  /** Lines that the log has not: its retention is over, or somebody deleted them. */
  readonly onlyInTrail: number;
  /** Objects that cannot be read, as `name: why`. */
  readonly unreadable: readonly string[];
};

/** As many missing lines of an hour are named. */
export const MOST_NAMED = 20;

/**
 * Compares each hour of each source, the oldest first; with `repair` copies what is missing. Memory grows with the lines of one
 * hour of one source, some 100 bytes each.
 */
export async function* checkTrail(
  ports: CheckTrailPorts,
  sources: readonly TrailSource[],
  { from, to }: TrailRange,
  repair: boolean,
): AsyncGenerator<TrailHour> {
  for (let hour = Math.floor(from / HOUR) * HOUR; hour < to; hour += HOUR) {
    const part = { from: Math.max(from, hour), to: Math.min(to, hour + HOUR) };
    for (const source of sources) yield checkHour(ports, source, part, repair);
  }
}

async function checkHour(
  { readLog, readTrail, putTrail }: CheckTrailPorts,
  source: TrailSource,
  { from, to }: TrailRange,
  repair: boolean,
): Promise<TrailHour> {
  const prints = new Set<string>();
  const unreadable: string[] = [];
  for await (const { name, lines, fault } of readTrail(trailPrefix(source.logGroup, from))) {
    if (fault !== null) unreadable.push(`${name}: ${fault}`);
    for (const line of lines) if (line.timestamp >= from && line.timestamp < to) prints.add(printOf(line));
  }
  let [inLog, missing, copied] = [0, 0, 0];
  const first: TrailLine[] = [];
  for await (const page of readLog(source, from, to)) {
    inLog += page.length;
    const lacking = page.filter((line) => !prints.has(printOf(line)));
    missing += lacking.length;
    first.push(...lacking.slice(0, MOST_NAMED - first.length));
    if (!repair) continue;
    await Promise.all(trailObjects(lacking, 'copied').map(putTrail));
    copied += lacking.length;
  }
  const onlyInTrail = prints.size - (inLog - missing);
  return {
    source: source.name,
    from,
    inLog,
    inTrail: prints.size,
    missing,
    first,
    copied,
    onlyInTrail,
    unreadable,
  };
}
