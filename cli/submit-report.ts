/** `dtm submit` of a report or events, JSON: one call, as their sender would make it. */
import { hash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { readRecorded } from '../shared/contract/recorded.ts';
import { DryRunVerdict } from '../shared/contract/submissions/dry-run.ts';
import { Accepted } from '../shared/contract/submissions/submission.ts';
import { levelOne } from '../shared/domain/values/agency-code.ts';
import { wideEncoding } from '../shared/domain/values/wide-encoding.ts';
import { callHub } from './call-hub.ts';
import type { Shell } from './commands/command.ts';
import { correctionText } from './correction-text.ts';
import { fateText } from './fate-text.ts';
import type { Named } from './files.ts';
import { givenKey, type KeyOptions } from './given-key.ts';
import { jsonText } from './json-text.ts';
import { sayRefusal } from './refusal.ts';
import { apiOf, keyFor, refusalText } from './sender.ts';
import { readUtf8 } from './utf8.ts';
import { inLanguage, instantText, type View } from './view.ts';

type Complaining = Pick<Shell, 'complain' | 'view'>;

export type ReportOptions = KeyOptions & {
  readonly idempotencyKey?: string;
  readonly dryRun?: true;
  readonly receipt?: string;
  readonly json?: true;
};

export async function submitReport(
  file: Named<Buffer<ArrayBuffer>>,
  options: ReportOptions,
  shell: Shell,
): Promise<void> {
  const { hub, say, remark, environment, view, newId } = shell;
  const { content: body } = file;
  const { sender, isEvents } = whatIsIn(file, shell);
  const found = hub();
  const given = givenKey(options, environment);
  const url = `${apiOf(found)}/submissions${options.dryRun ? '?dryRun=true' : ''}`;
  const key = keyFor(found, given, sender);
  const idempotencyKey = options.idempotencyKey ?? (isEvents ? newId() : null);
  // Said before it is sent: whoever gets no answer needs it to ask again.
  if (isEvents && options.idempotencyKey === undefined && !options.dryRun)
    (options.json ? remark : say)(
      inLanguage(view)(
        `Idempotency-Key ${idempotencyKey}; send again with --idempotency-key ${idempotencyKey}`,
        `Idempotency-Key ${idempotencyKey}; gửi lại bằng --idempotency-key ${idempotencyKey}`,
      ),
    );
  const headers = {
    'Content-Type': 'application/json',
    'Content-Digest': `sha-256=:${hash('sha256', body, 'base64')}:`,
    ...(idempotencyKey === null ? {} : { 'Idempotency-Key': idempotencyKey }),
  };
  const answer = await callHub({ method: 'POST', url, key, headers, language: view.language, body });
  const verdict = readRecorded(DryRunVerdict, answer.body) ?? readRecorded(Accepted, answer.body);
  if (verdict === null) {
    return sayRefusal(shell, answer, refusalText(answer, given, shell));
  }
  if (options.receipt !== undefined && 'receipt' in verdict)
    writeFileSync(options.receipt, `${verdict.receipt}\n`);
  const fate = fateText(verdict, view);
  if (options.json) return say(jsonText(verdict));
  say(verdictText(verdict, fate !== null, view));
  if ('dryRun' in verdict && verdict.correction) say(correctionText(verdict.correction, view));
  if (fate !== null) say(fate);
}

function verdictText(verdict: Accepted | DryRunVerdict, isThere: boolean, view: View): string {
  const say = inLanguage(view);
  const { id, timeliness, sha256 } = verdict;
  if ('dryRun' in verdict) {
    const meaning =
      verdict.verdict === 'new'
        ? say('would be accepted', 'sẽ được chấp nhận')
        : say('is there already, the same', 'đã có, giống hệt');
    return say(
      `✓ ${id} ${meaning} (${verdict.cells} cells, ${timeliness}); nothing was recorded`,
      `✓ ${id} ${meaning} (${verdict.cells} ô, ${timeliness}); chưa ghi nhận gì`,
    );
  }
  const how = isThere
    ? say('was there already, received at', 'đã có từ trước, tiếp nhận lúc')
    : say('accepted, received at', 'được chấp nhận, tiếp nhận lúc');
  return `✓ ${id} ${how} ${instantText(verdict.receivedAt, view)}, ${timeliness}\nsha-256 ${sha256}`;
}

/**
 * The bytes are sent as they are, and the hub judges them. Where they are not UTF-8 that is said before; who sends them is in
 * letters that nearly all encodings have in common.
 */
function textIn({ name, content }: Named<Buffer>, { complain, view }: Complaining): string {
  const text = readUtf8(content);
  if (text.ok) return text.value;
  const { en, vi } = text.problem;
  complain(
    inLanguage(view)(
      `${name}, ${en}; the hub will refuse it as it is`,
      `${name}, ${vi}; để nguyên như vậy hệ thống sẽ từ chối`,
    ),
  );
  const encoding = wideEncoding(content);
  return new TextDecoder(encoding?.startsWith('UTF-16') ? encoding : 'latin1').decode(content);
}

/** Whether these are events, and the level-1 agency of the system that is named; null where it cannot be told. */
function whatIsIn(
  file: Named<Buffer>,
  shell: Complaining,
): { readonly sender: string | null; readonly isEvents: boolean } {
  try {
    const { system, increments } = JSON.parse(textIn(file, shell)) as {
      system?: unknown;
      increments?: unknown;
    };
    return {
      sender: typeof system === 'string' ? levelOne(system) : null,
      isEvents: increments !== undefined,
    };
  } catch {
    return { sender: null, isEvents: false };
  }
}
