import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
// By path: the package exports its HTTP server alone, and neither its routes nor its stores.
import { registerS3Routes } from '../../../node_modules/fauxqs/dist/s3/s3Router.js';
import type { S3Store } from '../../../node_modules/fauxqs/dist/s3/s3Store.js';
import type { WireAnswer, WireRequest } from '../wire.ts';

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

/** Has fauxqs answer a request as one for this bucket and key, whatever its path says. */
export function fauxqsAnswers(store: S3Store) {
  const routes = collectRoutes(store);
  return async (request: WireRequest, bucket: string, key: string): Promise<WireAnswer> => {
    const url = bucket === '' ? '/' : key === '' ? '/:bucket' : '/:bucket/*';
    const handler = routes.get(`${request.method} ${url}`);
    if (handler === undefined) throw new Error(`fauxqs has no route ${request.method} ${url}`);
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
  };
}
