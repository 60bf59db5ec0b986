import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SubmissionId } from '../../../shared/contract/submission.ts';
import { agencyOfSystemId, readSubmissionId, submissionId } from '../../../shared/domain/submission-key.ts';

const group = fc.stringMatching(/^[0-9A-Z]{1,3}$/);
const code = fc.array(group, { minLength: 1, maxLength: 4 }).map((groups) => groups.join('.'));
const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,9}$/);
const dataset = fc.stringMatching(/^[a-z][a-z0-9]{0,5}([.-][a-z0-9]{1,5}){0,2}$/);
const period = fc.constantFrom('2026', '2026-10', '2026-Q4', '2026-H2');
const revision = fc.integer({ min: 1, max: 999 });

describe('ids of submissions', () => {
  test('carry their whole key', () => {
    fc.assert(
      fc.property(code, name, dataset, period, revision, (agency, own, data, when, number) => {
        const key = { system: `${agency}.${own}`, dataset: data, period: when, revision: number };
        expect(SubmissionId.safeParse(submissionId(key)).success).toBe(true);
        expect(readSubmissionId(submissionId(key))).toEqual(key);
        expect(agencyOfSystemId(key.system)).toBe(agency);
      }),
    );
  });

  test('look like this', () => {
    const key = { system: 'H26.18.dvc', dataset: 'etx-monthly', period: '2026-10', revision: 12 };
    expect(submissionId(key)).toBe('H26.18.dvc~etx-monthly~2026-10~12');
  });

  test('a text that is none of them reads as a key that nobody has', () => {
    expect(readSubmissionId('')).toEqual({ system: '', dataset: '', period: '', revision: 0 });
  });
});
