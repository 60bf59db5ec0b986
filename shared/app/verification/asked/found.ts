/** What a verification has found, each thing once, in the bounds of its record. */
import { hash } from 'node:crypto';
import { cut } from '../../../domain/values/cut.ts';
import type { LedgerFault } from '../../../domain/verification/compare-entry.ts';
import { type AskedState, bounded } from './state.ts';

/** So many are repaired at a time, and so many characters of their names: these and which lines they have stand in the record, an item of 400 KB. */
const MOST_REPAIRED = 500;
const MOST_REPAIRED_NAMES = 50_000;
/** Faults that are told apart; of more, one that stands in several lines is counted with each. */
const MOST_TOLD_APART = 2000;
const LONGEST = 300;

/** Of these faults those that a line of the journal can repair. */
const isRepairable = ({ kind }: LedgerFault): boolean => kind === 'missing' || kind === 'altered';

/** With these too; lines may stand several times, and a fault of an entry is one. */
export function withFaults(state: AskedState, found: readonly LedgerFault[]): AskedState {
  let { faults, faultCount } = state;
  const repairable = new Set(state.repairable);
  const counted = new Set(state.counted);
  let room = MOST_REPAIRED_NAMES - state.repairable.reduce((sum, { length }) => sum + length, 0);
  for (const fault of found) {
    const { kind } = fault;
    const [name, detail] = [cut(fault.name, LONGEST), cut(fault.detail, LONGEST)];
    const print = hash('sha256', `${kind} ${fault.name}`, 'base64url').slice(0, 12);
    if (counted.has(print)) continue;
    if (counted.size < MOST_TOLD_APART) counted.add(print);
    faultCount += 1;
    faults = bounded(faults, [{ kind, name, detail }]);
    if (!isRepairable(fault) || repairable.has(fault.name)) continue;
    if (repairable.size === MOST_REPAIRED || fault.name.length > room) continue;
    repairable.add(fault.name);
    room -= fault.name.length;
  }
  return { ...state, faults, faultCount, repairable: [...repairable], counted: [...counted] };
}

type Damaged = AskedState['damaged'];

/** Under another tree an entry is met again, with another agency. */
export const withDamaged = (known: Damaged, found: readonly Damaged[number][]): Damaged =>
  bounded(
    known,
    found.filter(({ id }) => known.every((one) => one.id !== id)),
  );
