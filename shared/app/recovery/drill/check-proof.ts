/** The whole journal against the live ledger, both ways: also what was damaged long before the restore point. */
import type { DrillDifference } from '../../../contract/recovery.ts';
import { advanceJournalCheck, newJournalCheck } from '../../verification/journal-check/check.ts';
import type { LedgerFaultKind } from '../../verification/journal-check/compare-entry.ts';
import { operationKeys } from '../../verification/journal-check/operation-keys.ts';
import type { Step } from './ports.ts';
import { differing } from './state.ts';

const kinds: Readonly<Record<LedgerFaultKind, DrillDifference['kind']>> = {
  missing: 'ledger-missing',
  altered: 'ledger-altered',
  extra: 'ledger-extra',
  damaged: 'entry-damaged',
  'journal-damaged': 'journal-damaged',
  'journal-unreadable': 'journal-unreadable',
};

export const checkProof: Step = async (ports, before, goOn) => {
  const { readJournal, now } = ports;
  const { readPlaces, readLedgerPage } = ports.live;
  const proof = before.proof ?? newJournalCheck(now(), ports.newSalt());
  const checked = { ...operationKeys(ports, 'drill'), readJournal, readPlaces, readLedgerPage, now };
  const { state, found } = await advanceJournalCheck(checked, proof, goOn);
  const differences = found.map(({ kind, name, detail }) => ({ kind: kinds[kind], name, detail }));
  return {
    state: { ...differing(before, differences), proof: state },
    go: state.phase === 'done' ? 'next' : 'again',
  };
};
