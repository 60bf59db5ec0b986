/** No expression over text of others can try one character many times: growth would be a square, a cube or worse. */
import { globSync, readFileSync } from 'node:fs';
import { parse } from 'acorn';
import { transformSync } from 'esbuild';
import { analyse } from 'scslre';
import { describe, expect, test } from 'vitest';

const files = globSync(['shared/**/*.ts', 'cli/**/*.ts', 'functions/**/*.ts', 'twin/gateway/**/*.ts']).filter(
  (name) => !name.endsWith('.d.ts'),
);

/** Expressions that may grow faster, each with what bounds the text that it meets. */
const argued: Readonly<Record<string, string>> = {
  [String.raw`shared/domain/batches/workbook/date-styles.ts /"[^"]*"|[\\_*].|\[(?!(?:h{1,9}|m{1,9}|s{1,9})\])[^\]]*\]/gi`]:
    'a format of at most 1,000 characters',
};

/**
 * Expressions that are made at run time, which nothing can be said of here: a class of characters, without repetition; and those of the
 * schemas, which the generator of the OpenAPI document takes apart and never runs.
 */
const madeAtRunTime = ['shared/domain/values/plain-text.ts', 'shared/http/openapi/longest-match.ts'];

function literalsOf(path: string): { pattern: string; flags: string }[] {
  const { code } = transformSync(readFileSync(path, 'utf8'), {
    loader: 'ts',
    target: 'esnext',
    charset: 'utf8',
  });
  const found: { pattern: string; flags: string }[] = [];
  parse(code, {
    ecmaVersion: 'latest',
    sourceType: 'module',
    // acorn's types say nothing of the value of a token
    onToken: ({ type, value }: { type: { label: string }; value?: unknown }) => {
      if (type.label === 'regexp') found.push(value as { pattern: string; flags: string });
    },
  });
  return found;
}

const isSlow = (source: string, flags: string): boolean =>
  analyse({ source, flags }, { reportTypes: { Move: true, Self: true, Trade: true } }).reports.length > 0;

describe('the check finds what cost seconds', () => {
  test.each([
    '0+$',
    '^\\s*a\\s*(?:;q)?\\s*$',
    '^\\s*charset=\\s*"?([^"]*)"?\\s*$',
    '(\\d{3})+$',
    '^(a+)+$',
    '^(.+)@([^/]+)$',
  ])('%s', (source) => {
    expect(isSlow(source, '')).toBe(true);
  });
});

test('every expression in what reads text of others is linear, or argued', () => {
  const slow = files.flatMap((path) =>
    literalsOf(path)
      .filter(({ pattern, flags }) => isSlow(pattern, flags))
      .map(({ pattern, flags }) => `${path} /${pattern}/${flags}`),
  );
  expect(slow.sort()).toEqual(Object.keys(argued).sort());
  expect(files.flatMap(literalsOf).length).toBeGreaterThan(50);
});

test('expressions that are made at run time are those that are known', () => {
  const makers = files.filter((path) => /\bRegExp\(/.test(readFileSync(path, 'utf8')));
  expect(makers.sort()).toEqual(madeAtRunTime);
});
