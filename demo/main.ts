/** `npm start`: synthesizes the app, runs it on this machine, plays a reporting month, and serves until it is stopped. */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { adminOf } from '../cli/call-admin.ts';
import { CommandFault, faultText } from '../cli/fault.ts';
import type { Hub } from '../cli/hub.ts';
import { importSeed } from '../cli/import-seed.ts';
import { loadText } from '../cli/load-text.ts';
import { seedOf } from '../cli/read-seed.ts';
import { shown } from '../cli/shown.ts';
import { counted, seconds } from '../cli/table.ts';
import { keysFile, readOperatorKeys, removeEndpoint, writeEndpoint } from '../cli/twin-state.ts';
import type { View } from '../cli/view.ts';
import { operatorDynamoDb } from '../shared/aws/operator.ts';
import { listCredentials } from '../shared/aws/registry/lists.ts';
import { writeRecords } from '../shared/aws/registry/write.ts';
import { readReports } from '../shared/aws/submissions/ledger-table.ts';
import { tableNamesOf } from '../shared/contract/stage-names.ts';
import { credentialRecord } from '../shared/domain/registry/records.ts';
import { listen } from '../twin/gateway/listen.ts';
import { type Issuer, startIssuer } from '../twin/issuer/issuer.ts';
import type { TwinEvent } from '../twin/options.ts';
import { inWords, StateFault } from '../twin/state-fault.ts';
import { synthesize } from '../twin/synth.ts';
import { startTwin, type Twin } from '../twin/twin.ts';
import { alreadyRuns } from './start/already-runs.ts';
import { demoClient, demoRegistration } from './start/demo-client.ts';
import { exampleReport } from './start/example.ts';
import { guide } from './start/guide.ts';
import { readStartOptions, type StartOptions, startHelp } from './start/options.ts';
import { prepare } from './start/prepare.ts';
import { startSample } from './start/sample.ts';

const projectDirectory = resolve(import.meta.dirname, '..');
const seedDirectory = join(projectDirectory, 'seed');
/** Of the issuer beside the hub; its tokens live for an hour. */
const AUDIENCE = 'https://dtm.example';
const TOKEN_LIFE = 3600;
const view: View = { language: 'en', width: null, utc: false };
const began = performance.now();
const say = (text: string): boolean => process.stdout.write(`${text}\n`);
const sayDone = (text: string): boolean => say(`${text} (${seconds(performance.now() - began)})`);

let stopping = false;
/** What a signal does. Until the hub runs there is nothing to close: what the exit leaves behind belongs to nobody. */
let stop: () => unknown = () => process.exit(130);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());

function show(event: TwinEvent): void {
  // Ctrl-C reaches the functions' processes too: what they leave undone is done again after the restart.
  if (stopping) return;
  if (event.kind === 'denied') console.error(shown(`${event.denial.message}\n  Fix: ${event.denial.grant}`));
  if (event.kind === 'functionError')
    console.error(shown(`${event.functionName}: ${event.error.errorType}: ${event.error.errorMessage}`));
  if (event.kind === 'fault') console.error(shown(event.text));
}

/** The stage is in the names of the tables, which the template decides. */
function stageOf({ tables }: Twin): string {
  const [, stage] = tables.map((name) => /^dtm-([a-z0-9]+)-registry$/.exec(name)).find(Boolean) ?? [];
  if (stage === undefined) throw new Error(`no table dtm-<stage>-registry among ${tables.join(', ')}`);
  return stage;
}

async function start(options: StartOptions): Promise<void> {
  const seed = seedOf(seedDirectory);
  const state = resolve(options.state);
  const runs = alreadyRuns(state);
  if (runs !== null) throw new CommandFault(runs);
  // A taken port is found before anything slow has begun.
  await (await listen(createServer(), options.port)).close();
  // Not cdk.out, which a person's own cdk synth, with other context, writes to.
  const { assemblyDirectory, skipped } = await synthesize({
    projectDirectory,
    outputDirectory: 'build/twin',
    onWait: (pid) => say(`waiting for another synth (process ${pid})`),
  });
  sayDone(skipped ? 'template unchanged' : 'template synthesized');

  const { port, fresh } = options;
  const issuer = await startIssuer({ port: 0, audience: AUDIENCE, clockOffset: 0, tokenLife: TOKEN_LIFE });
  const twin = await startTwin({
    assemblyDirectory,
    stateDirectory: state,
    port,
    fresh,
    issuer,
    onEvent: show,
    // On AWS 300: nobody at a laptop waits five minutes for the first restorable second.
    pointInTime: { trailSeconds: 10 },
  });
  stop = async () => {
    if (stopping) process.exit(130);
    stopping = true;
    say('\nstopping; the state stays');
    removeEndpoint(state);
    await twin.stop();
    await issuer.stop();
    process.exit();
  };
  sayDone(`hub running at ${twin.apiUrl}`);
  try {
    await serve(options, seed, state, twin, issuer);
  } catch (fault) {
    if (stopping) return;
    removeEndpoint(state);
    await twin.stop();
    await issuer.stop();
    throw inWords(fault, state);
  }
}

async function serve(
  options: StartOptions,
  seed: ReturnType<typeof seedOf>,
  state: string,
  twin: Twin,
  issuer: Issuer,
): Promise<void> {
  const { apiUrl } = twin;
  const stage = stageOf(twin);
  const tables: Hub['tables'] = tableNamesOf(stage);
  const aws = { endpoint: twin.awsUrl, region: twin.region, credentials: twin.operatorCredentials };
  const client = operatorDynamoDb(aws);
  const hub: Hub = {
    stage,
    stateDirectory: state,
    tables,
    aws,
    apiUrl,
    keyOf: () => null,
    operatorKeys: readOperatorKeys(state),
    operator: null,
  };
  const call = await adminOf({ hub: () => hub, now: Date.now, remark: say, view }, 'registry');
  const registry = {
    importSeed: () => importSeed(call, seedDirectory, false, view),
    listCredentials: listCredentials(client, tables.registry),
    writeRecords: (records: Parameters<typeof writeRecords>[2]) =>
      writeRecords(client, tables.registry, records, new Date().toISOString()),
  };
  const random = (bytes: Uint8Array): Uint8Array => crypto.getRandomValues(bytes);
  const { load, keys, issued } = await prepare(registry, seed, stage, state, Date.now(), random);
  const example = exampleReport(seed, Date.now());
  const tokenClient = demoClient(example.sender);
  await issuer.register(tokenClient);
  const registration = demoRegistration(example.sender, await registry.listCredentials(), Date.now());
  if (registration !== null) await registry.writeRecords([credentialRecord(registration)]);
  writeEndpoint(state, { stage, apiUrl, aws });
  sayDone(`${loadText(load, view)}; ${counted(issued, 'key')} issued`);

  if (options.sample) {
    const reportsOf = readReports(client, tables.submissions);
    const countEntries = async (dataset: string, period: string): Promise<number> => {
      const systems = Map.groupBy(seed.systems, ({ history }) => history.at(-1)?.agency ?? '');
      const entries = await Promise.all(
        [...systems].map(([agency, own]) =>
          Array.fromAsync(
            reportsOf(
              dataset,
              period,
              agency,
              own.map(({ id }) => id),
            ),
          ),
        ),
      );
      return entries.flat().length;
    };
    say('');
    const right = await startSample({ seed, apiUrl, keys, countEntries, out: process.stdout, now: Date.now });
    // What is wrong stays to be looked at while the hub runs; the exit code tells scripts.
    if (!right) process.exitCode = 1;
  }
  const exampleFile = join(state, 'example-report.json');
  writeFileSync(exampleFile, `${JSON.stringify(example.report, null, 2)}\n`);
  say('');
  const shownClient = { ...tokenClient, tokenUrl: issuer.tokenUrl };
  say(guide({ apiUrl, keys, keysFile: keysFile(state), example, exampleFile, client: shownClient }));
  say(`Logs are in ${twin.logDirectory}. Ready after ${seconds(performance.now() - began)}; Ctrl-C stops.`);
}

try {
  const options = readStartOptions(process.argv.slice(2), join(projectDirectory, '.twin'));
  if (options === null) say(startHelp);
  else await start(options);
} catch (fault) {
  console.error(shown(`npm start: ${fault instanceof StateFault ? fault.message : faultText(fault)}`));
  process.exit(1);
}
