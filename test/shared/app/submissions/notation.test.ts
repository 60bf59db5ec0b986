/** One literal, as a JSON number and in quotes: the same verdict, the same content; which of them a Vietnamese reads as thousands. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseStrictJson } from '../../../../shared/domain/json/strict-json.ts';
import { parseDecimal, significantScale } from '../../../../shared/domain/values/decimal.ts';
import { fakeHub } from '../../../fakes/hub.ts';
import { events, increment, RECEIVED } from '../../../fixtures/events.ts';
import { report } from '../../../fixtures/reports.ts';

const PLACE = '"@"';

/** What the hub says to a body in which the literal stands where PLACE stood: the cell as recorded, or the codes. */
async function verdictOf(body: object, key: string, written: string): Promise<unknown> {
  const read = parseStrictJson(JSON.stringify(body).replaceAll(PLACE, written));
  if (!read.ok) return read.problem.kind;
  const { value, literals: bodyLiterals, findings: bodyFindings } = read.value;
  const hub = fakeHub();
  const answer = await hub.submit(value, { bodyLiterals, bodyFindings, idempotencyKey: 'k-1' });
  if (!answer.ok) return [...new Set(answer.problem.findings.map(({ code }) => code))];
  const [entry] = hub.ledger.entries();
  return entry?.kind === 'event'
    ? entry.increments[0]?.cells[key]
    : entry?.kind === 'report' && entry.cells[key];
}

/** What is received and what is completed of it have the same figure, as the catalogue compares them. */
const withFigure = (indicator: string) => ({
  ...report(),
  cells: report().cells.map((cell) =>
    cell.indicator === indicator || (indicator === 'volume.received' && cell.indicator === 'volume.completed')
      ? { ...cell, value: '@' }
      : cell,
  ),
});
const withParts = (numerator: unknown, denominator: unknown) => ({
  ...report(),
  cells: report().cells.map((cell) =>
    cell.indicator === 'cost.average' ? { indicator: cell.indicator, numerator, denominator } : cell,
  ),
});

/** Digits after the point that each takes. */
const scales = { 'volume.received': 0, 'data.freshest': 1, 'load.peak': 2, 'cost.balance': 3 } as const;
type Indicator = keyof typeof scales;
const keyOf = (indicator: Indicator): string =>
  indicator === 'volume.received' ? 'volume.received|channel=app|kind=internal' : indicator;

const both = (indicator: Indicator, literal: string) =>
  Promise.all(
    [literal, `"${literal}"`].map((written) => verdictOf(withFigure(indicator), keyOf(indicator), written)),
  );

const thousands = ['ambiguous-thousands'];

describe('a report', () => {
  test.each<[Indicator, string, unknown]>([
    ['volume.received', '0', '0'],
    ['volume.received', '0.0', '0'],
    ['volume.received', '-0', '0'],
    ['volume.received', '-0.00', '0'],
    ['volume.received', '5.0', '5'],
    ['volume.received', '501.00', '501'],
    ['volume.received', '501.0000', '501'],
    ['volume.received', '1.50', ['wrong-scale']],
    ['volume.received', '1.234', ['wrong-scale']],
    ['volume.received', '1.000', thousands],
    ['volume.received', '501.000', thousands],
    ['volume.received', '0.000', thousands],
    ['volume.received', '1.000000', thousands],
    ['volume.received', '-1.000', ['ambiguous-thousands', 'out-of-range']],
    ['data.freshest', '1.50', '1.5'],
    ['data.freshest', '1.500', thousands],
    ['data.freshest', '1.000', thousands],
    ['load.peak', '1.50', '1.5'],
    ['load.peak', '1.5000', '1.5'],
    ['load.peak', '1.500000', '1.5'],
    ['load.peak', '1.250', thousands],
    ['load.peak', '1.251', ['wrong-scale']],
    ['cost.balance', '1.000', '1'],
    ['cost.balance', '-501.500', '-501.5'],
    ['cost.balance', '1.2340', '1.234'],
  ])('%s takes %s, as a number and in quotes, as %j', async (indicator, literal, expected) => {
    expect(await both(indicator, literal)).toEqual([expected, expected]);
  });

  test.each(['1.000.000', '1,000', '1 000', '+1', '1.', '.5', '01', '-', '1_000'])(
    '%s is refused, as a number and in quotes',
    async (literal) => {
      expect(await both('load.peak', literal)).toEqual(['malformed-json', ['not-a-decimal']]);
    },
  );

  test('an exponent is of JSON numbers only, and leaves nothing to mistake', async () => {
    expect(await both('load.peak', '1e3')).toEqual(['1000', ['not-a-decimal']]);
    expect(await both('load.peak', '1.000e0')).toEqual(['1', ['not-a-decimal']]);
    expect(await both('load.peak', '1.50E+1')).toEqual(['15', ['not-a-decimal']]);
  });

  test.each(['2.000', '"2.000"'])('a part of a ratio that is %s', async (written) => {
    for (const body of [withParts('@', 1), withParts(3, '@')])
      expect(await verdictOf(body, 'cost.average', written)).toEqual(thousands);
    expect(await verdictOf(withParts('@', 1), 'cost.average', written.replace('000', '50'))).toEqual([
      '2.5',
      '1',
    ]);
  });

  test('both meanings are said, and what to write', async () => {
    const read = parseStrictJson(JSON.stringify(withFigure('load.peak')).replaceAll(PLACE, '-1.250'));
    if (!read.ok) throw new Error('not JSON');
    const answer = await fakeHub().submit(read.value.value, { bodyLiterals: read.value.literals });
    if (answer.ok) throw new Error('accepted');
    expect(answer.problem.findings[0]).toMatchObject({
      code: 'ambiguous-thousands',
      pointer: expect.stringMatching(/^\/cells\/\d+\/value$/),
      key: 'load.peak',
      details: { value: '-1.250', write: '-1.25 | -1250' },
      allowed: ['-1.25', '-1250'],
    });
  });

  test('a revision of 1.0 is a whole number still', async () => {
    const text = JSON.stringify(report())
      .replace('"revision":1', '"revision":1.0')
      .replace('"value":1', '"value":1.0');
    const read = parseStrictJson(text);
    if (!read.ok) throw new Error('not JSON');
    const { value, literals: bodyLiterals } = read.value;
    expect(bodyLiterals.map(({ path }) => path)).toEqual([['revision'], ['cells', 0, 'value']]);
    expect(await fakeHub().submit(value, { bodyLiterals })).toMatchObject({ ok: true });
  });
});

test('any literal gets one verdict in both spellings: taken by the digits that matter, unless it reads as thousands', async () => {
  const literal = fc
    .tuple(fc.constantFrom('', '-'), fc.nat(999_999), fc.stringMatching(/^[0-9]{0,4}0{0,6}$/))
    .map(([sign, whole, fraction]) => `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`)
    .filter((text) => text.replace(/[-.]/g, '').replace(/^0+/, '').length <= 15);
  const indicator = fc.constantFrom<Indicator>(
    'volume.received',
    'data.freshest',
    'load.peak',
    'cost.balance',
  );
  await fc.assert(
    fc.asyncProperty(indicator, literal, async (id, text) => {
      const [number, quoted] = await both(id, text);
      expect(number).toEqual(quoted);
      const value = parseDecimal(text) ?? { units: 0n, scale: 0 };
      const isFine = significantScale(value) <= scales[id];
      const zeros = (text.split('.')[1] ?? '').match(/^(000)+$/) !== null;
      const codes: readonly unknown[] = Array.isArray(number) ? number : [];
      expect(codes.includes('wrong-scale')).toBe(!isFine);
      if (scales[id] < 3 && zeros) expect(codes).toContain('ambiguous-thousands');
      if (scales[id] === 3) expect(codes).not.toContain('ambiguous-thousands');
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['1.0', '1'],
  ['1.000', thousands],
  ['501.000', thousands],
  ['1.50', ['wrong-scale']],
])('an increment of %s, as a number and in quotes, is %j', async (literal, expected) => {
  const body = events({ increments: [increment('@')] });
  for (const written of [literal, `"${literal}"`])
    expect(await verdictOf(body, RECEIVED, written)).toEqual(expected);
});
