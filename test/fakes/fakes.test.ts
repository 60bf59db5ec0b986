/** The fakes hold the contracts of what they stand for. */
import { keysContract } from '../contracts/keys-contract.ts';
import { ledgerContract } from '../contracts/ledger-contract.ts';
import { ledgerEventsContract } from '../contracts/ledger-events-contract.ts';
import { operationsContract } from '../contracts/operations-contract.ts';
import { quotasContract } from '../contracts/quotas-contract.ts';
import { quotasRecordContract } from '../contracts/quotas-record-contract.ts';
import { registryContract } from '../contracts/registry-contract.ts';
import { totalsContract } from '../contracts/totals-contract.ts';
import { fakeKeys } from './keys.ts';
import { fakeLedger } from './ledger.ts';
import { fakeOperations } from './operations.ts';
import { fakeCounts, fakeQuotas } from './quotas.ts';
import { fakeRegistry } from './registry.ts';
import { fakeTotals } from './totals.ts';

ledgerContract('in memory', fakeLedger);
ledgerEventsContract('in memory', fakeLedger);
totalsContract('in memory', fakeTotals);
keysContract('in memory', fakeKeys);
operationsContract('in memory', fakeOperations);
quotasContract('in memory', fakeCounts().of);
quotasRecordContract('in memory', fakeQuotas);
registryContract('in memory', async () => {
  const registry = fakeRegistry();
  return { ...registry, laterReaders: () => registry };
});
