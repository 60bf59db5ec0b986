/** What a refusal of what is not the key's own says, and what it keeps to itself (R20). */
import { expect, test } from 'vitest';
import { foreignAgency, refuseSystem } from '../../../../shared/app/access/foreign.ts';
import { problem } from '../../../../shared/domain/problems/problems.ts';
import { credential } from '../../../fixtures/registry.ts';

const key = credential({ agency: 'H26', systems: ['H26.dvc', 'H26.vanban'] });
const keyId = 'abcdefghijkl';

test('an agency that is not the key’s own is refused where the request names it', () => {
  const details = { agency: 'H26', value: 'H49' };
  expect(foreignAgency(key, 'H49', { parameter: 'agency' })).toEqual(
    problem('foreign-agency', { keyId, agency: 'H26', what: 'H49' }, [
      { code: 'foreign-agency', pointer: null, parameter: 'agency', key: null, details },
    ]),
  );
});

test('of a system of a foreign agency no more is said than of the agency', () => {
  const at = { pointer: '/system' };
  expect(refuseSystem(key, false, 'H26.dvc', at)).toEqual(foreignAgency(key, 'H26.dvc', at));
});

test('a system that the key does not name is refused with those that it names', () => {
  const systems = 'H26.dvc, H26.vanban';
  const allowed = ['H26.dvc', 'H26.vanban'];
  const details = { systems, value: 'H26.lgsp' };
  expect(refuseSystem(key, true, 'H26.lgsp', { pointer: '/system' })).toEqual(
    problem('foreign-system', { keyId, systems, what: 'H26.lgsp' }, [
      { code: 'foreign-system', pointer: '/system', key: null, details, allowed },
    ]),
  );
});

test.each([
  ['that it names', key],
  ['of its agency, where it names none', { ...key, systems: null }],
])('a key may act for a system %s', (_, one) => {
  expect(refuseSystem(one, true, 'H26.dvc', { pointer: '/system' })).toBeNull();
});
