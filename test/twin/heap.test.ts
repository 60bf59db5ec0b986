/** How much heap a function has: what it says of itself is stronger than its memory. */
import { expect, test } from 'vitest';
import { startTwin } from '../../twin/twin.ts';
import { apiResources, functionResources, temporaryDirectory, writeAssembly } from './tiny-assembly.ts';

const handlers = {
  Api1: `import { getHeapStatistics } from 'node:v8';
export const handler = async () => ({ statusCode: 200, body: String(getHeapStatistics().heap_size_limit / 2 ** 20) });`,
};

/** In MB, with what V8 adds for what is young. */
async function heapOf(properties: Record<string, unknown>): Promise<number> {
  const resources = { ...functionResources('Api1', { properties }), ...apiResources('Api1') };
  const assemblyDirectory = writeAssembly(resources, handlers);
  const twin = await startTwin({ assemblyDirectory, stateDirectory: temporaryDirectory(), port: 0 });
  try {
    const answer = await fetch(`${twin.apiUrl}/things/x`);
    return Number(await answer.text());
  } finally {
    await twin.stop();
  }
}

test('a function has the heap that it bounds, else all of its memory', async () => {
  const Environment = { Variables: { NODE_OPTIONS: '--max-old-space-size=160 --max-semi-space-size=4' } };
  expect(await heapOf({ MemorySize: 1769, Environment })).toBeLessThan(200);
  expect(await heapOf({ MemorySize: 1769 })).toBeGreaterThanOrEqual(1769);
});
