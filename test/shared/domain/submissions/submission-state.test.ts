import { describe, expect, test } from 'vitest';
import { SubmissionState } from '../../../../shared/contract/submissions/submission.ts';
import {
  cellCount,
  fateOfReport,
  stateOf,
  stateOfEvent,
} from '../../../../shared/domain/submissions/submission-state.ts';
import { eventEntry, happened, withdrawalOf } from '../../../fixtures/events.ts';
import { entry } from '../../../fixtures/reports.ts';

const report = (revision: number) => entry({ revision });
const withdrawal = (revision: number) => entry({ revision, kind: 'withdrawal', cells: {} });

describe('what has become of a submission', () => {
  test.each([
    ['recorded and not yet folded', report(1), null, report(1), 0, 'accepted'],
    ['folded', report(1), null, report(1), 1, 'counted'],
    ['a correction that is not yet folded', report(2), null, report(2), 1, 'accepted'],
    ['an older one beside a correction', report(1), report(2), report(2), 2, 'superseded by 2'],
    [
      'an older one beside a correction not yet folded',
      report(1),
      report(2),
      report(2),
      1,
      'superseded by 2',
    ],
    ['one far below', report(1), null, report(9), 9, 'superseded by 9'],
    ['taken back', report(1), withdrawal(2), withdrawal(2), 2, 'withdrawn by 2'],
    ['below what was taken back', report(1), report(2), withdrawal(3), 3, 'withdrawn by 3'],
    ['below that, when it was reported anew', report(1), report(2), report(4), 4, 'superseded by 4'],
    ['reported anew after it was taken back', report(3), null, report(3), 3, 'counted'],
    ['taken back before it was reported anew', report(1), withdrawal(2), report(3), 3, 'withdrawn by 2'],
    ['taken back twice', report(1), withdrawal(2), withdrawal(4), 4, 'withdrawn by 2'],
    ['the withdrawal itself', withdrawal(2), null, withdrawal(2), 2, 'counted'],
    ['a withdrawal before it was reported anew', withdrawal(2), report(3), report(3), 3, 'superseded by 3'],
    ['a withdrawal before another', withdrawal(2), report(3), withdrawal(4), 4, 'superseded by 4'],
  ])('%s', (_, one, next, highest, counted, state) => {
    const answer = stateOf(one, fateOfReport(one, next, highest), counted);
    expect([answer.state, answer.by?.replace(/.*~/, 'by ')].filter(Boolean).join(' ')).toBe(state);
    expect(answer.kind).toBe(one.kind);
    expect(SubmissionState.safeParse(answer).success).toBe(true);
  });

  test('says everything about it but its cells', () => {
    const one = report(2);
    expect(stateOf(one, null, 2)).toEqual({
      id: 'H26.dvc~monthly~2026-10~2',
      kind: 'report',
      system: one.system,
      agency: one.agency,
      dataset: one.dataset,
      period: one.period,
      revision: 2,
      state: 'counted',
      receivedAt: one.receivedAt,
      storedAt: one.storedAt,
      sha256: one.sha256,
      digest: one.digest,
      timeliness: one.timeliness,
      cells: 1,
    });
  });
});

describe('what has become of an event', () => {
  const event = eventEntry({ increments: [happened('1'), happened('2')] });
  const withdrawal = withdrawalOf(event);

  test.each([
    ['recorded and not yet folded', event, null, false, 'accepted'],
    ['folded', event, null, true, 'counted'],
    ['taken back', event, withdrawal, true, 'withdrawn'],
    ['taken back and that not yet folded', event, withdrawal, false, 'withdrawn'],
    ['the withdrawal itself', withdrawal, null, true, 'counted'],
  ] as const)('%s', (_, one, back, isCounted, state) => {
    const answer = stateOfEvent(one, back, isCounted);
    expect(answer).toMatchObject({ state, kind: one.kind, bucket: '2026-10-05T10:31', period: '2026-10' });
    expect(answer.by).toBe(back === null ? undefined : `${answer.id}!`);
    expect(answer.revision).toBeUndefined();
    expect(SubmissionState.safeParse(answer).success).toBe(true);
  });

  test('its figures are those of all its increments; a withdrawal has none', () => {
    expect([cellCount(event), cellCount(withdrawal), cellCount(entry())]).toEqual([2, 0, 1]);
  });
});
