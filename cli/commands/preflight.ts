/** `dtm preflight`: before a deployment, what is missing in the account and what to ask for. Reads, and changes nothing. */
import { type Command, InvalidArgumentError } from 'commander';
import { deploymentPlan } from '../../shared/app/oversight/deployment-plan.ts';
import { readAccount } from '../../shared/app/oversight/read-account.ts';
import { localized } from '../../shared/domain/language/localized.ts';
import { outcomeOf, preflight } from '../../shared/domain/oversight/preflight/preflight.ts';
import { rowIn } from '../../shared/domain/oversight/preflight/row.ts';
import { CommandFault } from '../fault.ts';
import { jsonText } from '../json-text.ts';
import { preflightText, unreadText } from '../preflight-text.ts';
import { synthesizedStacks } from '../synthesized-stacks.ts';
import type { Shell } from './command.ts';

type Settings = Readonly<Record<string, string>>;

type Options = {
  readonly domain?: string;
  readonly certificateArn?: string;
  readonly hostedZoneId?: string;
  readonly context?: Settings;
  readonly json?: true;
};

export function addPreflight(program: Command, shell: Shell): void {
  program
    .command('preflight')
    .description(
      'before a deployment: what is missing in the account, and the commands; changes nothing; exit code 1 when something is missing',
    )
    .option('--domain <name>', 'the domain of the deployment')
    .option('--certificate-arn <arn>', 'its certificate in ACM')
    .option('--hosted-zone-id <id>', 'its zone in Route 53')
    .option('-c, --context <key=value>', 'another setting, as cdk deploy takes it; may be repeated', setting)
    .option('--json', 'print it as JSON')
    .action((options: Options) => check(options, shell));
}

function setting(text: string, before: Settings = {}): Settings {
  const [, key, value] = /^(\w+)=(.*)$/.exec(text) ?? [];
  if (key === undefined || value === undefined) throw new InvalidArgumentError('allowed: key=value.');
  if (key === 'stage') throw new InvalidArgumentError('the stage is said with --stage.');
  return { ...before, [key]: value };
}

async function check(options: Options, { hub, say, refuse, now, view }: Shell): Promise<void> {
  const { stage, aws } = hub();
  if (aws !== null)
    throw new CommandFault(
      localized(
        'preflight reads an account of AWS, and the twin has none: dtm --stage <name> preflight, with AWS_REGION, and AWS_PROFILE or credentials',
        'preflight đọc một tài khoản AWS, còn bản sao không có tài khoản nào: dtm --stage <name> preflight, cùng AWS_REGION và AWS_PROFILE hoặc thông tin đăng nhập',
      ),
    );
  const { domain, certificateArn, hostedZoneId } = options;
  const settings: Settings = {
    ...(domain !== undefined && { domain }),
    ...(certificateArn !== undefined && { certificateArn }),
    ...(hostedZoneId !== undefined && { hostedZoneId }),
    ...options.context,
  };
  const plan = deploymentPlan(stage, settings, await synthesizedStacks({ stage, ...settings }));
  const { accountOf } = await import('../account-reader.ts');
  const rows = preflight(await readAccount(accountOf({ aws }), plan), plan, now());
  const outcome = outcomeOf(rows);
  // For programs: in English, whatever the terminal's language.
  const json = () => jsonText({ stage, outcome, rows: rows.map((row) => rowIn(row, 'en')) });
  say(options.json ? json() : preflightText(rows, view));
  if (outcome === 'not ready') refuse();
  if (outcome === 'not known') {
    const { en, vi } = unreadText(rows);
    throw new CommandFault(
      localized(`preflight: nothing is missing, but ${en}`, `preflight: không thiếu gì, nhưng ${vi}`),
    );
  }
}
