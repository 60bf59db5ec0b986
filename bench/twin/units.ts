/** What the functions used of AWS, from the counts of the twin's endpoint. */
import type { CallCount } from '../../twin/aws/counts.ts';

export type Units = {
  /** Write units, those of failed conditional puts too, as AWS charges them. */
  readonly ledgerWrites: number;
  readonly totalsWrites: number;
  readonly otherWrites: number;
  /** Read units by table. */
  readonly reads: Readonly<Record<string, number>>;
  readonly ledgerPuts: number;
  readonly totalsPuts: number;
  readonly failedPuts: number;
  readonly sqsCalls: Readonly<Record<string, number>>;
  readonly s3Puts: number;
  readonly refused: number;
};

type CountedCall = Pick<
  CallCount,
  | 'principal'
  | 'service'
  | 'operation'
  | 'resource'
  | 'calls'
  | 'failed'
  | 'refused'
  | 'readUnits'
  | 'writeUnits'
>;

const sum = (calls: readonly CountedCall[], of: (call: CountedCall) => number): number =>
  calls.reduce((total, call) => total + of(call), 0);

function grouped(
  calls: readonly CountedCall[],
  by: (call: CountedCall) => string,
  of: (call: CountedCall) => number,
) {
  return Object.fromEntries(
    [...Map.groupBy(calls, by)]
      .map(([name, group]): [string, number] => [name, sum(group, of)])
      .filter(([, amount]) => amount > 0),
  );
}

/** `dtm-dev-totals` → `totals`. */
const shortName = (resource: string): string => resource.slice(resource.lastIndexOf('-') + 1);

/** Of the named principals alone: who reads totals or loads the registry is none of a submission's cost. */
export function unitsOf(all: readonly CountedCall[], isOurs: (principal: string) => boolean): Units {
  const calls = all.filter(({ principal }) => isOurs(principal));
  const dynamoDb = calls.filter(({ service }) => service === 'dynamodb');
  const on = (table: string) => dynamoDb.filter(({ resource }) => shortName(resource) === table);
  const puts = (table: string) => on(table).filter(({ operation }) => operation === 'PutItem');
  const writes = (call: CountedCall) => call.writeUnits;
  const [ledgerWrites, totalsWrites] = [sum(on('submissions'), writes), sum(on('totals'), writes)];
  return {
    ledgerWrites,
    totalsWrites,
    otherWrites: sum(dynamoDb, writes) - ledgerWrites - totalsWrites,
    reads: grouped(
      dynamoDb,
      ({ resource }) => shortName(resource),
      ({ readUnits }) => readUnits,
    ),
    ledgerPuts: sum(puts('submissions'), ({ calls: count }) => count),
    totalsPuts: sum(puts('totals'), ({ calls: count }) => count),
    failedPuts: sum([...puts('submissions'), ...puts('totals')], ({ failed }) => failed),
    sqsCalls: grouped(
      calls.filter(({ service }) => service === 'sqs'),
      ({ operation }) => operation,
      ({ calls: count }) => count,
    ),
    s3Puts: sum(
      calls.filter(({ service, operation }) => service === 's3' && operation === 'PutObject'),
      ({ calls: count }) => count,
    ),
    refused: sum(calls, ({ refused }) => refused),
  };
}

/** What counting costs beyond the least: each report written once, each inner node once (DESIGN §2). */
export const writesPerSubmission = (units: Units, nodes: number, submissions: number): number =>
  (units.ledgerWrites + units.totalsWrites + units.otherWrites - nodes) / submissions;

export const total = (amounts: Readonly<Record<string, number>>): number =>
  Object.values(amounts).reduce((all, amount) => all + amount, 0);
