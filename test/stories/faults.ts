/** What goes wrong between a use case and its ports. */
import { interpose } from '../fakes/interpose.ts';
import type { DoorFault, Fate } from './command.ts';

/** Tells `then` what a port answered, at the moment it did, whatever becomes of the answer. */
export const after =
  <A extends unknown[], R>(port: (...given: A) => Promise<R>, then: (answer: R) => void) =>
  async (...given: A): Promise<R> => {
    const answer = await port(...given);
    then(answer);
    return answer;
  };

export class Fault extends Error {
  constructor(what: string) {
    super(`story: ${what}`);
  }
}

/** One call fails, before or after it took effect. */
export function atDoor<P extends object>(ports: P, fault: DoorFault): P {
  const [what, how] = fault.split(' ');
  const target = what === 'put' ? 'putEntry' : 'sendEntry';
  return interpose(ports, async (name, call) => {
    if (name !== target || how === undefined) return call();
    if (how === 'refused') throw new Fault(fault);
    await call();
    throw new Fault(fault);
  });
}

/** `refuses`: every put of a total fails. */
export type Fated = Fate | 'refuses' | null;

/** A consumer whose `at`th call is its fate. `waits` settles when it waits there; it goes on when told. */
export function withFate<P extends object>(given: P, fate: Fated) {
  let [calls, dead] = [0, false];
  let goOn: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  let arrive: (how: 'waits') => void = () => undefined;
  const waits = new Promise<'waits'>((resolve) => {
    arrive = resolve;
  });
  const ports = interpose(given, async (name, call) => {
    const mine = calls;
    calls += 1;
    if (dead) throw new Fault('it is dead');
    if (fate === 'refuses') {
      if (name === 'putNode') throw new Fault('no total can be put');
      return call();
    }
    if (fate === null || mine !== fate.at) return call();
    if (fate.how === 'is throttled') throw new Fault('throttled');
    if (fate.how === 'waits') {
      arrive('waits');
      await gate;
      return call();
    }
    if (fate.how === 'dies after') await call();
    dead = true;
    throw new Fault('it dies');
  });
  return { ports, waits, goOn: () => goOn(), isDead: () => dead };
}
