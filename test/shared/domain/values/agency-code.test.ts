import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { legacyAgencyCode, levelOne, parseAgencyCode } from '../../../../shared/domain/values/agency-code.ts';

describe('an agency code is read in either scheme', () => {
  test.each([
    ['H26', 'H26'],
    ['000.00.00.H26', 'H26'],
    ['000.00.18.H26', 'H26.18'],
    ['000.01.05.H26', 'H26.05.01'],
    ['001.01.05.H26', 'H26.05.01.001'],
    ['G12.18', 'G12.18'],
    // four groups that begin like level 1 are the new scheme
    ['H26.05.01.A01', 'H26.05.01.A01'],
    ['H26.05.01.001', 'H26.05.01.001'],
  ])('%s is %s', (text, code) => {
    expect(parseAgencyCode(text)).toEqual({ ok: true, code });
  });

  test.each([
    ['h26'],
    [' H26'],
    ['H26.'],
    ['H26..18'],
    ['H26-18'],
    [''],
    ['000.00.00.h26'],
    // a level is used below one that is not
    ['001.00.05.H26'],
    ['000.01.00.H26'],
    ['A'.repeat(36)],
  ])('%s is no code', (text) => {
    expect(parseAgencyCode(text)).toEqual({ ok: false });
  });
});

describe('the legacy form', () => {
  test.each([
    ['H26', '000.00.00.H26'],
    ['H26.18', '000.00.18.H26'],
    ['H26.05.01', '000.01.05.H26'],
    ['H26.05.01.001', '001.01.05.H26'],
    ['H26.05.01.A01', null],
    ['H26.00', null],
    ['H26.123', null],
    ['H26.01.02.003.04', null],
    ['ABCD', null],
  ])('of %s is %s', (code, legacy) => {
    expect(legacyAgencyCode(code)).toBe(legacy);
  });

  const letters = [...'0123456789ABGHZ'];
  const group = (min: number, max: number) =>
    fc.string({ unit: fc.constantFrom(...letters), minLength: min, maxLength: max });
  const anyCode = fc.oneof(
    fc.array(group(1, 3), { minLength: 1, maxLength: 5 }),
    fc.tuple(fc.constantFrom('H26', 'G12'), group(2, 2), group(2, 2), group(3, 3)),
  );

  test('gives the code again when it is read, whatever the code', () => {
    fc.assert(
      fc.property(anyCode, (groups) => {
        const code = groups.join('.');
        const legacy = legacyAgencyCode(code);
        if (legacy !== null) expect(parseAgencyCode(legacy)).toEqual({ ok: true, code });
        expect(levelOne(code)).toBe(groups[0]);
      }),
    );
  });

  test('reading twice changes nothing', () => {
    fc.assert(
      fc.property(anyCode, (groups) => {
        const read = parseAgencyCode(groups.join('.'));
        if (read.ok) expect(parseAgencyCode(read.code)).toEqual(read);
        else expect(read).toEqual({ ok: false });
      }),
    );
  });
});
