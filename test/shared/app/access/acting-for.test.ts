/** A vendor's key: what it acts for, and as whose the audit names it. */
import { expect, test } from 'vitest';
import { actingFor } from '../../../../shared/app/access/acting-for.ts';
import { actsFor } from '../../../../shared/app/access/acts-for.ts';
import { foreignAgency } from '../../../../shared/app/access/foreign.ts';
import { onDay } from '../../../../shared/domain/registry/tree.ts';
import { agencies, credential, systems } from '../../../fixtures/registry.ts';

const NOW = Date.parse('2026-11-20T00:00:00.000Z');
const found = <T>(value: T | undefined) => (value === undefined ? null : { value, version: 1 });
const findAgency = async (code: string) => found(agencies.find((one) => one.code === code));
const findSystem = async (id: string) => found(systems.find((one) => one.id === id));
const vendor = credential({ agency: 'H26.18', furtherAgencies: ['H49', 'H26'] });
const ask = actingFor({ findAgency, findSystem });

test.each([
  ['H26', 'H26', 'its agency'],
  ['000.00.00.H49', 'H49', 'another of its agencies, in the legacy form'],
  ['H26.05', 'H26', 'a sub-unit'],
  ['H26.18.01', 'H26.18', 'a sub-unit of two of them: the nearer one'],
  ['H40', 'H49', 'what one of them took over'],
  ['H26.05.x', 'H26', 'a system of a sub-unit'],
  ['H26.05.kho', 'H26.18', 'a system where it is now'],
  ['H49.dvc', 'H49', 'a system of the other'],
  ['H49.lgsp', null, 'a system that has left them'],
  ['G06', null, 'no agency of theirs'],
  ['VN', null, 'not the country'],
  ['20261101-000000', null, 'what is no place'],
  ['H26.unknown', null, 'a system that is not there'],
])('on %s it acts for %s: %s', async (what: string, agency: string | null, _: string) => {
  expect(await ask(vendor, what, NOW)).toBe(agency);
});

test('it acts for the union of its agencies, and for nothing else', async () => {
  const may = (code: string) => actsFor(findAgency, vendor, code, [onDay('2026-11-20')]);
  const codes = ['H26', 'H26.18', 'H26.18.01', 'H49', 'H40', 'G06', 'VN'];
  expect(await Promise.all(codes.map(may))).toEqual([true, true, true, true, true, false, false]);
});

test('a refusal names all of them', () => {
  expect(foreignAgency(vendor, 'G06', { parameter: 'agency' }).details).toMatchObject({
    agency: 'H26.18, H49, H26',
  });
});
