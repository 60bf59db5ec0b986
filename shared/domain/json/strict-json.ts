/**
 * Reads a JSON text as RFC 8259 and I-JSON (RFC 7493) have it: names are unique, text is Unicode, numbers keep
 * their digits. Two readers of the same bytes can then never see different contents, which the digests rely on.
 *
 * The tokens are jsonc-parser's. The grammar above them is here and not its `visit`, because `visit` can neither
 * be stopped nor kept from overflowing the stack.
 */
import { createScanner } from 'jsonc-parser';
import { type FindingValue, type Problem, problem } from '../problems/problems.ts';
import { fail, ok, type Result } from '../problems/result.ts';
import { cut } from '../values/cut.ts';
import { bareObject } from './bare-object.ts';
import { hasZerosBehindPoint, judgeNumber } from './json-number.ts';
import { jsonPointer } from './json-pointer.ts';
import type { SyntaxErrorCode } from './json-syntax.ts';

/** Arrays and objects inside each other, at most. */
const MAX_DEPTH = 20;

/** A number as it was written, where its zeros behind the point are not in the value any more: 1.50, 501.000. */
export type Literal = { readonly path: readonly (string | number)[]; readonly text: string };

/** `findings` are numbers of too many digits: rounded in `value`, and to be refused with all else that is wrong. */
export type StrictJson = {
  readonly value: unknown;
  readonly literals: readonly Literal[];
  readonly findings: readonly FindingValue[];
};

/** Of jsonc-parser's `SyntaxKind`, a const enum that type stripping cannot import. */
const OPEN_BRACE = 1;
const CLOSE_BRACE = 2;
const OPEN_BRACKET = 3;
const CLOSE_BRACKET = 4;
const COMMA = 5;
const COLON = 6;
const NULL = 7;
const TRUE = 8;
const FALSE = 9;
const STRING = 10;
const NUMBER = 11;
const LINE_COMMENT = 12;
const BLOCK_COMMENT = 13;
const LINE_BREAK = 14;
const TRIVIA = 15;
const UNKNOWN = 16;
const END = 17;

/** By jsonc-parser's `ScanError`; 0 is none, 1 an open comment, which is refused as a comment. */
const scanErrors: readonly (SyntaxErrorCode | null)[] = [
  null,
  null,
  'open-string',
  'bad-number',
  'bad-escape',
  'bad-escape',
  'control-character',
];

/** The one name that can change what an object inherits in a program that reads it; any other is just not known. */
const isForbidden = (name: string): boolean => name === '__proto__';

const LONGEST_SHOWN = 64;

/** Objects are bare: a name of the sender never meets one of the language. */
export function parseStrictJson(source: string): Result<StrictJson, Problem> {
  const text = source.charCodeAt(0) === 0xfeff ? source.slice(1) : source; // RFC 8259 §8.1: a BOM may be ignored
  const { scan, getTokenError, getTokenStartLine, getTokenStartCharacter, getTokenValue } =
    createScanner(text);
  const wellFormed = !text.includes('\\u') && text.isWellFormed();
  const fatal: FindingValue[] = [];
  const digits: FindingValue[] = [];
  const literals: Literal[] = [];
  const path: (string | number)[] = [];
  let depth = 0;
  /** After the first error of syntax or nesting nothing is read: what follows it could only be guessed. */
  let stopped = false;
  let token: number = END;

  const add = (list: FindingValue[], code: FindingValue['code'], details: FindingValue['details']): void => {
    list.push({ code, pointer: jsonPointer(path.slice(0, depth)), key: null, details });
  };

  const stop = (what: SyntaxErrorCode): undefined => {
    if (stopped) return;
    stopped = true;
    const place = { line: getTokenStartLine() + 1, character: getTokenStartCharacter() + 1 };
    add(fatal, 'json-syntax', { what: text.trim() === '' ? 'empty' : what, ...place });
  };

  const next = (): void => {
    do token = scan();
    while (token === TRIVIA || token === LINE_BREAK);
    const error = getTokenError();
    if (error !== 0) {
      const what = scanErrors[error];
      if (what) stop(what);
    }
    if (token === LINE_COMMENT || token === BLOCK_COMMENT) stop('comment');
  };

  const unexpected = (expected: SyntaxErrorCode): undefined =>
    stop(token === END ? 'unexpected-end' : token === UNKNOWN ? 'unknown-word' : expected);

  const readString = (): string => {
    const value = getTokenValue();
    if (!wellFormed && !value.isWellFormed()) add(fatal, 'lone-surrogate', {});
    return value;
  };

  const readNumber = (): number | undefined => {
    const raw = getTokenValue();
    const value = Number(raw);
    const verdict = judgeNumber(raw, value);
    if (verdict === 'out-of-range') return stop('number-out-of-range');
    if (verdict === 'too-many-digits') add(digits, 'too-many-digits', { value: cut(raw, LONGEST_SHOWN) });
    else if (hasZerosBehindPoint(raw)) literals.push({ path: path.slice(0, depth), text: raw });
    return value + 0; // -0 is 0
  };

  const enter = (): boolean => {
    if (depth < MAX_DEPTH) {
      next();
      depth += 1;
      return true;
    }
    add(fatal, 'nested-too-deep', { limit: MAX_DEPTH });
    stopped = true;
    return false;
  };

  const readArray = (): unknown[] => {
    const values: unknown[] = [];
    if (!enter()) return values;
    if (token !== CLOSE_BRACKET) {
      path[depth - 1] = 0;
      while (!stopped) {
        values.push(readValue());
        if (token !== COMMA) break;
        path[depth - 1] = values.length;
        next();
      }
      if (!stopped && token !== CLOSE_BRACKET) unexpected('comma-expected');
    }
    depth -= 1;
    next();
    return values;
  };

  const readColon = (): void => {
    if (token === COLON) next();
    else unexpected('colon-expected');
  };

  const readMember = (members: Record<string, unknown>): void => {
    if (token !== STRING) {
      depth -= 1; // there is no name to point at: the object itself
      unexpected('name-expected');
      return;
    }
    path[depth - 1] = getTokenValue();
    const name = readString();
    if (isForbidden(name)) add(fatal, 'forbidden-name', { name });
    if (members[name] !== undefined) add(fatal, 'duplicate-json-key', { name: cut(name, LONGEST_SHOWN) });
    next();
    readColon();
    members[name] = readValue();
  };

  const readObject = (): Record<string, unknown> => {
    const members = bareObject<unknown>();
    if (!enter()) return members;
    if (token !== CLOSE_BRACE) {
      while (!stopped) {
        readMember(members);
        if (token !== COMMA) break;
        next();
      }
      if (!stopped && token !== CLOSE_BRACE) unexpected('comma-expected');
    }
    depth -= 1;
    next();
    return members;
  };

  const readValue = (): unknown => {
    if (stopped) return undefined;
    let value: unknown = null;
    switch (token) {
      case OPEN_BRACE:
        return readObject();
      case OPEN_BRACKET:
        return readArray();
      case STRING:
        value = readString();
        break;
      case NUMBER:
        value = readNumber();
        break;
      case TRUE:
        value = true;
        break;
      case FALSE:
        value = false;
        break;
      case NULL:
        break;
      default:
        return unexpected('value-expected');
    }
    next();
    return value;
  };

  next();
  const value = readValue();
  if (!stopped && token !== END) stop('end-expected');
  if (fatal.length > 0) return fail(problem('malformed-json', {}, [...fatal, ...digits]));
  return ok({ value, literals, findings: digits });
}
