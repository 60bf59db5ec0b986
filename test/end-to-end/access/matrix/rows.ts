/** A row of the matrix: what is asked of a route, and what each caller is told. */
import type { OperationId } from '../../../../shared/contract/routes.ts';
import type { HttpCall } from '../../sender.ts';
import { type Caller, keyCallers, keyless, type World } from '../callers.ts';

/** Below the stage; without a method it is that of the route. */
type Asked = Pick<HttpCall, 'path' | 'body' | 'headers'>;

/** `verdicts`: a status, with the code of the problem where it is one. */
export type Row = {
  readonly what: string;
  readonly asked: (world: World) => Asked;
  readonly verdicts: Readonly<Record<Caller, string>>;
};
export type Rows = Readonly<Record<OperationId, readonly Row[]>>;

/** What the words of a row stand for; a number stands for itself. */
const words: Readonly<Record<string, string>> = {
  agency: '403 foreign-agency',
  system: '403 foreign-system',
  scope: '403 scope-missing',
  invalid: '422 invalid-submission',
  parameter: '400 invalid-request',
  'no-batch': '404 batch-not-found',
  over: '409 upload-over',
  differs: '409 batch-differs',
  'no-entry': '404 submission-not-found',
  'no-drill': '404 drill-not-found',
  'no-key': '404 key-not-found',
  'no-client': '404 client-not-found',
  'no-letter': '404 dead-letter-not-found',
  'no-verification': '404 verification-not-found',
  'no-dataset': '404 dataset-not-found',
  'not-found': '404 not-found',
  'not-allowed': '403 operator-not-allowed',
  'no-version': '428 version-missing',
};
const verdictOf = (word: string): string => words[word] ?? word;

type Of<Name extends string> = Readonly<Record<Name, string>>;

function columns<Name extends string>(names: readonly Name[], text: string): Of<Name> {
  const said = text.trim().split(/\s+/);
  if (said.length !== names.length) throw new Error(`${said.length} of ${names.length} columns: ${text}`);
  return Object.fromEntries(names.map((name, at) => [name, verdictOf(said[at] ?? '')])) as Of<Name>;
}

const operators = ['registrar', 'key-officer', 'on-call', 'auditor'] as const;
const allOf = <Name extends string>(names: readonly Name[], word: string): Of<Name> =>
  Object.fromEntries(names.map((name) => [name, verdictOf(word)])) as Of<Name>;
const everybody = [
  ...keyCallers,
  ...(Object.keys(keyless) as (keyof typeof keyless)[]),
  ...operators,
] as const;

/** A route that asks for a key: a column for each caller that has one. A signature of AWS is no key. */
export const withKey = (what: string, asked: Row['asked'], text: string): Row => ({
  what,
  asked,
  verdicts: { ...columns(keyCallers, text), ...keyless, ...allOf(operators, '401 key-malformed') },
});

/** A route of operators: registrar, key officer, on call, auditor. To who does not sign there is nothing there. */
export const signed = (asked: Row['asked'], text: string): Row => ({
  what: 'as operators',
  asked,
  verdicts: { ...allOf(everybody, 'not-found'), ...columns(operators, text) },
});

/** A route that is open to all, whatever key they send. */
export const open = (path: string): Row => ({
  what: 'as anybody',
  asked: () => ({ path }),
  verdicts: allOf(everybody, '200'),
});
