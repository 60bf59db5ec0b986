/**
 * A hub is lost with everything in its region; another one begins with nothing but the replica, and docs/runbooks/region-loss.md is
 * typed as it stands. The two hubs are twins with states of their own: what they share is the directory of the other region.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HeadObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { bucketNamesOf, replicaBucketOf } from '../../../shared/contract/stage-names.ts';
import type { ReportSubmission } from '../../../shared/contract/submissions/submission.ts';
import { ACCOUNT_ID, REGION } from '../../../twin/options.ts';
import { synthesize } from '../../../twin/synth.ts';
import { readAssembly } from '../../../twin/template/assembly.ts';
import { createWorld } from '../../../twin/template/world.ts';
import { dtm } from '../dtm.ts';
import { fewAgencies } from '../few-agencies.ts';
import { projectDirectory, STAGE, startHub, type TestHub, TODAY } from '../hub.ts';
import { operatorSqs, untilQuiet } from '../queues.ts';
import { report } from '../report.ts';
import { idOf, type Sender, senderOf } from '../sender.ts';
import {
  differing,
  event,
  figure,
  increment,
  postEvent,
  sent,
  tellDtm,
  totalsBy,
  withdraw,
} from '../stories.ts';
import { figuresIn, figuresOf } from '../sums.ts';
import { blocksOf, pattern, type } from './typed-page.ts';

vi.setConfig({ testTimeout: 180_000 });

const replicaRegion = 'ap-southeast-3';
const directory = mkdtempSync(join(tmpdir(), 'dtm-region-'));
const at = (name: string): string => join(directory, name);
const journal = bucketNamesOf(STAGE, ACCOUNT_ID, REGION).journal;
const bucket = replicaBucketOf(STAGE, ACCOUNT_ID, replicaRegion);
const clockOffset = Date.parse(TODAY) - Date.now();

/** The two deployments of an operator: the second one has the key's ARN, which the first gives out, in its settings. */
async function assembly(): Promise<string> {
  const placeholder = `arn:aws:kms:${replicaRegion}:${ACCOUNT_ID}:key/0a1b`;
  const context = { replicaRegion, replicaKeyArn: placeholder };
  const outputDirectory = at('cdk.out');
  await synthesize({ projectDirectory, outputDirectory, context });
  const stacks = readAssembly(outputDirectory);
  const world = createWorld(stacks, {
    accountId: ACCOUNT_ID,
    region: REGION,
    awsUrl: () => 'http://localhost',
  });
  const arn = String(world.outputs()[`dtm-${STAGE}-replica`]?.ReplicaKeyArn);
  for (const { templateFile } of stacks)
    writeFileSync(templateFile, readFileSync(templateFile, 'utf8').replaceAll(placeholder, arn));
  return outputDirectory;
}

let assemblyDirectory: string;
let first: TestHub;
let key: string;
let country: Sender;
/** Seconds that the next objects take to the other region. */
let delay = () => 2 * Math.random();
const twin = () => ({
  assemblyDirectory,
  clockOffset,
  regionsDirectory: at('regions'),
  replicationSeconds: () => delay(),
});

beforeAll(async () => {
  assemblyDirectory = await assembly();
  first = await startHub(TODAY, { ...twin(), country: fewAgencies });
  tellDtm(first);
  key = await first.issue('VN');
  country = senderOf(first, key);
}, 180_000);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const reader = ({ twin: { awsUrl, operatorCredentials } }: TestHub): S3Client =>
  new S3Client({
    endpoint: awsUrl,
    region: REGION,
    credentials: { ...operatorCredentials },
    forcePathStyle: true,
    followRegionRedirects: true,
  });

async function statuses(hub: TestHub): Promise<Map<string, string | undefined>> {
  const s3 = reader(hub);
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: journal }));
  const found = new Map<string, string | undefined>();
  for (const { Key = '' } of Contents)
    found.set(Key, (await s3.send(new HeadObjectCommand({ Bucket: journal, Key }))).ReplicationStatus);
  return found;
}
const untilReplicated = (hub: TestHub) =>
  expect
    .poll(async () => [...(await statuses(hub)).values()].filter((one) => one !== 'COMPLETED'), {
      timeout: 30_000,
    })
    .toEqual([]);

const accepted: ReportSubmission[] = [];
const answers: string[] = [];
async function send(changes: Partial<ReportSubmission>): Promise<ReportSubmission> {
  const body = report(first.seed, changes, accepted.length + 1);
  const answer = await country.post(body);
  expect(answer).toMatchObject({ status: 202, problem: null });
  accepted.push(body);
  answers.push(answer.text);
  return body;
}
const messages = [
  event('H26.dvc', [increment('2026-11-20T01:00:00.000Z', [sent(40)])]),
  event('H29.dvc', [increment('2026-11-20T01:30:00.000Z', [sent(2)])]),
] as const;
const messagesToday = { agency: 'VN', dataset: 'etx-daily', period: '2026-12' };

test('nothing but the replica: every total, every receipt and every repetition is as it was', async () => {
  const sqs = operatorSqs(first.twin);
  for (const system of ['H26.dvc', 'H26.vanban', 'H29.dvc', 'G06.dvc']) await send({ system });
  await untilQuiet(sqs, first.twin, 30_000);
  await send({ system: 'H26.dvc', revision: 2 });
  const gone = await send({ system: 'H29.vanban' });
  expect((await withdraw(country, idOf(gone))).status).toBe(202);
  for (const [n, one] of messages.entries())
    expect((await postEvent(country, one, `e-${n}`)).status).toBe(202);
  await untilQuiet(sqs, first.twin, 30_000);
  // What the schedule does every five minutes.
  await first.twin.functions.get(`dtm-${STAGE}-watch`)?.invoke(JSON.stringify({ task: 'keys' }));
  const counting = accepted.filter((one) => one !== gone);
  const before = await country.totals('VN');
  expect(figuresIn(before.total)).toEqual(figuresOf(first.seed, counting));
  expect(figure(await totalsBy(country, messagesToday), 'sharing.messages-sent')).toBe('42');
  expect(await dtm(first.stateDirectory, TODAY, 'receipt', 'keys', '--save', at('keys.json'))).toMatchObject({
    exitCode: 0,
  });
  await untilReplicated(first);

  delay = () => 3600;
  const late = await send({ system: 'H49.dvc' });
  await untilQuiet(sqs, first.twin, 30_000);
  expect([...(await statuses(first)).values()].filter((one) => one === 'PENDING')).toHaveLength(1);
  sqs.destroy();
  const seed = first.seed;
  await first.twin.kill();
  await first.stop();

  delay = () => 0;
  const second = await startHub(TODAY, { ...twin(), isEmpty: true, country: () => seed });
  tellDtm(second);
  country = senderOf(second, key);
  let printed = '';
  const values = { bucket, keys: at('keys.json'), folder: 'seed', url: second.twin.apiUrl };
  for (const { kind, lines } of blocksOf('docs/runbooks/region-loss.md')) {
    if (kind === 'text') {
      for (const line of lines) expect(printed).toMatch(pattern(line));
      continue;
    }
    printed = '';
    for (const line of lines.filter((one) => /^(npm run dtm|curl) /.test(one))) {
      const out = await type(second, line, values);
      expect(out).not.toContain('exit code');
      printed += out;
    }
    if (printed.includes('RTO')) console.log(printed.slice(printed.indexOf('restore  ')));
  }

  // The key of the first hub, the figures of the first hub.
  expect(figuresIn((await country.totals('VN')).total)).toEqual(figuresOf(seed, counting));
  expect(figure(await totalsBy(country, messagesToday), 'sharing.messages-sent')).toBe('42');
  expect(await differing(second, 'etx-monthly', '2026-11')).toEqual([]);
  expect((await country.state(idOf(gone))).state).toBe('withdrawn');

  // The published set is kept by instances for minutes.
  second.twin.functions.get(`dtm-${STAGE}-jwks`)?.killProcesses();
  for (const answer of answers.slice(0, -1)) {
    writeFileSync(at('answer.json'), answer);
    for (const more of [['--keys', at('keys.json')], []]) {
      const proved = await dtm(second.stateDirectory, TODAY, 'receipt', 'verify', at('answer.json'), ...more);
      expect(proved).toMatchObject({ exitCode: 0 });
    }
  }

  for (const [n, one] of messages.entries())
    expect((await postEvent(country, one, `e-${n}`)).status).toBe(202);
  const [again] = counting;
  expect((await country.post(again as ReportSubmission)).status).toBe(202);
  expect((await country.call({ path: `/submissions/${idOf(late)}` })).status).toBe(404);
  expect((await country.post(late)).status).toBe(202);
  const others = operatorSqs(second.twin);
  await untilQuiet(others, second.twin, 30_000);
  others.destroy();
  expect(figure(await totalsBy(country, messagesToday), 'sharing.messages-sent')).toBe('42');
  expect(figuresIn((await country.totals('VN')).total)).toEqual(figuresOf(seed, [...counting, late]));
  await second.stop();
});
