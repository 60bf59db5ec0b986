/** Calls that may be refused: what cannot be read is a value that names the right, and keeps no other read from going on. */
import type { Reading, Unread } from '../../../domain/oversight/preflight/readings.ts';
import { fail, ok } from '../../../domain/problems/result.ts';

/** A call that AWS did not answer as asked, with the right that it needs. */
class CallFault extends Error {
  readonly action: string;

  constructor(action: string, cause: unknown) {
    super(action, { cause });
    this.action = action;
  }
}

/** One call of AWS. `action` as IAM writes it. */
export async function call<T>(action: string, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    throw new CallFault(action, error);
  }
}

/** As `call`; null where AWS says, by one of these names, that there is no such thing. */
export const callFor = <T>(
  action: string,
  absent: (error: Error) => boolean,
  send: () => Promise<T>,
): Promise<T | null> =>
  call(action, async () => {
    try {
      return await send();
    } catch (error) {
      if (error instanceof Error && absent(error)) return null;
      throw error;
    }
  });

export const isNamed =
  (...names: readonly string[]) =>
  ({ name }: Error): boolean =>
    names.includes(name);

export async function reading<T>(work: () => Promise<T>): Promise<Reading<T>> {
  try {
    return ok(await work());
  } catch (error) {
    if (!(error instanceof CallFault)) throw error;
    return fail(unreadOf(error));
  }
}

/** The services do not agree on the name of the error; all say the right in the same words, where they say it. */
function unreadOf({ action: asked, cause }: CallFault): Unread {
  if (!(cause instanceof Error)) return { kind: 'failed', action: asked, message: String(cause) };
  // As the SDK says it, of each client alike.
  if (cause.message.startsWith('Region is missing')) return { kind: 'no region' };
  if (cause.name === 'CredentialsProviderError')
    return { kind: 'no credentials', message: cause.message.split('\n')[0] ?? '' };
  const action = /not authorized to perform: ([\w-]+:\w+)/.exec(cause.message)?.[1] ?? asked;
  if (/^(AccessDenied|UnauthorizedOperation|NotAuthorized|AuthorizationError)/.test(cause.name))
    return { kind: 'refused', action };
  if (cause.name === 'TimeoutError') return { kind: 'silent', action };
  // The SDK adds lines for who writes with it.
  const [said = ''] = cause.message.split('\n');
  const message = cause.name === 'Error' ? said : `${cause.name}: ${said}`;
  return { kind: 'failed', action, message };
}

/** What AWS documents to be in its answer. */
export function given<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`the answer has no ${name}`);
  return value;
}
