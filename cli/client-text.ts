/** Clients of the issuer of tokens as tables. */
import type { ClientLife, RegisteredClient } from '../shared/contract/access/clients.ts';
import type { Localized } from '../shared/contract/text.ts';
import { localized } from '../shared/domain/language/localized.ts';
import { agenciesText, lifeText, networksText, stateText } from './key-text.ts';
import { counted, table } from './table.ts';
import { inLanguage, minuteText, secondText, type View } from './view.ts';

const actions: Readonly<Record<string, Localized>> = {
  register: localized('register', 'đăng ký'),
  change: localized('change', 'thay đổi'),
  revoke: localized('revoke', 'thu hồi'),
};

export function clientsText(clients: readonly RegisteredClient[], view: View): string {
  const say = inLanguage(view);
  const rows = clients
    .toSorted((a, b) => (a.agencies.join() < b.agencies.join() ? -1 : 1))
    .map((client) => [
      client.agencies.join(' '),
      client.clientId,
      client.id,
      client.scopes.join(', '),
      client.systems?.join(' ') ?? say('all', 'tất cả'),
      minuteText(client.validTo, view),
      stateText(client.state, view),
    ]);
  const columns = [
    { head: say('agency', 'cơ quan'), width: 7 },
    { head: say('client', 'ứng dụng khách'), width: 16 },
    { head: say('id', 'mã') },
    { head: say('scopes', 'quyền'), width: 8 },
    { head: say('systems', 'hệ thống'), width: 9 },
    { head: say('valid until', 'hiệu lực đến'), width: 17 },
    { head: say('state', 'trạng thái'), width: 11 },
  ];
  const sum = say(counted(rows.length, 'client'), `${rows.length} ứng dụng khách`);
  return `${table(columns, rows, view.width)}\n\n${sum}`;
}

export function clientLifeText({ client, changes }: ClientLife, view: View): string {
  const say = inLanguage(view);
  const [from, to] = [secondText(client.validFrom, view), secondText(client.validTo, view)];
  const facts: readonly (readonly [string, string])[] = [
    [say('client', 'ứng dụng'), client.clientId],
    [say('id', 'mã'), client.id],
    [say('state', 'trạng thái'), stateText(client.state, view)],
    [say('agencies', 'cơ quan'), agenciesText(client)],
    [
      say('systems', 'hệ thống'),
      client.systems?.join(' ') ?? say('all of the agencies', 'mọi hệ thống của các cơ quan'),
    ],
    [say('scopes', 'quyền'), client.scopes.join(', ')],
    [say('from', 'từ mạng'), networksText(client, say)],
    [say('note', 'ghi chú'), client.note ?? '–'],
    [say('valid', 'hiệu lực'), say(`${from} to ${to}`, `${from} đến ${to}`)],
    [
      say('revoked', 'thu hồi'),
      client.revokedAt === null ? say('no', 'không') : secondText(client.revokedAt, view),
    ],
    [say('registered by', 'người đăng ký'), client.registeredBy ?? say('not known', 'không rõ')],
  ];
  const life = changes.map((change) => lifeText(change, actions, view));
  return [...facts.map(([name, value]) => `${name.padEnd(14)} ${value}`), '', ...life].join('\n').trimEnd();
}
