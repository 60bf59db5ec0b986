/** What operators' tools need of AWS's SDK is in no function: each client is time at every cold start. */
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { expect, test } from 'vitest';
import { bundleSettings, functionNames } from '../../infra/bundle.ts';

const root = join(import.meta.dirname, '../..');

test('the functions have clients of four services, and no other', () => {
  const { metafile } = buildSync({
    ...bundleSettings,
    absWorkingDir: root,
    entryPoints: functionNames.map((name) => `functions/${name}.ts`),
    outdir: 'unused',
    write: false,
  });
  const clients = Object.keys(metafile.inputs)
    .map((path) => /@aws-sdk\/(client-[^/]+)\//.exec(path)?.[1])
    .filter((name) => name !== undefined);
  expect([...new Set(clients)].toSorted()).toEqual([
    'client-dynamodb',
    'client-s3',
    'client-secrets-manager',
    'client-sqs',
  ]);
});
