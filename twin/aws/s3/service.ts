import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
// By path: the package exports its HTTP server alone, and neither its routes nor its stores.
import { registerS3Routes } from '../../../node_modules/fauxqs/dist/s3/s3Router.js';
import type { S3Store } from '../../../node_modules/fauxqs/dist/s3/s3Store.js';
import type { Authorization } from '../iam/authorization.ts';
import type { ServiceHandler } from '../pipeline.ts';
import type { WireAnswer, WireRequest } from '../wire.ts';
import { errorAnswer } from '../wire-errors.ts';
import { type S3Call, s3Call } from './actions.ts';
import type { Replication } from './replication.ts';

type RouteHandler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/** fauxqs' S3 routes by `METHOD url`, collected by standing in for its Fastify server. */
function collectRoutes(store: S3Store): Map<string, RouteHandler> {
  const routes = new Map<string, RouteHandler>();
  const on = (method: string) => (url: string, handler: RouteHandler) =>
    routes.set(`${method} ${url}`, handler);
  const server = {
    put: on('PUT'),
    head: on('HEAD'),
    delete: on('DELETE'),
    post: on('POST'),
    route: (route: { method: string; url: string; handler: RouteHandler }) =>
      routes.set(`${route.method} ${route.url}`, route.handler),
  };
  registerS3Routes(server as unknown as FastifyInstance, store);
  return routes;
}

async function carry(
  handler: RouteHandler,
  request: WireRequest,
  bucket: string,
  key: string,
): Promise<WireAnswer> {
  let status = 200;
  let body: string | Buffer = '';
  const headers: Record<string, string | number> = {};
  const reply = {
    header: (name: string, value: string | number) => {
      headers[name] = value;
      return reply;
    },
    status: (code: number) => {
      status = code;
      return reply;
    },
    send: (payload?: string | Buffer) => {
      body = payload ?? '';
      return reply;
    },
  };
  const asked = {
    params: { bucket, '*': key },
    query: Object.fromEntries(request.query),
    headers: request.headers,
    body: request.body,
  };
  await handler(asked as unknown as FastifyRequest, reply as unknown as FastifyReply);
  return { status, headers, body };
}

const PRECONDITION_FAILED = {
  status: 412,
  code: 'PreconditionFailed',
  message: 'At least one of the pre-conditions you specified did not hold',
};

const makesObject = new Set(['PutObject', 'CopyObject', 'CompleteMultipartUpload']);

/** The S3 REST API over fauxqs' store, with the conditional put that fauxqs lacks. */
export function s3Service(
  store: S3Store,
  authorization: Authorization,
  replication: () => Pick<Replication, 'expect' | 'statusOf'>,
): ServiceHandler {
  const routes = collectRoutes(store);
  const find = (bucket: string, key: string) => {
    try {
      return store.headObject(bucket, key);
    } catch {
      return undefined;
    }
  };

  return async (request, caller) => {
    let call: S3Call | undefined;
    try {
      call = s3Call(request);
    } catch (error) {
      if (!(error instanceof URIError)) throw error;
      return errorAnswer('s3', {
        status: 400,
        code: 'InvalidURI',
        message: "Couldn't parse the specified URI.",
      });
    }
    if (call === undefined || !call.carried)
      return errorAnswer('s3', {
        status: 501,
        code: 'NotImplemented',
        message: `The twin's buckets (fauxqs) have no ${call?.operation ?? `${request.method} with ${request.query}`}.`,
      });
    const { operation, bucket, key, accesses } = call;
    const carryOut = async (): Promise<WireAnswer> => {
      const url = bucket === '' ? '/' : key === '' ? '/:bucket' : '/:bucket/*';
      const handler = routes.get(`${request.method} ${url}`);
      if (handler === undefined) throw new Error(`fauxqs has no route ${request.method} ${url}`);
      const found = key === '' ? undefined : find(bucket, key);
      // S3 tells that a key is not there only to those who may list the bucket.
      if ((operation === 'GetObject' || operation === 'HeadObject') && found === undefined) {
        const listing = { action: 's3:ListBucket', resource: `arn:aws:s3:::${bucket}`, context: {} };
        if (!authorization.allows(caller, listing))
          return errorAnswer('s3', { status: 403, code: 'AccessDenied', message: 'Access Denied' });
      }
      if (operation === 'PutObject' || operation === 'CompleteMultipartUpload') {
        const { 'if-none-match': ifNoneMatch, 'if-match': ifMatch } = request.headers;
        if (ifNoneMatch === '*' && found !== undefined) return errorAnswer('s3', PRECONDITION_FAILED);
        if (ifMatch !== undefined && ifMatch !== found?.etag) return errorAnswer('s3', PRECONDITION_FAILED);
      }
      if (makesObject.has(operation)) replication().expect(bucket, key);
      const answer = await carry(handler, request, bucket, key);
      const status = found === undefined ? undefined : replication().statusOf(bucket, key);
      if (typeof answer === 'string' || status === undefined) return answer;
      return { ...answer, headers: { ...answer.headers, 'x-amz-replication-status': status } };
    };
    return {
      operation,
      resource: bucket,
      accesses,
      carryOut: async () => ({ answer: await carryOut(), usages: [] }),
    };
  };
}
