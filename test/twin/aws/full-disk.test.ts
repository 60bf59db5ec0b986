/** The disk fills up while the endpoint runs: what is answered, what is said, and what is there afterwards. */
import { CreateTableCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, it, test } from 'vitest';
import { guardWrites } from '../../../twin/aws/dynamodb/guarded-writes.ts';
import { openFauxqs } from '../../../twin/aws/fauxqs-backend.ts';
import { type Fixture, ledgerTable, quietPlace, startFixture, temporaryDirectory } from './fixture.ts';

const full = () => Object.assign(new Error('no space left on device, write'), { code: 'ENOSPC' });

let fixture: Fixture;
let said: string[];
let room: boolean;
let directory: ReturnType<typeof temporaryDirectory>;
beforeEach(async () => {
  [said, room, directory] = [[], false, temporaryDirectory()];
  fixture = await startFixture({
    stateDirectory: directory.path,
    onStorage: (sentence) => said.push(sentence),
    hasSpace: () => room,
  });
});
afterEach(async () => {
  await fixture.stop();
  directory.remove();
});

const put = (pk: string) =>
  fixture
    .dynamoDb()
    .send(new PutItemCommand({ TableName: 'Ledger', Item: { pk: { S: pk }, sk: { S: '1' } } }));
const get = async (pk: string) =>
  (
    await fixture
      .dynamoDb()
      .send(new GetItemCommand({ TableName: 'Ledger', Key: { pk: { S: pk }, sk: { S: '1' } } }))
  ).Item;
const send = (body: string) =>
  fixture
    .sqs()
    .send(new SendMessageCommand({ QueueUrl: fixture.endpoint.queueUrl('submissions'), MessageBody: body }));
const receive = async () =>
  (
    await fixture
      .sqs()
      .send(new ReceiveMessageCommand({ QueueUrl: fixture.endpoint.queueUrl('submissions') }))
  ).Messages?.map(({ Body }) => Body);
const keep = (key: string) =>
  fixture.s3().send(new PutObjectCommand({ Bucket: 'journal', Key: key, Body: key, IfNoneMatch: '*' }));

it('refuses what writes as AWS does when it is out of order, reads on, and says why once', async () => {
  await Promise.all([put('before'), send('before'), keep('before')]);
  expect(fixture.endpoint.storageFailed(full())).toBe(true);
  expect(fixture.endpoint.storageFailed(full())).toBe(true);
  for (let time = 0; time < 2; time += 1) {
    await expect(put('during')).rejects.toMatchObject({
      name: 'InternalServerError',
      $metadata: { httpStatusCode: 500 },
    });
    for (const call of [send('during'), receive(), keep('during')])
      await expect(call).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } });
  }
  expect(await get('before')).toBeDefined();
  const object = await fixture.s3().send(new GetObjectCommand({ Bucket: 'journal', Key: 'before' }));
  expect(await object.Body?.transformToString()).toBe('before');
  expect(said).toEqual([
    `the disk of ${directory.path} is full: what would write is refused (500, 503) and nothing that was acknowledged is lost; make room on it (8 MB at least), and the twin goes on by itself`,
  ]);
  expect(fixture.errors).toEqual([]);
});

it('goes on by itself when there is room, with all that was acknowledged', async () => {
  await Promise.all([put('before'), send('before'), keep('before')]);
  fixture.endpoint.storageFailed(full());
  await expect(keep('again')).rejects.toThrow();
  room = true;
  await expect.poll(() => fixture.endpoint.isDown(), { timeout: 5000 }).toBe(false);
  expect(said[1]).toBe(`${directory.path} can be written again: the twin goes on`);
  await Promise.all([put('after'), keep('again')]);
  expect(await get('before')).toBeDefined();
  expect(await get('after')).toBeDefined();
  await expect(keep('before')).rejects.toMatchObject({ name: 'PreconditionFailed' });
  // The refused receives have not counted: the message is there, once.
  expect(await receive()).toEqual(['before']);
  expect(await receive()).toBeUndefined();
  expect(said).toHaveLength(2);
});

it('is no fault of the disk: the caller hears of it as before', async () => {
  expect(fixture.endpoint.storageFailed(new Error('other'))).toBe(false);
  await expect(fixture.dynamoDb().send(new CreateTableCommand(ledgerTable as never))).rejects.toThrow();
  expect(said).toEqual([]);
});

test('a real full database of the queues loses no message on its way to the dead-letter queue', async () => {
  const fauxqs = openFauxqs(directory.path, quietPlace);
  const arn = (name: string) => `arn:aws:sqs:r:1:${name}`;
  const dead = fauxqs.sqs.createQueue('dead', 'http://x/1/dead', arn('dead'), {});
  const redrive = JSON.stringify({ deadLetterTargetArn: arn('dead'), maxReceiveCount: 1 });
  const queue = fauxqs.sqs.createQueue('q', 'http://x/1/q', arn('q'), { RedrivePolicy: redrive });
  // By path: the package exports its HTTP server alone.
  const { SqsStore } = await import('../../../node_modules/fauxqs/dist/sqs/sqsStore.js');
  queue.enqueue(SqsStore.createMessage('kept'));
  queue.dequeue(1, 0, () => dead);
  const enqueue = dead.enqueue.bind(dead);
  dead.enqueue = () => {
    throw full();
  };
  expect(() => queue.dequeue(1, 0, () => dead)).toThrow('no space');
  dead.enqueue = enqueue;
  await fauxqs.close();
  const again = openFauxqs(directory.path, quietPlace);
  const bodies = again.sqs
    .getQueueByName('q')
    ?.inspectMessages()
    .ready.map(({ body }) => body);
  expect(bodies).toEqual(['kept']);
  await again.close();
});

/** A LevelDB whose writes end when and how the test says. */
function handMade() {
  const writes: PromiseWithResolvers<void>[] = [];
  const write = () => {
    const one = Promise.withResolvers<void>();
    writes.push(one);
    return one.promise;
  };
  const level = { put: write, del: write, batch: write, clear: write };
  const failures: unknown[] = [];
  guardWrites(level as never, (failure) => failures.push(failure));
  return { level, writes, failures };
}

test('a write behind one that fails is not acknowledged: it may lie behind a torn record', async () => {
  const { level, writes, failures } = handMade();
  const [torn, behind] = [level.put(), level.put()];
  writes[1]?.resolve();
  await new Promise((resolve) => setImmediate(resolve));
  writes[0]?.reject(
    Object.assign(new Error('IO error: /s/1.log: No space left on device'), { code: 'LEVEL_IO_ERROR' }),
  );
  await expect(torn).rejects.toThrow('No space left');
  await expect(behind).rejects.toThrow('No space left');
  await expect(level.batch()).rejects.toThrow('No space left');
  expect(writes).toHaveLength(2);
  expect(failures).toHaveLength(1);
});

test('a write that is refused for another reason stops no other', async () => {
  const { level, writes, failures } = handMade();
  const wrong = level.put();
  writes[0]?.reject(new Error('bad key'));
  await expect(wrong).rejects.toThrow('bad key');
  const next = level.del();
  writes[1]?.resolve();
  await expect(next).resolves.toBeUndefined();
  expect(failures).toEqual([]);
});
