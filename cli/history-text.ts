/** The changes of a task as a table. */
import type { History } from '../shared/contract/access/change.ts';
import type { Localized } from '../shared/contract/text.ts';
import { localized, unworded } from '../shared/domain/language/localized.ts';
import { moreText } from './more-text.ts';
import { table } from './table.ts';
import { inLanguage, secondText, type View } from './view.ts';

/** Of an ARN the part that says who: `user/dtm-dev-on-call`. */
const nameIn = (arn: string): string => arn.split(':').slice(5).join(':');

/** What was done, in words of each language; an action of another release stays as it is. */
const actions: Readonly<Record<string, Localized>> = {
  issue: localized('issue', 'cấp'),
  rotate: localized('rotate', 'thay khóa'),
  register: localized('register', 'đăng ký'),
  change: localized('change', 'sửa'),
  revoke: localized('revoke', 'thu hồi'),
  renew: localized('renew', 'gia hạn'),
  leaked: localized('leaked', 'bị lộ'),
  keep: localized('keep', 'giữ lại'),
  import: localized('import', 'nạp'),
  start: localized('start', 'bắt đầu'),
  end: localized('end', 'kết thúc'),
  'go on': localized('go on', 'tiếp tục'),
  verify: localized('verify', 'kiểm chứng'),
  repair: localized('repair', 'sửa chữa'),
  accept: localized('accept', 'chấp nhận'),
  'send-back': localized('send-back', 'gửi lại'),
  delete: localized('delete', 'xóa'),
};

export function historyText({ task, changes, next }: History, view: View): string {
  const say = inLanguage(view);
  if (changes.length === 0) return say(`no changes of ${task}`, `không có thay đổi nào của ${task}`);
  const rows = changes.map(({ at, operator, action, record, version, after }) => [
    secondText(at, view),
    nameIn(operator),
    (actions[action] ?? unworded(action))[view.language],
    record,
    version,
    after.slice(0, 12),
  ]);
  const shown = table(
    [
      { head: say('when', 'lúc') },
      { head: say('operator', 'người vận hành'), width: 34 },
      { head: say('change', 'thay đổi') },
      { head: say('record', 'bản ghi') },
      { head: say('version', 'phiên bản') },
      { head: say('sha256 after', 'sha256 sau') },
    ],
    rows,
    view.width,
  );
  return [shown, ...moreText(next, say)].join('\n');
}
