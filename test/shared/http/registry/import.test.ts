/** An import and what it has begun end together. */
import { expect, test } from 'vitest';
import type { ImportPorts } from '../../../../shared/app/registry/import-registry.ts';
import { importRegistryOperation } from '../../../../shared/http/registry/import.ts';
import { registryFiles } from '../../../fixtures/registry-files.ts';
import { smallSeedFiles } from '../../../fixtures/small-seed.ts';

type Request = Parameters<ReturnType<typeof importRegistryOperation>>[0];

test.each(['true', 'false'])(
  'dry run %s: where a store fails, no write of it is made later',
  async (dryRun) => {
    const signals: AbortSignal[] = [];
    const failing = new Proxy(
      {},
      { get: () => () => Promise.reject(new Error('a store fails')) },
    ) as ImportPorts;
    const operation = importRegistryOperation((signal) => {
      signals.push(signal);
      return failing;
    });
    const request = {
      query: { dryRun },
      headers: { 'if-match': '"0.0"' },
      body: { value: registryFiles(smallSeedFiles()), literals: [], findings: [] },
      operator: { arn: 'arn:aws:iam::123456789012:user/lan' },
      requestId: 'request-1',
      now: '2026-11-20T02:30:00.000Z',
      signal: new AbortController().signal,
    } as unknown as Request;
    await expect(operation(request)).rejects.toThrow('a store fails');
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  },
);
