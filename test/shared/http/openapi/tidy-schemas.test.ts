import { describe, expect, test } from 'vitest';
import { longestMatch } from '../../../../shared/http/openapi/longest-match.ts';
import { tidySchemas } from '../../../../shared/http/openapi/tidy-schemas.ts';

describe('the longest text that a pattern takes', () => {
  test.each([
    ['^[0-9a-f]{64}$', 64],
    ['^\\d{4}(-(0[1-9]|1[0-2])|-Q[1-4]|-H[12])?$', 7],
    ['^(true|no)$', 4],
    ['^(?=a)a(?:bc){0,2}$', 5],
    ['^a\\.b$', 3],
    ['^a+$', Number.POSITIVE_INFINITY],
    ['^[a-z]*$', Number.POSITIVE_INFINITY],
    // It matches within a longer text.
    ['[0-9]{3}', Number.POSITIVE_INFINITY],
    ['^a|b$', Number.POSITIVE_INFINITY],
    ['^a(x)\\1$', Number.POSITIVE_INFINITY],
  ])('%s: %d', (pattern, longest) => {
    expect(longestMatch(pattern)).toBe(longest);
  });
});

const tidied = (schema: object) => {
  tidySchemas(schema);
  return schema;
};

describe('what linters and generators want written out', () => {
  test.each([
    ['a number that fits', { type: 'integer', minimum: 0, maximum: 998 }, { format: 'int32' }],
    ['one that does not', { type: 'integer', minimum: 0, maximum: 2 ** 31 }, { format: 'int64' }],
    ['one without a bound', { type: 'integer' }, { format: 'int64' }],
    ['a text of a pattern', { type: 'string', pattern: '^[a-z]{3}$' }, { maxLength: 3 }],
    ['one with a lower limit', { type: 'string', pattern: '^[a-z]{1,9}$', maxLength: 5 }, { maxLength: 5 }],
    ['a pair', { type: 'array', prefixItems: [{}, {}], items: false, maxItems: 2 }, { items: {} }],
    ['a list without end', { type: 'array', items: false }, { items: false }],
  ])('%s', (_, schema, changes) => {
    expect(tidied({ ...schema })).toEqual({ ...schema, ...changes });
  });

  test('the empty list has no entries to be named', () => {
    expect(tidied({ type: 'array', prefixItems: [], items: false, maxItems: 0 })).toEqual({
      type: 'array',
      items: {},
      maxItems: 0,
    });
  });

  test('what an example shows is no schema', () => {
    const shown = { examples: { one: { value: { type: 'integer' } } } };
    expect(tidied(structuredClone(shown))).toEqual(shown);
  });
});
