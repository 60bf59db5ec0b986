/** `dtm verify --journal`: the whole journal against the ledger, and with `--repair` what it proves put right. */

import { type AcceptEntryPorts, acceptEntry } from '../shared/app/verification/journal-check/accept-entry.ts';
import { repairLedger } from '../shared/app/verification/journal-check/repair-ledger.ts';
import { forgetFaults } from '../shared/app/verification/journal-check/sweep-journal.ts';
import type { Localized } from '../shared/contract/text.ts';
import { localized } from '../shared/domain/language/localized.ts';
import type { LedgerFault } from '../shared/domain/verification/compare-entry.ts';
import type { Shell } from './commands/command.ts';
import { CommandFault } from './fault.ts';
import { journalPorts, wholeCheck } from './journal-ports.ts';
import { journalProgressText, journalText } from './journal-text.ts';
import { withOperations } from './read-hub.ts';

export type JournalOptions = { readonly repair?: true; readonly accept?: string; readonly json?: true };

export async function verifyJournal({ repair, accept, json }: JournalOptions, shell: Shell): Promise<void> {
  const { now, newId, complain, view } = shell;
  const hub = shell.hub();
  const ports = await journalPorts(hub, now);
  let told = 0;
  const look = () =>
    wholeCheck(ports, newId(), now, ({ lines, entries }) => {
      if (lines + entries < told + 100_000) return;
      told = lines + entries;
      complain(journalProgressText(lines, entries, view));
    });
  const first = await look();
  if (accept !== undefined) return shell.say((await acceptExtra(ports, accept, first.faults))[view.language]);
  const repairs = repair ? await repairLedger(ports, first.faults) : [];
  const last = repairs.length > 0 ? await look() : first;
  // The scheduled check may still know of what is right by now.
  if (last.faults.length === 0)
    await withOperations(hub, (operations) => forgetFaults({ ...operations, newSalt: newId }, now()));
  shell.say(
    json
      ? JSON.stringify({ ...last, found: first.faults, repairs }, null, 2)
      : journalText(first, repairs, last, view),
  );
  if (last.faults.length > 0) shell.refuse();
}

/** Throws where the entry may not be journalled. */
async function acceptExtra(
  ports: AcceptEntryPorts,
  id: string,
  faults: readonly LedgerFault[],
): Promise<Localized> {
  const accepted = await acceptEntry(ports, id, faults);
  if (accepted === 'sent')
    return localized(
      `✓ The message of ${id} is sent: it will be in the journal within a minute, and is counted as any other.`,
      `✓ Đã gửi thông điệp của ${id}: nó sẽ có trong nhật ký trong vòng một phút và được tính như mọi bản ghi khác.`,
    );
  throw new CommandFault(
    accepted === 'not extra'
      ? localized(
          `--accept ${id}: allowed: an entry that is in the ledger and in no object of the journal, and gives its own digest`,
          `--accept ${id}: được phép: bản ghi có trong sổ cái, không có trong đối tượng nào của nhật ký và khớp mã băm của nó`,
        )
      : localized(
          `--accept ${id}: it does not stand where the hub would have put it`,
          `--accept ${id}: bản ghi không nằm ở chỗ hệ thống lẽ ra đã đặt`,
        ),
  );
}
