import { beforeEach, describe, expect, test } from 'vitest';
import { signerReader } from '../../../../shared/aws/submissions/signing-keys.ts';
import type { SigningState } from '../../../../shared/contract/submissions/receipt.ts';
import { firstState } from '../../../../shared/domain/submissions/signing-keys.ts';
import { MINUTE } from '../../../../shared/domain/values/duration.ts';
import { slotSecrets } from '../../../fixtures/signing.ts';

const at = '2026-11-20T02:30:00.000Z';

let now: number;
let asked: string[];
let state: { value: SigningState; version: number } | null;
let secrets: Record<string, string | null>;
let down: boolean;

beforeEach(() => {
  now = Date.parse(at);
  asked = [];
  state = null;
  secrets = { ...slotSecrets };
  down = false;
});

async function answer<T>(what: string, value: T): Promise<T> {
  asked.push(what);
  if (down) throw Object.assign(new Error('away'), { name: 'ThrottlingException' });
  return value;
}
const reader = (use: 'signs' | 'publishes' = 'signs') =>
  signerReader(
    'dev',
    {
      readState: () => answer('state', state),
      readSecret: (id) => answer(`secret ${id}`, secrets[id] ?? null),
      secretIds: { a: 'a', b: 'b' },
    },
    () => now,
    use,
  );
/** Lets what goes on beside the request come to its end. */
const settle = () => new Promise((resolve) => setImmediate(resolve));
const slotOf = (jws: string) =>
  JSON.parse(Buffer.from(jws.split('.')[0] ?? '', 'base64url').toString()).kid[5];
const sign = async (read: ReturnType<typeof reader>) =>
  slotOf((await read()).sign('dtm-receipt+jws', at, { id: 'x' }));
const switchTo = (active: 'a' | 'b', version: number) => {
  state = { value: { ...firstState, active }, version };
};

describe('a function instance', () => {
  test('asks once, while it loads, and then signs without any call', async () => {
    const read = reader();
    expect(asked).toEqual(['state', 'secret a', 'secret b']);
    for (let call = 0; call < 100; call += 1) expect(await sign(read)).toBe('a');
    expect(asked).toHaveLength(3);
  });

  test('asks for the record again after a minute, beside the request, and for no secret', async () => {
    const read = reader();
    await sign(read);
    switchTo('b', 7);
    now += MINUTE + 1;
    expect(await sign(read)).toBe('a');
    await settle();
    expect(await sign(read)).toBe('b');
    expect(asked.slice(3)).toEqual(['state', 'secret a', 'secret b']);
    now += MINUTE + 1;
    await sign(read);
    await settle();
    expect(asked.slice(6)).toEqual(['state']);
  });

  test('that slept waits for the record: a slot that leaked meanwhile signs nothing more', async () => {
    const read = reader();
    await sign(read);
    switchTo('b', 7);
    now += 5 * MINUTE + 1;
    expect(await sign(read)).toBe('b');
  });

  test('takes a secret that was replaced with the record, and once an hour without', async () => {
    const read = reader();
    const before = (await read()).keySet(now).keys.map(({ kid }) => kid);
    secrets.b = slotSecrets.a;
    now += 2 * MINUTE;
    await read();
    await settle();
    expect((await read()).keySet(now).keys.map(({ kid }) => kid)).toEqual(before);
    now += 60 * MINUTE;
    expect((await read()).keySet(now).keys.map(({ kid }) => kid)).not.toEqual(before);
  });

  test('goes on signing while the stores are away, for five minutes', async () => {
    const read = reader();
    await sign(read);
    down = true;
    for (const minutes of [2, 3, 4]) {
      now = Date.parse(at) + minutes * MINUTE;
      expect(await sign(read)).toBe('a');
      await settle();
    }
    now = Date.parse(at) + 6 * MINUTE;
    await expect(read()).rejects.toThrow('away');
    down = false;
    expect(await sign(read)).toBe('a');
  });

  test('whose first look failed looks again at the next call', async () => {
    down = true;
    const read = reader();
    await expect(read()).rejects.toThrow('away');
    down = false;
    expect(await sign(read)).toBe('a');
  });

  test('without its secrets says which one is missing', async () => {
    secrets.b = null;
    await expect(reader()()).rejects.toThrow('there is no secret b: deploy the stateful stack');
  });
});

describe('the instance that publishes', () => {
  const kids = async (read: ReturnType<typeof reader>) =>
    (await read()).keySet(now).keys.map(({ kid }) => kid);
  const replaceB = () => {
    secrets.b = `${slotSecrets.b}, another`;
    state = { value: firstState, version: 8 };
  };

  test('has a new key before anybody signs with it, however young what it knows is', async () => {
    const publisher = reader('publishes');
    const before = await kids(publisher);
    replaceB();
    // As `rotate --early` does in the same second; this instance starts afterwards, and signs at once.
    switchTo('b', 9);
    const signer = reader();
    const jws = (await signer()).sign('dtm-receipt+jws', at, { id: 'x' });
    const kid = JSON.parse(Buffer.from(jws.split('.')[0] ?? '', 'base64url').toString()).kid;
    expect(before).not.toContain(kid);
    expect(await kids(publisher)).toContain(kid);
  });

  test('asks for the record each time, and for secrets when it has moved', async () => {
    const publisher = reader('publishes');
    await kids(publisher);
    await kids(publisher);
    expect(asked.slice(3)).toEqual(['state']);
    replaceB();
    await kids(publisher);
    expect(asked.slice(4)).toEqual(['state', 'secret a', 'secret b']);
  });

  test('goes on publishing while the stores are away, for five minutes', async () => {
    const publisher = reader('publishes');
    const before = await kids(publisher);
    down = true;
    now += 4 * MINUTE;
    expect(await kids(publisher)).toEqual(before);
    now += 2 * MINUTE;
    await expect(publisher()).rejects.toThrow('away');
  });
});
