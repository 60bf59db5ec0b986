/** The trail in S3, and the log groups that it is a copy of. */
import type { TrailLine } from '../../contract/access/trail.ts';
import type { TrailSource } from '../../contract/access/trail-sources.ts';

export type TrailObject = { readonly name: string; readonly lines: readonly TrailLine[] };

/** Writes an object; one of that name that is there already has these very lines, and stays as it is. */
export type PutTrail = (object: TrailObject) => Promise<void>;

/** An object as it was found. One that cannot be read has a fault, and no lines. */
export type FoundTrail = TrailObject & { readonly fault: string | null };

/** The objects whose names begin with `prefix`, a few in memory at a time. */
export type ReadTrail = (prefix: string) => AsyncIterable<FoundTrail>;

/**
 * The lines of a log group that match its pattern, from one instant up to and without another (milliseconds), as CloudWatch
 * pages them.
 */
export type ReadLog = (source: TrailSource, from: number, to: number) => AsyncIterable<readonly TrailLine[]>;

/** Fields by name, in the order of the query; a field that the line has not is left out. */
export type QueryRow = Readonly<Record<string, string>>;

/** Instants are seconds since 1970, the last second included. */
type LogQuery = {
  readonly logGroups: readonly string[];
  readonly text: string;
  readonly from: number;
  readonly to: number;
};

/** All rows of a query of Logs Insights, once it has ended; throws where it does not end well. */
export type RunQuery = (query: LogQuery) => Promise<readonly QueryRow[]>;
