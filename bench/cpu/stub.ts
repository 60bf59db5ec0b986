/**
 * As little of AWS as the measured functions call, in a process of its own, so that only the handler's CPU is in the figure. It
 * accepts every put, so that each submission is new; only the registry's records are kept. Like AWS it speaks TLS, which
 * the bytes of a call cost CPU on both sides.
 */
import { hash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';

type TextItem = Record<string, AttributeValue.SMember>;
type Input = {
  readonly TableName?: string;
  readonly Item?: TextItem;
  readonly Key?: TextItem;
  readonly MessageBody?: string;
  readonly SecretId?: string;
  readonly ExpressionAttributeValues?: TextItem;
  readonly RequestItems?: Record<string, { PutRequest: { Item: TextItem } }[]>;
};

/** By pk; the sort keys of a pk come in ascending order, one per load. */
const registry = new Map<string, TextItem>();
const keep = (item: TextItem | undefined): void => {
  if (item?.pk !== undefined) registry.set(item.pk.S, item);
};

const operations: Readonly<Record<string, (input: Input) => object>> = {
  GetItem: ({ Key }) => ({ Item: registry.get(Key?.pk?.S ?? '') }),
  Query: ({ ExpressionAttributeValues: values }) => {
    const found = registry.get(values?.[':pk']?.S ?? '');
    return { Items: found ? [found] : [], Count: found ? 1 : 0 };
  },
  Scan: () => ({ Items: [...registry.values()], Count: registry.size }),
  BatchWriteItem: ({ RequestItems = {} }) => {
    for (const { PutRequest } of Object.values(RequestItems).flat()) keep(PutRequest.Item);
    return { UnprocessedItems: {} };
  },
  PutItem: ({ TableName, Item }) => {
    if (TableName === 'registry') keep(Item);
    return {};
  },
  GetSecretValue: ({ SecretId = '' }) => ({ SecretString: SecretId.repeat(5) }),
  SendMessage: ({ MessageBody = '' }) => ({
    MD5OfMessageBody: hash('md5', MessageBody),
    MessageId: randomUUID(),
  }),
};

const [, , key = '', cert = ''] = process.argv;
const tls = { key: readFileSync(key), cert: readFileSync(cert) };
const server = createServer({ ...tls, keepAliveTimeout: 60_000, noDelay: true }, (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const name = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const operation = operations[name];
    const answer = JSON.stringify(
      operation?.(JSON.parse(Buffer.concat(chunks).toString()) as Input) ?? {
        __type: 'UnknownOperationException',
        message: name,
      },
    );
    response.writeHead(operation ? 200 : 400, {
      'content-type': 'application/x-amz-json-1.0',
      'content-length': Buffer.byteLength(answer),
      'x-amzn-requestid': randomUUID(),
    });
    response.end(answer);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') process.send?.(address.port);
});
process.on('disconnect', () => process.exit(0));
