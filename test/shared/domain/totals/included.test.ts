/** The versions of children that a total includes, as text and back. */
import { expect, test } from 'vitest';
import { includedText, readIncluded } from '../../../../shared/domain/totals/included.ts';

const agency = { name: 'H26', children: ['H26.dvc', 'H26.18', 'H26.05'] };
const versions = new Map([
  ['H26.dvc', 1],
  ['H26.05', 1000],
]);

test('of a list of children: what is not included is not there', () => {
  expect(readIncluded(agency, includedText(agency, versions))).toEqual(versions);
});

test.each([
  ['more', [...agency.children, 'H26.06']],
  ['fewer', agency.children.slice(1)],
  ['others', ['H26.dvc', 'H26.18', 'H26.06']],
])('by a list of %s children it is not read: it is of another tree', (_, children) => {
  expect(readIncluded({ ...agency, children }, includedText(agency, versions))).toBeNull();
});

test('the order of a list does not matter', () => {
  const turned = { ...agency, children: agency.children.toReversed() };
  expect(readIncluded(turned, includedText(agency, versions))).toEqual(versions);
});

test('of time buckets, which are whatever is stored', () => {
  const system = { name: 'H26.dvc', children: 'any' as const };
  const days = new Map([
    ['H26.dvc@2026-10-01', 36],
    ['H26.dvc@2026-10-02', 2],
  ]);
  const text = includedText(system, days);
  expect(text).toBe('2026-10-01=10 2026-10-02=2');
  expect(readIncluded(system, text)).toEqual(days);
  expect(readIncluded(system, includedText(system, new Map()))).toEqual(new Map());
});

test('what an older release has folded has none', () => {
  expect(readIncluded(agency, undefined)).toBeNull();
});
