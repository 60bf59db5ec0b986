/** `dtm verify`: asks the hub to verify totals or the ledger, to repair them, to journal an entry, and follows that (R24). */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import {
  Verification,
  type VerificationOrder,
  VerificationStanding,
  VerificationSummary,
} from '../../shared/contract/verification.ts';
import { localized } from '../../shared/domain/language/localized.ts';
import { adminOf, type CallAdmin, standingAt } from '../call-admin.ts';
import { problemOf } from '../call-hub.ts';
import { CommandFault } from '../fault.ts';
import { jsonText } from '../json-text.ts';
import { problemText } from '../problem-table.ts';
import { refusal } from '../refusal.ts';
import { failedText, progressText, verificationText } from '../verification-text.ts';
import { inLanguage } from '../view.ts';

import type { Shell } from './command.ts';

type VerifyOptions = {
  readonly dataset?: string;
  readonly period?: string;
  readonly repair?: true;
  readonly journal?: true;
  readonly accept?: string;
  readonly reason?: string;
  readonly resume?: true;
  readonly show?: string;
  readonly json?: true;
  readonly yes?: true;
};

export function addVerify(program: Command, shell: Shell): void {
  program
    .command('verify')
    .description(
      'have the hub recompute all totals from the ledger and compare, and wait for it; exit code 1 when any differs',
    )
    .option('--dataset <id>', 'only this dataset')
    .option('--period <id>', 'only this period, open or closed; by default every open one')
    .option('--repair', 'fold what differs anew, as the consumer does, and verify again')
    .option(
      '--journal',
      'instead: the whole journal against the ledger; --repair repairs what the journal proves',
    )
    .option('--accept <id>', 'instead: journal an entry that never was, as you know it to be genuine')
    .option('--reason <text>', 'with --accept: how you know, 3 to 200 characters, kept in the history')
    .option('--resume', 'ask for nothing: follow the one that was asked for last')
    .option('--show <number>', 'ask for nothing: what this one has found')
    .option('--json', 'print the report as JSON')
    .action((options: VerifyOptions) => verify(options, shell));
}

async function verify(options: VerifyOptions, shell: Shell): Promise<void> {
  const { say, refuse, view } = shell;
  const { show, resume } = options;
  const order = orderOf(options);
  const call = await adminOf(shell, show === undefined ? 'verification' : 'any');
  const id = show ?? (await (resume ? newest(call, shell) : ask(call, order, shell)));
  const found = show === undefined ? await follow(call, id, shell) : await read(call, id, shell);
  if (options.json) say(jsonText(found));
  if (found.outcome === 'failed') throw new CommandFault(failedText(found, view));
  if (found.outcome === 'asked' || found.outcome === 'running') return say(progressText(found, view));
  if (!options.json) say(verificationText(found, view));
  if (found.outcome === 'wrong') refuse();
}

/** What may stand beside each of the ways to ask; without one of these totals are asked for. */
const beside: Readonly<Record<string, readonly string[]>> = {
  totals: ['dataset', 'period', 'repair'],
  journal: ['repair'],
  accept: ['reason'],
  resume: [],
  show: [],
};

/** Throws where the options do not go together. */
function orderOf({ json: _json, yes: _yes, ...options }: VerifyOptions): VerificationOrder {
  const given = Object.keys(options);
  const mode = given.find((name) => Object.hasOwn(beside, name)) ?? 'totals';
  const allowed = beside[mode] ?? [];
  const strange = given.find((name) => name !== mode && !allowed.includes(name));
  if (strange !== undefined) {
    const options = allowed.map((name) => `--${name}`).join(', ');
    const beside = (word: string): string => (mode === 'totals' ? '' : ` ${word} --${mode}`);
    throw new CommandFault(
      localized(
        `--${strange}${beside('with')}: allowed: ${options || 'nothing else'}`,
        `--${strange}${beside('cùng')}: được phép: ${options || 'không gì khác'}`,
      ),
    );
  }
  const { dataset, period, repair, journal, accept, reason } = options;
  if (accept !== undefined) {
    if (reason === undefined)
      throw new CommandFault(
        localized(
          '--accept: say with --reason how you know it to be genuine',
          '--accept: hãy nêu bằng --reason vì sao biết bản ghi là thật',
        ),
      );
    return { what: 'entry', entry: accept, reason };
  }
  if (journal) return { what: 'journal', ...(repair && { repair }) };
  return {
    what: 'totals',
    ...(repair && { repair }),
    ...(dataset !== undefined && { dataset }),
    ...(period !== undefined && { period }),
  };
}

const standing = (call: CallAdmin, { view }: Shell) =>
  standingAt(call, '/verification', VerificationStanding, view);

async function newest(call: CallAdmin, shell: Shell): Promise<string> {
  const [last] = (await standing(call, shell)).verifications;
  if (last !== undefined) return last.id;
  throw new CommandFault(
    inLanguage(shell.view)('none was asked for yet: dtm verify', 'chưa yêu cầu lần nào: dtm verify'),
  );
}

async function ask(call: CallAdmin, order: VerificationOrder, shell: Shell): Promise<string> {
  const { version } = await standing(call, shell);
  const answer = await call({ method: 'POST', path: '/verification', on: version, body: order });
  if (answer.status === 201) return VerificationSummary.parse(answer.body).id;
  const found = problemOf(answer);
  const hint = inLanguage(shell.view)('dtm verify --resume follows it.', 'dtm verify --resume để theo dõi.');
  const isOthers = found.code === 'verification-under-way' || found.code === 'version-changed';
  const text = problemText(found, shell.view);
  throw refusal(answer, shell.view, isOthers ? `${text}\n\n${hint}` : text);
}

const read = (call: CallAdmin, id: string, { view }: Shell): Promise<Verification> =>
  standingAt(call, `/verification/${encodeURIComponent(id)}`, Verification, view);

/** In milliseconds. What takes hours is not asked for each second. */
const OFTEN = 2_000;
const SELDOM = 10_000;
const OFTEN_FOR = 5 * 60_000;

/** Until it is over. Whatever ends the command, the hub goes on with it. */
async function follow(call: CallAdmin, id: string, shell: Shell): Promise<Verification> {
  const { complain, view } = shell;
  const stop = (): never => {
    complain(goesOnText(id, shell));
    process.exit(2);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  let said = '';
  try {
    for (let waited = 0; ; ) {
      const found = await read(call, id, shell);
      const text = progressText(found, view);
      if (text !== said) complain(text);
      said = text;
      if (found.finishedAt !== null) return found;
      const pause = waited < OFTEN_FOR ? OFTEN : SELDOM;
      await sleep(pause);
      waited += pause;
    }
  } catch (error) {
    complain(goesOnText(id, shell));
    throw error;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop);
  }
}

const goesOnText = (id: string, { view }: Shell): string =>
  inLanguage(view)(
    `verification ${id} goes on at the hub; dtm verify --resume follows it`,
    `kiểm chứng ${id} vẫn tiếp tục trên hệ thống; dtm verify --resume để theo dõi`,
  );
