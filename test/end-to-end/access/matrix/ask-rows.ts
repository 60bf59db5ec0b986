/** Every route, asked by every kind of caller for objects of every kind, at the running hub: rows in `route-rows.ts`. */
import { describe, expect, test } from 'vitest';
import { routes } from '../../../../shared/contract/routes.ts';
import type { HttpAnswer } from '../../sender.ts';
import { type Caller, callers, codeOf, type World } from '../callers.ts';
import { rows } from './route-rows.ts';

const verdictOf = (answer: HttpAnswer): string => `${answer.status} ${codeOf(answer)}`.trim();

/** `told`: what the caller is told, where the row says what one with a key is. */
export function askRows(
  world: () => World,
  told: (caller: Caller, withKey: string) => string = (_, withKey) => withKey,
): void {
  describe.each(routes)('$method $path', ({ operationId, method }) => {
    test.each(rows[operationId])('$what', async ({ asked, verdicts }) => {
      const heard: Record<string, string> = {};
      const expected: Record<string, string> = {};
      for (const caller of callers) {
        const call = asked(world());
        const verdict = told(caller, verdicts[caller]);
        heard[caller] = verdictOf(await world().ask(caller, { ...call, method }));
        expected[caller] = verdict;
        if (method !== 'GET') continue;
        // Who may not read may not learn from the fields either.
        const head = await world().ask(caller, { ...call, method: 'HEAD' });
        expect([caller, head.status, head.text]).toEqual([caller, Number.parseInt(verdict, 10), '']);
      }
      expect(heard).toEqual(expected);
    });
  });
}
