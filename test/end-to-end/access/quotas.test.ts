/** Quotas through the gateway: who is over a limit is refused until its hour is over, and nobody else. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { QuotaList, Quotas } from '../../../shared/contract/access/quotas.ts';
import { parseApiKey } from '../../../shared/domain/access/api-key.ts';
import { firstQuotas } from '../../../shared/domain/access/quota-limits.ts';
import { batchSender } from '../batches/batch-sender.ts';
import { uploader } from '../batches/uploader.ts';
import { STAGE, startHub, type TestHub } from '../hub.ts';
import { operatorOf } from './operator.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
  const own: Quotas['own'] = [
    { of: 'agency', id: 'H26', limits: { requestsPerHour: 110 } },
    { of: 'agency', id: 'H30', limits: { batchesAtOnce: 1 } },
  ];
  await hub.write([{ kind: 'quotas', id: 'current', body: { ...firstQuotas, own } }]);
});
afterAll(() => hub.stop());

const get = (key: string, path = '/me') =>
  fetch(`${hub.twin.apiUrl}${path}`, {
    headers: { Authorization: `Bearer ${key}`, 'Accept-Language': 'en' },
  });

/** By agency and policy, what the newest answer of a container says. */
const left = (answer: Response): string => answer.headers.get('ratelimit') ?? '';

test('the hundred and eleventh call of the hour is refused, whichever key of the agency makes it; another agency goes on', async () => {
  const [first, second, other] = [await hub.issue('H26'), await hub.issue('H26'), await hub.issue('H01')];
  const answer = await get(first);
  expect(answer.headers.get('ratelimit-policy')).toContain('"key-hour";q=66;w=3600, ');
  expect(left(answer)).toMatch(/"agency-hour";r=109;t=1[78]\d\d\b/);
  for (let call = 0; call < 109; call += 1) expect((await get(call < 55 ? first : second)).status).toBe(200);
  const refused = await get(first);
  expect(refused.status).toBe(429);
  const wait = Number(refused.headers.get('retry-after'));
  expect(wait).toBeGreaterThanOrEqual(1_700);
  expect(wait).toBeLessThan(1_860);
  expect(await refused.json()).toMatchObject({
    code: 'quota-exceeded',
    detail: expect.stringContaining('at most 110 requests of H26'),
  });
  expect((await get(other)).status).toBe(200);
  // Another function has not heard of it yet: its free calls are the bound that is said.
  expect((await get(first, '/drills')).status).toBe(200);
});

test('of an agency whose quota is one batch at once the second waits; it is told how many it may have', async () => {
  const sends = uploader(batchSender(hub, await hub.issue('H30', { scopes: ['batch'] })));
  const file = new TextEncoder().encode('system,dataset\n');
  const id = sends.idIn(await sends.order(file));
  const second = await sends.order(file, { run: 2 });
  expect({ status: second.status, body: JSON.parse(second.text) }).toMatchObject({
    status: 429,
    body: {
      code: 'too-many-batches',
      detail: expect.stringContaining('H30 may have so many batches under way at once: 1 '),
    },
  });
  expect((await sends.giveBack(id)).status).toBe(200);
  sends.idIn(await sends.order(file, { run: 2 }));
});

test('on-call sets limits of agencies and credentials that there are, and is told of an id that nobody has', async () => {
  const onCall = operatorOf(hub, 'on-call');
  const set = async (of: 'agency' | 'key', id: string) => {
    const { version } = JSON.parse((await onCall.call({ path: '/admin/quotas' })).text) as QuotaList;
    const body = { of, id, limits: { requestsPerDay: 900_000 } };
    const { status, text } = await onCall.call({ method: 'POST', path: '/admin/quotas', on: version, body });
    const { errors = [] } = JSON.parse(text) as { errors?: { code: string; pointer: string }[] };
    return [status, ...errors.map(({ code, pointer }) => `${code} ${pointer}`)];
  };
  const keyId = parseApiKey(await hub.issue('H01'), STAGE)?.keyId ?? '';
  expect(await set('agency', 'H01')).toEqual([200]);
  expect(await set('key', keyId)).toEqual([200]);
  expect(await set('agency', 'H999')).toEqual([422, 'unknown-agency /id']);
  expect(await set('key', 'k3v8x2m9q4w7')).toEqual([422, 'unknown-credential /id']);
});
