/** `dtm drills`: what recovery drills have shown, and asking for one now (R7). */

import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { refuseName } from '../../shared/app/recovery/drill/ask-for-drill.ts';
import { reportOf } from '../../shared/app/recovery/drill/report.ts';
import { DrillState } from '../../shared/app/recovery/drill/state.ts';
import { listDrillSummaries } from '../../shared/app/recovery/read-drills.ts';
import { DrillStanding, DrillSummary } from '../../shared/contract/recovery/drill.ts';
import { localized } from '../../shared/domain/language/localized.ts';
import { drillPage } from '../../shared/domain/recovery/drill-page.ts';
import { adminOf } from '../call-admin.ts';
import { problemOf } from '../call-hub.ts';
import { drillsText, drillText } from '../drill-text.ts';
import { CommandFault } from '../fault.ts';
import { fileOf, textOf } from '../files.ts';
import { jsonOption, jsonText } from '../json-text.ts';
import { problemText } from '../problem-table.ts';
import { drillCopiesOf, withOperations } from '../read-hub.ts';
import { receiptFaultText } from '../receipt/faults.ts';
import { givenKeys } from '../receipt/given-keys.ts';
import { verifyDrillReport } from '../receipt/verify-drill-report.ts';
import { refusal, sayRefusal } from '../refusal.ts';
import { inLine } from '../shown.ts';
import { textFaultText } from '../text-fault.ts';
import { inLanguage, instantText } from '../view.ts';
import type { Shell } from './command.ts';

type VerifyOptions = { readonly keys?: string; readonly json?: true };
type StartOptions = { readonly by?: string; readonly json?: true };
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
    .option(...jsonOption)
    .action((file: string, options: VerifyOptions) => verify(file, options, shell));
  drills
    .command('start')
    .description(
      'ask for a drill; it begins within five minutes, and takes an hour or so on AWS; exit code 1 when one is under way',
    )
    .option('--by <name>', 'who asks: it stands in the report; by default your name on this machine')
    .option(...jsonOption)
    .action((options: StartOptions) => start(options, shell));
}

async function list({ json }: Form, { hub, say, refuse, view }: Shell): Promise<void> {
  const { drills } = await withOperations(hub(), listDrillSummaries);
  say(json ? JSON.stringify(drills, null, 2) : drillsText(drills, view));
  const finished = drills.find(({ outcome }) => outcome === 'passed' || outcome === 'failed');
  if (finished?.outcome === 'failed') refuse();
}

async function show(
  id: string | undefined,
  { json, html }: Form,
  { hub, say, refuse, view }: Shell,
): Promise<void> {
  const found = hub();
  const state = await withOperations(found, async (ports) => {
    if (id !== undefined) return (await ports.readOperation('drill', null, id))?.body ?? null;
    for await (const { body } of ports.listOperations('drill', null)) return body;
    return null;
  });
  if (state === null)
    throw new CommandFault(
      id === undefined
        ? inLanguage(view)(
            'no drill was held yet; dtm drills start',
            'chưa diễn tập lần nào; dtm drills start',
          )
        : inLanguage(view)(
            `${id}: no such drill; dtm drills list`,
            `${id}: không có lần diễn tập này; dtm drills list`,
          ),
    );
  const report = reportOf(DrillState.parse(state), drillCopiesOf(found));
  say(html ? drillPage(report) : json ? JSON.stringify(report, null, 2) : drillText(report, view));
  if (report.outcome === 'failed') refuse();
}

async function verify(
  file: string,
  { keys, json }: VerifyOptions,
  { hub, say, refuse, view }: Shell,
): Promise<void> {
  const proved = await verifyDrillReport(textOf(fileOf(file)), await givenKeys(keys, hub));
  if (!proved.ok) {
    say(json ? jsonText({ genuine: false, why: proved.problem.kind }) : receiptFaultText(proved.problem));
    return refuse();
  }
  const { report, issuer, key } = proved.value;
  if (json) return say(jsonText({ genuine: true, issuer, kid: key.kid, report }));
  const at = instantText(report.finishedAt ?? '', view);
  say(
    inLine(
      inLanguage(view)(
        `✓ ${issuer} signed this report of drill ${report.id} (${report.outcome}) at ${at}, with key ${key.kid}.`,
        `✓ ${issuer} đã ký báo cáo diễn tập ${report.id} này (${report.outcome}) lúc ${at}, bằng khóa ${key.kid}.`,
      ),
    ),
  );
}

async function start({ by, json }: StartOptions, shell: Shell): Promise<void> {
  const { say, view } = shell;
  const who = by ?? userInfo().username;
  const wrong = refuseName(who);
  if (wrong !== null) {
    const { fault } = wrong;
    const given = `--by ${JSON.stringify(who)}`;
    throw new CommandFault(
      fault === null
        ? localized(`${given}: empty; allowed: a name`, `${given}: trống; được phép: một tên`)
        : localized(`${given}: ${textFaultText(fault).en}`, `${given}: ${textFaultText(fault).vi}`),
    );
  }
  const call = await adminOf(shell, 'drills');
  const standing = await call({ method: 'GET', path: '/drills' });
  if (standing.status !== 200) throw refusal(standing, view);
  const { version } = DrillStanding.parse(standing.body);
  const answer = await call({ method: 'POST', path: '/drills', on: version, body: { by: who } });
  if (answer.status === 201) {
    const drill = DrillSummary.parse(answer.body);
    if (json) return say(jsonText(drill));
    const { id } = drill;
    return say(
      inLanguage(view)(
        `✓ Drill ${id} is asked for by ${who}; it begins within five minutes. dtm drills show ${id}`,
        `✓ ${who} đã yêu cầu diễn tập ${id}; bắt đầu trong vòng năm phút. dtm drills show ${id}`,
      ),
    );
  }
  const found = problemOf(answer);
  const isUnderWay = found.code === 'drill-under-way' || found.code === 'version-changed';
  sayRefusal(
    shell,
    answer,
    isUnderWay
      ? inLanguage(view)(
          '✗ A drill is asked for or under way already; dtm drills list shows it.',
          '✗ Đã có lần diễn tập được yêu cầu hoặc đang diễn ra; dtm drills list cho xem.',
        )
      : problemText(found, view),
  );
}
