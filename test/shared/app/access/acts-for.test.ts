/** Whom a credential acts for, and whom of the registry it takes to know that (R18, R20). */
import { describe, expect, test } from 'vitest';
import { actsFor } from '../../../../shared/app/access/acts-for.ts';
import type { Agency } from '../../../../shared/contract/registry.ts';
import { type Days, onDay } from '../../../../shared/domain/registry/tree.ts';
import { agency, credential } from '../../../fixtures/registry.ts';

/** One that changes parents at the end of September. */
function moved(code: string, before: string, after: string): Agency {
  const one = agency(code, 'commune');
  const [life] = one.history;
  if (life === undefined) throw new Error('an agency has a history');
  const stretches = [
    { ...life, to: '2026-09-30', parent: before },
    { ...life, from: '2026-10-01', parent: after },
  ];
  return { ...one, history: stretches };
}

const merged = (code: string, to: string, mergedInto: string) => agency(code, 'province', { to, mergedInto });
/** H50 into H51, and so on. */
const row = Array.from({ length: 22 }, (_, at) => merged(`H${50 + at}`, '2026-01-31', `H${51 + at}`));
const agencies = new Map(
  [
    agency('H26', 'province'),
    agency('H26.05', 'department'),
    agency('H26.18', 'commune'),
    agency('H26.18.01', 'commune'),
    agency('H27', 'province'),
    moved('H26.19', 'H26', 'H27'),
    // Into one that moves, with a commune of its own.
    merged('H40', '2026-10-31', 'H26.19'),
    agency('H40.01', 'commune', { to: '2026-10-31' }),
    // Into each other: a registry that is wrong.
    merged('H44', '2026-01-31', 'H45'),
    merged('H45', '2026-01-31', 'H44'),
    ...row,
  ].map((one) => [one.code, one]),
);

const august = { from: '2026-08-15', to: '2026-09-14' };
const november = onDay('2026-11-01');

async function ask(who: string, code: string, periods: readonly [Days, ...Days[]]) {
  const asked: string[] = [];
  const find = async (one: string) => {
    asked.push(one);
    const value = agencies.get(one);
    return value === undefined ? null : { value, version: 1 };
  };
  return { acts: await actsFor(find, credential({ agency: who }), code, periods), asked };
}

describe('a credential acts for', () => {
  test.each([
    ['any agency, where it is the country’s', 'VN', 'H26', true],
    ['its own agency, whether it is there or not', 'H98', 'H98', true],
    ['a sub-unit', 'H26', 'H26.05', true],
    ['a sub-unit of a sub-unit', 'H26', 'H26.18.01', true],
    ['no sister', 'H26.05', 'H26.18', false],
    ['nobody above it', 'H26.18', 'H26', false],
    ['no agency that is not there', 'H26', 'H99', false],
    ['what has come to it', 'H27', 'H26.19', true],
    ['not what has gone from it', 'H26', 'H26.19', false],
    ['what was taken over by it', 'H26.19', 'H40', true],
    ['what was taken over by what is below it', 'H27', 'H40', true],
    ['not what was taken over by what has gone from it', 'H26', 'H40', false],
    ['what was merged twenty times over', 'H70', 'H50', true],
    ['not what was merged more often', 'H71', 'H50', false],
    ['nobody of a circle but who is in it', 'H26', 'H44', false],
  ])('%s', async (_, who, code, acts) => {
    expect((await ask(who, code, [november])).acts).toBe(acts);
  });

  test('what was below it in the period that is asked about, and what is below it now', async () => {
    for (const who of ['H26', 'H27']) expect((await ask(who, 'H26.19', [august, november])).acts).toBe(true);
  });

  test('a sub-unit, in its period, of what was taken over by it', async () => {
    expect((await ask('H26.19', 'H40.01', [august, november])).acts).toBe(true);
    expect((await ask('H26.19', 'H40.01', [november])).acts).toBe(false);
  });

  test('what it took over from the day after the last one on', async () => {
    expect((await ask('H26.19', 'H40', [onDay('2026-10-31')])).acts).toBe(false);
    expect((await ask('H26.19', 'H40', [onDay('2026-11-01')])).acts).toBe(true);
    // However many periods are asked about, the last is now.
    expect((await ask('H26.19', 'H40', [august, onDay('2026-10-31'), november])).acts).toBe(true);
  });

  test('what was taken over by who is below it now, not by who was in the period', async () => {
    expect((await ask('H26', 'H40', [august, november])).acts).toBe(false);
    expect((await ask('H27', 'H40', [august, november])).acts).toBe(true);
  });
});

describe('the registry is asked for', () => {
  test('nobody where the credential is the country’s or of the agency itself', async () => {
    expect((await ask('VN', 'H26', [november])).asked).toEqual([]);
    expect((await ask('H26', 'H26', [november])).asked).toEqual([]);
  });

  test('who is above, and whose successors these are: never the country', async () => {
    expect((await ask('H27', 'H26.18', [november])).asked).toEqual(['H26.18', 'H26', 'H26.18', 'H26']);
  });

  test('nobody behind one that is not there', async () => {
    expect((await ask('H26', 'H99', [november])).asked).toEqual(['H99', 'H99']);
  });

  test('each of a circle once', async () => {
    expect((await ask('H26', 'H44', [november])).asked).toEqual(['H44', 'H44', 'H45', 'H45']);
  });

  test('each of them once, though two periods lead to it', async () => {
    const { asked } = await ask('H49', 'H26.19', [august, november]);
    expect(asked.toSorted()).toEqual(['H26', 'H26', 'H26.19', 'H26.19', 'H26.19', 'H27', 'H27']);
  });
});
