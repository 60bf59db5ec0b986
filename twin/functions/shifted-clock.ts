/**
 * A function's clock ahead of or behind the host's, so that a test can stand on a fixed day and a year can pass in
 * seconds. Timers keep their pace; only what `Date` says is shifted.
 */
export function shiftClock(milliseconds: number): void {
  if (milliseconds === 0) return;
  const Host = Date;
  const now = (): number => Host.now() + milliseconds;
  globalThis.Date = new Proxy(Host, {
    construct: (target, given, newTarget) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
    apply: () => new Host(now()).toString(),
    get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
  });
}
