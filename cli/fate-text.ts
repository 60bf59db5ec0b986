/** What became of a submission that is sent again: where it counts nowhere, lines that cannot be missed. */
import type { Accepted } from '../shared/contract/submissions/submission.ts';
import { readSubmissionId } from '../shared/domain/submissions/submission-key.ts';
import { inLanguage, type View } from './view.ts';

/** Null while it stands. */
export function fateText(
  { id, state, by, nextRevision }: Pick<Accepted, 'id' | 'state' | 'by' | 'nextRevision'>,
  view: View,
): string | null {
  if (state === undefined) return null;
  const say = inLanguage(view);
  const again =
    nextRevision !== undefined
      ? say(
          `To report again, send it with "revision": ${nextRevision}.`,
          `Để báo cáo lại, hãy gửi với "revision": ${nextRevision}.`,
        )
      : readSubmissionId(id).kind === 'event'
        ? say(
            'To report again, send it with another Idempotency-Key.',
            'Để báo cáo lại, hãy gửi với Idempotency-Key khác.',
          )
        : say(
            'All revisions are used: ask the operator.',
            'Đã dùng hết số lần gửi: hãy liên hệ đơn vị vận hành.',
          );
  const what = say(
    `${id} COUNTS IN NO TOTAL: ${state} by ${by}; the same again changes nothing.`,
    `${id} KHÔNG ĐƯỢC TÍNH VÀO TỔNG NÀO: ${state} bởi ${by}; gửi lại như cũ không thay đổi gì.`,
  );
  return `! ${what}\n! ${again}`;
}
