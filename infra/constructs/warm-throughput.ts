/**
 * What the tables take in their first second, by the sizes that the hub is designed for. An on-demand table grows with its traffic,
 * to twice its last peak within half an hour; before that it takes what it is warmed to, and refuses the rest. A new one is warmed to
 * 4,000 writes and 12,000 reads a second
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput-scenarios.html).
 */
import type { WarmThroughput } from 'aws-cdk-lib/aws-dynamodb';
import type { Settings } from '../settings.ts';

/** Sustained, on the evening of a deadline. */
const SUBMISSIONS_PER_SECOND = 1000;

/**
 * Totals above an event of minute buckets that no other submission of its batch need share: of its shard, minute, hour, day, system
 * and commune. Those above communes, some 57, are written once a batch. Measured: 5.86 writes and 11.3 reads (ADR 26).
 */
const TOTALS_EACH = 6;
/** A total of one system or commune has less than a kilobyte: one unit. It is read once, and what is below it, a page, once more. */
const WRITES_OF_A_FOLD = 1;
const READS_OF_A_FOLD = 2;

const totals: WarmThroughput = {
  writeUnitsPerSecond: SUBMISSIONS_PER_SECOND * TOTALS_EACH * WRITES_OF_A_FOLD,
  readUnitsPerSecond: SUBMISSIONS_PER_SECOND * TOTALS_EACH * READS_OF_A_FOLD,
};

/**
 * Of table Totals; undefined, what AWS gives a new table, for a trial stage. Submissions needs no more than that: a submission is one
 * write and up to two reads there, 1,000 and 2,000 a second. Never to be lowered: AWS refuses an update that asks for less than
 * a table has, whether it was set or grew to it.
 */
export const warmTotals = ({ removal }: Settings): WarmThroughput | undefined =>
  removal === 'retain' ? totals : undefined;
