/** `dtm receipt-keys`: which slot signs receipts, and new secrets for it (docs/runbooks/receipt-key.md). */

import { type Command, InvalidArgumentError } from 'commander';
import { type Slot, slots } from '../../shared/contract/submissions/receipt.ts';
import {
  type ReceiptKeyOrder,
  ReceiptKeyStanding,
  ReceiptKeyWork,
} from '../../shared/contract/submissions/receipt-keys.ts';
import { localized } from '../../shared/domain/language/localized.ts';
import { issuerOf } from '../../shared/domain/submissions/signing-keys.ts';
import { readyAt } from '../../shared/domain/submissions/slot-changes.ts';
import { adminOf, type CallAdmin, standingAt } from '../call-admin.ts';
import { problemOf } from '../call-hub.ts';
import { CommandFault, oneOf } from '../fault.ts';
import { fileOf, textOf } from '../files.ts';
import { jsonOption, jsonText } from '../json-text.ts';
import { keysIn } from '../receipt/key-set.ts';
import { slotRefusalText, slotsText, slotWorkText } from '../receipt/slot-text.ts';
import { refusal } from '../refusal.ts';
import { inLine } from '../shown.ts';
import type { Shell } from './command.ts';

function slotOf(text: string): Slot {
  const slot = slots.find((one) => one === text);
  if (slot === undefined) throw new InvalidArgumentError(oneOf(slots));
  return slot;
}

type Json = { readonly json?: true };

export function addReceiptKeys(program: Command, shell: Shell): void {
  const keys = program
    .command('receipt-keys')
    .description('the keys that sign receipts: two slots, of which one signs');
  keys
    .command('list')
    .description('both slots, and what was replaced')
    .option(...jsonOption)
    .action((options: Json) => list(options, shell));
  keys
    .command('rotate')
    .description('let the other slot sign, whose keys were published long since')
    .option('--early', 'though its keys are published for less than a day')
    .option(...jsonOption)
    .action(({ early, json }: Json & { early?: true }) =>
      change(shell, { action: 'rotate', early: early === true }, { json }),
    );
  keys
    .command('renew')
    .description('a new secret for the slot that does not sign; the keys of the old one stay published')
    .option(...jsonOption)
    .action((options: Json) => change(shell, { action: 'renew' }, options));
  keys
    .command('leaked')
    .description(
      'others have the secret of a slot: its keys are revoked, the other slot signs, it gets a new secret',
    )
    .argument('<slot>', oneOf(slots), slotOf)
    .option(...jsonOption)
    .action((slot: Slot, { json }: Json) =>
      change(shell, { action: 'leaked', slot }, { json, leaked: slot }),
    );
  keys
    .command('keep')
    .description('publish what a saved key set knows and the registry lost, after a restore')
    .argument('<file>', 'saved by dtm receipt keys --save')
    .option(...jsonOption)
    .action((file: string, options: Json) => keep(file, options, shell));
}

const standingKeys = (call: CallAdmin, { view }: Pick<Shell, 'view'>) =>
  standingAt(call, '/receipt-keys', ReceiptKeyStanding, view);

type Told = { readonly json?: true | undefined; readonly leaked?: Slot; readonly file?: string };

/** Says what was done; throws what it was refused for. */
async function change(shell: Shell, body: ReceiptKeyOrder, { json, ...told }: Told): Promise<void> {
  const { view } = shell;
  const call = await adminOf(shell, 'receipt-keys');
  const { version, slots: now } = await standingKeys(call, shell);
  const answer = await call({ method: 'POST', path: '/receipt-keys', on: version, body });
  if (answer.status === 200) {
    const work = ReceiptKeyWork.parse(answer.body);
    return shell.say(json ? jsonText(work) : slotWorkText(work, told, view));
  }
  const reserve = now.find(({ signs }) => !signs);
  if (problemOf(answer).code !== 'receipt-key-too-young' || !reserve?.since) throw refusal(answer, view);
  const { slot, since: renewedAt } = reserve;
  throw new CommandFault(
    slotRefusalText({ kind: 'too early', slot, renewedAt, readyAt: readyAt(renewedAt) }, view),
    1,
  );
}

async function list({ json }: Json, shell: Shell): Promise<void> {
  const standing = await standingKeys(await adminOf(shell, 'receipt-keys'), shell);
  shell.say(json ? jsonText(standing) : slotsText(standing.slots, standing.retired, shell.view));
}

async function keep(file: string, { json }: Json, shell: Shell): Promise<void> {
  const saved = keysIn(textOf(fileOf(file)));
  const issuer = issuerOf(shell.hub().stage);
  const other = inLine(saved.issuer);
  if (saved.issuer !== issuer)
    throw new CommandFault(
      localized(
        `${file} has the keys of ${other}, the hub is ${issuer}`,
        `${file} chứa khóa của ${other}, còn hệ thống này là ${issuer}`,
      ),
    );
  await change(shell, { action: 'keep', saved }, { json, file });
}
