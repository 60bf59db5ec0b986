/** What the journal brings back behind the restore point, into the copy. */
import type { DrillDifference } from '../../../contract/recovery/drill.ts';
import { damagedText } from '../../../domain/verification/compare-entry.ts';
import type { ReadJournal } from '../../ports/journal.ts';
import { nothingReplayed, replayJournal } from '../replay-journal.ts';
import { instantsOf } from './check-ledger.ts';
import type { DrillPiece } from './ports.ts';
import { differing, later } from './state.ts';

export const replayTail: DrillPiece = async (ports, before, goOn) => {
  const { sure, began } = instantsOf(before);
  const until = new Date(ports.now()).toISOString();
  let newest = before.journal.newest;
  let isAtEnd = true;
  /** Live traffic goes on writing: what comes behind the beginning of this piece is left for another. */
  const readJournal: ReadJournal = async function* (from, after) {
    for await (const object of ports.readJournal(from, after)) {
      if (object.writtenAt > until) return;
      if (object.writtenAt <= began)
        for (const { storedAt } of object.entries) newest = later(newest, storedAt);
      isAtEnd = false;
      yield object;
      isAtEnd = true;
    }
  };
  const { after, objects, entries, broughtBack } = before.journal;
  const { putEntry } = ports.openCopy(before.id);
  const so = { ...nothingReplayed, after, objects, entries, broughtBack };
  const replay = await replayJournal({ readJournal, putEntry }, Date.parse(sure), so, goOn);
  const found: DrillDifference[] = [
    ...replay.conflicts.map((name) => ({
      kind: 'journal-conflict' as const,
      name,
      detail: '',
    })),
    ...replay.unreadable.map((text) => {
      const [name = '', ...detail] = text.split(': ');
      return { kind: 'journal-unreadable' as const, name, detail: detail.join(': ') };
    }),
    ...replay.damaged.map((one) => ({
      kind: 'journal-damaged' as const,
      name: one.id,
      detail: damagedText(one),
    })),
  ];
  const journal = {
    after: replay.after,
    objects: replay.objects,
    entries: replay.entries,
    broughtBack: replay.broughtBack,
    newest,
  };
  return { state: differing({ ...before, journal }, found), go: isAtEnd ? 'next' : 'again' };
};
