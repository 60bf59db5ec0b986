/** `dtm drills`: what recovery drills have shown, and asking for one now (R7). */
import type { Command } from 'commander';
import { readRecorded } from '../../shared/contract/recorded.ts';
import { DrillReport, DrillStanding, DrillSummary } from '../../shared/contract/recovery/drill.ts';
import { COUNTRY } from '../../shared/contract/registry.ts';
import { drillPage } from '../../shared/domain/recovery/drill-page.ts';
import { adminOf, type CallAdmin, standingAt } from '../call-admin.ts';
import { callHub, problemOf } from '../call-hub.ts';
import { drillsText, drillText } from '../drill-text.ts';
import { CommandFault } from '../fault.ts';
import { fileOf, textOf } from '../files.ts';
import { givenKey, type KeyOptions, keyOption } from '../given-key.ts';
import { jsonOption, jsonText } from '../json-text.ts';
import { problemText } from '../problem-table.ts';
import { receiptFaultText } from '../receipt/faults.ts';
import { givenKeys } from '../receipt/given-keys.ts';
import { verifyDrillReport } from '../receipt/verify-drill-report.ts';
import { refusal, sayRefusal } from '../refusal.ts';
import { apiOf, keyFor, refusalText } from '../sender.ts';
import { inLine } from '../shown.ts';
import { inLanguage, instantText } from '../view.ts';
import type { Shell } from './command.ts';

type VerifyOptions = { readonly keys?: string; readonly json?: true };
type StartOptions = { readonly json?: true };
type Form = { readonly json?: true };
type ShowForm = Form & KeyOptions & { readonly html?: true };

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
    .option(...keyOption)
    .action((id: string | undefined, form: ShowForm) => show(id, form, shell));
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
    .option(...jsonOption)
    .action((options: StartOptions) => start(options, shell));
}

async function list({ json }: Form, shell: Shell): Promise<void> {
  const { say, refuse, view } = shell;
  const { drills } = await standing(await adminOf(shell, 'drills'), shell);
  say(json ? jsonText(drills) : drillsText(drills, view));
  const finished = drills.find(({ outcome }) => outcome === 'passed' || outcome === 'failed');
  if (finished?.outcome === 'failed') refuse();
}

const standing = (call: CallAdmin, { view }: Shell) => standingAt(call, '/drills', DrillStanding, view);

async function newest(shell: Shell): Promise<string> {
  const [last] = (await standing(await adminOf(shell, 'drills'), shell)).drills;
  if (last !== undefined) return last.id;
  throw new CommandFault(
    inLanguage(shell.view)(
      'no drill was held yet; dtm drills start',
      'chưa diễn tập lần nào; dtm drills start',
    ),
  );
}

async function show(
  id: string | undefined,
  { json, html, ...options }: ShowForm,
  shell: Shell,
): Promise<void> {
  const { hub, say, refuse, view, environment } = shell;
  const found = hub();
  const given = givenKey(options, environment);
  const api = apiOf(found);
  const drill = id ?? (await newest(shell));
  const answer = await callHub({
    method: 'GET',
    url: `${api}/drills/${encodeURIComponent(drill)}`,
    key: keyFor(found, given, COUNTRY),
    language: view.language,
  });
  const report = answer.status === 200 ? readRecorded(DrillReport, answer.body) : null;
  if (report === null) throw refusal(answer, view, refusalText(answer, given, shell));
  say(html ? drillPage(report) : json ? jsonText(answer.body) : drillText(report, view));
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

async function start({ json }: StartOptions, shell: Shell): Promise<void> {
  const { say, view } = shell;
  const call = await adminOf(shell, 'drills');
  const { version } = await standing(call, shell);
  const answer = await call({ method: 'POST', path: '/drills', on: version, body: {} });
  if (answer.status === 201) {
    const drill = DrillSummary.parse(answer.body);
    if (json) return say(jsonText(drill));
    const { id, startedBy: who } = drill;
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
