/** The calls that a file takes, with the key and in the language of who sends it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Batch } from '../../shared/contract/batches/batch.ts';
import { readRecorded } from '../../shared/contract/recorded.ts';
import { localized } from '../../shared/domain/language/localized.ts';
import { type Answer, callHub, type HubCall } from '../call-hub.ts';
import type { Shell } from '../commands/command.ts';
import { CommandFault, faultText } from '../fault.ts';
import { type GivenKey, givenKey, type KeyOptions } from '../given-key.ts';
import { refusal } from '../refusal.ts';
import { apiOf, keyFor, refusalText } from '../sender.ts';

/** `path`: below `/v1`. */
type Call = (path: string, more?: Partial<Pick<HubCall, 'method' | 'headers' | 'body'>>) => Promise<Answer>;

export type Calls = { readonly call: Call; readonly refused: (answer: Answer) => CommandFault };

/** `holder`: whose key to take at the twin where none is given. */
export function callsOf(
  { hub, environment, view }: Pick<Shell, 'hub' | 'environment' | 'view'>,
  options: KeyOptions,
  holder: string | null,
): Calls {
  const found = hub();
  const api = apiOf(found);
  const given: GivenKey | null = givenKey(options, environment);
  const key = keyFor(found, given, holder);
  return {
    call: (path, more) =>
      callHub({ method: 'GET', url: `${api}${path}`, key, language: view.language, ...more }),
    refused: (answer) => refusal(answer, view, refusalText(answer, given, { view })),
  };
}

const ATTEMPTS = 6;

/** Again where nobody answers, for half a minute; for calls that may be made twice. */
export async function patiently(
  work: () => Promise<Answer>,
  onBroken: (error: unknown) => void,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS) throw brokenOff(error);
      onBroken(error);
      await sleep(1000 * 2 ** (attempt - 1));
    }
  }
}

/** The line is broken for longer than that; nothing is lost. */
export function brokenOff(error: unknown): CommandFault {
  if (error instanceof CommandFault) return error;
  const why = faultText(error);
  return new CommandFault(
    localized(
      `no answer any more (${why}); the same command again goes on where this one stopped`,
      `không còn câu trả lời (${why}); chạy lại đúng lệnh này sẽ tiếp tục từ chỗ đã dừng`,
    ),
  );
}

/** Throws where the answer is none. */
export function batchIn(answer: Answer, refused: Calls['refused']): Batch {
  const batch = answer.status < 300 ? readRecorded(Batch, answer.body) : null;
  if (batch === null) throw refused(answer);
  return batch;
}
