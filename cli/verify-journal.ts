/** `dtm verify --journal`: the whole journal against the ledger, and with `--repair` what it proves put right. */
import { type AcceptEntryPorts, acceptEntry } from '../shared/app/verification/journal-check/accept-entry.ts';
import { type LedgerRepair, repairLedger } from '../shared/app/verification/journal-check/repair-ledger.ts';
import { forgetFaults } from '../shared/app/verification/journal-check/sweep-journal.ts';
import type { LedgerFault } from '../shared/domain/verification/compare-entry.ts';
import type { Shell } from './commands/command.ts';
import { CommandFault } from './fault.ts';
import { journalPorts, type WholeCheck, wholeCheck } from './journal-ports.ts';
import { withOperations } from './read-hub.ts';
import { inLine } from './shown.ts';
import { counted, grouped } from './table.ts';

export type JournalOptions = { readonly repair?: true; readonly accept?: string; readonly json?: true };

const MOST_SHOWN = 100;

export async function verifyJournal({ repair, accept, json }: JournalOptions, shell: Shell): Promise<void> {
  const { now, newId, complain } = shell;
  const hub = shell.hub();
  const ports = await journalPorts(hub, now);
  let told = 0;
  const look = () =>
    wholeCheck(ports, newId(), now, ({ lines, entries }) => {
      if (lines + entries < told + 100_000) return;
      told = lines + entries;
      complain(
        `journal: ${grouped(String(lines))} lines, ledger: ${grouped(String(entries))} entries so far`,
      );
    });
  const first = await look();
  if (accept !== undefined) return shell.say(await acceptExtra(ports, accept, first.faults));
  const repairs = repair ? await repairLedger(ports, first.faults) : [];
  const last = repairs.length > 0 ? await look() : first;
  // The scheduled check may still know of what is right by now.
  if (last.faults.length === 0)
    await withOperations(hub, (operations) => forgetFaults({ ...operations, newSalt: newId }, now()));
  shell.say(
    json
      ? JSON.stringify({ ...last, found: first.faults, repairs }, null, 2)
      : journalText(first, repairs, last),
  );
  if (last.faults.length > 0) shell.refuse();
}

/** Throws where the entry may not be journalled. */
async function acceptExtra(
  ports: AcceptEntryPorts,
  id: string,
  faults: readonly LedgerFault[],
): Promise<string> {
  const accepted = await acceptEntry(ports, id, faults);
  if (accepted === 'sent')
    return `✓ The message of ${id} is sent: it will be in the journal within a minute, and is counted as any other.`;
  throw new CommandFault(
    accepted === 'not extra'
      ? `--accept ${id}: allowed: an entry that is in the ledger and in no object of the journal, and gives its own digest`
      : `--accept ${id}: it does not stand where the hub would have put it`,
  );
}

const kindTexts: Readonly<Record<LedgerFault['kind'], string>> = {
  missing: 'journalled, and not in the ledger',
  altered: 'not what was journalled',
  extra: 'in no object of the journal',
  damaged: 'its content is not its digest’s',
  'journal-damaged': 'a line of the journal whose content is not its digest’s',
  'journal-unreadable': 'an object of the journal that cannot be read',
};

export const faultLines = (faults: readonly LedgerFault[]): string[] => [
  ...faults
    .slice(0, MOST_SHOWN)
    .map(({ kind, name, detail }) => `✗ ${inLine(name)}: ${kindTexts[kind]}\n    ${inLine(detail)}`),
  ...(faults.length > MOST_SHOWN ? [`… and ${faults.length - MOST_SHOWN} more; --json has all`] : []),
];

const repairTexts: Readonly<Record<LedgerRepair['outcome'], string>> = {
  'put back': '✓ put back, and sent to be counted',
  restored: '✓ restored, and sent to be counted',
  conflict: '✗ the journal has lines that contradict each other: nothing was changed',
  'no proof': '✗ no line of the journal gives its own digest: nothing was changed',
  'it has changed meanwhile': '✗ it has changed meanwhile: run this again',
};

/** The lines of the journal end minutes before now, the entries of the ledger do not: what makes the difference is said. */
function figuresText({ until, objects, lines, keys, entries, younger }: WholeCheck['check']): string {
  const journal = [
    counted(objects, 'object'),
    counted(lines, 'line'),
    counted(keys, 'distinct entry', 'distinct entries'),
  ].join(', ');
  const rest = younger === 0 ? '' : `, ${younger} of them younger and not compared yet`;
  return `journal up to ${until}: ${journal}\nledger: ${counted(entries, 'entry', 'entries')}${rest}`;
}

export function journalText(first: WholeCheck, repairs: readonly LedgerRepair[], last: WholeCheck): string {
  const end =
    last.faults.length === 0
      ? '✓ The ledger is what the journal says.'
      : `✗ ${counted(last.faults.length, 'difference')} between the ledger and the journal.`;
  const repaired = repairs.map(({ name, outcome }) => `${inLine(name)}: ${repairTexts[outcome]}`);
  return [
    ...(repairs.length > 0 ? [...faultLines(first.faults), '', ...repaired, '', 'Checked again:'] : []),
    figuresText(last.check),
    ...faultLines(last.faults),
    end,
  ].join('\n');
}
