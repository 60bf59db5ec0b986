/** `dtm receipt-keys`: which slot signs receipts, and new secrets for it (docs/runbooks/receipt-key.md). */
import { isDeepStrictEqual } from 'node:util';
import { type Command, InvalidArgumentError } from 'commander';
import { operatorSecrets } from '../../shared/aws/operator.ts';
import { putSecret, readSecret } from '../../shared/aws/secrets.ts';
import { type PublicKey, SigningState, type Slot, slots } from '../../shared/contract/submissions/receipt.ts';
import { CURRENT } from '../../shared/domain/registry/records.ts';
import { firstState, issuerOf, slotKeys } from '../../shared/domain/submissions/signing-keys.ts';
import { CommandFault, oneOf } from '../fault.ts';
import { fileOf, textOf } from '../files.ts';
import { registryOf } from '../read-hub.ts';
import { keysIn } from '../receipt/key-set.ts';
import { kept, leaked, otherSlot, renewed, rotated, slotRows } from '../receipt/slot-changes.ts';
import { inLine } from '../shown.ts';
import { counted, table } from '../table.ts';
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

function storesOf({ hub, now }: Shell) {
  const found = hub();
  const registry = registryOf(found, now);
  const client = operatorSecrets(found.aws);
  const idOf = (slot: Slot): string => `dtm-${found.stage}-receipt-key-${slot}`;
  return {
    readState: async (): Promise<SigningState> => {
      const record = (await registry.listRecords()).find(({ kind }) => kind === 'signing-keys');
      return record === undefined ? firstState : SigningState.parse(record.body);
    },
    writeState: (body: SigningState) => registry.writeRecords([{ kind: 'signing-keys', id: CURRENT, body }]),
    publicKeys: async (slot: Slot): Promise<PublicKey[]> => {
      const secret = await readSecret(client)(idOf(slot));
      if (secret === null)
        throw new CommandFault(`there is no secret ${idOf(slot)}: deploy the stateful stack`);
      return slotKeys(found.stage, slot, secret, now());
    },
    /** 64 characters, 384 bits. */
    replaceSecret: (slot: Slot) =>
      putSecret(client)(
        idOf(slot),
        Buffer.from(crypto.getRandomValues(new Uint8Array(48))).toString('base64url'),
      ),
  };
}

const effect = 'Instances take it over within five minutes.';

async function list(shell: Shell): Promise<void> {
  const { readState, publicKeys } = storesOf(shell);
  const [state, a, b] = await Promise.all([readState(), publicKeys('a'), publicKeys('b')]);
  const rows = slotRows(state, { a, b }, shell.now()).map(({ slot, signs, since, kid }) => [
    slot,
    signs ? 'signs' : 'in reserve',
    since,
    kid,
  ]);
  const retired = state.retired.map(({ kid, revoked }) => [
    kid.slice(5, 6),
    revoked === undefined ? 'replaced' : 'revoked: leaked',
    revoked === undefined ? '' : new Date(revoked.revoked_at * 1000).toISOString(),
    kid,
  ]);
  const columns = ['slot', 'state', 'since', 'key'].map((head) => ({ head }));
  shell.say(table(columns, [...rows, ...retired]));
}

async function rotate(early: boolean, shell: Shell): Promise<void> {
  const { readState, writeState } = storesOf(shell);
  const state = rotated(await readState(), shell.now(), early);
  await writeState(state);
  shell.say(`✓ slot ${state.active} signs from now on. ${effect}`);
}

/** Published first, replaced then, told of last: a crash in between leaves nothing that cannot be verified; run it again. */
async function replace(
  slot: Slot,
  change: (state: SigningState, keys: readonly PublicKey[]) => SigningState,
  shell: Shell,
): Promise<SigningState> {
  const { readState, writeState, publicKeys, replaceSecret } = storesOf(shell);
  const state = change(await readState(), await publicKeys(slot));
  await writeState(state);
  await replaceSecret(slot);
  await writeState({ ...state, renewed: { ...state.renewed, [slot]: new Date(shell.now()).toISOString() } });
  return state;
}

async function renew(shell: Shell): Promise<void> {
  const slot = otherSlot((await storesOf(shell).readState()).active);
  await replace(slot, (state, keys) => renewed(state, slot, keys, shell.now()), shell);
  shell.say(
    `✓ slot ${slot} has a new secret; the keys of the old one stay published. It can sign in 24 hours: dtm receipt-keys rotate`,
  );
}

async function leak(slot: Slot, shell: Shell): Promise<void> {
  const state = await replace(slot, (before, keys) => leaked(before, slot, keys, shell.now()), shell);
  shell.say(
    `✓ the keys of slot ${slot} are revoked, slot ${state.active} signs, slot ${slot} has a new secret. ${effect}\n` +
      'Tell the senders: receipts of the revoked keys prove nothing alone; the same submission sent again gets a new one.',
  );
}

async function keep(file: string, shell: Shell): Promise<void> {
  const { readState, writeState, publicKeys } = storesOf(shell);
  const saved = keysIn(textOf(fileOf(file)));
  const issuer = issuerOf(shell.hub().stage);
  if (saved.issuer !== issuer)
    throw new CommandFault(`${file} has the keys of ${inLine(saved.issuer)}, the hub is ${issuer}`);
  const [before, a, b] = await Promise.all([readState(), publicKeys('a'), publicKeys('b')]);
  const state = kept(before, [...a, ...b], saved.keys);
  const more = state.retired.filter((key) => !before.retired.some((one) => isDeepStrictEqual(one, key)));
  if (more.length > 0) await writeState(state);
  shell.say(`✓ ${counted(more.length, 'key')} of ${file} that the registry did not have; all are published`);
}
