/** API4:2023: unrestricted resource consumption. */
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ProblemDetails } from '../../../../shared/contract/problem.ts';
import { BODY_LIMIT } from '../../../../shared/contract/submissions/submission.ts';
import { report } from '../../report.ts';
import { systems, type World } from '../callers.ts';
import { unfinished } from '../raw-call.ts';
import { attacksOn, bearer, verdict } from './attacks.ts';

const { home } = systems;

export function consumption(world: () => World): void {
  const { as, raw } = attacksOn(world);
  const json = { 'Content-Type': 'application/json' };
  const post = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
    raw({
      method: 'POST',
      path: '/v1/submissions',
      headers: { ...bearer(world().keys.home), ...json, ...headers },
      body,
    });

  test.each([
    ['a byte more than the limit', () => post(' '.repeat(BODY_LIMIT + 1)), '413 payload-too-large'],
    [
      'a bomb of gzip',
      () => post(gzipSync(Buffer.alloc(50_000_000)), { 'Content-Encoding': 'gzip' }),
      '413 payload-too-large',
    ],
    [
      'gzip in gzip',
      () => post(gzipSync(gzipSync(Buffer.alloc(50_000_000))), { 'Content-Encoding': 'gzip, gzip' }),
      '415 unsupported-encoding',
    ],
    ['a hundred thousand levels', () => post('['.repeat(100_000)), '400 malformed-json'],
    [
      'the same name thousands of times',
      () => post(`{${'"a":1,'.repeat(20_000)}"b":1}`),
      '400 malformed-json',
    ],
    [
      'a number of a hundred thousand digits',
      () => post(`{"revision":${'9'.repeat(100_000)}}`),
      '400 malformed-json',
    ],
    [
      'a series of centuries',
      () => as('home').call({ path: '/totals?dataset=etx-monthly&period=2001-01..2099-12' }),
      '400 invalid-request',
    ],
    [
      'a thousand parameters',
      () =>
        raw({
          path: `/v1/me?${Array.from({ length: 1000 }, (_, at) => `a${at}=`).join('&')}`,
          headers: bearer(world().keys.home),
        }),
      '403 refused-by-firewall',
    ],
  ] as const)('%s is refused', async (_, attack, expected) => {
    const answer = await attack();
    expect(verdict(answer)).toBe(expected);
    // However much was wrong.
    expect(answer.text.length).toBeLessThan(100_000);
  });

  test('an answer has an end: at most a hundred errors, a hundred nodes', async () => {
    const cells = Array.from({ length: 4000 }, (_, at) => ({ indicator: `x.${at}`, value: 1 }));
    const many = await post(JSON.stringify({ ...report(world().hub.seed, { system: home }), cells }));
    const { errors, moreErrors } = ProblemDetails.parse(JSON.parse(many.text));
    expect([errors.length, (moreErrors ?? 0) > 3000]).toEqual([100, true]);
    for (const path of ['/systems?agency=VN', '/agencies?search=h']) {
      const { systems: some, agencies } = JSON.parse((await as('home').call({ path })).text);
      expect((some ?? agencies).length).toBeLessThanOrEqual(100);
    }
  });

  test('who never finishes a request, and who sends many at once, leaves room for others', async () => {
    const begun = `POST /v1/submissions HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer ${world().keys.home}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`;
    const open = await Promise.all(Array.from({ length: 40 }, () => unfinished(world().hub, begun)));
    const answers = await Promise.all(Array.from({ length: 40 }, () => as('home').call({ path: '/me' })));
    for (const { status, headers } of answers)
      if (status !== 200) expect([status >= 429, headers.has('retry-after')]).toEqual([true, true]);
    expect((await as('sibling').call({ path: '/me' })).status).toBe(200);
    for (const socket of open) socket.destroy();
  });
}
