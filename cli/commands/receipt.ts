/** `dtm receipt`: check a receipt, offline with saved keys; and save the keys. */

import { existsSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { PublicKey } from '../../shared/contract/submissions/receipt.ts';
import { localized } from '../../shared/domain/language/localized.ts';
import { fail, type Result } from '../../shared/domain/problems/result.ts';
import { sourceOf } from '../batch/file-source.ts';
import { CommandFault } from '../fault.ts';
import { fileOf, textOf } from '../files.ts';
import { jsonOption, jsonText } from '../json-text.ts';
import { type ReceiptFault, receiptFault, receiptFaultText } from '../receipt/faults.ts';
import { givenKeys, publishedKeys } from '../receipt/given-keys.ts';
import { keysIn } from '../receipt/key-set.ts';
import { provedBatchText, provedText } from '../receipt/receipt-table.ts';
import { type Digest, isOfBatch, verifyBatch } from '../receipt/verify-batch.ts';
import { verifyReceipt } from '../receipt/verify-receipt.ts';
import { inLine } from '../shown.ts';
import { counted } from '../table.ts';
import { inLanguage } from '../view.ts';
import type { Shell } from './command.ts';

export function addReceipt(program: Command, shell: Shell): void {
  const receipt = program.command('receipt').description('receipts of accepted submissions (R27)');
  receipt
    .command('verify')
    .description('what a receipt proves; exit code 1 when it proves nothing')
    .argument('<file>', 'the answer of the hub as JSON, or the receipt alone; - for standard input')
    .option('--keys <file>', 'saved keys: nobody is asked; else those that the hub publishes now')
    .option('--body <file>', 'what was sent, byte for byte (gzipped if it was): compared by SHA-256')
    .option(
      '--submissions <file>',
      'of a batch: the list that dtm batch submissions --save wrote: compared by SHA-256',
    )
    .option(...jsonOption)
    .action((file: string, options: VerifyOptions) => verify(file, options, shell));
  receipt
    .command('keys')
    .description('the public keys that the hub publishes')
    .requiredOption('--save <file>', 'keep them there; keys that are there already stay')
    .option('--json', 'print all that are in the file now as JSON')
    .action((options: SaveOptions) => saveKeys(options, shell));
}

type VerifyOptions = {
  readonly keys?: string;
  readonly body?: string;
  readonly submissions?: string;
  readonly json?: true;
};
type SaveOptions = { readonly save: string; readonly json?: true };

async function verify(path: string, options: VerifyOptions, shell: Shell): Promise<void> {
  const keys = await givenKeys(options.keys, shell.hub);
  const file = textOf(fileOf(path));
  if (isOfBatch(file)) {
    const [body, list] = [await digestOf(options.body), await digestOf(options.submissions)];
    const proved = await verifyBatch(file, keys, body, list);
    return sayProved(shell, options, proved, provedBatchText, () => ({
      bodyCompared: body !== null,
      submissionsCompared: list !== null,
    }));
  }
  const body = options.body === undefined ? null : fileOf(options.body);
  const proved =
    options.submissions === undefined ? await verifyReceipt(file, keys, body) : fail(receiptFault('no-list'));
  sayProved(shell, options, proved, provedText, () => ({ bodyCompared: body !== null }));
}

/** A file can be of any size: it is read through. */
async function digestOf(path: string | undefined): Promise<Digest | null> {
  if (path === undefined) return null;
  const source = sourceOf(path);
  return { name: source.name, sha256: await source.sha256() };
}

function sayProved<P extends { issuer: string; says: unknown; key: PublicKey }>(
  { say, refuse }: Pick<Shell, 'say' | 'refuse'>,
  { json }: VerifyOptions,
  proved: Result<P, ReceiptFault>,
  asText: (proved: P) => string,
  compared: () => Readonly<Record<string, boolean>>,
): void {
  if (!proved.ok) {
    say(json ? jsonText({ genuine: false, why: proved.problem.kind }) : receiptFaultText(proved.problem));
    refuse();
    return;
  }
  const { issuer, says, key } = proved.value;
  say(json ? jsonText({ genuine: true, issuer, kid: key.kid, says, ...compared() }) : asText(proved.value));
}

const namesOf = (keys: readonly PublicKey[]): string => inLine(keys.map(({ kid }) => kid).join(', '));

/** The hub publishes all keys for ever, revoked ones as such; what a saved set has beyond them is kept, and complained about. */
async function saveKeys({ save: path, json }: SaveOptions, shell: Shell): Promise<void> {
  const say = inLanguage(shell.view);
  const published = await publishedKeys(shell.hub());
  const saved = existsSync(path) ? keysIn(textOf(fileOf(path))) : { issuer: published.issuer, keys: [] };
  if (saved.issuer !== published.issuer)
    throw new CommandFault(
      localized(
        `${path} has the keys of ${inLine(saved.issuer)}, the hub is ${published.issuer}: save them elsewhere`,
        `${path} chứa khóa của ${inLine(saved.issuer)}, còn hệ thống này là ${published.issuer}: hãy lưu vào chỗ khác`,
      ),
    );
  const fresh = new Map(published.keys.map((key) => [key.kid, key]));
  const missing = saved.keys.filter(({ kid }) => !fresh.has(kid));
  if (missing.length > 0)
    shell.complain(
      say(
        `no longer published, and kept: ${namesOf(missing)}; ask the operator why`,
        `không còn được công bố, vẫn giữ lại: ${namesOf(missing)}; hãy hỏi đơn vị vận hành lý do`,
      ),
    );
  const revoked = new Map(saved.keys.filter((key) => key.revoked !== undefined).map((key) => [key.kid, key]));
  const forgotten = published.keys.filter((key) => key.revoked === undefined && revoked.has(key.kid));
  if (forgotten.length > 0)
    shell.complain(
      say(
        `saved as revoked, no longer published so, and kept revoked: ${namesOf(forgotten)}; ask the operator why`,
        `đã lưu là bị thu hồi, nay không còn công bố như vậy, vẫn giữ là bị thu hồi: ${namesOf(forgotten)}; hãy hỏi đơn vị vận hành lý do`,
      ),
    );
  const keys = [
    ...missing,
    ...published.keys.map((key) => (key.revoked ? key : (revoked.get(key.kid) ?? key))),
  ];
  const kept = jsonText({ issuer: published.issuer, keys });
  writeFileSync(path, `${kept}\n`);
  if (json) return shell.say(kept);
  const issuer = inLine(published.issuer);
  const text = say(
    `${counted(keys.length, 'key')} of ${issuer} in ${path}`,
    `${keys.length} khóa của ${issuer} trong ${path}`,
  );
  shell.say(`✓ ${text}`);
}
