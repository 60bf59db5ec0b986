import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseStrictJson } from '../../../../shared/domain/json/strict-json.ts';

/** The same value with ordinary prototypes and without -0, to compare with what JSON.parse makes. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value) ?? 'null');

function refusals(text: string): string[] {
  const read = parseStrictJson(text);
  const list = read.ok ? read.value.findings : read.problem.findings;
  return list.map(({ code, pointer, details }) => `${code} ${pointer} ${JSON.stringify(details)}`);
}

const refused: readonly (readonly [name: string, text: string, ...findings: string[]])[] = [
  ['an empty body', '', 'json-syntax  {"what":"empty","line":1,"character":1}'],
  ['blanks only', ' \n', 'json-syntax  {"what":"empty","line":2,"character":1}'],
  ['a cut object', '{"a":', 'json-syntax /a {"what":"unexpected-end","line":1,"character":6}'],
  [
    'a trailing comma in an object',
    '{"a":1,}',
    'json-syntax  {"what":"name-expected","line":1,"character":8}',
  ],
  ['a trailing comma in an array', '[1,]', 'json-syntax /1 {"what":"value-expected","line":1,"character":4}'],
  ['a missing comma', '[1 2]', 'json-syntax /0 {"what":"comma-expected","line":1,"character":4}'],
  ['a missing colon', '{"a" 1}', 'json-syntax /a {"what":"colon-expected","line":1,"character":6}'],
  ['a name without quotes', '{a:1}', 'json-syntax  {"what":"unknown-word","line":1,"character":2}'],
  ['single quotes', "{'a':1}", 'json-syntax  {"what":"unknown-word","line":1,"character":2}'],
  ['a comment', '[1, // one\n2]', 'json-syntax /1 {"what":"comment","line":1,"character":5}'],
  ['an open comment', '[1 /* ', 'json-syntax /0 {"what":"comment","line":1,"character":4}'],
  ['NaN', '[NaN]', 'json-syntax /0 {"what":"unknown-word","line":1,"character":2}'],
  ['a plus sign', '[+1]', 'json-syntax /0 {"what":"unknown-word","line":1,"character":2}'],
  ['a lone minus', '[-]', 'json-syntax /0 {"what":"unknown-word","line":1,"character":2}'],
  ['a leading zero', '[01]', 'json-syntax /0 {"what":"comma-expected","line":1,"character":3}'],
  ['a point without digits', '[1.]', 'json-syntax  {"what":"bad-number","line":1,"character":2}'],
  ['an exponent without digits', '[1e]', 'json-syntax  {"what":"bad-number","line":1,"character":2}'],
  ['an open string', '["a', 'json-syntax  {"what":"open-string","line":1,"character":2}'],
  ['a line break in a string', '["a\nb"]', 'json-syntax  {"what":"open-string","line":1,"character":2}'],
  ['a tab in a string', '["a\tb"]', 'json-syntax  {"what":"control-character","line":1,"character":2}'],
  ['an unknown escape', '["\\x41"]', 'json-syntax  {"what":"bad-escape","line":1,"character":2}'],
  ['a short unicode escape', '["\\u12"]', 'json-syntax  {"what":"bad-escape","line":1,"character":2}'],
  ['a second value', '{} {}', 'json-syntax  {"what":"end-expected","line":1,"character":4}'],
  [
    'characters, not bytes',
    '["Hà Nội", x]',
    'json-syntax /1 {"what":"unknown-word","line":1,"character":12}',
  ],
  [
    'a byte order mark does not count',
    '\ufeff[x]',
    'json-syntax /0 {"what":"unknown-word","line":1,"character":2}',
  ],
  ['a line number', '[\n\n x]', 'json-syntax /0 {"what":"unknown-word","line":3,"character":2}'],
  ['a name twice', '{"a":1,"b":[{"a":1,"a":2}]}', 'duplicate-json-key /b/0/a {"name":"a"}'],
  ['a name twice, once escaped', '{"a":1,"\\u0061":1}', 'duplicate-json-key /a {"name":"a"}'],
  ['a name twice, with null', '{"a":null,"a":null}', 'duplicate-json-key /a {"name":"a"}'],
  ['a name that escapes the pointer', '{"/~":1,"/~":1}', 'duplicate-json-key /~1~0 {"name":"/~"}'],
  ['__proto__', '{"__proto__":{}}', 'forbidden-name /__proto__ {"name":"__proto__"}'],
  ['__proto__, escaped', '{"\\u005f_proto__":1}', 'forbidden-name /__proto__ {"name":"__proto__"}'],
  ['names that only look as if they did that', '[{"constructor":1,"prototype":{"toString":2}}]'],
  ['half a pair in a value', '{"a":"\\ud83d"}', 'lone-surrogate /a {}'],
  ['half a pair in a name', '{"\\ude00":1}', 'lone-surrogate /\ufffd {}'],
  ['half a pair, not escaped', '["\ud83d"]', 'lone-surrogate /0 {}'],
  [
    'a number above the range',
    '[1e400]',
    'json-syntax /0 {"what":"number-out-of-range","line":1,"character":2}',
  ],
  [
    'a number below the range',
    '[1e-400]',
    'json-syntax /0 {"what":"number-out-of-range","line":1,"character":2}',
  ],
  ['16 digits', '{"v":1234567890123456}', 'too-many-digits /v {"value":"1234567890123456"}'],
  ['16 digits with a point', '[-0.1234567890123456]', 'too-many-digits /0 {"value":"-0.1234567890123456"}'],
  [
    'everything before the first syntax error, and digits with it',
    '{"a":1,"a":12345678901234567,"__proto__":"\\ud800",}',
    'duplicate-json-key /a {"name":"a"}',
    'forbidden-name /__proto__ {"name":"__proto__"}',
    'lone-surrogate /__proto__ {}',
    'json-syntax  {"what":"name-expected","line":1,"character":51}',
    'too-many-digits /a {"value":"12345678901234567"}',
  ],
];

test('numbers with zeros behind the point come as they were written too', () => {
  const read = parseStrictJson('{"a":[1.50,-501.000,1.5,10,1e10,1.0e10,"1.50",0.0],"b":2.0}');
  expect(read.ok && read.value.literals).toEqual([
    { path: ['a', 0], text: '1.50' },
    { path: ['a', 1], text: '-501.000' },
    { path: ['a', 7], text: '0.0' },
    { path: ['b'], text: '2.0' },
  ]);
});

describe('what is refused, where and why', () => {
  test.each(refused)('%s', (_name, text, ...findings) => {
    expect(refusals(text)).toEqual(findings);
  });

  test('numbers of too many digits come beside the value, to be reported with all else', () => {
    expect(parseStrictJson('[1234567890123456]')).toMatchObject({
      ok: true,
      value: { value: [1234567890123456] },
    });
  });

  test('20 levels are read, 21 are not', () => {
    expect(parseStrictJson('['.repeat(20) + ']'.repeat(20)).ok).toBe(true);
    expect(refusals('['.repeat(21) + ']'.repeat(21))).toEqual([
      `nested-too-deep ${'/0'.repeat(20)} {"limit":20}`,
    ]);
  });

  test.each([
    ['10,000 arrays', '['.repeat(10_000)],
    ['10,000 objects', '{"a":'.repeat(10_000)],
    ['6 MB of arrays', '['.repeat(6_000_000)],
  ])('%s do not overflow the stack', (_name, text) => {
    expect(refusals(text)).toHaveLength(1);
  });

  test('a name as long as the body does not make every pointer as long', () => {
    const text = `{"${'n'.repeat(100_000)}":{${'"a":1,'.repeat(1_000)}"a":1}}`;
    expect(JSON.stringify(refusals(text)).length).toBeLessThan(1_000 * 100);
  });
});

describe('numbers that keep their digits', () => {
  test.each([
    ['0', 0],
    ['-0', 0],
    ['-0.0e5', 0],
    ['999999999999999', 999999999999999],
    ['1000000000000000000000', 1e21],
    ['0.000000000000000000012', 1.2e-20],
    ['1.500000000000000000000', 1.5],
    ['12e3', 12000],
  ])('%s', (text, value) => {
    const read = parseStrictJson(text);
    expect(read).toMatchObject({ ok: true, value: { value, findings: [] } });
  });
});

const names = fc.string({ unit: 'grapheme' }).filter((name) => name !== '__proto__');
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .filter((size) => size === 0 || Math.abs(size) > 1e-300),
    fc.string({ unit: 'grapheme' }),
    fc.array(tie('value')),
    fc.dictionary(names, tie('value')),
  ),
})).value;

describe('laws', () => {
  test('agrees with JSON.parse on every JSON text without duplicates', () => {
    fc.assert(
      fc.property(json, fc.nat(3), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const read = parseStrictJson(text);
        expect(read.ok && plain(read.value.value)).toEqual(JSON.parse(text));
      }),
    );
  });

  test('accepts nothing that JSON.parse refuses, and throws at nothing', () => {
    const alphabet = fc.constantFrom(
      ...'{}[]:,"\\/-+.eEu0123 \n\ttfnalsrue'.split(''),
      'true',
      'null',
      '"a":',
      '\ud800',
      '\u00a0',
    );
    fc.assert(
      fc.property(fc.array(alphabet, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        if (!parseStrictJson(text).ok) return;
        expect(() => JSON.parse(text)).not.toThrow();
      }),
      { numRuns: 5_000 },
    );
  });

  test('refuses with a finding whatever JSON.parse refuses', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.string(), (text, at, insert) => {
        const cut = at % (text.length + 1);
        const altered = text.slice(0, cut) + insert + text.slice(cut + 1);
        let valid = true;
        try {
          JSON.parse(altered);
        } catch {
          valid = false;
        }
        const read = parseStrictJson(altered);
        if (!valid) expect(read.ok ? [] : read.problem.findings).not.toHaveLength(0);
      }),
      { numRuns: 2_000 },
    );
  });

  test('objects inherit no names, so that none of the sender meets one of the language', () => {
    const read = parseStrictJson('{"toString":1}');
    const value = read.ok ? (read.value.value as object) : {};
    const inherited = [...Object.getOwnPropertyNames(Object.prototype), 'toJSON', 'then'];
    expect(inherited.filter((name) => name in value)).toEqual(['toString']);
    expect(Object.keys(value)).toEqual(['toString']);
  });
});
