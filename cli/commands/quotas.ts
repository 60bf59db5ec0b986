/** `dtm quotas`: how much senders may do in an hour and a day, and at once (docs/adr/0044-quotas.md). */
import type { Command } from 'commander';
import { QuotaLimits, QuotaList, type QuotaOrder, Quotas } from '../../shared/contract/access/quotas.ts';
import { localized } from '../../shared/domain/language/localized.ts';
import { adminOf, standingAt } from '../call-admin.ts';
import { CommandFault } from '../fault.ts';
import { jsonOption, jsonText } from '../json-text.ts';
import { quotasText } from '../quotas-text.ts';
import { refusal } from '../refusal.ts';
import type { Shell } from './command.ts';

type Json = { readonly json?: true };
type Whose = { readonly level?: string; readonly agency?: string; readonly key?: string };
type Figures = {
  readonly perHour?: string;
  readonly perDay?: string;
  readonly batchesAtOnce?: string;
};

const whose = [
  ['--level <level>', 'of all agencies of a level: central, province, department, commune'],
  ['--agency <code>', 'of one agency, for all of its keys together'],
  ['--key <id>', 'of one key'],
] as const;

function addWhose(command: Command): Command {
  for (const [flags, text] of whose) command.option(flags, text);
  return command;
}

export function addQuotas(program: Command, shell: Shell): void {
  const quotas = program.command('quotas').description('how much senders may do in an hour and a day');
  quotas
    .command('list')
    .description('by level of agency, and who has limits of its own')
    .option(...jsonOption)
    .action((options: Json) => list(options, shell));
  addWhose(
    quotas.command('set').description('change a limit; every part of the hub goes by it within five minutes'),
  )
    .option('--per-hour <requests>', 'requests in an hour of the clock')
    .option('--per-day <requests>', 'requests in a day in Vietnam')
    .option('--batches-at-once <batches>', 'batches of an agency that are under way at the same time')
    .option(...jsonOption)
    .action((options: Whose & Figures & Json) =>
      change({ ...whoseOf(options), limits: limitsOf(options) }, options, shell),
    );
  addWhose(
    quotas.command('reset').description('no limit of its own any more; of a level, what the hub comes with'),
  )
    .option(...jsonOption)
    .action((options: Whose & Json) => change({ ...whoseOf(options), limits: null }, options, shell));
}

function whoseOf(options: Whose): Pick<QuotaOrder, 'of' | 'id'> {
  const named = (['level', 'agency', 'key'] as const).flatMap((of) => {
    const id = options[of];
    return id === undefined ? [] : [{ of, id }];
  });
  const [one, ...others] = named;
  if (one === undefined || others.length > 0)
    throw new CommandFault(
      localized(
        'name one of --level, --agency and --key',
        'hãy nêu đúng một trong --level, --agency và --key',
      ),
    );
  return one;
}

function limitsOf({ perHour, perDay, batchesAtOnce }: Figures): NonNullable<QuotaOrder['limits']> {
  const given = { requestsPerHour: perHour, requestsPerDay: perDay, batchesAtOnce };
  const named = Object.entries(given).filter(([, text]) => text !== undefined);
  if (named.length === 0)
    throw new CommandFault(
      localized(
        'name a limit: --per-hour, --per-day or --batches-at-once',
        'hãy nêu một hạn mức: --per-hour, --per-day hoặc --batches-at-once',
      ),
    );
  const read = QuotaLimits.partial().safeParse(
    Object.fromEntries(named.map(([name, text]) => [name, Number(text)])),
  );
  if (read.success) return read.data;
  const texts = named.map(([, text]) => text).join(', ');
  throw new CommandFault(
    localized(
      `${texts}: a limit is a whole number from 1 on; an hour takes at most 100000000 requests, a day 1000000000, and 10 batches are under way at once`,
      `${texts}: hạn mức là số nguyên từ 1; mỗi giờ nhiều nhất 100000000 yêu cầu, mỗi ngày 1000000000 yêu cầu, và 10 lô cùng lúc`,
    ),
  );
}

async function list({ json }: Json, shell: Shell): Promise<void> {
  const { say, view } = shell;
  const standing = await standingAt(await adminOf(shell, 'quotas'), '/quotas', QuotaList, view);
  say(json ? jsonText(standing) : quotasText(standing.quotas, view));
}

async function change(body: QuotaOrder, { json }: Json, shell: Shell): Promise<void> {
  const { say, view } = shell;
  const call = await adminOf(shell, 'quotas');
  const { version } = await standingAt(call, '/quotas', QuotaList, view);
  const answer = await call({ method: 'POST', path: '/quotas', on: version, body });
  if (answer.status !== 200) throw refusal(answer, view);
  const quotas = Quotas.parse(answer.body);
  say(json ? jsonText(quotas) : quotasText(quotas, view));
}
