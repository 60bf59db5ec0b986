/** `dtm key`: issue, revoke and list API keys. A revocation takes effect within a minute (DESIGN §9). */
import { type Command, InvalidArgumentError } from 'commander';
import { issueKeyOf, type KeyRefusal, listKeys, revokeKey } from '../../shared/app/access/issued-keys.ts';
import { EXPIRY_DAYS } from '../../shared/app/oversight/watch.ts';
import { COUNTRY, Credential } from '../../shared/contract/registry.ts';
import { KEY_DAYS, MOST_KEY_DAYS } from '../../shared/domain/access/issue-key.ts';
import { CommandFault, oneOf } from '../fault.ts';
import { registryOf } from '../read-hub.ts';
import { counted, table } from '../table.ts';
import type { Shell } from './command.ts';

const allowedScopes = Credential.shape.scopes.element.options;
type Scope = (typeof allowedScopes)[number];

const listOf = (text: string): string[] => text.split(',').map((part) => part.trim());

function scopesOf(text: string): Scope[] {
  const scopes = allowedScopes.filter((scope) => listOf(text).includes(scope));
  if (scopes.length !== new Set(listOf(text)).size) throw new InvalidArgumentError(oneOf(allowedScopes));
  return scopes;
}

function daysOf(text: string): number {
  const days = Number(text);
  if (!/^\d{1,4}$/.test(text) || days < 1 || days > MOST_KEY_DAYS)
    throw new InvalidArgumentError(`allowed: 1 to ${MOST_KEY_DAYS}`);
  return days;
}

type IssueOptions = {
  readonly agency: string;
  readonly scopes: Scope[];
  readonly systems?: string[];
  readonly days: number;
};

type ListOptions = { readonly expiring?: number | true };

export function addKey(program: Command, shell: Shell): void {
  const key = program.command('key').description('API keys of senders and readers');
  key
    .command('issue')
    .description('make a key and show it, once')
    .requiredOption(
      '--agency <code>',
      `it acts for this agency and its sub-units; ${COUNTRY} for the country`,
    )
    .option('--scopes <list>', oneOf(allowedScopes), scopesOf, ['submit', 'read'])
    .option('--systems <ids>', 'only for these systems', listOf)
    .option('--days <n>', 'how long it is valid', daysOf, KEY_DAYS)
    .action((options: IssueOptions) => issue(options, shell));
  key
    .command('revoke')
    .description('end a key; it stops working within a minute')
    .argument('<keyId>', 'the 12 characters behind the stage in the key')
    .action((keyId: string) => revoke(keyId, shell));
  key
    .command('list')
    .description('all keys, without their secrets')
    .option('--expiring [days]', 'only those that end so soon with no other key to follow; 30 days', daysOf)
    .action((options: ListOptions) => list(options, shell));
}

async function issue(
  { agency, systems, scopes, days }: IssueOptions,
  { hub, say, remark, now }: Shell,
): Promise<void> {
  const found = hub();
  const order = { agency, systems: systems ?? null, scopes, days, stage: found.stage };
  const issued = await issueKeyOf(registryOf(found, now), order, now(), (bytes) =>
    crypto.getRandomValues(bytes),
  );
  if (!issued.ok) throw new CommandFault(refusalOf(issued.problem, agency));
  const { key, credential } = issued.value;
  say(key);
  remark(
    `\nKey ${credential.keyId} for ${credential.agency}, valid until ${credential.validTo}. It is shown this once: keep it now.`,
  );
}

function refusalOf(refusal: KeyRefusal, agency: string): string {
  switch (refusal.why) {
    case 'unknown agency':
      return `--agency ${agency}: not in the registry; allowed: ${COUNTRY} or the code of an agency, such as H26 or 000.00.00.H26`;
    case 'unknown systems':
      return `--systems ${refusal.systems.join(',')}: not in the registry`;
    case 'foreign systems':
      return `--systems ${refusal.systems.join(',')}: not of ${agency} or its sub-units; a key for them would open nothing`;
  }
}

async function revoke(keyId: string, { hub, say, now }: Shell): Promise<void> {
  const revoked = await revokeKey(registryOf(hub(), now), keyId, now());
  if (revoked === null)
    throw new CommandFault(`key ${keyId}: never issued; dtm key list shows those that were`);
  const { credential, isNews } = revoked;
  if (!isNews) return say(`key ${keyId} was revoked at ${credential.revokedAt} already`);
  say(`key ${keyId} of ${credential.agency} revoked; it stops working within a minute`);
}

async function list({ expiring }: ListOptions, { hub, say, now, refuse }: Shell): Promise<void> {
  const days = expiring === true ? EXPIRY_DAYS : (expiring ?? null);
  const keys = await listKeys(registryOf(hub(), now), days, now());
  if (days !== null && keys.length === 0)
    return say(`✓ No key ends within ${counted(days, 'day')} without another to follow it.`);
  if (days !== null) refuse();
  const rows = keys.map(({ credential, state }) => [
    credential.agency,
    credential.keyId,
    credential.scopes.join(', '),
    credential.systems?.join(' ') ?? 'all',
    credential.validTo.slice(0, 10),
    state,
  ]);
  const heads = ['agency', 'key', 'scopes', 'systems', 'valid until', 'state'];
  say(
    `${table(
      heads.map((head) => (head === 'systems' ? { head, width: 30 } : { head })),
      rows,
    )}\n\n${counted(rows.length, 'key')}`,
  );
}
