/** The commands of `dtm`, put together; `dtm.ts` runs them, and the tests of the runbooks parse by them. */
import { Command, Option } from 'commander';
import { operatorKindNames } from '../shared/contract/access/operators.ts';
import { addAdmin } from './commands/admin.ts';
import { addAgencies } from './commands/agencies.ts';
import { addAlarms } from './commands/alarms.ts';
import { addAvailability } from './commands/availability.ts';
import { addCatalogue } from './commands/catalogue.ts';
import type { Shell } from './commands/command.ts';
import { addCompliance } from './commands/compliance.ts';
import { addDeadLetters } from './commands/dead-letters.ts';
import { addDrills } from './commands/drills.ts';
import { addKey } from './commands/key.ts';
import { addMaintenance } from './commands/maintenance.ts';
import { addMe } from './commands/me.ts';
import { addPreflight } from './commands/preflight.ts';
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
import { findHub, type HubOptions } from './hub.ts';
import { shown } from './shown.ts';

const commands = [
  addVerify,
  addDeadLetters,
  addRegistry,
  addKey,
  addSubmit,
  addWithdraw,
  addTotals,
  addCompliance,
  addRestore,
  addAvailability,
  addMaintenance,
  addReceipt,
  addReceiptKeys,
  addAlarms,
  addDrills,
  addPreflight,
  addTrail,
  addMe,
  addCatalogue,
  addAgencies,
  addSystems,
  addAdmin,
];

export function dtmProgram(surroundings: Omit<Shell, 'hub'>): Command {
  const program = new Command('dtm')
    .description('The DTM hub from a terminal: the twin that npm start runs, or with --stage a stage on AWS.')
    .option('--state <dir>', 'state directory of the twin', '.twin')
    .option('--stage <name>', 'a stage on AWS, by the ordinary AWS_* environment')
    .option('--url <url>', 'address of the API, up to and with /v1; of a stage on AWS also in DTM_URL')
    .addOption(
      new Option(
        '--as <operator>',
        'as whom to do what operators do, at the twin; else as the one whose task it is',
      ).choices(operatorKindNames),
    )
    .showHelpAfterError('(--help shows what there is)')
    .configureOutput({
      writeOut: (text) => surroundings.say(shown(text.replace(/\n$/, ''))),
      writeErr: (text) => surroundings.complain(shown(text.replace(/\n$/, ''))),
    })
    .exitOverride();
  const { say, remark, complain } = surroundings;
  const shell: Shell = {
    ...surroundings,
    hub: () => {
      const options = program.opts<HubOptions>();
      // The twin says its address itself.
      const url = options.url ?? (options.stage && surroundings.environment.DTM_URL);
      return findHub({ ...options, url: url || undefined });
    },
    say: (text) => say(shown(text)),
    remark: (text) => remark(shown(text)),
    complain: (text) => complain(shown(text)),
  };
  for (const add of commands) add(program, shell);
  return program;
}
