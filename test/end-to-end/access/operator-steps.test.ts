/** Dead letters and receipt keys over the admin routes: what is done, by whom, and what is left where a function dies in between. */

import { setTimeout } from 'node:timers/promises';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { AuditEvent } from '../../../shared/contract/access/audit.ts';
import { History } from '../../../shared/contract/access/change.ts';
import { DeadLetterList, DeadLetterWork } from '../../../shared/contract/oversight/dead-letters.ts';
import { ReceiptKeyStanding, ReceiptKeyWork } from '../../../shared/contract/submissions/receipt-keys.ts';
import { STAGE, startHub, type TestHub } from '../hub.ts';
import { eventsOf, jsonLog } from '../logs.ts';
import { DEAD_LETTERS, operatorSqs } from '../queues.ts';
import type { HttpAnswer } from '../sender.ts';
import { operatorOf } from './operator.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 120_000 });

let hub: TestHub;
let sqs: SQSClient;
beforeAll(async () => {
  hub = await startHub();
  sqs = operatorSqs(hub.twin);
}, 120_000);
afterAll(async () => {
  sqs.destroy();
  await hub.stop();
});

const bury = (body: string) =>
  sqs.send(new SendMessageCommand({ QueueUrl: hub.twin.queueUrls[DEAD_LETTERS], MessageBody: body }));
const onCall = () => operatorOf(hub, 'on-call');
const officer = () => operatorOf(hub, 'key-officer');
const parsed = ({ text }: HttpAnswer) => JSON.parse(text);
const letters = async () =>
  DeadLetterList.parse(parsed(await onCall().call({ path: '/admin/dead-letters' })));
const handle = (on: string, body: object) =>
  onCall().call({ method: 'POST', path: '/admin/dead-letters', on, body });
const slots = async () =>
  ReceiptKeyStanding.parse(parsed(await officer().call({ path: '/admin/receipt-keys' })));
const change = (on: string, body: object) =>
  officer().call({ method: 'POST', path: '/admin/receipt-keys', on, body });
const history = async (task: string) =>
  History.parse(parsed(await operatorOf(hub, 'auditor').call({ path: `/admin/history?task=${task}` })))
    .changes;
const auditOf = (name: string, answer: HttpAnswer) =>
  eventsOf(AuditEvent, jsonLog(hub.twin, name)).filter(
    ({ requestId }) => requestId === answer.headers.get('x-request-id'),
  );
const code = (answer: HttpAnswer): string => parsed(answer).code ?? '';

/** Kills the function while its calls of an operation wait, and answers when it is gone. */
async function killedAt(
  name: string,
  service: 'sqs' | 'dynamodb' | 'secretsmanager',
  operation: string,
  call: () => Promise<HttpAnswer>,
) {
  const principal = `dtm-${STAGE}-${name}`;
  hub.twin.setFaults([{ kind: 'delay', service, operation, principal, milliseconds: 3000 }]);
  const killed = setTimeout(6000).then(() => hub.twin.functions.get(principal)?.killProcesses());
  const [answer] = await Promise.all([call(), killed]);
  hub.twin.setFaults([]);
  return answer;
}

test('a deletion leaves its reason in the history, an audit line with both digests, and the other letters', async () => {
  await bury('poison');
  await bury('a test of the vendor');
  const { version, letters: there } = await letters();
  const id = there.find(({ what }) => what === 'a test of the vendor')?.id ?? '';
  const answer = await handle(version, { action: 'delete', ids: [id], reason: 'put there by hand' });
  expect([answer.status, DeadLetterWork.parse(parsed(answer)).notThere]).toEqual([200, []]);
  expect((await letters()).letters.map(({ what }) => what)).toEqual(['poison']);
  const [ended, begun] = await history('dead-letters');
  expect([begun, ended]).toMatchObject([
    { action: 'delete', before: null, body: { reason: 'put there by hand', letters: [{ id }] } },
    { action: 'end', before: begun?.after, operator: onCall().userArn },
  ]);
  expect(auditOf('admin-letters', answer)).toEqual([
    expect.objectContaining({
      action: 'change',
      operator: onCall().userArn,
      resource: ended?.record,
      before: ended?.before,
      after: ended?.after,
    }),
  ]);
  // Asked for again, as after a lost answer: the same.
  const again = await handle(version, { action: 'delete', ids: [id], reason: 'put there by hand' });
  expect(again.text).toBe(answer.text);
});

test('of two operators at once one sends a letter back, and the other hears of it', async () => {
  const { version, letters: there } = await letters();
  const ids = there.map(({ id }) => id);
  const answers = await Promise.all([
    handle(version, { action: 'send-back', ids }),
    handle(version, { action: 'delete', ids, reason: 'nobody needs it' }),
  ]);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  const [refused] = answers.filter(({ status }) => status !== 200);
  expect(['task-busy', 'version-changed', 'no-dead-letters']).toContain(refused && code(refused));
  expect(await history('dead-letters')).toHaveLength(4);
});

test('a function that is killed between two steps leaves nothing half: the same call goes on with it', async () => {
  await bury('{"kind":"refold","dataset":"etx-monthly","period":"2026-11","node":"H26"}');
  const [{ version }, before] = await Promise.all([letters(), slots()]);
  const sendBack = { action: 'send-back' };
  await killedAt('admin-letters', 'sqs', 'DeleteMessage', () => handle(version, sendBack));
  await killedAt('admin-receipt-keys', 'secretsmanager', 'PutSecretValue', () =>
    change(before.version, { action: 'renew' }),
  );
  const busy = await handle(version, sendBack);
  expect([busy.status, code(busy)]).toEqual([409, 'task-busy']);
  await setTimeout(36_000);

  const sent = await handle(version, sendBack);
  expect([sent.status, DeadLetterWork.parse(parsed(sent)).endedAt]).toEqual([200, expect.any(String)]);
  expect((await letters()).letters).toEqual([]);
  const actions = (await history('dead-letters')).slice(0, 3).map(({ action }) => action);
  expect(actions).toEqual(['end', 'go on', 'send-back']);

  const renewed = await change(before.version, { action: 'renew' });
  expect([renewed.status, ReceiptKeyWork.parse(parsed(renewed)).slot]).toEqual([200, 'b']);
  const after = await slots();
  expect(after.slots[0]).toEqual(before.slots[0]);
  expect(after.slots[1]?.kid).not.toBe(before.slots[1]?.kid);
  expect(after.retired.map(({ kid }) => kid)).toContain(before.slots[1]?.kid);
  expect(auditOf('admin-receipt-keys', renewed)).toMatchObject([{ action: 'change', outcome: 'done' }]);
  const early = await change(after.version, { action: 'rotate' });
  expect([early.status, code(early)]).toEqual([409, 'receipt-key-too-young']);
});
