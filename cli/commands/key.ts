/** `dtm key`: issue, revoke and list API keys. A revocation takes effect within a minute (DESIGN §9). */
import { type Command, InvalidArgumentError } from 'commander';
import { EXPIRY_DAYS } from '../../shared/app/oversight/watch.ts';
import { type RegistryRecord, recordKinds } from '../../shared/aws/registry.ts';
import { COUNTRY, type Credential } from '../../shared/contract/registry.ts';
import { expiringKeys } from '../../shared/domain/access/key-expiry.ts';
import { parseAgencyCode } from '../../shared/domain/values/agency-code.ts';
import { CommandFault, oneOf } from '../fault.ts';
import { issueKey, keyState } from '../keys.ts';
import { credentialsOf } from '../load-registry.ts';
import { registryOf } from '../read-hub.ts';
import { counted, table } from '../table.ts';
import type { Shell } from './command.ts';

const allowedScopes = recordKinds.credential.shape.scopes.element.options;
type Scope = (typeof allowedScopes)[number];

const listOf = (text: string): string[] => text.split(',').map((part) => part.trim());

function scopesOf(text: string): Scope[] {
  const scopes = allowedScopes.filter((scope) => listOf(text).includes(scope));
  if (scopes.length !== new Set(listOf(text)).size) throw new InvalidArgumentError(oneOf(allowedScopes));
  return scopes;
}

function daysOf(text: string): number {
  const days = Number(text);
  if (!/^\d{1,4}$/.test(text) || days < 1 || days > 1096)
    throw new InvalidArgumentError('allowed: 1 to 1096');
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
    .option('--days <n>', 'how long it is valid', daysOf, 365)
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
  const { stage, ...rest } = hub();
  const registry = registryOf({ stage, ...rest }, now);
  const records = await registry.listRecords();
  const holder = agencyOf(agency, records);
  const known = new Set(records.flatMap(({ kind, id }) => (kind === 'system' ? [id] : [])));
  const unknown = (systems ?? []).filter((system) => !known.has(system));
  if (unknown.length > 0) throw new CommandFault(`--systems ${unknown.join(',')}: not in the registry`);
  const order = { agency: holder, systems: systems ?? null, scopes, days };
  const { key, credential } = issueKey(order, stage, now(), (bytes) => crypto.getRandomValues(bytes));
  await registry.writeRecords([recordOf(credential)]);
  say(key);
  remark(
    `\nKey ${credential.keyId} for ${holder}, valid until ${credential.validTo}. It is shown this once: keep it now.`,
  );
}

/** In either code scheme (R18). */
function agencyOf(text: string, records: readonly RegistryRecord[]): string {
  if (text === COUNTRY) return COUNTRY;
  const parsed = parseAgencyCode(text);
  const found = parsed.ok && records.some(({ kind, id }) => kind === 'agency' && id === parsed.code);
  if (!parsed.ok || !found) {
    throw new CommandFault(
      `--agency ${text}: not in the registry; allowed: ${COUNTRY} or the code of an agency, such as H26 or 000.00.00.H26`,
    );
  }
  return parsed.code;
}

const recordOf = (credential: Credential): RegistryRecord => ({
  kind: 'credential',
  id: credential.keyId,
  body: credential,
});

async function revoke(keyId: string, { hub, say, now }: Shell): Promise<void> {
  const registry = registryOf(hub(), now);
  const credential = credentialsOf(await registry.listRecords()).get(keyId);
  if (credential === undefined)
    throw new CommandFault(`key ${keyId}: never issued; dtm key list shows those that were`);
  if (credential.revokedAt !== null)
    return say(`key ${keyId} was revoked at ${credential.revokedAt} already`);
  const revokedAt = new Date(now()).toISOString();
  await registry.writeRecords([recordOf({ ...credential, revokedAt })]);
  say(`key ${keyId} of ${credential.agency} revoked; it stops working within a minute`);
}

async function list({ expiring }: ListOptions, { hub, say, now, refuse }: Shell): Promise<void> {
  const all = [...credentialsOf(await registryOf(hub(), now).listRecords()).values()];
  const at = now();
  const days = expiring === true ? EXPIRY_DAYS : expiring;
  const credentials = days === undefined ? all : expiringKeys(all, at, days);
  if (days !== undefined && credentials.length === 0)
    return say(`✓ No key ends within ${counted(days, 'day')} without another to follow it.`);
  if (days !== undefined) refuse();
  const rows = credentials
    .toSorted((a, b) => (a.agency < b.agency ? -1 : 1))
    .map((one) => [
      one.agency,
      one.keyId,
      one.scopes.join(', '),
      one.systems?.join(' ') ?? 'all',
      one.validTo.slice(0, 10),
      keyState(one, at),
    ]);
  const heads = ['agency', 'key', 'scopes', 'systems', 'valid until', 'state'];
  say(
    `${table(
      heads.map((head) => (head === 'systems' ? { head, width: 30 } : { head })),
      rows,
    )}\n\n${counted(rows.length, 'key')}`,
  );
}
