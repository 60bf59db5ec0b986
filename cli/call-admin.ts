/** Calls to the admin routes: signed as the operator whose task it is, on the version that was read. */

import type * as z from 'zod';
import { identityOfEnvironment, type OperatorIdentity, signedHeaders } from '../shared/aws/sign-call.ts';
import { type AdminTask, type OperatorKind, operatorOf } from '../shared/contract/access/operators.ts';
import { stageName } from '../shared/contract/stage-names.ts';
import { localized } from '../shared/domain/language/localized.ts';
import { type Answer, answerTo, problemOf } from './call-hub.ts';
import type { Shell } from './commands/command.ts';
import { CommandFault, faultText } from './fault.ts';
import type { Hub } from './hub.ts';
import { refusal } from './refusal.ts';
import { apiOf } from './sender.ts';
import { inLanguage } from './view.ts';

type AdminCall = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below `/v1/admin`: `/maintenance`. */
  readonly path: string;
  /** Of a change: the version that it is made on. */
  readonly on?: string;
  readonly body?: object;
};

export type CallAdmin = (call: AdminCall) => Promise<Answer>;

/** Whose clock is further off than that takes the gateway's, as the SDK's clients do. */
const CLOCK_OFF = 4 * 60_000;

/** Says as whom it calls; what every operator may do (`any`) the auditor does. */
export async function adminOf(
  { hub, now, remark, view }: Pick<Shell, 'hub' | 'now' | 'remark' | 'view'>,
  task: AdminTask | 'any',
): Promise<CallAdmin> {
  const found = hub();
  const { identity, name } = await identityOf(found, found.operator ?? kindFor(task));
  remark(inLanguage(view)(`as ${name}`, `với tư cách ${name}`));
  const api = apiOf(found);
  let ahead = 0;
  const send = ({ method, path, on, body }: AdminCall): Promise<Answer> => {
    const url = `${api}/admin${path}`;
    const text = body === undefined ? null : JSON.stringify(body);
    const headers = {
      'Accept-Language': view.language,
      ...(text !== null && { 'Content-Type': 'application/json' }),
      ...(on !== undefined && { 'If-Match': `"${on}"` }),
    };
    const unsigned = { method, url, headers, ...(text !== null && { body: text }) };
    const signed = () => signedHeaders(identity, unsigned, now() + ahead);
    return askedAgain(() => answerTo({ method, url, body: text }, signed));
  };
  return async (call) => {
    const answer = await send(call);
    if (answer.status !== 403 || problemOf(answer).code !== 'signature-refused') return answer;
    const off = (answer.date ?? now()) - now();
    if (Math.abs(off - ahead) < CLOCK_OFF) return answer;
    ahead = off;
    return send(call);
  };
}

/** What a change is made on. Throws what the hub answers instead. */
export async function standingAt<T>(
  call: CallAdmin,
  path: string,
  schema: z.ZodType<T>,
  view: Shell['view'],
): Promise<T> {
  const answer = await call({ method: 'GET', path });
  if (answer.status !== 200) throw refusal(answer, view);
  return schema.parse(answer.body);
}

const MOST_ATTEMPTS = 3;

/** An answer that was lost on its way: the same change on the same version is made once however often it is asked for. */
async function askedAgain(ask: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      if (attempt === MOST_ATTEMPTS || faultText(error).includes('ECONNREFUSED')) throw error;
    }
  }
}

const kindFor = (task: AdminTask | 'any'): OperatorKind => (task === 'any' ? 'auditor' : operatorOf(task));

async function identityOf(
  { stage, aws, operatorKeys }: Hub,
  kind: OperatorKind,
): Promise<{ identity: OperatorIdentity; name: string }> {
  if (aws === null) {
    const identity = await identityOfEnvironment();
    return { identity, name: `${identity.credentials.accessKeyId} (${identity.region})` };
  }
  const name = stageName(stage, kind);
  const credentials = operatorKeys[name];
  if (credentials === undefined)
    throw new CommandFault(
      localized(
        `the twin has no operator ${name}: start it anew`,
        `bản sao không có người vận hành ${name}: hãy khởi động lại`,
      ),
    );
  return { identity: { region: aws.region, credentials }, name };
}
