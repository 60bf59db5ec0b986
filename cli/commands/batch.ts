/** `dtm batch`: files that were sent, how far they are, and what came of each. */
import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { Batch, BatchId } from '../../shared/contract/batches/batch.ts';
import { BatchErrors, BatchList, BatchSubmissions } from '../../shared/contract/batches/pages.ts';
import { readRecorded } from '../../shared/contract/recorded.ts';
import { agencyOfBatch } from '../../shared/domain/batches/batch-id.ts';
import { localized } from '../../shared/domain/language/localized.ts';
import { levelOne } from '../../shared/domain/values/agency-code.ts';
import { batchListText, batchText, errorsText, submissionsText } from '../batch/batch-text.ts';
import { batchIn, callsOf } from '../batch/calls.ts';
import { writeErrors } from '../batch/errors-file.ts';
import { endWith } from '../batch/submit-file.ts';
import { CommandFault } from '../fault.ts';
import { keyOption } from '../given-key.ts';
import { jsonOption, jsonText } from '../json-text.ts';
import { moreText } from '../more-text.ts';
import { askHub, type Question, type ReadOptions, sayAnswer } from '../read-answer.ts';
import { inLanguage } from '../view.ts';
import type { Shell } from './command.ts';

type PageOptions = ReadOptions & { readonly after?: string };
type ListOptions = PageOptions & { readonly agency?: string };
type SaveOptions = PageOptions & { readonly save?: string };

const idArgument = ['<id>', 'of the batch, such as H26~9f86d081884c7d659a2feaa0c55ad015~v~1'] as const;
const afterOption = ['--after <cursor>', 'only what is behind, as the answer before says'] as const;

export function addBatch(program: Command, shell: Shell): void {
  const batch = program.command('batch').description('files that were sent, and what came of each');
  batch
    .command('list')
    .description('batches of an agency, newest first; exit code 1 when refused')
    .option('--agency <code>', 'in either code scheme; that of the key when left out')
    .option(...afterOption)
    .option(...keyOption)
    .option(...jsonOption)
    .action(({ agency, after, ...options }: ListOptions) => {
      const holder = agency === undefined ? null : levelOne(agency);
      const question = { path: '/batches', query: { agency, after }, holder };
      return sayAnswer(shell, question, options, BatchList, batchListText);
    });
  batch
    .command('status')
    .description(
      'how far a batch is, or what came of it; exit code 1 when some of it is refused, or it is not there; exit code 2 also when nothing of it was accepted',
    )
    .argument(...idArgument)
    .option(...keyOption)
    .option(...jsonOption)
    .action(status(shell));
  batch
    .command('errors')
    .description('errors of a file, in the order of its rows; exit code 1 when refused')
    .argument(...idArgument)
    .option('--save <file>', 'write all of them there as CSV instead')
    .option(...afterOption)
    .option(...keyOption)
    .option(...jsonOption)
    .action(errors(shell));
  batch
    .command('submissions')
    .description('what was accepted or there already, in the order of the receipt; exit code 1 when refused')
    .argument(...idArgument)
    .option('--save <file>', 'write the whole list there instead; dtm receipt verify --submissions takes it')
    .option(...afterOption)
    .option(...keyOption)
    .option(...jsonOption)
    .action(submissions(shell));
  batch
    .command('give-back')
    .description('an order whose file will not come, so that it bars no other; exit code 1 when refused')
    .argument(...idArgument)
    .option(...keyOption)
    .option(...jsonOption)
    .action(giveBack(shell));
}

const giveBack =
  (shell: Shell) =>
  async (id: string, { json, ...options }: ReadOptions): Promise<void> => {
    const { path, holder } = questionOf(id);
    const { call, refused } = callsOf(shell, options, holder);
    const batch = batchIn(await call(path, { method: 'DELETE' }), refused);
    const said = inLanguage(shell.view)(`${id} is given back`, `đã trả lại ${id}`);
    shell.say(json ? jsonText(batch) : `✓ ${said}`);
  };

/** At the twin the key of the batch's agency is taken. */
function questionOf(id: string, what = '', after?: string): Question & { readonly holder: string } {
  if (!BatchId.safeParse(id).success)
    throw new CommandFault(
      localized(
        `${id}: no id of a batch; allowed: agency~32 hexadecimal digits~v or a (vd, ad of a dry run)~run`,
        `${id}: không phải mã lô; được phép: cơ quan~32 chữ số thập lục phân~v hoặc a (vd, ad nếu chạy thử)~số thứ tự`,
      ),
    );
  const path = `/batches/${encodeURIComponent(id)}${what}`;
  return { path, query: { after }, holder: levelOne(agencyOfBatch(id)) };
}

const status =
  (shell: Shell) =>
  async (id: string, { json, ...options }: ReadOptions): Promise<void> => {
    const batch = await askHub(shell, questionOf(id), options, Batch);
    if (batch === null) return;
    shell.say(json ? jsonText(batch) : batchText(batch, shell.view));
    endWith(batch, shell);
  };

const errors =
  (shell: Shell) =>
  async (id: string, { save, after, ...options }: SaveOptions): Promise<void> => {
    const question = questionOf(id, '/errors', after);
    if (save !== undefined) {
      await writeErrors(callsOf(shell, options, question.holder), id, save);
      return saySaved(shell, options, save);
    }
    await sayAnswer(shell, question, options, BatchErrors, ({ errors: page, next }, view) =>
      page.length === 0
        ? inLanguage(view)('There are none.', 'Không có lỗi nào.')
        : [errorsText(page, page.length, view, page.length), ...moreText(next, inLanguage(view))].join('\n'),
    );
  };

const submissions =
  (shell: Shell) =>
  async (id: string, { save, after, ...options }: SaveOptions): Promise<void> => {
    const question = questionOf(id, '/submissions', after);
    if (save === undefined) return sayAnswer(shell, question, options, BatchSubmissions, submissionsText);
    const { call, refused } = callsOf(shell, options, question.holder);
    let flag = 'w';
    for (let next: string | null = ''; next !== null; ) {
      const answer = await call(`${question.path}${next}`);
      const page = readRecorded(BatchSubmissions, answer.body);
      if (page === null) throw refused(answer);
      // These lines are what the digest in the receipt is of.
      writeFileSync(save, page.submissions.map((one) => `${one.id} ${one.sha256}\n`).join(''), { flag });
      flag = 'a';
      next = page.next === null ? null : `?after=${page.next}`;
    }
    saySaved(shell, options, save);
  };

function saySaved({ say, view }: Shell, { json }: ReadOptions, file: string): void {
  say(json ? jsonText({ file }) : `✓ ${inLanguage(view)(`they are in ${file}`, `đã lưu vào ${file}`)}`);
}
