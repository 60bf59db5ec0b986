/** Stands between a use case and its ports: to make a call wait, fail before it is done, or lose its answer after. */

/** The ports that answer with a list page by page; the others answer with a promise. */
const streaming = new Set([
  'readChildren',
  'readReports',
  'readReportsBetween',
  'readEvents',
  'readSystemEvents',
  'readJournal',
  'scanLedger',
  'listOperations',
  'listRegistry',
  'listImports',
  'listImportsFrom',
  'readText',
  'readUpload',
]);

/**
 * Only ports that answer with a promise or a list; `around` decides when, and whether, the call happens. A list is one
 * call, made when its first item is asked for.
 */
export function interpose<P extends object>(
  ports: P,
  around: (name: string, call: () => Promise<unknown>) => Promise<unknown>,
): P {
  const through = Object.entries(ports).map(([name, port]) => {
    const call = (given: unknown[]): unknown => Reflect.apply(port, undefined, given);
    if (!streaming.has(name))
      return [name, (...given: unknown[]) => around(name, async () => call(given))] as const;
    const list = async function* (...given: unknown[]) {
      yield* (await around(name, () => Array.fromAsync(call(given) as AsyncIterable<unknown>))) as unknown[];
    };
    return [name, list] as const;
  });
  return Object.fromEntries(through) as P;
}

/** The process is gone: what a crash leaves is whatever was stored before it. */
export class Crash extends Error {}

/** Crashes at call `at` (from 0), before or after it took effect; from then on every call does, as the process is dead. */
export function crashing<P extends object>(ports: P, at: number, when: 'before' | 'after'): P {
  let calls = 0;
  return interpose(ports, async (name, call) => {
    const mine = calls;
    calls += 1;
    if (mine > at || (mine === at && when === 'before')) throw new Crash(`before ${name}`);
    const answer = await call();
    if (mine === at) throw new Crash(`after ${name}`);
    return answer;
  });
}
