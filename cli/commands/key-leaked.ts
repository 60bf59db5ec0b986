/** `dtm key leaked`: first it ends, then comes what there is to look at, then the next one. */
import { InvalidArgumentError } from 'commander';
import { adminOf, type CallAdmin } from '../call-admin.ts';
import { jsonText } from '../json-text.ts';
import { submissionsText } from '../key-text.ts';
import { newKey, putNewKey } from '../new-key.ts';
import { lifeOf, type Recorded, recordedBy } from '../read-keys.ts';
import { refusal } from '../refusal.ts';
import { counted } from '../table.ts';
import { inLanguage, instantText, secondText, type View } from '../view.ts';
import type { Shell } from './command.ts';

export type LeakedOptions = {
  readonly since: string;
  readonly days: number;
  readonly next: boolean;
  readonly json?: true;
};

/** As an Instant. */
export function timeOf(text: string): string {
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const time = isTime ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time))
    throw new InvalidArgumentError('allowed: a time with its zone, such as 2026-11-20T08:00+07:00');
  return new Date(time).toISOString();
}

export async function endLeaked(
  keyId: string,
  { since, days, next, json }: LeakedOptions,
  shell: Shell,
): Promise<void> {
  const call = await adminOf(shell, 'keys');
  const { stage } = shell.hub();
  const ended = await revoked(call, keyId, shell.view);
  const say = inLanguage(shell.view);
  const at = secondText(ended, shell.view);
  shell.remark(
    say(
      `key ${keyId} was revoked at ${at}; it is refused within a minute`,
      `khóa ${keyId} đã bị thu hồi lúc ${at}; khóa bị từ chối trong vòng một phút`,
    ),
  );
  const recorded = await recordedBy(call, { keyId, since }, shell.view);
  tell(recorded, { keyId, since }, shell);
  if (!next) return json ? shell.say(jsonText({ key: null, revokedAt: ended, ...recorded })) : undefined;
  const { version } = await lifeOf(call, keyId, shell.view);
  const made = newKey(stage);
  const body = { keyId: made.keyId, secretHash: made.secretHash, days, overlapDays: 0 };
  const path = `/keys/${keyId}/rotation`;
  await putNewKey(call, made.keyId, { method: 'POST', path, on: version, body }, shell);
  if (json) return shell.say(jsonText({ key: made.text, revokedAt: ended, ...recorded }));
  shell.say(made.text);
  shell.remark(
    say(
      `\nKey ${made.keyId} has the same grants. It is shown this once: keep it now.`,
      `\nKhóa ${made.keyId} có cùng các quyền. Khóa chỉ hiện một lần này: hãy lưu ngay.`,
    ),
  );
}

/** When it was. Somebody else may have done it already. */
async function revoked(call: CallAdmin, keyId: string, view: View): Promise<string> {
  const { key, version } = await lifeOf(call, keyId, view);
  if (key.revokedAt !== null) return key.revokedAt;
  const answer = await call({ method: 'DELETE', path: `/keys/${keyId}`, on: version });
  if (answer.status !== 200) throw refusal(answer, view);
  return (await lifeOf(call, keyId, view)).key.revokedAt ?? '';
}

/** To standard error: into a variable goes the next key alone. */
function tell(
  { submissions, unreadable, journaledTo }: Recorded,
  { keyId, since }: { readonly keyId: string; readonly since: string },
  { remark, view }: Shell,
): void {
  const say = inLanguage(view);
  const [from, until] = [
    instantText(since, view),
    journaledTo === null ? null : instantText(journaledTo, view),
  ];
  const count = submissions.length;
  remark(
    say(
      `\n${counted(count, 'submission')} recorded by it since ${from}, as the journal has them${until === null ? '' : ` until ${until}`}`,
      `\n${count} bản gửi được ghi nhận bằng khóa này từ ${from}, theo nhật ký${until === null ? '' : ` đến ${until}`}`,
    ),
  );
  if (count > 0) remark(submissionsText(submissions, view));
  for (const name of unreadable)
    remark(
      say(
        `✗ ${name} of the journal cannot be read: dtm verify --journal`,
        `✗ không đọc được ${name} của nhật ký: dtm verify --journal`,
      ),
    );
  remark(
    say(
      `It may have recorded more within the minute: ask again with --no-next. What it read or was refused: dtm audit what-one-key-did --key ${keyId}\n`,
      `Khóa có thể còn ghi nhận thêm trong phút này: hãy hỏi lại với --no-next. Những gì khóa đã đọc hoặc bị từ chối: dtm audit what-one-key-did --key ${keyId}\n`,
    ),
  );
}
