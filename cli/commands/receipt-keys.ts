/** `dtm receipt-keys`: which slot signs receipts, and new secrets for it (docs/runbooks/receipt-key.md). */
import { type Command, InvalidArgumentError } from 'commander';
import { type Slot, slots } from '../../shared/contract/submissions/receipt.ts';
import {
  type ReceiptKeyOrder,
  ReceiptKeyStanding,
  ReceiptKeyWork,
} from '../../shared/contract/submissions/receipt-keys.ts';
import { issuerOf } from '../../shared/domain/submissions/signing-keys.ts';
import { readyAt } from '../../shared/domain/submissions/slot-changes.ts';
import { adminOf, type CallAdmin, standingAt } from '../call-admin.ts';
import { problemOf } from '../call-hub.ts';
import { CommandFault, oneOf } from '../fault.ts';
import { fileOf, textOf } from '../files.ts';
import { problemText } from '../problem-table.ts';
import { keysIn } from '../receipt/key-set.ts';
import { slotRefusalText, slotsText } from '../receipt/slot-text.ts';
import { inLine } from '../shown.ts';
import { counted } from '../table.ts';
import type { Shell } from './command.ts';

function slotOf(text: string): Slot {
  const slot = slots.find((one) => one === text);
  if (slot === undefined) throw new InvalidArgumentError(oneOf(slots));
  return slot;
}

export function addReceiptKeys(program: Command, shell: Shell): void {
  const keys = program
    .command('receipt-keys')
    .description('the keys that sign receipts: two slots, of which one signs');
  keys
    .command('list')
    .description('both slots, and what was replaced')
    .action(() => list(shell));
  keys
    .command('rotate')
    .description('let the other slot sign, whose keys were published long since')
    .option('--early', 'though its keys are published for less than a day')
    .action(({ early }: { early?: true }) => rotate(early === true, shell));
  keys
    .command('renew')
    .description('a new secret for the slot that does not sign; the keys of the old one stay published')
    .action(() => renew(shell));
  keys
    .command('leaked')
    .description(
      'others have the secret of a slot: its keys are revoked, the other slot signs, it gets a new secret',
    )
    .argument('<slot>', oneOf(slots), slotOf)
    .action((slot: Slot) => leak(slot, shell));
  keys
    .command('keep')
    .description('publish what a saved key set knows and the registry lost, after a restore')
    .argument('<file>', 'saved by dtm receipt keys --save')
    .action((file: string) => keep(file, shell));
}

const effect = 'Instances take it over within five minutes.';

const standingKeys = (call: CallAdmin, { view }: Pick<Shell, 'view'>) =>
  standingAt(call, '/receipt-keys', ReceiptKeyStanding, view);

/** Throws what it was refused for. */
async function change(shell: Shell, body: ReceiptKeyOrder): Promise<ReceiptKeyWork> {
  const call = await adminOf(shell, 'receipt-keys');
  const { version, slots: now } = await standingKeys(call, shell);
  const answer = await call({ method: 'POST', path: '/receipt-keys', on: version, body });
  if (answer.status === 200) return ReceiptKeyWork.parse(answer.body);
  const found = problemOf(answer);
  const reserve = now.find(({ signs }) => !signs);
  if (found.code !== 'receipt-key-too-young' || !reserve?.since)
    throw new CommandFault(problemText(found, shell.view), 1);
  const { slot, since: renewedAt } = reserve;
  throw new CommandFault(
    slotRefusalText({ kind: 'too early', slot, renewedAt, readyAt: readyAt(renewedAt) }),
    1,
  );
}

async function list(shell: Shell): Promise<void> {
  const { slots: rows, retired } = await standingKeys(await adminOf(shell, 'receipt-keys'), shell);
  shell.say(slotsText(rows, retired));
}

async function rotate(early: boolean, shell: Shell): Promise<void> {
  const { slot } = await change(shell, { action: 'rotate', early });
  shell.say(`✓ slot ${slot} signs from now on. ${effect}`);
}

async function renew(shell: Shell): Promise<void> {
  const { slot } = await change(shell, { action: 'renew' });
  shell.say(
    `✓ slot ${slot} has a new secret; the keys of the old one stay published. It can sign in 24 hours: dtm receipt-keys rotate`,
  );
}

async function leak(slot: Slot, shell: Shell): Promise<void> {
  const { slot: active } = await change(shell, { action: 'leaked', slot });
  shell.say(
    `✓ the keys of slot ${slot} are revoked, slot ${active} signs, slot ${slot} has a new secret. ${effect}\n` +
      'Tell the senders: receipts of the revoked keys prove nothing alone; the same submission sent again gets a new one.',
  );
}

async function keep(file: string, shell: Shell): Promise<void> {
  const saved = keysIn(textOf(fileOf(file)));
  const issuer = issuerOf(shell.hub().stage);
  if (saved.issuer !== issuer)
    throw new CommandFault(`${file} has the keys of ${inLine(saved.issuer)}, the hub is ${issuer}`);
  const { kept } = await change(shell, { action: 'keep', saved });
  shell.say(`✓ ${counted(kept, 'key')} of ${file} that the registry did not have; all are published`);
}
