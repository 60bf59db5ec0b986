/** What counted calls cost, by the list of unit prices in docs/deploy.md. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CallCount } from '../../twin/aws/counts.ts';
import { projectDirectory } from '../bundles.ts';

/** GB of `batch-work`, as infra/stacks/batches.ts has it. */
const MEMORY = 1769 / 1024;

/** The price of what a row of the list is of. Throws where the list has none. */
export function pricesOf(page: string): (what: string) => number {
  return (what) => {
    for (const [, names = '', prices = ''] of page.matchAll(/^\| ([^|]+) \| ([\d., ]+) \|$/gm)) {
      const all = prices.split(', ');
      const at = names.split('; ').findIndex((name) => name.startsWith(what));
      if (at >= 0) return Number(all.length === 1 ? all[0] : all[at]);
    }
    throw new Error(`docs/deploy.md has no price of ${what}`);
  };
}

type Call = Pick<CallCount, 'service' | 'operation' | 'calls' | 'readUnits' | 'writeUnits'>;

/** `seconds`: of the function that cuts, judges and records. */
export function dollarsOf(calls: readonly Call[], seconds: number): number {
  const price = pricesOf(readFileSync(join(projectDirectory, 'docs/deploy.md'), 'utf8'));
  const [put, get] = [price('S3: a million puts'), price('S3: a million gets')];
  const request = price('SQS: a million requests');
  const [write, read] = [price('DynamoDB: a million write units'), price('DynamoDB: a million read units')];
  const ofCall = ({ service, operation, calls: count, readUnits, writeUnits }: Call): number => {
    if (service === 'dynamodb') return readUnits * read + writeUnits * write;
    if (service === 'sqs') return count * request;
    if (service !== 's3') return 0;
    return count * (/^(Get|Head)/.test(operation) ? get : put);
  };
  const millions = calls.reduce((sum, call) => sum + ofCall(call), 0) / 1_000_000;
  return millions + seconds * MEMORY * price('Lambda: a GB-s on ARM');
}
