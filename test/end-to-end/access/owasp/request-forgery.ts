/** API7:2023: server side request forgery. The hub takes no addresses: nobody is called, wherever one is written. */
import { expect, test } from 'vitest';
import { report } from '../../report.ts';
import { codeOf, systems, type World } from '../callers.ts';
import { listening } from '../listening.ts';
import { operatorOf } from '../operator.ts';
import { attacksOn, bearer } from './attacks.ts';

export function requestForgery(world: () => World): void {
  const { as, raw } = attacksOn(world);

  test('an address in any text that the hub takes is a text', async () => {
    const inside = await listening();
    const { url } = inside;
    const host = new URL(url).host;
    const evidence = { day: '2026-09-21', reference: url, sha256: 'ab'.repeat(32) };
    const duties = {
      system: systems.home,
      dataset: 'etx-duties',
      period: '2026-Q4',
      revision: 1,
      cells: [
        { indicator: 'connectivity.availability', numerator: 1, denominator: 1 },
        { indicator: 'duties.recovery-drill', evidence },
        { indicator: 'duties.penetration-assessment', evidence },
      ],
    };
    // Evidence names a document by its number, so that there is nothing to fetch.
    const { problem } = await as('home').post(duties);
    const at = ['/cells/1/evidence/reference', '/cells/2/evidence/reference'];
    expect(problem?.errors.map(({ code, pointer }) => [code, pointer])).toEqual(
      at.map((pointer) => ['wrong-form', pointer]),
    );
    const operator = operatorOf(world().hub, 'on-call');
    const { version } = JSON.parse((await operator.call({ path: '/admin/maintenance' })).text);
    const body = { reason: url, until: null };
    const begun = await operator.call({ method: 'POST', path: '/admin/maintenance', body, on: version });
    expect(begun.status).toBe(201);
    const on = begun.headers.get('etag')?.replaceAll('"', '') ?? '';
    expect((await operator.call({ method: 'DELETE', path: '/admin/maintenance', on })).status).toBe(200);
    for (const name of ['search', 'agency', 'after', 'asOf', 'url', 'callback'])
      await as('home').call({ path: `/agencies?${name}=${encodeURIComponent(url)}` });
    for (const name of [
      'Referer',
      'Origin',
      'Forwarded',
      'X-Forwarded-Host',
      'X-Original-URL',
      'X-Rewrite-URL',
      'Idempotency-Key',
    ])
      await as('home').post(report(world().hub.seed, { system: systems.home }), { [name]: url });
    await raw({ path: `http://${host}/v1/me`, headers: bearer(world().keys.home) });
    expect(inside.heard()).toBe(0);
    inside.close();
  });

  test('what an answer says of where a thing is does not come from the request', async () => {
    const headers = { ...bearer(world().keys.home), 'Content-Type': 'application/json' };
    const body = JSON.stringify(report(world().hub.seed, { system: systems.homeToo }));
    const elsewhere = { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Prefix': '/evil' };
    const answer = await raw({
      method: 'POST',
      path: '/v1/submissions',
      headers: { ...headers, ...elsewhere },
      body,
    });
    expect([answer.status, codeOf(answer)]).toEqual([202, '']);
    expect(answer.headers.get('location')).toBe(`/v1/submissions/${systems.homeToo}~etx-monthly~2026-11~1`);
    expect([...answer.headers].join()).not.toContain('evil');
  });
}
