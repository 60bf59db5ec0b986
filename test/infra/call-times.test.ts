/** How long a call may take is in the code, the timeout of who makes it in the template: the one is inside the other. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { longestCall, patience } from '../../shared/aws/clients.ts';
import { PATIENCE } from '../../shared/http/oversight/probe-endpoint.ts';
import { EARLY_MS } from '../../shared/http/pipeline.ts';
import { hub, synthesize } from './hub.ts';

/** For all else that the function does, and for ending it: a cold start, an answer, a log line. */
const REST = 500;

const functions = synthesize(hub())
  .all('AWS::Lambda::Function')
  .map(({ properties }) => {
    const name = String(properties.FunctionName).replace('dtm-dev-', '');
    const source = readFileSync(new URL(`../../functions/${name}.ts`, import.meta.url), 'utf8');
    return { name, source, timeout: Number(properties.Timeout) * 1000 };
  });

/** The longest call among those that the function makes, in milliseconds; 0 without any. */
const longestOf = (source: string): number =>
  Math.max(
    0,
    ...[...source.matchAll(/\bpatience\.(\w+)/g)].map(([, kind]) =>
      longestCall(patience[kind as keyof typeof patience]),
    ),
  );

/** What is left of a timeout, in milliseconds, once the function begins its last call. */
function leftFor({ source, timeout }: (typeof functions)[number]): number {
  if (source.includes('httpFunction(')) return timeout - EARLY_MS;
  // The probes are made at the same time, and come before the record of them.
  if (source.includes('endpointProbe(')) return timeout - PATIENCE;
  const [, part, whole] = /SHARE_TO_FINISH = (\d) \/ (\d);/.exec(source) ?? [];
  return part === undefined ? timeout : (timeout * Number(part)) / Number(whole);
}

test.each(functions)('$name has time to say that a call was not answered', (one) => {
  expect(longestOf(one.source) + REST).toBeLessThanOrEqual(leftFor(one));
});

test('every function that makes calls is among them', () => {
  const silent = functions.filter(({ source }) => longestOf(source) === 0).map(({ name }) => name);
  expect(silent).toEqual(['public']);
});
