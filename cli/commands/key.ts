/** `dtm key`: API keys, over the admin routes. A revocation takes effect within a minute (DESIGN §9). */
import type { Command } from 'commander';
import { EXPIRY_DAYS } from '../../shared/app/oversight/watch.ts';
import { IssuedKey, KEY_DAYS, MOST_OVERLAP_DAYS, OVERLAP_DAYS } from '../../shared/contract/access/keys.ts';
import { scopes as allowedScopes, type Scope } from '../../shared/contract/access/scopes.ts';
import { COUNTRY } from '../../shared/contract/registry.ts';
import { adminOf } from '../call-admin.ts';
import { oneOf } from '../fault.ts';
import { jsonOption, jsonText } from '../json-text.ts';
import { agenciesText, keyLifeText, keysText, stateText } from '../key-text.ts';
import { newKey, putNewKey } from '../new-key.ts';
import { allKeys, lifeOf } from '../read-keys.ts';
import { refusal } from '../refusal.ts';
import { counted } from '../table.ts';
import { inLanguage, secondText } from '../view.ts';
import type { Shell } from './command.ts';
import { daysFrom, daysOf, listOf, scopesOf } from './grant-options.ts';
import { endLeaked, type LeakedOptions, timeOf } from './key-leaked.ts';

type IssueOptions = {
  readonly agency: string[];
  readonly scopes: Scope[];
  readonly systems?: string[];
  readonly networks?: string[];
  readonly note?: string;
  readonly days: number;
  readonly json?: true;
};
type RotateOptions = { readonly days: number; readonly overlap: number; readonly json?: true };
type ListOptions = { readonly expiring?: number | true; readonly json?: true };

const KEY_ID = 'the 12 characters behind the stage in the key';

export function addKey(program: Command, shell: Shell): void {
  const key = program.command('key').description('API keys of senders and readers');
  key
    .command('issue')
    .description('make a key and show it, once; the hub gets the hash of its secret')
    .requiredOption(
      '--agency <codes>',
      `it acts for these agencies and their sub-units, several for a vendor; ${COUNTRY} for the country`,
      listOf,
    )
    .option('--scopes <list>', oneOf(allowedScopes), scopesOf, ['submit', 'read'])
    .option('--systems <ids>', 'only for these systems', listOf)
    .option('--networks <list>', 'only from these networks, such as 203.0.113.0/24,2001:db8::/32', listOf)
    .option('--note <text>', 'whose it is, whom to ask; operators see it')
    .option('--days <n>', 'how long it is valid', daysOf, KEY_DAYS)
    .option(...jsonOption)
    .action((options: IssueOptions) => issue(options, shell));
  key
    .command('list')
    .description('all keys, without their secrets')
    .option('--expiring [days]', 'only those that end so soon with no other key to follow; 30 days', daysOf)
    .option(...jsonOption)
    .action((options: ListOptions) => list(options, shell));
  key
    .command('show')
    .description('one key, and what operators did with it')
    .argument('<keyId>', KEY_ID)
    .option(...jsonOption)
    .action((keyId: string, { json }: { json?: true }) => show(keyId, json ?? false, shell));
  key
    .command('rotate')
    .description('make the next key of a line and show it, once; the one before goes on for the overlap')
    .argument('<keyId>', KEY_ID)
    .option('--days <n>', 'how long the next one is valid', daysOf, KEY_DAYS)
    .option(
      '--overlap <days>',
      'how long the one before goes on',
      daysFrom(0, MOST_OVERLAP_DAYS),
      OVERLAP_DAYS,
    )
    .option(...jsonOption)
    .action((keyId: string, options: RotateOptions) => rotate(keyId, options, shell));
  key
    .command('revoke')
    .description('end a key; it stops working within a minute')
    .argument('<keyId>', KEY_ID)
    .option(...jsonOption)
    .action((keyId: string, { json }: { json?: true }) => revoke(keyId, json ?? false, shell));
  key
    .command('leaked')
    .description('end a key, say what it recorded since it leaked, and make the next one')
    .argument('<keyId>', KEY_ID)
    .requiredOption('--since <time>', 'since when it may be in wrong hands: 2026-11-20T08:00+07:00', timeOf)
    .option('--days <n>', 'how long the next one is valid', daysOf, KEY_DAYS)
    .option('--no-next', 'make no next one')
    .option(...jsonOption)
    .action((keyId: string, options: LeakedOptions) => endLeaked(keyId, options, shell));
}

async function issue(options: IssueOptions, shell: Shell): Promise<void> {
  const { agency: agencies, systems = null, networks = null, note = null, scopes, days } = options;
  const call = await adminOf(shell, 'keys');
  const { text, keyId, secretHash } = newKey(shell.hub().stage);
  const body = { keyId, secretHash, agencies, systems, scopes, networks, note, days };
  const answer = await putNewKey(call, keyId, { method: 'POST', path: '/keys', on: '0.0', body }, shell);
  const issued = IssuedKey.parse(answer.body);
  if (options.json) return shell.say(jsonText({ key: text, issued }));
  shell.say(text);
  const [holder, until] = [agenciesText(issued), secondText(issued.validTo, shell.view)];
  shell.remark(
    inLanguage(shell.view)(
      `\nKey ${keyId} for ${holder}, valid until ${until}. It is shown this once: keep it now.`,
      `\nKhóa ${keyId} cho ${holder}, có hiệu lực đến ${until}. Khóa chỉ hiện một lần này: hãy lưu ngay.`,
    ),
  );
}

async function rotate(keyId: string, { days, overlap, json }: RotateOptions, shell: Shell): Promise<void> {
  const call = await adminOf(shell, 'keys');
  const { version } = await lifeOf(call, keyId, shell.view);
  const next = newKey(shell.hub().stage);
  const body = { keyId: next.keyId, secretHash: next.secretHash, days, overlapDays: overlap };
  const path = `/keys/${keyId}/rotation`;
  const answer = await putNewKey(call, next.keyId, { method: 'POST', path, on: version, body }, shell);
  const old = IssuedKey.parse(answer.body);
  if (json) return shell.say(jsonText({ key: next.text, old }));
  shell.say(next.text);
  const say = inLanguage(shell.view);
  const [holder, until] = [agenciesText(old), secondText(old.validTo, shell.view)];
  const state = stateText(old.state, shell.view);
  const ends =
    old.state === 'live'
      ? say(`goes on until ${until}`, `còn dùng được đến ${until}`)
      : say(`is ${state}`, state);
  shell.remark(
    say(
      `\nKey ${next.keyId} for ${holder} is shown this once: keep it now. Key ${keyId} ${ends}.`,
      `\nKhóa ${next.keyId} cho ${holder} chỉ hiện một lần này: hãy lưu ngay. Khóa ${keyId} ${ends}.`,
    ),
  );
}

async function revoke(keyId: string, json: boolean, shell: Shell): Promise<void> {
  const call = await adminOf(shell, 'keys');
  const { key, version } = await lifeOf(call, keyId, shell.view);
  if (key.revokedAt !== null && json) return shell.say(jsonText(key));
  const say = inLanguage(shell.view);
  if (key.revokedAt !== null) {
    const at = secondText(key.revokedAt, shell.view);
    return shell.say(
      say(`key ${keyId} was revoked at ${at} already`, `khóa ${keyId} đã bị thu hồi lúc ${at}`),
    );
  }
  const answer = await call({ method: 'DELETE', path: `/keys/${keyId}`, on: version });
  if (answer.status !== 200) throw refusal(answer, shell.view);
  if (json) return shell.say(jsonText(IssuedKey.parse(answer.body)));
  const holder = agenciesText(key);
  shell.say(
    say(
      `key ${keyId} of ${holder} revoked; it stops working within a minute`,
      `đã thu hồi khóa ${keyId} của ${holder}; khóa ngừng hoạt động trong vòng một phút`,
    ),
  );
}

async function show(keyId: string, json: boolean, shell: Shell): Promise<void> {
  const life = await lifeOf(await adminOf(shell, 'keys'), keyId, shell.view);
  shell.say(json ? jsonText(life) : keyLifeText(life, shell.view));
}

async function list({ expiring, json }: ListOptions, shell: Shell): Promise<void> {
  const days = expiring === true ? EXPIRY_DAYS : (expiring ?? null);
  const keys = await allKeys(await adminOf(shell, 'keys'), days, shell.view);
  if (days !== null && keys.length > 0) shell.refuse();
  if (json) return shell.say(jsonText(keys));
  if (days !== null && keys.length === 0)
    return shell.say(
      inLanguage(shell.view)(
        `✓ No key ends within ${counted(days, 'day')} without another to follow it.`,
        `✓ Không có khóa nào hết hạn trong ${days} ngày tới mà chưa có khóa nối tiếp.`,
      ),
    );
  shell.say(keysText(keys, shell.view));
}
