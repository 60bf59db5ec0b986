import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import {
  createAuthorization,
  type Denial,
  type EncryptedResource,
  type Principal,
  type ResourcePolicies,
} from './authorization.ts';
import { control } from './control.ts';
import { type Counts, createCounts } from './counts.ts';
import { connectDynamoDb } from './dynamodb-backend.ts';
import { createFaults, type FaultRule } from './faults.ts';
import { openFauxqs } from './fauxqs-backend.ts';
import { openDynalite } from './item-store.ts';
import { type InjectedFailure, type Pipeline, type ServiceHandler, serve } from './pipeline.ts';
import { createProvisioner, type Provisioner } from './provision.ts';
import { type QueueGauge, queueGauges } from './queue-gauges.ts';
import { openSecretStore } from './secret-store.ts';
import { dynamoDbService, restoredFrom } from './service-dynamodb.ts';
import { s3Service } from './service-s3.ts';
import { secretsService } from './service-secrets.ts';
import { sqsService } from './service-sqs.ts';
import { callerOf, presignedUrlHasExpired } from './sigv4-caller.ts';
import { isObject, list, type Service, type WireAnswer, type WireRequest } from './wire.ts';
import { errorAnswer, unavailable, unknownCaller } from './wire-errors.ts';

/** How far the latest restorable second is behind the clock (300 unless told, as on AWS), and how long a restore takes. */
export type PointInTime = { readonly trailSeconds?: number; readonly restoreSeconds?: number };

export type AwsEndpointOptions = {
  /** 0 or absent: any free port. */
  port?: number;
  /** Holds `dynamodb/` (LevelDB), `fauxqs/` (SQLite) and `secrets/` (files); one endpoint at a time may have it open. */
  stateDirectory: string;
  region: string;
  accountId: string;
  principals: readonly Principal[];
  resourcePolicies: ResourcePolicies;
  tables: readonly EncryptedResource[];
  queues: readonly EncryptedResource[];
  buckets: readonly EncryptedResource[];
  secrets: readonly EncryptedResource[];
  /** Seeded, in [0, 1): decides about faults with a probability. */
  random: () => number;
  onDenied: (denial: Denial) => void;
  /** A call that a fault rule answered instead of the service. */
  onInjected?: (failure: InjectedFailure) => void;
  /** The state of every alarm, for whoever asks at `/_twin/alarms`. */
  alarms?: () => unknown;
  /** An error that is the endpoint's own fault; the caller gets a 5xx. */
  onError?: (error: unknown) => void;
  /** A call that can never succeed, with what to do about it. */
  onInvalidCall?: (text: string) => void;
  /** Another DynamoDB emulator in place of the built-in one. */
  dynamodbEndpoint?: string;
  pointInTime?: PointInTime;
  /** Milliseconds; for the expiry of presigned URLs and the per-second peaks. */
  now?: () => number;
};

export type AwsEndpoint = Provisioner & {
  /** `http://127.0.0.1:<port>`, to be set as AWS_ENDPOINT_URL. */
  url: string;
  queueUrl(name: string): string;
  counts(): Counts;
  resetCounts(): void;
  setFaults(rules: readonly FaultRule[]): void;
  queueGauges(): QueueGauge[];
  /** Ends the long polls of all queues, so that their callers ask again. */
  endLongPolls(): void;
  close(): Promise<void>;
};

async function readRequest(incoming: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const [first] = chunks;
  const body = chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks);
  const [path = '/', query = ''] = (incoming.url ?? '/').split('?');
  const { method = 'GET', headers } = incoming;
  return { method, path, query: new URLSearchParams(query), headers, body };
}

function send(outgoing: ServerResponse, answer: WireAnswer, method: string): void {
  if (answer === 'destroy') {
    outgoing.socket?.destroy();
    return;
  }
  const { status, headers, body } = answer;
  const length = method === 'HEAD' ? (headers['content-length'] ?? 0) : Buffer.byteLength(body);
  outgoing.writeHead(status, { ...headers, 'content-length': length });
  outgoing.end(method === 'HEAD' || status === 304 ? undefined : body);
}

/** One server for DynamoDB, SQS, S3 and Secrets Manager that knows who calls, enforces IAM, counts, and injects faults. */
export async function startAwsEndpoint(options: AwsEndpointOptions): Promise<AwsEndpoint> {
  const { region, accountId, stateDirectory, now = Date.now } = options;
  const authorization = createAuthorization({
    principals: options.principals,
    resourcePolicies: options.resourcePolicies,
    resources: [...options.tables, ...options.queues, ...options.buckets, ...options.secrets],
    region,
  });
  const pipeline: Pipeline = {
    authorization,
    counts: createCounts(now),
    faults: createFaults(options.random),
    onDenied: options.onDenied,
    onInjected: (failure) => options.onInjected?.(failure),
  };
  const fauxqs = openFauxqs(join(stateDirectory, 'fauxqs'), now);
  const secrets = openSecretStore(join(stateDirectory, 'secrets'), now);
  const { trailSeconds = 300, restoreSeconds = 3 } = options.pointInTime ?? {};
  const itemStore = {
    path: join(stateDirectory, 'dynamodb'),
    accountId,
    region,
    now,
    trailSeconds,
    restoreSeconds,
    onError: (fault: unknown) => options.onError?.(fault),
  };
  const backend =
    options.dynamodbEndpoint === undefined
      ? await openDynalite(itemStore).catch(async (fault: unknown) => {
          await fauxqs.close();
          throw new Error(`the item store does not open (does another twin run on ${stateDirectory}?)`, {
            cause: fault,
          });
        })
      : connectDynamoDb(options.dynamodbEndpoint, region);
  const tables = await backend.call('ListTables', {});
  for (const name of list(tables.output.TableNames)) {
    const { output } = await backend.call('DescribeTable', { TableName: name });
    if (isObject(output.Table)) authorization.encryptAs(...restoredFrom(output.Table));
  }

  let url = '';
  const queueUrl = (name: string): string => `${url}/${accountId}/${name}`;
  const queueArnPrefix = `arn:aws:sqs:${region}:${accountId}:`;
  const services: Readonly<Record<Service, ServiceHandler>> = {
    dynamodb: dynamoDbService(
      backend,
      `arn:aws:dynamodb:${region}:${accountId}:`,
      options.onInvalidCall,
      authorization,
    ),
    sqs: sqsService(fauxqs.sqs, queueArnPrefix, queueUrl),
    s3: s3Service(fauxqs.s3, authorization),
    secretsmanager: secretsService(secrets, `arn:aws:secretsmanager:${region}:${accountId}:secret:`),
  };
  const isService = (name: string): name is Service => name in services;

  const answer = async (request: WireRequest): Promise<WireAnswer> => {
    if (request.path.startsWith('/_twin/'))
      return control(request, pipeline.faults, pipeline.counts, options.alarms ?? (() => []));
    const signed = callerOf(request);
    if (signed === undefined)
      return request.headers['x-amz-target'] === undefined
        ? errorAnswer('s3', { status: 403, code: 'AccessDenied', message: 'The request is not signed.' })
        : errorAnswer('dynamodb', {
            status: 400,
            code: 'MissingAuthenticationTokenException',
            message: 'Request is missing Authentication Token',
          });
    if (!isService(signed.service))
      return errorAnswer('dynamodb', {
        status: 400,
        code: 'UnknownOperationException',
        message: `The twin has no service "${signed.service}"; it has ${Object.keys(services).join(', ')}.`,
      });
    if (signed.presigned && presignedUrlHasExpired(request.query, now()))
      return errorAnswer('s3', { status: 403, code: 'AccessDenied', message: 'Request has expired' });
    const caller = authorization.caller(signed.accessKeyId);
    if (caller === undefined) return unknownCaller(signed.service);
    try {
      return await serve(pipeline, signed.service, services[signed.service], request, caller);
    } catch (error) {
      options.onError?.(error);
      return unavailable(signed.service);
    }
  };

  const server = createServer({ keepAliveTimeout: 65_000, noDelay: true }, (incoming, outgoing) => {
    readRequest(incoming)
      .then(async (request) => send(outgoing, await answer(request), request.method))
      .catch((error: unknown) => {
        options.onError?.(error);
        outgoing.destroy();
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the endpoint has no TCP port');
  url = `http://127.0.0.1:${address.port}`;

  return {
    url,
    queueUrl,
    counts: () => pipeline.counts.snapshot(),
    resetCounts: () => pipeline.counts.reset(),
    setFaults: (rules) => pipeline.faults.set(rules),
    queueGauges: () => queueGauges(fauxqs),
    endLongPolls: () => fauxqs.sqs.shutdown(),
    ...createProvisioner({ backend, fauxqs, secrets, queueArnPrefix, queueUrl }),
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      fauxqs.sqs.shutdown();
      server.closeAllConnections();
      await closed;
      await fauxqs.close();
      await backend.close();
    },
  };
}
