import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SubmissionId } from '../../../../shared/contract/submissions/submission.ts';
import {
  agencyOfSystemId,
  readSubmissionId,
  submissionId,
} from '../../../../shared/domain/submissions/submission-key.ts';
import { eventEntry, withdrawalOf } from '../../../fixtures/events.ts';

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
        expect(readSubmissionId(submissionId(key))).toEqual({ kind: 'report', key });
        expect(agencyOfSystemId(key.system)).toBe(agency);
      }),
    );
  });

  test('look like this', () => {
    const key = { system: 'H26.18.dvc', dataset: 'etx-monthly', period: '2026-10', revision: 12 };
    expect(submissionId(key)).toBe('H26.18.dvc~etx-monthly~2026-10~12');
  });

  test('of events carry bucket and key; that of a withdrawal is another one, which no sender’s key can make', () => {
    const bucket = fc.constantFrom('2026-11-05', '2026-11-05T10', '2026-11-05T10:31');
    const key = fc.stringMatching(/^[A-Za-z0-9._:-]{1,64}$/);
    fc.assert(
      fc.property(code, name, dataset, bucket, key, (agency, own, data, when, idempotencyKey) => {
        const system = `${agency}.${own}`;
        const place = { system, dataset: data, bucket: when, idempotencyKey };
        const event = eventEntry({ ...place, dataset: 'daily', shard: 0 });
        for (const entry of [
          { ...event, dataset: data },
          { ...withdrawalOf(event), dataset: data },
        ]) {
          const id = submissionId(entry);
          const isWithdrawal = entry.kind === 'event-withdrawal';
          expect(SubmissionId.safeParse(id).success).toBe(true);
          expect(id.endsWith('!')).toBe(isWithdrawal);
          expect(readSubmissionId(id)).toEqual({ kind: 'event', key: { ...place, isWithdrawal } });
        }
      }),
    );
  });

  test.each([
    ['a revision of 0', 'H26.dvc~monthly~2026-10~0'],
    ['a revision of four digits', 'H26.dvc~monthly~2026-10~1000'],
    ['a key with a tilde', 'H26.dvc~live~2026-10-05~a~b'],
    ['a key with an exclamation mark inside', 'H26.dvc~live~2026-10-05~a!b'],
    ['an empty key', 'H26.dvc~live~2026-10-05~'],
    ['the withdrawal of nothing', 'H26.dvc~live~2026-10-05~!'],
    ['a key of 65 letters', `H26.dvc~live~2026-10-05~${'k'.repeat(65)}`],
  ])('%s is no id', (_, id) => {
    expect(SubmissionId.safeParse(id).success).toBe(false);
  });

  test('a text that is none of them reads as a key that nobody has', () => {
    expect(readSubmissionId('')).toEqual({
      kind: 'report',
      key: { system: '', dataset: '', period: '', revision: 0 },
    });
  });
});
