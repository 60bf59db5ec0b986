/** The commands of `dtm`, put together; `dtm.ts` runs them, and the tests of the runbooks parse by them. */
import { Command, Option } from 'commander';
import release from '../package.json' with { type: 'json' };
import { operatorKindNames } from '../shared/contract/access/operators.ts';
import { type Language, languages } from '../shared/contract/text.ts';
import { clientToken } from './client-token.ts';
import { addAdmin } from './commands/admin.ts';
import { addAgencies } from './commands/agencies.ts';
import { addAlarms } from './commands/alarms.ts';
import { addAudit } from './commands/audit.ts';
import { addAvailability } from './commands/availability.ts';
import { addBatch } from './commands/batch.ts';
import { addCalendar } from './commands/calendar.ts';
import { addCatalogue } from './commands/catalogue.ts';
import { addCheck } from './commands/check.ts';
import { addClient } from './commands/client.ts';
import type { Shell, Surroundings } from './commands/command.ts';
import { addCompletion } from './commands/completion.ts';
import { addCompliance } from './commands/compliance.ts';
import { addDeadLetters } from './commands/dead-letters.ts';
import { addDrills } from './commands/drills.ts';
import { addKey } from './commands/key.ts';
import { addMaintenance } from './commands/maintenance.ts';
import { addMe } from './commands/me.ts';
import { addPreflight } from './commands/preflight.ts';
import { addQuotas } from './commands/quotas.ts';
import { addReceipt } from './commands/receipt.ts';
import { addReceiptKeys } from './commands/receipt-keys.ts';
import { addRegistry } from './commands/registry.ts';
import { addRestore } from './commands/restore.ts';
import { addSubmit } from './commands/submit.ts';
import { addSystems } from './commands/systems.ts';
import { addTotals } from './commands/totals.ts';
import { addTrail } from './commands/trail.ts';
import { addVerify } from './commands/verify.ts';
import { addWithdraw } from './commands/withdraw.ts';
import { confirm, forGood } from './confirm.ts';
import { GOT_TOKEN, isGiven } from './given-key.ts';
import { inVietnamese } from './help/commander-errors.ts';
import { footOf, helpIn } from './help/help.ts';
import { commandsOf, leavesOf, pathOf } from './help/paths.ts';
import { findHub, type HubOptions } from './hub.ts';
import { shown } from './shown.ts';
import { languageOf, type View, WIDTH } from './view.ts';

const commands = [
  addVerify,
  addDeadLetters,
  addRegistry,
  addKey,
  addClient,
  addSubmit,
  addCheck,
  addBatch,
  addWithdraw,
  addTotals,
  addCompliance,
  addRestore,
  addAvailability,
  addMaintenance,
  addQuotas,
  addReceipt,
  addReceiptKeys,
  addAlarms,
  addDrills,
  addPreflight,
  addTrail,
  addAudit,
  addMe,
  addCatalogue,
  addCalendar,
  addAgencies,
  addSystems,
  addAdmin,
  addCompletion,
];

type ProgramOptions = HubOptions & { readonly lang?: Language; readonly utc?: true };

/** By `--lang`, else by the locale; known when the command line has been read. */
export const languageFor = (program: Command, environment: Surroundings['environment']): Language =>
  program.opts<ProgramOptions>().lang ?? languageOf(environment);

export function dtmProgram(surroundings: Surroundings): Command {
  const { say, remark, complain } = surroundings;
  const environment: Record<string, string | undefined> = { ...surroundings.environment };
  const language = (): Language => languageFor(program, environment);
  const program = new Command('dtm')
    .description('The DTM hub from a terminal: the twin that npm start runs, or with --stage a stage on AWS.')
    .version(release.version, '--version', 'which release this is')
    .option('--state <dir>', 'state directory of the twin', '.twin')
    .option('--stage <name>', 'a stage on AWS, by the ordinary AWS_* environment')
    .option('--url <url>', 'address of the API, up to and with /v1; of a stage on AWS also in DTM_URL')
    .addOption(
      new Option(
        '--as <operator>',
        'as whom to do what operators do, at the twin; else as the one whose task it is',
      ).choices(operatorKindNames),
    )
    .addOption(
      new Option('--lang <language>', 'Vietnamese or English; else by LC_ALL, LC_MESSAGES or LANG').choices(
        languages,
      ),
    )
    .option('--utc', "times in UTC; else in Vietnam's, with their offset")
    .helpCommand(false)
    .showHelpAfterError('(--help shows what there is)')
    .configureHelp(helpIn(language))
    .configureOutput({
      writeOut: (text) => say(shown(text.replace(/\n$/, ''))),
      writeErr: (text) =>
        complain(shown((language() === 'vi' ? inVietnamese(text) : text).replace(/\n$/, ''))),
      getOutHelpWidth: () => surroundings.width ?? WIDTH,
      getErrHelpWidth: () => surroundings.width ?? WIDTH,
    })
    .exitOverride();
  const shell: Shell = {
    ...surroundings,
    environment,
    hub: () => {
      const options = program.opts<ProgramOptions>();
      // The twin says its address itself.
      const url = options.url ?? (options.stage && environment.DTM_URL);
      return findHub({ ...options, url: url || undefined });
    },
    get view(): View {
      const utc = program.opts<ProgramOptions>().utc === true;
      return { language: language(), width: surroundings.width ?? null, utc };
    },
    say: (text) => say(shown(text)),
    remark: (text) => remark(shown(text)),
    complain: (text) => complain(shown(text)),
  };
  for (const add of commands) add(program, shell);
  for (const command of commandsOf(program)) command.helpOption('-h, --help', 'this page');
  for (const leaf of leavesOf(program)) {
    if (Object.hasOwn(forGood, pathOf(leaf)))
      leaf.option('--yes', 'do not ask; without a terminal it has to be said');
    leaf.addHelpText('after', () => footOf(leaf, language()));
  }
  return program.hook('preAction', async (_, action) => {
    await confirm(action, whereOf(program.opts()), shell.view, surroundings.ask);
    const takesKey = action.options.some(({ long }) => long === '--key-file');
    if (takesKey && !isGiven(action.opts(), environment))
      environment[GOT_TOKEN] = (await clientToken(environment)) ?? undefined;
  });
}

const whereOf = ({ stage, state }: HubOptions): string =>
  stage === undefined ? `twin ${state}` : `AWS ${stage}`;
