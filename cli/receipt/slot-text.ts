/** The slots of receipt keys as an operator reads them, and what a change of them did. */
import type { PublicKey, Slot } from '../../shared/contract/submissions/receipt.ts';
import type { ReceiptKeyWork } from '../../shared/contract/submissions/receipt-keys.ts';
import type { Localized } from '../../shared/contract/text.ts';
import { localized } from '../../shared/domain/language/localized.ts';
import type { SlotRefusal, SlotRow } from '../../shared/domain/submissions/slot-changes.ts';
import { counted, table } from '../table.ts';
import { inLanguage, secondText, type View } from '../view.ts';

export function slotsText(rows: readonly SlotRow[], retired: readonly PublicKey[], view: View): string {
  const say = inLanguage(view);
  return table(
    [
      { head: say('slot', 'ngăn') },
      { head: say('state', 'trạng thái'), width: 20 },
      { head: say('since', 'từ'), width: 26 },
      { head: say('key', 'khóa') },
    ],
    [
      ...rows.map(({ slot, signs, since, kid }) => [
        slot,
        signs ? say('signs', 'đang ký') : say('in reserve', 'dự phòng'),
        since === null ? say('the deployment', 'khi triển khai') : secondText(since, view),
        kid,
      ]),
      ...retired.map(({ kid, revoked }) => [
        kid.slice(5, 6),
        revoked === undefined ? say('replaced', 'đã thay') : say('revoked: leaked', 'thu hồi vì lộ'),
        revoked === undefined ? '' : secondText(revoked.revoked_at * 1000, view),
        kid,
      ]),
    ],
    view.width,
  );
}

/** Times in Vietnam's zone, or in UTC. */
export function slotRefusalText(refusal: SlotRefusal, view: Pick<View, 'utc'>): Localized {
  const { slot } = refusal;
  if (refusal.kind === 'it signs')
    return localized(
      `slot ${slot} signs: rotate first, or say leaked ${slot} if others have its secret`,
      `ngăn ${slot} đang ký: hãy dùng rotate trước, hoặc leaked ${slot} nếu người khác có bí mật của ngăn`,
    );
  const [renewed, ready] = [
    refusal.renewedAt === null ? '–' : secondText(refusal.renewedAt, view),
    secondText(refusal.readyAt, view),
  ];
  return localized(
    `slot ${slot} was renewed at ${renewed}: its keys are published since then, and saved key sets may not have them yet. ` +
      `Wait until ${ready}, or say --early`,
    `ngăn ${slot} được làm mới lúc ${renewed}: các khóa của ngăn công bố từ lúc đó, các bộ khóa đã lưu có thể chưa có. ` +
      `Hãy chờ đến ${ready}, hoặc dùng --early`,
  );
}

/** `leaked`: the slot whose secret others have; `file`: where the saved keys came from. */
export function slotWorkText(
  { action, slot, kept }: Pick<ReceiptKeyWork, 'action' | 'slot' | 'kept'>,
  { leaked, file }: { readonly leaked?: Slot; readonly file?: string },
  view: View,
): string {
  const say = inLanguage(view);
  const effect = say(
    'Instances take it over within five minutes.',
    'Các tiến trình áp dụng trong vòng năm phút.',
  );
  switch (action) {
    case 'rotate':
      return say(`✓ slot ${slot} signs from now on. ${effect}`, `✓ từ nay ngăn ${slot} ký. ${effect}`);
    case 'renew':
      return say(
        `✓ slot ${slot} has a new secret; the keys of the old one stay published. It can sign in 24 hours: dtm receipt-keys rotate`,
        `✓ ngăn ${slot} có bí mật mới; các khóa cũ vẫn được công bố. Ngăn có thể ký sau 24 giờ: dtm receipt-keys rotate`,
      );
    case 'leaked':
      return say(
        `✓ the keys of slot ${leaked} are revoked, slot ${slot} signs, slot ${leaked} has a new secret. ${effect}\n` +
          'Tell the senders: receipts of the revoked keys prove nothing alone; the same submission sent again gets a new one.',
        `✓ các khóa của ngăn ${leaked} đã bị thu hồi, ngăn ${slot} ký, ngăn ${leaked} có bí mật mới. ${effect}\n` +
          'Hãy báo cho các bên gửi: riêng biên nhận do khóa bị thu hồi ký không còn giá trị chứng minh; gửi lại đúng nội dung sẽ nhận biên nhận mới.',
      );
    case 'keep':
      return say(
        `✓ ${counted(kept, 'key')} of ${file} that the registry did not have; all are published`,
        `✓ ${kept} khóa của ${file} mà sổ đăng ký chưa có; tất cả đã được công bố`,
      );
  }
}
