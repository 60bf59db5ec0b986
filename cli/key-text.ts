/** Keys, and what became of them, as tables. */
import type { Change } from '../shared/contract/access/change.ts';
import type { IssuedKey, KeyLife, KeySubmission } from '../shared/contract/access/keys.ts';
import type { Localized } from '../shared/contract/text.ts';
import { localized } from '../shared/domain/language/localized.ts';
import { counted, table } from './table.ts';
import { inLanguage, minuteText, type Say, secondText, type View } from './view.ts';

const states: Readonly<Record<IssuedKey['state'], Localized>> = {
  live: localized('live', 'đang dùng'),
  revoked: localized('revoked', 'đã thu hồi'),
  expired: localized('expired', 'hết hạn'),
  'not yet valid': localized('not yet valid', 'chưa hiệu lực'),
};

const kinds: Readonly<Record<KeySubmission['kind'], Localized>> = {
  report: localized('report', 'báo cáo'),
  withdrawal: localized('withdrawal', 'rút báo cáo'),
  event: localized('event', 'sự kiện'),
  'event-withdrawal': localized('event-withdrawal', 'rút sự kiện'),
};

const fates: Readonly<Record<KeySubmission['fate'], Localized>> = {
  stands: localized('stands', 'còn hiệu lực'),
  superseded: localized('superseded', 'đã được thay'),
  withdrawn: localized('withdrawn', 'đã rút'),
  missing: localized('missing', 'thiếu trong sổ cái'),
};

const actions: Readonly<Record<string, Localized>> = {
  issue: localized('issue', 'cấp'),
  rotate: localized('rotate', 'nối tiếp'),
  revoke: localized('revoke', 'thu hồi'),
};

export const agenciesText = ({ agencies }: Pick<IssuedKey, 'agencies'>): string => agencies.join(', ');
export const stateText = (state: IssuedKey['state'], { language }: View): string => states[state][language];

export const networksText = ({ networks }: Pick<IssuedKey, 'networks'>, say: Say): string =>
  networks?.join(' ') ?? say('anywhere', 'mọi nơi');

export function keysText(keys: readonly IssuedKey[], view: View): string {
  const say = inLanguage(view);
  const rows = keys
    .toSorted((a, b) => (a.agencies.join() < b.agencies.join() ? -1 : 1))
    .map((key) => [
      key.agencies.join(' '),
      key.keyId,
      key.scopes.join(', '),
      key.systems?.join(' ') ?? say('all', 'tất cả'),
      minuteText(key.validTo, view),
      stateText(key.state, view),
      networksText(key, say),
    ]);
  const columns = [
    { head: say('agency', 'cơ quan'), width: 7 },
    { head: say('key', 'khóa') },
    { head: say('scopes', 'quyền'), width: 8 },
    { head: say('systems', 'hệ thống'), width: 9 },
    { head: say('valid until', 'hiệu lực đến'), width: 17 },
    { head: say('state', 'trạng thái'), width: 11 },
    { head: say('from', 'từ mạng'), width: 12 },
  ];
  return `${table(columns, rows, view.width)}\n\n${say(counted(rows.length, 'key'), `${rows.length} khóa`)}`;
}

export const lifeText = (
  { at, action, operator }: Change,
  actions: Readonly<Record<string, Localized>>,
  view: View,
): string => {
  const [when, what] = [secondText(at, view), actions[action]?.[view.language] ?? action];
  return `${when}  ${inLanguage(view)(`${what} by ${operator}`, `${what}, bởi ${operator}`)}`;
};

export function keyLifeText({ key, changes }: KeyLife, view: View): string {
  const say = inLanguage(view);
  const [from, to] = [secondText(key.validFrom, view), secondText(key.validTo, view)];
  const facts: readonly (readonly [string, string])[] = [
    [say('key', 'khóa'), key.keyId],
    [say('state', 'trạng thái'), stateText(key.state, view)],
    [say('agencies', 'cơ quan'), agenciesText(key)],
    [
      say('systems', 'hệ thống'),
      key.systems?.join(' ') ?? say('all of the agencies', 'mọi hệ thống của các cơ quan'),
    ],
    [say('scopes', 'quyền'), key.scopes.join(', ')],
    [say('from', 'từ mạng'), networksText(key, say)],
    [say('note', 'ghi chú'), key.note ?? '–'],
    [say('valid', 'hiệu lực'), say(`${from} to ${to}`, `${from} đến ${to}`)],
    [
      say('revoked', 'thu hồi'),
      key.revokedAt === null ? say('no', 'không') : secondText(key.revokedAt, view),
    ],
    [say('issued by', 'người cấp'), key.issuedBy ?? say('not known', 'không rõ')],
    [say('replaces', 'thay cho'), key.replaces ?? '–'],
    [say('replaced by', 'được thay bởi'), key.replacedBy ?? '–'],
  ];
  const life = changes.map((change) => lifeText(change, actions, view));
  return [...facts.map(([name, value]) => `${name.padEnd(14)} ${value}`), '', ...life].join('\n').trimEnd();
}

export function submissionsText(submissions: readonly KeySubmission[], view: View): string {
  const say = inLanguage(view);
  return table(
    [
      { head: say('received', 'tiếp nhận') },
      { head: say('kind', 'loại'), width: 12 },
      { head: say('submission', 'bản gửi'), width: 36 },
      { head: say('now', 'nay'), width: 14 },
    ],
    submissions.map(({ receivedAt, kind, id, fate }) => [
      secondText(receivedAt, view),
      kinds[kind][view.language],
      id,
      fates[fate][view.language],
    ]),
    view.width,
  );
}
