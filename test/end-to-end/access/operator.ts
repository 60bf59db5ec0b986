/** An operator as the tests of the running hub know one: signs as a tool of AWS would, and can be made to sign wrongly. */
import { type OperatorIdentity, signedHeaders } from '../../../shared/aws/sign-call.ts';
import type { OperatorKind } from '../../../shared/contract/access/operators.ts';
import { STAGE, type TestHub } from '../hub.ts';
import type { HttpAnswer } from '../sender.ts';

export type AdminCall = {
  readonly method?: string;
  /** Below the stage: `/admin/maintenance`. */
  readonly path: string;
  /** What `If-Match` names; left out where it is undefined. */
  readonly on?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

/** What is done to a call between signing and sending it, or to the signing itself. */
export type Tamper = {
  /** Milliseconds that the signer's clock is ahead. */
  readonly clock?: number;
  readonly secret?: string;
  readonly region?: string;
  /** Sent in the place of what was signed. */
  readonly body?: object;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Signed = {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
};

export function operatorOf(hub: TestHub, kind: OperatorKind) {
  const operator = hub.twin.operators.get(`dtm-${STAGE}-${kind}`);
  if (operator === undefined) throw new Error(`no operator ${kind}`);
  const { accessKeyId, secretAccessKey, userArn } = operator;
  const sign = async (call: AdminCall, tamper: Tamper = {}): Promise<Signed> => {
    const { method = 'GET', path, on, body } = call;
    const text = body === undefined ? null : JSON.stringify(body);
    const identity: OperatorIdentity = {
      region: tamper.region ?? hub.twin.region,
      credentials: { accessKeyId, secretAccessKey: tamper.secret ?? secretAccessKey },
    };
    const headers = {
      'Accept-Language': 'en',
      ...(text !== null && { 'Content-Type': 'application/json' }),
      ...(on !== undefined && { 'If-Match': `"${on}"` }),
      ...call.headers,
    };
    const url = `${hub.twin.apiUrl}${path}`;
    const unsigned = { method, url, headers, ...(text !== null && { body: text }) };
    const signed = await signedHeaders(identity, unsigned, hub.twin.now() + (tamper.clock ?? 0));
    return {
      url: `${hub.twin.apiUrl}${tamper.path ?? path}`,
      method,
      headers: { ...signed, ...tamper.headers },
      body: tamper.body === undefined ? text : JSON.stringify(tamper.body),
    };
  };
  const call = async (given: AdminCall, tamper: Tamper = {}): Promise<HttpAnswer> =>
    send(await sign(given, tamper));
  return { userArn, sign, call };
}

export async function send({ url, method, headers, body }: Signed): Promise<HttpAnswer> {
  const answer = await fetch(url, { method, headers, body });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}
