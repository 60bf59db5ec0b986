/** A day of senders and operators, right and wrong, of which the auditor's questions are asked. */
import { expect } from 'vitest';
import { STAGE, type TestHub } from '../hub.ts';
import { report } from '../report.ts';
import { type HttpAnswer, senderOf } from '../sender.ts';
import { operatorOf } from './operator.ts';

export type Keys = { own: string; other: string; revoked: string; unknown: string };

export const SUBMITTED = 'H26.dvc~etx-monthly~2026-11~1';

/** Request ids by what was done. */
export const did: Record<string, string> = {};
const noted = (name: string, answer: HttpAnswer, status: number): HttpAnswer => {
  expect([name, answer.status]).toEqual([name, status]);
  did[name] = answer.headers.get('x-request-id') ?? '';
  return answer;
};
const versionOf = (answer: HttpAnswer): string => JSON.parse(answer.text).version;

export async function asSenders(hub: TestHub, keys: Keys): Promise<void> {
  const [own, other] = [senderOf(hub, keys.own), senderOf(hub, keys.other)];
  const body = report(hub.seed);
  noted('sent', await own.post(body), 202);
  noted('conflict', await own.post(report(hub.seed, {}, 2)), 409);
  noted('foreign report', await own.post({ ...body, system: 'H29.dvc' }), 403);
  noted('read', await own.call({ path: '/totals?dataset=etx-monthly&period=2026-11' }), 200);
  noted(
    'foreign read',
    await other.call({ path: '/totals?dataset=etx-monthly&period=2026-11&agency=H26' }),
    403,
  );
  noted('read elsewhere', await other.call({ path: '/totals?dataset=etx-monthly&period=2026-11' }), 200);
  noted('revoked', await senderOf(hub, keys.revoked).call({ path: '/compliance' }), 401);
  noted('unknown', await senderOf(hub, keys.unknown).call({ path: '/compliance' }), 401);
  noted('lost', await own.call({ path: '/nowhere' }), 404);
  hub.twin.setFaults([
    {
      kind: 'delay',
      service: 'dynamodb',
      operation: 'PutItem',
      principal: `dtm-${STAGE}-submit`,
      milliseconds: 1200,
    },
  ]);
  const slow = report(hub.seed, { revision: 2 }, 3);
  noted('slow', await own.post(slow), 202);
  hub.twin.setFaults([]);
  noted(
    'withdrawn',
    await own.call({ method: 'DELETE', path: `/submissions/${SUBMITTED.slice(0, -1)}2` }),
    202,
  );
}

export async function asOperators(hub: TestHub): Promise<void> {
  const [onCall, auditor] = [operatorOf(hub, 'on-call'), operatorOf(hub, 'auditor')];
  const on = versionOf(noted('looked', await onCall.call({ path: '/admin/maintenance' }), 200));
  const start = { method: 'POST', path: '/admin/maintenance', body: { reason: 'new release', until: null } };
  noted('started', await onCall.call({ ...start, on }), 201);
  noted('late', await onCall.call({ ...start, body: { reason: 'another', until: null }, on }), 412);
  noted('not allowed', await auditor.call({ ...start, on }), 403);
  const drills = versionOf(noted('drills seen', await onCall.call({ path: '/admin/drills' }), 200));
  const drill = { method: 'POST', path: '/admin/drills', body: {}, on: drills };
  noted('drill', await onCall.call(drill), 201);
  const asked = versionOf(noted('verifications', await onCall.call({ path: '/admin/verification' }), 200));
  const order = { what: 'totals', dataset: 'etx-monthly', period: '2026-11', repair: true };
  const ask = { method: 'POST', path: '/admin/verification', body: order, on: asked };
  noted('verification', await onCall.call(ask), 201);
  await hub.twin.schedules.run(`dtm-${STAGE}-verify-asked`);
}
