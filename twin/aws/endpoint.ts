import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { hasSpace } from '../state.ts';
import { control } from './control.ts';
import { type Counts, createCounts } from './counts.ts';
import type { AwsEndpointOptions } from './endpoint-options.ts';
import { createFaults, type FaultRule } from './faults.ts';
import { createAuthorization } from './iam/authorization.ts';
import { presignedFault } from './iam/presigned.ts';
import { callerOf } from './iam/sigv4-caller.ts';
import { type OpenStores, openStores } from './open-stores.ts';
import { type Pipeline, serve } from './pipeline.ts';
import type { Provisioner } from './provision.ts';
import { crossOriginHeaders, preflight } from './s3/cross-origin.ts';
import { bucketOf } from './s3/regions.ts';
import { type QueueGauge, queueGauges } from './sqs/queue-gauges.ts';
import { onlyReads, watchStorage } from './storage.ts';
import type { Service, WireAnswer, WireRequest } from './wire.ts';
import { errorAnswer, noSuchService, unavailable, unknownCaller } from './wire-errors.ts';

export type AwsEndpoint = Provisioner & {
  /** `http://127.0.0.1:<port>`, to be set as AWS_ENDPOINT_URL. */
  url: string;
  queueUrl(name: string): string;
  counts(): Counts;
  resetCounts(): void;
  setFaults(rules: readonly FaultRule[]): void;
  queueGauges(): QueueGauge[];
  /** Whether writes are refused because they failed: the stores are opened anew when the disk can be written. */
  isDown(): boolean;
  /** Whether a fault elsewhere in the state was one of its disk: then it is told here. */
  storageFailed(error: unknown): boolean;
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
  if (answer === 'silence') return;
  if (answer === 'destroy') {
    outgoing.socket?.destroy();
    return;
  }
  const { status, headers, body } = answer;
  const length = method === 'HEAD' ? (headers['content-length'] ?? 0) : Buffer.byteLength(body);
  outgoing.writeHead(status, { ...headers, 'content-length': length });
  outgoing.end(method === 'HEAD' || status === 304 ? undefined : body);
}

/** One server for DynamoDB, SQS, S3, Secrets Manager and searches of logs that knows who calls, enforces IAM, counts, and injects faults. */
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
    refuses: (operation) => storage.isDown() && (stores === undefined || !onlyReads(operation)),
    onDenied: options.onDenied,
    onInjected: (failure) => options.onInjected?.(failure),
  };
  let url = '';
  const queueUrl = (name: string): string => `${url}/${accountId}/${name}`;
  const onError = (error: unknown): void => {
    if (!storage.failed(error)) options.onError?.(error);
  };
  const open = (): Promise<OpenStores> => openStores({ ...options, now, queueUrl, onError }, authorization);
  const underWay = new Set<Promise<unknown>>();
  let stores: OpenStores | undefined;
  const storage = watchStorage({
    directory: stateDirectory,
    hasSpace: options.hasSpace ?? hasSpace,
    tell: (sentence, error) => options.onStorage?.(sentence, error),
    reopen: async () => {
      const former = stores;
      stores = undefined;
      former?.fauxqs.sqs.shutdown();
      await Promise.allSettled(underWay);
      await former?.close();
      stores = await open();
    },
  });
  stores = await open();
  const opened = (): OpenStores => {
    if (stores === undefined) throw new Error('the stores are not open');
    return stores;
  };
  const services: readonly string[] = Object.keys(stores.services);
  const isService = (name: string): name is Service => services.includes(name);

  const answerTo = async (request: WireRequest): Promise<WireAnswer> => {
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
      return noSuchService(signed.service, services, request.headers['content-type'] ?? '');
    const caller = authorization.caller(signed.accessKeyId);
    if (caller === undefined) return unknownCaller(signed.service);
    if (signed.presigned) {
      const fault = presignedFault(request, caller.principal.secretAccessKey, now());
      if (fault !== null) return fault;
    }
    if (stores === undefined) return unavailable(signed.service);
    const serving = serve(pipeline, signed.service, stores.services[signed.service], request, caller);
    underWay.add(serving);
    try {
      return await serving;
    } catch (error) {
      onError(error);
      return unavailable(signed.service);
    } finally {
      underWay.delete(serving);
    }
  };

  /** Pages of other origins: S3 alone has rules for them. */
  const answer = async (request: WireRequest): Promise<WireAnswer> => {
    if (request.headers.origin === undefined || request.path.startsWith('/_twin/')) return answerTo(request);
    const rules = stores?.corsOf(bucketOf(request)) ?? [];
    if (request.method === 'OPTIONS') return preflight(rules, request);
    const found = await answerTo(request);
    if (typeof found === 'string') return found;
    return { ...found, headers: { ...found.headers, ...crossOriginHeaders(rules, request) } };
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
    queueGauges: () => (stores === undefined ? [] : queueGauges(stores.fauxqs)),
    isDown: storage.isDown,
    storageFailed: storage.failed,
    endLongPolls: () => stores?.fauxqs.sqs.shutdown(),
    createTable: (properties) => opened().provisioner.createTable(properties),
    createQueue: (properties) => opened().provisioner.createQueue(properties),
    createBucket: (properties, region) => opened().provisioner.createBucket(properties, region),
    createSecret: (arn, properties) => opened().provisioner.createSecret(arn, properties),
    close: async () => {
      storage.stop();
      const closed = new Promise((resolve) => server.close(resolve));
      stores?.fauxqs.sqs.shutdown();
      server.closeAllConnections();
      await closed;
      await stores?.close();
    },
  };
}
