/** Calls as no library sends them: paths that are not put right, headers that are too long, requests that are never finished. */
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { TestHub } from '../hub.ts';
import type { HttpAnswer } from '../sender.ts';

export type RawCall = {
  readonly method?: string;
  /** With the stage, and as it goes over the wire: `/v1/a/../b`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
};

export function rawCall({ twin }: TestHub, call: RawCall): Promise<HttpAnswer> {
  const { hostname, port } = new URL(twin.apiUrl);
  const { method = 'GET', path, headers = {}, body } = call;
  const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
  request({ hostname, port, method, path, headers }, (answer) => {
    const chunks: Buffer[] = [];
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    answer.on('end', () => {
      const names = Object.entries(answer.headers).map(([name, value]): [string, string] => [
        name,
        `${value}`,
      ]);
      const text = Buffer.concat(chunks).toString();
      resolve({ status: answer.statusCode ?? 0, headers: new Headers(names), text });
    });
  })
    .on('error', reject)
    .end(body);
  return promise;
}

/** A connection that has begun a request and says nothing more. */
export function unfinished({ twin }: TestHub, begun: string): Promise<Socket> {
  const { hostname, port } = new URL(twin.apiUrl);
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const socket = connect(Number(port), hostname, () => {
    socket.write(begun);
    resolve(socket);
  });
  socket.on('error', reject);
  return promise;
}
