import { describe, expect, test } from 'vitest';
import type { PlannedRequest } from '../../../demo/sample/planned-request.ts';
import { observe } from '../../../demo/sample-month/observe.ts';

const planned = (
  expected: PlannedRequest['expected'],
  refusedWith?: PlannedRequest['refusedWith'],
): PlannedRequest => ({
  name: 'H26.dvc 2026-11: revision 1',
  agency: 'H26',
  system: 'H26.dvc',
  body: '{}',
  headers: {},
  expected,
  ...(refusedWith === undefined ? {} : { refusedWith }),
});
const began = '2026-11-24T03:00:00.000Z';
const later = '2026-11-24T03:00:01.000Z';
const before = '2026-11-24T02:00:00.000Z';
const accepted = (revision: number, receivedAt = later) => ({
  status: 202,
  body: {
    id: `H26.dvc~etx-monthly~2026-11~${revision}`,
    status: 'accepted',
    receivedAt,
    sha256: 'a'.repeat(64),
    digest: 'b'.repeat(64),
    timeliness: 'on-time',
    receipt: `a.b.${'c'.repeat(86)}`,
  },
});
const refused = (status: number, code: string, ...findings: string[]) => ({
  status,
  body: {
    type: `urn:dtm:problem:${code}`,
    title: 't',
    status,
    detail: 'd',
    code,
    requestId: 'r',
    errors: findings.map((finding) => ({ code: finding, pointer: null, key: null, detail: 'd' })),
  },
});
const first = 'H26.dvc~etx-monthly~2026-11~1';

describe('an answer is what was planned', () => {
  test.each([
    ['a first report', planned('accepted'), accepted(1), [], 'accepted'],
    ['a correction', planned('corrected'), accepted(2), [], 'corrected'],
    ['the same again', planned('duplicate'), accepted(1), [[first, later]], 'duplicate'],
    ['a report of a run that was cut short', planned('accepted'), accepted(1, before), [], 'there before'],
    [
      'a refusal with its finding among others',
      planned('refused', { status: 422, code: 'invalid-submission', finding: 'missing-cell' }),
      refused(422, 'invalid-submission', 'wrong-scale', 'missing-cell'),
      [],
      'refused',
    ],
  ] as const)('%s', (_, request, answer, seen, outcome) => {
    const observed = observe(request, answer, new Map(seen), began);
    expect(observed).toMatchObject({ outcome, mismatch: null });
  });
});

describe('an answer is not what was planned', () => {
  const finding = { status: 422, code: 'invalid-submission', finding: 'missing-cell' } as const;
  test.each([
    [
      'accepted, to be refused',
      planned('refused', finding),
      accepted(1),
      [],
      'expected refused with 422 invalid-submission missing-cell, was accepted',
    ],
    [
      'refused, to be accepted',
      planned('accepted'),
      refused(503, 'unavailable'),
      [],
      'expected accepted, was refused with 503 unavailable (d)',
    ],
    [
      'another finding',
      planned('refused', finding),
      refused(422, 'invalid-submission', 'wrong-scale'),
      [],
      'was refused with 422 invalid-submission wrong-scale (d)',
    ],
    ['counted twice', planned('duplicate'), accepted(1), [], 'expected duplicate, was accepted'],
    [
      'another time of receipt',
      planned('duplicate'),
      accepted(1, later),
      [[first, began]],
      `a duplicate got ${later}, the first time had got ${began}`,
    ],
    [
      'no answer of the hub',
      planned('accepted'),
      { status: 502, body: 'oops' },
      [],
      'was refused with 502 unknown (oops)',
    ],
  ] as const)('%s', (_, request, answer, seen, mismatch) => {
    expect(observe(request, answer, new Map<string, string>(seen), began).mismatch).toContain(mismatch);
  });
});
