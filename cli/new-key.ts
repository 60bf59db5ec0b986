/** A key is made on the operator's machine: the hub gets its id and the hash of its secret, and never the secret. */

import type { ProblemDetails } from '../shared/contract/problem.ts';
import { formatApiKey, hashSecret, newApiKey } from '../shared/domain/access/api-key.ts';
import { localized } from '../shared/domain/language/localized.ts';
import type { CallAdmin } from './call-admin.ts';
import { type Answer, problemOf } from './call-hub.ts';
import type { Shell } from './commands/command.ts';
import { CommandFault, faultText } from './fault.ts';
import { problemText } from './problem-table.ts';
import { refusal } from './refusal.ts';
import { inLine } from './shown.ts';
import { inLanguage, type View } from './view.ts';

export type NewKey = { readonly text: string; readonly keyId: string; readonly secretHash: string };

export function newKey(stage: string): NewKey {
  const made = newApiKey((bytes) => crypto.getRandomValues(bytes));
  return { text: formatApiKey(stage, made), keyId: made.keyId, secretHash: hashSecret(made.secret) };
}

/**
 * Of a call whose answer is lost it is not known whether the key was issued: nobody has its secret then. So that who is stopped before the
 * secret is shown knows which key that is, its id is said first.
 */
export async function putNewKey(
  call: CallAdmin,
  keyId: string,
  ask: Parameters<CallAdmin>[0],
  { view, remark }: Pick<Shell, 'view' | 'remark'>,
): Promise<Answer> {
  const say = inLanguage(view);
  remark(
    say(
      `issuing key ${keyId}: should this stop before it is shown, revoke that one`,
      `đang cấp khóa ${keyId}: nếu lệnh dừng trước khi khóa hiện ra, hãy thu hồi khóa này`,
    ),
  );
  let answer: Answer;
  try {
    answer = await call(ask);
  } catch (error) {
    throw new CommandFault(
      localized(
        `${faultText(error)}\nWhether key ${keyId} was issued is not known: dtm key show ${keyId}. If it was, revoke it, and issue another: its secret is lost.`,
        `${faultText(error, 'vi')}\nChưa biết khóa ${keyId} đã được cấp hay chưa: dtm key show ${keyId}. Nếu đã cấp, hãy thu hồi và cấp khóa khác: phần bí mật của khóa này đã mất.`,
      ),
    );
  }
  if (answer.status === 201) return answer;
  throw refusal(answer, view, grantsRefusal(problemOf(answer), view));
}

const optionOf: Readonly<Record<string, string>> = {
  agencies: '--agency',
  systems: '--systems',
  scopes: '--scopes',
  networks: '--networks',
  note: '--note',
  days: '--days',
};

/** What is wrong with an order, by the names of the options that it came from. */
export function grantsRefusal(found: ProblemDetails, view: View): string {
  const lines = found.errors.map(({ pointer, detail }) => {
    const option = optionOf[pointer?.split('/')[1] ?? ''];
    return option === undefined ? null : `${option}: ${inLine(detail)}`;
  });
  return lines.length === 0 || lines.includes(null) ? problemText(found, view) : lines.join('\n');
}
