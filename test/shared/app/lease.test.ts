/** Who dies at its work keeps the others from it until its lease is over, and no longer. */
import { expect, test } from 'vitest';
import type { PutOperation } from '../../../shared/app/ports/operations.ts';
import { advanceDrill } from '../../../shared/app/recovery/drill/advance.ts';
import { operationKeys } from '../../../shared/app/verification/journal-check/operation-keys.ts';
import { sweepJournal } from '../../../shared/app/verification/journal-check/sweep-journal.ts';
import { advanceSweep } from '../../../shared/app/verification/sweep.ts';
import { LEASE_MS } from '../../../shared/domain/values/lease.ts';
import { Crash } from '../../fakes/interpose.ts';
import { ask, drilledHub } from './recovery/drill/country.ts';

type Country = ReturnType<typeof drilledHub>;
type Run = (country: Country, putOperation: PutOperation) => Promise<{ isBusy: boolean }>;

const rows: [string, Run][] = [
  [
    'a drill',
    async ({ ports }, putOperation) => {
      const { busy, fault } = await advanceDrill({ ...ports, putOperation }, 30, () => true);
      if (fault !== null) throw fault;
      return { isBusy: busy };
    },
  ],
  [
    'the sweep',
    async ({ hub, operations, now }, putOperation) => {
      const ports = { ...hub.verifyPorts, ...hub.registry, ...operations, putOperation, now };
      const limits = { lane: 'recent', goOn: () => true, isAsked: false } as const;
      const sweep = advanceSweep(ports, limits);
      for (;;) {
        const next = await sweep.next();
        if (next.done) return { isBusy: next.value === 'busy' };
      }
    },
  ],
  [
    'the check of the journal',
    async ({ hub, operations, now }, putOperation) => {
      const { readPlaces, readLedgerPage } = hub.ledger;
      const { readJournal } = hub.journal;
      const keys = operationKeys(operations, 'sweep');
      const stores = { ...operations, ...keys, readJournal, readPlaces, readLedgerPage };
      const ports = { ...stores, putOperation, newSalt: () => 'salt', now };
      return { isBusy: (await sweepJournal(ports, { goOn: () => true, isAsked: false })).outcome === 'busy' };
    },
  ],
];

test.each(rows)('%s', async (_, run) => {
  const country = drilledHub();
  await ask(country);
  const { putOperation } = country.operations;
  let puts = 0;
  /** The lease is written; whoever wrote it says nothing more. */
  const dying: PutOperation = async (...given) => {
    puts += 1;
    if (puts > 1) throw new Crash('dead');
    return putOperation(...given);
  };
  await expect(run(country, dying)).rejects.toThrow(Crash);
  country.clock.now += LEASE_MS - 1;
  expect(await run(country, putOperation)).toEqual({ isBusy: true });
  country.clock.now += 1;
  expect(await run(country, putOperation)).toEqual({ isBusy: false });
});
