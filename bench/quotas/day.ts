/**
 * The hour of a deadline, as a model in virtual time: the real gate with the real adapter in each of 52 containers (1,720 calls a second
 * of 30 ms), which die and are replaced; 7,200 systems send half of a month's hourly reports, and one key a thousand calls a second. The twin
 * takes some hundred a second and has one process for each function: it could show neither.
 */

import { seededRandom } from '../../demo/sample/random.ts';
import { quotaGate } from '../../shared/app/access/quota-gate.ts';
import type { QuotaUser } from '../../shared/app/access/quota-subjects.ts';
import { countCalls } from '../../shared/aws/access/quota-table.ts';
import type { Agency, Credential } from '../../shared/contract/registry.ts';
import { leaseSizes } from '../../shared/domain/access/quota-lease.ts';
import { firstQuotas, limitsOfAgency, limitsOfKey } from '../../shared/domain/access/quota-limits.ts';
import { CountingQuotas } from './store.ts';

const HOUR = 3600;
const CONTAINERS = 52;
/** A container lives half an hour, so that one in 35 s is replaced. */
const LIVES = 35;
const WILD_A_SECOND = 1000;
const START = Date.parse('2026-11-20T13:00:00.000Z');

export type DeadlineDay = {
  readonly systems: number;
  readonly sent: number;
  readonly refused: number;
  readonly writeUnits: number;
  readonly wild: {
    readonly sent: number;
    readonly taken: number;
    readonly limit: number;
    readonly bound: number;
    readonly calls: number;
    readonly writeUnits: number;
    readonly ofItsAgencyRefused: number;
  };
  readonly containers: number;
  /** Microseconds of CPU, of the gate alone. */
  readonly cpu: { readonly taken: number; readonly refused: number };
};

type Sender = { readonly users: readonly QuotaUser[]; readonly agency: string };

const keyOf = (agency: string, name: string): Credential => ({
  keyId: name,
  secretHash: '0'.repeat(64),
  agency,
  systems: null,
  scopes: ['submit'],
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: '2027-01-01T00:00:00.000Z',
  revokedAt: null,
});

const senderOf = (agency: string, name: string): Sender => ({
  agency,
  users: [
    { of: 'key', credential: keyOf(agency, name) },
    { of: 'agency', code: agency },
  ],
});

/** `systems`: the code of the level-1 agency of each. `calls`: of all of them in the hour, of which the first `seconds` are gone through. */
export async function deadlineDay(
  agencies: ReadonlyMap<string, Agency>,
  systems: readonly string[],
  calls: number,
  seconds = HOUR,
): Promise<DeadlineDay> {
  const random = seededRandom(14);
  const store = new CountingQuotas();
  let clock = START;
  let made = 0;
  const container = () => {
    made += 1;
    // Only the first eight letters of a name are kept.
    const name = made.toString(36).padStart(8, '0');
    return quotaGate({
      countCalls: countCalls(
        () => store,
        'quotas',
        name,
        () => clock,
      ),
      readQuotas: async () => null,
      findAgency: async (code) => {
        const value = agencies.get(code);
        return value === undefined ? null : { value, version: 1 };
      },
      say: () => undefined,
    });
  };
  const containers = Array.from({ length: CONTAINERS }, container);
  const any = (): number => random.int(0, CONTAINERS - 1);
  // One key for all systems of an agency is the harder case.
  const senders = systems.map((agency) => senderOf(agency, agency));
  const wildAgency = systems[0] ?? '';
  const wild = senderOf(wildAgency, 'wild');
  const count = { sent: 0, refused: 0, ofItsAgencyRefused: 0, wildTaken: 0 };
  let [takenTime, refusedTime] = [0, 0];

  const send = async (sender: Sender, isWild: boolean): Promise<void> => {
    const gate = containers[any()];
    if (gate === undefined) throw new Error('there is no container');
    const began = performance.now();
    const { ok } = await gate(sender.users, clock);
    const took = performance.now() - began;
    if (ok) takenTime += took;
    else refusedTime += took;
    if (isWild) {
      count.wildTaken += Number(ok);
      return;
    }
    count.sent += 1;
    if (ok) return;
    if (sender.agency === wildAgency) count.ofItsAgencyRefused += 1;
    count.refused += 1;
  };

  for (let second = 0; second < seconds; second += 1) {
    clock = START + second * 1000;
    if (second % LIVES === LIVES - 1) containers[any()] = container();
    // In one second each of the others sends in turn; wild calls come between them.
    const due = Math.floor((calls * (second + 1)) / HOUR) - count.sent;
    const each = WILD_A_SECOND / Math.max(1, due);
    let wildDue = 0;
    for (let at = 0; at < due; at += 1) {
      const sender = senders[count.sent % senders.length];
      if (sender !== undefined) await send(sender, false);
      wildDue += each;
      for (; wildDue >= 1; wildDue -= 1) await send(wild, true);
    }
  }

  const spentBy = (name: string) => store.spent.get(name) ?? { calls: 0, units: 0 };
  const ofWild = spentBy('key#wild');
  const all = [...store.spent.values()].reduce((sum, one) => sum + one.units, 0);
  const limit = limitsOfKey(firstQuotas, 'wild', [
    limitsOfAgency(firstQuotas, wildAgency, 'province'),
  ]).requestsPerHour;
  const wildSent = seconds * WILD_A_SECOND;
  const taken = count.sent - count.refused + count.wildTaken;
  return {
    systems: systems.length,
    sent: count.sent,
    refused: count.refused,
    writeUnits: all - ofWild.units,
    wild: {
      sent: wildSent,
      taken: count.wildTaken,
      limit,
      bound: limit + made * (leaseSizes.free + Math.ceil(limit / leaseSizes.shares)),
      calls: ofWild.calls,
      writeUnits: ofWild.units,
      ofItsAgencyRefused: count.ofItsAgencyRefused,
    },
    containers: made,
    cpu: {
      taken: (takenTime * 1000) / taken,
      refused: (refusedTime * 1000) / (count.sent + wildSent - taken),
    },
  };
}
