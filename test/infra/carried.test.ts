/** What the template's consumers carry of a deadline's evening, by CPU and calls as they were measured. */
import { expect, test } from 'vitest';
import { sustained } from '../../bench/events/carry.ts';
import { hub, only, synthesize } from './hub.ts';

/** `npm run bench -- --only events`, 2026-11-30, the worse of two runs on a busy machine; of a submission. */
const REPORT = { cpu: 0.77, calls: 0.171 };
const PER_SECOND = 1000;
const HEADROOM = 2;
/** As a batch is folded, and a call of a table takes single-digit milliseconds. */
const CALLING = { parallel: 16, latency: 5 };

test('a thousand reports a second, twice over', () => {
  const assembly = synthesize(hub());
  const consumer = only(assembly, 'AWS::Lambda::Function', ({ properties }) =>
    String(properties.FunctionName).endsWith('-aggregate'),
  );
  const mapping = only(assembly, 'AWS::Lambda::EventSourceMapping', ({ properties }) =>
    JSON.stringify(properties.FunctionName).includes('Aggregate'),
  );
  const { MaximumConcurrency: concurrency } = mapping.properties.ScalingConfig as {
    MaximumConcurrency: number;
  };
  const consumers = { concurrency, memory: Number(consumer.properties.MemorySize) };
  expect(sustained(consumers, REPORT, CALLING)).toBeGreaterThanOrEqual(HEADROOM * PER_SECOND);
});
