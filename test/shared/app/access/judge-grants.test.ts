/** A key that could do nothing, or for an agency that is no more, is not issued: all reasons at once. */
import { expect, test } from 'vitest';
import { type AskedGrants, judgeGrants } from '../../../../shared/app/access/judge-grants.ts';
import { findings } from '../../../../shared/domain/problems/findings.ts';
import { fill } from '../../../../shared/domain/problems/problems.ts';
import { DAY } from '../../../../shared/domain/values/duration.ts';
import { keyPorts, NOW } from '../../../fixtures/keys.ts';

const asked: AskedGrants = {
  agencies: ['H26'],
  systems: null,
  scopes: ['submit'],
  networks: null,
  note: null,
};
const judge = (changes: Partial<AskedGrants>) =>
  judgeGrants(keyPorts(), { ...asked, ...changes }, { from: NOW, to: NOW + 30 * DAY });

const refused: readonly [string, Partial<AskedGrants>, readonly (readonly [string, string])[]][] = [
  [
    'an agency that is not there',
    { agencies: ['H99', 'nobody'] },
    [
      ['/agencies/0', 'unknown-agency'],
      ['/agencies/1', 'unknown-agency'],
    ],
  ],
  ['a closed agency', { agencies: ['H40'] }, [['/agencies/0', 'key-agency-closed']]],
  ['a closed one among others', { agencies: ['H26', 'H40'] }, [['/agencies/1', 'key-agency-closed']]],
  ['the country among others', { agencies: ['H26', 'VN'] }, [['/agencies/1', 'key-country-alone']]],
  ['a system that is not there', { systems: ['H26.dvc', 'H26.no'] }, [['/systems/1', 'unknown-system']]],
  ['a system of others', { systems: ['H49.dvc', 'H26.dvc'] }, [['/systems/0', 'key-foreign-system']]],
  ['scopes that nothing asks for', { scopes: ['documents', 'incidents'] }, [['/scopes', 'key-idle-scopes']]],
  [
    'what is no network',
    { networks: ['10.0.0.0/8', '0.0.0.0/0', 'x'] },
    [
      ['/networks/1', 'key-network-form'],
      ['/networks/2', 'key-network-form'],
    ],
  ],
  ['a note that is not plain', { note: 'x\u202Ey' }, [['/note', 'not-plain']]],
  [
    'all of it',
    { agencies: ['H99', 'H26'], systems: ['H49.dvc'], scopes: ['documents'], networks: ['x'] },
    [
      ['/agencies/0', 'unknown-agency'],
      ['/networks/0', 'key-network-form'],
      ['/scopes', 'key-idle-scopes'],
      ['/systems/0', 'key-foreign-system'],
    ],
  ],
];

test.each(refused)('%s is refused', async (_, changes, expected) => {
  const judged = await judge(changes);
  if (judged.ok) throw new Error('it was taken');
  expect(judged.problem.map(({ pointer, code }) => [pointer, code])).toEqual(expected);
  for (const { code, details } of judged.problem)
    for (const text of Object.values(findings[code])) expect(fill(text, details)).not.toMatch(/[{}]/);
});

test('an agency that is to be, after the key has ended, is refused; before that it is not', async () => {
  const later = { code: 'H50', history: [{ from: '2027-01-01', to: null }], mergedInto: null };
  const ports = { ...keyPorts(), findAgency: async () => ({ value: later as never, version: 1 }) };
  const until = (days: number) =>
    judgeGrants(ports, { ...asked, agencies: ['H50'] }, { from: NOW, to: NOW + days * DAY });
  expect(await until(30)).toMatchObject({
    problem: [{ code: 'key-agency-later', details: { from: '2027-01-01' } }],
  });
  expect((await until(60)).ok).toBe(true);
});

test.each([
  ['a system of either of two agencies', { agencies: ['H26', 'H49'], systems: ['H49.dvc', 'H26.05.x'] }],
  ['a system that the agency took over', { agencies: ['H49'], systems: ['H40.dvc'] }],
  ['a system that has left the agency', { agencies: ['H49'], systems: ['H49.lgsp'] }],
  ['any system, for the country', { agencies: ['VN'], systems: ['G06.dvc'] }],
  ['scopes of what is to come, beside one of today', { scopes: ['read', 'incidents'] }],
] as const)('%s is taken', async (_, changes) => {
  expect((await judge(changes)).ok).toBe(true);
});
