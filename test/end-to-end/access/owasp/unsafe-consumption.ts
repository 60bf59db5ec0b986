/**
 * API10:2023: unsafe consumption of APIs. The hub asks nobody else's; what it reads from others are its own queue, which others in the
 * account could write to, and texts of people, which it shows to others.
 */
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { operatorSqs, SUBMISSIONS } from '../../queues.ts';
import { report } from '../../report.ts';
import { untilCounted } from '../../sender.ts';
import { figure, storesOf, totalsBy } from '../../stories.ts';
import { systems, type World } from '../callers.ts';
import { attacksOn } from './attacks.ts';

const INDICATOR = 'sharing.messages-sent';

export function unsafeConsumption(world: () => World): void {
  const { as } = attacksOn(world);

  test('messages that did not come through the door change no total, and keep nobody’s report from being counted', async () => {
    const { hub } = world();
    const asked = { dataset: 'etx-monthly', period: '2026-11', agency: 'H26.06' };
    const first = report(hub.seed, { system: systems.sibling });
    await untilCounted(as('sibling'), first, 30_000);
    const before = figure(await totalsBy(as('sibling'), asked), INDICATOR);
    expect(before).not.toBeNull();

    const ledger = storesOf(hub).readReports('etx-monthly', '2026-11', 'H26', [systems.sibling]);
    const [entry] = await Array.fromAsync(ledger);
    const cells = Object.fromEntries(
      Object.entries(entry?.cells ?? {}).map(([key, value]) => [
        key,
        typeof value === 'string' ? '999999999' : value,
      ]),
    );
    const forged = JSON.stringify({ ...entry, revision: 2, cells });
    const hostile = [
      '',
      '{',
      '[]',
      '"text"',
      '{"__proto__":{"kind":"report"}}',
      '{"kind":"refold"}',
      `{"a":${'['.repeat(5000)}`,
      forged,
    ];
    const sqs = operatorSqs(hub.twin);
    for (const MessageBody of hostile.filter((body) => body !== ''))
      await sqs.send(new SendMessageCommand({ QueueUrl: hub.twin.queueUrls[SUBMISSIONS], MessageBody }));
    sqs.destroy();

    const after = report(hub.seed, { system: systems.child }, 7);
    expect((await as('child').post({ ...after, revision: 2 })).status).toBe(202);
    await untilCounted(as('child'), { ...after, revision: 2 }, 30_000);
    expect(figure(await totalsBy(as('sibling'), asked), INDICATOR)).toBe(before);
  });

  test('the page of a drill has no script: nobody gives it a text, and its policy runs none', async () => {
    const path = `/drills/${world().drill}`;
    const { status, headers, text } = await as('country').call({ path, headers: { Accept: 'text/html' } });
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(text).not.toContain('<script');
    expect(text).toContain('-on-call');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    );
  });
}
