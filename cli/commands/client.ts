/** `dtm client`: clients of the issuer of tokens, over the admin routes. A change takes effect within a minute (DESIGN §9). */
import type { Command } from 'commander';
import { EXPIRY_DAYS } from '../../shared/app/oversight/watch.ts';
import { type ClientChange, RegisteredClient } from '../../shared/contract/access/clients.ts';
import { KEY_DAYS } from '../../shared/contract/access/keys.ts';
import { scopes as allowedScopes, type Scope } from '../../shared/contract/access/scopes.ts';
import { COUNTRY } from '../../shared/contract/registry.ts';
import { adminOf, type CallAdmin } from '../call-admin.ts';
import { problemOf } from '../call-hub.ts';
import { clientLifeText, clientsText } from '../client-text.ts';
import { oneOf } from '../fault.ts';
import { jsonOption, jsonText } from '../json-text.ts';
import { agenciesText } from '../key-text.ts';
import { grantsRefusal } from '../new-key.ts';
import { allClients, clientLife } from '../read-clients.ts';
import { refusal } from '../refusal.ts';
import { counted } from '../table.ts';
import { inLanguage, secondText } from '../view.ts';
import type { Shell } from './command.ts';
import { daysOf, listOf, scopesOf } from './grant-options.ts';

type Json = { readonly json?: true };
type GrantOptions = Json & {
  readonly agency?: string[];
  readonly scopes?: Scope[];
  readonly systems?: string[];
  readonly networks?: string[];
  readonly note?: string;
  readonly days: number;
};
type ListOptions = Json & { readonly expiring?: number | true };

const CLIENT = 'its client id at the issuer, or the 12 characters by which the logs know it';
const withGrants = (command: Command): Command =>
  command
    .option('--scopes <list>', oneOf(allowedScopes), scopesOf)
    .option('--systems <ids>', 'only for these systems; "all": every one of the agencies', listOf)
    .option(
      '--networks <list>',
      'only from these networks, such as 203.0.113.0/24; "any": from anywhere',
      listOf,
    )
    .option('--note <text>', 'whose it is, whom to ask; operators see it')
    .option('--days <n>', 'how long its tokens are taken, from now on', daysOf, KEY_DAYS)
    .option(...jsonOption);

export function addClient(program: Command, shell: Shell): void {
  const client = program.command('client').description('clients of the issuer of tokens (OAuth 2.0)');
  withGrants(
    client
      .command('register')
      .description('take the tokens of a client for an agency; its secret stays between it and the issuer')
      .argument('<clientId>', 'its client id at the issuer')
      .requiredOption(
        '--agency <codes>',
        `it acts for these agencies and their sub-units, several for a vendor; ${COUNTRY} for the country`,
        listOf,
      ),
  ).action((clientId: string, options: GrantOptions) => register(clientId, options, shell));
  client
    .command('list')
    .description('all clients')
    .option('--expiring [days]', 'only those that end so soon with nothing else to follow; 30 days', daysOf)
    .option(...jsonOption)
    .action((options: ListOptions) => list(options, shell));
  client
    .command('show')
    .description('one client, and what operators did with it')
    .argument('<client>', CLIENT)
    .option(...jsonOption)
    .action((name: string, { json }: Json) => show(name, json ?? false, shell));
  withGrants(
    client
      .command('change')
      .description('change what a client may do; what is not named stays, but its end is counted anew')
      .argument('<client>', CLIENT)
      .option(
        '--agency <codes>',
        `it acts for these agencies and their sub-units, several for a vendor; ${COUNTRY} for the country`,
        listOf,
      ),
  ).action((name: string, options: GrantOptions) => change(name, options, shell));
  client
    .command('revoke')
    .description('refuse the tokens of a client within a minute, for ever')
    .argument('<client>', CLIENT)
    .option(...jsonOption)
    .action((name: string, { json }: Json) => revoke(name, json ?? false, shell));
}

/** What is not named stays as it is. */
const grantsOf = (options: GrantOptions, held: Omit<ClientChange, 'days'>): ClientChange => ({
  agencies: options.agency ?? held.agencies,
  scopes: options.scopes ?? held.scopes,
  systems: options.systems === undefined ? held.systems : unless('all', options.systems),
  networks: options.networks === undefined ? held.networks : unless('any', options.networks),
  note: options.note === undefined ? held.note : options.note || null,
  days: options.days,
});
const unless = (word: string, list: string[]): string[] | null =>
  list.length === 1 && list[0] === word ? null : list;

const NEW = {
  agencies: [],
  scopes: ['submit', 'read'] as Scope[],
  systems: null,
  networks: null,
  note: null,
};

async function register(clientId: string, options: GrantOptions, shell: Shell): Promise<void> {
  const call = await adminOf(shell, 'clients');
  const body = { clientId, ...grantsOf(options, NEW) };
  const made = await put(call, { method: 'POST', path: '/clients', on: '0.0', body }, 201, shell);
  if (options.json) return shell.say(jsonText(made));
  const [holder, until] = [agenciesText(made), secondText(made.validTo, shell.view)];
  shell.say(
    inLanguage(shell.view)(
      `client ${clientId} registered for ${holder} until ${until}; logs and receipts name it ${made.id}`,
      `đã đăng ký ứng dụng khách ${clientId} cho ${holder} đến ${until}; nhật ký và biên nhận gọi là ${made.id}`,
    ),
  );
}

async function change(name: string, options: GrantOptions, shell: Shell): Promise<void> {
  const call = await adminOf(shell, 'clients');
  const { client, version } = await clientLife(call, name, shell.view);
  const body = grantsOf(options, client);
  const made = await put(
    call,
    { method: 'POST', path: `/clients/${client.id}`, on: version, body },
    200,
    shell,
  );
  if (options.json) return shell.say(jsonText(made));
  const [holder, until] = [agenciesText(made), secondText(made.validTo, shell.view)];
  shell.say(
    inLanguage(shell.view)(
      `client ${made.clientId} acts for ${holder} until ${until}; it holds within a minute`,
      `ứng dụng khách ${made.clientId} đại diện cho ${holder} đến ${until}; có hiệu lực trong vòng một phút`,
    ),
  );
}

async function revoke(name: string, json: boolean, shell: Shell): Promise<void> {
  const call = await adminOf(shell, 'clients');
  const { client, version } = await clientLife(call, name, shell.view);
  const say = inLanguage(shell.view);
  if (client.revokedAt !== null) {
    const at = secondText(client.revokedAt, shell.view);
    const text = say(
      `client ${client.clientId} was revoked at ${at} already`,
      `ứng dụng khách ${client.clientId} đã bị thu hồi lúc ${at}`,
    );
    return shell.say(json ? jsonText(client) : text);
  }
  const made = await put(call, { method: 'DELETE', path: `/clients/${client.id}`, on: version }, 200, shell);
  if (json) return shell.say(jsonText(made));
  shell.say(
    say(
      `client ${client.clientId} revoked; its tokens are refused within a minute`,
      `đã thu hồi ứng dụng khách ${client.clientId}; mã truy cập bị từ chối trong vòng một phút`,
    ),
  );
}

async function put(
  call: CallAdmin,
  ask: Parameters<CallAdmin>[0],
  status: 200 | 201,
  { view }: Shell,
): Promise<RegisteredClient> {
  const answer = await call(ask);
  if (answer.status !== status) throw refusal(answer, view, grantsRefusal(problemOf(answer), view));
  return RegisteredClient.parse(answer.body);
}

async function show(name: string, json: boolean, shell: Shell): Promise<void> {
  const life = await clientLife(await adminOf(shell, 'clients'), name, shell.view);
  shell.say(json ? jsonText(life) : clientLifeText(life, shell.view));
}

async function list({ expiring, json }: ListOptions, shell: Shell): Promise<void> {
  const days = expiring === true ? EXPIRY_DAYS : (expiring ?? null);
  const clients = await allClients(await adminOf(shell, 'clients'), days, shell.view);
  if (days !== null && clients.length > 0) shell.refuse();
  if (json) return shell.say(jsonText(clients));
  if (days === null || clients.length > 0) return shell.say(clientsText(clients, shell.view));
  shell.say(
    inLanguage(shell.view)(
      `✓ No client ends within ${counted(days, 'day')} with nothing to follow it.`,
      `✓ Không có ứng dụng khách nào hết hạn trong ${days} ngày tới mà chưa có gì nối tiếp.`,
    ),
  );
}
