/**
 * The faults of a first deployment, planted one at a time in a copy of what the project synthesizes: the twin stops
 * at its start, or shows at the first call what is missing, and the message names the fix. What the synth itself
 * stops at is in test/infra/planted-faults.test.ts; every check of the start alone, on assemblies made by hand, in
 * test/twin/start.test.ts.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { TwinEvent } from '../../twin/options.ts';
import { startTwin } from '../../twin/twin.ts';
import { type Assembly, editedAssembly, withoutAction } from './edited-assembly.ts';
import { startHub, TODAY } from './hub.ts';
import { report } from './report.ts';
import { type Posted, senderOf } from './sender.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

type Plant = (assembly: Assembly) => void;

/** What the start says; the twin must not be left running. */
async function faultOfStart(plant: Plant): Promise<string> {
  const { directory, drop } = await editedAssembly(plant);
  const stateDirectory = mkdtempSync(join(tmpdir(), 'dtm-fault-'));
  try {
    const twin = await startTwin({ assemblyDirectory: directory, stateDirectory, port: 0 });
    await twin.stop();
    return 'the twin started';
  } catch (fault) {
    return fault instanceof Error ? fault.message : String(fault);
  } finally {
    drop();
    rmSync(stateDirectory, { recursive: true, force: true });
  }
}

const variablesOf = ({ resource }: Assembly, begins: string) =>
  (resource('AWS::Lambda::Function', begins).Properties.Environment as { Variables: Record<string, unknown> })
    .Variables;

const set =
  (type: string, begins: string, name: string, value: unknown): Plant =>
  ({ resource }) => {
    const { Properties } = resource(type, begins);
    if (value === undefined) delete Properties[name];
    else Properties[name] = value;
  };

test('functions that do not load are all named at once, each with its fix', async () => {
  const fault = await faultOfStart((it) => {
    delete variablesOf(it, 'Aggregate').JOURNAL_BUCKET;
    const { REGISTRY_TABLE, ...variables } = variablesOf(it, 'SubmitFunction');
    const misspelt = { Variables: { ...variables, REGISTRY_TABEL: REGISTRY_TABLE } };
    set('AWS::Lambda::Function', 'SubmitFunction', 'Environment', misspelt)(it);
    it.editBundle('PublicFunction', (text) => text.replace('{handler:()=>', '{handle:()=>'));
    it.editBundle('ReadTotals', (text) => `require('left-out');\n${text}`);
  });
  const lines = fault.split('\n').sort();
  const expected: [name: string, fault: string, fix: string][] = [
    [
      'AggregateConsumer',
      'missing or malformed: JOURNAL_BUCKET:',
      'shared/config.ts and set in infra/stacks',
    ],
    [
      'PublicFunction',
      'index.handler is undefined or not exported. It exports: handle.',
      'Fix: set `handler`',
    ],
    ['ReadTotals', "Cannot find module 'left-out'", 'do not leave it out (`external`) in infra/bundle.ts'],
    ['SubmitFunction', 'missing or malformed: REGISTRY_TABLE:', 'shared/config.ts and set in infra/stacks'],
  ];
  expect(lines).toEqual(
    expected.map((texts) => expect.toSatisfy((line: string) => texts.every((text) => line.includes(text)))),
  );
});

test.each<[string, Plant, string[]]>([
  [
    'a route without a function',
    set('AWS::ApiGateway::Method', 'Apitotals', 'Integration', { Type: 'MOCK' }),
    ['GET', '/totals', 'route without a function'],
  ],
  [
    'a visibility timeout below that of the function',
    set('AWS::SQS::Queue', 'SubmissionsQueue6', 'VisibilityTimeout', 59),
    ['is 59 s, below the timeout of function dtm-dev-aggregate, 60 s', 'Fix: at least six times'],
  ],
  [
    'partial-batch answers not switched on',
    set('AWS::Lambda::EventSourceMapping', '', 'FunctionResponseTypes', undefined),
    ['partial-batch answers are not switched on', 'Fix: reportBatchItemFailures: true'],
  ],
  [
    'a dead-letter queue missing',
    set('AWS::SQS::Queue', 'SubmissionsQueue6', 'RedrivePolicy', undefined),
    ['has no dead-letter queue', 'Fix: set deadLetterQueue'],
  ],
  [
    'a schedule without a role',
    ({ resource }) => {
      delete (resource('AWS::Scheduler::Schedule').Properties.Target as { RoleArn?: unknown }).RoleArn;
    },
    ["Schedule 'VerifyHourly", 'a schedule without a role', 'Fix: Target.RoleArn'],
  ],
  [
    'a subscription that may not call its function',
    set(
      'AWS::Lambda::Permission',
      'TrailPermissionaccess',
      'SourceArn',
      'arn:aws:logs:x:1:log-group:/other:*',
    ),
    ['function dtm-dev-trail has no permission for logs.amazonaws.com and /dtm/dev/access'],
  ],
  [
    'a function that is called for its own log',
    set('AWS::Logs::SubscriptionFilter', 'TrailOfaccess', 'LogGroupName', '/aws/lambda/dtm-dev-trail'),
    ['dtm-dev-trail would be called for each line of its own log'],
  ],
  [
    'a filter pattern that the twin does not know',
    set('AWS::Logs::SubscriptionFilter', 'TrailOfaccess', 'FilterPattern', '[ip, user]'),
    ['[ip, user]', 'add it in twin/log-lines.ts'],
  ],
  [
    'a key policy without the service that needs it',
    ({ resource }) => {
      const { Statement } = resource('AWS::KMS::Key').Properties.KeyPolicy as { Statement: unknown[] };
      Statement.splice(1, 1);
    },
    ['does not let logs.ap-southeast-1.amazonaws.com use it', "Fix: add the service to the key's policy"],
  ],
  [
    'a consumer that may not open the messages of its queue',
    (it) => withoutAction(it, 'AggregateConsumerRole', 'kms:Decrypt'),
    ['role of function dtm-dev-aggregate lacks kms:Decrypt on the key of queue'],
  ],
  [
    'a firewall rule that blocks a normal body',
    ({ resource }) => {
      const text = JSON.stringify(resource('AWS::WAFv2::WebACL').Properties);
      resource('AWS::WAFv2::WebACL').Properties = JSON.parse(
        text.replace(/"Name":"SizeRestrictions_BODY"/g, '"Name":"AnotherRule"'),
      );
    },
    ['blocks every body above 8 KB', 'Fix: SizeRestrictions_BODY to Count'],
  ],
  [
    'a resource policy over its size',
    ({ resource, add }) => {
      const permission = resource('AWS::Lambda::Permission', 'Api');
      for (let at = 0; at < 80; at += 1) add(`Extra${at}`, structuredClone(permission));
    },
    ['Lambda takes 20480', 'Fix: scopePermissionToMethod: false'],
  ],
  [
    'a resource of a type that the twin does not know',
    ({ add }) => add('Stream', { Type: 'AWS::Kinesis::Stream', Properties: {} }),
    ["AWS::Kinesis::Stream 'Stream'", 'the twin does not know this resource type'],
  ],
])('the twin does not start with %s', async (_, plant, expected) => {
  const fault = await faultOfStart(plant);
  for (const text of expected) expect(fault).toContain(text);
});

/** Starts all the same, posts one report, and waits until the twin has said what was to be said. */
async function firstReport(
  plant: Plant,
  said: (told: string) => boolean,
): Promise<{ posted: Posted; told: string }> {
  const { directory, drop } = await editedAssembly(plant);
  const told: string[] = [];
  const onEvent = (event: TwinEvent) => {
    if (event.kind === 'denied') told.push(`${event.denial.message}\n  Fix: ${event.denial.grant}`);
    if (event.kind === 'fault') told.push(event.text);
  };
  const hub = await startHub(TODAY, { assemblyDirectory: directory, onEvent });
  try {
    const posted = await senderOf(hub, await hub.issue('H26')).post(report(hub.seed));
    await expect.poll(() => said(told.join('\n')), { timeout: 20_000, interval: 50 }).toBe(true);
    return { posted, told: told.join('\n') };
  } finally {
    await hub.stop();
    drop();
  }
}

const renameKey =
  (table: string): Plant =>
  ({ resource }) => {
    const found = resource('AWS::DynamoDB::Table', table);
    found.Properties = JSON.parse(JSON.stringify(found.Properties).replaceAll('"pk"', '"primary"'));
  };

const table = (name: string) => `arn:aws:dynamodb:ap-southeast-1:123456789012:table/dtm-dev-${name}`;
const queue = 'arn:aws:sqs:ap-southeast-1:123456789012:dtm-dev-submissions';
const key = 'arn:aws:kms:ap-southeast-1:123456789012:key/';
const journal = 'arn:aws:s3:::dtm-dev-journal-123456789012-ap-southeast-1/entries/';
const denied = (action: string, resource: string, role: string) => [
  'is not authorized to perform: ',
  `allow role dtm-dev-${role}`,
  `${action} on ${resource}`,
];

test.each<[string, Plant, number, string[]]>([
  [
    'the function that takes reports may not put them into the ledger',
    (it) => withoutAction(it, 'SubmitRole', 'dynamodb:PutItem'),
    500,
    denied('dynamodb:PutItem', table('submissions'), 'functions-SubmitRole'),
  ],
  [
    'the function that takes reports may not enqueue them',
    (it) => withoutAction(it, 'SubmitRole', 'sqs:SendMessage'),
    500,
    denied('sqs:SendMessage', queue, 'functions-SubmitRole'),
  ],
  [
    'the function that takes reports may not use the key of the encrypted queue',
    (it) => withoutAction(it, 'SubmitRole', 'kms:GenerateDataKey'),
    500,
    denied('kms:GenerateDataKey', key, 'functions-SubmitRole'),
  ],
  [
    'the consumer may not write the journal',
    (it) => withoutAction(it, 'AggregateConsumerRole', 's3:PutObject'),
    202,
    denied('s3:PutObject', journal, 'background-AggregateConsumerRole'),
  ],
  [
    'the ledger has a key that the code does not write',
    renameKey('Submissions'),
    500,
    [
      'function dtm-dev-submit: dynamodb:PutItem on dtm-dev-submissions',
      'is primary, sk. Fix: give the table',
    ],
  ],
  [
    'the totals have a key that the code does not write',
    renameKey('Totals'),
    202,
    ['function dtm-dev-aggregate: dynamodb:GetItem on dtm-dev-totals', 'is primary, sk. Fix: give the table'],
  ],
])('the twin says at the first report that %s', async (_, plant, status, expected) => {
  const { posted, told } = await firstReport(plant, (text) => expected.every((part) => text.includes(part)));
  expect(posted.status).toBe(status);
  expect(posted.problem?.code).toBe(status === 500 ? 'internal-error' : undefined);
  expect(posted.text).not.toMatch(/arn:|AccessDenied|Validation|dtm-dev|authorized|dynamodb|kms/i);
  for (const text of expected) expect(told).toContain(text);
});
