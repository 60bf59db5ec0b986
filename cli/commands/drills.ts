/** `dtm drills`: what recovery drills have shown, and asking for one now (R7). */
import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { askForDrill } from '../../shared/app/recovery/drill/advance.ts';
import { reportOf } from '../../shared/app/recovery/drill/report.ts';
import { DrillState } from '../../shared/app/recovery/drill/state.ts';
import { listDrillSummaries } from '../../shared/app/recovery/read-drills.ts';
import { listOperations, putOperation, readOperation } from '../../shared/aws/operations-table.ts';
import { operatorDynamoDb } from '../../shared/aws/operator.ts';
import { copyNameOf } from '../../shared/aws/recovery/drill-tables.ts';
import { drillPage } from '../../shared/domain/recovery/drill-page.ts';
import { plainTextFault } from '../../shared/domain/values/plain-text.ts';
import { drillsText, drillText } from '../drill-text.ts';
import { CommandFault } from '../fault.ts';
import { fileOf, textOf } from '../files.ts';
import type { Hub } from '../hub.ts';
import { receiptFaultText } from '../receipt/faults.ts';
import { givenKeys } from '../receipt/given-keys.ts';
import { verifyDrillReport } from '../receipt/verify-drill-report.ts';
import { inLine } from '../shown.ts';
import type { Shell } from './command.ts';

type Form = { readonly json?: true; readonly html?: true };

export function addDrills(program: Command, shell: Shell): void {
  const drills = program.command('drills').description('recovery drills: what they showed, and starting one');
  drills
    .command('list')
    .description('all of them, newest first; exit code 1 when the newest finished one failed')
    .option('--json', 'print them as JSON')
    .action((form: Form) => list(form, shell));
  drills
    .command('show')
    .description('the report of one; exit code 1 when it failed')
    .argument('[id]', 'its id; the newest when left out')
    .option('--json', 'print the report as it is kept, signed')
    .option('--html', 'print it as a page, in Vietnamese and English')
    .action((id: string | undefined, form: Form) => show(id, form, shell));
  drills
    .command('verify')
    .description('whether a report is as the hub signed it; exit code 1 when it is not')
    .argument('<file>', 'what drills show --json or GET /drills/{id} answers; - for standard input')
    .option('--keys <file>', 'saved keys: nobody is asked; else those that the hub publishes now')
    .action((file: string, options: { keys?: string }) => verify(file, options, shell));
  drills
    .command('start')
    .description('ask for a drill; it begins within five minutes, and takes an hour or so on AWS')
    .option('--by <name>', 'who asks: it stands in the report; by default your name on this machine')
    .action((options: { by?: string }) => start(options, shell));
}

/** Works with the operations of the hub, and closes the connection after it. */
async function withOperations<T>(
  { aws, tables }: Hub,
  work: (ports: {
    listOperations: ReturnType<typeof listOperations>;
    readOperation: ReturnType<typeof readOperation>;
    putOperation: ReturnType<typeof putOperation>;
  }) => Promise<T>,
): Promise<T> {
  const client = operatorDynamoDb(aws);
  const table = tables.operations;
  try {
    return await work({
      listOperations: listOperations(client, table),
      readOperation: readOperation(client, table),
      putOperation: putOperation(client, table),
    });
  } finally {
    client.destroy();
  }
}

async function list({ json }: Form, { hub, say, refuse }: Shell): Promise<void> {
  const { drills } = await withOperations(hub(), listDrillSummaries);
  say(json ? JSON.stringify(drills, null, 2) : drillsText(drills));
  const finished = drills.find(({ outcome }) => outcome === 'passed' || outcome === 'failed');
  if (finished?.outcome === 'failed') refuse();
}

async function show(
  id: string | undefined,
  { json, html }: Form,
  { hub, say, refuse }: Shell,
): Promise<void> {
  const found = hub();
  const state = await withOperations(found, async (ports) => {
    if (id !== undefined) return (await ports.readOperation('drill', id))?.body ?? null;
    for await (const { body } of ports.listOperations('drill')) return body;
    return null;
  });
  if (state === null)
    throw new CommandFault(
      id === undefined ? 'no drill was held yet; dtm drills start' : `${id}: no such drill; dtm drills list`,
    );
  const report = reportOf(DrillState.parse(state), (table, drill) => copyNameOf(found.tables[table], drill));
  say(html ? drillPage(report) : json ? JSON.stringify(report, null, 2) : drillText(report));
  if (report.outcome === 'failed') refuse();
}

async function verify(file: string, { keys }: { keys?: string }, { hub, say, refuse }: Shell): Promise<void> {
  const proved = await verifyDrillReport(textOf(fileOf(file)), await givenKeys(keys, hub));
  if (!proved.ok) {
    say(receiptFaultText(proved.problem));
    return refuse();
  }
  const { report, issuer, key } = proved.value;
  say(
    inLine(
      `✓ ${issuer} signed this report of drill ${report.id} (${report.outcome}) at ${report.finishedAt}, with key ${key.kid}.`,
    ),
  );
}

async function start({ by }: { by?: string }, { hub, say, now, refuse }: Shell): Promise<void> {
  const who = by ?? userInfo().username;
  const wrong = plainTextFault(who);
  if (who === '' || wrong !== null)
    throw new CommandFault(
      `--by ${JSON.stringify(who)}: ${wrong === null ? 'empty; allowed: a name' : `${wrong.problem}; allowed: ${wrong.allowed}`}`,
    );
  const asked = await withOperations(hub(), (ports) => askForDrill(ports, who, now()));
  if (asked === null) {
    say('✗ A drill is asked for or under way already; dtm drills list shows it.');
    return refuse();
  }
  say(
    `✓ Drill ${asked.id} is asked for by ${who}; it begins within five minutes. dtm drills show ${asked.id}`,
  );
}
