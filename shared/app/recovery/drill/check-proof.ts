/** The whole journal against the live ledger, both ways: also what was damaged long before the restore point. */
import type { DrillDifference } from '../../../contract/recovery/drill.ts';
import type { LedgerFaultKind } from '../../../domain/verification/compare-entry.ts';
import { advanceJournalCheck, newJournalCheck } from '../../verification/journal-check/check.ts';
import { operationKeys } from '../../verification/journal-check/operation-keys.ts';
import type { DrillPiece } from './ports.ts';
import { differing } from './state.ts';

const kinds: Readonly<Record<LedgerFaultKind, DrillDifference['kind']>> = {
  missing: 'ledger-missing',
  altered: 'ledger-altered',
  extra: 'ledger-extra',
  damaged: 'entry-damaged',
  'journal-damaged': 'journal-damaged',
  'journal-unreadable': 'journal-unreadable',
};

export const checkProof: DrillPiece = async (ports, before, goOn) => {
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
