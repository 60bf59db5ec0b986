/** A server on this machine that answers as AWS documents its APIs: by operation, in JSON or XML, page by page. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AwsTarget } from '../../../../../shared/aws/operator.ts';

/** What it is asked: the operation (`CreateStack`, or `GET /account`) and where it goes on. */
export type Asked = { readonly operation: string; readonly service: string; readonly input: string };

export type Answer = { readonly status?: number; readonly type?: string; readonly body: string } | 'silence';

export type StandIn = {
  readonly target: AwsTarget;
  readonly asked: readonly Asked[];
  readonly stop: () => Promise<void>;
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

/** The operation stands in a header, in the form, or is method and path. */
function operationOf({ headers, method, url = '' }: IncomingMessage, body: string): string {
  const named = headers['x-amz-target'];
  if (typeof named === 'string') return named.split('.').at(-1) ?? '';
  return new URLSearchParams(body).get('Action') ?? `${method} ${new URL(url, 'http://x').pathname}`;
}

export const json = (body: unknown, status = 200): Answer => ({ status, body: JSON.stringify(body) });
export const xml = (body: string, status = 200): Answer => ({ status, type: 'text/xml', body });

/** The error as a service with JSON says it. */
export const refusal = (code: string, message: string, status = 400): Answer =>
  json({ __type: code, message, Message: message }, status);
/** As one with XML says it. */
export const xmlRefusal = (code: string, message: string, status = 400): Answer =>
  xml(
    `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
    status,
  );

/** Whatever `answer` has no answer for is refused as an operation that is not known. */
export async function startStandIn(answer: (asked: Asked) => Answer | undefined): Promise<StandIn> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const service =
      /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const one = { operation: operationOf(request, body), service, input: `${request.url} ${body}` };
    asked.push(one);
    const said = answer(one) ?? refusal('UnknownOperationException', one.operation);
    if (said === 'silence') return;
    response.writeHead(said.status ?? 200, { 'content-type': said.type ?? 'application/x-amz-json-1.1' });
    response.end(said.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    asked,
    target: {
      endpoint: `http://127.0.0.1:${address.port}`,
      region: 'ap-southeast-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c' },
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
