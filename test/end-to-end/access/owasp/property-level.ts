/** API3:2023: broken object property level authorization. */

import { expect, test } from 'vitest';
import { report } from '../../report.ts';
import { systems, type World } from '../callers.ts';
import { operatorOf } from '../operator.ts';
import { attacksOn, own } from './attacks.ts';

const { home } = systems;

export function propertyLevel(world: () => World): void {
  const { as } = attacksOn(world);
  const fields = {
    receivedAt: '2026-11-01T00:00:00.000Z',
    storedAt: '2026-11-01T00:00:00.000Z',
    credential: 'a'.repeat(12),
    kind: 'withdrawal',
    digest: 'ab'.repeat(32),
    registryVersion: 0,
    timeliness: 'on-time',
    status: 'counted',
  };

  test.each(Object.entries(fields))('a sender does not set %s', async (name, value) => {
    const body = report(world().hub.seed, { system: home, revision: 2 });
    const answer = await as('home').post({ ...body, [name]: value });
    expect(answer.problem?.errors.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['unknown-field', `/${name}`],
    ]);
    const [first, ...cells] = body.cells;
    const inside = await as('home').post({ ...body, cells: [{ ...first, [name]: value }, ...cells] });
    expect(inside.problem?.errors[0]?.pointer).toBe(`/cells/0/${name}`);
  });

  test('an operator sets neither who it was, nor when, nor what came of it', async () => {
    const operator = operatorOf(world().hub, 'on-call');
    for (const [path, body] of [
      [
        '/admin/maintenance',
        { reason: 'new release', until: null, startedAt: '2026-01-01T00:00:00.000Z', operator: 'x' },
      ],
      [
        '/admin/drills',
        { startedBy: 'lan', id: '20200101-000000', outcome: 'passed', startedAt: '2020-01-01T00:00:00.000Z' },
      ],
    ] as const) {
      const { version } = JSON.parse((await operator.call({ path })).text);
      const answer = await operator.call({ method: 'POST', path, body, on: version });
      const codes = JSON.parse(answer.text).errors.map(({ code }: { code: string }) => code);
      expect([answer.status, new Set(codes)]).toEqual([422, new Set(['unknown-field'])]);
    }
  });

  test('what is read has nothing of keys, and no details of others’ systems', async () => {
    const { systems: all } = JSON.parse((await as('home').call({ path: '/systems?agency=VN' })).text);
    const detailed = all.filter(({ details }: { details: unknown }) => details !== null);
    expect(detailed.map(({ id }: { id: string }) => id)).toEqual(
      [home, systems.homeToo, systems.child, 'H26.05.01.001.hatang'].sort(),
    );
    const { systems: placed } = JSON.parse((await as('home').call({ path: '/placements' })).text);
    const staged = placed.filter(({ stage }: { stage: unknown }) => stage !== null);
    expect(staged.every(({ id }: { id: string }) => id.startsWith('H26.05.'))).toBe(true);
    for (const path of ['/me', `/submissions/${own}?content=true`, '/compliance?all=true', '/drills']) {
      const { status, text } = await as('home').call({ path });
      expect([path, status]).toEqual([path, 200]);
      expect(text).not.toMatch(/secret|"credential":"|hash/i);
    }
  });
}
